"""What the words of a prompt say of the options that stand before them: what is asked, or its contrary."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.claims.wording import KEPT
from grader.language.texts.opposites import stem
from grader.marking.choices.denied import denials_of
from grader.marking.choices.labels import Asked
from grader.marking.choices.whole.words import NOT, OPPOSED, QUANTIFIED, UNTRUE
from grader.problems.question import Question
from grader.records import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w.,])")
_COMPARES = frozenset({"than", "als", "que", "di", "dan", "as", "like", "wie"})  # they choose the first one alone


@dataclass(frozen=True)
class Prompt:
    """The stems of what a prompt asks, of its other words, and how it denies: `not`, `untrue`, `otherwise` or not."""

    asked: frozenset[str]
    neutral: frozenset[str]
    denies: str


def prompt_of(question: Question) -> Prompt:
    """Return what a prompt asks of its options."""
    return _prompt(tuple(Asked(question, ()).plain))


@lru_cache(maxsize=KEPT)
def _prompt(sentences: tuple[str, ...]) -> Prompt:
    text = " ".join(sentences)
    denials = denials_of(text)
    none: frozenset[str] = frozenset()
    if not denials:
        return Prompt(none if any(map(OPPOSED.search, sentences)) else _stems(text), none, "")
    if len(denials) > 1:
        return Prompt(none, none, "otherwise")
    if UNTRUE.fullmatch(denials[0][0]):
        return Prompt(none, _stems(text), "untrue")
    if NOT.fullmatch(denials[0][0]) and not OPPOSED.search(text):
        behind = re.split(r"[.?!:]", text[denials[0].end() :], maxsplit=1)[0]
        return Prompt(_stems(behind), _stems(text[: denials[0].start()]) - _stems(behind), "not")
    return Prompt(none, none, "otherwise")


def _stems(text: str) -> frozenset[str]:
    said = (one for one in _WORD.findall(text) if len(one) > 1 and one not in _COMPARES)
    return frozenset(stem(one) for one in said if not QUANTIFIED.fullmatch(one)) | {*_NUMBER.findall(text)}
