"""Quantities of millions and the like, `228 million km`, `1.2 Mrd. t`: with the number that the word makes of theirs.

Only words that are one number in all languages that have them, each before a unit, or before the sign of equality in a
chain of such numbers; and only where the prompt asks for no number of them: of a distance in millions of km, 228 is
the number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from grader.language.units.reading import MAX_UNIT, known_unit
from grader.marking.asked.words.multiples import FACTORS
from grader.marking.texts.numbers import multiplied
from grader.marking.texts.numbers.said_in_words import NUMBERS
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that is looked into
_SIGN = re.compile(r"(\s*(?:[=≈]|\\approx(?![A-Za-z]))\s*)")
_DIGITS = r"\d{1,12}(?:[.,]\d{1,9})?"
_MEMBER = re.compile(
    rf"(?P<before>[\s$]*[-−+]?\s*(?:{_DIGITS}\s*(?:[·*×]|\\(?:cdot|times)(?![A-Za-z]))\s*){{0,4}})"
    rf"(?:(?P<number>{_DIGITS})(?:\s|~|\\[,;: ])*|(?P<spelled>[^\W\d_]{{2,12}})\s+)"
    rf"(?P<word>{'|'.join(FACTORS.values())})(?![^\W_])"
    rf"(?:(?:\s|~|\\[,;: ])*(?:d['’]|(?:de|di|of|von)\s+)?(?P<unit>[^\s~].{{0,{MAX_UNIT}}})?)",
    re.IGNORECASE,
)


def in_numbers(question: Question, text: str) -> str:
    """Return a quantity, or a chain of such, with its numbers of such words written out; any other text itself."""
    if question.unit is None or question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return text
    members = _SIGN.split(text)
    plain = [_written_out(question, one, is_last=place + 1 == len(members)) for place, one in enumerate(members)]
    return "".join(plain)


def _written_out(question: Question, member: str, *, is_last: bool) -> str:
    """Return a member with its number written out, where a known unit, or nothing in a step, stands behind."""
    found = _MEMBER.fullmatch(member)
    if found is None:
        return member
    unit = (found["unit"] or "").strip(" $.")
    if (unit or is_last) and known_unit(unit) is None:
        return member
    number = found["number"] or str(NUMBERS.get(found["spelled"].casefold(), ""))
    factor = multiplied.factor_said(question, found["word"])
    if not factor or not number or not _is_clear(question, f"{found['before']}{number}"):
        return member
    value = Decimal(number.replace(",", ".")) * Decimal(factor)
    return f"{found['before'].replace(',', '.')}{value.normalize():f} {found['unit'] or ''}"


def _is_clear(question: Question, numbers: str) -> bool:
    """Whether no comma of numbers may stand before thousands, and no point where that is no decimal one."""
    if question.names.numbers != "plain":
        return "." not in numbers and "," not in numbers
    return _THOUSANDS.search(numbers) is None


_THOUSANDS = re.compile(r",\d{3}(?!\d)")
