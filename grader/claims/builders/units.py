"""Answers with a unit: the dimension is a claim of its own, and the value is decided in the unit of the problem."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.claims.statements import Claim, Settled
from grader.language.tree import Add, Const, Div, Mul, Neg, Node, Num, Pow
from grader.problems.question import Question, UnitAsked

if TYPE_CHECKING:
    from grader.language.units.reading import Unit


def with_unit(question: Question, unit: Unit | None, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with that of the unit where the problem asks for one; the value carries the other points."""
    asked = question.unit
    if asked is None:
        return claims
    if asked.points is not None and claims and claims[0].points is None:
        claims = (replace(claims[0], points=question.points - asked.points), *claims[1:])
    why = _misfit(asked, unit)
    claim = Claim("unit", f"the unit is {asked.unit.text}", Settled(not why, "unit", why), points=asked.points)
    return (*claims, claim)


def _misfit(asked: UnitAsked, unit: Unit | None) -> str:
    """Return why a unit is not the one that is asked for, empty where it is."""
    wanted = asked.unit
    if unit is None:
        is_pure = not any(wanted.dimension) and wanted.factor == 1 and not wanted.turns
        return "" if is_pure else "A unit is missing."
    if unit.dimension != wanted.dimension:
        return f"The unit {unit.text} measures something else than {wanted.text}."
    return f"The value is to be given in {wanted.text}." if asked.fixed and not _are_same(unit, wanted) else ""


def _are_same(unit: Unit, wanted: Unit) -> bool:
    return (unit.factor, unit.turns, unit.zero) == (wanted.factor, wanted.turns, wanted.zero)


def in_unit_of(asked: UnitAsked | None, unit: Unit | None, tree: Node) -> Node:
    """Return a value in the unit of a problem; as it is where it has none, or one of another dimension."""
    if asked is None or unit is None or unit.dimension != asked.unit.dimension or _are_same(unit, asked.unit):
        return tree
    wanted = asked.unit
    scaled = _scaled(tree, unit.factor / wanted.factor, unit.turns - wanted.turns)
    shift = (unit.zero - wanted.zero) / wanted.factor
    return scaled if not shift else Add((scaled, Neg(_number(-shift)) if shift < 0 else _number(shift)))


def _scaled(tree: Node, factor: Fraction, turns: int) -> Node:
    parts = [] if factor == 1 else [_number(factor)]
    if turns:
        power = Num(Fraction(abs(turns)))
        parts.append(Pow(Const("pi"), power if turns > 0 else Neg(power)))
    return Mul((*parts, tree)) if parts else tree


def _number(value: Fraction) -> Node:
    above = Num(Fraction(value.numerator))
    return above if value.denominator == 1 else Div(above, Num(Fraction(value.denominator)))
