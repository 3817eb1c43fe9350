"""Powers of whole numbers: Python makes fractions of negative ones, arrays of whole numbers have none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Dtype, Scalar, Tensor

NEGATIVE = "whole numbers to a negative power; make them numbers with a point first"


def power_of_numbers(run: Run, base: Scalar, exponent: Scalar) -> Dtype:
    """Return the type of a power of Python's whole numbers; raises FailedError for 0 to a negative power."""
    space, zero = run.space, run.space.number(Fraction(0))
    if exponent.dtype == "bool" or space.is_natural(exponent.value):
        return "int"
    if not space.truth(space.compare("<", exponent.value, zero)):
        return "int"
    if space.whole_entry(run.as_number(base.value) if base.dtype == "bool" else base.value) == 0:
        raise FailedError("zero", "0 to a negative power")
    return "float"


def require_natural(run: Run, arrays: Sequence[Tensor], is_number: bool) -> None:
    """Raise where an array of whole numbers is taken to a negative power, or to one whose sign is not known.

    NumPy fails at any negative exponent, PyTorch where it is a number of Python (`is_number`) and else rounds.
    """
    exponent = arrays[1]
    if exponent.dtype == "bool":
        return
    read = exponent.reader()
    if all(run.space.is_natural(read(places)) for places in run.space.indices(exponent.shape)):
        return
    if not isinstance(run.space, Numbers):
        raise SpecialError("a power of whole numbers that may be negative")
    is_empty = any(run.space.whole(size) == 0 for array in arrays for size in array.shape)
    if is_empty or (run.library == "torch" and not is_number):
        raise UnreadError("an array of whole numbers to a negative power")
    raise FailedError("dtype", NEGATIVE)
