"""Verdicts from a line cut into cells: covering, inclusion, and gaps in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from grader.evidence.definedness.formulas import Role
from grader.evidence.definedness.line.cells import Cell, run_text, runs
from grader.evidence.errors import DeclinedError

Status = Literal["proved", "refuted", "unknown"]
Found = tuple[Status, str, Cell | None]  # the status, a reason where unknown, a cell of counterexamples where refuted

# The formulas' places in a cell's roles; that of the answer by itself is there where a convention may decide.
EXPECTED, ANSWER, ALONE = 0, 1, 2

NO_COMMON = "No point was found at which both sides are surely defined."


def is_heavy(line: Sequence[Cell], index: int, whole: bool) -> bool:
    """Whether a cell has interior in the domain: an interval, an isolated point, or any point of the integers."""
    cell = line[index]
    if cell.is_open or whole:
        return True
    return not any(0 <= i < len(line) and line[i].is_open and line[i].inside for i in (index - 1, index + 1))


def is_gap(cell: Cell) -> bool:
    """Whether the expected side is defined on a cell and the answer is not."""
    return cell.inside is True and cell.roles[EXPECTED] is None and cell.roles[ANSWER] is Role.UNDEFINED


def is_left_out(cell: Cell) -> bool:
    """Whether an unnamed convention decides on a cell."""
    return cell.inside is True and Role.LEFT_OUT in (cell.roles[EXPECTED], *cell.roles[ALONE:])


def is_unclear(cell: Cell) -> bool:
    """Whether it is not known on a cell if both sides are defined; the answer matters where the other side is."""
    if not cell.inside:
        return cell.inside is None
    if Role.UNCLEAR in (cell.roles[EXPECTED], *cell.roles[ALONE:]):
        return True
    return cell.roles[EXPECTED] is None and cell.roles[ANSWER] is Role.UNCLEAR


def covering(line: Sequence[Cell], whole: bool, *, exactly: bool = False) -> Found:
    """Decide whether the answer covers the expected side: up to sets without interior, or exactly.

    Raises DeclinedError where the cells do not say.
    """
    heavy = [exactly or is_heavy(line, i, whole) for i in range(len(line))]
    gap = next((cell for cell, counts in zip(line, heavy, strict=True) if counts and is_gap(cell)), None)
    if gap is not None:
        return "refuted", "", gap
    for index, cell in enumerate(line):
        if is_unclear(cell) and heavy[index]:
            raise DeclinedError("It is not known on a part of the line whether there is a value.")
        if is_left_out(cell) and is_heavy(line, index, whole):
            return "unknown", "A convention that is not named decides on a part of the domain.", None
    if not any(cell.inside and cell.roles[EXPECTED] is None and cell.roles[ANSWER] is None for cell in line):
        left_out = any(map(is_left_out, line))
        return "unknown", "Only points where an unnamed convention decides are left." if left_out else NO_COMMON, None
    return "proved", "", None


def gap_runs(line: Sequence[Cell], name: str) -> tuple[str, ...]:
    """Return in words where the answer alone is undefined, and where a convention decides."""
    gaps = [run_text(run, name) for run in runs(line, [is_gap(cell) for cell in line])]
    left_out = [run_text(run, name) for run in runs(line, [is_left_out(cell) for cell in line])]
    return tuple(dict.fromkeys((*gaps, *left_out)))


def outside_runs(line: Sequence[Cell], name: str) -> tuple[str, ...]:
    """Return in words where the expected side is undefined within the domain."""
    chosen = [cell.inside is True and cell.roles[EXPECTED] is Role.UNDEFINED for cell in line]
    return tuple(run_text(run, name) for run in runs(line, chosen))
