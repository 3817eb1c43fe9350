"""Types of entries, copies, changes in place, and entries by the indices that another array holds."""

from __future__ import annotations

from collections.abc import Sequence

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library import reductions as over
from grader.evidence.families.code.library.arguments import FULL, Call, dtype_of
from grader.evidence.families.code.library.functions import masked_fill
from grader.evidence.families.code.library.indexing import get, put
from grader.evidence.families.code.library.memory import views
from grader.evidence.families.code.library.memory.overlap import require_apart
from grader.evidence.families.code.library.operators import assign, cast, elementwise, in_place
from grader.evidence.families.code.library.operators import item as only_entry
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import Dtype, Scalar, Size, Tensor, Value


def copied(run: Run, array: Value) -> Value:
    """Return a copy."""
    own = run.tensor(array)
    return run.fresh(own.shape, own.dtype, own.reader())


def same(run: Run, array: Tensor) -> Value:
    """Return an array with the same storage."""
    return Tensor(array.cell, array.shape, array.dtype, array.view)


def contiguous(run: Run, array: Tensor) -> Value:
    """Return the array itself where its entries stand row by row, else a copy."""
    return array if views.is_contiguous(run, array) else copied(run, array)


def to_type(dtype: Dtype) -> Call:
    """Return entries of another type; the array itself where they have it."""
    return lambda run, array: cast(run, run.tensor(array), dtype)


def to(run: Run, array: Tensor, dtype: Value) -> Value:
    """Return entries of another type; a device changes nothing."""
    if isinstance(dtype, str):
        return array
    kind = dtype_of(dtype)
    found = array if kind is None else cast(run, array, kind)
    return copied(run, found) if run.library == "numpy" and found is array else found


def type_as(run: Run, array: Tensor, other: Value) -> Value:
    """Return entries of the type that another array has."""
    return cast(run, array, run.tensor(other).dtype)


def item(run: Run, array: Tensor) -> Value:
    """Return the only entry as a number of Python."""
    return only_entry(run, array)


def size(run: Run, array: Tensor, dim: Value) -> Value:
    """Return the shape, or one size of it."""
    sizes = tuple(Scalar(run.space.entry(one), "int") for one in array.shape)
    if dim is not None and not sizes:
        raise FailedError("index", "a single number has no dimensions")
    return sizes if dim is None else sizes[run.axis(dim, array.rank)]


def rank(run: Run, array: Tensor) -> Value:
    """Return the number of dimensions."""
    return run.number(array.rank)


def numel(run: Run, array: Value) -> Value:
    """Return the number of entries."""
    own = run.tensor(array)
    return only_entry(run, over.count(run, own, range(own.rank)))


# In place.


def changed(name: str) -> Call:
    """Return an operator that changes its first side."""

    def call(run: Run, array: Tensor, other: Value, alpha: Value = None) -> Value:
        require_apart(run, array, other)
        in_place(run, name, array, other if alpha is None else elementwise(run, "mul", [other, alpha]))
        return array

    return call


def refilled(run: Run, array: Tensor, value: Value = None) -> Value:
    """Write 0, or some values, to all entries."""
    assign(run, array, run.number(0) if value is None else value)
    return array


def filled(run: Run, array: Tensor, value: Value) -> Value:
    """Write one number to all entries."""
    if isinstance(value, Tensor) and value.rank:
        raise FailedError("shape", "`fill_` takes one number")
    return refilled(run, array, value)


def scattered(run: Run, array: Tensor, dim: Value, index: Value, value: Value) -> Value:
    """Write values to the places that an array of indices names along one dimension."""
    key = _along(run, array, dim, index)
    if isinstance(value, Tensor) and not run.same_shape(value.shape, run.tensor(index).shape):
        raise UnreadError("`scatter_` with values of another shape than the indices")
    put(run, array, key, value)
    return array


def _along(run: Run, array: Tensor, dim: Value, index: Value) -> tuple[Value, ...]:
    """Return the arrays of indices that name an entry for each one along a dimension."""
    axis, where_ = run.axis(dim, array.rank), run.tensor(index)
    if where_.rank != array.rank or where_.dtype != "int":
        raise FailedError("shape", "the indices have as many dimensions as the array, and are whole numbers")
    return tuple(where_ if place == axis else _counting(run, where_.shape, place) for place in range(array.rank))


def _counting(run: Run, shape: Sequence[Size], axis: int) -> Tensor:
    """Return an array that holds its own indices along one dimension."""
    return run.fresh(shape, "int", lambda at: run.space.entry(at[axis]))


def gather(run: Run, array: Value, dim: Value, index: Value) -> Value:
    """Return the entries that an array of indices names along one dimension."""
    own = run.tensor(array)
    return get(run, own, _along(run, own, dim, index))


def take_along(run: Run, array: Value, index: Value, dim: Value) -> Value:
    """Return the same in NumPy's order of arguments."""
    return gather(run, array, dim, index)


def index_select(run: Run, array: Value, dim: Value, index: Value) -> Value:
    """Return whole rows along one dimension by their indices."""
    own = run.tensor(array)
    axis = run.axis(dim, own.rank)
    return get(run, own, (*[FULL] * axis, run.tensor(index)))


def masked_refilled(run: Run, array: Tensor, mask: Value, value: Value) -> Value:
    """Write one number where a mask holds."""
    assign(run, array, masked_fill(run, array, mask, value))
    return array
