"""A line between rules is a heading: `----- 1 -----`, `=== Problem 2 ===`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

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
