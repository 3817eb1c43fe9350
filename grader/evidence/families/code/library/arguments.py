"""Arguments of functions: sequences, types of entries, flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library.operators import truth_of
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.values import Dtype, Listed, Module, Scalar, Slice, Tensor, Value

Call = Callable[..., Value]
TYPES: dict[str, Dtype] = {
    **dict.fromkeys(("float", "float16", "float32", "float64", "double", "half", "FloatTensor"), "float"),
    **dict.fromkeys(("int", "int32", "int64", "long", "LongTensor", "int8", "uint8"), "int"),
    **dict.fromkeys(("bool", "bool_", "BoolTensor"), "bool"),
}  # fmt: skip
FULL = Slice(None, None, None)


def is_sequence(value: Value) -> bool:
    """Return whether a value is a tuple or a list."""
    return isinstance(value, tuple | Listed)


def items_of(value: Value) -> Sequence[Value]:
    """Return the items of a tuple or a list; anything else is one item."""
    return value.items if isinstance(value, Listed) else value if isinstance(value, tuple) else [value]


def truth(run: Run, value: bool) -> Scalar:
    """Return a truth value of Python."""
    return Scalar(value, "bool")


def dtype_of(value: Value) -> Dtype | None:
    """Return the type of entries that a name stands for; None where none is given."""
    match value:
        case None:
            return None
        case Module(path) if path.rpartition(".")[2] in TYPES:
            return TYPES[path.rpartition(".")[2]]
        case _:
            raise UnreadError("this type of entries")


def array_of(run: Run, value: Value) -> Tensor:
    """Return an array that a function is applied to; PyTorch takes no number in its place."""
    if run.library == "torch" and not isinstance(value, Tensor):
        raise misfit(f"an array is expected here, not {kind_of(value)}", value)
    return run.tensor(value)


def require_one(run: Run, name: str, dim: Value) -> None:
    """Raise FailedError where several dimensions are named and PyTorch takes one."""
    if run.library == "torch" and is_sequence(dim):
        raise FailedError("type", f"`{name}` is over one dimension, or over all")


def flag(run: Run, value: Value) -> bool:
    """Return whether an argument such as `keepdim` is true."""
    return truth_of(run, value)
