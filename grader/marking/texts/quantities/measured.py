r"""Quantities as they are written beside one value with its unit: `2 min 5 s`, `5 (in m/s)`, `v [m/s] = 5`.

What stands between numbers is a unit where a unit is asked for, and no function of the next one, as `min` is elsewhere.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from grader.errors import AnswerError, Span
from grader.language.limits import LIMITS
from grader.language.units.reading import NoUnitError, Unit, read_unit
from grader.wording import unreadable_answers

_NAME = r"\\?[A-Za-zµΩ°]+\.?"
_NUMBER = r"\d++(?:\.\d++)?"
_PARTS = re.compile(rf"\s*+(?:{_NUMBER}\s*+{_NAME}\s*+(?:,|and|und|et|y|e)?\s*+){{2,4}}")
_EACH = re.compile(rf"(?P<value>{_NUMBER})\s*+(?P<unit>{_NAME})")
_TOLD = re.compile(
    r"(?<!\s)\s*+[(\[]?\s*+(?<![A-Za-z\\])(?:in|en|as|als)\s++(?P<unit>[^()\[\]=]{1,40}?)\s*+[)\]]?[\s.]*+\Z"
)
_ABOVE = re.compile(
    r"\s*+\$?\s*+\\?[A-Za-z]\w*+\s*+(?:\[(?P<box>[^\[\]]+)\]|/\s*\((?P<over>[^()]+)\)|\s\((?P<round>[^()]+)\))\s*=(?P<rest>[^=]+)"
)
_AGAIN = re.compile(
    r"(?P<value>[^()]{0,200}?\d)\s*+(?P<unit>[A-Za-zÀ-ÖØ-öø-ÿµΩ°%][^()\d]{0,40}?)\s*+\((?P<again>[^()]{1,40})\)[\s.]*+"
)
_SIGN = re.compile(r"([=≈]|\\approx(?![A-Za-z]))")
_DRESS = re.compile(r"[$~]|\\[,;: ]|\\(?:mathrm|text|textrm|rm)(?![A-Za-z])|[{}]")
_SLIP = re.compile(r"(?<=[A-Za-z])\\[a-zA-Z](?![A-Za-z])")  # `m\s`
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,4}):([0-5]\d)\s?(h|min)(?![^\W_])")  # two and a half hours: `2:30 h`
_BARE = re.compile(r"[\s$]*[-−+]?[\d.,/^*·×()eE\s{}\\a-z]*\d[\s$.)}]*")


def as_one_quantity(text: str, asked: Unit) -> str:
    """Return a quantity with one unit behind it; raises AnswerError for units beside each other that make no sum.

    `in lb` may be inches times pounds, where a unit of that kind is asked for.
    """
    if len(text) > LIMITS.max_text:
        return text  # which is refused where it is read
    if (slip := _SLIP.search(text)) is not None:
        raise AnswerError(unreadable_answers.UNITS_BESIDE, text, Span(slip.start(), slip.end()))
    if ":" in text:
        text = _CLOCK.sub(r"(\1 + \2/60) \3", text)
    if (above := _ABOVE.fullmatch(text)) is not None:
        name = above["box"] or above["over"] or above["round"]
        if _unit(name) is not None and _BARE.fullmatch(above["rest"]):
            return f"{above['rest'].strip(' $.')} {name}"
    told = _TOLD.search(text)
    inches = _unit(f"in {told['unit']}") if told is not None else None
    is_inch = inches is not None and inches.dimension == asked.dimension
    if told is not None and told.start() and not is_inch and _unit(told["unit"]) is not None:
        return f"{text[: told.start()]} {told['unit']}"
    if _PARTS.fullmatch(text):
        return _sum(text)
    if _SIGN.search(text) is not None or "$" in text or "\\" in text:
        text = "".join(_member(one) for one in _SIGN.split(text))
    return _without_repeated(text)


def _member(text: str) -> str:
    """Return a member of a chain, as one quantity where it is a sum of several, `500 s = 8 min 20 s`."""
    plain = _DRESS.sub(" ", text)
    return f" {_sum(plain).strip()} " if _PARTS.fullmatch(plain) else text


def _without_repeated(text: str) -> str:
    """Return a quantity without the unit that stands again in brackets behind its own: `9 centimetres (cm)`."""
    again = _AGAIN.fullmatch(text)
    units = [] if again is None else [_unit(again["unit"]), _unit(again["again"])]
    if again is None or None in units or len({(one.factor, one.dimension, one.turns) for one in units if one}) > 1:
        return text
    return f"{again['value']} {again['unit']}"


def _unit(text: str) -> Unit | None:
    try:
        return read_unit(text)
    except NoUnitError:
        return None


def _sum(text: str) -> str:
    """Return what `2 min 5 s` comes to, in the last unit: each unit is a smaller one of the same kind."""
    parts = [(Fraction(match["value"]), _unit(match["unit"]), match["unit"]) for match in _EACH.finditer(text)]
    units = [unit for _, unit, _ in parts if unit is not None]
    if len(units) < len(parts):
        return text
    last = units[-1]
    falls = all(one.factor > next_.factor for one, next_ in pairwise(units))
    is_one_kind = all(one.dimension == last.dimension and one.turns == last.turns for one in units)
    if not falls or not is_one_kind or any(one.has_zero for one in units):
        raise AnswerError(unreadable_answers.UNITS_BESIDE, text, Span(0, len(text)))
    total = (
        sum((value * unit.factor for (value, _, _), unit in zip(parts, units, strict=True)), Fraction(0)) / last.factor
    )
    number = str(total) if total.denominator == 1 else f"({total.numerator}/{total.denominator})"
    return f"{number} {parts[-1][2]}"
