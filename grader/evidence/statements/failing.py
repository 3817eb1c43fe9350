"""Points at which a statement is false, and not only without a value."""

from __future__ import annotations

from grader.claims.statements import Equal, Holds, Statement
from grader.evidence.calculus.limits.growth import OSCILLATES, UNBOUNDED
from grader.language.tree import Relation
from grader.verdict import Evidence, Point, Undefined, Value

KNOWN = frozenset({OSCILLATES, UNBOUNDED})  # of what has values, and tends to no number


def is_false(found: Evidence | None, statement: Statement) -> bool:
    """Return whether a statement is false at a point: both sides have values there.

    A side of an equation may be known to tend to no number; what grows without bound may well be less than another.
    """
    if not isinstance(found, Point):
        return False
    is_equation = isinstance(statement, Equal)
    if isinstance(statement, Holds) and isinstance(statement.condition, Relation):
        is_equation = statement.condition.ops == ("=",)
    return all(_is_known(side, is_equation) for side in (found.left, found.right))


def _is_known(side: Value, is_equation: bool) -> bool:
    if isinstance(side, tuple):
        return all(_is_known(part, is_equation) for part in side)
    return not isinstance(side, Undefined) or (is_equation and side.why in KNOWN)
