"""A paragraph cut up: into `lexemes` (words, formulas, signs), these into `sentences`, a sentence into clauses.

May use `words` and `formulas`; decides nothing about answers. What makes several signs one lexeme (typed mathematics,
units in words, words within a formula) is a file here; `leading_dashes` tells a minus from a bullet.
"""
