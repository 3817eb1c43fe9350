"""Coverage where several symbols matter: by thin sets, and by points around which only one side is defined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.evidence.definedness.covering.coverages import Coverage, unknown
from grader.evidence.definedness.covering.sides import OPEN, UNDEFINED, Sides, witness
from grader.evidence.definedness.formulas import TRUE, Role, conjunction
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.residue import with_failures
from grader.language.tree import Node
from grader.wording import undecided_reasons

ENOUGH_POINTS = 6  # counterexamples among which the simplest is shown


def covered(sides: Sides) -> Coverage:
    """Decide whether the answer is defined where the expected side is, up to a set without interior."""
    open_part = _open_part(sides)
    if open_part is not None:
        return unknown(open_part)
    if sides.gap_is_thin():
        return _with_common_point(sides)
    return _refuted(sides) or unknown(_question(sides))


def _open_part(sides: Sides) -> str | None:
    """Return why the claim stays open because of conventions and unclear points, or None."""
    facts = sides.region.facts
    parts = [
        (sides.left_out, facts),
        (with_failures(sides.expected_rest, OPEN), facts),
        (with_failures(sides.answer_rest, OPEN), sides.facts),
    ]
    if all(sides.is_thin(rest, known) for rest, known in parts):
        return None
    return "A convention that is not named decides on a part of the domain, or it is not known if there is a value."


def _with_common_point(sides: Sides) -> Coverage:
    """Return the proof, once both sides are known to share a point."""
    both = conjunction([sides.expected, sides.answer])
    shares = sides.is_thin(sides.expected_rest, sides.region.facts)
    if shares or any(here.fails(both) is None for here in sides.points()):
        return Coverage("proved", sides.gaps(), outside=sides.outside())
    return unknown(undecided_reasons.NO_POINT_FOUND_BOTH)


def _refuted(sides: Sides) -> Coverage | None:
    """Look for a point near which the expected side is defined and the answer is not."""

    def is_one(here: Here) -> bool:
        return here.surely(sides.expected, holds=True) and here.surely(sides.answer_rest, holds=False)

    return _simplest(sides, is_one, sides.points())


def _simplest(sides: Sides, is_one: Callable[[Here], bool], points: Any) -> Coverage | None:
    found = []
    for here in points:
        if is_one(here):
            found.append(here)
        if len(found) >= ENOUGH_POINTS:
            break
    if not found:
        return None
    best = min(found, key=_cost)
    return Coverage("refuted", sides.gaps(), witness=witness(best, sides.region), outside=sides.outside())


def _cost(here: Here) -> int:
    """Return how unwieldy a point is: the digits of its coordinates, denominators twice."""
    values = [value for value in here.env.values() if not isinstance(value, Node)]
    return sum(int(abs(value.p)) + 2 * int(value.q) + (value < 0) for value in values)


def included(sides: Sides) -> Coverage:
    """Decide whether the answer is defined at every point where the expected side is."""
    if sides.left_out != TRUE and not sides.is_thin(sides.left_out, sides.region.facts):
        return unknown(undecided_reasons.CONVENTION_NOT_NAMED_DECIDES)
    rest = with_failures(sides.answer_rest, UNDEFINED | {Role.UNCLEAR})
    if rest == TRUE and with_failures(sides.expected_rest, frozenset({Role.UNCLEAR})) == TRUE:
        return _with_common_point(sides)

    def is_one(here: Here) -> bool:
        return here.fails(sides.expected) is None and here.fails(sides.answer_rest) is Role.UNDEFINED

    found = _simplest(sides, is_one, sides.points())
    return found or unknown(_question(sides))


def _question(sides: Sides) -> str:
    places = ", ".join(sides.gaps())
    return f"It is not settled whether the answer is undefined on a part of the domain: {places}."
