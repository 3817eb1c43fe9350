"""The part of a prompt that asks, with its formulas, and the numbers and words that stand in it."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from grader.marking.asked.agreeing.numbers_said import number_of
from grader.marking.asked.given.asked_part import ASKS
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what part of them asks
MAX_CHARACTERS = 4_000  # of a prompt that is looked into
_SENTENCE = re.compile(r"(?<=[.?!;])\s+(?=\S)|\n\s*\n")
_NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)?(?:/\d+)?|(?<=[A-Za-z(=<>≤≥,{ -])\d+(?:[.,]\d+)?(?:/\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
MIN_COMMON = 4  # letters that two words have in common, `defekt` and `defektes`
MIN_STEM = 3  # letters of a word that may have an ending


def prompts(question: Question) -> str:
    """Return all that a problem says."""
    return f"{question.lead} {question.prompt}"


@lru_cache(maxsize=KEPT)
def asking_part(lead: str, prompt: str) -> str:
    """Return the sentences that ask, as they are written; all of a prompt in which none does."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return f"{lead} {prompt}"
    for text in (prompt, lead):
        asking = [one for one in _SENTENCE.split(text) if ASKS.search(one.casefold())]
        if asking:
            return " ".join(asking) if text is prompt else f"{' '.join(asking)} {prompt}"
    return f"{lead} {prompt}"


@lru_cache(maxsize=KEPT)
def numbers_in(text: str) -> frozenset[Fraction]:
    """Return the numbers of a text, in digits and in words."""
    found = {_fraction(match[0]) for match in _NUMBER.finditer(text)}
    for word in _WORD.findall(text.casefold()):
        try:
            found.add(number_of(word))
        except ValueError:
            continue
    return frozenset(found)


def _fraction(text: str) -> Fraction:
    over, _, under = text.replace("−", "-").replace(",", ".").partition("/")
    return Fraction(over) / (int(under) or 1) if under else Fraction(over)


@lru_cache(maxsize=KEPT)
def stems_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters without the endings of a plural."""
    return frozenset(map(stem, _WORD.findall(text.casefold().translate(_ACCENTS))))


def stem(word: str) -> str:
    """Return a word without an ending of the plural."""
    plain = word.translate(_ACCENTS)
    return re.sub(r"(?:es|en|s|n|e)$", "", plain) if len(plain) > MIN_STEM else plain


_ACCENTS = str.maketrans("éèêáàâóòíìúùñç", "eeeaaaooiiuunc")


def stands(word: str, known: frozenset[str]) -> bool:
    """Whether a word stands among others, perhaps with another ending, or as a part of a longer one."""
    if word in known:
        return True
    longer = (one for one in known if len(one) >= MIN_COMMON) if len(word) >= MIN_COMMON else ()
    return any(one.startswith(word) or word.startswith(one) or word in one for one in longer)


@lru_cache(maxsize=KEPT)
def folded(text: str) -> str:
    """Return a text in one spelling, to look for what stands in it literally."""
    for pattern, put in _SPELLED:
        text = pattern.sub(put, text)
    return text


_SPELLED = (
    (re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])"), "|"),
    (re.compile(r"\\(?:leq?|leqslant)(?![A-Za-z])|≤"), "<="),
    (re.compile(r"\\(?:geq?|geqslant)(?![A-Za-z])|≥"), ">="),
    (re.compile(r"\\cap(?![A-Za-z])"), "∩"),
    (re.compile(r"\\cup(?![A-Za-z])"), "∪"),
    (re.compile(r"\\(?:left|right|text|mathrm|mathbb|operatorname|bar|overline|[,;! ])"), ""),
    (re.compile(r"−"), "-"),
    (re.compile(r"\["), "("),
    (re.compile(r"\]"), ")"),
    (re.compile(r"[\s{}$·_\\^]"), ""),
)
_ALONE = re.compile(r"(?<![^\W\d_\\])(?:\\?[A-Za-zα-ωΑ-Ω])(?![^\W\d_])")


@lru_cache(maxsize=KEPT)
def letters_in(text: str) -> frozenset[str]:
    """Return the letters that stand by themselves in a text, in formulas or not, but no article."""
    return frozenset(_ALONE.findall(_ARTICLE.sub(" ", text)))


_ARTICLE = re.compile(r"(?<![\w$\\])(?:a|I|o|y|e|é|à|è)(?=\s+[^\W\d_]{2,})|(?:\A\s*|[.?!:]\s+)A(?=\s+[^\W\d_]{2,})")
