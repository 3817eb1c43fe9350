"""Programs that an author writes, read with faults at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.errors import AnswerError
from grader.language import code
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path

if TYPE_CHECKING:
    from grader.language.code.program import Program


def read_program(text: str, names: frozenset[str] | None, faults: Faults, path: Path) -> Program | None:
    """Return the program that a text is; where it cannot be read, add a fault and return None."""
    try:
        return code.reader.read_code(text, names)
    except AnswerError as error:
        faults.add(path, error.message)
        return None
