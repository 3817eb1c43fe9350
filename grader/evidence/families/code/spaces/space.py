"""What entries are made of: an interface with two implementations, numbers at fixed sizes and trees for any sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Literal, Protocol

from grader.evidence.budget import Budget
from grader.evidence.families.code.spaces.number_functions import Comparison
from grader.evidence.families.code.spaces.values import Cell, Dtype, Entry, Places, Reader, Size, Tensor

Fold = Literal["sum", "prod", "max", "min"]


class Space(Protocol):
    """Entries, sizes and indices, and how they are computed with. Indices count from 0."""

    budget: Budget

    def number(self, value: Fraction) -> Entry:
        """Return a rational number as an entry."""

    def apply(self, name: str, *args: Entry) -> Entry:
        """Return a function of numbers, by its name in the answer language, or add, sub, mul, div, neg, pow, …"""

    def compare(self, sign: Comparison, left: Entry, right: Entry) -> Entry:
        """Return a truth value."""

    def logic(self, name: Literal["and", "or", "not"], *args: Entry) -> Entry:
        """Return a truth value of truth values."""

    def choose(self, condition: Entry, first: Entry, second: Entry) -> Entry:
        """Return the first number where a condition holds, else the second one."""

    def truth(self, condition: Entry) -> bool:
        """Return whether a condition holds; a run over trees goes on in both cases, one after the other."""

    def fold(self, kind: Fold, sizes: Sequence[Size], term: Callable[[Places], Entry]) -> Entry:
        """Return the sum, product, greatest or least of the terms at all indices below some sizes."""

    def first_best(self, kind: Literal["max", "min"], size: Size, term: Callable[[Size], Entry]) -> Entry:
        """Return the first index at which a term is greatest, or least."""

    def cell(self, shape: tuple[Size, ...], read: Reader) -> Cell:
        """Return storage with some entries."""

    def write(self, target: Tensor, read: Reader) -> None:
        """Write other entries where an array has its own."""

    def is_same(self, left: Size, right: Size) -> bool:
        """Return whether two sizes are equal, for all values of the letters in them."""

    def size(self, entry: Entry) -> Size:
        """Return a whole number as a size or an index."""

    def entry(self, size: Size) -> Entry:
        """Return a size or an index as a number."""

    def whole(self, size: Size) -> int | None:
        """Return a size or an index as a number of Python, None where it has letters."""

    def shift(self, place: Size, by: int, step: int = 1) -> Size:
        """Return an index times a step, plus a number."""

    def input(self, name: str, shape: tuple[Size, ...], dtype: Dtype) -> Reader:
        """Return what reads the entries of an input."""

    def probe(self) -> Size | None:
        """Return an index that may be any, None where all indices are numbers."""

    def whole_entry(self, entry: Entry) -> int | None:
        """Return an entry that is plainly a whole number, None for any other."""

    def is_index(self, place: Size, size: Size) -> bool:
        """Return whether an index with letters surely is from 0 on and below a size."""

    def is_natural(self, entry: Entry) -> bool:
        """Return whether a whole number surely is not negative; False where that is not known."""

    def indices(self, shape: Sequence[Size]) -> Iterable[Places]:
        """Return all indices below some sizes; over trees one that stands for all of them."""
