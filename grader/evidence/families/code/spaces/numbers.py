"""Entries as numbers at fixed sizes: exact rationals where they can be, else balls that surely hold the number.

A comparison of balls that overlap ends the run: nothing is decided by digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeVar

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import FailedError, OpenError
from grader.evidence.families.code.spaces.number_functions import (
    FUNCTIONS,
    NOT_FINITE,
    UNDEFINED,
    Comparison,
    Number,
    Undefined,
    compared,
)
from grader.evidence.families.code.spaces.space import Fold
from grader.evidence.families.code.spaces.values import (
    Cell,
    Dtype,
    Entry,
    Places,
    Reader,
    Size,
    Tensor,
    all_places,
    int_of,
    real_of,
)

E = TypeVar("E", bound=Entry)

MAX_ENTRIES = 20_000  # of one array


STAYS = frozenset({"add", "sub", "mul", "neg"})  # of inf and nan with finite numbers or each other: never finite


class Numbers:
    """The space of numbers: `values` are the entries of the inputs, by name and indices."""

    def __init__(self, values: Mapping[str, Mapping[Places, Number]], budget: Budget) -> None:
        self.values = values
        self.budget = budget

    def number(self, value: Fraction) -> Number:
        """Return a rational number."""
        return fmpq(value.numerator, value.denominator)

    def apply(self, name: str, *args: Entry) -> Number:
        """Return a function of numbers; of one without a value there is none."""
        self.budget.spend()
        if any(arg is UNDEFINED for arg in args):
            return UNDEFINED
        if any(arg is NOT_FINITE for arg in args):
            stays = name in STAYS or (name == "div" and args[1] is not NOT_FINITE)
            return NOT_FINITE if stays else UNDEFINED
        return FUNCTIONS[name](*args)

    def compare(self, sign: Comparison, left: Entry, right: Entry) -> Entry:
        """Return whether two numbers compare so; raises OpenError where that is not sure."""
        self.budget.spend()
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            raise OpenError("a number without a value is compared")
        return compared(sign, real_of(left), real_of(right))

    def logic(self, name: Literal["and", "or", "not"], *args: Entry) -> Entry:
        """Return a truth value of truth values."""
        if name == "not":
            return not args[0]
        return all(args) if name == "and" else any(args)

    def choose(self, condition: Entry, first: Entry, second: Entry) -> Entry:
        """Return the first number where a condition holds, else the second one."""
        return first if condition else second

    def truth(self, condition: Entry) -> bool:
        """Return whether a condition holds."""
        return bool(condition)

    def fold(self, kind: Fold, sizes: Sequence[Size], term: Callable[[Places], E]) -> E | Number:
        """Return the sum, product, greatest or least of the terms at all indices below some sizes."""
        terms = (term(places) for places in self.places(sizes))
        if kind in {"max", "min"}:
            return self._best(kind == "max", terms)
        total: Number = fmpq(0) if kind == "sum" else fmpq(1)
        name = "add" if kind == "sum" else "mul"
        for one in terms:
            total = self.apply(name, total, one)
        return total

    def _best(self, is_max: bool, terms: Iterable[E]) -> E:
        best = None
        for one in terms:
            if best is None or self.compare(">" if is_max else "<", one, best):
                best = one
        if best is None:
            raise FailedError("shape", "there is no greatest or least of no numbers")
        return best

    def first_best(self, kind: Literal["max", "min"], size: Size, term: Callable[[Size], Entry]) -> Number:
        """Return the first index at which a term is greatest, or least."""
        terms = [term(place) for place in range(int_of(size))]
        best = self._best(kind == "max", terms)
        return fmpq(next(place for place, one in enumerate(terms) if one is best))

    def cell(self, shape: tuple[Size, ...], read: Reader) -> Cell:
        """Return storage with some entries, all of which are worked out now."""
        data = {places: read(places) for places in self.places(shape)}
        return Cell(shape, data.__getitem__, data)

    def write(self, target: Tensor, read: Reader) -> None:
        """Write other entries where an array has its own; where two share a place, the last one counts."""
        place, data = target.view.place, target.cell.data
        assert data is not None
        data.update({place(places): read(places) for places in self.places(target.shape)})
        target.cell.has_changed = True

    def places(self, sizes: Sequence[Size]) -> Iterable[Places]:
        """Return all indices below some sizes, row by row; raises OpenError where there are too many."""
        count = 1
        for size in sizes:
            count *= int_of(size)
        if count > MAX_ENTRIES:
            raise OpenError(f"more than {MAX_ENTRIES:,} entries (limit MAX_ENTRIES)", limit="MAX_ENTRIES")
        self.budget.spend(count)
        return all_places(sizes)

    def is_same(self, left: Size, right: Size) -> bool:
        """Return whether two sizes are equal."""
        return bool(left == right)

    def size(self, entry: Entry) -> int:
        """Return a whole number as a size or an index."""
        if not isinstance(entry, fmpq) or entry.q != 1:
            raise OpenError("a whole number is not known exactly")
        return int(entry.p)

    def entry(self, size: Size) -> Entry:
        """Return a size or an index as a number."""
        return fmpq(int_of(size))

    def whole(self, size: Size) -> int | None:
        """Return a size or an index as a number of Python."""
        return int_of(size)

    def shift(self, place: Size, by: int, step: int = 1) -> int:
        """Return an index times a step, plus a number."""
        return int_of(place) * step + by

    def input(self, name: str, shape: tuple[Size, ...], dtype: Dtype) -> Reader:
        """Return what reads the entries of an input."""
        return self.values[name].__getitem__

    def probe(self) -> Size | None:
        """Return no index: all of them are numbers."""
        return None

    def is_index(self, place: Size, size: Size) -> bool:
        """Return whether an index is from 0 on and below a size."""
        return 0 <= int_of(place) < int_of(size)

    def whole_entry(self, entry: Entry) -> int | None:
        """Return an entry that is a whole number, None for any other."""
        return int(entry.p) if isinstance(entry, fmpq) and entry.q == 1 else None

    def is_natural(self, entry: Entry) -> bool:
        """Return whether a whole number is not negative; raises OpenError for one without a value."""
        return bool(self.compare(">=", entry, fmpq(0)))

    def indices(self, shape: Sequence[Size]) -> Iterable[Places]:
        """Return all indices below some sizes."""
        return self.places(shape)
