"""Marks of thousands that a prompt settles: `73,790` where things are counted, or where it writes `12,000` itself.

Such a number may be 73.79 as well. What is counted is whole, and no decimals of it end in three digits; an English
prompt that writes a comma between thousands, or a decimal point, names its convention. Where the decimal number is near
a right answer, nobody can tell.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.errors import AnswerError, Span
from grader.language import units
from grader.language.printing import show
from grader.marking.asked.words.counting import HOW_MANY
from grader.marking.asked.words.currencies import names_currency
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question
from grader.wording import unreadable

MAX_CHARACTERS = 200  # of a text that is looked into
NEAR = Fraction(1, 20)  # of a right answer, within which a decimal number may be it
_GROUPED = re.compile(r"(?<![\w.,{}^])[1-9]\d{0,2}(?:(?:,|\{,\})\d{3})+(?![\d.,{]*\d)")
_COMMA = re.compile(r"\{,\}|,(?=\d)|(?<=\d),")
_OTHER = re.compile(r"\d[.,]\d|;")  # beside them: what may be decimal, or lists
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,|\{,\})\d{3}(?:(?:,|\{,\})\d{3})*(?![\d,]|\.\d{3}(?!\d))")
_POINT = re.compile(r"(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.,]*\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d+(?:,|\{,\})(?:\d{1,2}|\d{4,})(?!\d)|(?<![\d.,])0(?:,|\{,\})\d")
_ENGLISH = re.compile(
    r"(?i)(?<!\w)(the|how|many|much|what|which|find|compute|calculate|evaluate|give|does|have|are|with|when|there|after|its|his|their|was|were|if|by|from|this|that|they|price|costs)(?!\w)"
)
MIN_WORDS = 2  # by which a prompt is known to be English
_COUNTS = re.compile(rf"(?i)(?<!\w){HOW_MANY}\s*(?P<noun>[^\W\d_]+)")
_MEAN = re.compile(
    r"(?i)(?<!\w)(?:average|mean|expect\w*|per|each|times|rate|percent\w*|durchschnitt\w*|mittel\w*|je|pro|prozent\w*|mal"
    r"|moyen\w*|par|fois|media|medio|por|veces|volte|vezes|gemiddeld|keer|thousands?|millions?|billions?|hundreds?|dozens?)(?!\w)"
)


def without_groups(question: Question, text: str) -> str:
    """Return a text without its marks of thousands where the prompt settles that they are such; else the text."""
    found = _GROUPED.findall(text) if len(text) <= MAX_CHARACTERS else []
    if not found or _OTHER.search(_GROUPED.sub(" ", text)):
        return text
    if not (_counts_things(question) or _writes_english(f"{question.lead}\n{question.prompt}")):
        return text
    decimals = [value for one in found if (value := value_of(_COMMA.sub(".", one, count=1))) is not None]
    if any(_is_near(show(tree), value) for tree in question.accepted for value in decimals):
        return text
    return _GROUPED.sub(lambda number: _COMMA.sub("", number[0]), text)


_BRACKETED = re.compile(r"[\s$]*\(\s*[1-9]\d{0,2}(?:(?:,|\{,\})\d{3})+\s*\)[\s$.]*")


def refuse_bracketed(text: str) -> None:
    """Raise AnswerError for `(73,790)` where a number is asked for: a pair, or one number with a mark of thousands."""
    if len(text) <= MAX_CHARACTERS and _BRACKETED.fullmatch(text):
        raise AnswerError(f"{unreadable.ONE_VALUE}.", text, Span(0, len(text)))


def _is_near(expected: str, value: Fraction) -> bool:
    """Whether a number may be a right answer; so may it be where nothing simple tells what that is."""
    right = value_of(expected)
    return right is None or abs(value - right) <= NEAR * abs(right)


def _counts_things(question: Question) -> bool:
    """Whether the prompt asks how many things there are, which is a whole number."""
    told = f"{question.lead}\n{question.prompt}"
    nouns = {match["noun"] for match in _COUNTS.finditer(told)}
    if not nouns or question.unit is not None or names_currency(question) or _MEAN.search(told):
        return False
    return not any(units.reading.known_unit(noun) for noun in nouns)


def _writes_english(told: str) -> bool:
    """Whether an English prompt writes numbers with marks of thousands or decimal points, and no decimal comma."""
    is_english = len({word.casefold() for word in _ENGLISH.findall(told)}) >= MIN_WORDS
    is_named = _GROUPS.search(told) is not None or _POINT.search(told) is not None
    return is_english and is_named and _DECIMAL_COMMA.search(told) is None
