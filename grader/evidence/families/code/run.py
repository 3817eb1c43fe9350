"""One run of a program: its space, the library whose rules hold, where it is; and how arrays are made in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from grader.evidence.families.code.errors import FailedError, OpenError, RunError, UnreadError
from grader.evidence.families.code.spaces.space import Space
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Entry,
    Function,
    Listed,
    Method,
    Module,
    Named,
    Places,
    Reader,
    Scalar,
    Size,
    Tensor,
    Value,
    View,
    whole,
    whole_back,
)
from grader.records import dataclass, field

Library = Literal["torch", "numpy"]
CERTAIN = (Scalar, Tensor, Listed, tuple, Named, Function, Method)  # values of which Python can do no more than is read
MAX_STEPS = 5_000  # statements and calls of one run


@dataclass
class Run:
    """A run under way. `line` is the one that is computed; `texts` are what its programs say, for messages."""

    space: Space
    library: Library
    line: int = 0
    module: str = ""  # whose function is called
    steps: int = 0
    calls: int = 0
    texts: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Count a step; raises OpenError where there have been too many."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise OpenError(f"more than {MAX_STEPS:,} steps (limit MAX_STEPS)", limit="MAX_STEPS")

    # Making values.

    def fresh(self, shape: Sequence[Size], dtype: Dtype, read: Reader) -> Tensor:
        """Return a new array with storage of its own; raises FailedError where a size is negative."""
        if any((self.space.whole(size) or 0) < 0 for size in shape):
            raise FailedError("shape", "a size is negative")
        cell = self.space.cell(tuple(shape), read)
        return Tensor(cell, cell.shape, dtype, View(whole, whole_back, self.strides(cell.shape)))

    def strides(self, shape: Sequence[Size]) -> tuple[int, ...] | None:
        """Return the strides of an array that is written row by row; None where sizes are letters."""
        known = [self.space.whole(size) for size in shape]
        found, step = [], 1
        for size in reversed(known):
            if size is None:
                return None
            found.append(step)
            step *= size
        return tuple(reversed(found))

    def number(self, value: int | Fraction, dtype: Dtype = "int") -> Scalar:
        """Return a number of Python."""
        return Scalar(self.space.number(Fraction(value)), dtype)

    def filled(self, shape: Sequence[Size], value: Fraction | int, dtype: Dtype) -> Tensor:
        """Return a new array with one number everywhere."""
        entry = self.space.number(Fraction(value)) if dtype != "bool" else bool(value)
        return self.fresh(shape, dtype, lambda places: entry)

    # Reading values.

    def tensor(self, value: Value, what: str = "an array") -> Tensor:
        """Return an array; a number or a list as one. Raises FailedError for anything else."""
        match value:
            case Tensor():
                return value
            case Scalar(entry, dtype):
                return self.fresh((), dtype, lambda places: entry)
            case Listed(items) | tuple(items):
                return self._from_list(items, what)
            case _ if self.library == "numpy":
                raise UnreadError(f"{kind_of(value)} in the place of an array")
            case _:
                raise misfit(f"{what} is expected here, not {kind_of(value)}", value)

    def _from_list(self, items: Sequence[Value], what: str) -> Tensor:
        inner = [self.tensor(item, what) for item in items]
        if not inner:
            return self.filled((self.space.size(self.space.number(Fraction(0))),), 0, "float")
        if any(not self.same_shape(one.shape, inner[0].shape) for one in inner):
            raise FailedError("shape", "the rows of a list have different lengths")
        dtype: Dtype = max((one.dtype for one in inner), key=("bool", "int", "float").index)
        readers = [self.entries(one, dtype) for one in inner]
        count = self.space.size(self.space.number(Fraction(len(inner))))

        def read(places: Places) -> Entry:
            return self.one_of(readers, places[0])(places[1:])

        return self.fresh((count, *inner[0].shape), dtype, read)

    def one_of(self, readers: Sequence[Reader], place: Size) -> Reader:
        """Return the reader at a place of a list; over trees that may be cases."""
        known = self.space.whole(place)
        if known is not None:
            return readers[known]

        def read(places: Places) -> Entry:
            found = readers[-1](places)
            for number in range(len(readers) - 2, -1, -1):
                here = self.space.compare("=", self.space.entry(place), self.space.number(Fraction(number)))
                found = self.space.choose(here, readers[number](places), found)
            return found

        return read

    def entries(self, array: Tensor, dtype: Dtype) -> Reader:
        """Return what reads the entries of an array as those of another type."""
        read = array.reader()
        if array.dtype == dtype or (array.dtype == "int" and dtype == "float"):
            return read
        if array.dtype == "bool":
            return lambda places: self.as_number(read(places))
        zero = self.space.number(Fraction(0))
        if dtype == "bool":
            return lambda places: self.space.compare("!=", read(places), zero)
        return lambda places: self.space.apply("trunc", read(places))

    def as_number(self, truth: Entry) -> Entry:
        """Return 1 for what holds, 0 for what does not."""
        return self.space.choose(truth, self.space.number(Fraction(1)), self.space.number(Fraction(0)))

    def shape_of(self, value: Value) -> tuple[Size, ...]:
        """Return sizes that a program gives: numbers, a tuple or a list of them."""
        items = value.items if isinstance(value, Listed) else value if isinstance(value, tuple) else [value]
        return tuple(self.size_of(item) for item in items)

    def size_of(self, value: Value) -> Size:
        """Return a size or an index that a program gives."""
        match value:
            case Scalar(entry, "int"):
                return self.space.size(entry)
            case Tensor(shape=(), dtype="int"):
                return self.space.size(value.reader()(()))
            case Scalar(entry, "bool"):
                return self.space.size(self.as_number(entry))
            case Scalar():
                raise FailedError("type", f"a whole number is expected here, not {kind_of(value)}")
            case _:  # NumPy and PyTorch take several axes, or none, in many places
                raise UnreadError(f"{kind_of(value)} in the place of a whole number")

    def whole(self, value: Value) -> int:
        """Return a whole number that must not depend on sizes, such as an axis."""
        found = self.space.whole(self.size_of(value))
        if found is None:
            raise UnreadError("a number that depends on sizes in this place")
        return found

    # Shapes.

    def same_shape(self, left: Sequence[Size], right: Sequence[Size]) -> bool:
        """Return whether two shapes are equal."""
        return len(left) == len(right) and all(map(self.space.is_same, left, right))

    def is_one(self, size: Size) -> bool:
        """Return whether a size is 1."""
        return self.space.whole(size) == 1

    def axis(self, value: Value, rank: int) -> int:
        """Return an axis counted from 0; raises FailedError where there is none."""
        number = self.whole(value)
        if not -max(rank, 1) <= number < max(rank, 1):
            raise FailedError("shape", f"an array with {rank} dimensions has no dimension {number}")
        return number % max(rank, 1)

    def shown(self, shape: Sequence[Size]) -> str:
        """Return a shape in words: `(2, 3)`."""
        sizes = [str(self.space.whole(size)) if self.space.whole(size) is not None else "?" for size in shape]
        return f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"


def kind_of(value: Value) -> str:
    """Return in words what a value is."""
    match value:
        case Tensor():
            return "an array"
        case Scalar(dtype=dtype):
            return {"bool": "a truth value", "int": "a whole number", "float": "a number"}[dtype]
        case str():
            return "a text"
        case None:
            return "`None`"
        case tuple():
            return "a tuple"
        case Listed():
            return "a list"
        case Module(path):
            return f"`{path}`"
        case _:
            return "something else"


def misfit(text: str, *values: Value) -> RunError:
    """Return how a run ends where values are of no use: an error of Python only where they are all that Python has.

    Texts, ranges and names of libraries can do more than is read here.
    """
    unsure = [one for one in values if one is not None and not isinstance(one, CERTAIN)]
    return UnreadError(f"this use of {kind_of(unsure[0])}") if unsure else FailedError("type", text)


def require_known(values: Sequence[Value], what: str) -> None:
    """Raise UnreadError for a name of a library, of which nothing is known but that it is one."""
    for value in values:
        if isinstance(value, Module):
            raise UnreadError(f"`{value.path}` as {what}")


Reading = Callable[[Places], Entry]
