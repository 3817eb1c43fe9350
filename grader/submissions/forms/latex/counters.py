r"""The numbers that a document states for the items of its lists: `label=Problem \arabic*.`, `resume`, `\setcounter`.

Where nothing is stated items are counted by their position, which is looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(r"label\s*=\s*((?:[^,{}\]\n]|\{[^{}\n]*\})*)")
_NUMBER = re.compile(r"\\arabic\s*\{?\*\}?")
_DRESS = re.compile(r"\\[A-Za-z]+\*?|[{}]")
_OF_NUMBERS = r"\s\d+./\\$fracdt{}-"
# The beginning of an item and its mark. Numbers with nothing behind them, `\item [3, 5]`, are none, but its text.
ITEM = re.compile(
    r"\\(begin|end)\s*\{|\\item(?![A-Za-z])\s*(?:\["
    rf"(?!(?:[{_OF_NUMBERS}]*[,;]|[\d./+-]+\s+[\d+-])[,;{_OF_NUMBERS}]*\][ \t]*[\n\\])([^\[\]]*)\])?"
)
_RESUMES = re.compile(r"[\[,]\s*resume\*?\s*[,\]=]")
_START = re.compile(r"start\s*=\s*(\d{1,3})")
_LEVELS = ("enumi", "enumii", "enumiii", "enumiv")
SET = re.compile(
    r"\\(?P<how>set|addto)counter\s*\{\s*(?P<name>enumi{1,3}|enumiv)\s*\}\s*\{\s*(?P<value>-?\d{1,3})\s*\}"
)


def stated_marks(options: str, gaps: Sequence[str], depth: int, counters: dict[int, int]) -> list[str] | None:
    r"""Return the marks of a numbered list's items as they are printed, None where nothing is stated of them.

    `options` stand behind `\begin{enumerate}`; `gaps` is what stands before each item, behind the one above it;
    `counters` are the last numbers by depth, and go on from here.
    """
    label = _LABEL.search(options)
    shown = label[1] if label else r"\arabic*."
    has_words = re.search(r"[^\W\d_]{2}", _DRESS.sub("", shown)) is not None
    start = _START.search(options)
    resumes = _RESUMES.search(options) is not None
    number = int(start[1]) - 1 if start else counters.get(depth, 0) if resumes else 0
    is_set, marks = False, []
    name = _LEVELS[min(depth, len(_LEVELS)) - 1]
    for gap in gaps:
        for change in SET.finditer(gap):
            if change["name"] == name:
                number = int(change["value"]) + (number if change["how"] == "addto" else 0)
                is_set = True
        number += 1
        marks.append(" ".join(_DRESS.sub("", _NUMBER.sub(str(number), shown)).split()))
    counters[depth] = number
    is_counted = _NUMBER.search(shown) is not None
    return marks if is_counted and (has_words or start or resumes or is_set) else None
