"""Classes of growth: functions of sizes, compared where all sizes tend to infinity.

`constants`, `monomials` and `series` are what is computed with; `order` says which monomial grows faster; `analysis`
has logarithms, powers and factorials of series, `reading` makes them of trees, `sums` has sums over an index;
`directions` finds a curve along which one side grows faster, and `decide` puts all together.
May use numbers and trees. A function that grows in a new way is a case of `analysis`.
"""
