"""Titles in words: what they begin and end in, what is said of points in them, and how they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.submissions.forms.titles import KEPT, bare

_BOUNDARY = re.compile(r"(?<![\w./:>=<-])(?=\S)")
_TASK = re.compile(
    r"(?:answer|solution)\s+(?:to|of|for)\s+|(?:(?:problem|question|exercise|task|q)\s*)?(?:\d+\s*[.):]*\s*)?", re.I
)
_AFTER = re.compile(r"\s*(?:[:–—,]|\s-\s|\s[(\[])")
POINTS = re.compile(r"[(\[]?\s*[\d./]+\s*(?:points?|pts?|marks?|punkte?|p)\.?\s*[)\]]?$", re.I)
_NO_WORDS = re.compile(r"[\W_]+")


def suffixes(text: str) -> Iterator[str]:
    """Yield what a title ends in, the longest first."""
    for match in _BOUNDARY.finditer(text):
        yield text[match.start() :]


def prefixes(text: str) -> Iterator[str]:
    """Yield what a title begins with before a colon, a dash or a bracket, the longest first."""
    task = _TASK.match(text)
    starts = dict.fromkeys((0, task.end() if task else 0))
    ends = [match.start() for match in _AFTER.finditer(text)]
    for end in reversed(ends):
        for start in starts:
            if start < end:
                yield text[start:end].rstrip()


@lru_cache(maxsize=KEPT)
def same_words(title: str) -> str:
    """Return a title as titles are compared: letter case, blanks, dashes and marks aside."""
    return _NO_WORDS.sub(" ", bare(title).casefold()).strip()


def without_article(title: str) -> str:
    """Return a title as titles are compared, without an article that it begins with: `A big power`."""
    return _ARTICLE.sub("", same_words(title))


_ARTICLE = re.compile(
    r"(?:an?|the|der|die|das|eine?|les?|la|une?|el|l[oa]s|una|il|gli|os?|as|uma?|de|het|een)\s+(?=\S)"
)


def is_points(text: str) -> bool:
    """Whether a text says what a problem is worth: `5 points`."""
    return POINTS.fullmatch(text.strip()) is not None


def without_points(text: str) -> str:
    """Return a title without what it says at its end of what a problem is worth: `Vectors (5 points)`."""
    return POINTS.sub("", text)
