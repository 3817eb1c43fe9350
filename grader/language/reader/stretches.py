"""Stretches of a text that is taken apart by its brackets, with errors that point into the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NoReturn

from grader.errors import AnswerError, Span
from grader.language.names import Names
from grader.language.reader.readings import read
from grader.language.tree import Div, Neg, Node, Num
from grader.wording import unreadable


class Stretches:
    """A text and the names that its expressions may use; a stretch is a pair of offsets."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names

    def fail(self, message: str, start: int, stop: int) -> NoReturn:
        """Raise an error that points at a stretch, without the blanks around it."""
        start, stop = self.trimmed(start, stop)
        raise AnswerError(message, self.text, Span(start, max(stop, start + 1)))

    def trimmed(self, start: int, stop: int) -> tuple[int, int]:
        """Return a stretch without the blanks around it."""
        piece = self.text[start:stop]
        left = len(piece) - len(piece.lstrip())
        return (start + left, start + left + len(piece.strip()))

    def expression(self, start: int, stop: int, names: Names | None = None) -> Node:
        """Return the tree of a stretch; it must have one reading."""
        start, stop = self.trimmed(start, stop)
        if start == stop:
            self.fail(unreadable.EXPRESSION, start, stop)
        try:
            readings = read(self.text[start:stop], names or self.names)
        except AnswerError as error:
            raise moved(error, self.text, start) from None
        if len(readings) > 1:
            shown = " or ".join(f"`{reading.spelling}`" for reading in readings)
            self.fail(unreadable.TWO_READINGS.format(shown=shown), start, stop)
        return readings[0].tree

    def outside(self, start: int, stop: int, sign: str) -> Iterator[int]:
        """Yield where a sign stands outside all brackets of a stretch; brackets of any kind close any other."""
        depth = 0
        for at in range(start, stop):
            char = self.text[at]
            depth += (char in "([{") - (char in ")]}")
            if char == sign and depth == 0:
                yield at

    def split(self, start: int, stop: int, sign: str) -> list[tuple[int, int]]:
        """Return the stretches between signs that stand outside all brackets."""
        places = []
        for at in self.outside(start, stop, sign):
            places.append((start, at))
            start = at + 1
        return [*places, (start, stop)]


def moved(error: AnswerError, text: str, offset: int) -> AnswerError:
    """Return an error about a part of a text as one about the whole."""
    span = None if error.span is None else Span(error.span.start + offset, error.span.end + offset)
    return type(error)(error.message, text, span)


def rational(node: Node) -> Fraction | None:
    """Return the value of a rational number that is written out, `-1/2`, `3`; None for all else."""
    match node:
        case Num(value=value):
            return value
        case Neg(arg=arg):
            inner = rational(arg)
            return None if inner is None else -inner
        case Div(num=num, den=den):
            above, below = rational(num), rational(den)
            return above / below if above is not None and below else None
        case _:
            return None
