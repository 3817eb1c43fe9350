"""Arithmetic of real and imaginary parts as trees, without the zeros and ones that it would leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from grader.evidence.trees.build import factors_of, product_of, sum_of
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import ONE, TWO, ZERO, Add, Call, Div, Mul, Neg, Node, Num, Pow

Parts: TypeAlias = tuple[Node, Node]


def exponential(re: Node, im: Node) -> Parts:
    """Return e^(re + i im)."""
    size = ONE if re == ZERO else Call("exp", (re,))
    return (size, ZERO) if im == ZERO else turned(size, im)


def turned(size: Node, angle: Node) -> Parts:
    """Return size (cos angle + i sin angle)."""
    return scaled(size, Call("cos", (angle,))), scaled(size, Call("sin", (angle,)))


def of_sum(name: str, re: Node, im: Node) -> Parts:
    """Return a sine or cosine, or a hyperbolic one, of re + i im."""
    if im == ZERO:
        return Call(name, (re,)), ZERO
    kind, other = {"sin": ("sin", "cos"), "cos": ("cos", "sin")}.get(name, ("", ""))
    if kind:
        second = scaled(Call(other, (re,)), Call("sinh", (im,)))
        return scaled(Call(name, (re,)), Call("cosh", (im,))), second if name == "sin" else negated(second)
    other = {"sinh": "cosh", "cosh": "sinh"}[name]
    return scaled(Call(name, (re,)), Call("cos", (im,))), scaled(Call(other, (re,)), Call("sin", (im,)))


def negated(node: Node) -> Node:
    """Return -node."""
    if node == ZERO:
        return node
    return node.arg if isinstance(node, Neg) else Neg(node)


def added(nodes: Sequence[Node]) -> Node:
    """Return a sum without zeros."""
    kept = tuple(node for node in nodes if node != ZERO)
    return sum_of(kept)


def scaled(left: Node, right: Node) -> Node:
    """Return a product without ones; 0 where a factor is the number 0."""
    if ZERO in (left, right):
        return ZERO
    kept = tuple(part for node in (left, right) for part in factors_of(node) if part != ONE)
    return product_of(kept)


def squared(node: Node) -> Node:
    """Return node^2."""
    return node if node in (ZERO, ONE) else Pow(node.arg if isinstance(node, Neg) else node, TWO)


def divided(node: Node, den: Node) -> Node:
    """Return node / den, kept where node is 0, for the sake of where it is defined."""
    if den == ONE or (node == ZERO and isinstance(den, Num) and den.value):
        return node
    return Div(node, den)


def size_of(re: Node, im: Node) -> Node:
    """Return |re + i im|."""
    return Call("abs", (re,)) if im == ZERO else Call("sqrt", (added([squared(re), squared(im)]),))


def beside(kept: Node, dropped: Node) -> Node:
    """Return a part that has no value where the other one has none."""
    return kept if is_total(dropped) else Add((kept, Mul((ZERO, dropped))))


def off_zero(found: Parts, number: Parts) -> Parts:
    """Return parts that have no value where a number is 0."""
    gap = Call("log", (size_of(*number),))
    return beside(found[0], gap), beside(found[1], gap)
