"""Sums of quantities in several units, in the last of these: `2 h 30 min`, `2 h + 30 min`.

Beside each other stand only units of one kind that get smaller; a plus adds quantities of the kind that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from grader.errors import AnswerError, Span
from grader.language.units.reading import Unit, known_unit
from grader.wording import unreadable_answers

_NUMBER = r"\d++(?:\.\d++)?"
_NAME = r"\\?[A-Za-zµΩ°]+\.?"
_COMPOUND = r"[A-Za-zµμΩ°]+(?:\^[-−]?\d)?(?:/[A-Za-zµμΩ]+(?:\^\d)?)?"
_BESIDE = re.compile(rf"\s*+(?:{_NUMBER}\s*+{_NAME}\s*+(?:,|and|und|et|y|e)?\s*+){{2,4}}")
_EACH_BESIDE = re.compile(rf"({_NUMBER})\s*+({_NAME})")
_ADDED = re.compile(rf"\s*+{_NUMBER}\s*+{_COMPOUND}(?:\s*+[+]\s*+{_NUMBER}\s*+{_COMPOUND}){{1,3}}[\s.]*+")
_EACH_ADDED = re.compile(rf"({_NUMBER})\s*+({_COMPOUND})")


def beside_each_other(text: str) -> str:
    """Return what `2 min 5 s` comes to; the text itself where no such quantities stand there.

    Raises AnswerError for units that make no sum.
    """
    parts = _EACH_BESIDE.findall(text) if _BESIDE.fullmatch(text) else []
    known = _units(parts)
    if not known:
        return text
    if not all(one.factor > other.factor for one, other in pairwise(known)) or not _are_alike(known):
        raise AnswerError(unreadable_answers.UNITS_BESIDE, text, Span(0, len(text)))
    return _total(parts, known)


def added(text: str, asked: Unit) -> str:
    """Return what quantities with signs of a plus between them come to; the text itself where they are none."""
    parts = _EACH_ADDED.findall(text) if _ADDED.fullmatch(text) else []
    known = _units(parts)
    is_asked = bool(known) and known[0].dimension == asked.dimension
    return _total(parts, known) if is_asked and _are_alike(known) else text


def _units(parts: Sequence[tuple[str, str]]) -> list[Unit]:
    """Return the units of all parts; none where one of them is not known."""
    known = [unit for _, name in parts if (unit := known_unit(name)) is not None]
    return known if len(known) == len(parts) else []


def _are_alike(known: Sequence[Unit]) -> bool:
    """Whether units are of one kind, without a zero of their own."""
    return len({(one.dimension, one.turns) for one in known}) == 1 and not any(one.has_zero for one in known)


def _total(parts: Sequence[tuple[str, str]], known: Sequence[Unit]) -> str:
    values = (Fraction(number) * unit.factor for (number, _), unit in zip(parts, known, strict=True))
    total = sum(values, Fraction(0)) / known[-1].factor
    number = str(total) if total.denominator == 1 else f"({total.numerator}/{total.denominator})"
    return f"{number} {parts[-1][1]}"
