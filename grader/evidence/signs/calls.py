"""Ranges of the known functions: what each can give when its arguments lie in given ranges and it is defined."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial, reduce
from typing import Any, Final

from flint import arb, fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.row import Interval
from grader.evidence.functions.table import REALS, ROWS
from grader.evidence.signs.enclosures import monotone
from grader.evidence.trees.ranges.at_balls import AtBall
from grader.evidence.trees.ranges.ranges import (
    ANY,
    NON_NEGATIVE,
    ONE,
    POSITIVE,
    ZERO,
    Range,
    absolute,
    between,
    exactly,
    fmpq_of,
    hull,
    inverse,
    meet,
    multiplied,
    negated,
    rounded_down,
)
from grader.evidence.trees.ranges.row_ranges import range_of_interval
from grader.evidence.trees.ranges.sign import Sign
from grader.language.tree import Node
from grader.records import dataclass

UNIT = between(-1, 1)
MAX_BITS = 100  # of the middle of a range whose waves are enclosed
WIDEST = 4  # half the length of such a range: more than half a turn
PROBABILITY = Range(ZERO, ONE, True, True)

_Ball = Callable[[arb], arb]


@dataclass(slots=True, unsafe_hash=True)
class Known:
    """What ranges need of a row: intervals as ranges, and the function of balls, None where there is none."""

    domain: Final[Range]
    values: Final[Range]
    rises: Final[tuple[Range, ...]]
    falls: Final[tuple[Range, ...]]
    ball: Final[_Ball | None]
    signed: Final[bool]
    is_even: Final[bool]
    is_wave: Final[bool]
    positive: Final[tuple[Range, ...]]


@cache
def _known(name: str) -> Known | None:
    """Return what is known of a function of one real number that is not linear piece by piece."""
    facts = REALS.get(name)
    if facts is None or facts.linear or facts.jumps is None:
        return None
    ball = _ball_of(name)
    is_wave = facts.period is not None and facts.is_bounded
    values = hull(map(range_of_interval, facts.range))
    return Known(
        hull(map(range_of_interval, facts.domain)),
        values._replace(nonzero=facts.is_nowhere_zero, integer=facts.integer),
        () if facts.period or ball is None else tuple(map(_inner, facts.rises)),
        () if facts.period or ball is None else tuple(map(_inner, facts.falls)),
        ball,
        facts.signed,
        facts.parity == "even",
        is_wave,
        tuple(map(_inner, facts.positive)),
    )


@cache
def _ball_of(name: str) -> _Ball | None:
    """Return how a function is evaluated over balls that lie in its domain: by FLINT, or as its row says."""
    facts = REALS[name]
    if facts.flint:
        rule: _Ball = getattr(arb, facts.flint)
        return rule
    if facts.definition:
        return partial(_by_definition, formula(facts.definition))
    return OWN.get(name)


# Rows that tell a function piece by piece.
OWN: dict[str, _Ball] = {"elu": lambda x: x.max(0) + x.min(0).expm1(), "abs": abs}


EXTREMES: dict[str, Callable[[arb, arb], arb]] = {"max": arb.max, "min": arb.min}


def _by_definition(definition: Node, x: arb) -> arb:
    return AtBall(x, _called).of(definition)


def _called(name: str, args: list[arb]) -> arb:
    if name in EXTREMES and args:
        return reduce(EXTREMES[name], args)
    ball = _ball_of(name) if name in REALS else None
    if ball is None or len(args) != 1:
        raise DeclinedError
    return ball(*args)


def _inner(span: Interval) -> Range:
    """Return an interval of a row as a range, irrational ends rounded inward."""
    low = None if span.low is None else fmpq_of(span.low.above)
    high = None if span.high is None else fmpq_of(span.high.below)
    return Range(low, high, not span.low_closed, not span.high_closed)


# Functions of several numbers, or of arrays, whose values alone are known.
_VALUES = {
    name: range_of_interval(row.several.range)._replace(integer=row.several.integer)
    for name, row in ROWS.items()
    if row.several is not None and (row.several.range.low or row.several.integer)
}


def call_range(name: str, args: tuple[Range, ...]) -> Range:
    """Return a range for the value of a known function, where it is defined."""
    first = args[0] if args else ANY
    if len(args) == 1 and (known := _known(name)) is not None:
        return _of_row(known, first)
    if name in _VALUES:
        return _VALUES[name]
    if name in {"floor", "ceil"}:
        down = name == "floor"
        return first if first.integer else rounded_down(first) if down else negated(rounded_down(negated(first)))
    return _other(name, first, args)


def _of_row(known: Known, first: Range) -> Range:
    inner = meet(first, known.domain)
    value = meet(known.values, signed(inner)) if known.signed else known.values
    if any(_is_within(inner, span) for span in known.positive):
        value = meet(value, POSITIVE)
    if known.is_even:
        inner = absolute(inner)
    if known.ball is None:
        return value
    if known.is_wave:
        return meet(value, _bounded(known.ball, inner)) if inner.low is not None and inner.high is not None else value
    for span in known.rises:
        if _is_within(inner, span):
            return meet(value, monotone(inner, known.ball))
    for span in known.falls:
        if _is_within(inner, span):
            return meet(value, negated(monotone(inner, partial(_negative, known.ball))))
    return value


def _negative(ball: _Ball, x: Any) -> Any:
    return -ball(x)


def _is_within(inner: Range, span: Range) -> bool:
    """Return whether a range lies in an interval, its ends included where they are finite."""
    above = span.low is None or (
        inner.low is not None and (inner.low > span.low or (inner.low == span.low and inner.low_open >= span.low_open))
    )
    below = span.high is None or (
        inner.high is not None
        and (inner.high < span.high or (inner.high == span.high and inner.high_open >= span.high_open))
    )
    return above and below


def signed(a: Range) -> Range:
    """Return the range of all numbers whose sign values of `a` may have."""
    mask = int(a.sign)
    low = None if mask & 1 else ZERO
    high = None if mask & 4 else ZERO
    return Range(low, high, not mask & 2, not mask & 2, nonzero=not mask & 2)


def _bounded(function: _Ball, a: Range) -> Range:
    """Return the values of a wave over a bounded range."""
    assert a.low is not None
    assert a.high is not None
    middle, half = (a.low + a.high) / 2, (a.high - a.low) / 2
    if half > WIDEST or middle.height_bits() > MAX_BITS:
        return UNIT
    ball = arb(middle) + arb(0, arb(half).upper())
    value = function(ball)
    low, high = (value.lower() * 2**30).floor().unique_fmpz(), (value.upper() * 2**30).ceil().unique_fmpz()
    if low is None or high is None:
        return UNIT
    return meet(UNIT, Range(fmpq(low, 2**30), fmpq(high, 2**30), False, False))


def _other(name: str, first: Range, args: tuple[Range, ...]) -> Range:
    match name:
        case "abs":
            return absolute(first)
        case "log" if len(args) == 2:
            return multiplied(call_range("log", args[:1]), inverse(call_range("log", args[1:])))
        case "root" if args[1].integer and args[1].point:
            return signed(first) if args[1].point.p % 2 else meet(NON_NEGATIVE, signed(first))
        case "mod":
            return Range(integer=all(arg.integer for arg in args))
        case "re" | "conj":
            return first
        case "im":
            return exactly(ZERO)
        case _:
            return _switching(name, first, args)


def _switching(name: str, first: Range, args: tuple[Range, ...]) -> Range:
    match name:
        case "relu":
            return largest((first, exactly(ZERO)))
        case "max":
            return largest(args)
        case "min":
            return smallest(args)
        case "hardtanh":
            return largest((smallest((first, exactly(ONE))), exactly(-ONE)))
        case "leaky_relu":
            slope = args[1] if len(args) > 1 else PROBABILITY
            return first if first.sign.within(Sign.NON_NEGATIVE) else hull((first, multiplied(first, slope)))
        case _:
            return ANY


def smallest(args: tuple[Range, ...]) -> Range:
    """Return the range of the smallest of several values."""
    return negated(largest(tuple(negated(arg) for arg in args)))


def largest(args: tuple[Range, ...]) -> Range:
    """Return the range of the largest of several values."""
    out = args[0]
    for other in args[1:]:
        out = _larger(out, other)
    return out


def _larger(a: Range, b: Range) -> Range:
    known = [(end, not is_open) for end, is_open in ((a.low, a.low_open), (b.low, b.low_open)) if end is not None]
    low, low_closed = max(known, key=lambda end: (end[0], not end[1]), default=(None, False))
    if a.high is None or b.high is None:
        high, high_open = None, True
    else:
        high, high_open = max((a.high, not a.high_open), (b.high, not b.high_open))
        high_open = not high_open
    nonzero = not (a.sign & 2 or b.sign & 2)
    return Range(low, high, not low_closed, high_open, nonzero, a.integer and b.integer)
