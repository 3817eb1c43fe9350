"""Equations and inequalities as answers: whether two conditions hold at the same points."""

from grader.evidence.families.relations.deciding import same_truth

__all__ = ["same_truth"]
