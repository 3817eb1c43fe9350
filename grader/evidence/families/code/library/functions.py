"""What the rows of the table compute: each takes the run and the arguments, in the order of the parameters."""

from __future__ import annotations

from typing import Literal

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library import reductions as over
from grader.evidence.families.code.library.arguments import Call, array_of, dtype_of, flag, items_of, require_one
from grader.evidence.families.code.library.memory import views
from grader.evidence.families.code.library.operators import (
    COMPARISONS,
    cast,
    comparison,
    elementwise,
    expanded,
    logical,
)
from grader.evidence.families.code.library.operators import where as chosen
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Named,
    Scalar,
    Tensor,
    Value,
)

# Entry by entry.


def each(name: str) -> Call:
    """Return a function of one number applied to all entries."""

    def call(run: Run, value: Value) -> Value:
        if name == "square":
            if isinstance(value, Tensor) and value.dtype == "bool" and run.library == "torch":
                value = cast(run, value, "int")
            return elementwise(run, "mul", [value, value])
        return elementwise(run, name, [value if isinstance(value, Scalar) else run.tensor(value)])

    return call


def operator(name: str, count: int) -> Call:
    """Return an operator as a function."""
    return lambda run, *args: elementwise(run, name, args[:count])


def reciprocal(run: Run, value: Value) -> Value:
    """Return 1 / value; of NumPy's whole numbers only the whole part of it."""
    if run.library == "torch":
        return elementwise(run, "div", [run.number(1), value])
    own = run.tensor(value)
    if own.dtype == "bool":
        raise UnreadError("`reciprocal` of truth values")
    return cast(run, run.tensor(elementwise(run, "div", [run.number(1), own])), own.dtype)


def power(run: Run, base: Value, exponent: Value) -> Value:
    """Return powers as NumPy's function gives them, which makes arrays of Python's numbers."""
    return elementwise(run, "pow", [run.tensor(base), run.tensor(exponent)])


def scaled(name: str) -> Call:
    """Return `add` or `sub` with the second side times `alpha`."""

    def call(run: Run, first: Value, second: Value, alpha: Value) -> Value:
        return elementwise(run, name, [first, elementwise(run, "mul", [second, alpha])])

    return call


def clamp(run: Run, value: Value, low: Value, high: Value) -> Value:
    """Return entries no less than `low` and no greater than `high`."""
    if low is not None:
        value = elementwise(run, "max", [value, low])
    return value if high is None else elementwise(run, "min", [value, high])


def compare(name: str) -> Call:
    """Return a comparison as a function."""
    return lambda run, first, second: comparison(run, COMPARISONS[name], first, second)


def logic(name: str) -> Call:
    """Return a logical operator of arrays, whose entries count as true where they are not 0."""

    def call(run: Run, *args: Value) -> Value:
        return logical(run, name, [cast(run, run.tensor(arg), "bool") for arg in args])

    return call


def where(run: Run, condition: Value, first: Value, second: Value) -> Value:
    """Return entries as a condition chooses."""
    if first is None or second is None:
        raise UnreadError("`where` that looks for places")
    return chosen(run, condition, first, second)


def masked_fill(run: Run, array: Value, mask: Value, value: Value) -> Value:
    """Return an array with one number where a mask holds."""
    own = run.tensor(array)
    return cast(run, chosen(run, mask, value, own), own.dtype)


def heaviside(run: Run, array: Value, values: Value) -> Value:
    """Return 0 below 0, 1 above and `values` at 0: PyTorch wants arrays of one type, NumPy makes floats of them."""
    own, at_zero = run.tensor(array), run.tensor(values)
    if run.library == "torch":
        if not (isinstance(array, Tensor) and isinstance(values, Tensor)):
            raise FailedError("type", "`heaviside` takes two tensors")
        if own.dtype != at_zero.dtype:
            raise FailedError("dtype", "`heaviside` takes two tensors with entries of one type")
    below, above = (comparison(run, sign, own, run.number(0)) for sign in (COMPARISONS["lt"], COMPARISONS["gt"]))
    inner = chosen(run, below, run.number(0), at_zero)
    return cast(run, chosen(run, above, run.number(1), inner), at_zero.dtype if run.library == "torch" else "float")


# Over dimensions.


def total(run: Run, array: Value, dim: Value, keep: Value, dtype: Value) -> Value:
    """Return sums."""
    own, kind = run.tensor(array), dtype_of(dtype)
    return over.total(run, own if kind is None else cast(run, own, kind), dim, flag(run, keep))


def mean(run: Run, array: Value, dim: Value, keep: Value, dtype: Value) -> Value:
    """Return means."""
    own, kind = run.tensor(array), dtype_of(dtype)
    if kind not in {None, "float"}:
        raise UnreadError("a mean in whole numbers")
    return over.mean(run, own if kind is None else cast(run, own, kind), dim, flag(run, keep))


def prod(run: Run, array: Value, dim: Value, keep: Value, dtype_: Value) -> Value:
    """Return products."""
    own, kind = run.tensor(array), dtype_of(dtype_)
    own = own if kind is None else cast(run, own, kind)
    require_one(run, "prod", dim)
    dtype: Dtype = "int" if own.dtype == "bool" else own.dtype
    return over.folded(run, "prod", own, over.axes_of(run, own, dim), flag(run, keep), dtype)


def var(run: Run, array: Value, dim: Value, unbiased: Value, keep: Value, correction: Value, ddof: Value) -> Value:
    """Return variances: PyTorch divides by the number less 1 unless told otherwise, NumPy by the number."""
    less = 1 if run.library == "torch" else 0
    if unbiased is not None:
        if not isinstance(unbiased, Scalar) or unbiased.dtype != "bool":
            raise UnreadError("`var` with these arguments")
        less = int(flag(run, unbiased))
    given = correction if correction is not None else ddof
    return over.variance(run, run.tensor(array), dim, flag(run, keep), less if given is None else run.whole(given))


def std(run: Run, *args: Value) -> Value:
    """Return standard deviations."""
    return elementwise(run, "sqrt", [var(run, *args)])


def best(kind: Literal["max", "min"]) -> Call:
    """Return greatest or least entries; of PyTorch's dimension with their places, and of two arrays entry by entry."""

    def call(run: Run, array: Value, dim: Value, keep: Value) -> Value:
        own = run.tensor(array)
        if isinstance(dim, Tensor) and run.library == "torch":
            return elementwise(run, kind, [own, dim])
        require_one(run, kind, dim)
        values = over.best(run, kind, own, dim, flag(run, keep))
        if dim is None or run.library == "numpy":
            return values
        return Named(("values", "indices"), (values, over.best_place(run, kind, own, dim, flag(run, keep))))

    return call


def extreme(kind: Literal["max", "min"]) -> Call:
    """Return greatest or least entries alone."""
    return lambda run, array, dim, keep: over.best(run, kind, run.tensor(array), dim, flag(run, keep))


def place_of(kind: Literal["max", "min"]) -> Call:
    """Return the places of greatest or least entries."""
    return lambda run, array, dim, keep: over.best_place(run, kind, run.tensor(array), dim, flag(run, keep))


def truths(name: Literal["any", "all"]) -> Call:
    """Return whether any, or all, entries hold."""
    return lambda run, array, dim, keep: over.truths(run, name, run.tensor(array), dim, flag(run, keep))


def running(run: Run, array: Value, dim: Value, dtype: Value) -> Value:
    """Return sums up to each index; of NumPy over all entries where no dimension is named."""
    own, kind = run.tensor(array), dtype_of(dtype)
    own = own if kind is None else cast(run, own, kind)
    if dim is None:
        if run.library == "torch":
            raise FailedError("type", "`cumsum` needs the dimension")
        own, dim = views.reshaped(run, own, (run.size_of(run.number(-1)),)), run.number(0)
    if not own.rank:
        raise UnreadError("`cumsum` of a single number")
    return over.running(run, own, dim)


def softmax(logarithm: bool) -> Call:
    """Return softmax or its logarithm; the dimension must be named."""

    def call(run: Run, array: Value, dim: Value, dtype: Value) -> Value:
        own = array_of(run, array)
        if dim is None and run.module == "torch.nn.functional":  # which then takes the rows of a matrix
            dim = run.number(0 if own.rank in {0, 1, 3} else 1)
        if dim is None:
            raise FailedError("type", "`softmax` needs the dimension, as in `softmax(dim=-1)`")
        return over.softmax(run, own if dtype_of(dtype) is None else cast(run, own, "float"), dim, logarithm)

    return call


def logsumexp(run: Run, array: Value, dim: Value, keep: Value) -> Value:
    """Return the logarithm of the sum of exponentials."""
    return over.logsumexp(run, array_of(run, array), dim, flag(run, keep))


# Products.

RANKS = {"mm": (2, 2), "mv": (2, 1), "bmm": (3, 3), "dot": (1, 1)}


def product(name: str) -> Call:
    """Return a matrix product, for arrays of certain dimensions only where PyTorch is strict."""

    def call(run: Run, first: Value, second: Value) -> Value:
        ranks = run.tensor(first).rank, run.tensor(second).rank
        if run.library == "torch" and name in RANKS and ranks != RANKS[name]:
            raise FailedError("shape", f"`{name}` multiplies arrays of {RANKS[name]} dimensions, not {ranks}")
        if run.library == "numpy" and name == "dot" and 0 in ranks:
            return elementwise(run, "mul", [first, second])
        if name == "dot" and ranks[1] > 2:
            raise UnreadError("`dot` of arrays of so many dimensions")
        return over.product(run, first, second, name)

    return call


def added_product(name: str) -> Call:
    """Return `addmm`, beta input + alpha mat1 @ mat2: the input is broadcast to the product's shape."""

    def call(run: Run, array: Value, first: Value, second: Value, beta: Value, alpha: Value) -> Value:
        found = product(name)(run, first, second)
        own = expanded(run, run.tensor(array), run.tensor(found).shape)
        return elementwise(run, "add", [elementwise(run, "mul", [own, beta]), elementwise(run, "mul", [found, alpha])])

    return call


def outer(run: Run, first: Value, second: Value) -> Value:
    """Return the outer product of two vectors."""
    one, other = run.tensor(first), run.tensor(second)
    if run.library == "torch" and (one.rank, other.rank) != (1, 1):
        raise FailedError("shape", "`outer` multiplies two vectors")
    flat = (
        views.reshaped(run, one, (run.size_of(run.number(-1)),)),
        views.reshaped(run, other, (run.size_of(run.number(-1)),)),
    )
    return elementwise(run, "mul", [views.with_one(run, flat[0], 1), flat[1]])


def einsum(run: Run, text: Value, operands: Value) -> Value:
    """Return a sum of products by letters."""
    if not isinstance(text, str):
        raise FailedError("type", "`einsum` begins with a text such as 'ij,jk->ik'")
    return over.einsum(run, text, [run.tensor(one) for one in items_of(operands)])


def linear(run: Run, array: Value, weight: Value, bias: Value) -> Value:
    """Return array @ weight.T + bias; a weight of one dimension gives one number for each row, without a bias."""
    own, rows = run.tensor(array), run.tensor(weight)
    if not own.rank or rows.rank not in {1, 2}:
        raise FailedError("shape", f"`linear` of arrays of {own.rank} and {rows.rank} dimensions")
    if rows.rank == 1 and bias is not None:
        raise FailedError("shape", "`linear` with a bias needs a matrix as its weight")
    found = over.product(run, own, rows if rows.rank == 1 else views.swapped(run, rows, 0, 1), "linear")
    return found if bias is None else elementwise(run, "add", [found, bias])
