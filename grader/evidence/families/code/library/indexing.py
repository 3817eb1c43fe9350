"""Square brackets behind an array: whole numbers, slices, `None`, `...`, arrays of indices and of truth values.

Whole numbers and slices give views; arrays of indices give copies, and are written to where they stand on the left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError
from grader.evidence.families.code.library.masks import mask_of, masked, put_masked
from grader.evidence.families.code.library.memory.overlap import require_apart
from grader.evidence.families.code.library.memory.picking import Picked, inside, items_of, pick
from grader.evidence.families.code.library.memory.views import at
from grader.evidence.families.code.library.operators import assign, broadcast, choose, spread
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import (
    Ellipsis_,
    Entry,
    Places,
    Reader,
    Size,
    Tensor,
    Value,
)
from grader.records import replace

Mapping = Callable[[Places], Places]
Conditions = Callable[[Places], list[Entry]]


def get(run: Run, array: Tensor, key: Value) -> Tensor:
    """Return what an index picks."""
    mask = mask_of(run, array, key)
    if mask is not None:
        return masked(run, array, mask)
    picked = pick(run, array, key)
    if not picked.advanced:
        found = picked.array
        if found is array:
            return Tensor(array.cell, array.shape, array.dtype, array.view)
        if any(isinstance(one, Ellipsis_) for one in items_of(key)):
            return replace(found, is_boxed=True)
        return _number(run, found)
    inner, read = picked.array, picked.array.reader()
    shape, places = _joined(run, picked)
    return run.fresh(shape, inner.dtype, lambda at_: read(places(at_)))


def row(run: Run, array: Tensor, place: Size) -> Tensor:
    """Return what stands at an index of the first dimension."""
    return _number(run, at(run, array, 0, place))


def _number(run: Run, found: Tensor) -> Tensor:
    """Return one entry as NumPy picks it, a number that later changes leave alone; any other view as it is."""
    return found if found.rank or run.library == "torch" else run.fresh((), found.dtype, found.reader())


def put(run: Run, array: Tensor, key: Value, value: Value) -> None:
    """Write a value to what an index picks."""
    mask = mask_of(run, array, key)
    if mask is not None:
        if isinstance(value, Tensor) and any(run.space.whole(size) != 1 for size in value.shape):
            _require_type(run, array, value)
        require_apart(run, array, value, may_be_same=False)
        put_masked(run, array, mask, value)
        return
    picked = pick(run, array, key)
    if picked.advanced:
        if any(index.rank for index in picked.advanced.values()):
            _require_type(run, array, value)
        for read in (value, *picked.advanced.values()):
            require_apart(run, picked.array, read, may_be_same=False)
        _put_at(run, picked, value)
    else:
        assign(run, picked.array, value)


def _require_type(run: Run, array: Tensor, value: Value) -> None:
    """Raise FailedError where PyTorch puts entries of one type to the places of an array of another."""
    if run.library == "torch" and isinstance(value, Tensor) and value.dtype != array.dtype:
        raise FailedError("dtype", f"entries of the type {value.dtype} are put among those of the type {array.dtype}")


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


def _checked(run: Run, indices: Tensor, read: Reader, size: Size) -> Callable[[Places], Size]:
    """Return a reader of indices counted from the front."""
    space = run.space

    def found(places: Places) -> Size:
        return inside(run, space.size(read(places)), size)

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
