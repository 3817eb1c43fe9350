"""Ranges of the known functions: what each can give when its arguments lie in given ranges and it is defined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb, fmpq

from grader.evidence.signs.enclosures import monotone
from grader.evidence.signs.ranges import (
    ANY,
    NON_NEGATIVE,
    ONE,
    POSITIVE,
    ZERO,
    Range,
    Sign,
    absolute,
    between,
    exactly,
    hull,
    inverse,
    marked,
    meet,
    multiplied,
    negated,
    rounded_down,
)

UNIT = between(-1, 1)
INNER = between(-1, 1, is_open=True)
PROBABILITY = Range(ZERO, ONE, True, True)
HALF_PI = fmpq(1571, 1000)  # rounded up

_Ball = Callable[[Any], Any]

# Increasing functions: where they are defined, where their values lie, and the function of balls.
_INCREASING: dict[str, tuple[Range, Range, _Ball]] = {
    "exp": (ANY, POSITIVE, lambda x: x.exp()),
    "log": (POSITIVE, ANY, lambda x: x.log()),
    "sqrt": (NON_NEGATIVE, NON_NEGATIVE, lambda x: x.sqrt()),
    "arcsin": (UNIT, Range(-HALF_PI, HALF_PI), lambda x: x.asin()),
    "arctan": (ANY, Range(-HALF_PI, HALF_PI), lambda x: x.atan()),
    "sinh": (ANY, ANY, lambda x: x.sinh()),
    "arsinh": (ANY, ANY, lambda x: x.asinh()),
    "tanh": (ANY, INNER, lambda x: x.tanh()),
    "arcosh": (Range(ONE, None, False), NON_NEGATIVE, lambda x: x.acosh()),
    "artanh": (INNER, ANY, lambda x: x.atanh()),
    "sigmoid": (ANY, PROBABILITY, lambda x: 1 / (1 + (-x).exp())),
    "logit": (PROBABILITY, ANY, lambda x: x.log() - (1 - x).log()),
    "softplus": (ANY, POSITIVE, lambda x: (1 + x.exp()).log()),
    "erf": (ANY, INNER, lambda x: x.erf()),
}

# Functions whose values alone are known.
_VALUES: dict[str, Range] = {
    "sin": UNIT,
    "cos": UNIT,
    "arccos": Range(ZERO, 2 * HALF_PI, False),
    "sec": Range(nonzero=True),
    "csc": Range(nonzero=True),
    "coth": Range(nonzero=True),
    "erfc": Range(ZERO, fmpq(2)),
    "factorial": Range(ONE, None, False, integer=True),
    "double_factorial": Range(ONE, None, False, integer=True),
    "binom": Range(ZERO, None, False, integer=True),
    "norm": NON_NEGATIVE,
    "softmax": Range(ZERO, ONE, True, False),
    "gcd": Range(ZERO, None, False, integer=True),
    "lcm": Range(ZERO, None, False, integer=True),
}

# Functions that have the sign of their argument, with the least value that they can take.
_SIGNED: dict[str, Range] = {
    "gelu": Range(fmpq(-1, 5), None),
    "silu": Range(fmpq(-3, 10), None),
    "elu": Range(fmpq(-1), None),
    "csch": ANY,
    "cbrt": ANY,
}


def call_range(name: str, args: tuple[Range, ...]) -> Range:
    """Return a range for the value of a known function, where it is defined."""
    first = args[0] if args else ANY
    if name in _INCREASING and len(args) == 1:
        inner, outer, function = _INCREASING[name]
        return _kept(name, first, meet(outer, monotone(meet(first, inner), function)))
    if name in _SIGNED:
        return meet(_SIGNED[name], signed(first))
    if name in {"sin", "cos"} and first.low is not None and first.high is not None:
        return _bounded(name, first)
    if name in _VALUES:
        return _VALUES[name]
    if name in {"floor", "ceil"}:
        down = name == "floor"
        return first if first.integer else rounded_down(first) if down else negated(rounded_down(negated(first)))
    return _other(name, first, args)


def _kept(name: str, first: Range, value: Range) -> Range:
    """Add the sign of the argument to what is known, for odd increasing functions and roots."""
    if name in {"arcsin", "arctan", "sinh", "arsinh", "tanh", "artanh", "erf"}:
        return meet(value, signed(first))
    if name == "sqrt":
        return marked(value, nonzero=not first.sign & 2)
    return value


def signed(a: Range) -> Range:
    """Return the range of all numbers whose sign values of `a` may have."""
    mask = int(a.sign)
    low = None if mask & 1 else ZERO
    high = None if mask & 4 else ZERO
    return Range(low, high, not mask & 2, not mask & 2, nonzero=not mask & 2)


def _bounded(name: str, a: Range) -> Range:
    assert a.low is not None
    assert a.high is not None
    middle, half = (a.low + a.high) / 2, (a.high - a.low) / 2
    if half > 4 or middle.height_bits() > 100:
        return UNIT
    ball = arb(middle) + arb(0, arb(half).upper())
    value = ball.sin() if name == "sin" else ball.cos()
    low, high = (value.lower() * 2**30).floor().unique_fmpz(), (value.upper() * 2**30).ceil().unique_fmpz()
    if low is None or high is None:
        return UNIT
    return meet(UNIT, Range(fmpq(low, 2**30), fmpq(high, 2**30), False, False))


def _other(name: str, first: Range, args: tuple[Range, ...]) -> Range:
    match name:
        case "abs":
            return absolute(first)
        case "cosh":
            return meet(Range(ONE, None, False), monotone(absolute(first), lambda x: x.cosh()))
        case "sech":
            return meet(Range(ZERO, ONE, True, False), inverse(call_range("cosh", args)))
        case "gamma":
            return POSITIVE if first.sign is Sign.POSITIVE else Range(nonzero=True)
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
