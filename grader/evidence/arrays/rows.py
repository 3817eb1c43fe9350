"""Rows of matrices in norms and inner products, `norm(q - k_i)^2`, as sums over their entries.

`k_i` of a matrix with n rows of d entries is its row i where i runs from 1 to n, and n and d are not the same size:
then nothing else can be meant. What is left of rows elsewhere stays as it is, and is not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from grader.evidence.trees.build import distinct
from grader.evidence.trees.features import facts_of
from grader.language.domains import Variable
from grader.language.tree import (
    ONE,
    TWO,
    Add,
    Bind,
    Call,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    Transpose,
    rebuild,
    walk,
)
from grader.records import dataclass, field

Ranges = Mapping[str, Node]  # of indices that run from 1: where they end


@dataclass(frozen=True)
class _Vector:
    """A vector by its length and its entries."""

    length: Node
    entry: Callable[[Node], Node]


def rows_written(trees: Sequence[Node], variables: Sequence[Variable]) -> Sequence[Node]:
    """Return trees with norms and products of vectors as sums where rows occur in them; else the same ones."""
    shapes = {one.name: one.domain.shape for one in variables if one.domain.shape}
    if not any(_is_row(node, shapes) for node in distinct(*trees)):
        return trees
    if any(one.domain.base == "complex" for one in variables):
        return trees  # whose squares are those of moduli
    if any(facts_of(tree).is_shared and not _is_small(tree) for tree in trees):
        return trees  # networks layer by layer, which would have to be written out
    ends = {one.name: one.domain.high for one in variables if one.domain.low == ONE and one.domain.high is not None}
    writer = _Writer(shapes)
    return [writer.written(tree, ends) for tree in trees]


def _is_small(tree: Node) -> bool:
    """Return whether a tree has few nodes, each counted wherever it stands."""
    return sum(1 for _ in islice(walk(tree), MAX_NODES + 1)) <= MAX_NODES


MAX_NODES = 5_000  # of a tree with shared parts in which rows are written out


def _is_row(node: Node, shapes: Mapping[str, tuple[Node, ...]]) -> bool:
    match node:
        case Index(Sym(name), (_,)):
            return len(shapes.get(name, ())) == 2
        case _:
            return False


@dataclass
class _Writer:
    shapes: Mapping[str, tuple[Node, ...]]
    count: int = field(default=0)

    def written(self, node: Node, ends: Ranges) -> Node:
        """Return a number with its norms and inner products as sums over entries."""
        match node:
            case Bind(_, body, var, low, high):
                inner = {name: end for name, end in ends.items() if name != var}
                inner |= {var: high} if low == ONE and high is not None else {}
                return Bind(node.kind, self.written(body, inner), var, low, high)
            case Pow(Call("norm", (arg,)), exponent) if exponent == TWO:
                return self._summed(arg, arg, ends) or node
            case Call("norm", (arg,)):
                square = self._summed(arg, arg, ends)
                return node if square is None else Call("sqrt", (square,))
            case Call("dot", (one, other)):
                return self._summed(one, other, ends) or node
            case Mul(factors):
                return self._product(node, factors, ends)
            case _:
                return rebuild(node, lambda child: self.written(child, ends))

    def _product(self, node: Mul, factors: tuple[Node, ...], ends: Ranges) -> Node:
        """Return a product of numbers and of two vectors side by side as one of numbers; any other as it is."""
        places = [place for place, factor in enumerate(factors) if self.vector(_turned(factor), ends) is not None]
        if not places:
            return rebuild(node, lambda child: self.written(child, ends))
        if len(places) != 2 or places[1] != places[0] + 1 or isinstance(factors[places[1]], Transpose):
            return node
        inner = self._summed(_turned(factors[places[0]]), factors[places[1]], ends)
        rest = [self.written(factor, ends) for place, factor in enumerate(factors) if place not in places]
        return node if inner is None else Mul((*rest, inner)) if rest else inner

    def _summed(self, one: Node, other: Node, ends: Ranges) -> Node | None:
        """Return the inner product of two vectors as a sum, None where one is none, or they differ in length."""
        left, right = self.vector(one, ends), self.vector(other, ends)
        if left is None or right is None or left.length != right.length:
            return None
        self.count += 1
        index = f"entry[{self.count}]"  # no text can spell it
        body = (
            Pow(left.entry(Sym(index)), TWO) if one == other else Mul((left.entry(Sym(index)), right.entry(Sym(index))))
        )
        return Bind("sum", body, index, ONE, left.length)

    def vector(self, node: Node, ends: Ranges) -> _Vector | None:
        """Return a combination of vectors and rows by its entries, None for anything else."""
        match node:
            case Sym(name) if len(self.shapes.get(name, ())) == 1:
                return _Vector(self.shapes[name][0], lambda place: Index(node, (place,)))
            case Index(Sym(name) as array, (Sym(index),)) if len(self.shapes.get(name, ())) == 2:
                return self._row(array, Sym(index), ends)
            case Neg(arg):
                return self._mapped(Neg, arg, ends)
            case Add(terms):
                return self._combined([self.vector(term, ends) for term in terms])
            case Div(num, den):
                below = self.written(den, ends)
                return self._mapped(lambda entry: Div(entry, below), num, ends)
            case Mul(factors):
                return self._scaled(factors, ends)
            case _:
                return None

    def _mapped(self, change: Callable[[Node], Node], node: Node, ends: Ranges) -> _Vector | None:
        inner = self.vector(node, ends)
        return None if inner is None else _Vector(inner.length, lambda place: change(inner.entry(place)))

    def _row(self, array: Sym, index: Sym, ends: Ranges) -> _Vector | None:
        height, width = self.shapes[array.name]
        if height == width or ends.get(index.name) != height:
            return None
        return _Vector(width, lambda place: Index(array, (index, place)))

    def _combined(self, parts: list[_Vector | None]) -> _Vector | None:
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or any(part.length != known[0].length for part in known):
            return None
        return _Vector(known[0].length, lambda place: Add(tuple(part.entry(place) for part in known)))

    def _scaled(self, factors: tuple[Node, ...], ends: Ranges) -> _Vector | None:
        """Return a number times one vector; the other factors are free of arrays."""
        found = [(place, one) for place, factor in enumerate(factors) if (one := self.vector(factor, ends)) is not None]
        if len(found) != 1:
            return None
        ((place, vector),) = found
        others = (*factors[:place], *factors[place + 1 :])
        if any(isinstance(node, Sym) and node.name in self.shapes for other in others for node in walk(other)):
            return None
        return _Vector(vector.length, lambda at: Mul((*others, vector.entry(at))))


def _turned(node: Node) -> Node:
    return node.arg if isinstance(node, Transpose) else node
