"""Rules around a line make it a heading, `----- 1 -----`, and one below an answer parts it from what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS

FRAME = re.compile(r"([-=*~_])\1\1[ \t]")  # what stands in each text that holds such a line
_LEVELS = {"=": 5}  # deeper than the headings of most documents
_LEVEL = 6
_FRAMED = re.compile(
    r"([-=*~_])\1{2,}[ \t]+"
    rf"((?:(?:{PROBLEM_WORDS}|{SHORT_WORDS})(?![^\W\d_])\.?\s*+[#№]?\s*+\d{{1,2}}\b[^=$\\\n]{{0,60}}?|\d{{1,2}}[a-z]?[.):]?|\(?[a-h]\)))"
    r"[ \t]+\1{3,}[ \t]*",
    re.IGNORECASE,
)


def framed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line between rules as a heading where it says nothing but a number, or which problem it is."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if not state.src.startswith(("---", "===", "***", "~~~", "___"), begin):
        return False
    match = _FRAMED.fullmatch(state.src, begin, stop)
    if match is None:
        return False
    if not silent:
        state.line = start + 1
        tag = f"h{_LEVELS.get(match[1], _LEVEL)}"
        opening = state.push("heading_open", tag, 1)
        opening.markup, opening.map = "#", [start, state.line]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = match[2], [start, state.line], []
        state.push("heading_close", tag, -1).markup = "#"
    return True


def is_ruled(token: Token, text: str, lines: Sequence[str]) -> bool:
    """Whether a line drawn below a text only parts it from what follows: below a formula, a number, or the last.

    `token` opens what is drawn as a heading in `lines`. What stands first, or begins as titles do, is a title, and so
    is what has something below it.
    """
    if token.markup not in {"-", "="}:
        return False
    start, stop = token.map or [0, 0]
    is_below = token.markup == "-" and any(map(str.strip, lines[max(0, start - NEAR) : start]))
    is_said = (re.search(r"\d", text) is not None or _ends(lines, stop)) and _TITLED.match(text) is None
    return (is_below and is_said) or re.search(r"[=$\\]", text) is not None


def _ends(lines: Sequence[str], stop: int) -> bool:
    """Whether a heading, or nothing, stands behind a place."""
    following = next((lines[place] for place in range(stop, len(lines)) if lines[place].strip()), "#")
    return following.startswith("#")


NEAR = 3  # lines above a text in which something must stand, so that it is not the first

# What titles with a number in them begin with: a word for problem, a number or a letter that counts.
_TITLED = re.compile(
    rf"[\s*_]*(?:(?:{PROBLEM_WORDS}|{SHORT_WORDS})(?![^\W\d_])"
    r"|[(\[]?\d{1,2}\s?[a-z]?(?:[.):\]]+(?:\s|\Z)|\s*\Z)|\(?[a-z]\))",
    re.IGNORECASE,
)
