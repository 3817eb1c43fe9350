"""Numbers of millions and the like, `3,3 Millionen`, `7 millions d'euros`: the numbers that they are.

Only words that are one number in all languages that have them, and only where the prompt asks for no number of them:
`2 million` of a profit in millions is 2.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader import marking
from grader.marking.asked.words.multiples import ASKED_IN, FACTORS, factor_of, is_asked_in
from grader.marking.texts.numbers.said_in_words import NUMBERS
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that is looked into
_ENGLISH = re.compile(r"(?i)(?<!\w)(?:the|what|how|which)(?!\w)")
_PREFIXES = {"k": 1_000, "M": 1_000_000}
_PREFIXED = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,2})?)\s?(?P<sign>[kM])(?P<rest>\s+[^\W\d_]{3,})?[\s.]*")
_BINARY = re.compile(r"(?i)byte|\bbits?\b|[KMG]i?B|memory|speicher|mémoire|memoria|address")
_MILLIONS = re.compile(r"(?i)million|milh|\bhow\s+many|dollar|euro|[$€£]\s?\d|\d\s?[€£]")
_PER = re.compile(rf"(?i)(?<!\w)(?:per|je|pro|par|por)\s+(?:{'|'.join(FACTORS.values())})(?!\w)")
_IN_POWERS = re.compile(r"(?i)(?:(?<!\w)(?:in|en|em|of|de|von|di)|\()\s*\$?\s*10\s*(?:\^|\*\*|[⁰-⁹²³])")  # `in 10^6 km`
_GIVEN = re.compile(  # what needs no number of them: `3 million people`, `to the nearest hundred`
    rf"(?i)(?:\d[\d.,]*|nearest|n[aä]chsten?|plus\s+proche)\s+(?:{'|'.join(FACTORS.values())})(?!\w)"
)
_LISTED = re.compile(rf"(?i)(?<!\w)(?P<word>{'|'.join(FACTORS.values())})(?!\w)")
_MANY = re.compile(
    r"(?i)\s*(?P<number>\d{1,9}(?:[.,]\d{1,2})?|\d{1,3}(?:,\d{3})+|[^\W\d_]+(?=\s))\s*(?P<word>"
    + "|".join(FACTORS.values())
    + r")(?![^\W_])(?:\s+(?:d['’]|de\s+|di\s+|of\s+)?(?P<noun>\S.*?))?[\s.]*"
)


def multiplied(question: Question, text: str) -> str:
    """Return a number with such a word as the number that it is; the text where nothing of the kind stands there."""
    if question.unit is not None or question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return text
    said = f"{question.lead} {question.prompt}"
    if _PER.search(said) is not None:
        return text
    if (short := _PREFIXED.fullmatch(text)) is not None:
        return _with_prefix(question, said, short) or text
    if (found := _MANY.fullmatch(text)) is None:
        return text
    factor = factor_of(found["word"], _ENGLISH.search(said) is not None)
    number = found["number"].casefold()
    digits = _digits(number) if number[0].isdecimal() else str(NUMBERS.get(number, ""))
    if not digits or not factor:
        return text
    asked = frozenset(factor_of(one["word"], is_english=True) for one in ASKED_IN.finditer(said))
    if asked or is_asked_in(question, found["word"].rstrip(".")):
        return digits if asked == {factor} and not found["noun"] else text
    if _speaks_of(said, factor):
        return text
    value = Fraction(digits) * factor
    return f"{value} {found['noun'] or ''}".strip() if value.denominator == 1 or factor < 1 else text


def factor_said(question: Question, word: str) -> int:
    """Return the whole number that a word makes of one before a unit; 0 where a prompt may ask for a number of them."""
    said = f"{question.lead} {question.prompt}"
    factor = factor_of(word, _ENGLISH.search(said) is not None)
    if factor < 1 or any(one.search(said) for one in (_PER, ASKED_IN, _IN_POWERS)):
        return 0
    if is_asked_in(question, word.rstrip(".")):
        return 0
    return 0 if _speaks_of(said, factor) else int(factor)


def _speaks_of(said: str, factor: Fraction | int) -> bool:
    """Whether a prompt has such a word without a number, `Sales (millions)`: it may ask for a number of them."""
    return any(factor_of(one["word"], is_english=True) == factor for one in _LISTED.finditer(_GIVEN.sub("", said)))


def _digits(number: str) -> str:
    """Return a number with a decimal point: before three digits a comma marks thousands, unless one is decimal."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number):
        return number.replace(",", "")
    return number.replace(",", ".")


def _with_prefix(question: Question, said: str, short: re.Match[str]) -> str:
    """Return `2000` for `2k`, empty where that letter may be something else, or where it may be 1024 of them."""
    is_letter = re.search(rf"(?<![^\W_]){short['sign']}(?![^\W_])", said) is not None
    if is_letter or short["sign"] in question.names.symbols or _BINARY.search(said) or ASKED_IN.search(said):
        return ""
    if _speaks_of(said, _PREFIXES[short["sign"]]) or any(
        marking.asked.about.units_named.units_asked_in(question.prompt)
    ):
        return ""  # of `2500 kg`, perhaps, where grams are asked for
    if short["sign"] == "M" and _MILLIONS.search(said) is None:
        return ""  # a molar solution, or a mass
    value = Fraction(short["number"]) * _PREFIXES[short["sign"]]
    return f"{value}{short['rest'] or ''}" if value.denominator == 1 else ""
