"""Between which numbers the values of the known functions lie."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.functions.table import REALS
from grader.evidence.normal_form.kernels import Range


def values_of(name: str) -> Range:
    """Return rational numbers between which all values of a bounded function lie."""
    ends = [end for part in REALS[name].range for end in part.ends]
    low, high = min(end.below for end in ends), max(end.above for end in ends)
    return Range(fmpq(*low.as_integer_ratio()), fmpq(*high.as_integer_ratio()))
