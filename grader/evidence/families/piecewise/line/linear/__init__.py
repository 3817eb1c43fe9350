"""Piecewise-linear functions of one real variable, exactly: pieces, their sums, products, compositions and extrema.

`pieces` are in canonical form, `apply` and `sums` compute with them, `places` is the domain, `search` finds where two
differ. May use numbers, and reads no trees. A new operation is a function in `apply`.
"""
