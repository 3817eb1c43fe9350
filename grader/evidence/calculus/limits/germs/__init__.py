"""Germs: what a tree is near a point, as finite sums of terms c h^p log(h)^q exp(polar part), and their arithmetic.

`expansions` reads a tree as a germ, `germs` computes with them, `series` and `coefficients` with what they are made of,
`stirling` has the series of factorials, `areas` that of an integral with close ends. May use trees and the oracle, and
knows no rule for a limit. What a new function makes of a germ is a case of `germ_calls`.
"""
