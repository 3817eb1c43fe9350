"""Every function by mpmath alone, and formulas of rows evaluated with them: nothing of the engine is used."""

from pathlib import Path

import mpmath as mp

from grader.evidence.functions.formulas import formula
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Num, Pow, Sym
from tests.caselists import read_values


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


CASES = read_values(Path(__file__).parents[2] / "cases" / "functions.yaml")
FUNCTIONS = {name: eval(f"lambda x: {case['mpmath']}", {"mp": mp}) for name, case in CASES.items()}
COMPLEX = FUNCTIONS | {"re": mp.re, "im": mp.im, "conj": mp.conj, "arg": mp.arg}


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
