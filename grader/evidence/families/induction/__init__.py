"""Equality by induction over an integer that bounds a sum or product, and by shifts of the index.

What telescopes, as k 2^k does, is summed by the normal form before (`normal_form/indexed/telescoping`), and what has
another closed form by `calculus/sums`. May use the engines and the oracle, which proves the step. Another scheme of
induction is a file here and a row of the strategy's table.
"""
