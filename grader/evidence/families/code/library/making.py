"""New arrays: filled with one number, counted, put together, one-hot, triangles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.arguments import Call, array_of, dtype_of, is_sequence, items_of
from grader.evidence.families.code.library.memory.views import at, through, with_one
from grader.evidence.families.code.library.operators import cast, expanded
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.values import Dtype, Entry, Places, Scalar, Size, Tensor, Value, higher
from grader.records import replace


def filled(value: int) -> Call:
    """Return what makes an array of one number."""
    return lambda run, shape, dtype: run.filled(run.shape_of(shape), value, dtype_of(dtype) or "float")


def filled_like(value: int) -> Call:
    """Return what makes an array of one number, in the shape and type of another one."""

    def call(run: Run, array: Value, dtype: Value) -> Value:
        own = run.tensor(array)
        return run.filled(own.shape, value, dtype_of(dtype) or own.dtype)

    return call


def new_filled(value: int) -> Call:
    """Return what makes an array of one number in the type of another one."""
    return lambda run, array, shape: run.filled(run.shape_of(shape), value, array.dtype)


def full(run: Run, shape: Value, value: Value, dtype: Value) -> Value:
    """Return an array of one number."""
    one, sizes = run.tensor(value), run.shape_of(shape)
    kind = dtype_of(dtype) or one.dtype
    if one.rank and run.library == "torch":
        raise FailedError("type", "`full` takes one number")
    return run.fresh(sizes, kind, run.entries(expanded(run, one, sizes), kind))


def full_like(run: Run, array: Value, value: Value, dtype: Value) -> Value:
    """Return an array of one number in the shape and type of another one."""
    own = run.tensor(array)
    kind = dtype_of(dtype) or own.dtype
    read = run.entries(run.tensor(value), kind)
    return run.fresh(own.shape, kind, lambda places: read(()))


def eye(run: Run, rows: Value, columns: Value, diagonal: Value, dtype: Value) -> Value:
    """Return an identity matrix."""
    if run.whole(diagonal) != 0:
        raise UnreadError("another diagonal")
    shape = run.size_of(rows), run.size_of(rows if columns is None else columns)
    space = run.space
    found = run.fresh(shape, "bool", lambda at: space.compare("=", space.entry(at[0]), space.entry(at[1])))
    return cast(run, found, dtype_of(dtype) or "float")


def arange(run: Run, start: Value, end: Value, step: Value, dtype: Value) -> Value:
    """Return numbers from a first one on, the last one excluded, with a step."""
    if end is None:
        start, end = run.number(0), start
    if any(not isinstance(one, Scalar) or one.dtype == "float" for one in (start, end, step)):
        raise UnreadError("`arange` of numbers with a point")
    by, space = run.whole(step), run.space
    if by == 0:
        raise FailedError("type", "`arange` has no step 0")
    first, last = run.size_of(start), run.size_of(end)
    length = space.apply("sub", space.entry(last), space.entry(first))
    count = space.whole(space.size(length))
    if count is not None:
        length = space.number(Fraction(len(range(0, count, by)) if by else 0))
    elif by != 1:
        raise SpecialError("steps over sizes in letters")
    found = run.fresh(
        (space.size(length),),
        "int",
        lambda at: space.apply("add", space.entry(space.shift(at[0], 0, by)), space.entry(first)),
    )
    return cast(run, found, dtype_of(dtype) or "int")


def new_array(run: Run, value: Value, dtype: Value) -> Value:
    """Return a copy of numbers, lists or an array."""
    own = run.tensor(value)
    kind = dtype_of(dtype) or own.dtype
    return replace(run.fresh(own.shape, kind, run.entries(own, kind)), is_boxed=True)


def as_array(run: Run, value: Value, dtype: Value) -> Value:
    """Return an array as it is, where it has the type of entries; else a new one."""
    kind = dtype_of(dtype)
    if isinstance(value, Tensor) and kind in {None, value.dtype}:
        return value
    return new_array(run, value, dtype)


def one_hot(run: Run, target: Value, classes: Value) -> Value:
    """Return 1 at the index that a whole number names, 0 elsewhere, along a new last dimension."""
    own, space = run.tensor(target), run.space
    if own.dtype != "int":
        raise FailedError("dtype", "`one_hot` is of whole numbers")
    read, count = own.reader(), run.size_of(classes)
    if space.whole(count) == -1:  # as many as the greatest number asks for
        greatest = space.fold("max", own.shape, read)
        count = space.size(space.apply("add", greatest, space.number(Fraction(1))))

    def hot(at: Places) -> Entry:
        index = read(at[:-1])
        place, classes = space.whole(space.size(index)), space.whole(count)
        if place is not None and classes is not None and not 0 <= place < classes:
            raise FailedError("index", f"the class {place} is none of {classes} classes")
        return space.compare("=", space.entry(at[-1]), index)

    return cast(run, run.fresh((*own.shape, count), "bool", hot), "int")


def cat(run: Run, arrays: Value, dim: Value) -> Value:
    """Return arrays one behind the other along a dimension."""
    own = _several(run, arrays)
    if not own:
        raise FailedError("type", "nothing is put together")
    if dim is None and run.library == "numpy":
        raise UnreadError("`concatenate` in one dimension")
    axis, space = run.axis(dim, own[0].rank), run.space
    if not own[0].rank or any(one.rank != own[0].rank for one in own):
        raise FailedError("shape", "what is put together has different numbers of dimensions, or none")
    if any(not run.same_shape(_without(one.shape, axis), _without(own[0].shape, axis)) for one in own):
        raise FailedError(
            "shape", f"the shapes {' and '.join(run.shown(one.shape) for one in own)} do not fit behind each other"
        )
    dtype: Dtype = higher(*(one.dtype for one in own))
    readers = [run.entries(one, dtype) for one in own]
    ends: list[Entry] = [space.number(Fraction(0))]
    for one in own:
        ends.append(space.apply("add", ends[-1], space.entry(one.shape[axis])))

    def entry(at: Places) -> Entry:
        place = space.entry(at[axis])

        def of(number: int) -> Entry:
            inner = space.size(space.apply("sub", place, ends[number]))
            return readers[number]((*at[:axis], inner, *at[axis + 1 :]))

        return _first_below(run, place, ends[1:], of)

    return run.fresh((*own[0].shape[:axis], space.size(ends[-1]), *own[0].shape[axis + 1 :]), dtype, entry)


def _several(run: Run, arrays: Value) -> list[Tensor]:
    """Return the arrays of a tuple or list; NumPy also takes the rows of an array."""
    if not isinstance(arrays, Tensor):
        if not is_sequence(arrays):
            return _no_sequence(arrays)
        items = items_of(arrays)
        return [array_of(run, one) for one in items]
    count = run.space.whole(arrays.shape[0]) if arrays.rank else 0
    if run.library == "torch" or not arrays.rank:
        return _no_sequence(arrays)
    if count is None:
        raise SpecialError("as many arrays as a size in letters says")
    return [at(run, arrays, 0, run.space.size(run.space.number(Fraction(place)))) for place in range(count)]


def _no_sequence(value: Value) -> list[Tensor]:
    raise misfit(f"a tuple or list of arrays is expected here, not {kind_of(value)}", value)


def _first_below(run: Run, place: Entry, ends: Sequence[Entry], of: Callable[[int], Entry]) -> Entry:
    """Return what stands at the first end that an index is below."""
    last = len(ends) - 1
    for number, end in enumerate(ends[:-1]):
        here = run.space.compare("<", place, end)
        if run.space.whole(run.space.size(place)) is not None and run.space.truth(here):
            return of(number)
    if run.space.whole(run.space.size(place)) is not None:
        return of(last)
    found = of(last)
    for number in range(last - 1, -1, -1):
        found = run.space.choose(run.space.compare("<", place, ends[number]), of(number), found)
    return found


def _without(shape: Sequence[Size], axis: int) -> tuple[Size, ...]:
    return (*shape[:axis], *shape[axis + 1 :])


def stack(run: Run, arrays: Value, dim: Value) -> Value:
    """Return arrays of one shape beside each other along a new dimension."""
    own = _several(run, arrays)
    if not own:
        raise FailedError("type", "nothing is put together")
    if any(not run.same_shape(one.shape, own[0].shape) for one in own):
        raise FailedError("shape", f"the shapes {' and '.join(run.shown(one.shape) for one in own)} are not equal")
    axis = run.axis(dim, own[0].rank + 1)
    return cat(run, tuple(with_one(run, one, axis) for one in own), run.number(axis))


def diag(run: Run, array: Value, diagonal: Value) -> Value:
    """Return the diagonal matrix of a vector, or the diagonal of a matrix, which NumPy gives as a view."""
    own, space = run.tensor(array), run.space
    if run.whole(diagonal) != 0:
        raise UnreadError("another diagonal")
    read = own.reader()
    if own.rank == 1:
        zero = space.number(Fraction(0))

        def entry(at: Places) -> Entry:
            return space.choose(space.compare("=", space.entry(at[0]), space.entry(at[1])), read(at[:1]), zero)

        return run.fresh((*own.shape, *own.shape), own.dtype, entry)
    if own.rank != 2:
        raise FailedError("shape", f"an array with {own.rank} dimensions has no diagonal")
    sizes = [space.whole(size) for size in own.shape]
    if None in sizes and not space.is_same(*own.shape):
        raise SpecialError("the diagonal of an array that is not square")
    short = 1 if sizes[1] is not None and sizes[0] is not None and sizes[1] < sizes[0] else 0
    if run.library == "numpy":
        return through(own, own.shape[short : short + 1], lambda at: (at[0], at[0]), None, None)
    return run.fresh(own.shape[short : short + 1], own.dtype, lambda at: read((at[0], at[0])))


def triangle(kind: Literal["up", "down"]) -> Call:
    """Return what keeps the entries of a matrix on and above, or below, a diagonal."""

    def call(run: Run, array: Value, diagonal: Value) -> Value:
        own, space, by = run.tensor(array), run.space, run.whole(diagonal)
        if own.rank < 2:
            if run.library == "numpy":
                raise UnreadError("the triangle of a vector")
            raise FailedError("shape", "a triangle is of a matrix")
        read, zero = own.reader(), space.number(Fraction(0))

        def entry(at: Places) -> Entry:
            row, column = space.entry(space.shift(at[-2], by)), space.entry(at[-1])
            return space.choose(space.compare(">=" if kind == "up" else "<=", column, row), read(at), zero)

        return run.fresh(own.shape, own.dtype, entry)

    return call
