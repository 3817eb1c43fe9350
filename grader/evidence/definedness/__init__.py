"""Definedness as a claim of its own: where expressions have values, compared exactly.

conditions(tree, setting) -> Formula
covers(expected, answer, setting, budget) -> Coverage
"""

from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.coverage import Coverage, covers, defined_everywhere, each_covers, same_domain

__all__ = ["Coverage", "conditions", "covers", "defined_everywhere", "each_covers", "same_domain"]
