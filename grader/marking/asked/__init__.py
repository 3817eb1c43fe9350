"""What a prompt asks for, told by its words: the names that its value may bear, and what is only given.

`nouns` reads `Find the derivative of $f(x) = x^2$`: f' is asked for, and f is given. A prompt that asks for more than
one thing, or for it in words that the tables do not know, asks for nothing by name. May use `left_names`; a word in
another language is an entry of a table here.
"""
