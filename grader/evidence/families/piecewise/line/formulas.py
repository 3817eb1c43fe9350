"""Trees on intervals without kinks: between two breaks a function is a polynomial, or a smooth expression.

Parts of a tree that are piecewise linear give the breaks and become lines; cases become the branch that holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from flint import fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.pieces import End, Pieces, Rational, as_pieces, check
from grader.evidence.families.piecewise.line.linear.pieces import inside as inner_point
from grader.evidence.families.piecewise.line.linear.places import Places
from grader.evidence.families.piecewise.line.reader import Reader
from grader.evidence.families.piecewise.line.tables import Table
from grader.evidence.trees.build import number_tree, sum_of
from grader.evidence.trees.slopes.explicit import is_smooth
from grader.language.tree import Add, Cases, Div, Mul, Neg, Node, Pow, Sym, children, rebuild
from grader.records import dataclass

Formula: TypeAlias = fmpq_poly | Node
MAX_DEGREE = 64  # of a piece


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open interval of the domain and a formula for each side on it."""

    low: End
    high: End
    formulas: tuple[Formula, ...]


def stretches(splits: Sequence[Split], reader: Reader, places: Places) -> list[Stretch]:
    """Return the open intervals that make up a domain but for single points, with the formulas of some trees on them.

    Raises DeclinedError where a tree is not seen to be made of smooth pieces, or has a gap with interior.
    """
    inner = sorted(x for split in splits for x in split.breaks if places.meets(x, x + 1) and places.meets(x - 1, x))
    breaks = [x for i, x in enumerate(inner) if i == 0 or inner[i - 1] != x]
    if places.range.nonzero and not any(x == 0 for x in breaks):
        breaks = (
            sorted([*breaks, fmpq(0)]) if places.meets(fmpq(0), fmpq(1)) or places.meets(fmpq(-1), fmpq(0)) else breaks
        )
    check(len(breaks) + 1, reader.budget)
    ends = [places.low, *breaks, places.high]
    return [
        Stretch(low, high, tuple(split.formula(inner_point(low, high)) for split in splits))
        for low, high in pairwise(ends)
        if low is None or high is None or low < high
    ]


class Split:
    """One tree, the breaks of its parts, and its formula around a point that is no break."""

    def __init__(self, tree: Node, name: str, reader: Reader) -> None:
        self.tree = tree
        self.name = name
        self.reader = reader
        self.parts: dict[int, Pieces | None] = {}
        self.breaks: set[Rational] = set()
        self._collect(tree)

    def _read(self, node: Node) -> Pieces | None:
        """Return a part as a piecewise-linear function, None where it is none."""
        if id(node) not in self.parts:
            try:
                found = self.reader.read(node)
                self.parts[id(node)] = None if isinstance(found, Table) else as_pieces(found)
            except DeclinedError:
                self.parts[id(node)] = None
        return self.parts[id(node)]

    def _collect(self, node: Node) -> None:
        found = self._read(node)
        if found is not None:
            self.breaks.update(found.breaks)
            return
        if isinstance(node, Cases):
            for _, condition in node.branches:
                self.parts[id(condition)] = truth = as_pieces(self.reader.truth(condition))
                self.breaks.update(truth.breaks)
            parts = [value for value, _ in node.branches] + ([] if node.otherwise is None else [node.otherwise])
        else:
            parts = list(children(node))
        for part in parts:
            self._collect(part)

    @property
    def whole(self) -> Pieces | None:
        """Return the tree as one piecewise-linear function, None where it is none."""
        return self.parts[id(self.tree)]

    def formula(self, x: Rational) -> Formula:
        """Return the polynomial, or the smooth expression, that the tree is around a point."""
        found = self._formula(self.tree, x)
        if not isinstance(found, fmpq_poly) and not is_smooth(found):
            raise DeclinedError
        return found

    def _formula(self, node: Node, x: Rational) -> Formula:
        known = self.parts.get(id(node))
        if known is not None:
            piece = known.lines[bisect_right(known.breaks, x)]
            if piece is None:
                raise DeclinedError
            return fmpq_poly([piece[1], piece[0]])
        if isinstance(node, Cases):
            return self._formula(self._branch(node, x), x)
        parts = [self._formula(part, x) for part in children(node)]
        polynomials = [part for part in parts if isinstance(part, fmpq_poly)]
        if len(polynomials) == len(parts) and (made := _polynomial(node, polynomials)) is not None:
            return made
        trees = iter([part if isinstance(part, Node) else tree_of(part, self.name) for part in parts])
        return rebuild(node, lambda _: next(trees))

    def _branch(self, node: Cases, x: Rational) -> Node:
        for value, condition in node.branches:
            holds = self.parts[id(condition)]
            assert holds is not None
            piece = holds.lines[bisect_right(holds.breaks, x)]
            if piece is None:
                raise DeclinedError
            if piece[1] != 0:
                return value
        if node.otherwise is None:
            raise DeclinedError
        return node.otherwise


def _polynomial(node: Node, parts: list[fmpq_poly]) -> fmpq_poly | None:
    """Return an operation on polynomials where the result is one."""
    match node:
        case Neg():
            return -parts[0]
        case Add():
            return sum(parts[1:], parts[0])
        case Mul():
            return _product(parts)
        case Div() if parts[1].degree() == 0:
            return parts[0] / parts[1][0]
        case Pow() if parts[1].degree() <= 0:
            exponent = parts[1][0]
            if exponent.q == 1 and 0 <= exponent <= MAX_DEGREE:
                return _product([parts[0]] * int(exponent.p) or [fmpq_poly([1])])
    return None


def _product(parts: list[fmpq_poly]) -> fmpq_poly:
    if sum(part.degree() for part in parts) > MAX_DEGREE:
        raise ExceededError("max_degree")
    result = parts[0]
    for part in parts[1:]:
        result *= part
    return result


def tree_of(polynomial: fmpq_poly, name: str) -> Node:
    """Return a polynomial as a tree."""
    terms: list[Node] = []
    for power, factor in enumerate(polynomial.coeffs()):
        if factor != 0:
            symbol: Node = Sym(name) if power == 1 else Pow(Sym(name), number_tree(fmpq(power)))
            terms.append(number_tree(factor) if power == 0 else Mul((number_tree(factor), symbol)))
    return number_tree(fmpq(0)) if not terms else sum_of(terms)
