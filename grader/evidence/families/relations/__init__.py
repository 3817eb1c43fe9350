"""Equations and inequalities in several unknowns as answers: whether two conditions hold at the same points.

Conditions on one unknown, such as `tanh x > 0`, are handed to `evidence/sets`, which solves them exactly by the row of
their function. May use the sets, the engines and the oracle. Another way is a step in `deciding`.
"""

from grader.evidence.families.relations.deciding import same_truth

__all__ = ["same_truth"]
