"""Pieces of a text: where a bracket ends, what stands between signs outside of brackets, and a piece as a formula."""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Node

_BRACKET = re.compile(r"\\[{}]|[()\[\]{}]")
_RELATION = re.compile(
    r"[=<>≤≥≠≈≡≅≃≜]|\\(?:approx|equiv|simeq|cong|doteq|coloneqq|triangleq)(?![A-Za-z])|\\text\s{0,9}\{"
)
_CLOSING = re.compile(r"(?:\\right\s{0,9}|\\[Bb]igg?r?\s{0,9})\Z")


def end_of(text: str, start: int) -> int:
    """Return the place behind the bracket that closes the one at a place; 0 where none does."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        depth += 1 if match[0][-1] in "([{" else -1
        if depth == 0:
            return match.end()
    return 0


def within(text: str, start: int, stop: int) -> str:
    """Return what stands in the brackets that begin at a place and end at another, without the sizes of brackets."""
    size = 2 if text[start] == "\\" else 1
    return _CLOSING.sub("", text[start + size : stop - size])


def parted(text: str, sign: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between signs that stand in no brackets."""
    found = list[str]()
    start = 0
    for match in sign.finditer(text):
        before = [one[0][-1] for one in _BRACKET.finditer(text, 0, match.start())]
        if sum(one in "([{" for one in before) == sum(one in ")]}" for one in before):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def tree_of(text: str) -> Node | None:
    """Return the one reading of a text as an expression in letters; None for others, as for relations.

    An expression alone may be read with a name before it, `y = 2x`, which is lost: here it would be a side.
    """
    if _RELATION.search(text):
        return None
    try:
        readings = read(text, Names(free=True), "expression")
    except AnswerError:
        return None
    return readings[0].tree if len(readings) == 1 else None
