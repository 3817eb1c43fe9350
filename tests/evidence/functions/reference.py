"""Every function by mpmath alone, and formulas of rows evaluated with them: nothing of the engine is used."""

import mpmath as mp

from grader.evidence.functions.formulas import formula
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Num, Pow, Sym


class UndefinedHereError(Exception):
    """The function has no real value here."""


def real(value):
    """Return a real number; raise where the value is not real, or infinite."""
    if isinstance(value, mp.mpc):
        if value.imag != 0:
            raise UndefinedHereError
        value = value.real
    if not mp.isfinite(value):
        raise UndefinedHereError
    return value


def _step(x, below, above):
    if x == 0:
        raise UndefinedHereError
    return mp.mpf(above if x > 0 else below)


def _cbrt(x):
    return mp.sign(x) * mp.cbrt(abs(x))


def _double_factorial(x):
    if x != int(x) or x < 0:
        raise UndefinedHereError
    return mp.fac2(x)


def _factorial(x):
    if x != int(x) or x < 0:
        raise UndefinedHereError
    return mp.factorial(x)


def _elu(x):
    return x if x > 0 else mp.expm1(x)


FUNCTIONS = {
    "sqrt": mp.sqrt, "cbrt": _cbrt, "exp": mp.exp, "log": mp.log, "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh,
    "coth": mp.coth, "sech": mp.sech, "csch": mp.csch, "arsinh": mp.asinh, "arcosh": mp.acosh, "artanh": mp.atanh,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "cot": mp.cot, "sec": mp.sec, "csc": mp.csc, "arcsin": mp.asin,
    "arccos": mp.acos, "arctan": mp.atan, "arccot": lambda x: mp.pi / 2 - mp.atan(x), "abs": abs,
    "sign": lambda x: _step(x, -1, 1), "heaviside": lambda x: _step(x, 0, 1), "relu": lambda x: max(x, mp.mpf(0)),
    "leaky_relu": lambda x: x if x > 0 else x / 100, "hardtanh": lambda x: max(mp.mpf(-1), min(mp.mpf(1), x)),
    "elu": _elu, "sigmoid": lambda x: 1 / (1 + mp.exp(-x)), "logit": lambda x: mp.log(x / (1 - x)),
    "softplus": lambda x: mp.log(1 + mp.exp(x)), "silu": lambda x: x / (1 + mp.exp(-x)),
    "gelu": lambda x: x * mp.ncdf(x),
    "erf": mp.erf, "erfc": mp.erfc, "gamma": mp.gamma, "factorial": _factorial, "double_factorial": _double_factorial,
    "floor": mp.floor, "ceil": mp.ceil,
}  # fmt: skip
COMPLEX = FUNCTIONS | {
    "gelu": lambda z: z * mp.erfc(-z / mp.sqrt(2)) / 2,
    "re": mp.re, "im": mp.im, "conj": mp.conj, "arg": mp.arg,
}  # fmt: skip


def of(name, x):
    """Return a function's real value at a real number."""
    try:
        return real(FUNCTIONS[name](x))
    except (ZeroDivisionError, ValueError):
        raise UndefinedHereError from None


def written(text, x, y=None, functions=None):
    """Return the value of a row's formula; real unless other functions are given."""
    return _value(formula(text), x, y, functions)


def _value(node, x, y, functions):  # noqa: C901 one case for each kind of node
    def inner(part):
        return _value(part, x, y, functions)

    match node:
        case Sym("x"):
            return x
        case Sym("y"):
            return y
        case Num(value):
            return mp.mpf(value.numerator) / value.denominator
        case Const(name):
            return {"pi": +mp.pi, "e": +mp.e}[name]
        case Neg(arg):
            return -inner(arg)
        case Add(parts):
            return mp.fsum(inner(part) for part in parts)
        case Mul(parts):
            return mp.fprod(inner(part) for part in parts)
        case Div(num, den):
            below = inner(den)
            if below == 0:
                raise UndefinedHereError
            return inner(num) / below
        case Pow(base, exponent):
            return inner(base) ** inner(exponent)
        case Call("max" | "min" as name, parts):
            return {"max": max, "min": min}[name](inner(part) for part in parts)
        case Call(name, (arg,)):
            return of(name, inner(arg)) if functions is None else functions[name](inner(arg))
    raise AssertionError(node)
