"""How many times as much, `16-fold`, `a factor of 16`, `×16`, where the prompt asks for a factor.

What grows by 16 times itself is 17 times as much, so words that compare, `16 times more`, stay. Where a factor below 1
is expected nobody can tell what `4 times` is, and of what falls `4 times as much` is the contrary. `How many times does
7 go into 28` compares nothing, and so has no `4-fold`.
"""

from __future__ import annotations

import re

from grader.language.tree import Num
from grader.marking.asked.given.asked_part import asking_words
from grader.marking.texts.beside.words import pattern
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Field, Question

MAX_CHARACTERS = 120  # of a text that is looked into
_NUMBER = r"\$?\s*(?P<{}>\d{{1,9}}(?:[.,]\d{{1,9}}|\s?/\s?\d{{1,9}}|\s?\^\s?\d{{1,3}})?)\s*\$?"
_BY = (
    r"(?:(?:by|with|um|mit|par|d['’]|por|per|con|di|met)\s+)?"
    r"(?:(?:an?|the|de[nr]|das|eine[nm]?|une?|le|la|el|il|o|een)\s+)?"
)
_TIMES = re.compile(
    rf"\s*(?:{_BY}(?:{pattern('factor')})\s*(?:(?:of|von|de|di|van|=|:)\s*)?{_NUMBER.format('of')}"
    rf"|{_BY}{_NUMBER.format('behind')}(?:\s*-?\s*(?P<fold>{pattern('fold')})|\s+(?:{pattern('times')})(?P<as>\s+as\s+(?:much|many|large|big|great))?"
    rf"|\s*[×x](?![^\W_]))|[×x]\s?{_NUMBER.format('times')})[\s.!]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"(?<!\w)(?:factor|faktor|facteur|fattore|fator)(?!\w)|(?<!\w)(?:how\s+many|wie\s?viele?|combien\s+de|cu[aá]ntas|quante|quantas|hoeveel)"
    rf"\s*(?:{pattern('times')})(?!\w)"
)
_FALLS = re.compile(rf"(?<!\w)(?:{pattern('falling')})(?!\w)")
_FACTOR = r"(?<!\w)(?:factor|faktor|facteur|fattore|fator)(?!\w)"
_COMPARES = re.compile(rf"{_FACTOR}|(?:{pattern('times')})\s+(?:as|so|plus|más|più|mais|zo|more|\w+er)(?!\w)")


def without_times(question: Question, field: Field, text: str) -> str:
    """Return the number of a factor without the words that say that it is one; the text where they say more."""
    if question.unit is not None or question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return text
    found = _TIMES.fullmatch(text)
    asking = asking_words(question.lead, question.prompt)
    if found is None or _ASKS.search(asking) is None:
        return text
    is_more = bool(found["as"]) or "×" in text or "x" in text.casefold()
    if (is_more and _FALLS.search(asking)) or ((found["as"] or found["fold"]) and not _COMPARES.search(asking)):
        return text
    if not question.accepted or not all(isinstance(one, Num) and one.value >= 1 for one in question.accepted):
        return text
    number = found["of"] or found["behind"] or found["times"]
    is_letter = "x" in text and ("x" in question.names.symbols or "x" in prompt_names.letters(question))
    return text if is_letter else str(number)
