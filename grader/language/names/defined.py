"""Functions that are read by their definitions: `arcsec(x)` as `arccos(1/x)`, `log1p(x)` as `log(1 + x)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.language.tree import Add, Call, Div, Neg, Node, Num

ONE, TWO = Num(Fraction(1)), Num(Fraction(2))


def _of_reciprocal(name: str) -> Callable[[Node], Node]:
    return lambda arg: Call(name, (Div(ONE, arg),))


def _log1p(arg: Node) -> Node:
    return Call("log", (Add((ONE, arg)),))


def _expm1(arg: Node) -> Node:
    return Add((Call("exp", (arg,)), Neg(ONE)))


def _normal(arg: Node) -> Node:
    """Return the distribution function of the standard normal distribution."""
    return Div(Add((ONE, Call("erf", (Div(arg, Call("sqrt", (TWO,))),)))), TWO)


DEFINED: Mapping[str, Callable[[Node], Node]] = {
    "arcsec": _of_reciprocal("arccos"),
    "arccsc": _of_reciprocal("arcsin"),
    "arsech": _of_reciprocal("arcosh"),
    "arcsch": _of_reciprocal("arsinh"),
    "arcoth": _of_reciprocal("artanh"),
    "log1p": _log1p,
    "expm1": _expm1,
    "Phi": _normal,
}
"""What stands for a call, by the name of the function, which takes one argument."""

OTHER_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "arcsec": ("asec",),
    "arccsc": ("acsc", "arccosec"),
    "arsech": ("asech", "arcsech"),
    "arcsch": ("acsch", "arccsch"),
    "arcoth": ("acoth", "arccoth"),
}
