"""Sentences on sets and on conditions that differ: a member of one set only, a point where one condition holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.verdict import Feedback, Point, Truth, Value
from grader.wording.sentences import LACKING

MEMBERSHIP = "membership"  # the method of points that tell two sets apart

Shown = Callable[[Mapping[str, Value]], str]


def differing(point: Point, place_text: Shown, value_text: Callable[[Value], str]) -> Feedback | None:
    """Return what is said of a point where exactly one of two sets or conditions has it; None for other points."""
    if not (isinstance(point.left, Truth) and isinstance(point.right, Truth)):
        return None
    mine = point.left.value
    if point.method == MEMBERSHIP:
        *parameters, (_, member) = point.at.items()
        where = f"For {place_text(dict(parameters))}, " if parameters else ""
        said = f"{where}{value_text(member)} is {'' if mine else 'not '}in your set"
        other = "not in the expected one" if mine else "in the expected one"
        full = f"{said} and {other}." if mine else f"{said}, but {other}."
        if not mine:  # which one it is, names a member of the expected set
            return Feedback("counterexample", full, LACKING)
    else:
        where = f"At {place_text(point.at)} your" if point.at else "Your"
        said = f"{where} condition {'holds' if mine else 'does not hold'}"
        full = f"{said}; the expected one does{' not' if mine else ''}."
    return Feedback("counterexample", full, f"{said}, which is not what is expected.")
