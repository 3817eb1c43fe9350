"""Markdown in which texts of others mean nothing: no link, image, heading, table, HTML or formula comes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.reports.clean import SHOWN, cut, safe_line, safe_lines

WORDS = {"student", "problem", "outcome", "status"}  # columns that hold words
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&^]")
_LINK = re.compile(r"(?<=\w)(://|@)|(?<=www)\.", re.I)  # what some renderers make links of by themselves
_START = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str, limit: int = SHOWN) -> str:
    """Return a text on one line as Markdown that shows just that text."""
    line = " ".join(safe_line(cut(text, limit)).split())
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _LINK.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), line)
    return _START.sub(_stopped, line)


def sentence(text: str, limit: int = SHOWN) -> str:
    """Return a sentence of ours as Markdown: what it has between backticks as code spans, all else escaped."""
    parts = cut(text, limit).split("`")
    if len(parts) % 2 == 0 or not all(part.strip() for part in parts[1::2]):
        return escaped(text, limit)
    shown = [code(part) if place % 2 else _inner(part) for place, part in enumerate(parts)]
    return "".join(shown) if len(parts) > 1 else escaped(text, limit)


def _inner(text: str) -> str:
    """Return a stretch of a sentence as Markdown, with the blanks at its ends."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before and ' '}{escaped(text)}{after and ' ' if text.strip() else ''}"


def _stopped(match: re.Match[str]) -> str:
    """Return the sign that would begin a heading or a list, so that it does not."""
    return f"{match[1]}\\{match[2]}" if not match[2].isdigit() else f"{match[1]}&#{ord(match[2][0])};{match[2][1:]}"


def code(text: str, limit: int = SHOWN) -> str:
    """Return a text on one line as a code span, in which nothing is obeyed."""
    line = safe_line(cut(text, limit)).strip()
    if not line:
        return "(nothing)"
    fence = "`" * (_longest_run(line) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def fenced(text: str, indent: str = "") -> list[str]:
    """Return the lines of a text as a block of code, in which nothing is obeyed."""
    lines = [cut(line, SHOWN) for line in safe_lines(text)]
    fence = "`" * max(3, max(map(_longest_run, lines), default=0) + 1)
    return [f"{indent}{line}".rstrip() for line in (f"{fence}text", *lines, fence)]


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return a table; its cells are Markdown already. Columns of words are flush left, those of numbers right."""
    names = list(head)
    rule = ["---" if name in WORDS else "---:" for name in names]
    return [_row(names), _row(rule), *(_row(row) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
