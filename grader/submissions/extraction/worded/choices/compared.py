"""Which of two options a comparison chooses where a prompt compares them: `B is cheaper than A`, `A costs more`."""

from __future__ import annotations

import re

from grader.marking.choices.framed import unframed
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import AROUND, WORD
from grader.submissions.extraction.worded.choices.options import leads_to_options
from grader.submissions.extraction.worded.meanings.asked_property import (
    denials_in,
    is_asked_word,
    property_of,
    says_asked,
    without_asked,
)
from grader.submissions.extraction.worded.meanings.named_options import around, without_options

# Ways in which two things differ, each and its contrary.
_ROWS = (
    ("cheaper|less expensive|costs? less|billiger|günstiger", "more expensive|dearer|costs? more|teurer"),
    ("faster|quicker|schneller|plus rapide|más rápid[oa]", "slower|langsamer|plus lente?|más lent[oa]"),
    ("larger|bigger|greater|größer|plus grande?", "smaller|kleiner|plus petite?"),
    ("longer|länger|plus longue?", "shorter|kürzer|plus courte?"),
    ("heavier|schwerer|plus lourde?|más pesad[oa]", "lighter|leichter|plus léger|plus légère"),
    ("older|älter|plus âgée?", "younger|jünger|plus jeune"),
    ("warmer|hotter|wärmer|heißer|plus chaude?", "colder|cooler|kälter|plus froide?"),
    ("stronger|stärker|plus forte?", "weaker|schwächer|plus faible"),
)
_SENSES = tuple(tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)") for words in row) for row in _ROWS)
_ASKS = re.compile(
    r"(?<!\w)(?:which|who|what|wer|was|welche[rs]?|quel(?:le)?s?|qui|cuál|quién|qual\w*|chi|welke?|wie)(?!\w)|\?\s*\Z"
)
_BE = r"(?:(?:is|are|runs?|ist|läuft|fährt|est|es|è)\s+)?"
_THAN = r"(?:than|als|que|di|dan)"
_SAID = re.compile(rf"(?P<one>.+?)\s+{_BE}@(?:\s+{_THAN}\s+(?P<other>.+))?")
_LABELLED = re.compile(r"@\s*:\s*(?P<one>.+)")


def by_comparison(question: Question, text: str) -> str:
    """Return the key that a comparison chooses of two options; empty where it says anything else.

    The prompt asks by one such word, and the sentence has one. Of the other one the contrary is said; a denial says
    nothing, for two may be alike.
    """
    if len(question.options) != 2:
        return ""
    low = unframed(question, text.casefold().strip(around(question)))
    if key := _as_asked(question, low):
        return key
    told = re.split(r"(?<=[.!?:])\s+", f"{question.lead}\n{question.prompt}".casefold())
    asked = _senses(" ".join(one for one in told if _ASKS.search(one)))
    said = _senses(low)
    if len(asked) != 1 or len(said) != 1 or asked[0][0] != said[0][0] or denials_in(low):
        return ""
    _, is_so, word = said[0]
    plain = low.replace(word, "@")
    match = _SAID.fullmatch(plain) or _LABELLED.fullmatch(plain)
    if match is None or not word:
        return ""
    one, other = _key(question, match["one"]), match.groupdict().get("other")
    if not one or (other is not None and _key(question, other) in {"", one}):
        return ""
    return one if is_so == asked[0][1] else next(key for key in question.options if key != one)


def _as_asked(question: Question, low: str) -> str:
    """Return the option of which a sentence says all that is asked, and that it is so more than of the other one."""
    parted = re.split(rf"\s+{_THAN}\s+", low)
    asked = property_of(question)
    if len(parted) != 2 or asked.denial or not asked.words or denials_in(low):
        return ""
    rest, named = without_options(question, parted[0], parted[0])
    other, said = _key(question, parted[1]), {one for one in WORD.findall(rest) if is_asked_word(question, one)}
    is_all = len(said) >= len(asked.words) and says_asked(question, rest) is True and not re.search(r"\d", rest)
    is_all = is_all and leads_to_options(question, without_asked(question, rest))
    return next(iter(named)) if is_all and len(named) == 1 and other not in {"", *named} else ""


def compared_with_itself(question: Question, low: str) -> str:
    """Return a sentence that compares one option with itself, `Ben is faster than Ben`; empty for any other one."""
    parted = re.split(rf"\s+{_THAN}\s+", low.strip(AROUND))
    if len(question.options) < 2 or len(parted) != 2:
        return ""
    one, other = (without_options(question, part, part)[1] for part in parted)
    return low if len(one) == 1 and one == other and _key(question, parted[1]) else ""


def _senses(low: str) -> list[tuple[int, bool, str]]:
    """Return each comparing word of a text with its row and its side there."""
    return [
        (row, side == 0, match[0])
        for row, sides in enumerate(_SENSES)
        for side, pattern in enumerate(sides)
        for match in pattern.finditer(low)
    ]


def _key(question: Question, text: str) -> str:
    """Return the one option that a text names and nothing beside it; empty for any other text."""
    said = text.strip(around(question))
    keys = {key.casefold(): key for key in question.options}
    if said in keys:
        return keys[said]
    rest, named = without_options(question, said, said)
    return next(iter(named)) if len(named) == 1 and not WORD.findall(rest) and not re.search(r"[\d!]", rest) else ""
