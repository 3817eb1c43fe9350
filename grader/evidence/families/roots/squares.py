"""Equality of sides that are nowhere negative, by their squares: u = v where u, v >= 0 and u^2 = v^2.

Squaring is injective on [0, oo). Signs and squares speak of the points where both sides have values.
"""

from __future__ import annotations

from grader.evidence.budget import ExceededError
from grader.evidence.method import Scope
from grader.evidence.oracle import Sign, sign_of
from grader.language.tree import TWO, Node, Pow
from grader.records import replace
from grader.verdict import Proof

METHOD = "equal squares"
PART = 4  # one in so many of the steps that are left may go into it


def equal_squares(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof that two sides without negative values have the same squares, or None."""
    inside = replace(scope, budget=scope.budget.share(PART))
    if not all(sign_of(side, scope.setting, inside.budget).within(Sign.NON_NEGATIVE) for side in (left, right)):
        return None
    try:
        same = scope.oracle.agree(Pow(left, TWO), Pow(right, TWO), inside)
    except ExceededError:
        return None
    return Proof(METHOD) if same else None
