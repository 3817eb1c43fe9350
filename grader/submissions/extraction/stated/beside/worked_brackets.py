"""Brackets behind a value that hold what it comes of, or a fact by itself: `11 (4 + 7)`, `x = 1 (f''(1) = 6 > 0)`.

Numbers that add up to the value say nothing else of it, whatever they are called; an equation without letters that
is said of a function at a number restricts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader.claims.chains import chain
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, words
from grader.submissions.extraction.words.prompts import Asked

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,12}(?:\.\d{1,9})?")
_SPACE = re.compile(r"\s|\\[,;:! ]|~|\$|\{,\}(?=\d{3})")
_FACT = re.compile(
    r"\(?\s*[A-Za-z]'{0,3}\s*\(\s*[-−]?\d+(?:[./]\d+)?\s*\)\s*(?:[=<>≤≥]\s*[-−]?\d+(?:[./]\d+)?\s*)+\)?[\s.]*"
)
_LAST = re.compile(r"(?P<value>.*[^\s(])\s+(?P<bracket>\((?:[^()]|\([^()]*\))*\))[\s.]*", re.DOTALL)


def without_worked(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return a sentence without the bracket at its end that holds what its value comes of, and that bracket."""
    if asked.question.kind.written == "list" or asked.question.kind.is_solutions or not whole.formulas:
        return whole, ""
    lexemes = list(whole.lexemes)
    end = len(lexemes) - (lexemes[-1].text in {".", "!"})
    last = lexemes[end - 1]
    fact = _LAST.fullmatch(last.text) if last.kind == "formula" and last.typed else None
    if fact is not None and _FACT.fullmatch(fact["bracket"]):
        kept = last._replace(text=fact["value"], raw=fact["value"])
        return Clause((*lexemes[: end - 1], kept, *lexemes[end:])), fact["bracket"]
    opened = next((n for n in range(end - 1, 0, -1) if lexemes[n].text.startswith("(")), 0)
    if not any(one.kind == "formula" for one in lexemes[:opened]):
        return whole, ""
    aside = Clause(tuple(lexemes[opened:end]))
    is_fact = len(aside.formulas) == 1 and not _spoken(aside) and _FACT.fullmatch(aside.formulas[0].text) is not None
    if not is_fact and not _adds_up(lexemes[:opened], aside):
        return whole, ""
    return Clause((*map(_settled, lexemes[:opened]), *lexemes[end:])), aside.raw()


def _settled(one: Lexeme) -> Lexeme:
    """Return a formula that is one number without its marks of thousands, which the sum behind it settles."""
    is_grouped = one.kind == "formula" and "," in one.text and _NUMBER.fullmatch(_SPACE.sub("", one.text)) is not None
    return one._replace(text=_SPACE.sub("", one.text).replace(",", "")) if is_grouped else one


def _spoken(aside: Clause) -> list[str]:
    return [one.text for one in aside.lexemes if one.kind == "word"]


def _adds_up(before: Sequence[Lexeme], aside: Clause) -> bool:
    """Whether two numbers or more of a bracket add up to the last value before it, and no word turns what it says."""
    value = next(one for one in reversed(before) if one.kind == "formula")
    total = _number(chain(value.text).members[-1])
    texts = [part for one in aside.formulas for part in one.text.strip("() ").split("+")]
    numbers = [_number(part) for part in texts]
    tables = (cues.RETRACTION, cues.UNSURE, cues.TURNING, cues.SUPPOSING, cues.ALTERNATIVE, cues.AGAINST, cues.OTHERS)
    turns = words(*tables, cues.NEGATION).search(aside.skeleton) or NEGATED.search(aside.skeleton)
    known = [one for one in numbers if one is not None]
    return (
        total is not None
        and len(known) == len(numbers) > 1
        and sum(known) == total
        and not turns
        and ("?" not in aside.skeleton)
    )


def _number(text: str) -> Fraction | None:
    """Return a number of digits, with marks of thousands or without; None of anything else."""
    tight = _SPACE.sub("", text)
    return Fraction(tight.replace(",", "")) if _NUMBER.fullmatch(tight) else None
