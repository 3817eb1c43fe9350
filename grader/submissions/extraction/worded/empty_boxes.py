"""Boxes beside options that nobody ticked: `[ ] C`, `☐ C`, `○ C`, `C [ ]`. They choose nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.extraction.paragraphs.said import Sentence

_EMPTY = r"(?:\[\s*\]|\(\s*\)|[☐○◯⬜□❏❐❑❒▢⭘◻🔲])"
_BESIDE = re.compile(rf"^[\s*_-]*{_EMPTY}|{_EMPTY}[\s.*_]*$")
_TICKED = re.compile(r"\[\s*[xX✓✔✗*]\s*\]|\(\s*[xX✓✔✗•*]\s*\)|[☑☒✅✔✓●◉⦿■🔘]")


def chosen_beside(said: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences without those of empty boxes where no box is ticked."""
    if any(_TICKED.search(one.text) for one in said):
        return list(said)
    return [one for one in said if not _BESIDE.search(one.text)]
