"""Monomials and curves as trees and texts."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.families.growth.constants import Constant
from grader.evidence.families.growth.monomials import Monomial
from grader.evidence.trees.build import factors_of, product_of, sum_of
from grader.language.printing import show
from grader.language.tree import ONE, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym


def number(value: Fraction) -> Node:
    """Return a rational number as a tree."""
    size = Num(Fraction(abs(value.numerator)))
    node = size if value.denominator == 1 else Div(size, Num(Fraction(value.denominator)))
    return Neg(node) if value < 0 else node


def text_of(monomial: Monomial, sign: int = 1) -> str:
    """Return a monomial as a text, with its sign."""
    tree = tree_of(monomial)
    return show(Neg(tree) if sign < 0 else tree)


def tree_of(monomial: Monomial) -> Node:
    """Return a monomial as a tree."""
    factors = [_power(_atom(*place), power) for place, power in sorted(monomial.powers, key=lambda item: item[0][::-1])]
    factors += _exponentials(monomial)
    factors.sort(key=lambda node: isinstance(node, Call) and node.name != "exp")
    if not factors:
        return ONE
    return product_of(factors)


def _exponentials(monomial: Monomial) -> list[Node]:
    """Return the exponential of a monomial, whole bases on their own: 2^n rather than exp(log(2) n)."""
    found: list[Node] = []
    rest: list[Node] = []
    for inner, factor in sorted(monomial.exponent, key=lambda item: repr(item[0])):
        base = _base_of(factor)
        if base is not None:
            found.append(Pow(Num(Fraction(base[0])), _times(base[1], tree_of(inner))))
        else:
            rest.append(_times_constant(factor, tree_of(inner)))
    if rest:
        found.append(Pow(Const("e"), sum_of(rest)))
    return found


def _base_of(factor: Constant) -> tuple[int, Fraction] | None:
    """Return b and r where a constant is r log(b) for a prime b."""
    if len(factor.parts) != 1:
        return None
    ((product, by),) = factor.parts
    match list(product):
        case [(("log", int(base)), Fraction(numerator=1, denominator=1))]:
            return base, by
        case _:
            return None


def _times(by: Fraction, tree: Node) -> Node:
    if abs(by) == 1:
        return tree if by > 0 else Neg(tree)
    factors = factors_of(tree)
    product = Mul((number(abs(by)), *factors))
    return product if by > 0 else Neg(product)


def _times_constant(by: Constant, tree: Node) -> Node:
    value = by.rational
    return _times(value, tree) if value is not None else Mul((constant_tree(by), tree))


def constant_tree(value: Constant) -> Node:
    """Return a constant as a tree."""
    terms = []
    for product, by in sorted(value.parts, key=repr):
        factors = [
            _power(_kernel(name, inner), Constant(frozenset({(frozenset(), power)})))
            for (name, inner), power in product
        ]
        terms.append(_times(by, Mul(tuple(factors)) if len(factors) > 1 else factors[0]) if factors else number(by))
    return Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else number(Fraction(0))


def _kernel(name: str, inner: int | Constant) -> Node:
    match name, inner:
        case "log", int(value):
            return Call("log", (Num(Fraction(value)),))
        case "root", int(value):
            return Num(Fraction(value))
        case (("pi" | "e"), _):
            return Const(name)
        case "log of", Constant():
            return Call("log", (constant_tree(inner),))
        case _:
            assert isinstance(inner, Constant)
            return constant_tree(inner)


def _atom(size: str, level: int) -> Node:
    tree: Node = Sym(size)
    for _ in range(level):
        tree = Call("log", (tree,))
    return tree


def _power(base: Node, power: Constant) -> Node:
    value = power.rational
    if value == 1:
        return base
    return Pow(base, number(value) if value is not None else constant_tree(power))
