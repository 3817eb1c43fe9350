"""How running a program may end, other than with values."""

from __future__ import annotations


class RunError(Exception):
    """Base of what ends a run. `line` is where, counted from 1; 0 where that is not known yet."""

    def __init__(self, text: str, line: int = 0) -> None:
        self.text = text
        self.line = line
        super().__init__(text)

    @property
    def said(self) -> str:
        """Return the text with its line."""
        return f"Line {self.line}: {self.text}" if self.line else self.text


class FailedError(RunError):
    """The program fails here, as it would in Python; `code` is `shape`, `dtype`, `index`, `name` or `type`."""

    def __init__(self, code: str, text: str, line: int = 0) -> None:
        self.code = code
        super().__init__(text, line)


class UnreadError(RunError):
    """The program uses something that is not read."""


class OpenError(RunError):
    """Nothing can be said of this run: a number is too close to another, or a limit was hit."""

    def __init__(self, text: str, line: int = 0, limit: str = "") -> None:
        self.limit = limit
        super().__init__(text, line)


class SpecialError(RunError):
    """No formula for all sizes: what happens here depends on the sizes, or on the numbers, in a way of its own."""
