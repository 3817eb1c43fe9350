"""A value of Python as the text of an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from struct import pack, unpack
from typing import Any

from grader.interchange.texts import Written
from grader.submissions.weights.floats import PRECISIONS, simplest

MAX_DEPTH = 20  # of lists in lists
MAX_DIGITS = 4_000  # of a whole number, or of either part of a fraction; Python itself writes few more
TAKEN = "a text, a number, a fraction, a list of numbers, a NumPy scalar or array, or a SymPy expression or matrix"
DOUBLE = PRECISIONS["float64"]


def written(value: object) -> Written:
    """Return a value as the text of an answer, a text as it is.

    A binary number stands for the simplest fraction that rounds to it at its own precision, as in a file of weights.
    Raises TypeError for what is no such value, and ValueError for one that has no text: nan, infinities, a SymPy
    expression with a part that our language does not have.
    """
    return _written(value, 0)


def _written(value: object, depth: int) -> Written:
    if depth > MAX_DEPTH:
        raise ValueError(f"an answer in more than {MAX_DEPTH} lists (MAX_DEPTH)")
    if isinstance(value, str):  # NumPy's texts, too
        return Written(str.__str__(value))
    if isinstance(value, list | tuple):
        return _joined([_written(item, depth + 1) for item in value])
    for kind in type(value).__mro__:
        convert = KINDS.get(kind) or LIBRARIES.get((kind.__module__ or "").partition(".")[0])
        if convert is not None:
            found = convert(value)
            return found if isinstance(found, Written) else Written(found)
    raise TypeError(f"an answer may be {TAKEN}, not {type(value).__name__}")


def _joined(parts: Sequence[Written]) -> Written:
    symbols = {name: domain for part in parts for name, domain in part.symbols.items()}
    return Written(f"[{', '.join(part.text for part in parts)}]", symbols)


def _whole(value: int) -> str:
    if abs(value) >= 10**MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS:,} digits is no answer (MAX_DIGITS)")
    return str(value)


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _fraction(value: Fraction) -> str:
    over, under = _whole(value.numerator), _whole(value.denominator)
    return over if value.denominator == 1 else f"{over}/{under}"


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no number that an answer may be")
    if abs(value.adjusted()) >= MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS:,} digits is no answer (MAX_DIGITS)")
    return _fraction(Fraction(value))


def _float(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"{value} is no number that an answer may be")
    (pattern,) = unpack("<Q", pack("<d", value))
    found = simplest(pattern, DOUBLE)
    assert found is not None
    return str(Fraction(*found))


def _complex(value: complex) -> str:
    imaginary = _float(value.imag)
    return f"{_float(value.real)} + ({imaginary}) i" if value.imag else _float(value.real)


def _of_numpy(value: Any) -> Written:
    from grader.interchange.arrays import text_of_array  # noqa: PLC0415 - NumPy is imported by who uses it

    return Written(text_of_array(value))


def _of_sympy(value: Any) -> Written:
    from grader.interchange.from_sympy import from_sympy  # noqa: PLC0415 - SymPy is imported by who uses it

    return from_sympy(value).written()


KINDS: dict[type, Callable[[Any], str | Written]] = {
    bool: _yes_or_no,
    int: _whole,
    float: _float,
    complex: _complex,
    Fraction: _fraction,
    Decimal: _decimal,
}
LIBRARIES: dict[str, Callable[[Any], Written]] = {"numpy": _of_numpy, "sympy": _of_sympy}
