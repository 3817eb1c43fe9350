"""The two streams: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from grader.errors import RefusedError
from grader.reports.clean import safe_lines
from grader.verdict import Outcome

_COLOURS = {
    Outcome.CORRECT: "green",
    Outcome.PARTIAL: "yellow",
    Outcome.INCORRECT: "red",
    Outcome.MISSING: "red",
    Outcome.UNREADABLE: "magenta",
    Outcome.UNDECIDED: "magenta",
    Outcome.REVIEW: "cyan",
    Outcome.FAILED: "magenta",
}


def prepare() -> None:
    """Make both streams take any text: UTF-8 off a terminal, and escapes for what an encoding lacks.

    One that was closed goes nowhere; otherwise the next file to be opened would stand in its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (it takes the lowest number)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = {} if stream.isatty() else {"encoding": "utf-8"}
            reconfigure(errors="backslashreplace", **encoding)


def put(text: str) -> None:
    """Write a result, with a line feed, and flush it. Raises BrokenPipeError, and RefusedError where a disk is full."""
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RefusedError("standard output", error) from None


def write_new(path: Path, data: bytes) -> None:
    """Write a file, making the folders above it. Raises RefusedError, which names what refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(error.filename or path, error) from None


class Stream:
    """Results written one by one, as they come.

    Where it is `patient`, an error in writing them (whoever read them has left) does not end the work, which has other
    outputs to fill: nothing more is written, and `settle` raises the error at the end.
    """

    def __init__(self, *, patient: bool) -> None:
        self._patient = patient
        self._error: OSError | RefusedError | None = None

    def put(self, text: str) -> None:
        """Write a result. Raises BrokenPipeError and RefusedError unless patient."""
        if self._error is not None:
            return
        try:
            put(text)
        except (OSError, RefusedError) as error:
            if not self._patient:
                raise
            self._error = error

    def settle(self) -> None:
        """Raise the error that was met, if any."""
        if self._error is not None:
            raise self._error


def tell(text: str) -> None:
    """Write anything that is no result to standard error, without control characters.

    Where nobody can be told, nothing else is the worse for it.
    """
    with suppress(OSError):
        for line in safe_lines(text):
            click.echo(line, err=True)


def is_lively(stream: TextIO) -> bool:
    """Whether the stream is a terminal that colour and movement may go to."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int | None:
    """Return the width that text should keep to: `COLUMNS`, or the terminal's; None where neither says."""
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdecimal() and int(named) > 0:
        return int(named)
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def paint(outcome: Outcome, text: str) -> str:
    """Return `text` in the outcome's colour where standard output is a terminal that wants colour."""
    if is_lively(sys.stdout) and not os.environ.get("NO_COLOR"):
        return click.style(text, fg=_COLOURS[outcome])
    return text
