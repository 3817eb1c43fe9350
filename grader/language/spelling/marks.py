"""Letters with a mark above, which are written in words as well: `xbar` and `x_bar` for x̄."""

from __future__ import annotations

import re

from grader.language.spelling.greek import GREEK_NAMES

# Letters with a mark above, in any of their canonical names; a dot is a derivative as well, and stays out.
_MARKED = re.compile(
    rf"(?:(?P<mark>hat|bar|tilde)_(?P<letter>[a-zA-Z]|{'|'.join(GREEK_NAMES)})"
    rf"|(?P<letter_before>[a-zA-Z]|{'|'.join(GREEK_NAMES)})_?(?P<mark_behind>hat|bar|tilde))(?P<script>_[a-zA-Z0-9]+)?"
)


def otherwise_marked(name: str) -> list[str]:
    r"""Return the other canonical names of a letter with a mark above: of `\bar{x}`, `xbar` and `x_bar` all three."""
    marked = _MARKED.fullmatch(name)
    if marked is None:
        return []
    letter, mark = marked["letter"] or marked["letter_before"], marked["mark"] or marked["mark_behind"]
    script = marked["script"] or ""
    spellings = [f"{mark}_{letter}{script}", f"{letter}{mark}{script}"]
    if not script:
        spellings.append(f"{letter}_{mark}")
    return [spelling for spelling in spellings if spelling != name]
