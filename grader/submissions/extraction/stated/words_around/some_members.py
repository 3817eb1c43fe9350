"""Words that make a part of what a set or a condition states: `an x in (0, 1)`, `1 of 2`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.extraction.words.phrases import F

# `of` is "or" in Dutch, between conditions that say what they are of.
_RELATED = re.compile(r"[=<>≤≥∈]|\\(?:[lg]eq?|in)(?![A-Za-z])")
_EXISTS = re.compile(
    r"(?<!\w)(?:an?|one|some|any|ein(?:e|en|em|er)?|une?|uno|una|um|uma|een|alg[úu]n|qualche|irgend\w*)"
    rf"(?:\s+[^\W\d_]+){{0,3}}(?P<letter>\s+{F}\s+[^\W\d_]+(?:\s+[^\W\d_]+)?)?\s*\Z"
)
# What a number is that the others leave.
_REMAINING = re.compile(
    r"(?<!\w)(?:leaves|leaving|left|remaining|remains|rest|other(?:\s+one)?|übrig|verbleibt|andere|reste|autre|queda|otr[oa]|resta"
    r"|altr[oa])(?:\s+(?:is|being|with|one|eigenvalue|root|solution|zero|ist|est|es|è|value|only)){0,3}\s*[:=]?\s*\Z"
)
_MEMBER = re.compile(r"[\s$]*\\?[A-Za-z]\w*\s*(?:\\in(?![A-Za-z])|∈|in(?![A-Za-z]))")


def is_some_of_them(said: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether words between formulas may say how many of them there are: `1 of 2`."""
    return "of" in said and not all(_RELATED.search(text) for text in texts)


def is_one_member(lead: str, text: str) -> bool:
    """Whether words before a membership say that there is one, `there is an $x \\in (0, 1)$`, or before a number that
    others leave it.
    """
    if _REMAINING.search(lead) and not re.search(r"(?<!\\)(?<![A-Za-z])[A-Za-z](?![A-Za-z])", text):
        return True  # `the trace leaves $4 - 3 = 1$`
    exists = _EXISTS.search(lead)
    return exists is not None and (exists["letter"] is not None or _MEMBER.match(text) is not None)
