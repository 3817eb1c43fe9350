"""Square brackets behind an array: whole numbers, slices, `None`, `...`, arrays of indices and of truth values.

Whole numbers and slices give views; arrays of indices give copies, and where they stand on the left they are written to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.operators import assign, broadcast, choose, spread
from grader.evidence.families.code.run import Run, kind_of
from grader.evidence.families.code.values import (
    Ellipsis_,
    Entry,
    Listed,
    Places,
    Reader,
    Scalar,
    Size,
    Slice,
    Span,
    Tensor,
    Value,
)
from grader.evidence.families.code.views import at, sliced, with_one

Mapping = Callable[[Places], Places]
Conditions = Callable[[Places], list[Entry]]


@dataclass(frozen=True)
class Picked:
    """An array after its whole numbers and slices, with the arrays of indices by the dimension that they stand for."""

    array: Tensor
    advanced: dict[int, Tensor]
    apart: bool = False  # a slice stands between two arrays of indices


def get(run: Run, array: Tensor, key: Value) -> Tensor:
    """Return what an index picks."""
    mask = _mask(run, array, key)
    if mask is not None:
        return _masked(run, array, mask)
    picked = _picked(run, array, key)
    if not picked.advanced:
        return picked.array
    inner, read = picked.array, picked.array.reader()
    shape, places = _joined(run, picked)
    return run.fresh(shape, inner.dtype, lambda at_: read(places(at_)))


def put(run: Run, array: Tensor, key: Value, value: Value) -> None:
    """Write a value to what an index picks."""
    mask = _mask(run, array, key)
    if mask is not None:
        _put_masked(run, array, mask, value)
        return
    picked = _picked(run, array, key)
    if picked.advanced:
        _put_at(run, picked, value)
    else:
        assign(run, picked.array, value)


def _items(key: Value) -> list[Value]:
    return list(key) if isinstance(key, tuple) else [key]


def _mask(run: Run, array: Tensor, key: Value) -> Tensor | None:
    """Return the one array of truth values that an index is; None for any other index."""
    found = [one for one in _items(key) if isinstance(one, Tensor) and one.dtype == "bool" and one.rank]
    if not found:
        return None
    rest = [one for one in _items(key)[1:] if not (isinstance(one, Slice) and one == Slice(None, None, None))]
    if len(found) > 1 or rest or _items(key)[0] is not found[0]:
        raise UnreadError("truth values among other indices")
    if not run.same_shape(found[0].shape, array.shape[: found[0].rank]):
        shapes = f"{run.shown(found[0].shape)} for an array of shape {run.shown(array.shape)}"
        raise FailedError("index", f"truth values of shape {shapes}")
    return found[0]


def _picked(run: Run, array: Tensor, key: Value) -> Picked:
    """Return an array after an index's whole numbers, slices and new dimensions."""
    items = _items(key)
    used = sum(1 for one in items if one is not None and not isinstance(one, Ellipsis_))
    if used > array.rank:
        raise FailedError("index", f"{used} indices for an array with {array.rank} dimensions")
    dots = [number for number, one in enumerate(items) if isinstance(one, Ellipsis_)]
    fill: list[Value] = [Slice(None, None, None)] * (array.rank - used)
    items = items[: dots[0]] + fill + items[dots[0] + 1 :] if dots else items + fill
    axis, advanced, between = 0, {}, []
    for one in items:
        match one:
            case None:
                array = with_one(run, array, axis)
                axis += 1
            case Slice():
                array = _slice(run, array, axis, one)
                axis += 1
            case Scalar(dtype="int") | Tensor(shape=(), dtype="int"):
                array = at(run, array, axis, _inside(run, run.size_of(one), array.shape[axis]))
            case Tensor(dtype="int") | Listed() | Span():
                advanced[axis] = _counted(run, one) if isinstance(one, Span) else run.tensor(one)
                between.append(axis)
                axis += 1
            case _:
                raise FailedError("type", f"{kind_of(one)} is no index")
    apart = bool(between) and between[-1] - between[0] + 1 != len(between)
    return Picked(array, advanced, apart)


def _counted(run: Run, span: Span) -> Tensor:
    """Return the numbers of a range as an array of indices."""
    space = run.space
    count = space.size(space.apply("sub", space.entry(span.stop), space.entry(span.start)))
    if span.step != 1 or (space.whole(count) or 0) < 0:
        raise UnreadError("a range with steps as an index")
    first = space.entry(span.start)
    return run.fresh((count,), "int", lambda at_: space.apply("add", space.entry(at_[0]), first))


def _inside(run: Run, place: Size, size: Size) -> Size:
    """Return an index counted from the front; raises FailedError where there is no such entry."""
    number, count = run.space.whole(place), run.space.whole(size)
    if number is None:
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
        return sliced(run, array, axis, run.space.size(run.space.number(Fraction(0))), size)
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


# Arrays of indices.


def _joined(run: Run, picked: Picked) -> tuple[tuple[Size, ...], Mapping]:
    """Return the shape of what arrays of indices pick, and the map to the indices of the array."""
    inner = picked.array
    axes = sorted(picked.advanced)
    common = broadcast(run, [picked.advanced[axis].shape for axis in axes], "an index")
    readers = {
        axis: _checked(
            run,
            picked.advanced[axis],
            spread(run, picked.advanced[axis].reader(), picked.advanced[axis].shape, len(common)),
            inner.shape[axis],
        )
        for axis in axes
    }
    front = 0 if picked.apart else axes[0]
    others = [axis for axis in range(inner.rank) if axis not in readers]
    rest = [inner.shape[axis] for axis in others]
    shape = (*rest[:front], *common, *rest[front:])

    def places(at_: Places) -> Places:
        here = at_[front : front + len(common)]
        outside = iter(at_[:front] + at_[front + len(common) :])
        return tuple(readers[axis](here) if axis in readers else next(outside) for axis in range(inner.rank))

    return shape, places


def _checked(run: Run, indices: Tensor, read: Reader, size: Size) -> Reader:
    """Return a reader of indices counted from the front."""
    space = run.space

    def found(places: Places) -> Size:
        return _inside(run, space.size(read(places)), size)

    return found


def _put_at(run: Run, picked: Picked, value: Value) -> None:
    """Write to the entries that arrays of indices name."""
    shape, places = _joined(run, picked)
    array, new = picked.array, run.tensor(value)
    if not run.same_shape(broadcast(run, [shape, new.shape], "an assignment"), shape):
        raise FailedError("shape", f"values of shape {run.shown(new.shape)} do not fit into {run.shown(shape)}")
    read = spread(run, run.entries(new, array.dtype), new.shape, len(shape))
    target = _rows(run, picked, shape)
    if target is None:
        _scatter(run, array, shape, places, read)
        return
    before = array.reader()

    def after(at_: Places) -> Entry:
        conditions = target(at_)
        return choose(run, array.dtype, run.space.logic("and", *conditions), read(at_[: len(shape)]), before(at_))

    run.space.write(array, after)


def _scatter(run: Run, array: Tensor, shape: Sequence[Size], places: Mapping, read: Reader) -> None:
    """Write one entry after another, the last one counts; only at sizes in numbers."""
    counts = [run.space.whole(size) for size in shape]
    if any(count is None for count in counts):
        raise SpecialError("writing to entries that are named by others")
    written: list[tuple[Places, Entry]] = []
    for number in range(_total(counts)):
        here, rest = [], number
        for count in reversed(counts):
            rest, place = divmod(rest, count or 1)
            here.append(run.space.size(run.space.number(Fraction(place))))
        at_ = tuple(reversed(here))
        written.append((places(at_), read(at_)))
    before = array.reader()

    def after(found: Places) -> Entry:
        entry = before(found)
        for target, new in written:
            same = [
                run.space.compare("=", run.space.entry(a), run.space.entry(b))
                for a, b in zip(target, found, strict=True)
            ]
            entry = choose(run, array.dtype, run.space.logic("and", *same), new, entry)
        return entry

    run.space.write(array, after)


def _total(counts: Sequence[int | None]) -> int:
    total = 1
    for count in counts:
        total *= count or 0
    return total


def _rows(run: Run, picked: Picked, shape: Sequence[Size]) -> Conditions | None:
    """Return when an entry is written, where the first array of indices is 0, 1, …, the rows; None where it is not."""
    axes = sorted(picked.advanced)
    if axes != list(range(len(axes))) or len(shape) != 1 or picked.array.rank != len(axes):
        return None
    first = picked.advanced[0]
    probe = run.space.probe()
    if probe is None or not run.space.is_same(first.shape[0], picked.array.shape[0]):
        return None
    if run.space.size(first.reader()((probe,))) != probe:
        return None
    readers = [picked.advanced[axis].reader() for axis in axes[1:]]
    space = run.space
    return lambda at_: [
        space.compare("=", space.entry(place), read(at_[:1])) for place, read in zip(at_[1:], readers, strict=True)
    ]


# Truth values as indices.


def _masked(run: Run, array: Tensor, mask: Tensor) -> Tensor:
    """Return the entries at which truth values hold, whose number depends on them."""
    counts = [run.space.whole(size) for size in mask.shape]
    if any(count is None for count in counts):
        raise SpecialError("as many entries as there are truths")
    read, rest = mask.reader(), array.shape[mask.rank :]
    kept = [at_ for at_ in _all_places(run, mask.shape) if run.space.truth(read(at_))]
    inner = array.reader()
    count = run.space.size(run.space.number(Fraction(len(kept))))
    readers: list[Reader] = [lambda places, at_=at_: inner((*at_, *places)) for at_ in kept]  # type: ignore[misc]
    return run.fresh((count, *rest), array.dtype, lambda places: run.one_of(readers, places[0])(places[1:]))


def _all_places(run: Run, shape: Sequence[Size]) -> list[Places]:
    found: list[Places] = [()]
    for size in shape:
        count = run.space.whole(size) or 0
        numbers = [run.space.size(run.space.number(Fraction(place))) for place in range(count)]
        found = [(*before, place) for before in found for place in numbers]
    return found


def _put_masked(run: Run, array: Tensor, mask: Tensor, value: Value) -> None:
    """Write one value, or as many as there are truths, where truth values hold."""
    new = run.tensor(value)
    read, before = mask.reader(), array.reader()
    if new.rank == 0:
        entry = run.entries(new, array.dtype)(())
        run.space.write(array, lambda at_: choose(run, array.dtype, read(at_[: mask.rank]), entry, before(at_)))
        return
    if mask.rank != array.rank or new.rank != 1:
        raise UnreadError("an array written to where truth values hold")
    kept = [at_ for at_ in _all_places(run, mask.shape) if run.space.truth(read(at_))]
    values = run.entries(new, array.dtype)
    if run.space.whole(new.shape[0]) != len(kept):
        raise FailedError("shape", f"{run.shown(new.shape)} values are written to {len(kept)} entries")
    numbers = {at_: run.space.size(run.space.number(Fraction(number))) for number, at_ in enumerate(kept)}
    run.space.write(array, lambda at_: values((numbers[at_],)) if at_ in numbers else before(at_))
