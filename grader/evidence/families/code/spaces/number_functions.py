"""Functions of numbers, exact where they can be and else balls; of what has no value there is none.

A comparison of balls that overlap raises OpenError: nothing is decided by digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isqrt
from typing import Literal, TypeAlias

from flint import arb, fmpq

from grader.evidence.families.code.errors import OpenError

MAX_BITS = 4_000  # of an exact number


class Undefined:
    """What an entry is that has no value: a logarithm of -1, or a quotient by what may be 0."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __repr__(self) -> str:
        return self.said


UNDEFINED = Undefined("undefined")
NOT_FINITE = Undefined("not finite")  # exactly a quotient by 0, log of 0 or less, a root of less: inf, nan or an error
Real: TypeAlias = fmpq | arb  # a number with a value
Number: TypeAlias = Real | Undefined
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]


def compared(sign: Comparison, left: Real, right: Real) -> bool:
    """Return whether two numbers compare so; raises OpenError where balls overlap."""
    if left is right:
        return sign in {"=", "<=", ">="}
    if sign == "!=":
        return not compared("=", left, right)
    if sign in {">", ">="}:
        return compared("<" if sign == ">" else "<=", right, left)
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return bool(left == right if sign == "=" else left < right if sign == "<" else left <= right)
    below, above = bool(arb(left) < arb(right)), bool(arb(left) > arb(right))
    if not below and not above:
        raise OpenError("two numbers are too close to be compared")
    return below and sign != "="


def differ(left: Real, right: Real) -> bool:
    """Return whether two numbers, each with a value, surely are not equal."""
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return bool(left != right)
    return not arb(left).overlaps(arb(right))


def _checked(value: Number) -> Number:
    if isinstance(value, fmpq) and max(int(value.p).bit_length(), int(value.q).bit_length()) > MAX_BITS:
        raise OpenError("a number has too many digits", limit="MAX_BITS")
    return value


def _quotient(left: Real, right: Real) -> Number:
    if isinstance(right, fmpq):
        return NOT_FINITE if right == 0 else left / right
    return UNDEFINED if right.contains(0) else left / right


def _power(base: Real, exponent: Real) -> Number:
    if not isinstance(exponent, fmpq):
        logarithm = _log(base)
        return UNDEFINED if isinstance(logarithm, Undefined) else _of_ball("exp", exponent * logarithm)
    if exponent.q == 1:
        return _whole_power(base, int(exponent.p))
    if isinstance(base, fmpq) and base <= 0:  # Python has complex numbers there
        return fmpq(0) if base == 0 and exponent > 0 else UNDEFINED
    if exponent == fmpq(1, 2):
        return _sqrt(base)
    logarithm = _log(base)
    return UNDEFINED if isinstance(logarithm, Undefined) else (arb(exponent) * logarithm).exp()


def _whole_power(base: Real, exponent: int) -> Number:
    if abs(exponent) > MAX_BITS:
        raise OpenError("a number has too many digits", limit="MAX_BITS")
    if isinstance(base, fmpq):
        if max(int(base.p).bit_length(), int(base.q).bit_length()) * abs(exponent) > MAX_BITS:
            raise OpenError("a number has too many digits", limit="MAX_BITS")
        return NOT_FINITE if base == 0 and exponent < 0 else base**exponent
    return UNDEFINED if exponent < 0 and base.contains(0) else base**exponent


def _of_ball(name: str, value: Real) -> arb:
    found: arb = getattr(arb(value), name)()
    return found


def _exp(value: Real) -> Real:
    return fmpq(1) if value == 0 and isinstance(value, fmpq) else _of_ball("exp", value)


def _log(value: Real) -> Number:
    if isinstance(value, fmpq) and value <= 1:
        return fmpq(0) if value == 1 else NOT_FINITE if value <= 0 else _of_ball("log", value)
    return _of_ball("log", value) if arb(value) > 0 else UNDEFINED


def _sqrt(value: Real) -> Number:
    if isinstance(value, fmpq):
        if value < 0:
            return NOT_FINITE
        top, bottom = isqrt(int(value.p)), isqrt(int(value.q))
        if top * top == int(value.p) and bottom * bottom == int(value.q):
            return fmpq(top, bottom)
    return _of_ball("sqrt", value) if arb(value) > 0 else UNDEFINED


def _sigmoid(value: Real) -> Real:
    return fmpq(1) / (fmpq(1) + _exp(-value))


def _tanh(value: Real) -> Number:
    return fmpq(0) if isinstance(value, fmpq) and value == 0 else _of_ball("tanh", value)


def _sign(value: Real) -> Number:
    zero = fmpq(0)
    return zero if compared("=", value, zero) else fmpq(1) if compared(">", value, zero) else fmpq(-1)


def _floor(value: Real) -> fmpq:
    if isinstance(value, fmpq):
        return fmpq(int(value.p) // int(value.q))
    raise OpenError("a number is rounded that is not known exactly")


def _floor_quotient(left: Real, right: Real) -> Number:
    ratio = _quotient(left, right)
    return ratio if isinstance(ratio, Undefined) else _floor(ratio)


def _heaviside(value: Real) -> Number:
    zero = fmpq(0)
    if isinstance(value, fmpq) and value == 0:
        return UNDEFINED
    return fmpq(1) if compared(">", value, zero) else zero


FUNCTIONS: Mapping[str, Callable[..., Number]] = {
    "add": lambda left, right: left + right,
    "sub": lambda left, right: left - right,
    "mul": lambda left, right: _checked(left * right),
    "div": lambda left, right: _checked(_quotient(left, right)),
    "neg": lambda value: -value,
    "pow": _power,
    "floordiv": _floor_quotient,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "abs": lambda value: -value if compared("<", value, fmpq(0)) else value,
    "sign": _sign,
    "floor": _floor,
    "ceil": lambda value: -_floor(-value),
    "trunc": lambda value: -_floor(-value) if compared("<", value, fmpq(0)) else _floor(value),
    "max": lambda left, right: left if compared(">=", left, right) else right,
    "min": lambda left, right: left if compared("<=", left, right) else right,
    "relu": lambda value: value if compared(">", value, fmpq(0)) else fmpq(0),
    "heaviside": _heaviside,
    "sin": lambda value: fmpq(0) if isinstance(value, fmpq) and value == 0 else _of_ball("sin", value),
    "cos": lambda value: fmpq(1) if isinstance(value, fmpq) and value == 0 else _of_ball("cos", value),
}
