"""Derivations that are nearly right: one place of their text changed as students slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RIGHT = re.compile(r"(?<== )(?=[A-Za-z\\\u03b1-\u03c9])")  # what stands right of a sign of equality
RULES = (
    ("a sign", re.compile(r"(?<=[\w})\]] )\+(?= )"), "-"),
    ("a sign", re.compile(r"(?<=[\w})\]] )-(?= )"), "+"),
    ("a transpose lost", re.compile(r"\^(?:T|\\top|\{\\top\})(?![A-Za-z])"), ""),
    ("a minus lost", re.compile(r"(?<=[({=] )-|(?<=[({])-"), ""),
    ("a minus too many", re.compile(r"(?<== )(?=[A-Za-z\\])"), "-"),
    ("a factor too many", _RIGHT, "2 "),
    ("a factor too many", _RIGHT, "3 "),
    ("a term too many", _RIGHT, "1 + "),
    ("min for max", re.compile(r"(?<![A-Za-z])max(?=[ ({\\])"), "min"),
    ("log for exp", re.compile(r"(?<![A-Za-z])exp(?=[ ({\\])"), "log"),
    ("another order", re.compile(r"(?<=[ $])>(?= )"), "<"),
    ("another order", re.compile(r"(?<=[ $])<(?= )"), ">"),
    ("a square dropped", re.compile(r"\^2(?!\d)"), ""),
    ("a prime dropped", re.compile(r"(?<=[A-Za-z])'(?=\()"), ""),
    ("a half dropped", re.compile(r"/2(?!\d)"), ""),
)
NUMBER = re.compile(r"(?<![\w.])(?<!bf\{)(?<!bb\{)\d(?![\w.])")


def text_slips(text: str) -> Iterator[tuple[str, str]]:
    """Yield what was changed with the changed text, each text once."""
    seen = {text}
    for said, changed in _changed(text):
        if changed not in seen:
            seen.add(changed)
            yield said, changed


def _changed(text: str) -> Iterator[tuple[str, str]]:
    for said, pattern, by in RULES:
        for found in pattern.finditer(text):
            yield said, text[: found.start()] + by + text[found.end() :]
    for found in NUMBER.finditer(text):
        more = int(found[0]) + 1
        yield f"{more} for {found[0]}", text[: found.start()] + str(more) + text[found.end() :]
