"""Sentences on sets and on conditions that differ: a member of one set only, a point where one condition holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.verdict import Feedback, Point, Truth, Value
from grader.wording import sentences

MEMBERSHIP = "membership"  # the method of points that tell two sets apart

Shown = Callable[[Mapping[str, Value]], str]


def differing(point: Point, place_text: Shown, value_text: Callable[[Value], str]) -> Feedback | None:
    """Return what is said of a point where exactly one of two sets or conditions has it; None for other points."""
    if not (isinstance(point.left, Truth) and isinstance(point.right, Truth)):
        return None
    mine = point.left.value
    if point.method == MEMBERSHIP:
        *parameters, (_, member) = point.at.items()
        where = sentences.FOR_PARAMETERS.format(where=place_text(dict(parameters))) if parameters else ""
        text = value_text(member)
        if not mine:  # which one it is, names a member of the expected set
            full = sentences.MEMBER_LACKING.format(where=where, member=text)
            return Feedback("counterexample", full, sentences.LACKING)
        full = sentences.MEMBER_EXPECTED.format(where=where, member=text)
        return Feedback("counterexample", full, sentences.MEMBER.format(where=where, member=text))
    subject = sentences.YOUR_CONDITION
    if point.at:
        subject = sentences.YOUR_CONDITION_AT.format(where=place_text(point.at))
    full, short = _HOLDS if mine else _FAILS
    return Feedback("counterexample", full.format(subject=subject), short.format(subject=subject))


_HOLDS = sentences.CONDITION_HOLDS_EXPECTED, sentences.CONDITION_HOLDS
_FAILS = sentences.CONDITION_FAILS_EXPECTED, sentences.CONDITION_FAILS
