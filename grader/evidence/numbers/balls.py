"""Functions at real balls (midpoint and radius, FLINT's `arb`): the result encloses every value over the ball.

`UndefinedError` is raised only where the function is undefined on the whole ball, `UnclearError` where it may be
undefined on a part of it or jumps there. The precision is the caller's (`flint.ctx.prec`).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq, fmpz

from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.numbers.exact import words

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
    if len(args) == 1 and name in ONE_ARGUMENT:
        return finite(ONE_ARGUMENT[name](args[0]))
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


def _sqrt(x: arb) -> arb:
    _in_domain(x >= 0, x < 0, "sqrt", x)
    return x.sqrt()


def _arc(name: str, function: Ball) -> Ball:
    def inner(x: arb) -> arb:
        _in_domain(abs(x) <= 1, abs(x) > 1, name, x)
        return function(x)

    return inner


def _arcosh(x: arb) -> arb:
    _in_domain(x >= 1, x < 1, "arcosh", x)
    return x.acosh()


def _artanh(x: arb) -> arb:
    _in_domain(abs(x) < 1, abs(x) >= 1, "artanh", x)
    return x.atanh()


def _arccot(x: arb) -> arb:
    if not x > 0:
        raise UnclearError("conventions differ on arccot of numbers that are not positive", final=bool(x <= 0))
    return (1 / x).atan()


def _logit(x: arb) -> arb:
    _in_domain(bool(x > 0) and bool(x < 1), bool(x <= 0) or bool(x >= 1), "logit", x)
    return (x / (1 - x)).log()


def _gamma(x: arb) -> arb:
    if not x > 0 and x.contains_integer():
        raise UnclearError(f"gamma of {words(x)} may be undefined")
    return x.gamma()


def _factorial(x: arb) -> arb:
    _in_domain(x.is_integer() and bool(x >= 0), bool(x < 0) or not x.contains_integer(), "factorial", x)
    return (x + 1).gamma()


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
    if base <= 0 and not exponent.contains_integer():
        raise UndefinedError(f"{words(base)} to the power {words(exponent)}")
    raise UnclearError("a power of a number that may not be positive")


ONE_ARGUMENT: dict[str, Ball] = {
    "abs": abs,
    "relu": lambda x: x.max(0),
    "leaky_relu": lambda x: x.max(0) - (-x).max(0) / 100,
    "hardtanh": lambda x: x.min(1).max(-1),
    "elu": lambda x: x.max(0) + x.min(0).expm1(),
    "silu": lambda x: x * _sigmoid(x),
    "gelu": _gelu,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "logit": _logit,
    "sign": _sign,
    "heaviside": lambda x: (1 + _sign(x)) / 2,
    "floor": _floor,
    "ceil": lambda x: -_floor(-x),
    "re": lambda x: x,
    "im": lambda x: arb(0),
    "conj": lambda x: x,
    "sqrt": _sqrt,
    "cbrt": lambda x: root(x, fmpz(3)),
    "exp": arb.exp,
    "log": _log,
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": arb.tan,
    "cot": arb.cot,
    "sec": arb.sec,
    "csc": arb.csc,
    "arcsin": _arc("arcsin", arb.asin),
    "arccos": _arc("arccos", arb.acos),
    "arctan": arb.atan,
    "arccot": _arccot,
    "sinh": arb.sinh,
    "cosh": arb.cosh,
    "tanh": arb.tanh,
    "coth": lambda x: _nonzero(x, "coth of 0").coth(),
    "sech": arb.sech,
    "csch": lambda x: _nonzero(x, "csch of 0").csch(),
    "arsinh": arb.asinh,
    "arcosh": _arcosh,
    "artanh": _artanh,
    "erf": arb.erf,
    "erfc": arb.erfc,
    "gamma": _gamma,
    "factorial": _factorial,
}
