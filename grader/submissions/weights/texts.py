"""Arrays as texts of the answer language, and why one is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from grader.records import dataclass
from grader.submissions.limits import WEIGHT_AXES, WEIGHT_ENTRIES
from grader.wording import file_notices

Rows = tuple[tuple[str, ...], ...]


class ArrayError(Exception):
    """An array that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class ArrayText:
    """An array in the answer language, and what is to be said of it; `rows` are the entries of one with two axes."""

    text: str
    note: str = ""
    rows: Rows | None = None

    def transposed(self) -> ArrayText:
        """Return a matrix with rows and columns exchanged."""
        assert self.rows is not None
        return of_rows(tuple(zip(*self.rows, strict=True)), self.note)


def of_rows(rows: Rows, note: str = "") -> ArrayText:
    """Return a matrix."""
    return ArrayText(f"[{', '.join(_nested(row, (len(row),)) for row in rows)}]", note, rows)


def shaped(entries: Sequence[str], shape: tuple[int, ...], note: str = "") -> ArrayText:
    """Return an array of a shape; the last axis runs fastest."""
    if len(shape) == 2:
        return of_rows(tuple(tuple(row) for row in _parts(entries, shape)), note)
    return ArrayText(_nested(entries, shape), note)


def _nested(entries: Sequence[str], shape: tuple[int, ...]) -> str:
    if not shape:
        return entries[0]
    parts = entries if len(shape) == 1 else [_nested(part, shape[1:]) for part in _parts(entries, shape)]
    return f"[{', '.join(parts)}]"


def _parts(entries: Sequence[str], shape: tuple[int, ...]) -> list[Sequence[str]]:
    step = prod(shape[1:])
    return [entries[place * step : (place + 1) * step] for place in range(shape[0])]


def check_shape(shape: Sequence[int]) -> tuple[int, ...]:
    """Return a shape of which an array may be made. Raises ArrayError. An axis of length 0 excuses no other."""
    if len(shape) > WEIGHT_AXES:
        raise ArrayError(file_notices.HAS_AXES_MORE_THAN.format(count=len(shape), weight_axes=WEIGHT_AXES))
    if prod(max(axis, 1) for axis in shape) > WEIGHT_ENTRIES:
        said = " × ".join(str(axis) if axis < 10**12 else "…" for axis in shape)
        raise ArrayError(file_notices.ANNOUNCES_ENTRIES_MORE_THAN.format(said=said, weight_entries=WEIGHT_ENTRIES))
    return tuple(shape)
