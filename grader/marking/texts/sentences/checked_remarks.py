"""Remarks that say what a number is, `pH = 2 (acidic)`, `-16 (no real roots)`, and can be checked by the number.

Each is a closed phrase with a test of the number, and most hold only where the prompt speaks of a thing: a determinant,
a discriminant, a pH. A remark of which nothing is known stays, and one that is false of the number before it keeps a
right number open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final

from grader.claims.chains import chain
from grader.marking.asked.words.counting import COUNTS
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question
from grader.records import dataclass

MAX_CHARACTERS = 200  # of a text that is looked into
MAX_WHOLE = 10**6  # of which it is looked whether it is prime
_BEHIND = re.compile(
    r"(?P<value>[^()]*(?:\([^()]*\)[^()]*)*\S)\s*(?:\((?P<round>[^()=<>]{2,80})\)"
    r"|(?:[,;]|\s[-–])\s+(?P<comma>[^\W\d_][^()=<>\d]{2,80}))[\s.]*",
    re.DOTALL,
)
_NUMBER = re.compile(r"[\s$]*(?P<number>[-−+]?\s?\d{1,12}(?:\.\d{1,12})?(?:\s?/\s?\d{1,9})?)(?![\d.,^(/*·×+−-])")
_OF_SIGN = re.compile(r"(?P<value>[^<>]*\d)\s*(?P<sign>[<>])\s*0")  # `-16 < 0, no real roots`
_PARTED = re.compile(r"\s*(?:[,;]|(?<!\w)(?:and|und|et|y|e|so|hence|thus|therefore|also|donc|i\.e\.|d\.h\.)(?!\w))\s*")
_IDLE = re.compile(
    r"(?:(?:the|a|an|it|is|it's|its|that|this|which|means|are|there|has|die|der|das|es|ist|eine?|sind|est)\s+)+"
)
# A question for a count: what is said beside it of a discriminant is said of no number, or says another count.
_ASKS_COUNT = re.compile(rf"(?i){COUNTS}|(?<!\w)zahl\s+(?:der|von)(?!\w)")
_WHOLE = re.compile(r"(?<![\d.,])\d{1,9}(?![\d.,]*\d)")


def _is_prime(value: Fraction) -> bool:
    is_small = value.denominator == 1 and 1 < value <= MAX_WHOLE
    return is_small and all(value % one for one in range(2, int(value**0.5) + 1))


_TESTS: Final[dict[str, Callable[[Fraction], bool]]] = {
    "negative": lambda value: value < 0,
    "positive": lambda value: value > 0,
    "zero": lambda value: value == 0,
    "not-zero": lambda value: value != 0,
    "whole": lambda value: value.denominator == 1,
    "even": lambda value: value % 2 == 0,
    "odd": lambda value: value % 2 == 1,
    "prime": _is_prime,
    "below7": lambda value: value < 7,
    "above7": lambda value: value > 7,
    "is7": lambda value: value == 7,
    "below3": lambda value: value <= 3,
    "above11": lambda value: value >= 11,
    "weak-acid": lambda value: 4 <= value < 7,
    "weak-base": lambda value: 7 < value <= 10,
    "strong-negative": lambda value: -1 <= value <= Fraction(-3, 5),
    "strong-positive": lambda value: Fraction(3, 5) <= value <= 1,
    "strong": lambda value: Fraction(3, 5) <= abs(value) <= 1,
    "no-number": lambda value: False,
    "weak": lambda value: abs(value) <= Fraction(2, 5),
}


def without_remark(question: Question, text: str) -> str:
    """Return a number without a remark that is true of it; the text itself where none stands there."""
    said = _said(question, text)
    is_true = said is not None and all(_is_true(question, one, said.number) for one in said.phrases)
    return said.value if said is not None and is_true else text


def false_remark(question: Question, text: str) -> str:
    """Return a phrase that is known to be false of the number before it; empty where there is none."""
    said = _said(question, text)
    phrases = () if said is None else said.phrases
    known = (one for one in phrases if any(True for _ in _tests(question, one)))
    return next((one for one in known if said is not None and not _is_true(question, one, said.number)), "")


@dataclass(frozen=True, slots=True)
class _Remark:
    """A value with what is said behind it."""

    value: str
    number: Fraction
    phrases: tuple[str, ...]


def _said(question: Question, text: str) -> _Remark | None:
    match = _BEHIND.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or question.kind.is_one_number != "always":
        return None
    found = _NUMBER.match(chain(match["value"]).members[-1])
    number = value_of(found["number"].replace(" ", "").replace("−", "-").lstrip("+")) if found is not None else None
    remark = (match["round"] or match["comma"]).strip(" .!").casefold()
    phrases = tuple(_bare(one) for one in _PARTED.split(remark) if one)
    if number is None or not phrases:
        return None
    value, sign = match["value"].rstrip(" ,;"), _OF_SIGN.fullmatch(match["value"].rstrip(" ,;"))
    is_true = sign is not None and (number < 0 if sign["sign"] == "<" else number > 0)
    return _Remark(sign["value"] if sign is not None and is_true else value, number, phrases)


def _bare(phrase: str) -> str:
    """Return a phrase without the articles and copulas before it."""
    phrase = " ".join(phrase.split())
    found = _IDLE.match(phrase)
    return phrase[found.end() :] if found is not None else phrase


def _is_true(question: Question, phrase: str, value: Fraction) -> bool:
    """Whether a phrase is known to say something of such a number, and it is true of it in all that it may say."""
    tests = list(_tests(question, phrase))
    return bool(tests) and all(_passes(f"{question.lead}\n{question.prompt}", name, value) for name in tests)


def _tests(question: Question, phrase: str) -> Iterator[str]:
    """Yield what tests a phrase, where the prompt speaks of what it is said of."""
    told = f"{question.lead}\n{question.prompt}"
    asks_count = _ASKS_COUNT.search(told) is not None
    for name, about, phrases in _rows():
        is_of_count = asks_count and name in _TESTS
        if phrase in phrases and (about == "*" or (not is_of_count and re.search(about, told))):
            yield name


def _passes(told: str, name: str, value: Fraction) -> bool:
    if (test := _TESTS.get(name)) is not None:
        return test(value)
    given = {int(one) for one in _WHOLE.findall(told)}
    return (2 * value if name == "half-given" else value / 2) in given


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, frozenset[str]], ...]:
    return tuple(_read_rows())


def _read_rows() -> Iterator[tuple[str, str, frozenset[str]]]:
    path = Path(__file__).parent / "properties.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, about, phrases = line.split("; ")
            yield name, about, frozenset(phrases.split(", "))
