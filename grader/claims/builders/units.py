"""Answers with a unit: the dimension is a claim of its own, and the value is decided in the unit of the problem."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from grader.claims.definitions import expand
from grader.claims.statements import Claim, ForPerson, Settled, Statement
from grader.language.tree import ZERO, Add, Const, Div, Mul, Neg, Node, Num, Pow, Sym, substitute
from grader.problems.declared.dimensions import DimensionError, UnseenError, dimension_of, dimension_text, exponents
from grader.problems.question import Question, UnitAsked
from grader.records import replace
from grader.wording import open_reasons, reasons, remarks

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit

Named = Literal["no", "perhaps", "yes", "another", "difference"]  # what a prompt says of the unit


def with_unit(
    question: Question,
    unit: Unit | None,
    tree: Node,
    claims: tuple[Claim, ...],
    named: Named = "no",
) -> tuple[Claim, ...]:
    """Return the claims with that of the unit where the problem asks for one; the value carries the other points.

    Where no unit was typed and symbols have units, that of the formula counts. `named`: whether the prompt asks for a
    number in just that unit, so that it may stand by itself; `another`: the unit typed is equal to it, and its
    name that of another quantity; `difference`: it asks for one, and the unit typed has another zero.
    """
    asked = question.unit
    if asked is None:
        return claims
    if asked.points is not None and claims and claims[0].points is None:
        claims = (replace(claims[0], points=question.points - asked.points), *claims[1:])
    statement: Statement
    if unit is None and question.units:
        statement = _fits(question, asked, tree)
    elif unit is None and tree == ZERO and not asked.unit.has_zero:
        statement = _settled("")  # zero is so in every unit
    elif unit is None and named == "perhaps":
        statement = ForPerson(open_reasons.UNIT_NAMED_IN_PROMPT.format(wanted=asked.unit.text))
    elif unit is None and named == "yes":
        statement = Settled(True, "unit", "", remarks.COUNTS_IN_UNIT_OF_PROMPT.format(wanted=asked.unit.text))
    elif unit is not None and (doubt := _told_otherwise(asked.unit, unit, named)) is not None:
        statement = doubt
    elif (doubt := _told_apart(asked.unit, unit)) is not None:  # nor is a value in the one known in the other
        statement, claims = doubt, tuple(replace(claim, statement=doubt) for claim in claims)
    else:
        statement = _settled(_misfit(asked, unit))
    return (*claims, Claim("unit", f"the unit is {asked.unit.text}", statement, points=asked.points))


def _told_otherwise(wanted: Unit, unit: Unit, named: Named) -> ForPerson | None:
    """Return what leaves a unit open by what the prompt says of the quantity; else None."""
    if named == "difference":
        return ForPerson(open_reasons.DIFFERENCE_HAS_NO_ZERO.format(text=unit.text, wanted=wanted.text))
    return _measures_another(wanted, unit) if named == "another" and unit.dimension == wanted.dimension else None


def _settled(why: str) -> Statement:
    return Settled(not why, "unit", why)


def _told_apart(wanted: Unit, unit: Unit | None) -> ForPerson | None:
    """Return what leaves two units of one dimension open that measure different things, `rad/s` and `Hz`; else None."""
    if unit is None or unit.dimension != wanted.dimension or unit.quantities == wanted.quantities:
        return None
    if not (unit.quantities and wanted.quantities):
        return None  # `1/s` may be either
    return _measures_another(wanted, unit)


def _measures_another(wanted: Unit, unit: Unit) -> ForPerson:
    return ForPerson(open_reasons.UNITS_OF_DIFFERENT_QUANTITIES.format(text=unit.text, wanted=wanted.text))


def _fits(question: Question, asked: UnitAsked, tree: Node) -> Statement:
    """Return the statement that a formula is measured in the unit that is asked for."""
    try:
        known = {name: exponents(unit) for name, unit in question.units.items()}
        found = dimension_of(expand(tree, question.define), known)
    except DimensionError as error:
        return _settled(str(error))
    except UnseenError:
        return ForPerson(open_reasons.UNITS_NOT_FOLLOWED_THROUGH)
    if found == exponents(asked.unit):
        return _settled("")
    wanted = asked.unit.text
    return _settled(reasons.YOUR_ANSWER_MEASURED.format(dimension_text=dimension_text(found), wanted=wanted))


def _misfit(asked: UnitAsked, unit: Unit | None) -> str:
    """Return why a unit is not the one that is asked for, empty where it is."""
    wanted = asked.unit
    if unit is None:
        is_pure = not any(wanted.dimension) and wanted.factor == 1 and not wanted.turns
        return "" if is_pure else reasons.UNIT_MISSING
    if unit.dimension != wanted.dimension:
        return reasons.UNIT_MEASURES_SOMETHING_ELSE.format(text=unit.text, text_2=wanted.text)
    return reasons.VALUE_BE_GIVEN.format(text=wanted.text) if asked.fixed and not _are_same(unit, wanted) else ""


def _are_same(unit: Unit, wanted: Unit) -> bool:
    return (unit.factor, unit.turns, unit.zero) == (wanted.factor, wanted.turns, wanted.zero)


def in_unit_of(question: Question, unit: Unit | None, tree: Node) -> Node:
    """Return a value in the unit of a problem; as it is where it has none, or one of another dimension."""
    asked = question.unit
    if unit is None and question.units:
        return in_units_of_symbols(question, tree)
    if asked is None or unit is None or unit.dimension != asked.unit.dimension or _are_same(unit, asked.unit):
        return tree
    return converted(tree, unit, asked.unit)


def converted(tree: Node, unit: Unit, wanted: Unit) -> Node:
    """Return a value in another unit of its dimension."""
    scaled = _scaled(tree, unit.factor / wanted.factor, unit.turns - wanted.turns)
    shift = (unit.zero - wanted.zero) / wanted.factor
    return scaled if not shift else Add((scaled, Neg(_number(-shift)) if shift < 0 else _number(shift)))


def in_units_of_symbols(question: Question, tree: Node) -> Node:
    """Return a formula of symbols with units as the number that it is in the unit of the problem."""
    assert question.unit is not None
    wanted = question.unit.unit
    changed: dict[str, Node] = {
        name: _scaled(Sym(name), unit.factor, unit.turns)
        for name, unit in question.units.items()
        if unit.factor != 1 or unit.turns
    }
    whole = expand(tree, question.define)
    return _scaled(substitute(whole, changed) if changed else whole, 1 / wanted.factor, -wanted.turns)


def _scaled(tree: Node, factor: Fraction, turns: int) -> Node:
    parts = [] if factor == 1 else [_number(factor)]
    if turns:
        power = Num(Fraction(abs(turns)))
        parts.append(Pow(Const("pi"), power if turns > 0 else Neg(power)))
    return Mul((*parts, tree)) if parts else tree


def _number(value: Fraction) -> Node:
    above = Num(Fraction(value.numerator))
    return above if value.denominator == 1 else Div(above, Num(Fraction(value.denominator)))
