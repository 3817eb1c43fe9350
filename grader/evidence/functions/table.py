"""One row a function: what all engines know of it, and the questions that they ask of the whole table."""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.functions import circle, elementary, others, units
from grader.evidence.functions.row import Complex, Function, Real, Several

ROWS: dict[str, Function] = {row.name: row for row in (*elementary.ROWS, *circle.ROWS, *units.ROWS, *others.ROWS)}
REALS: dict[str, Real] = {name: row.real for name, row in ROWS.items() if row.real is not None}


def of_reals(question: Callable[[Real], bool]) -> frozenset[str]:
    """Return the functions of one real number of which something holds."""
    return frozenset(name for name, facts in REALS.items() if question(facts))


def of_complex(question: Callable[[Complex], bool]) -> frozenset[str]:
    """Return the functions of one complex number of which something holds."""
    return frozenset(name for name, row in ROWS.items() if question(row.complex))


def of_several(question: Callable[[Several], bool]) -> frozenset[str]:
    """Return the functions of several numbers, or of arrays, of which something holds."""
    return frozenset(name for name, row in ROWS.items() if row.several is not None and question(row.several))
