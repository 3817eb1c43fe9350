"""Definedness as a claim of its own: where expressions have values, compared exactly.

conditions(tree, setting, budget) -> Formula
covers(expected, answer, setting, budget) -> Coverage

`conditions` writes down where a tree has a value (functions by `calls`, from their rows), `covering` compares two
sides: this is why `2 log x` and `log x^2` differ. May use the normal form, the solver, signs and numbers. A node that
is not defined everywhere gets its condition in `conditions`.
"""

from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.covering.coverage import covers, defined_everywhere, each_covers, same_domain
from grader.evidence.definedness.covering.coverages import Coverage

__all__ = ["Coverage", "conditions", "covers", "defined_everywhere", "each_covers", "same_domain"]
