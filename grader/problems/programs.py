"""Programs that an author writes, read with faults at their places."""

from __future__ import annotations

from grader.errors import AnswerError
from grader.language.code.program import Program
from grader.language.code.reader import read_code
from grader.problems.faults import Faults
from grader.problems.located import Path


def read_program(text: str, names: frozenset[str] | None, faults: Faults, path: Path) -> Program | None:
    """Return the program that a text is; where it cannot be read, add a fault and return None."""
    try:
        return read_code(text, names)
    except AnswerError as error:
        faults.add(path, error.message)
        return None
