"""Functions that are strictly monotone where they are defined: domain, range and inverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from grader.language.tree import Add, Call, Const, Div, Neg, Node, Num, Pow

ONE, TWO = Num(Fraction(1)), Num(Fraction(2))
ZERO = Num(Fraction(0))
HALF_PI = Div(Const("pi"), TWO)

Bounds = tuple[Node | None, Node | None]


@dataclass(frozen=True, slots=True)
class Monotone:
    """A monotone function: where it is defined, its range, whether ends of both belong, and its inverse."""

    inverse: Callable[[Node], Node]
    domain: Bounds = (None, None)
    range: Bounds = (None, None)
    closed: bool = False  # whether finite ends of domain and range belong
    falls: bool = False


def _call(name: str) -> Callable[[Node], Node]:
    return lambda value: Call(name, (value,))


def _squared(value: Node) -> Node:
    return Pow(value, TWO)


MONOTONE: dict[str, Monotone] = {
    "exp": Monotone(_call("log"), range=(ZERO, None)),
    "log": Monotone(_call("exp"), domain=(ZERO, None)),
    "sqrt": Monotone(_squared, (ZERO, None), (ZERO, None), closed=True),
    "cbrt": Monotone(lambda value: Pow(value, Num(Fraction(3)))),
    "sinh": Monotone(_call("arsinh")),
    "arsinh": Monotone(_call("sinh")),
    "tanh": Monotone(_call("artanh"), range=(Neg(ONE), ONE)),
    "artanh": Monotone(_call("tanh"), domain=(Neg(ONE), ONE)),
    "arcosh": Monotone(_call("cosh"), (ONE, None), (ZERO, None), closed=True),
    "sigmoid": Monotone(_call("logit"), range=(ZERO, ONE)),
    "logit": Monotone(_call("sigmoid"), domain=(ZERO, ONE)),
    "softplus": Monotone(lambda value: Call("log", (Add((Call("exp", (value,)), Neg(ONE))),)), range=(ZERO, None)),
    "arctan": Monotone(_call("tan"), range=(Neg(HALF_PI), HALF_PI)),
    "arcsin": Monotone(_call("sin"), (Neg(ONE), ONE), (Neg(HALF_PI), HALF_PI), closed=True),
    "arccos": Monotone(_call("cos"), (Neg(ONE), ONE), (ZERO, Const("pi")), closed=True, falls=True),
}


def odd_root(degree: int) -> Monotone:
    """Return the power of an odd degree as a function of the reals onto themselves."""
    return Monotone(lambda value: Call("root", (value, Num(Fraction(degree)))))


def even_root(degree: int) -> Monotone:
    """Return the power of an even degree on the numbers that are not negative."""
    inverse = _call("sqrt") if degree == 2 else lambda value: Call("root", (value, Num(Fraction(degree))))
    return Monotone(inverse, (ZERO, None), (ZERO, None), closed=True)


def power_of_root(degree: int) -> Monotone:
    """Return the root of a degree: its inverse is the power."""
    raised = Monotone(lambda value: Pow(value, Num(Fraction(degree))))
    if degree % 2:
        return raised
    return Monotone(raised.inverse, (ZERO, None), (ZERO, None), closed=True)


def exponential(base: Node, falls: bool) -> Monotone:
    """Return the powers of a positive base other than 1."""
    below = Call("log", (base,))
    return Monotone(lambda value: Div(Call("log", (value,)), below), range=(ZERO, None), falls=falls)
