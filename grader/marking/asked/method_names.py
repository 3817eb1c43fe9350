"""What rules, theorems and tests are called: words that say how a value was found, and nothing of its size."""

from __future__ import annotations

import re

from grader.marking.asked.wanted import LABELS, words_of

_SURE = LABELS["sure"]  # one of these makes a label the name of a method: `ratio test`, `Quotientenregel`
_HEADS = LABELS["heads"]  # which are none by themselves: `test: 3` may be a check
_BESIDE = LABELS["method"] | LABELS["beside"]
_DIGITS = re.compile(r"(?<![\w.,])(?:case|fall|cas|caso)?\s*\d(?![\w.,])", re.IGNORECASE)
_STRANGE = re.compile(r"[^\w\s,'’.-]|\d|(?<!\w)[b-zA-Z](?!['’\w])")


def is_method(label: str) -> bool:
    """Whether a label is nothing but the name of a method."""
    plain = _DIGITS.sub(" ", label).replace("’", "'")
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain.casefold())
    if not words or _STRANGE.search(plain):
        return False
    known = _SURE | _BESIDE | LABELS["article"]
    is_bare = len(words) == 1 and words[0] in _HEADS
    is_known = all(one in known or set(words_of(one)) <= known for one in words)
    return is_known and not is_bare and not _SURE.isdisjoint(words)
