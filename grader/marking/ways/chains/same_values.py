"""Two texts as values of one kind: whether they are proved to be one, and whether one is what the other rounds to."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.builders.units import in_unit_of
from grader.claims.statements import Equal, Within
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Array, Neg, Node, Num, Tup, symbols
from grader.marking.texts.field_texts import read_value, wants_number
from grader.marking.ways.chains.rounded_members import MAX_DECIMALS, PERCENT, is_proved, is_rounded
from grader.problems.question import Field, Question
from grader.records import dataclass, replace

_COMMA = re.compile(r"\s*([-−]?\d+)(?:,|\{,\})(\d+(?:\s|\\,)*\\?%)\s*")  # a percentage with a decimal comma


@dataclass(frozen=True, slots=True)
class Value:
    """A text that is read in one way, in the unit of the problem where it has one."""

    text: str
    tree: Node
    has_unit: bool = False


def value_of(question: Question, field: Field, text: str, *, is_entry: bool = False) -> Value | None:
    """Return a text as a value of a field, or as a number that is one of several; None where it is none for certain."""
    try:
        if is_entry:
            readings = read(text.strip(), field.names, "expression", None)
        else:
            text = f"({text})" if "," in text and not text.strip().startswith(("(", "[", "\\")) else text
            readings = read_value(question, field, text)
    except AnswerError:
        return None
    measured = tuple(one for one in readings if one.unit is not None)
    readings = measured or readings
    if len(readings) != 1 or (is_entry and symbols(readings[0].tree)):
        return None
    tree = readings[0].tree
    if isinstance(tree, Array | Tup) and wants_number(question):
        return None
    if question.unit is None or is_entry:
        return Value(text, tree)
    unit = readings[0].unit or replace(question.unit.unit, text="rad", factor=Fraction(1), turns=0)
    if readings[0].unit is None and (any(question.unit.unit.dimension) or not question.unit.unit.turns):
        return None  # a number without a unit is an angle or nothing
    return Value(text, in_unit_of(question, unit, tree), bool(unit.text) and bool(measured))


def is_same(question: Question, first: Value, second: Value) -> bool:
    """Whether two values are proved to be equal."""
    return is_proved(question, Equal(first.tree, second.tree))


def is_rounding(question: Question, exact: Value, decimal: Value) -> bool:
    """Whether a value is what another one is proved to round to, entry by entry."""
    least = 2 if PERCENT.search(decimal.text.strip(" .,;")) else 0
    return _rounds(question, exact.tree, decimal.tree, least)


def is_near(question: Question, field: Field, exact: str, decimal: str) -> bool:
    """Whether a text is within one unit of its last place of another one, in each entry, and not equal to it."""
    comma = _COMMA.fullmatch(decimal)
    last = value_of(question, field, f"{comma[1]}.{comma[2]}" if comma else decimal)
    if last is None or not _has_decimal(last.tree):
        return False
    first = value_of(question, field, exact)
    least = 2 if PERCENT.search(decimal.strip(" $.,;")) else 0
    return (
        first is not None and not is_same(question, first, last) and _rounds(question, first.tree, last.tree, least, 1)
    )


def _has_decimal(tree: Node) -> bool:
    parts = tree.items if isinstance(tree, Array | Tup) else (tree,)
    return any(places_of(one) for one in parts) or any(
        _has_decimal(one) for one in parts if isinstance(one, Array | Tup)
    )


def _rounds(question: Question, exact: Node, decimal: Node, least: int, units: int = 0) -> bool:
    """Whether each entry is what another one rounds to, or within so many units of its last place, or equal to it."""
    if isinstance(exact, Array | Tup) and isinstance(decimal, Array | Tup):
        pairs = list(zip(exact.items, decimal.items, strict=False))
        return len(exact.items) == len(decimal.items) and all(_rounds(question, *pair, least, units) for pair in pairs)
    places = places_of(decimal)
    if places is None or symbols(exact):
        return False
    if is_proved(question, Equal(exact, decimal)):
        return True
    places = max(places, least)
    if places and units:
        return is_proved(question, Within(decimal, exact, Fraction(units, 10**places)))
    return places > 0 and is_rounded(question, decimal, exact, places)


def places_of(tree: Node) -> int | None:
    """Return how many digits stand behind the point of a number that is typed as a decimal; None of anything else."""
    tree = tree.arg if isinstance(tree, Neg) else tree
    if not isinstance(tree, Num):
        return None
    return next((places for places in range(MAX_DECIMALS) if (tree.value * 10**places).denominator == 1), None)
