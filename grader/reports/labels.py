"""What a problem is called on the sheet, beside its id: `2.1 (fall)`, and of its parts `2.1 b (fall.speed)`."""

from __future__ import annotations

from string import ascii_lowercase

from grader.problems.assignment import Assignment
from grader.problems.question import Problem


def name_on_sheet(assignment: Assignment | None, id_: str, part: str = "") -> str:
    """Return an id behind the label that the author of the assignment gave the problem; without one the id alone."""
    name, sheet = part or id_, assignment.sheet if assignment is not None else None
    labels = sheet.labels.get(id_, ()) if sheet is not None and sheet.stated else ()
    if assignment is None or not labels or labels[0] == id_:
        return name
    letter = _letter(assignment.problems[id_], part) if part else ""
    return f"{labels[0]} {letter} ({name})" if letter else f"{labels[0]} ({name})"


def _letter(problem: Problem, part: str) -> str:
    """Return what a part is called: its own name where one part is called by a number or a letter, else its place's."""
    names = {one.id: one.id.removeprefix(f"{problem.id}.") for one in problem.questions}
    if any(len(name) == 1 or name.isdigit() for name in names.values()):
        return names.get(part, "")
    return dict(zip(names, ascii_lowercase, strict=False)).get(part, "")
