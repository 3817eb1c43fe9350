"""Formulas with what is known put in: where `norm(k) = 1` is assumed, 1 for every norm(k), also of squares written out.

An identity holds for all values of its indices: with `sum_{i=1}^n k_{ij} = 1` the sum is 1 for every j, also for one
that is bound by another sum. Squares are written out as norm(a + b)^2 = norm(a)^2 + 2 a^T b + norm(b)^2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from grader.claims.derivations.likeness import Ranks, plain
from grader.language.tree import (
    TWO,
    Add,
    Bind,
    Call,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    children,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass

PASSES = 4  # of replacements
Pair = tuple[Node, Node]


@dataclass(frozen=True)
class Known:
    """An equation whose left side may be replaced by the right one; `indices` stand for any index."""

    left: Node
    right: Node
    indices: frozenset[str] = frozenset()


def with_known(pair: Pair, known: Sequence[Known], arrays: Ranks) -> Iterator[Pair]:
    """Yield two formulas as they are, and with known values put in, once with squares of norms written out."""
    yield pair
    if not known:
        return
    plainly = [Known(plain(one.left, arrays), one.right, one.indices) for one in known]
    pair = _squares(pair[0]), _squares(pair[1])
    seen = {pair}
    spread = _spread(pair[0]), _spread(pair[1])
    pulled, swapped = (tuple(map(change, pair)) for change in (_pulled, _swapped))
    for sides in (pair, spread, pulled, swapped, (pulled[0], swapped[1]), (swapped[0], pulled[1])):
        left, right = (_with_all(side, plainly, arrays) for side in sides)
        if (left, right) not in seen:
            seen.add((left, right))
            yield left, right


def _with_all(tree: Node, known: Sequence[Known], arrays: Ranks) -> Node:
    """Return a formula with what is known put in, also where one replacement makes another one possible."""
    for _ in range(PASSES):
        before, tree = tree, _replaced(plain(tree, arrays), known)
        if before == tree:
            break
    return tree


def _replaced(tree: Node, known: Sequence[Known]) -> Node:
    for one in known:
        if _fits(one.left, tree, one.indices, {}):
            return one.right
    if isinstance(tree, Bind):  # what is known of a free symbol is not known of a bound one of its name
        known = [one for one in known if tree.var not in symbols(one.left) - one.indices]
    return rebuild(tree, lambda child: _replaced(child, known))


def _fits(pattern: Node, tree: Node, indices: frozenset[str], found: dict[str, Node]) -> bool:
    """Return whether a tree is a pattern with something put in for its indices."""
    if isinstance(pattern, Sym) and pattern.name in indices:
        return found.setdefault(pattern.name, tree) == tree
    if isinstance(pattern, Bind) and isinstance(tree, Bind):
        if pattern.kind != tree.kind or (pattern.low is None) != (tree.low is None):
            return False
        bound = {node.var for node in walk(tree.body) if isinstance(node, Bind)}
        if pattern.var != tree.var and pattern.var in symbols(tree.body) | bound:
            return False
        body = tree.body if pattern.var == tree.var else substitute(tree.body, {tree.var: Sym(pattern.var)})
        tree = Bind(tree.kind, body, pattern.var, tree.low, tree.high)
        indices -= {pattern.var}
    elif not children(pattern):
        return pattern == tree
    mine, theirs = children(pattern), children(tree)
    alike = type(pattern) is type(tree) and len(mine) == len(theirs) and _names(pattern) == _names(tree)
    return alike and all(_fits(*parts, indices, found) for parts in zip(mine, theirs, strict=True))


def _names(node: Node) -> list[object]:
    """Return what a node holds beside its direct subtrees."""
    values = (getattr(node, name) for name in node.__match_args__)
    return [value for value in values if not isinstance(value, (Node, tuple)) and value is not None]


def _squares(tree: Node) -> Node:
    """Return a formula with `a^T a` as the square of the norm of a."""
    tree = rebuild(tree, _squares)
    match tree:
        case Call("dot", (one, other)) if one == other:
            return Pow(Call("norm", (one,)), TWO)
        case Mul(factors):
            for place, (one, other) in enumerate(pairwise(factors)):
                if one == Transpose(other):
                    square = Pow(Call("norm", (other,)), TWO)
                    rest = (*factors[:place], square, *factors[place + 2 :])
                    return Mul(rest) if len(rest) > 1 else square
    return tree


def _spread(tree: Node) -> Node:
    """Return a formula with squares of norms of sums written out."""
    tree = rebuild(tree, _spread)
    match tree:
        case Pow(Call("norm", (Add(terms),)), Num(Fraction(numerator=2, denominator=1))):
            squares = [Pow(Call("norm", (_unsigned(term),)), TWO) for term in terms]
            return Add((*squares, *(_mixed(*two) for two in combinations(terms, 2))))
        case _:
            return tree


def _pulled(tree: Node) -> Node:
    """Return a formula in which factors without the index of a sum stand before it."""
    tree = rebuild(tree, _pulled)
    match tree:
        case Bind("sum", Mul(factors), index, low, high):
            outer = [factor for factor in factors if index not in symbols(factor)]
            inner = [factor for factor in factors if index in symbols(factor)]
            if not outer or not inner:
                return tree
            body = inner[0] if len(inner) == 1 else Mul(tuple(inner))
            return Mul((*outer, Bind("sum", body, index, low, high)))
        case _:
            return tree


def _swapped(tree: Node) -> Node:
    """Return a formula with its double sums in the other order, factors pulled out."""
    match tree:
        case Bind("sum", Bind("sum", body, index, low, high), name, first, last):
            if any(name in symbols(end) for end in (low, high) if end is not None):
                return tree
            return _pulled(Bind("sum", Bind("sum", body, name, first, last), index, low, high))
        case _:
            return rebuild(tree, _swapped)


def _unsigned(term: Node) -> Node:
    return term.arg if isinstance(term, Neg) else term


def _mixed(one: Node, other: Node) -> Node:
    product = Mul((TWO, Transpose(_unsigned(one)), _unsigned(other)))
    return Neg(product) if isinstance(one, Neg) != isinstance(other, Neg) else product
