"""What a prompt asks its options of: a letter that a sentence speaks of, `$q$ is indefinite`, or a point.

The letter is a pronoun there. What is said at another point than that of the prompt is said of something else.
"""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.kept import kept

_ALONE = re.compile(r"\$\s*\\?([A-Za-z]+)\s*\$")
_COPULA = r"is|has|must\s+be|ist|hat|est|a|es|tiene|è|ha|é|tem|heeft"
_BEFORE = r"that|dass|daß|que|che|dat|ist|und|and|y|et|e"


@kept
def subject_of(question: Question) -> str:
    """Return the only letter that the asking sentence writes by itself, and no option is called; else nothing."""
    told = [one for one in re.split(r"(?<=[.!:])\s+", question.prompt) if one.strip()]
    asking = next((one for one in reversed(told) if one.rstrip().endswith("?")), "")
    letters = set(_ALONE.findall(asking))
    letter = letters.pop() if len(letters) == 1 else ""
    keys = {key.casefold() for key in question.options}
    return letter if len(letter) == 1 and letter.casefold() not in keys | {"a", "e", "i", "o", "y"} else ""


@kept
def _spoken(question: Question) -> re.Pattern[str] | None:
    letter = subject_of(question)
    if not letter:
        return None
    before = rf"(?:^|[,;:]\s*|(?<!\w)(?:{_BEFORE}|{phrases.alternatives(cues.CONCLUSION)})\s+)"
    return re.compile(rf"(?P<before>{before}){letter}(?=\s+(?:{_COPULA})(?!\w))")


def with_pronoun(question: Question, text: str) -> str:
    """Return a sentence with `it` in place of the letter that it speaks of, where that is what the prompt asks of."""
    pattern = _spoken(question)
    return pattern.sub(r"\g<before>it", text) if pattern is not None else text


_POINT = r"\(\s*[-−+±]?\s*[\d.]+(?:\s*[,;|]\s*(?:[-−+±]\s*)?[\d.]+)+\s*\)"
_AT = re.compile(
    rf"(?<!\w)(?:at|in|bei|an|im|en|au|dans|op|em|no)\s+(?:(?:the|dem|der|le|el|il|het)\s+)?"
    rf"(?:(?:point|punkt|stelle|punto|ponto|punt)\s+)?(?P<point>{_POINT})"
)


def is_at_another_point(question: Question, low: str) -> bool:
    """Whether a sentence says something at points, `in (1, 0)`, of which the prompt that asks of one names none."""
    said = [match["point"] for match in _AT.finditer(low)] if "(" in low else []
    asked = {_tight(one) for one in re.findall(_POINT, question.prompt)} if said else set()
    return bool(asked) and asked.isdisjoint(map(_tight, said)) and bool(said)


def _tight(point: str) -> str:
    return re.sub(r"\s", "", point).replace("−", "-")
