"""Sets as answers: intervals, unions, finite sets, conditions on one number; decided exactly or left open."""

from grader.evidence.sets.build import is_set
from grader.evidence.sets.deciding import METHOD, same_set
from grader.evidence.sets.readings import compared_sets

__all__ = ["METHOD", "compared_sets", "is_set", "same_set"]
