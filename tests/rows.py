"""Rows of cases that are tested together: a test of its own for each of ten thousand rows costs more than the rows do.

A test gets a batch, checks each row of it, and tells of every one that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

import pytest

T = TypeVar("T")
BATCH = 25  # rows that one test checks
SAMPLED = 8  # one in so many of the largest lists is in a run of all tests


def batches(rows: Iterable[T], by: Callable[[T], Hashable] = lambda row: "") -> list[tuple[T, ...]]:
    """Return rows in batches, those of one kind together; rows of a kind stand beside each other."""
    kinds = [tuple(some) for _, some in groupby(rows, by)]
    return [some[start : start + BATCH] for some in kinds for start in range(0, len(some), BATCH)]


def sampled(rows: Iterable[T]) -> list[object]:
    """Return rows as parameters: a run of all tests takes one in eight, CI and a run that names their file all."""
    return [
        pytest.param(row, marks=[pytest.mark.thorough] if place % SAMPLED else []) for place, row in enumerate(rows)
    ]


def each(rows: Sequence[T], check: Callable[[T], None]) -> None:
    """Check each row; raise one AssertionError that tells of all that fail, an error that nobody expects included."""
    failed = []
    for row in rows:
        try:
            check(row)
        except Exception as error:  # told of below, with its row
            failed.append(f"{row}: {type(error).__name__}: {error}")
    if failed:
        raise AssertionError("\n".join([f"{len(failed)} of {len(rows)} rows fail:", *failed]))
