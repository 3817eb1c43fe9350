"""The unit that an author asks for."""

from __future__ import annotations

from fractions import Fraction

from grader.language import units
from grader.problems.question import UnitAsked
from grader.problems.texts.faults import Faults
from grader.problems.texts.typed import shown


def read_asked_unit(
    text: str, faults: Faults, points: Fraction | None = None, *, is_fixed: bool = False
) -> UnitAsked | None:
    """Return the unit that a text names; otherwise add a fault and return None."""
    try:
        return UnitAsked(units.reading.read_unit(text), points, is_fixed)
    except units.reading.NoUnitError as error:
        why = str(error) or "expected a unit, such as m/s^2, kg or %"
        faults.add(("answer", "unit"), f"{shown(text)} is no unit that is known: {why}")
        return None
