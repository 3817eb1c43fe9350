"""Definedness as a claim of its own: does one expression have a value wherever another has one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.formulas import (
    TRUE,
    Formula,
    Role,
    UnsupportedError,
    conjunction,
    mentioned,
)
from grader.evidence.definedness.gaps import gap_texts, number
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.region import Region, region_of
from grader.evidence.definedness.residue import assuming, is_never, is_thin, residue, with_failures
from grader.language.tree import Node

OPEN = frozenset({Role.LEFT_OUT, Role.UNCLEAR})


@dataclass(frozen=True)
class Coverage:
    """What is known of where two expressions are defined.

    `gaps`: where the answer is undefined but the expected expression is defined, or a convention decides, in words.
    `outside`: where the expected expression itself is undefined. `reason`: a sentence for a person where unknown.
    `witness`: where refuted, a point at which the expected expression is defined and the answer certainly is not.
    """

    status: Literal["proved", "refuted", "unknown"]
    gaps: tuple[str, ...] = ()
    reason: str = ""
    witness: Mapping[str, Node] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    limit: str = ""


def unknown(reason: str, limit: str = "") -> Coverage:
    """Return that nothing is known, and why."""
    return Coverage("unknown", reason=reason, limit=limit)


@dataclass(frozen=True)
class Sides:
    """Both formulas over a region, and what is left of them: the answer's where the expected one holds."""

    region: Region
    expected: Formula
    answer: Formula
    expected_rest: Formula
    answer_rest: Formula
    facts: Any  # of the points where the expected expression is defined


def covers(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether the answer is defined where the expected expression is, up to a set without interior.

    Proved: both are defined at some common point, and D(expected) without D(answer) has no interior in the domain
    (over integers and finite sets: is empty). Refuted: the witness and all points of the domain near it are in it.
    """
    try:
        return _covers(sides_of(expected, answer, setting, budget))
    except UnsupportedError as error:
        return unknown(str(error))
    except ExceededError as error:
        return unknown("Where the expressions are defined was not settled within the limits.", error.limit)


def sides_of(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Sides:
    """Return both sides made ready."""
    region = region_of(setting, budget)
    wanted, given = (conditions(region.reduced(tree), region.setting) for tree in (expected, answer))
    rest = residue(wanted, region.facts)
    facts = assuming(wanted, assuming(rest, region.facts))
    return Sides(region, wanted, given, rest, residue(given, facts), facts)


def _covers(sides: Sides) -> Coverage:
    if is_never(sides.expected_rest):
        return unknown("The expected expression is defined nowhere in the domain.")
    if sides.expected_rest == TRUE and sides.answer_rest == TRUE:
        return Coverage("proved")
    open_part = _open_part(sides)
    if open_part is not None:
        return unknown(open_part)
    if _is_thin(with_failures(sides.answer_rest, frozenset({Role.UNDEFINED})), sides, sides.facts):
        return _with_common_point(sides)
    return _refuted(sides) or unknown(_question(sides))


def _is_thin(rest: Formula, sides: Sides, facts: Any) -> bool:
    return rest == TRUE or (sides.region.is_regular and is_thin(rest, facts, sides.region.discrete))


def _open_part(sides: Sides) -> str | None:
    """Return why the claim stays open because of conventions and unclear points, or None."""
    region = sides.region
    both = (
        (with_failures(sides.expected_rest, OPEN), region.facts),
        (with_failures(sides.answer_rest, OPEN), sides.facts),
    )
    left_out = with_failures(sides.answer, frozenset({Role.LEFT_OUT}))
    everywhere = residue(left_out, region.facts) if left_out != TRUE else TRUE
    for rest, facts in (*both, (everywhere, region.facts)):
        if not _is_thin(rest, sides, facts):
            places = ", ".join(gap_texts(rest, facts))
            return f"A convention that is not named decides, or it is not known whether there is a value: {places}."
    return None


def _with_common_point(sides: Sides) -> Coverage:
    """Return the proof, once both sides are known to share a point."""
    gaps = _gaps(sides)
    outside = gap_texts(with_failures(sides.expected_rest, frozenset({Role.UNDEFINED})), sides.region.facts)
    if _is_thin(sides.expected_rest, sides, sides.region.facts) or _common(sides) is not None:
        return Coverage("proved", gaps, outside=outside)
    return unknown("No point was found at which both sides are surely defined.")


def _gaps(sides: Sides) -> tuple[str, ...]:
    left_out = with_failures(sides.expected_rest, frozenset({Role.LEFT_OUT}))
    found = (*gap_texts(sides.answer_rest, sides.facts), *gap_texts(left_out, sides.region.facts))
    return tuple(dict.fromkeys(found))


def _points(sides: Sides) -> Iterator[Here]:
    return sides.region.points(mentioned(sides.expected) | mentioned(sides.answer))


def _common(sides: Sides) -> Here | None:
    both = conjunction([sides.expected, sides.answer])
    return next((here for here in _points(sides) if here.fails(both) is None), None)


def _refuted(sides: Sides) -> Coverage | None:
    """Look for a point near which the expected side is defined and the answer is not."""
    for here in _points(sides):
        if here.surely(sides.expected, holds=True) and here.surely(sides.answer, holds=False):
            return Coverage("refuted", _gaps(sides), witness=witness(here, sides.region))
    return None


def witness(here: Here, region: Region) -> dict[str, Node]:
    """Return a point's coordinates as trees, those of fixed symbols included."""
    values = {name: value if isinstance(value, Node) else number(value) for name, value in here.env.items()}
    for name, tree in region.solved.items():
        exact = here.exactly(tree)
        if exact is not None:
            values[name] = number(exact)
    return values


def _question(sides: Sides) -> str:
    places = ", ".join(gap_texts(sides.answer_rest, sides.facts))
    return f"It is not settled whether the answer is undefined on a part of the domain: {places}."
