"""Sums of multiples of symbols: coefficients, and bounds and exponents collected so that equal ones look equal."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Sym, rebuild

Affine = dict[str, Fraction]  # coefficients by symbol; the constant stands under the empty name


def affine(node: Node) -> Affine | None:
    """Return a tree as a sum of rational multiples of symbols, or None."""
    match node:
        case Num(value):
            return {"": value}
        case Sym(name):
            return {name: Fraction(1)}
        case Neg(arg):
            return _scaled(affine(arg), Fraction(-1))
        case Add(terms):
            total: Affine = {}
            for term in terms:
                part = affine(term)
                if part is None:
                    return None
                for name, value in part.items():
                    total[name] = total.get(name, Fraction(0)) + value
            return total
        case Mul(factors):
            return _product(factors)
        case Div(num, den) if literal(den):
            return _scaled(affine(num), 1 / (literal(den) or Fraction(1)))
        case _:
            return None


def _scaled(part: Affine | None, factor: Fraction) -> Affine | None:
    return None if part is None else {name: value * factor for name, value in part.items()}


def _product(factors: tuple[Node, ...]) -> Affine | None:
    scale, rest = Fraction(1), []
    for factor in factors:
        value = literal(factor)
        if value is None:
            rest.append(factor)
        else:
            scale *= value
    if not rest:
        return {"": scale}
    return _scaled(affine(rest[0]), scale) if len(rest) == 1 else None


def coefficient_of(node: Node, name: str) -> Fraction | None:
    """Return the coefficient of a symbol in a sum of multiples of symbols, or None."""
    found = affine(node)
    return None if found is None else found.get(name, Fraction(0))


def tree_of(part: Affine) -> Node:
    """Return a sum of multiples of symbols as a tree, in one order."""
    terms: list[Node] = []
    for name, value in sorted(part.items(), key=lambda item: (not item[0], item[0])):
        if value:
            size: Node = _number(abs(value)) if not name else _multiple(name, abs(value))
            terms.append(size if value > 0 else Neg(size))
    if not terms:
        return Num(Fraction(0))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _multiple(name: str, value: Fraction) -> Node:
    return Sym(name) if value == 1 else Mul((_number(value), Sym(name)))


def _number(value: Fraction) -> Node:
    return (
        Num(value) if value.denominator == 1 else Div(Num(Fraction(value.numerator)), Num(Fraction(value.denominator)))
    )


def collected(node: Node) -> Node:
    """Return a tree whose sums of multiples of symbols are collected, wherever they stand."""
    found = affine(node) if isinstance(node, Add | Neg | Mul | Div) else None
    return tree_of(found) if found is not None else rebuild(node, collected)
