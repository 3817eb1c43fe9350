"""Sets of real numbers, exactly: sets as answers, and the points where a condition on one unknown holds.

`deciding` compares two sets, `solve` finds where a condition holds (by inverses and monotone pieces of the rows in
`functions`: `tanh x > 0` where `x > 0`), `items`, `intervals` and `residues` (classes of integers) say what a set is.
May use calculus and all below. An expression of a new kind is a file in `preimages`.
"""

from grader.evidence.sets.deciding import METHOD, same_set
from grader.evidence.sets.readings import compared_sets

__all__ = ["METHOD", "compared_sets", "same_set"]
