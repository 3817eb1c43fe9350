"""The errors of the project, one tree, sorted by who must read them.

    GraderError
    ├── ProblemError       the author of a problem: a list of diagnostics with file, line and field
    ├── AnswerError        the student: what could not be read, where, and what was expected
    │   ├── LimitError     the same, because a named limit was exceeded
    │   └── LeftSideError  the same, because `2 y = …` says something about the answer, and is not the answer
    └── RequestError       whoever asks the grader for something: why that cannot be done
        └── RefusedError   the same, because the disk or a folder refused

Any other exception is a bug of ours, and turns an answer's outcome into `failed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.records import dataclass


class GraderError(Exception):
    """Base of all errors that are somebody's to mend."""


class RequestError(GraderError):
    """What was asked for cannot be done as it was asked: nothing to grade, no such problem, a folder that is taken."""


class RefusedError(RequestError):
    """The disk refused, or a folder did: which file, and why."""

    def __init__(self, path: Path | str, why: OSError | str) -> None:
        self.path = str(path)
        self.why = why if isinstance(why, str) else why.strerror or type(why).__name__
        super().__init__(f"{path}: {self.why}")

    def __reduce__(self) -> tuple[type[RefusedError], tuple[str, str]]:
        return type(self), (self.path, self.why)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in a file that a person wrote; `line` and `column` count from 1, 0 where unknown."""

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ProblemError(GraderError):
    """Faults in problems, assignments or other files of the author, all of one run together."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets into a text."""

    start: int
    end: int


class AnswerError(GraderError):
    """An answer's text that cannot be read: what is wrong, where, and what was expected."""

    code = "unreadable"

    def __init__(self, message: str, text: str = "", span: Span | None = None) -> None:
        self.message = message
        self.text = text
        self.span = span
        super().__init__(message)

    def __reduce__(self) -> tuple[type[AnswerError], tuple[str, str, Span | None]]:
        return type(self), (self.message, self.text, self.span)

    def pointed(self) -> str:
        """Return the message, and below it the line of the text with a caret under the fault."""
        if self.span is None:
            return self.message
        return f"{self.message}\n{caret(self.text, self.span)}"


class LeftSideError(AnswerError):
    """A text whose left side says something about the answer, and does not name it; the span is that side."""


class UnsettledError(AnswerError):
    """A text of which nobody can tell what it means; what is left of it without some readings does not count either."""


class NoMeaningError(AnswerError):
    """A text that could be read so, and means nothing then; how else it is read counts, and only that is told."""


class LimitError(AnswerError):
    """A text or an expression that exceeds a named limit."""

    code = "limit"


CARET_WIDTH = 100  # characters of a long line that are shown around the fault


def caret(text: str, span: Span) -> str:
    """Return the line of `text` that holds `span.start`, indented, with carets below the span."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    left = max(start, span.start - CARET_WIDTH // 2)
    shown = text[left : min(stop, left + CARET_WIDTH)].replace("\t", " ")
    width = max(1, min(span.end, stop, left + CARET_WIDTH) - span.start)
    return f"    {shown}\n    {' ' * (span.start - left)}{'^' * width}"
