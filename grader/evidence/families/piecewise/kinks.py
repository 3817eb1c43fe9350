"""Equality of piecewise-linear functions of one variable, decided completely by their pieces."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.families.piecewise.line.ranges import range_of
from grader.evidence.families.piecewise.line.reader import pieces
from grader.evidence.families.piecewise.line.search import first_difference
from grader.evidence.functions.questions import KINKED
from grader.evidence.question.prepare import Case
from grader.language.tree import Cases, Node


def has_kinks(case: Case) -> bool:
    """Return whether both sides may be piecewise-linear functions of one real variable, with kinks."""
    if len(case.variables) != 1 or case.setting.assume or case.is_complex:
        return False
    return bool(case.facts.calls & KINKED) or Cases in case.facts.kinds


def kink_difference(case: Case, left: Node, right: Node) -> fmpq | bool | None:
    """Return a point where two such functions differ, True where there is none, None where they are not such.

    True says that they agree at all points of the domain where both are defined.
    """
    (variable,) = case.variables
    try:
        found = [pieces(tree, variable.name, case.context.conventions, case.budget) for tree in (left, right)]
        if found[0] is None or found[1] is None:
            return None
        place = first_difference(found[0], found[1], range_of(variable.domain))
    except ValueError:
        return None
    except ExceededError as error:
        if error.limit == "max_steps":
            raise
        return None
    return True if place is None else place
