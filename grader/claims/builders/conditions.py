"""Conditions as statements, where arrays of any size occur in them."""

from __future__ import annotations

from grader.claims.statements import Equal, Holds
from grader.language.domains import Domain, arbitrary_sizes
from grader.language.tree import Node, Relation
from grader.problems.question import Question


def stated(question: Question, condition: Node) -> Equal | Holds:
    """Return a condition as a statement; an equation between arrays of any size is one of equality."""
    match condition:
        case Relation(("=",), (left, right)) if arbitrary_sizes((*question.given, *question.for_all)):
            return Equal(left, right)
        case _:
            return Holds(condition)


def is_all_reals(domain: Domain) -> bool:
    """Return whether entries may be any real numbers."""
    return (domain.base, domain.low, domain.high, domain.members, domain.nonzero) == ("real", None, None, None, False)
