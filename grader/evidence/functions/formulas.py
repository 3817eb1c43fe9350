"""The formulas of rows as trees: written in our own answer language, read once, with trees put in for x and y."""

from __future__ import annotations

from functools import cache

from grader.evidence.functions.table import REALS
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.tree import Call, Node, Sym, rebuild

NAMES = Names({"x": Symbol("x"), "y": Symbol("y")})
X, Y = Sym("x"), Sym("y")


@cache
def formula(text: str) -> Node:
    """Return a row's formula as a tree in x and y."""
    (reading,) = read(text, NAMES)
    return reading.tree


def filled(text: str, x: Node, y: Node = Y) -> Node:
    """Return a row's formula with trees for x and y."""
    return _filled(formula(text), x, y)


def _filled(node: Node, x: Node, y: Node) -> Node:
    if node == X:
        return x
    if node == Y:
        return y
    return rebuild(node, lambda child: _filled(child, x, y))


def definition(name: str, x: Node, on_part: bool = False) -> Node | None:
    """Return a function's definition at x; None where it has none that holds on its whole domain.

    With `on_part`, also one that holds on a part of the domain: the caller knows that x lies there.
    """
    facts = REALS.get(name)
    if facts is None or not facts.definition or not (on_part or facts.definition_on.is_line):
        return None
    return filled(facts.definition, x)


def derivative(name: str, x: Node) -> Node | None:
    """Return the derivative of a function at x, in which sign(u) has no value at 0; None where no rule is known."""
    facts = REALS.get(name)
    return filled(facts.derivative, x, Call(name, (x,))) if facts is not None and facts.derivative else None


def antiderivative(name: str, x: Node) -> Node | None:
    """Return an antiderivative of a function at x; None where none is known."""
    facts = REALS.get(name)
    return filled(facts.antiderivative, x, Call(name, (x,))) if facts is not None and facts.antiderivative else None


def sides_of_zero(name: str, x: Node) -> tuple[Node, Node]:
    """Return what a function that bends at 0 is where x > 0, and where x < 0."""
    (_, below), (_, above) = REALS[name].pieces
    return filled(above, x), filled(below, x)


def inverse(name: str, y: Node) -> Node | None:
    """Return the argument at which a function takes a value, on the interval on which it has an inverse."""
    facts = REALS.get(name)
    return filled(facts.inverse, X, y) if facts is not None and facts.inverse else None
