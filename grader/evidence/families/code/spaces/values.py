"""What a program computes with: arrays with their storage, Python's own numbers, lists, objects, functions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, TypeAlias

from flint import arb, fmpq

from grader.evidence.families.code.spaces.number_functions import Number, Real
from grader.language.tree import Node
from grader.records import dataclass, field

Entry: TypeAlias = Number | bool | Node  # a number or a truth value of the space; over trees a tree
Size: TypeAlias = int | Node
Places = tuple[Size, ...]  # indices, counted from 0
Reader = Callable[[Places], Entry]
Dtype = Literal["bool", "int", "float"]
RANKS: Mapping[Dtype, int] = {"bool": 0, "int": 1, "float": 2}


@dataclass(eq=False, slots=True)
class Cell:
    """Storage of a shape of its own, which arrays are views of.

    Where a program writes to it, `data` changes; over trees there is none, and `read` is replaced.
    """

    shape: tuple[Size, ...]
    read: Reader
    data: dict[Places, Entry] | None = None
    has_changed: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Where the entries of an array stand in its storage.

    `place` maps indices of the array to those of the storage, `back` the other way: to indices of the array and the
    conditions under which there are any (None where the way back is not known). `strides` are those of a storage
    written row by row, None where they are not known.
    """

    place: Callable[[Places], Places]
    back: Callable[[Places], tuple[list[Entry], Places]] | None
    strides: tuple[int, ...] | None = None


def whole(places: Places) -> Places:
    """Return the indices of an array that is all of its storage."""
    return places


def whole_back(places: Places) -> tuple[list[Entry], Places]:
    """Return the same indices, and no conditions."""
    return [], places


@dataclass(eq=False, slots=True)
class Tensor:
    """An array: a view of storage, with a shape and a type of entries. `fields` are what a program sets on it."""

    cell: Cell
    shape: tuple[Size, ...]
    dtype: Dtype
    view: View
    fields: dict[str, Value] = field(default_factory=dict)
    input: str = ""  # its name, where it is an input as it was given
    is_boxed: bool = False  # an array without dimensions; what NumPy computes is a number, which never changes

    def reader(self) -> Reader:
        """Return what reads the entries as they are now, whatever is written later."""
        read, place = self.cell.read, self.view.place
        return read if place is whole else lambda places: read(place(places))

    @property
    def rank(self) -> int:
        """Return the number of dimensions."""
        return len(self.shape)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number or truth value of Python itself."""

    value: Entry
    dtype: Dtype


@dataclass(eq=False, slots=True)
class Listed:
    """A list, which may be changed."""

    items: list[Value]


@dataclass(frozen=True, slots=True)
class Span:
    """`range(start, stop, step)`; the step is a number."""

    start: Size
    stop: Size
    step: int


@dataclass(frozen=True, slots=True)
class Slice:
    """`start:stop:step`, each may be None."""

    start: Value
    stop: Value
    step: Value


@dataclass(frozen=True, slots=True)
class Module:
    """A library, or a name in it that is called or handed on: `torch`, `torch.nn.functional`, `torch.float32`."""

    path: str


@dataclass(eq=False, slots=True)
class Scope:
    """Names with their values, and where others are looked for; `own` are never looked for outside."""

    names: dict[str, Value] = field(default_factory=dict)
    outer: Scope | None = None
    own: frozenset[str] = frozenset()

    def find(self, name: str) -> tuple[Value] | None:
        """Return the value of a name in a tuple of one, None where it has none."""
        here: Scope | None = self
        while here is not None:
            if name in here.names:
                return (here.names[name],)
            if name in here.own:
                return None
            here = here.outer
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function that a program defines; `scope` holds the names around it, `owner` the object that it is called on.

    `program` says which text its lines are those of; `defaults` are worked out once, where it is defined.
    """

    node: ast.FunctionDef
    scope: Scope
    program: str
    defaults: Mapping[str, Value]
    owner: Value = None


@dataclass(eq=False, slots=True)
class Class:
    """A class that a program defines, by its methods."""

    name: str
    methods: dict[str, Function]


@dataclass(eq=False, slots=True)
class Object:
    """An object with fields; `methods` are those of its class."""

    fields: dict[str, Value] = field(default_factory=dict)
    methods: dict[str, Function] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an array, a list or a number by its name, with what it is called on."""

    owner: Value
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """Several values with names, as `max(dim=…)` of PyTorch returns them."""

    names: tuple[str, ...]
    items: tuple[Value, ...]


Value: TypeAlias = (
    "Tensor | Scalar | Listed | Span | Slice | Module | Function | Class | Object | Method | Named | Ellipsis_ | str"
    " | tuple[Value, ...] | None"
)


@dataclass(frozen=True, slots=True)
class Ellipsis_:  # noqa: N801 - Python has that name
    """`...` in an index."""


def tree_of(entry: Entry) -> Node:
    """Return an entry of the space of trees as what it is."""
    assert isinstance(entry, Node)
    return entry


def real_of(entry: Entry) -> Real:
    """Return an entry of the space of numbers that has a value; as in Python, 1 for what holds, 0 for what does not."""
    if isinstance(entry, fmpq | arb):
        return entry
    assert isinstance(entry, bool)
    return fmpq(entry)


def int_of(size: Size) -> int:
    """Return a size or an index of the space of numbers as what it is."""
    assert isinstance(size, int)
    return size


def all_places(shape: Sequence[Size]) -> Iterator[tuple[int, ...]]:
    """Return all indices below some sizes of the space of numbers, row by row."""
    return product(*(range(int_of(size)) for size in shape))


def higher(*dtypes: Dtype) -> Dtype:
    """Return the type of entries that several come to."""
    return max(dtypes, key=RANKS.__getitem__)
