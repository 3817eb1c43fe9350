"""Functions that give arrays other shapes."""

from __future__ import annotations

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.arguments import is_sequence, items_of
from grader.evidence.families.code.library.memory import views
from grader.evidence.families.code.library.operators import expanded
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import Scalar, Size, Tensor, Value


def turned(run: Run, array: Tensor) -> Tensor:
    """Return `.T`: all dimensions in the opposite order."""
    return views.permuted(array, range(array.rank)[::-1])


def last_two_swapped(run: Run, array: Tensor) -> Tensor:
    """Return `.mT`."""
    if array.rank < 2:
        raise FailedError("shape", "`.mT` is of arrays with two dimensions or more")
    return views.swapped(run, array, array.rank - 2, array.rank - 1)


def transposed_matrix(run: Run, array: Value) -> Value:
    """Return `t()`: a matrix transposed, a vector as it is."""
    own = run.tensor(array)
    if own.rank > 2:
        raise FailedError("shape", f"`t()` is of at most two dimensions, not {own.rank}")
    return turned(run, own)


def transpose(run: Run, array: Value, dims: Value) -> Value:
    """Return two dimensions swapped in PyTorch, any order of all in NumPy."""
    own, items = run.tensor(array), items_of(dims)
    if run.library == "torch":
        if len(items) != 2:
            raise FailedError("type", "`transpose` swaps two dimensions, as in `transpose(0, 1)`")
        return swap(run, own, *items)
    return permute(run, own, dims) if items and items != [None] else turned(run, own)


def swap(run: Run, array: Value, first: Value, second: Value) -> Value:
    """Return two dimensions swapped."""
    own = run.tensor(array)
    return views.swapped(run, own, run.axis(first, own.rank), run.axis(second, own.rank))


def permute(run: Run, array: Value, dims: Value) -> Value:
    """Return all dimensions in another order."""
    own = run.tensor(array)
    order = [run.axis(one, own.rank) for one in items_of(dims)]
    if sorted(order) != list(range(own.rank)):
        raise FailedError("shape", f"{len(order)} dimensions are ordered for an array with {own.rank}")
    return views.permuted(own, order)


def reshape(run: Run, array: Value, shape: Value) -> Value:
    """Return another shape, row by row: a view where it can be."""
    own = run.tensor(array)
    return views.reshaped(run, own, run.shape_of(shape))


def view(run: Run, array: Tensor, shape: Value) -> Value:
    """Return another shape as a view, or fail."""
    return views.reshaped(run, array, run.shape_of(shape), only_view=True)


def flatten(run: Run, array: Value, start: Value = None, end: Value = None) -> Value:
    """Return some dimensions, all unless named, as one."""
    own = run.tensor(array)
    if run.library == "numpy" and (start is not None or end is not None):
        raise UnreadError("`flatten` with an order")
    first = 0 if start is None else run.axis(start, own.rank)
    last = max(own.rank - 1, 0) if end is None else run.axis(end, own.rank)
    minus = run.size_of(run.number(-1))
    inner: list[Size] = [*own.shape[:first], minus, *own.shape[last + 1 :]]
    found = views.reshaped(run, own, inner)
    return run.fresh(found.shape, found.dtype, found.reader()) if run.library == "numpy" else found


def raveled(run: Run, array: Value) -> Value:
    """Return all entries in one dimension, as a view where it can be."""
    return views.reshaped(run, run.tensor(array), (run.size_of(run.number(-1)),))


def squeeze(run: Run, array: Value, dim: Value) -> Value:
    """Return an array without dimensions of size 1: all, or the named one where it is of size 1."""
    own = run.tensor(array)
    if is_sequence(dim):
        raise UnreadError("`squeeze` of several dimensions")
    axes = range(own.rank) if dim is None else [run.axis(dim, own.rank)]
    zero = run.size_of(run.number(0))
    for axis in reversed(axes):
        size = run.space.whole(own.shape[axis]) if own.rank else None
        if size is None and own.rank:
            raise SpecialError("a dimension that may be of size 1")
        if size == 1:
            own = views.at(run, own, axis, zero)
        elif dim is not None and run.library == "numpy":
            raise FailedError("shape", f"a dimension of size {size} cannot be left out")
    return own


def unsqueeze(run: Run, array: Value, dim: Value) -> Value:
    """Return an array with a new dimension of size 1."""
    own = run.tensor(array)
    if is_sequence(dim) and run.library == "numpy":
        raise UnreadError("`expand_dims` of several dimensions")
    return views.with_one(run, own, run.axis(dim, own.rank + 1))


def expand(run: Run, array: Tensor, shape: Value) -> Value:
    """Return an array broadcast to a shape; -1 keeps a size."""
    sizes = list(run.shape_of(shape))
    skipped = len(sizes) - array.rank
    if skipped < 0:
        raise FailedError("shape", "`expand` gives no fewer dimensions")
    if any(run.space.whole(one) == -1 for one in sizes[:skipped]):
        raise FailedError("shape", "`expand` keeps no size of a dimension that is new")
    kept = [
        array.shape[n - skipped] if n >= skipped and run.space.whole(one) == -1 else one for n, one in enumerate(sizes)
    ]
    return expanded(run, array, kept)


def expand_as(run: Run, array: Tensor, other: Value) -> Value:
    """Return an array broadcast to the shape of another one."""
    return expanded(run, array, run.tensor(other).shape)


def broadcast_to(run: Run, array: Value, shape: Value) -> Value:
    """Return an array broadcast to a shape."""
    return expanded(run, run.tensor(array), run.shape_of(shape))


def shape_value(run: Run, array: Tensor) -> Value:
    """Return `.shape`."""
    return tuple(Scalar(run.space.entry(one), "int") for one in array.shape)
