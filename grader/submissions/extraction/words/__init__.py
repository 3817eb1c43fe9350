"""The words around answers, and what they do to a formula: closed tables, one file of words a language.

`cues` reads the tables, `phrases` makes patterns of them over whole sentences, `vocabulary` holds what running text is
told by, `prompts` the words and formulas that a problem itself names. May use nothing else of `extraction`. A word is
added to the file of its language; what is in no table is never taken for a word that leads to an answer.
"""
