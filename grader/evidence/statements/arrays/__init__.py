"""Statements on arrays whose sizes are letters, or that do not fit together as arrays.

They are decided by what stands for all sizes: sums of which single terms are split off, unit vectors for orthonormal
ones; or refuted at small sizes, in every way that what is written may be meant. May use `failing` of the statements
and the floors below. Another way is a file here and a row of the strategy's table.
"""
