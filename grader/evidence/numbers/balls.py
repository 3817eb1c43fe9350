"""Functions at real balls (midpoint and radius, FLINT's `arb`): the result encloses every value over the ball.

`UndefinedError` is raised only where the function is undefined on the whole ball, `UnclearError` where it may be
undefined on a part of it or jumps there. The precision is the caller's (`flint.ctx.prec`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from flint import arb, fmpq, fmpz

from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.row import End, Interval, end_of
from grader.evidence.functions.table import REALS
from grader.evidence.numbers.exact import NEGATIVE_TOP, words
from grader.evidence.trees.ranges.at_balls import AtBall
from grader.evidence.trees.ranges.ranges import fmpq_of
from grader.language.tree import Node

MAX_DEGREE = 1_000_000  # degree of a root of numbers that may not be positive
MAX_LOGARITHM = 1 << 32  # of a power that has no ball

Ball = Callable[[arb], arb]


def finite(x: arb) -> arb:
    """Return a ball that is finite; raise UnclearError for any other."""
    if x.is_finite():
        return x
    raise UnclearError("a value is too large, or may be undefined")


def apply(name: str, args: list[arb]) -> arb:
    """Return an enclosure of a function over balls."""
    rule = ball_of(name) if len(args) == 1 else None
    if rule is not None:
        return finite(rule(args[0]))
    match name, args:
        case "max", [first, *rest]:
            for other in rest:
                first = first.max(other)
            return first
        case "min", [first, *rest]:
            for other in rest:
                first = first.min(other)
            return first
        case "log", [x, base]:
            return finite(_log(x) / _nonzero(_log(base), "log to the base 1"))
        case "leaky_relu", [x, slope]:
            return x.max(0) - slope * (-x).max(0)
        case "mod", [x, y]:
            if not y > 0:
                raise UnclearError("conventions differ on remainders by a negative number", final=bool(y < 0))
            return x - y * _floor(x / y)
        case "binom", [n, k]:
            return _binomial(n, k)
        case _:
            raise UnclearError(f"{name} is not evaluated at irrational numbers", final=True)


def divide(x: arb, y: arb) -> arb:
    """Return an enclosure of x / y."""
    return finite(x / _nonzero(y, "division by zero"))


def _nonzero(x: arb, why: str) -> arb:
    if x != 0:  # certainly
        return x
    if x.is_zero():
        raise UndefinedError(why)
    raise UnclearError(f"perhaps {why}")


def _in_domain(inside: bool, outside: bool, name: str, x: arb) -> None:
    """Do nothing where a ball lies in a function's domain; else raise what is known."""
    if outside:
        raise UndefinedError(f"{name} of {words(x)}")
    if not inside:
        raise UnclearError(f"{name} of {words(x)} may be undefined")


def _log(x: arb) -> arb:
    _in_domain(x > 0, x <= 0, "log", x)
    return x.log()


def _gamma(x: arb) -> arb:
    return _off_poles(x, "gamma").gamma()


def _digamma(x: arb) -> arb:
    return _off_poles(x, "digamma").digamma()


def _argument(x: arb) -> arb:
    """Return the argument of a real number: 0 or pi."""
    _in_domain(bool(x != 0), bool(x == 0), "arg", x)
    return arb(0) if x > 0 else arb.pi()


def _off_poles(x: arb, name: str) -> arb:
    if not x > 0 and x.contains_integer():
        raise UnclearError(f"{name} of {words(x)} may be undefined")
    return x


def _factorial(x: arb) -> arb:
    _in_domain(x.is_integer() and bool(x >= 0), bool(x < 0) or not x.contains_integer(), "factorial", x)
    return (x + 1).gamma()


def _binomial(n: arb, k: arb) -> arb:
    """Return a binomial coefficient of integers, 0 outside the triangle."""
    if not (n.is_integer() and k.is_integer()):
        raise UnclearError("binomials are of integers", final=True)
    if n < 0 and k >= 0:
        raise UnclearError(NEGATIVE_TOP, final=True)
    if k < 0 or n < k:
        return arb(0)
    return finite(((n + 1).lgamma() - (k + 1).lgamma() - (n - k + 1).lgamma()).exp())


def _floor(x: arb) -> arb:
    low = x.lower().floor()
    if not low.is_exact() or not low == x.upper().floor():
        raise UnclearError("a value is too close to a jump")
    return low


def _sign(x: arb) -> arb:
    if x > 0:
        return arb(1)
    if x < 0:
        return arb(-1)
    raise UnclearError("a value is too close to a jump")


def _sigmoid(x: arb) -> arb:
    if x > 0:
        return 1 / (1 + (-x).exp())
    power = x.exp()
    return power / (1 + power)


def _softplus(x: arb) -> arb:
    return x + (-x).exp().log1p() if x > 0 else x.exp().log1p()


def _gelu(x: arb) -> arb:
    return x * (-x / arb(2).sqrt()).erfc() / 2


def root(x: arb, degree: fmpz) -> arb:
    """Return an enclosure of the real root, of negative numbers only where `degree` is odd."""
    if degree > MAX_DEGREE:
        raise UnclearError(f"a root of a degree above {MAX_DEGREE}", final=True, limit="max_degree")
    if degree % 2 == 0:
        _in_domain(x >= 0, x < 0, "sqrt" if degree == 2 else f"root of degree {degree}", x)
        return x.root(int(degree))
    if x >= 0:
        return x.root(int(degree))
    if x < 0:
        return -(-x).root(int(degree))
    return (-(-x.lower()).root(int(degree))).union(x.upper().root(int(degree)))


def power(base: arb, exponent: fmpq) -> arb:
    """Return an enclosure of base^exponent for a literal exponent: an odd denominator admits negative bases."""
    numerator, denominator = exponent.p, exponent.q
    if numerator == 0:
        return arb(1)
    if numerator < 0:
        _nonzero(base, f"0 to the power {exponent}")
    if denominator == 1:
        return _powered(base**numerator, base, exponent)
    if base > 0:
        return _powered(base ** arb(exponent), base, exponent)
    return finite(root(base, denominator) ** int(numerator))


def _powered(value: arb, base: arb, exponent: arb | fmpq) -> arb:
    """Return a power that is finite; name the limit where it is too large at any precision."""
    if value.is_finite():
        return value
    if base != 0 and abs(arb(exponent) * abs(base).log()) > MAX_LOGARITHM:
        raise UnclearError("a number has too many digits", final=True, limit="max_bits")
    return finite(value)


def general_power(base: arb, exponent: arb) -> arb:
    """Return an enclosure of base^exponent for an exponent that is not literal: a positive base is needed."""
    if base > 0:
        return _powered(base**exponent, base, exponent)
    if not base < 0 and exponent > 0:
        raise UnclearError("a power of a number that may be 0")
    if base <= 0 and not exponent.contains_integer():
        raise UndefinedError(f"{words(base)} to the power {words(exponent)}")
    raise UnclearError("a power of a number that may not be positive")


# Rules of their own: with kinks or jumps, or sharper than a definition.
OWN: dict[str, Ball] = {
    "abs": abs,
    "relu": lambda x: x.max(0),
    "leaky_relu": lambda x: x.max(0) - (-x).max(0) / 100,
    "hardtanh": lambda x: x.min(1).max(-1),
    "elu": lambda x: x.max(0) + x.min(0).expm1(),
    "silu": lambda x: x * _sigmoid(x),
    "gelu": _gelu,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "sign": _sign,
    "heaviside": lambda x: (1 + _sign(x)) / 2,
    "floor": _floor,
    "ceil": lambda x: -_floor(-x),
    "re": lambda x: x,
    "im": lambda x: arb(0),
    "conj": lambda x: x,
    "cbrt": lambda x: root(x, fmpz(3)),
    "gamma": _gamma,
    "digamma": _digamma,
    "arg": _argument,
    "factorial": _factorial,
}


@cache
def ball_of(name: str) -> Ball | None:
    """Return the function of balls that evaluates a function of one argument; None where there is none."""
    if name in OWN:
        return OWN[name]
    facts = REALS.get(name)
    if facts is None or not (facts.flint or facts.definition):
        return None
    rule = getattr(arb, facts.flint) if facts.flint else partial(_by_definition, formula(facts.definition))
    if facts.agreed is not None:
        return partial(_where_agreed, name, facts.agreed, rule)
    if facts.poles == "x":
        return lambda x: rule(_nonzero(x, f"{name} of 0"))
    return rule if facts.is_line else partial(_guarded, name, facts.domain[0], rule)


def _guarded(name: str, span: Interval, rule: Ball, x: arb) -> arb:
    _in_domain(*_place(span, x), name, x)
    return rule(x)


def _where_agreed(name: str, span: Interval, rule: Ball, x: arb) -> arb:
    inside, outside = _place(span, x)
    if not inside:
        raise UnclearError(f"conventions differ on {name} of negative numbers", final=outside)
    return rule(x)


def _place(span: Interval, x: arb) -> tuple[bool, bool]:
    """Return whether a ball lies certainly inside an interval, and whether it lies certainly outside."""
    inside, outside = True, False
    if span.low is not None:
        low = end_value(span.low)
        inside = bool(x >= low if span.low_closed else x > low)
        outside = bool(x < low if span.low_closed else x <= low)
    if span.high is not None:
        high = end_value(span.high)
        inside = inside and bool(x <= high if span.high_closed else x < high)
        outside = outside or bool(x > high if span.high_closed else x >= high)
    return inside, outside


def end_value(end: End) -> fmpq | arb:
    """Return a finite end, exactly where it is rational."""
    known = _rational(end.text)
    return _by_definition(formula(end.text), arb(0)) if known is None else known


@cache
def _rational(text: str) -> fmpq | None:
    """Return the end that a text names, by which it is known: an `End` would be hashed with its fractions each time."""
    value = end_of(text).value
    return None if value is None else fmpq_of(value)


def _by_definition(node: Node, x: arb) -> arb:
    """Return an enclosure of a row's formula at x."""
    return _AtBall(x, apply).of(node)


class _AtBall(AtBall):
    def quotient(self, num: arb, den: arb) -> arb:
        return divide(num, den)

    def rational_power(self, base: arb, exponent: fmpq) -> arb:
        return power(base, exponent)
