"""Functions that are read by their definitions: `arcsec(x)` as `arccos(1/x)`, `log1p(x)` as `log(1 + x)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.language.tree import Add, Call, Cases, Const, Div, Logic, Mul, Neg, Node, Num, Relation, Transpose

_ZERO, ONE, TWO = (Num(Fraction(value)) for value in (0, 1, 2))


def _of_reciprocal(name: str) -> Callable[[Node], Node]:
    return lambda arg: Call(name, (Div(ONE, arg),))


def _log1p(arg: Node) -> Node:
    return Call("log", (Add((ONE, arg)),))


def _expm1(arg: Node) -> Node:
    return Add((Call("exp", (arg,)), Neg(ONE)))


def _normal(arg: Node) -> Node:
    """Return the distribution function of the standard normal distribution."""
    return Div(Add((ONE, Call("erf", (Div(arg, Call("sqrt", (TWO,))),)))), TWO)


def _angle(y: Node, x: Node) -> Node:
    """Return the angle of the point (x, y) from the first axis, in (-pi, pi]; that of the origin has no value."""
    pi, arc = Const("pi"), Call("arctan", (Div(y, x),))
    left, above = Relation(("<",), (x, _ZERO)), Relation((">=",), (y, _ZERO))
    return Cases(
        (
            (arc, Relation((">",), (x, _ZERO))),
            (Add((arc, pi)), Logic("and", (left, above))),
            (Add((arc, Neg(pi))), left),
            (Div(pi, TWO), Relation((">",), (y, _ZERO))),
            (Neg(Div(pi, TWO)), Relation(("<",), (y, _ZERO))),
        )
    )


def _product(left: Node, right: Node) -> Node:
    """Return the product of two arrays."""
    return Mul((left, right))


def _clip(value: Node, low: Node, high: Node) -> Node:
    """Return a value cut to a range, as NumPy and PyTorch do: where the range is empty, its upper end."""
    return Call("min", (Call("max", (value, low)), high))


def _beta(first: Node, second: Node) -> Node:
    """Return the beta function, wherever the values of gamma are defined."""
    above = Mul((Call("gamma", (first,)), Call("gamma", (second,))))
    return Div(above, Call("gamma", (Add((first, second)),)))


DEFINED: Mapping[str, Callable[..., Node]] = {
    "arcsec": _of_reciprocal("arccos"),
    "arccsc": _of_reciprocal("arcsin"),
    "arsech": _of_reciprocal("arcosh"),
    "arcsch": _of_reciprocal("arsinh"),
    "arcoth": _of_reciprocal("artanh"),
    "log1p": _log1p,
    "expm1": _expm1,
    "Phi": _normal,
    "atan2": _angle,
    "transpose": Transpose,
    "dot": _product,
    "Beta": _beta,
    "clip": _clip,
}
"""What stands for a call, by the name of the function."""

ARITIES: Mapping[str, int] = {"atan2": 2, "dot": 2, "Beta": 2, "clip": 3}
"""The number of arguments where it is not one."""

OTHER_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "arcsec": ("asec",),
    "arccsc": ("acsc", "arccosec"),
    "arsech": ("asech", "arcsech"),
    "arcsch": ("acsch", "arccsch"),
    "arcoth": ("acoth", "arccoth"),
    "atan2": ("arctan2",),
    "dot": ("matmul",),
}
