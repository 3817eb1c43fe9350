"""Functions over dimensions: sums, means, greatest entries and their places, softmax, and products of arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library.memory.views import reshaped, with_one
from grader.evidence.families.code.library.operators import broadcast, elementwise, spread
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.space import Fold
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Entry,
    Listed,
    Places,
    Reader,
    Size,
    Tensor,
    Value,
    higher,
)

Placing = Callable[[Places, Places], Places]


def axes_of(run: Run, array: Tensor, axis: Value) -> list[int]:
    """Return the dimensions that a reduction is over: all where none are named."""
    if axis is None:
        return list(range(array.rank))
    items = axis.items if isinstance(axis, Listed) else axis if isinstance(axis, tuple) else [axis]
    found = sorted({run.axis(item, array.rank) for item in items})
    if len(found) < len(items):
        raise FailedError("shape", "a dimension is named twice")
    return [place for place in found if array.rank]


def folded(run: Run, kind: Fold, array: Tensor, axes: Sequence[int], keep: bool, dtype: Dtype) -> Tensor:
    """Return the sums, products, greatest or least entries over some dimensions."""
    read = run.entries(array, dtype)
    sizes = [array.shape[axis] for axis in axes]
    shape, place = _reduced(run, array, axes, keep)
    return run.fresh(shape, dtype, lambda at: run.space.fold(kind, sizes, lambda over: read(place(at, over))))


def _reduced(run: Run, array: Tensor, axes: Sequence[int], keep: bool) -> tuple[list[Size], Placing]:
    """Return the shape that is left, and how indices of it and of the dimensions that are gone come together."""
    one = run.space.size(run.space.number(Fraction(1)))
    shape = [one if axis in axes else size for axis, size in enumerate(array.shape) if keep or axis not in axes]
    kept = [axis for axis in range(array.rank) if axis not in axes]

    def place(at: Places, over: Places) -> Places:
        places = dict(zip(axes, over, strict=True))
        outer = [at[axis] for axis in kept] if keep else at
        places.update(zip(kept, outer, strict=True))
        return tuple(places[axis] for axis in range(len(places)))

    return shape, place


def total(run: Run, array: Tensor, axis: Value = None, keep: bool = False) -> Tensor:
    """Return sums; truth values are counted."""
    dtype: Dtype = "int" if array.dtype == "bool" else array.dtype
    return folded(run, "sum", array, axes_of(run, array, axis), keep, dtype)


def mean(run: Run, array: Tensor, axis: Value = None, keep: bool = False) -> Tensor:
    """Return means; PyTorch has none of whole numbers."""
    if array.dtype != "float" and run.library == "torch":
        raise FailedError("dtype", "`mean` is not defined for whole numbers and truth values; use `.float()`")
    sums = total(run, array, axis, keep)
    found = elementwise(run, "div", [sums, count(run, array, axes_of(run, array, axis))])
    assert isinstance(found, Tensor)
    return found


def count(run: Run, array: Tensor, axes: Sequence[int]) -> Tensor:
    """Return the number of entries over some dimensions."""
    entry = run.space.number(Fraction(1))
    for axis in axes:
        entry = run.space.apply("mul", entry, run.space.entry(array.shape[axis]))
    return run.fresh((), "int", lambda places: entry)


def variance(run: Run, array: Tensor, axis: Value, keep: bool, less: int) -> Tensor:
    """Return the mean square distance from the mean, over the number of entries less some."""
    if array.dtype != "float" and run.library == "torch":
        raise FailedError("dtype", "`var` is not defined for whole numbers and truth values")
    off = elementwise(run, "sub", [array, mean(run, array, axis, True)])
    squares = run.tensor(elementwise(run, "mul", [off, off]))
    number = elementwise(run, "sub", [count(run, array, axes_of(run, array, axis)), run.number(less)])
    return run.tensor(elementwise(run, "div", [total(run, squares, axis, keep), number]))


def best(run: Run, kind: Literal["max", "min"], array: Tensor, axis: Value = None, keep: bool = False) -> Tensor:
    """Return greatest or least entries."""
    if array.dtype == "bool":
        raise UnreadError("the greatest of truth values")
    return folded(run, kind, array, axes_of(run, array, axis), keep, array.dtype)


def best_place(run: Run, kind: Literal["max", "min"], array: Tensor, axis: Value = None, keep: bool = False) -> Tensor:
    """Return the first indices of greatest or least entries; row by row over all where no dimension is named."""
    if axis is None and keep:
        raise UnreadError("the place over all dimensions, which are kept")
    if axis is None:
        array, axis = reshaped(run, array, (run.space.size(run.space.number(Fraction(-1))),)), run.number(0)
    axes = axes_of(run, array, axis)
    if array.dtype == "bool" and run.library == "torch":
        raise FailedError("dtype", "the place of the greatest of truth values; turn them into numbers")
    if not array.rank and not isinstance(axis, tuple | Listed):
        return run.fresh((), "int", lambda places: run.space.number(Fraction(0)))
    if len(axes) != 1:
        raise FailedError("type", "the place of the greatest entry is over one dimension")
    read = run.entries(array, "int" if array.dtype == "bool" else array.dtype)
    shape, place = _reduced(run, array, axes, keep)
    size = array.shape[axes[0]]
    return run.fresh(shape, "int", lambda at: run.space.first_best(kind, size, lambda over: read(place(at, (over,)))))


def truths(run: Run, name: Literal["any", "all"], array: Tensor, axis: Value, keep: bool) -> Tensor:
    """Return whether any, or all, entries hold."""
    counted = total(run, run.fresh(array.shape, "bool", run.entries(array, "bool")), axis, keep)
    axes = axes_of(run, array, axis)
    wanted = run.space.number(Fraction(0)) if name == "any" else count(run, array, axes).reader()(())
    read, sign = counted.reader(), ">" if name == "any" else "="
    return run.fresh(counted.shape, "bool", lambda at: run.space.compare(sign, read(at), wanted))  # type: ignore[arg-type]


def softmax(run: Run, array: Tensor, axis: Value, logarithm: bool = False) -> Tensor:
    """Return softmax over a dimension, or its logarithm."""
    if array.dtype != "float":
        raise FailedError("dtype", "`softmax` is not defined for whole numbers and truth values")
    powers = run.tensor(elementwise(run, "exp", [array]))
    sums = total(run, powers, axis, True)
    if not logarithm:
        return run.tensor(elementwise(run, "div", [powers, sums]))
    return run.tensor(elementwise(run, "sub", [array, elementwise(run, "log", [sums])]))


def logsumexp(run: Run, array: Tensor, axis: Value, keep: bool) -> Tensor:
    """Return the logarithm of the sum of exponentials."""
    sums = total(run, run.tensor(elementwise(run, "exp", [array])), axis, keep)
    return run.tensor(elementwise(run, "log", [sums]))


def running(run: Run, array: Tensor, axis: Value) -> Tensor:
    """Return sums up to each index."""
    place = run.axis(axis, array.rank)
    dtype: Dtype = "int" if array.dtype == "bool" else array.dtype
    read = run.entries(array, dtype)

    def entry(at: Places) -> Entry:
        upto = run.space.shift(at[place], 1)
        return run.space.fold("sum", [upto], lambda over: read((*at[:place], over[0], *at[place + 1 :])))

    return run.fresh(array.shape, dtype, entry)


# Products of arrays.


def product(run: Run, left: Value, right: Value, name: str = "@") -> Value:
    """Return the matrix product of `@`: vectors are rows or columns, dimensions before the last two are batches."""
    first, second = run.tensor(left), run.tensor(right)
    if run.library == "numpy":
        left, right = first, second
    if not isinstance(left, Tensor) or not isinstance(right, Tensor) or not first.rank or not second.rank:
        raise FailedError("shape", f"`{name}` multiplies arrays with dimensions, not single numbers")
    dtype = _common(run, name, first, second)
    row, column = first.rank == 1, second.rank == 1
    wide = with_one(run, first, 0) if row else first
    high = with_one(run, second, 1) if column else second
    if not run.space.is_same(wide.shape[-1], high.shape[-2]):
        shapes = f"{run.shown(first.shape)} and {run.shown(second.shape)}"
        raise FailedError("shape", f"`{name}` of arrays of shapes {shapes}: the inner sizes are not equal")
    batch = broadcast(run, [wide.shape[:-2], high.shape[:-2]], f"`{name}`") if max(wide.rank, high.rank) > 2 else ()
    one = _batched(run, run.entries(wide, dtype), wide.shape, len(batch))
    other = _batched(run, run.entries(high, dtype), high.shape, len(batch))
    outer: list[Size] = [] if row else [wide.shape[-2]]
    shape = (*batch, *outer, *([] if column else [high.shape[-1]]))
    zero = run.space.size(run.space.number(Fraction(0)))
    inner, depth = wide.shape[-1], len(batch)

    def entry(at: Places) -> Entry:
        i, j = zero if row else at[depth], zero if column else at[-1]
        return run.space.fold(
            "sum", [inner], lambda over: _times(run, one((*at[:depth], i, *over)), other((*at[:depth], *over, j)))
        )

    return run.fresh(shape, dtype, entry)


def _batched(run: Run, read: Reader, shape: Sequence[Size], rank: int) -> Reader:
    """Return a reader whose dimensions before the last two are broadcast."""
    outer = spread(run, lambda places: places, shape[:-2], rank)
    return lambda at: read((*outer(at[:-2]), *at[-2:]))


def _times(run: Run, left: Entry, right: Entry) -> Entry:
    return run.space.apply("mul", left, right)


def _common(run: Run, name: str, *arrays: Tensor) -> Dtype:
    """Return the type of entries of a product; PyTorch wants one type of all."""
    if run.library == "torch" and len({one.dtype for one in arrays}) > 1:
        raise FailedError("dtype", f"`{name}` wants entries of one type; use `.float()`")
    if all(one.dtype == "bool" for one in arrays):
        raise UnreadError("a product of arrays of truth values")
    return higher(*(one.dtype for one in arrays))


def einsum(run: Run, text: str, arrays: Sequence[Tensor]) -> Tensor:
    """Return a sum of products by letters, as in `bi,oi->bo`."""
    left, arrow, right = text.replace(" ", "").partition("->")
    inputs = left.split(",")
    if not all(part.isalpha() or not part for part in (*inputs, right)):
        raise UnreadError("this text of `einsum`")
    if len(inputs) != len(arrays):
        raise FailedError("shape", f"`{text}` names {len(inputs)} arrays, not {len(arrays)}")
    sizes: dict[str, Size] = {}
    for part, array in zip(inputs, arrays, strict=True):
        _letters(run, text, part, array, sizes)
    if not arrow:
        right = "".join(sorted(one for one in sizes if left.count(one) == 1))
    if len(set(right)) < len(right) or set(right) - sizes.keys():
        raise FailedError("shape", f"`{text}` has letters behind the arrow twice, or none before it")
    dtype = _common(run, "einsum", *arrays)
    readers = [run.entries(one, dtype) for one in arrays]
    summed = [one for one in sizes if one not in right]

    def entry(at: Places) -> Entry:
        def term(over: Places) -> Entry:
            places = dict(zip((*right, *summed), (*at, *over), strict=True))
            found = run.space.number(Fraction(1))
            for part, read in zip(inputs, readers, strict=True):
                found = _times(run, found, read(tuple(places[one] for one in part)))
            return found

        return run.space.fold("sum", [sizes[one] for one in summed], term)

    return run.fresh([sizes[one] for one in right], dtype, entry)


def _letters(run: Run, text: str, part: str, array: Tensor, sizes: dict[str, Size]) -> None:
    if len(part) != array.rank:
        raise FailedError("shape", f"`{part}` of `{text}` names {len(part)} dimensions of an array with {array.rank}")
    for one, size in zip(part, array.shape, strict=True):
        if not run.space.is_same(sizes.setdefault(one, size), size):
            if 1 in (run.space.whole(size), run.space.whole(sizes[one])):
                raise UnreadError("`einsum` over a dimension of size 1 that is repeated")
            raise FailedError("shape", f"the dimensions that `{text}` calls {one} have different sizes")
