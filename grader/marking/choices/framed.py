"""Words that a prompt has before each of its options, `1 mol of neon or 1 mol of helium?`: an answer may have them."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.claims.wording import KEPT
from grader.language.texts.opposites import NEGATION
from grader.problems.question import Question

MAX_FRAME = 6  # words before an option
MAX_PROMPT = 2_000  # characters of a prompt that is looked into
_ARTICLES_WORDS = "the a an der die das ein eine dem den le la les un une el los las il lo gli o os as um uma het de"
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
_PIECE = re.compile(r"[^\W_]+|[^\w\s]")


def unframed(question: Question, text: str) -> str:
    """Return a text without what the prompt has before each option, where it stands before one."""
    if not question.options or len(question.prompt) > MAX_PROMPT:
        return text
    pattern = _framed(question.prompt, tuple(question.options.values()))
    return text if pattern is None else pattern.sub(lambda found: found["phrase"], text)


@lru_cache(maxsize=KEPT)
def _framed(prompt: str, phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    before = [_before(prompt.casefold(), phrase.casefold().strip(" .")) for phrase in phrases]
    frame: list[str] = []
    for words in zip(*(reversed(one) for one in before), strict=False):
        if len({*words}) > 1 or not words[0][0].isalnum() or len(frame) == MAX_FRAME:
            break
        frame.insert(0, words[0])
    if len(phrases) < 2 or _ARTICLES.issuperset(frame) or NEGATION.search(" ".join(frame)):
        return None
    either = "|".join(re.escape(one.strip(" .")) for one in sorted(phrases, key=len, reverse=True))
    framing = r"\s+".join(map(re.escape, frame))
    return re.compile(rf"(?i)(?<!\w){framing}\s+(?P<phrase>{either})(?!\w)")


def _before(low: str, phrase: str) -> list[str]:
    """Return the words and signs before a phrase that stands once in a prompt."""
    places = [one.start() for one in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", low)] if phrase else []
    return _PIECE.findall(low[: places[0]]) if len(places) == 1 else []
