"""Numbers of millions and the like, `3,3 Millionen`, `7 millions d'euros`: the numbers that they are.

Only words that are one number in all languages that have them, and only where the prompt asks for no number of them:
`2 million` of a profit in millions is 2.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.marking.asked.words.multiples import is_asked_in
from grader.marking.texts.numbers.said_in_words import NUMBERS
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that is looked into
_WORDS = {
    1_000: r"thousand|tausend|duizend",
    1_000_000: r"millions?|millionen|mio\.?|mln\.?|mill[oó]n|millones|milion[ei]|miljoen|milhão|milhões",
    1_000_000_000: r"milliarden?|mrd\.?|milliards?|miliard[oi]|miljard",
}
_LISTED = r"thousand|million|billion|lakh|dozen|tausend|milliard|millier|millón|millones|milion|miljoen|miljard|milh"
_IN = re.compile(rf"(?i)(?:\bin|\ben|\bem|how\s+many|\bper|\bje|\bpro)\s+(?:{_LISTED}|mio|mrd|mln)")
_MANY = re.compile(
    r"(?i)\s*(?P<number>\d{1,9}(?:[.,]\d{1,2})?|[^\W\d_]+)\s+(?P<word>"
    + "|".join(_WORDS.values())
    + r")(?![^\W_])(?:\s+(?:d['’]|de\s+|di\s+)?(?P<noun>\S.*?))?[\s.]*"
)


def multiplied(question: Question, text: str) -> str:
    """Return a number with such a word as the number that it is; the text where nothing of the kind stands there."""
    is_number = question.unit is None and question.kind.is_one_number == "always"
    found = _MANY.fullmatch(text) if len(text) <= MAX_CHARACTERS and is_number else None
    said = f"{question.lead} {question.prompt}"
    if found is None or is_asked_in(question, found["word"].rstrip(".")) or _IN.search(said) is not None:
        return text
    number = found["number"].casefold()
    digits = number if number[0].isdecimal() else str(NUMBERS.get(number, ""))
    if not digits:
        return text
    factor = next(one for one, words in _WORDS.items() if re.fullmatch(words, found["word"], re.IGNORECASE))
    value = Fraction(digits.replace(",", ".")) * factor
    return f"{value} {found['noun'] or ''}".strip() if value.denominator == 1 else text
