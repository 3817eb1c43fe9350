"""Equality of two scalar trees at points: the nicest first, small ones, and more with more bits."""

from __future__ import annotations

from grader.evidence.errors import DeclinedError
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.lattice import lattice
from grader.evidence.numbers.places.points import contains
from grader.evidence.question.question import NO_POINT, SHARED, Question, refuted_at, shown_difference
from grader.evidence.trees.features import facts_of
from grader.language.tree import Bind
from grader.verdict import Evidence, Point

MOST_UNCLEAR = 6  # points in a row where a sum or an integral has no value that is known, before no more are tried
MOST_ALIKE = 8  # points at which sums, integrals and limits agree, or are unclear, before no more are tried
MANY_BITS = 8  # points looked at with the greatest precision, after no proof was found


def at_first_points(question: Question) -> Evidence | None:
    """Return a refutation by the first points of the domain, that there is none, or None.

    Where both sides agree at the last one, which is the least special, the others wait until a proof was tried.
    """
    if not question.search.first:
        return NO_POINT
    return None if question.search.agrees else at_all_first_points(question)


def at_all_first_points(question: Question) -> Point | None:
    """Return a refutation by the first points of the domain, None where they tell nothing."""
    for place, found in question.search.looks():
        if (refuted := refuted_at(question, place, found)) is not None:
            return refuted
    return None


def at_small_points(question: Question) -> Point | None:
    """Return a difference at a small integer point of several variables, None where none is found."""
    case = question.case
    names = [variable.name for variable in case.variables]
    bound, unclear = _is_bound(question), 0
    for numbers in lattice(len(names)):
        place = dict(zip(names, numbers, strict=True))
        if contains(case.variables, case.setting.assume, place, case.context):
            found = look(case.context, question.answer, question.expected, place)
            if found.kind == "differ" and (point := shown_difference(question, place, found)) is not None:
                return point
            unclear += found.kind == "unclear"
            if bound and unclear == MOST_UNCLEAR:
                break
    return None


def at_more_points(question: Question) -> Evidence:
    """Return a refutation by all points that a budget has; raises DeclinedError where there is none."""
    tried, unclear, alike = 0, 0, 0
    bound = _is_bound(question)
    for place in question.search.places():
        most = STEPS[-1] if tried < MANY_BITS else STEPS[1]
        found = look(question.case.context, question.answer, question.expected, place, most)
        refuted = refuted_at(question, place, found)
        if refuted is not None:
            return refuted
        tried += 1
        unclear += found.kind == "unclear"
        alike += found.kind in SHARED
        if bound and (tried == unclear == MOST_UNCLEAR or MOST_ALIKE in (unclear, alike)):
            break
    why = f"no proof and no counterexample was found at {tried} points; {question.reason.reason}"
    raise DeclinedError(why, question.reason.limit)


def _is_bound(question: Question) -> bool:
    """Whether values at points may cost much: those of integrals, limits and series."""
    return any(Bind in facts_of(side).kinds for side in (question.answer, question.expected))
