"""The identity matrix: `I` as a term of a sum of square matrices, where a number would have no meaning."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.build import Builder
from grader.evidence.families.matrices.sizes import ONE, Size
from grader.evidence.families.matrices.values import Several
from grader.language.tree import Add, Array, Div, Mul, Neg, Node, Num, Sym, rebuild, symbols

NAME = "I"
OWN = "I["  # how the names of identity matrices begin; no text can spell them


def placed(tree: Node, builder: Builder) -> Node:
    """Return a tree in which each identity matrix is a symbol with its size, among the builder's shapes.

    Raises UnclearError where `I` stands elsewhere, and what building raises.
    """
    if NAME not in symbols(tree):
        return tree
    result = _placed(tree, builder)
    if NAME in symbols(result):
        raise UnclearError("I is no term of a sum of square matrices", final=True)
    return result


def _placed(tree: Node, builder: Builder) -> Node:
    node = rebuild(tree, lambda child: _placed(child, builder))
    if not isinstance(node, Add) or NAME not in symbols(node):
        return node
    others = [builder.build(term) for term in node.terms if NAME not in symbols(term)]
    square = next((one for one in others if isinstance(one, Several)), None)
    if square is None or square.is_flat or square.height != square.width or square.height == ONE:
        return node
    own = Sym(f"{OWN}{len(builder.identities)}]")
    terms = tuple(_term(term, own) for term in node.terms)
    builder.identities[own.name] = square.height
    return Add(terms)


def _term(term: Node, own: Sym) -> Node:
    """Return a term with the symbol of an identity matrix for `I`, which is its only array."""
    match term:
        case Sym(name) if name == NAME:
            return own
        case Neg(arg):
            return Neg(_term(arg, own))
        case Div(num, den):
            return Div(_term(num, own), den)
        case Mul(factors):
            return Mul(tuple(_term(factor, own) if factor == Sym(NAME) else factor for factor in factors))
        case _:
            return term


def literals(identities: Mapping[str, Size], sizes: Mapping[str, int]) -> dict[str, Node]:
    """Return identity matrices written out, where the sizes are numbers."""
    found: dict[str, Node] = {}
    for name, size in identities.items():
        rows = range(int(sum(value * prod(sizes[letter] for letter in monomial) for monomial, value in size)))
        found[name] = Array(tuple(Array(tuple(Num(Fraction(int(i == j))) for j in rows)) for i in rows))
    return found
