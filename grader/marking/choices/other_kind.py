"""What a chosen option is said to be, against what is asked: `C is a vector` of *Which is not a vector?*."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 1_500  # of an answer that is looked into; no longer one is decided
_IS = r"(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são)"
_NOT = r"(?P<no>not\s+|nicht\s+|pas\s+|no\s+|non\s+|não\s+)?"
_KIND = r"(?P<article>k?eine?n?|an?|une?|una?|um|uma|de)\s+(?P<kind>[^?.!,;]{2,60})"
_ASKED = re.compile(
    rf"(?i)(?:which|what|welche\w*|was|quel(?:le)?s?|cuál(?:es)?|qual[ie]?|quais)(?!\w)[^.?!]{{0,80}}?(?<!\w){_IS}\s+{_NOT}{_KIND}\?"
)
_SAID = re.compile(rf"(?i)[\s$]*.{{1,80}}?\s{_IS}\s+{_NOT}{_KIND}[\s.!]*")


def why_of_other_kind(question: Question, texts: Iterable[str]) -> str:
    """Return why an option that is said to be of another kind than is asked for is not told; empty where it may be."""
    asked = _ASKED.search(question.prompt)
    if asked is None:
        return ""
    shown = next((said for text in texts if (said := _contrary(asked, text))), "")
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=shown) if shown else ""


def _contrary(asked: re.Match[str], text: str) -> str:
    said = _SAID.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if said is None:
        return ""
    is_same = asked["kind"].casefold().strip() in said["kind"].casefold()
    if is_same:
        return said[0].strip() if _denies(asked) != _denies(said) else ""
    return said[0].strip() if not _denies(asked) and not _denies(said) else ""


def _denies(match: re.Match[str]) -> bool:
    return match["no"] is not None or match["article"].casefold().startswith("k")
