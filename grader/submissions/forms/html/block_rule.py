"""HTML between the lines of Markdown: the rule of the library for it, kept from what it reads in many ways."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES

_WIDE = re.compile(r"[^\S\x00-\x20]")  # blanks that the library takes as part of a value, too


def html_in_one_way(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a block of HTML as the library does, where its pattern of a tag reads the line in one way.

    Of `<a b= c>` with a wide blank before `c` there are two, and so twice as many for each such pair.
    """
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if "=" in line and _WIDE.search(line) and not any(begin.search(line) for begin, *_ in HTML_SEQUENCES[:-1]):
        return False
    return html_block(state, start, end, silent)
