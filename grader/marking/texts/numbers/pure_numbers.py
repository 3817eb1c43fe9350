"""Values without a unit where the unit is a number itself: 0.25 is 25 %, and pi/2 is 90°."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction

from grader.evidence import value
from grader.language import units
from grader.language.reader import Reading
from grader.language.tree import Node, symbols
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Enclosure, Exact


def as_numbers(question: Question, readings: list[Reading]) -> tuple[Reading, ...]:
    """Return further readings of values without a unit, as numbers, where these are nearer to what is expected.

    What comes from them is decided exactly, like any other reading.
    """
    assert question.unit is not None
    wanted = question.unit.unit
    if any(wanted.dimension) or (wanted.factor == 1 and not wanted.turns):
        return ()
    itself = units.reading.Unit("", Fraction(1), wanted.dimension)
    return tuple(
        replace(one, unit=itself, spelling=f"{one.spelling}, a number itself")
        for one in readings
        if one.unit is None and _is_nearer(question, one.tree)
    )


def _is_nearer(question: Question, tree: Node) -> bool:
    assert question.unit is not None
    wanted = question.unit.unit
    with suppress(OverflowError, ZeroDivisionError):
        typed, near = _roughly(tree), [_roughly(expected) for expected in question.accepted]
        if typed is None:
            return False
        number = typed / (float(wanted.factor) * math.pi**wanted.turns)
        return any(one is not None and abs(number - one) < abs(typed - one) for one in near)
    return False


def _roughly(tree: Node) -> float | None:
    """Return about the value of a number, however it is written; None for anything else."""
    if symbols(tree):
        return None
    match value(tree):
        case Exact(text=text):
            with suppress(ValueError):
                return float(Fraction(text))
        case Enclosure(low=low, high=high):
            with suppress(ValueError):
                return (float(low) + float(high)) / 2
    return None
