"""Functions at rational arguments, wherever the value is rational too. None stands for `not rational, or not known`."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import gcd, lcm
from typing import TypeAlias

from flint import arb, fmpq, fmpz

from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.functions.row import Real
from grader.evidence.functions.table import REALS

ZERO = fmpq(0)
ONE = fmpq(1)

FACTORIALS = frozenset({"factorial", "double_factorial"})
WORD_BITS = 63  # of an unsigned machine number
MAX_GAMMA = 1_000  # place of the gamma function at which its value is written out
MAX_WORD_BITS = 200  # of a number that a message writes out

Exact: TypeAlias = Callable[[fmpq], fmpq | None]


def is_integer(x: fmpq) -> bool:
    """Return whether a rational is an integer."""
    return bool(x.q == 1)


def words(x: fmpq | arb) -> str:
    """Return a number for a message: exact, or about so many digits."""
    if isinstance(x, fmpq):
        if x.height_bits() <= MAX_WORD_BITS:
            return str(x)
        x = arb(x)
    return f"about {x.str(6, radius=False)}"


def apply(name: str, args: list[fmpq], max_bits: int) -> fmpq | None:
    """Return a function's rational value; None where it is not rational or not known to be.

    Raises UndefinedError outside the function's domain, UnclearError where conventions differ or a limit is hit.
    """
    if len(args) == 1 and name in ONE_ARGUMENT:
        return ONE_ARGUMENT[name](args[0])
    match name:
        case "factorial" | "double_factorial":
            return _factorial(name, args[0], max_bits)
        case "binom":
            return binomial(args[0], args[1], max_bits)
        case "mod":
            return modulo(args[0], args[1])
        case "gcd" | "lcm":
            return fmpq((gcd if name == "gcd" else lcm)(*(_integer(name, x) for x in args)))
        case "max":
            return max(args)
        case "min":
            return min(args)
        case "log" if len(args) == 2:
            return _logarithm(args[0], args[1], max_bits)
        case "leaky_relu" if len(args) == 2:
            return args[0] if args[0] >= 0 else args[0] * args[1]
        case _:
            return None


def _integer(name: str, x: fmpq) -> int:
    if not is_integer(x):
        raise UndefinedError(f"{name} of {words(x)}")
    return int(x.p)


def _factorial(name: str, x: fmpq, max_bits: int) -> fmpq | None:
    if name == "double_factorial" and x == -1:
        return ONE  # the empty product, as that of 0
    if not is_integer(x) or x < 0:
        raise UndefinedError(f"{name.replace('_', ' ')} of {words(x)}")
    n = x.p
    if n * n.bit_length() > max_bits:
        return None
    if name == "factorial":
        return fmpq(fmpz.fac_ui(fmpz(int(n))))
    result = fmpz(1)
    for factor in range(int(n), 1, -2):
        result *= factor
    return fmpq(result)


NEGATIVE_TOP = "binomials of a negative number are 0 by one convention, and not by another"


def binomial(n: fmpq, k: fmpq, max_bits: int) -> fmpq:
    """Return the binomial coefficient of integers, 0 outside the triangle; conventions differ above a negative top."""
    if not (is_integer(n) and is_integer(k)):
        raise UnclearError("binomials are of integers", final=True)
    if n < 0 <= k:
        raise UnclearError(NEGATIVE_TOP, final=True)
    if k < 0 or k > n:
        return ZERO
    small = min(k, n - k).p
    if small * n.p.bit_length() > max_bits:
        raise UnclearError("a binomial has too many digits", limit="max_bits")
    if n.p.bit_length() < WORD_BITS:
        return fmpq(fmpz.bin_uiui(int(n.p), int(small)))
    result = fmpz(1)
    for i in range(int(small)):
        result = result * (n.p - i) // (i + 1)
    return fmpq(result)


def modulo(x: fmpq, y: fmpq) -> fmpq:
    """Return x mod y for positive y, in [0, y)."""
    if y == 0:
        raise UndefinedError("remainder of a division by zero")
    if y < 0:
        raise UnclearError("conventions differ on remainders by a negative number", final=True)
    return x - y * (x / y).floor()


def _logarithm(x: fmpq, base: fmpq, max_bits: int) -> fmpq | None:
    """Return log of x to the base where it is an integer."""
    if x <= 0 or base <= 0 or base == 1:
        raise UndefinedError(f"log of {words(x)} to the base {words(base)}")
    exponent = (arb(x).log() / arb(base).log()).mid()
    if not exponent.is_finite() or abs(exponent) > max_bits:
        return None
    nearest = (exponent + arb(0.5)).floor().unique_fmpz()
    if nearest is None or abs(nearest) * base.height_bits() > max_bits:
        return None
    return fmpq(nearest) if base**nearest == x else None


def power(base: fmpq, exponent: fmpq, max_bits: int) -> fmpq | None:
    """Return base^exponent for a base that is in the domain; None where it is not rational or has too many bits."""
    if exponent == 0 or base == 1:
        return ONE
    if base == 0:
        return ZERO
    numerator, denominator = exponent.p, exponent.q
    if base == -1 and denominator == 1:
        return ONE if numerator % 2 == 0 else -ONE
    if denominator != 1:
        root = exact_root(base, denominator)
        if root is None:
            return None
        base = root
        if base in (ONE, -ONE):
            return ONE if base == 1 or numerator % 2 == 0 else base
    if abs(numerator) * base.height_bits() > max_bits:
        return None
    return base ** int(numerator)


def exact_root(x: fmpq, degree: fmpz) -> fmpq | None:
    """Return the real root of a rational where it is rational; `x` is negative only for odd degrees."""
    if x < 0:
        root = exact_root(-x, degree)
        return None if root is None else -root
    if degree > x.height_bits() and x not in (ZERO, ONE):
        return None
    if x in (ZERO, ONE):
        return x
    top, bottom = x.p.root(int(degree)), x.q.root(int(degree))
    return fmpq(top, bottom) if top**degree == x.p and bottom**degree == x.q else None


def _sqrt(x: fmpq) -> fmpq | None:
    if x < 0:
        raise UndefinedError(f"sqrt of {words(x)}")
    return exact_root(x, fmpz(2))


def _log(x: fmpq) -> fmpq | None:
    if x <= 0:
        raise UndefinedError(f"log of {words(x)}")
    return ZERO if x == 1 else None


def _gamma(x: fmpq) -> fmpq | None:
    if is_integer(x) and x <= 0:
        raise UndefinedError(f"gamma of {words(x)}")
    return fmpq(fmpz.fac_ui(x.p - 1)) if is_integer(x) and x < MAX_GAMMA else None


def _of_row(name: str, facts: Real) -> Exact:
    """Return the function that knows the rational values of a row at rational places, and a pole at 0."""
    known = [(fmpq(place), fmpq(value)) for place, value in facts.values if _RATIONAL(place) and _RATIONAL(value)]

    def function(x: fmpq) -> fmpq | None:
        for place, value in known:  # a few: to hash a rational takes longer
            if x == place:
                return value
        if x == 0 and facts.poles == "x":
            raise UndefinedError(f"{name} of 0")
        return None

    return function


_RATIONAL = re.compile(r"-?\d+(/\d+)?").fullmatch

ONE_ARGUMENT: dict[str, Exact] = {
    name: _of_row(name, facts) for name, facts in REALS.items() if name not in FACTORIALS
} | {
    "abs": abs,
    "relu": lambda x: max(x, ZERO),
    "leaky_relu": lambda x: x if x >= 0 else x / 100,
    "hardtanh": lambda x: max(-ONE, min(ONE, x)),
    "elu": lambda x: x if x >= 0 else None,
    "floor": lambda x: fmpq(x.floor()),
    "ceil": lambda x: fmpq(x.ceil()),
    "re": lambda x: x,
    "im": lambda x: ZERO,
    "conj": lambda x: x,
    "sqrt": _sqrt,
    "cbrt": lambda x: exact_root(x, fmpz(3)),
    "log": _log,
    "gamma": _gamma,
}
