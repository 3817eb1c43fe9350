"""What an index picks before arrays of indices are looked at: whole numbers, slices, `None`, `...`."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.memory.views import at, sliced, with_one
from grader.evidence.families.code.run import Run, kind_of, misfit, require_known
from grader.evidence.families.code.spaces.values import (
    Ellipsis_,
    Listed,
    Scalar,
    Size,
    Slice,
    Span,
    Tensor,
    Value,
)
from grader.records import dataclass


@dataclass(frozen=True)
class Picked:
    """An array after its whole numbers and slices, with the arrays of indices by the dimension that they stand for."""

    array: Tensor
    advanced: dict[int, Tensor]
    apart: bool = False  # a slice stands between two arrays of indices


def pick(run: Run, array: Tensor, key: Value) -> Picked:
    """Return an array after an index's whole numbers, slices and new dimensions."""
    items = _for_each_dimension(array, items_of(key))
    # NumPy takes whole numbers beside arrays of indices for such arrays, PyTorch takes them first.
    joins = run.library == "numpy" and any(isinstance(one, Listed | tuple) or _is_indices(one) for one in items)
    axis, advanced, between = 0, {}, []
    for one in items:
        match one:
            case None:
                array = with_one(run, array, axis)
                axis += 1
            case Slice():
                array = _slice(run, array, axis, one)
                axis += 1
            case Scalar(dtype="int") | Tensor(shape=(), dtype="int") if joins:
                advanced[axis] = run.tensor(one)
                between.append(axis)
                axis += 1
            case Scalar(dtype="int") | Tensor(shape=(), dtype="int"):
                array = at(run, array, axis, inside(run, run.size_of(one), array.shape[axis]))
            case Tensor(dtype="int") | Listed() | tuple() | Span():
                advanced[axis] = _counted(run, one) if isinstance(one, Span) else run.tensor(one)
                between.append(axis)
                axis += 1
            case Scalar(dtype="bool") | Tensor(dtype="bool"):
                raise UnreadError("one truth value as an index")
            case _:
                raise misfit(f"{kind_of(one)} is no index", one)
    apart = bool(between) and between[-1] - between[0] + 1 != len(between)
    return Picked(array, advanced, apart)


def _for_each_dimension(array: Tensor, items: list[Value]) -> list[Value]:
    """Return the items of an index with whole slices for the dimensions that dots, or nothing, stand for."""
    used = sum(1 for one in items if one is not None and not isinstance(one, Ellipsis_))
    if used > array.rank:
        require_known(items, "an index")
        raise FailedError("index", f"{used} indices for an array with {array.rank} dimensions")
    dots = [number for number, one in enumerate(items) if isinstance(one, Ellipsis_)]
    fill: list[Value] = [Slice(None, None, None)] * (array.rank - used)
    return items[: dots[0]] + fill + items[dots[0] + 1 :] if dots else items + fill


def _is_indices(value: Value) -> bool:
    return isinstance(value, Tensor) and value.rank > 0


def _counted(run: Run, span: Span) -> Tensor:
    """Return the numbers of a range as an array of indices."""
    space = run.space
    count = space.size(space.apply("sub", space.entry(span.stop), space.entry(span.start)))
    if span.step != 1 or (space.whole(count) or 0) < 0:
        raise UnreadError("a range with steps as an index")
    first = space.entry(span.start)
    return run.fresh((count,), "int", lambda at_: space.apply("add", space.entry(at_[0]), first))


def inside(run: Run, place: Size, size: Size) -> Size:
    """Return an index counted from the front; raises FailedError where there is no such entry."""
    number, count = run.space.whole(place), run.space.whole(size)
    if number is None:
        if not run.space.is_index(place, size):
            raise SpecialError("an index that may be out of range, or negative")
        return place
    if count is not None and not -count <= number < count:
        raise FailedError("index", f"the index {number} is out of range for a dimension of size {count}")
    if number >= 0:
        if count is None and number > 0:
            raise SpecialError("an index that small sizes do not have")
        return place
    return run.space.size(run.space.apply("add", run.space.entry(size), run.space.entry(place)))


def _slice(run: Run, array: Tensor, axis: int, piece: Slice) -> Tensor:
    size = array.shape[axis]
    step = 1 if piece.step is None else run.whole(piece.step)
    if piece.start is None and piece.stop is None and step == 1:
        return array
    if step == 0 or (step < 0 and run.library == "torch"):
        raise FailedError("index", f"a slice has no step {step}")
    count = run.space.whole(size)
    ends = [None if end is None else run.space.whole(run.size_of(end)) for end in (piece.start, piece.stop)]
    given = [end is not None for end in (piece.start, piece.stop)]
    if count is None or any(end is None and here for end, here in zip(ends, given, strict=True)):
        return _slice_of_letters(run, array, axis, piece, step)
    start, stop, step = slice(ends[0], ends[1], step).indices(count)
    length = len(range(start, stop, step))
    number = run.space.number
    return sliced(
        run, array, axis, run.space.size(number(Fraction(start))), run.space.size(number(Fraction(length))), step
    )


def _slice_of_letters(run: Run, array: Tensor, axis: int, piece: Slice, step: int) -> Tensor:
    """Return a slice of a dimension whose size is a letter: only what is the same for all sizes."""
    size, zero = array.shape[axis], run.space.size(run.space.number(Fraction(0)))
    start = zero if piece.start is None else run.size_of(piece.start)
    stop = size if piece.stop is None else run.size_of(piece.stop)
    if step == 1 and run.space.is_same(start, zero) and run.space.is_same(stop, size):
        return sliced(run, array, axis, zero, size)
    raise SpecialError("a part of a dimension of any size")


def items_of(key: Value) -> list[Value]:
    """Return the parts of an index."""
    return list(key) if isinstance(key, tuple) else [key]
