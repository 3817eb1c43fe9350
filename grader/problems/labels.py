"""What students call a problem: `4`, `4a`, `4.1`, `Warm-up`, taken apart so that spellings of one label are equal."""

from __future__ import annotations

import re

LABEL_CHARACTERS = 60  # of a label, and of what is compared with one
Label = tuple[str, ...]  # `4(c)(i)` is ("4", "c", "i"); a label that begins with a letter is one part

_PART = re.compile(r"\d+|[a-z]+")


def parts_of_label(label: str) -> Label:
    """Return the parts of a label in lower case, none where it has neither letters nor digits, or is too long."""
    text = " ".join(label.casefold().split()).strip(" .:;,()[]*")
    if len(text) > LABEL_CHARACTERS or not re.search(r"[^\W_]", text):
        return ()
    if not text[0].isdigit():
        return (text,)
    rest = _PART.sub("", text).strip(" .()[]")
    found = tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PART.findall(text))
    return (text,) if rest else found
