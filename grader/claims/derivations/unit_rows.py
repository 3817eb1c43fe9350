"""Formulas at rows of norm 1: where `norm(k_i) = 1` is known for every row of k, what differs there is refuted.

The array gets two rows, [1, 0] and [3/5, 4/5], every other vector of their length [2, 1/3], each index 1 or 2. What is
left are numbers, and letters that are no arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from grader.claims.derivations.assumed import Known, Pair
from grader.language.domains import Variable
from grader.language.tree import (
    Add,
    Array,
    Bind,
    Call,
    Div,
    Index,
    Mul,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass

ONE, TWO, THREE, FOUR, FIVE = (Num(Fraction(value)) for value in range(1, 6))
UNITS = (Array((ONE, Num(Fraction(0)))), Array((Div(THREE, FIVE), Div(FOUR, FIVE))))
OTHER = Array((TWO, Div(ONE, THREE)))
MAX_CHOICES = 4  # of indices


def at_unit_rows(
    pair: Pair, known: Sequence[Known], variables: Sequence[Variable], assume: Sequence[Node]
) -> list[Pair]:
    """Return two formulas at rows of norm 1, for some choices of their indices; none where more than that is known."""
    arrays = {name for one in known if (name := _array_of(one)) is not None}
    if len(arrays) != 1 or any(_array_of(one) is None for one in known):
        return []
    (name,) = arrays
    shapes = {one.name: one.domain.shape for one in variables if one.domain.shape}
    match shapes.get(name):
        case (Sym(count), Sym(length)) if count != length and _are_free({count, length}, shapes, variables, assume):
            filled = _Filled(name, count, length, shapes)
            indices = [one.name for one in variables if one.domain.low == ONE and one.domain.high == Sym(count)]
            found = (filled.pair(pair, values) for values in _choices(pair, indices))
            return [one for one in islice(found, MAX_CHOICES) if one is not None]
        case _:
            return []


def _are_free(
    sizes: set[str], shapes: Mapping[str, object], variables: Sequence[Variable], assume: Sequence[Node]
) -> bool:
    """Whether nothing else is said of some sizes, and nothing is assumed of arrays."""
    named = {one.name for one in variables if one.name in sizes and one.domain.base != "size"}
    return not named and all(symbols(one).isdisjoint({*sizes, *shapes}) for one in assume)


def _array_of(one: Known) -> str | None:
    """Return the array of which it is known that its rows have norm 1; None where something else is known."""
    match one.left, one.right:
        case Call("norm", (Index(Sym(name), (Sym(index),)),)), Num(Fraction(numerator=1, denominator=1)):
            return name if index in one.indices else None
        case Pow(Call("norm") as norm, Num()), right:
            return _array_of(Known(norm, right, one.indices))
        case Mul((Transpose(left), right)), value if left == right:
            return _array_of(Known(Call("norm", (right,)), value, one.indices))
        case _:
            return None


def _choices(pair: Pair, indices: Sequence[str]) -> Iterator[Mapping[str, Node]]:
    used = [name for name in indices if any(name in symbols(side) for side in pair)]
    return (dict(zip(used, chosen, strict=True)) for chosen in product((ONE, TWO), repeat=len(used)))


@dataclass(frozen=True)
class _Filled:
    name: str
    count: str
    length: str
    shapes: Mapping[str, tuple[Node, ...]]

    def pair(self, pair: Pair, values: Mapping[str, Node]) -> Pair | None:
        left, right = (self.tree(substitute(side, dict(values))) for side in pair)
        kept = {self.count, self.length, *self.shapes}
        return None if any(not symbols(side).isdisjoint(kept) for side in (left, right)) else (left, right)

    def tree(self, node: Node) -> Node:
        """Return a formula with rows, vectors and sizes put in; what has none stays."""
        match node:
            case Bind("sum", body, var, low, Sym(high)) if low == ONE and high in {self.count, self.length}:
                return Add(tuple(self.tree(substitute(body, {var: place})) for place in (ONE, TWO)))
            case Bind() if any(isinstance(part, Sym) and part.name in self.shapes for part in walk(node)):
                return node
            case Index(Sym(name), (Num(value), *rest)) if name == self.name and value in {1, 2}:
                row = UNITS[int(value) - 1]
                return self.tree(_entry(row, rest[0])) if rest else row
            case Index(Sym(name), (place,)) if self.shapes.get(name) == (Sym(self.length),):
                return _entry(OTHER, place)
            case Sym(name) if self.shapes.get(name) == (Sym(self.length),):
                return OTHER
            case Sym(name) if name in {self.count, self.length}:
                return TWO
            case _:
                return rebuild(node, self.tree)


def _entry(row: Array, place: Node) -> Node:
    return row.items[int(place.value) - 1] if isinstance(place, Num) and place.value in {1, 2} else Index(row, (place,))
