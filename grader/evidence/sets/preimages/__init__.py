"""Where an expression in one unknown has its value in a set of reals, a file a kind of expression.

`preimages` is asked and asks the others, from the outermost operation inwards. May use `inverses`, `lines` and `ends`,
not what compares sets. An expression of a new kind is a file that `preimages` asks.
"""
