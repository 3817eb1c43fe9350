"""Logarithms of absolute determinants under a gradient: d ln|det X| is tr(X^{-1} dX), where X has an inverse.

That is Jacobi's formula, d det X = det X tr(X^{-1} dX) where det X is not 0, divided by det X. Both ln|det X| and
X^{-1} have a value just there. Where det X is nowhere negative, ln det X is the same. The logarithm of a product is
taken apart: |a b| is not 0 where neither a nor b is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.words.values import Several, Value, literal, times
from grader.evidence.families.matrices.words.words import ONES, Chain, reversed_chain, vector
from grader.evidence.oracle import Sign
from grader.evidence.trees.build import MINUS_ONE, quotient_factors
from grader.language.tree import Add, Call, Cases, Node, Sym, rebuild, walk

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder

VOLUME = "volume"  # the kind of a symbol for ln|det X|; its key is the number of the determinant
Loop = tuple[Chain, int, Node]  # A1, v1, …, Ak, vk, the place of the first letter of X, and a factor


def with_volumes(builder: Builder, tree: Node, inverse: Callable[[Value], Value]) -> tuple[Node, dict[str, Node]]:
    """Return a number with symbols for ln|det X|, and what the symbols stand for.

    Where such a logarithm has no value is then said by the inverses alone, which are noted when they are made.
    """
    meant: dict[str, Node] = {}
    logarithms = [part for part in walk(tree) if _is_volume(builder, part)]
    if not logarithms or any(isinstance(part, Cases) for part in walk(tree)):
        return tree, meant

    def put_in(node: Node) -> Node:
        if not _is_volume(builder, node):
            return rebuild(node, put_in)
        assert isinstance(node, Call)
        inner = node.args[0].args[0] if isinstance(node.args[0], Call) else node.args[0]
        factors = [part for part in quotient_factors(inner) if part[0] != MINUS_ONE]
        return Add(tuple(_logarithm(builder, *part, meant, inverse) for part in factors))

    found = put_in(tree)
    builder.partial[:] = [part for part in builder.partial if part not in logarithms]
    return found, meant


def loops(value: Several, inverse: Several) -> Iterator[Loop]:
    """Yield the terms of tr(X^{-1} X). Raises UnclearError for outer products, and for vectors between matrices."""
    for first, scale in inverse.terms.items():
        for second, factor in value.terms.items():
            if "matrix" not in (first[0], second[0]) or first[0] != second[0]:
                raise UnclearError("the gradient of a determinant with an outer product", final=True)
            left, right = first[1], second[1]
            if any(part != ONES for part in (*left[::2], *right[::2])):
                raise UnclearError("the gradient of a determinant with a diagonal matrix", final=True)
            if len(right) > 1:  # X has a letter in it
                chain = (*left[:-1], vector(left[-1], right[0]), *right[1:])
                yield (*chain[1:-1], vector(chain[-1], chain[0])), len(left) - 1, times(scale, factor)


def _is_volume(builder: Builder, node: Node) -> bool:
    match node:
        case Call("log", (Call("abs", (inner,)),)):
            return any(is_determinant(builder, part) for part, _ in quotient_factors(inner))
        case Call("log", (Sym() as inner,)):
            return is_determinant(builder, inner) and _is_semidefinite(builder, inner)
        case _:
            return False


def is_determinant(builder: Builder, node: Node) -> bool:
    """Return whether a tree is the symbol of a determinant."""
    meanings = builder.table.meanings()
    return isinstance(node, Sym) and node.name in meanings and meanings[node.name][0] == "det"


def _is_semidefinite(builder: Builder, symbol: Sym) -> bool:
    """Return whether a determinant is that of a sum of positive multiples of I and of P^T P: it is 0 or positive."""
    number = builder.table.meanings()[symbol.name][1]
    assert isinstance(number, int)
    value = builder.table.functions[number].args[0]
    return isinstance(value, Several) and all(
        word[0] == "matrix" and _is_square(word[1]) and builder.sign(factor).within(Sign.NON_NEGATIVE)
        for word, factor in value.terms.items()
    )


def _is_square(chain: Chain) -> bool:
    """Return whether a product is I, or P^T P for some P."""
    return len(chain) % 4 == 1 and all(part == ONES for part in chain[::2]) and reversed_chain(chain) == chain


def _logarithm(
    builder: Builder, part: Node, power: int, meant: dict[str, Node], inverse: Callable[[Value], Value]
) -> Node:
    """Return the logarithm of a factor; of a determinant it is a symbol."""
    plain = Call("log", (Call("abs", (part,)),))
    if not isinstance(part, Sym) or not is_determinant(builder, part):
        return times(literal(Fraction(power)), builder.noted(plain))
    number = builder.table.meanings()[part.name][1]
    assert isinstance(number, int)
    inverse(builder.table.functions[number].args[0])
    found = builder.table.symbol(VOLUME, number)
    meant[found.name] = plain
    return times(literal(Fraction(power)), found)
