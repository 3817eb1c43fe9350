"""How a text is read, where no problem says what is declared: each reading in three notations."""

from __future__ import annotations

from collections.abc import Mapping

from grader.comparing.letters import settled_letters
from grader.comparing.sides import names_for, read_text
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.reader import Reading
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class ReadReading:
    """One way to read a text, in three notations."""

    plain: str
    latex: str
    unicode: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """How a text is read: one reading, or two or more honest ones, or an error that points at the fault."""

    text: str
    readings: tuple[ReadReading, ...]
    error: AnswerError | None = None


def read(text: str, variables: Mapping[str, str] | None = None) -> ReadResult:
    """Return how a text is read. Raises AnswerError where `variables` itself cannot be read."""
    names, _ = names_for(variables or {})
    try:
        (readings,) = settled_letters((read_text(text, names),), names.symbols)
    except AnswerError as error:
        return ReadResult(text, (), error)
    return ReadResult(text, tuple(_in_all_notations(reading) for reading in readings))


def _in_all_notations(reading: Reading) -> ReadReading:
    return ReadReading(show(reading.tree), show(reading.tree, "latex"), show(reading.tree, "unicode"))
