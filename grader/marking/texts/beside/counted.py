"""What is counted, by a wider word, `4 people` of how many students, and of how many, `4 of the 28 students`.

Only what the prompt counts, or asks a share of: another noun makes another number of it, `4 classes`, `25% of 60`.
"""

from __future__ import annotations

import re

from grader.marking.asked.about.units_named import units_asked_in
from grader.marking.asked.beside.forms import BESIDE, is_among, is_form, words_in
from grader.marking.asked.beside.numbers_asked import asks_for_quantity
from grader.marking.asked.given.asked_part import asking_and_rest, asking_words
from grader.marking.asked.words.counting import COUNTS, HOW_MANY, HOW_MUCH
from grader.marking.asked.words.multiples import MULTIPLES, multiple_behind
from grader.marking.texts.beside.words import WORDS, pattern
from grader.problems.question import Field, Question

MAX_CHARACTERS = 120  # of a text that is looked into
_COUNTS = re.compile(rf"{COUNTS}\s*(?P<nouns>(?:[^\W\d_]+\s*){{1,3}})")
_HOW_MANY = re.compile(rf"(?<!\w)(?:{HOW_MANY}|{HOW_MUCH})(?!\w)")
_EACH = re.compile(r"(?<!\w)(?:per|pro|par|por|je|each|every|jede\w?|chaque|cada|ogni)(?!\w)")
_BEHIND = re.compile(
    rf"(?P<value>.*(?<![A-Za-z_^])[\d)}}$])\s+(?:(?:{pattern('alike')})\s+)?(?P<noun>[^\W\d_]{{2,20}})[\s.!]*",
    re.DOTALL | re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"\s*(?P<value>\d{{1,9}})\s+(?:{pattern('of')})\s+(?:(?:{pattern('article')})\s+)?(?P<all>\d{{1,9}})\s+(?P<noun>[^\W\d_]{{3,20}})[\s.!]*",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?P<value>.*\d\s*(?:{pattern('percent')}))\s+(?:{pattern('of')})\s+\$?(?P<all>\d[\d.,]*)\$?[\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_WIDER = (("human", "people"), ("animal", "animals"), ("pupil", "pupil"), ("child", "child"), ("way", "way"))


def without_counted(question: Question, field: Field, text: str) -> str:
    """Return a number without what the prompt counts; the text where something else stands behind it."""
    is_long = len(text) > MAX_CHARACTERS
    if question.unit is not None or question.kind.is_one_number != "always" or is_long or multiple_behind(text):
        return text
    asking = asking_words(question.lead, question.prompt)
    if (found := _SHARE.fullmatch(text)) is not None:
        whole = re.escape(found["all"].rstrip(".,"))
        is_asked = re.search(rf"(?<!\w)(?:{pattern('of')})\s+{whole}(?![\w]|[.,]\d)", asking) is not None
        return found["value"] if is_asked and not words_in(asking).isdisjoint(WORDS["percent"]) else text
    if (found := _OF_ALL.fullmatch(text)) is not None:
        given = re.compile(rf"(?<![\w.,]){found['all']}\s+{found['noun']}(?!\w)", re.IGNORECASE)
        is_count = _HOW_MANY.search(asking) is not None and _EACH.search(asking) is None
        is_among_all = is_count and is_among(found["noun"].casefold(), words_in(asking))
        return found["value"] if is_among_all and given.search(question.prompt) else text
    nouns = frozenset(word for one in _COUNTS.finditer(asking) for word in words_in(one["nouns"]))
    if not nouns and asks_for_quantity(question.lead, question.prompt) and not _counts_many(question):
        nouns = BESIDE["goods"]
    if not nouns:
        return text
    found = _BEHIND.fullmatch(text)
    return found["value"] if found is not None and _is_counted(question, found["noun"].casefold(), nouns) else text


def _counts_many(question: Question) -> bool:
    """Whether a prompt speaks of thousands or of a unit, in which a quantity may be meant."""
    asking, rest = asking_and_rest(question.lead, question.prompt)
    has_unit = any(True for line in (asking, rest) for _ in units_asked_in(line))
    return has_unit or _MANY.search(f"{asking} {rest}") is not None


_MANY = re.compile(rf"(?i)(?<!\w)(?:{MULTIPLES})(?!\w)")


def _is_counted(question: Question, said: str, nouns: frozenset[str]) -> bool:
    """Whether a noun is one of those that are counted, or a wider word for one where the prompt has no other kind."""
    if any(is_form(said, noun) for noun in nouns):
        return True
    told = words_in(f"{question.lead} {question.prompt}")
    return any(
        said in WORDS[wider]
        and (counted := nouns & WORDS[kind])
        and all(any(is_form(one, noun) for noun in counted | WORDS[wider]) for one in told & WORDS[kind])
        for kind, wider in _WIDER
    )
