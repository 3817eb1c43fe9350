"""The normal form of arrays whose sizes are symbols: sums of words, which are products of matrices in their order.

`words` says what a word is, `values` what an expression is, `table` which numbers arrays give; `spelled`, `worded`
and `written` go from one form to another, `cancelling` knows what inverses cancel. May use nothing else of the family.
"""
