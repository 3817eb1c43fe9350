r"""Quantities as they are written beside one value with its unit: `2 min 5 s`, `5 (in m/s)`, `v [m/s] = 5`.

What stands between numbers is a unit where a unit is asked for, and no function of the next one, as `min` is elsewhere.
"""

from __future__ import annotations

import re

from grader.errors import AnswerError, Span
from grader.language.limits import LIMITS
from grader.language.units.reading import Unit, known_unit, read_unit
from grader.marking.texts.quantities import sums_of_quantities
from grader.wording import unreadable_answers

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
_HOURS = re.compile(r"(?<![\w.,])(\d{1,4})\s?h\s?([0-5]\d)(?![\w.,:°/^'′]|\s*[\w(°])")  # `2h30`
_ARC = re.compile(  # `36°30'`, `36° 30' 15"`
    r"(?<![\w.,])(\d{1,4})\s?(?:°|º|\^\s?\{?\s?\\circ\s?\}?)\s?([0-5]?\d)\s?(?:'(?!')|′|’|\\prime(?![A-Za-z]))"
    r"(?:\s?([0-5]?\d)\s?(?:''|\"|″|”))?(?!\s?[\d'\"′″.,^])"
)
_ANGLE = read_unit("rad").quantities
_TIME = read_unit("s").dimension
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
    if "h" in text and asked.dimension == _TIME:
        text = _HOURS.sub(r"(\1 + \2/60) h", text)
    if "°" in text or "circ" in text:
        text = _ARC.sub(lambda arc: _degrees(arc, asked), text)
    if (above := _ABOVE.fullmatch(text)) is not None:
        name = above["box"] or above["over"] or above["round"]
        if known_unit(name) is not None and _BARE.fullmatch(above["rest"]):
            return f"{above['rest'].strip(' $.')} {name}"
    told = _TOLD.search(text)
    inches = known_unit(f"in {told['unit']}") if told is not None else None
    is_inch = inches is not None and inches.dimension == asked.dimension
    if told is not None and told.start() and not is_inch and known_unit(told["unit"]) is not None:
        return f"{text[: told.start()]} {told['unit']}"
    if (total := sums_of_quantities.beside_each_other(text)) != text:
        return total
    if _SIGN.search(text) is not None or "$" in text or "\\" in text:
        text = "".join(_member(one) for one in _SIGN.split(text))
    return _without_repeated(text)


def _degrees(arc: re.Match[str], asked: Unit) -> str:
    """Return an angle in degrees: with that unit where an angle is asked for, else as a number, `sin(84°30')`."""
    number = f"{arc[1]} + {arc[2]}/60 + {arc[3] or 0}/3600"
    return f"({number})°" if asked.turns or asked.quantities == _ANGLE else f"(({number}) * 1°)"


def _member(text: str) -> str:
    """Return a member of a chain, as one quantity where it is a sum of several, `500 s = 8 min 20 s`."""
    plain = _DRESS.sub(" ", text)
    total = sums_of_quantities.beside_each_other(plain)
    return text if total == plain else f" {total} "


def _without_repeated(text: str) -> str:
    """Return a quantity without the unit that stands again in brackets behind its own: `9 centimetres (cm)`."""
    again = _AGAIN.fullmatch(text)
    units = [] if again is None else [known_unit(again["unit"]), known_unit(again["again"])]
    if again is None or None in units or len({(one.factor, one.dimension, one.turns) for one in units if one}) > 1:
        return text
    return f"{again['value']} {again['unit']}"
