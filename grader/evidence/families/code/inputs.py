"""What programs are given: objects and arrays from the paths of a frame, and numbers for them to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count, product
from random import Random

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import OpenError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.number_functions import Number
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.symbolic import Symbolic
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Listed,
    Object,
    Places,
    Scalar,
    Scope,
    Size,
    Tensor,
    Value,
)
from grader.evidence.families.code.spaces.valuing import Valuing
from grader.language.code.program import Frame, Input
from grader.language.domains import Domain
from grader.language.tree import Add, Neg, Node, Num, Sym, substitute, symbols
from grader.records import dataclass

MAX_ARRAY = 400  # entries of an input that is looked at
SMALL = (1, -2, 3, -1, 2, -3, 4, -4, 5)
SIZES = ((2, 3, 4, 5, 6), (3, 2, 5, 4, 2), (1, 2, 3, 2, 3), (4, 3, 2, 3, 4), (2, 1, 3, 1, 2))


def letters_of(frame: Frame) -> tuple[str, ...]:
    """Return the letters that are sizes, in the order in which they occur."""
    found: dict[str, None] = {}
    for one in frame.inputs:
        if one.domain.base == "size":
            found[one.path] = None
        for part in (*one.domain.shape, one.domain.low, one.domain.high):
            if part is not None and (one.domain.shape or one.domain.is_integer):
                found.update(dict.fromkeys(sorted(symbols(part), key=str)))
    return tuple(found)


def dtype_of(one: Input) -> Dtype:
    """Return the type of an input's entries."""
    return "int" if one.domain.is_integer else "float"


def scope_of(frame: Frame, run: Run, sizes: Mapping[str, Size]) -> Scope:
    """Return the names that a program is given, with what they stand for in a space."""
    scope = Scope()
    for one in frame.inputs:
        _place(scope, one, _value(one, run, sizes))
    return scope


def _value(one: Input, run: Run, sizes: Mapping[str, Size]) -> Value:
    if one.domain.base == "size":
        return Scalar(run.space.entry(sizes[one.path]), "int")
    shape = tuple(_size(run, dim, sizes) for dim in one.domain.shape)
    read = run.space.input(one.path, shape, dtype_of(one))
    if not shape:
        return Scalar(read(()), dtype_of(one))
    array = run.fresh(shape, dtype_of(one), read)
    array.input = one.path
    return array


def _size(run: Run, dim: Node, sizes: Mapping[str, Size]) -> Size:
    if isinstance(run.space, Numbers):
        return run.space.size(Valuing(run.space, {name: fmpq(size) for name, size in sizes.items()}).number(dim))
    known: dict[str, Node] = {name: size for name, size in sizes.items() if isinstance(size, Num)}
    return run.space.size(substitute(dim, known))


def _place(scope: Scope, one: Input, value: Value) -> None:
    """Put a value where its path leads, with the objects and lists on the way."""
    first, *rest = one.steps
    if not rest:
        scope.names[str(first)] = value
        return
    owner = scope.names.setdefault(str(first), Listed([]) if isinstance(rest[0], int) else Object())
    for number, step in enumerate(rest[:-1]):
        empty: Value = Listed([]) if isinstance(rest[number + 1], int) else Object()
        inner = _get(owner, step)
        if inner is None:
            _set(owner, step, empty)
            inner = empty
        owner = inner
    _set(owner, rest[-1], value)


def _get(owner: Value, step: str | int) -> Value:
    match owner, step:
        case ((Object(fields=fields) | Tensor(fields=fields)), str()):
            return fields.get(step)
        case Listed(items), int():
            return items[step] if step < len(items) else None
        case _:
            return None


def _set(owner: Value, step: str | int, value: Value) -> None:
    match owner, step:
        case ((Object(fields=fields) | Tensor(fields=fields)), str()):
            fields[step] = value
        case Listed(items), int():
            items.extend([None] * (step + 1 - len(items)))
            items[step] = value
        case _:
            raise OpenError("a path of an input leads nowhere")


# Numbers to look at.


@dataclass(frozen=True)
class Sample:
    """Sizes by their letters, and the entries of all inputs by their indices."""

    sizes: Mapping[str, int]
    values: Mapping[str, Mapping[Places, Number]]

    def letters(self) -> dict[str, Number]:
        """Return the letters of formulas: sizes, and inputs without a shape."""
        found: dict[str, Number] = {name: fmpq(size) for name, size in self.sizes.items()}
        return found | {name: entries[()] for name, entries in self.values.items() if () in entries}


def samples(frame: Frame, budget: Budget, most: int) -> Iterator[Sample]:
    """Yield numbers for the inputs: different sizes first; small whole numbers, others, and some equal ones."""
    letters = letters_of(frame)
    random = Random(7)  # noqa: S311 - any numbers will do, the same ones each time
    for turn in range(most):
        sizes = _sizes(frame, letters, turn)
        space = Numbers({}, budget)
        values = {one.path: dict(_entries(one, sizes, space, random, turn)) for one in frame.inputs
                  if one.domain.base != "size"}  # fmt: skip
        yield Sample(sizes, values)


def _sizes(frame: Frame, letters: tuple[str, ...], turn: int) -> dict[str, int]:
    if frame.sizes:
        return dict(frame.sizes[turn % len(frame.sizes)])
    row = SIZES[turn % len(SIZES)]
    return {name: row[number % len(row)] for number, name in enumerate(letters)}


def _entries(
    one: Input, sizes: Mapping[str, int], space: Numbers, random: Random, turn: int
) -> Iterator[tuple[Places, Number]]:
    known = {name: fmpq(size) for name, size in sizes.items()}
    shape = [int(Valuing(space, known).number(dim).p) for dim in one.domain.shape]
    total = 1
    for size in shape:
        total *= size
    if total > MAX_ARRAY:
        raise OpenError(f"an input of more than {MAX_ARRAY} entries (limit MAX_ARRAY)", limit="MAX_ARRAY")
    ends = (one.domain.low, one.domain.high)
    low, high = (None if end is None else Valuing(space, known).number(end) for end in ends)
    for places in product(*map(range, shape)):
        yield places, _entry(one.domain, low, high, random, turn)


def _entry(domain: Domain, low: Number, high: Number, random: Random, turn: int) -> Number:
    """Return a number of a domain: whole in the first turns, with equal ones and zeros in the third."""
    if domain.members is not None:
        raise OpenError("an input of listed values")
    if domain.is_integer:
        first = int(low.p) if low is not None else -3 if high is None else int(high.p) - 6
        last = int(high.p) if high is not None else first + 6
        return fmpq(random.randint(first, last))
    for attempt in count():
        if attempt > 50:
            raise OpenError("a domain without small numbers")
        span = 2 if turn == 2 else 4
        value = fmpq(random.randint(-span, span), 1 if turn in {0, 2} else random.randint(1, 5))
        if low is not None and high is not None:
            value = low + (high - low) * fmpq(random.randint(1, 15), 16)
        elif low is not None:
            value = low + abs(value)
        elif high is not None:
            value = high - abs(value)
        is_low = low is None or value > low or (value == low and domain.low_closed)
        is_high = high is None or value < high or (value == high and domain.high_closed)
        if is_low and is_high and (value != 0 or (turn == 2 and not domain.nonzero)):
            return value
    raise AssertionError


# Letters.


def symbolic_sizes(frame: Frame, space: Symbolic, sizes: Mapping[str, int]) -> dict[str, Size]:
    """Return the letters of a frame as sizes, numbers for those that have one; notes what inputs count."""
    letters: dict[str, Node] = {name: Sym(name) for name in letters_of(frame)}
    letters |= {name: Num(Fraction(size)) for name, size in sizes.items()}
    for one in frame.inputs:
        match one.domain:
            case Domain(low=Num(0), high=Add((count_, Neg(Num(1))))) if one.domain.shape:
                space.counts[one.path] = substitute(count_, letters)
    return letters
