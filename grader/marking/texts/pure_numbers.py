"""Values without a unit where the unit is a number itself: 0.25 is 25 %, and pi/2 is 90°."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction

from grader.language import units
from grader.language.reader import Reading
from grader.language.tree import Const, Div, Mul, Neg, Node, Num
from grader.problems.question import Question
from grader.records import replace


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
    """Return the value of digits, pi and what is multiplied and divided of them; None for anything else."""
    match tree:
        case Num(value):
            return float(value)
        case Const("pi"):
            return math.pi
        case Neg(arg):
            inner = _roughly(arg)
            return None if inner is None else -inner
        case Div(num, den):
            sides = _roughly(num), _roughly(den)
            return None if sides[0] is None or sides[1] is None else sides[0] / sides[1]
        case Mul(factors):
            parts = [_roughly(factor) for factor in factors]
            known = [part for part in parts if part is not None]
            return math.prod(known) if len(known) == len(parts) else None
        case _:
            return None
