"""Evaluates trees with mpmath at given points: an evaluator that shares nothing with the engine it checks.

Real unless a value is complex: what leaves the real numbers is undefined, as the contract says. Written for points in
general position; where a convention decides (sign(0), H(0)) it says undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import prod

from grader.language.tree import Add, Bind, Call, Cases, Const, Div, Logic, Mul, Neg, Node, Num, Pow, Relation, Sym
from tests.benchmarks.independent_calculus import (
    MAX_TERMS,
    UndefinedError,
    UnsureError,
    Value,
    area,
    limit,
    mp,
    mpc,
    mpf,
    series,
    tiny,
)

CONSTANTS = {"pi": mp.pi, "e": mp.e}


def value(node: Node, at: Mapping[str, Value]) -> Value:
    """Return the value of a tree; raises UndefinedError or UnsureError."""
    match node:
        case Num(number):
            return mpf(number.numerator) / number.denominator
        case Sym(name) if name in at:
            return at[name]
        case Const(name) if name in CONSTANTS:
            return +CONSTANTS[name]
        case Neg(arg):
            return -value(arg, at)
        case Add(terms):
            return mp.fsum(value(term, at) for term in terms)
        case Mul(factors):
            return mp.fprod([value(factor, at) for factor in factors])
        case Div(num, den):
            return _divided(value(num, at), value(den, at))
        case Pow(base, exp):
            return _power(value(base, at), exp, at)
        case Call(name, args):
            return _call(name, [value(arg, at) for arg in args])
        case Cases(branches, otherwise):
            return _cases(branches, otherwise, at)
        case Bind(_, _, _, low) if low is not None:
            return _binder(node, at)
    raise UnsureError(type(node).__name__)


def truth(node: Node, at: Mapping[str, Value]) -> bool:
    """Return whether a condition holds, which it does not where a side is undefined; raises UnsureError."""
    match node:
        case Relation(ops, operands):
            try:
                values = [value(operand, at) for operand in operands]
            except UndefinedError:
                return False
            return all(_holds(op, a, b) for op, a, b in zip(ops, values, values[1:], strict=False))
        case Logic("and", args):
            return min(truth(arg, at) for arg in args)  # all are looked at: one may be unsure
        case Logic("or", args):
            return max(truth(arg, at) for arg in args)
        case Logic("not", (arg,)):
            return not truth(arg, at)
    raise UnsureError(type(node).__name__)


def _holds(op: str, left: Value, right: Value) -> bool:
    difference = left - right
    if difference != 0 and abs(difference) < tiny() * (1 + abs(left) + abs(right)):
        raise UnsureError("at the edge of a condition")
    match op:
        case "<":
            return difference < 0
        case "<=":
            return difference <= 0
        case ">":
            return difference > 0
        case ">=":
            return difference >= 0
        case "=":
            return difference == 0
        case "!=":
            return difference != 0
    raise UnsureError(op)


def _nonzero(number: Value) -> Value:
    if number == 0:
        raise UndefinedError
    if abs(number) < tiny():
        raise UnsureError("too near 0")
    return number


def _divided(num: Value, den: Value) -> Value:
    return num / _nonzero(den)


def _cases(branches: tuple[tuple[Node, Node], ...], otherwise: Node | None, at: Mapping[str, Value]) -> Value:
    for inner, condition in branches:
        for side in condition.operands if isinstance(condition, Relation) else ():
            value(side, at)  # a condition without a truth value leaves all undefined
        if truth(condition, at):
            return value(inner, at)
    if otherwise is None:
        raise UndefinedError
    return value(otherwise, at)


def _bound(kind: str, body: Node, var: str, ends: tuple[Value, Value], at: Mapping[str, Value]) -> Value:
    low, high = (integer(end) for end in ends)
    if high - low > MAX_TERMS:
        raise UnsureError("too many terms")
    values = [value(body, {**at, var: mpf(index)}) for index in range(low, high + 1)]
    return mp.fsum(values) if kind == "sum" else mp.fprod(values)


def _binder(node: Bind, at: Mapping[str, Value]) -> Value:
    def body(place: Value) -> Value:
        return value(node.body, {**at, node.var: place})

    low, high = (None if end is None else _end(end, at) for end in (node.low, node.high))
    match node.kind:
        case "lim":
            return limit(body, low)
        case "int" if high is not None:
            return area(body, low, high)
        case "sum" if high == mp.inf:
            return series(body, integer(low))
        case "sum" | "prod" if high is not None:
            return _bound(node.kind, node.body, node.var, (low, high), at)
    raise UnsureError(node.kind)


def _end(node: Node, at: Mapping[str, Value]) -> Value:
    match node:
        case Const("oo"):
            return mp.inf
        case Neg(Const("oo")):
            return -mp.inf
    return value(node, at)


def integer(number: Value) -> int:
    if isinstance(number, mpc) or abs(number - mp.nint(number)) > tiny():
        raise UndefinedError
    return int(mp.nint(number))


def literal(node: Node) -> Fraction | None:
    """Return the rational number that an exponent comes to, or None where it holds more than rational numbers."""
    match node:
        case Num(number):
            return number
        case Neg(arg):
            inner = literal(arg)
            return None if inner is None else -inner
        case Div(num, den):
            top, bottom = literal(num), literal(den)
            return None if top is None or not bottom else top / bottom
        case Add(parts) | Mul(parts):
            found = [literal(part) for part in parts]
            if any(part is None for part in found):
                return None
            return sum(found) if isinstance(node, Add) else prod(found)
    return None


def _power(base: Value, exp: Node, at: Mapping[str, Value]) -> Value:
    fraction = literal(exp)
    power = value(exp, at) if fraction is None else mpf(fraction.numerator) / fraction.denominator
    if abs(power) > 10**6 or abs(base) > mpf(10) ** 10**4:
        raise UnsureError("too large")
    if isinstance(base, mpc) or isinstance(power, mpc):
        return _nonzero(base) ** power
    if fraction is None and abs(power - mp.nint(power)) < tiny():
        fraction = Fraction(int(mp.nint(power)))
    if fraction is not None and fraction.denominator % 2:
        return _odd(base, fraction)
    if base < 0:
        raise UndefinedError
    if abs(base) < tiny():
        if fraction is None:
            raise UnsureError("0 to a power")
        return mpf(0) if base == 0 and fraction > 0 else _nonzero(base) ** power
    return base**power


def _odd(base: mpf, power: Fraction) -> mpf:
    if power == 0:
        return mpf(1)
    if power < 0:
        _nonzero(base)
    size = abs(base) ** (mpf(power.numerator) / power.denominator)
    return -size if base < 0 and power.numerator % 2 else size


def _positive(x: Value) -> Value:
    if isinstance(x, mpc):
        return _nonzero(x)
    _nonzero(x)
    if x < 0:
        raise UndefinedError
    return x


def _within(x: Value, low: int | None, high: int | None) -> Value:
    if isinstance(x, mpc):
        raise UnsureError("complex")
    for edge, outside in ((low, -1), (high, 1)):
        if edge is not None and (x - edge) * outside > 0:
            if abs(x - edge) < tiny():
                raise UnsureError("too near an edge")
            raise UndefinedError
    return x


def _open(x: Value) -> Value:
    inside = _within(x, -1, 1)
    _nonzero(1 - inside)
    _nonzero(1 + inside)
    return inside


def _root(x: Value, degree: Value) -> Value:
    count = integer(degree)
    if isinstance(x, mpc):
        return mp.root(x, count)
    if count % 2 == 0:
        return mp.root(_within(x, 0, None), count)
    return mp.sign(x) * mp.root(abs(x), count)


def _log(x: Value, base: Value | None = None) -> Value:
    found = mp.log(_positive(x))
    return found if base is None else found / _nonzero(mp.log(_positive(base)))


def _steady(rounded: Callable[[Value], Value]) -> Callable[[Value], Value]:
    def compute(x: Value) -> Value:
        nearest = mp.nint(x)
        if x != nearest and abs(x - nearest) < tiny():
            raise UnsureError("too near a whole number")
        return rounded(x)

    return compute


def _factorial(x: Value) -> Value:
    number = integer(x)
    if number < 0:
        raise UndefinedError
    return mp.factorial(number)


def _binomial(n: Value, k: Value) -> Value:
    top, bottom = integer(n), integer(k)
    if top < 0:
        raise UnsureError("a binomial of a negative number")
    return mp.binomial(top, bottom) if 0 <= bottom <= top else mpf(0)


def _gamma(x: Value) -> Value:
    if x <= 0 and abs(x - mp.nint(x)) < tiny():
        raise UndefinedError
    return mp.gamma(x)


def _sign(x: Value) -> Value:
    if abs(x) < tiny():
        raise UndefinedError
    return mp.sign(x)


def _small(x: Value) -> Value:
    if abs(x) > 10**4:
        raise UnsureError("too large")
    return x


def _exp(x: Value) -> Value:
    return mp.exp(_small(x))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "sqrt": lambda x: mp.sqrt(x if isinstance(x, mpc) else _within(x, 0, None)),
    "cbrt": lambda x: _root(x, mpf(3)),
    "root": _root,
    "exp": _exp,
    "log": _log,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": lambda x: mp.sin(x) / _nonzero(mp.cos(x)),
    "cot": lambda x: mp.cos(x) / _nonzero(mp.sin(x)),
    "sec": lambda x: 1 / _nonzero(mp.cos(x)),
    "csc": lambda x: 1 / _nonzero(mp.sin(x)),
    "arcsin": lambda x: mp.asin(_within(x, -1, 1)),
    "arccos": lambda x: mp.acos(_within(x, -1, 1)),
    "arctan": mp.atan,
    "sinh": lambda x: mp.sinh(_small(x)),
    "cosh": lambda x: mp.cosh(_small(x)),
    "tanh": mp.tanh,
    "sech": lambda x: 1 / mp.cosh(_small(x)),
    "coth": lambda x: 1 / _nonzero(mp.tanh(x)),
    "csch": lambda x: 1 / _nonzero(mp.sinh(_small(x))),
    "arsinh": mp.asinh,
    "arcosh": lambda x: mp.acosh(_within(x, 1, None)),
    "artanh": lambda x: mp.atanh(_open(x)),
    "abs": abs,
    "sign": _sign,
    "heaviside": lambda x: (1 + _sign(x)) / 2,
    "floor": _steady(mp.floor),
    "ceil": _steady(mp.ceil),
    "max": max,
    "min": min,
    "relu": lambda x: max(x, mpf(0)),
    "leaky_relu": lambda x, slope=None: x if x > 0 else x / 100 if slope is None else slope * x,
    "hardtanh": lambda x: max(mpf(-1), min(mpf(1), x)),
    "sigmoid": lambda x: 1 / (1 + _exp(-x)),
    "logit": lambda x: mp.log(_positive(x)) - mp.log(_positive(1 - x)),
    "softplus": lambda x: mp.log1p(_exp(x)),
    "silu": lambda x: x / (1 + _exp(-x)),
    "elu": lambda x: x if x > 0 else mp.expm1(x),
    "gelu": lambda x: x / 2 * (1 + mp.erf(x / mp.sqrt(2))),
    "erf": mp.erf,
    "erfc": mp.erfc,
    "gamma": _gamma,
    "factorial": _factorial,
    "binom": _binomial,
    "re": mp.re,
    "im": mp.im,
    "conj": mp.conj,
}


def _call(name: str, args: list[Value]) -> Value:
    rule = FUNCTIONS.get(name)
    if rule is None:
        raise UnsureError(name)
    return rule(*args)
