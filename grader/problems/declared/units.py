"""The unit that an author asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader.language import units
from grader.problems.models import Formula
from grader.problems.question import UnitAsked
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
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


def refuse_percents(unit: UnitAsked, expected: Formula | None, accept: Sequence[Formula], faults: Faults) -> None:
    """Add a fault for each right answer with a percent sign where the unit is one: `50%` would be 50/100 of 1 %."""
    places: list[tuple[Path, Formula | None]] = [(("answer", "expected"), expected)]
    places += [(("answer", "accept", place), one) for place, one in enumerate(accept)]
    for place, formula in places if unit.unit.text.strip("\\ ") == "%" else ():
        text = formula.text if formula is not None else None
        found = _PERCENT.search(text) if text is not None else None
        if text is not None and found is not None:
            said = f"{shown(text)} is measured in the unit, so that this would be {found[1]}/100 %"
            faults.add(place, f"{said}; write `{found[1]}`, or leave out `unit`")


_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*\\?%")
