"""NumPy's scalars and arrays as texts: every entry at its own precision."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.submissions.weights.arrays import Layout, decoded
from grader.submissions.weights.texts import ArrayError, check_shape, shaped

PARTS = {"complex64": "float32", "complex128": "float64"}


def text_of_array(value: Any) -> str:
    """Return the text of a NumPy scalar or array, of any shape, as it would stand in an answer.

    Raises TypeError for entries that are no numbers (objects, dates, texts) and for masked arrays, ValueError for
    infinities, nan, and more entries than a file of weights may have.
    """
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError("an answer may be no masked array: fill it, or take its entries")
    array = np.asarray(value)
    try:
        check_shape(array.shape)
        if array.dtype.name in PARTS:
            return _complex(array)
        return decoded(_bytes(array), Layout(array.dtype.name, array.shape)).text
    except ArrayError as error:
        raise ValueError(f"the array {error}") from None


def _bytes(array: np.ndarray[Any, Any]) -> memoryview:
    kind = array.dtype
    if kind.kind not in "biuf" or kind.itemsize > 8:
        raise TypeError(f"an answer may hold numbers of up to 64 bits, not {kind.name}")
    return memoryview(np.ascontiguousarray(array.astype(kind.newbyteorder("<"))).tobytes())


def _complex(array: np.ndarray[Any, Any]) -> str:
    part = PARTS[array.dtype.name]
    sides = (decoded(_bytes(side.ravel()), Layout(part, (side.size,))) for side in (array.real, array.imag))
    real, imaginary = (side.text.strip("[]").split(", ") for side in sides)
    entries = [a if b == "0" else f"{a} + ({b}) i" for a, b in zip(real, imaginary, strict=True)]
    return shaped(entries, array.shape).text
