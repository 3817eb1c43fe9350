"""Sums of symbols with numbers before them, as counts, indices and exponents mostly are."""

from __future__ import annotations

from fractions import Fraction

from grader.language.tree import Add, Mul, Neg, Node, Num, Sym

Linear = dict[str, Fraction]  # coefficients by symbol; that of the empty name is the constant


def linear(node: Node) -> Linear | None:
    """Return a tree as a sum of symbols with numbers before them; None for any other."""
    match node:
        case Num(value):
            return {"": value} if value else {}
        case Sym(name):
            return {name: Fraction(1)}
        case Neg(arg):
            inner = linear(arg)
            return None if inner is None else less({}, inner)
        case Add(terms):
            total: Linear = {}
            for term in terms:
                part = linear(term)
                if part is None:
                    return None
                total = less(total, less({}, part))
            return total
        case Mul((Num(value), factor)):
            inner = linear(factor)
            return None if inner is None else {name: value * held for name, held in inner.items() if value * held}
        case _:
            return None


def less(left: Linear, right: Linear) -> Linear:
    """Return the difference of two sums."""
    names = left.keys() | right.keys()
    found = {name: left.get(name, Fraction(0)) - right.get(name, Fraction(0)) for name in names}
    return {name: value for name, value in found.items() if value}


def linear_tree(parts: Linear) -> Node:
    """Return a sum of symbols with whole numbers before them as a tree, the constant last."""
    terms: list[Node] = []
    for name, value in sorted(parts.items(), key=lambda part: (part[0] == "", part[0])):
        size = Num(abs(value))
        term: Node = size if not name else Sym(name) if abs(value) == 1 else Mul((size, Sym(name)))
        terms.append(term if value > 0 else Neg(term))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))
