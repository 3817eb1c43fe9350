"""Operators and functions entry by entry: broadcasting, types of entries, and what either library refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library.memory.overlap import require_apart
from grader.evidence.families.code.library.powers import power_of_numbers, require_natural
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.number_functions import Comparison
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Entry,
    Listed,
    Module,
    Places,
    Scalar,
    Size,
    Tensor,
    Value,
    View,
    higher,
)

T = TypeVar("T")

SIGNS: dict[str, str] = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "floordiv": "//", "mod": "%"}
ARITHMETIC = frozenset(SIGNS)
COMPARISONS: dict[str, Comparison] = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
TO_FLOAT = frozenset(["exp", "log", "sqrt", "tanh", "sigmoid", "sin", "cos"])


# Broadcasting.


def broadcast(run: Run, shapes: Sequence[Sequence[Size]], what: str) -> tuple[Size, ...]:
    """Return the shape that several are broadcast to; raises FailedError where they do not fit."""
    rank = max(map(len, shapes))
    found = []
    for axis in range(-rank, 0):
        sizes = [shape[axis] for shape in shapes if len(shape) >= -axis]
        large = [size for size in sizes if not run.is_one(size)]
        if any(not run.space.is_same(size, large[0]) for size in large):
            listed = " and ".join(run.shown(shape) for shape in shapes)
            raise FailedError("shape", f"the shapes {listed} do not fit together in {what}")
        found.append(large[0] if large else sizes[0])
    return tuple(found)


def spread(run: Run, read: Callable[[Places], T], shape: Sequence[Size], rank: int) -> Callable[[Places], T]:
    """Return a reader at the indices of a broadcast shape of some rank."""
    ones = [run.is_one(size) for size in shape]
    zero = run.space.size(run.space.number(Fraction(0)))
    skipped = rank - len(shape)
    if not any(ones) and not skipped:
        return read
    return lambda places: read(tuple(zero if one else place for one, place in zip(ones, places[skipped:], strict=True)))


def expanded(run: Run, array: Tensor, shape: Sequence[Size]) -> Tensor:
    """Return a view of an array broadcast to a larger shape, which cannot be written to."""
    if not run.same_shape(broadcast(run, [array.shape, shape], "an expansion"), shape):
        raise FailedError("shape", f"an array of shape {run.shown(array.shape)} does not expand to {run.shown(shape)}")
    place = spread(run, lambda places: places, array.shape, len(shape))
    outer, strides = array.view.place, array.view.strides
    if strides is not None:
        kept = zip(array.shape, strides, shape[len(shape) - array.rank :], strict=True)
        still = (step if run.space.is_same(old, new) else 0 for old, step, new in kept)
        strides = (*[0] * (len(shape) - array.rank), *still)
    return Tensor(array.cell, tuple(shape), array.dtype, View(lambda places: outer(place(places)), None, strides))


# Functions entry by entry.


NOT_OF_TRUTHS = frozenset({"abs", "floor", "ceil", "relu", "floordiv", "mod", "pow"})  # of PyTorch


def elementwise(run: Run, name: str, args: Sequence[Value], dtype: Dtype | None = None) -> Value:
    """Return a function of numbers applied entry by entry; of Python's numbers it is such a number."""
    if all(isinstance(arg, Scalar) for arg in args):
        scalars = [arg for arg in args if isinstance(arg, Scalar)]
        result = dtype or result_type(run, name, [one.dtype for one in scalars], python=True)
        if name == "pow" and result == "int":
            result = power_of_numbers(run, *scalars)
        readers = [run.entries(run.tensor(one), _work(result, one.dtype)) for one in scalars]
        return Scalar(_entry(run, name, result, [read(()) for read in readers]), result)
    arrays = [run.tensor(arg) for arg in args]
    result = dtype or result_type(run, name, [one.dtype for one in arrays])
    if name == "pow" and result == "int":
        require_natural(run, arrays, isinstance(args[1], Scalar))
    shape = broadcast(run, [one.shape for one in arrays], f"`{SIGNS.get(name, name)}`")
    readers = [spread(run, run.entries(one, _work(result, one.dtype)), one.shape, len(shape)) for one in arrays]
    return run.fresh(shape, result, lambda places: _entry(run, name, result, [read(places) for read in readers]))


def _work(result: Dtype, given: Dtype) -> Dtype:
    """Return the type that an argument is computed with."""
    return given if result == "bool" and given != "bool" else higher(result, given)


def _entry(run: Run, name: str, result: Dtype, args: Sequence[Entry]) -> Entry:
    space = run.space
    if result == "bool":
        match name:
            case "add" | "max":
                return space.logic("or", *args)
            case "mul" | "min":
                return space.logic("and", *args)
    if name == "mod":
        ratio = space.apply("floordiv", *args)
        return space.apply("sub", args[0], space.apply("mul", args[1], ratio))
    return space.apply(name, *args)


def result_type(run: Run, name: str, dtypes: Sequence[Dtype], python: bool = False) -> Dtype:
    """Return the type of entries of a function's values; raises FailedError where there is none."""
    common = higher(*dtypes)
    if run.library == "torch" and not python and name == "sub" and "bool" in dtypes:
        raise FailedError("dtype", "`-` is not defined for truth values; turn them into numbers")
    if run.library == "torch" and not python and common == "bool" and name in NOT_OF_TRUTHS:
        raise FailedError("dtype", f"`{name}` is not defined for truth values; turn them into numbers")
    if name in TO_FLOAT or name == "div":
        return "float"
    if common != "bool":
        return common
    if python or name in {"pow", "floordiv", "mod"}:
        return "int"
    if name in {"sub", "neg"}:
        raise FailedError("dtype", f"`{SIGNS.get(name, '-')}` is not defined for truth values; turn them into numbers")
    return "bool" if name in {"add", "mul", "max", "min"} else "int"


def comparison(run: Run, sign: Comparison, left: Value, right: Value) -> Value:
    """Return the truth values of a comparison, entry by entry."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return Scalar(_compared(run, sign, left.value, right.value, left.dtype, right.dtype), "bool")
    first, second = run.tensor(left), run.tensor(right)
    shape = broadcast(run, [first.shape, second.shape], "a comparison")
    one, other = (spread(run, array.reader(), array.shape, len(shape)) for array in (first, second))
    kinds = first.dtype, second.dtype
    return run.fresh(shape, "bool", lambda places: _compared(run, sign, one(places), other(places), *kinds))


def _compared(run: Run, sign: Comparison, left: Entry, right: Entry, first: Dtype, second: Dtype) -> Entry:
    if first == "bool":
        left = run.as_number(left)
    if second == "bool":
        right = run.as_number(right)
    return run.space.compare(sign, left, right)


def logical(run: Run, name: str, args: Sequence[Value]) -> Value:
    """Return `&`, `|`, `^` or `~` of truth values, entry by entry."""
    space = run.space

    def entry(values: Sequence[Entry]) -> Entry:
        match name:
            case "not":
                return space.logic("not", values[0])
            case "and":
                return space.logic("and", *values)
            case "or":
                return space.logic("or", *values)
            case _:
                both, either = space.logic("and", *values), space.logic("or", *values)
                return space.logic("and", either, space.logic("not", both))

    if run.library == "numpy" and any(isinstance(arg, Listed | tuple) for arg in args):
        raise UnreadError("a sequence in the place of truth values")
    if any(not isinstance(arg, Tensor | Scalar) for arg in args):
        raise misfit(f"truth values are expected here, not {' and '.join(map(kind_of, args))}", *args)
    arrays = [run.tensor(arg) for arg in args]
    if any(one.dtype == "float" for one in arrays):
        raise FailedError("dtype", "`&`, `|`, `^` and `~` are not defined for numbers with a point")
    if any(one.dtype == "int" for one in arrays):
        raise UnreadError("arithmetic with the bits of whole numbers")
    if all(isinstance(arg, Scalar) for arg in args):
        return Scalar(entry([one.reader()(()) for one in arrays]), "bool")
    shape = broadcast(run, [one.shape for one in arrays], "a logical operator")
    readers = [spread(run, one.reader(), one.shape, len(shape)) for one in arrays]
    return run.fresh(shape, "bool", lambda places: entry([read(places) for read in readers]))


def where(run: Run, condition: Value, first: Value, second: Value) -> Tensor:
    """Return entries of two arrays as a condition chooses."""
    arrays = [run.tensor(one) for one in (condition, first, second)]
    if arrays[0].dtype != "bool":
        if run.library == "torch":
            raise FailedError("dtype", "`where` expects a condition of truth values")
        arrays[0] = cast(run, arrays[0], "bool")
    dtype = higher(arrays[1].dtype, arrays[2].dtype)
    shape = broadcast(run, [one.shape for one in arrays], "`where`")
    test, yes, no = (
        spread(run, read, one.shape, len(shape))
        for one, read in zip(
            arrays, (arrays[0].reader(), *(run.entries(one, dtype) for one in arrays[1:])), strict=True
        )
    )
    return run.fresh(shape, dtype, lambda places: choose(run, dtype, test(places), yes(places), no(places)))


def choose(run: Run, dtype: Dtype, condition: Entry, first: Entry, second: Entry) -> Entry:
    """Return the first entry where a condition holds, else the second one."""
    space = run.space
    if dtype != "bool":
        return space.choose(condition, first, second)
    other = space.logic("and", space.logic("not", condition), second)
    return space.logic("or", space.logic("and", condition, first), other)


def cast(run: Run, array: Tensor, dtype: Dtype) -> Tensor:
    """Return an array with another type of entries; the same one where that changes nothing."""
    if array.dtype == dtype:
        return array
    return run.fresh(array.shape, dtype, run.entries(array, dtype))


# In place.


def assign(run: Run, target: Tensor, value: Value) -> None:
    """Write values, broadcast to its shape, where an array has its own; they are turned into its type of entries."""
    array = run.tensor(value)
    if not run.same_shape(broadcast(run, [target.shape, array.shape], "an assignment"), target.shape):
        shapes = f"{run.shown(array.shape)} do not fit into {run.shown(target.shape)}"
        raise FailedError("shape", f"values of shape {shapes}")
    require_apart(run, target, value)
    read = spread(run, run.entries(array, target.dtype), array.shape, target.rank)
    run.space.write(target, read)


def in_place(run: Run, name: str, target: Tensor, value: Value) -> None:
    """Change an array by an operator, as `x += y` does."""
    found = elementwise(run, name, [target, value])
    assert isinstance(found, Tensor)
    if higher(found.dtype, target.dtype) != target.dtype:
        names = {"bool": "truth values", "int": "whole numbers", "float": "numbers with a point"}
        raise FailedError("dtype", f"{names[found.dtype]} cannot be written into an array of {names[target.dtype]}")
    if not run.same_shape(found.shape, target.shape):
        raise FailedError(
            "shape",
            f"an array of shape {run.shown(target.shape)} cannot be changed in place to {run.shown(found.shape)}",
        )
    require_apart(run, target, value)
    assign(run, target, found)


def truth_of(run: Run, value: Value) -> bool:
    """Return whether a value counts as true, as `if` asks."""
    match value:
        case Scalar(entry, "bool"):
            return run.space.truth(entry)
        case Scalar(entry):
            return run.space.truth(run.space.compare("!=", entry, run.space.number(Fraction(0))))
        case Tensor():
            return _truth_of_array(run, value)
        case None:
            return False
        case str() | tuple():
            return bool(value)
        case Listed(items):
            return bool(items)
        case Module(path):
            raise UnreadError(f"`{path}` as a truth value")
        case _:
            return True


def _truth_of_array(run: Run, array: Tensor) -> bool:
    if not all(run.is_one(size) for size in array.shape):
        raise FailedError("type", f"an array of shape {run.shown(array.shape)} is neither true nor false")
    zero = run.space.size(run.space.number(Fraction(0)))
    return run.space.truth(run.entries(array, "bool")((zero,) * array.rank))


def item(run: Run, array: Tensor) -> Scalar:
    """Return the only entry of an array as a number of Python."""
    if not all(run.is_one(size) for size in array.shape):
        raise FailedError("shape", f"an array of shape {run.shown(array.shape)} is no single number")
    zero = run.space.size(run.space.number(Fraction(0)))
    return Scalar(array.reader()((zero,) * array.rank), array.dtype)
