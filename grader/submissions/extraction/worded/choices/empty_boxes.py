"""Boxes beside options: what nobody ticked, `[ ] C`, `☐ C`, `○ C`, `C [ ]`, chooses nothing; `[x] C` chooses C."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import replace
from grader.submissions.extraction.paragraphs.said import Sentence

_EMPTY = r"(?:\[\s*\]|\(\s*\)|[☐○◯⬜□❏❐❑❒▢⭘◻🔲])"
_BESIDE = re.compile(rf"^[\s*_-]*{_EMPTY}|{_EMPTY}[\s.*_]*$")
_TICKED = re.compile(r"\[\s*[xX✓✔✗*]\s*\]|\(\s*[xX✓•*]\s*\)|[☑☒✅✔✓●◉⦿■🔘]")
_TICK = re.compile(r"^\s*(?:\[\s*[xX✓✔]\s*\]|[☑✅✔])\s*")  # ☒ may be crossed out


def chosen_beside(said: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences without those of empty boxes; the only one left stands without the tick that it begins with."""
    kept = [one for one in said if _TICKED.search(one.text) or not _BESIDE.search(one.text)]
    return [_unticked(one) for one in kept] if len(kept) == 1 else kept


def _unticked(one: Sentence) -> Sentence:
    tick = _TICK.match(one.text)
    if tick is None or len(_TICKED.findall(one.text)) > 1 or re.search(_EMPTY, one.text):
        return one
    return replace(one, text=one.text[tick.end() :], low=one.low[tick.end() :])
