"""Several options told otherwise than by a list: `A true, B false`, `All but B`, `A and C, but not B`.

Each option must be judged, by its key alone and once; what is judged true is chosen where the problem asks for no
negation. Behind `all but` and `but not` stand keys alone.
"""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.marking.choices.denied import asks_by_denial
from grader.problems.question import Question
from grader.wording import unreadable_answers

_TRUE = r"(?P<true>true|yes|correct|right|holds|wahr|ja|richtig|gilt|stimmt|vrai|oui|verdadero|sí|cierto|vero|✓|✔|☑)"
_FALSE = (
    r"(?P<false>false|no|incorrect|wrong|falsch|nein|faux|non|falso|✗|✘|☒|not|does not hold|gilt nicht|stimmt nicht)"
)
_BUT = (
    r"(?:all|alle|everything|alles|tout(?:es)?|tous|tod[oa]s|tutt[ei])"
    r"\s+(?:but|except(?:\s+for)?|außer|bis auf|sauf|excepto|menos|salvo|tranne)"
)
_NOT = (
    r",?\s*(?:but\s+not|and\s+not|aber\s+nicht|und\s+nicht|mais\s+pas|pero\s+no|ma\s+non"
    r"|not(?=\s+\(?\w\)?\Z))"
)
_BETWEEN = re.compile(r"[\s,;.&]+|(?<![^\W\d_])(?:and|und|et|y|e)(?![^\W\d_])")
MAX_CHARACTERS = 200  # of a text that is looked into


def judged(question: Question, text: str) -> frozenset[str] | None:
    """Return the options that such a text chooses, None where it is another text.

    Raises AnswerError where the problem asks by a negation, so that nobody can tell of what `true` is said.
    """
    said = text.strip().rstrip(".!")
    if len(said) > MAX_CHARACTERS or any(len(key) > 2 for key in question.options):
        return None
    key = "|".join(re.escape(one) for one in question.options)
    if (but := re.fullmatch(rf"(?i:{_BUT})\s+(?P<keys>.+)", said)) is not None:
        keys = _keys(question, but["keys"])
        return frozenset(question.options) - keys if keys else None
    parts = re.split(rf"(?<=[\s)])?(?i:{_NOT})\s+", said)
    if len(parts) == 2:
        chosen, others = _keys(question, parts[0]), _keys(question, parts[1])
        return chosen if chosen and others and not chosen & others else None
    one = re.compile(
        rf"\(?(?P<key>{key})[).:]*\s*(?:[:=–-]\s*)?(?:(?:is|ist|est|es|è)\s+)?(?i:{_FALSE}|{_TRUE})(?![^\W\d_])"
        r"\s*[,;.]?\s*(?:(?i:and|und|et|y|but|aber)\s+)?"
    )
    place = 0
    told: dict[str, bool] = {}
    for match in one.finditer(said):
        if match.start() != place or match["key"] in told:
            return None
        place, told[match["key"]] = match.end(), match["true"] is not None
    if place < len(said) or not told:
        return None
    if any(told.values()) and asks_by_denial(f"{question.lead} {question.prompt}"):
        raise AnswerError(unreadable_answers.TOLD_UNDER_NEGATION)
    is_whole = told.keys() == question.options.keys() and any(told.values())
    return frozenset(one for one, holds in told.items() if holds) if is_whole else None


def _keys(question: Question, text: str) -> frozenset[str]:
    """Return the keys that a text lists and nothing else, none where something else stands there."""
    words = [one.strip("()") for one in _BETWEEN.split(text) if one.strip()]
    return frozenset(words) if words and all(one in question.options for one in words) else frozenset()
