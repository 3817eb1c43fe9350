"""Products and quotients of quantities with units, `60 W · 5 h`, `10 m/(4 s)`, `2 m · √2`; what adds them stands apart.

Every factor must be one number with one known unit behind it, and every sign must stand between two of them.
"""

from __future__ import annotations

import re

from grader.language.units.reading import Unit, known_unit
from grader.marking.texts.quantities import sums_of_quantities

_NAME = r"[A-Za-zµμΩ°]+(?:\^[-−]?\d)?(?:/[A-Za-zµμΩ]+(?:\^\d)?)?"
_ONE = rf"\d++(?:\.\d++)?\s*+{_NAME}"
_FACTOR = rf"(?:{_ONE}|\(\s*+{_ONE}\s*+\))"
_PRODUCT = re.compile(rf"\s*+{_FACTOR}(?:\s*+[·*×⋅/]\s*+{_FACTOR}){{1,3}}[\s.]*+")
_PIECE = re.compile(rf"(?P<sign>[·*×⋅/])?\s*+\(?\s*+(?P<value>\d++(?:\.\d++)?)\s*+(?P<unit>{_NAME})\s*+\)?\s*+")


def in_one_unit(text: str, asked: Unit) -> str:
    """Return a text whose last member is such a one with one value and one unit there; itself where it is none."""
    before, sign, last = text.rpartition("=")
    plain = _plain(last) if "\\" in last or "$" in last else last
    one = _one(plain, asked)
    return text if one == plain else f"{before}{sign} {one.strip()}"


_DRESS = re.compile(r"[${}~]|\\[,;: ]|\\(?:mathrm|text|textrm|rm)(?![A-Za-z])")
_TIMES = re.compile(r"\\(?:cdot|times)(?![A-Za-z])")
_ROOT = re.compile(
    rf"\s*+(?P<value>\d++(?:\.\d++)?)\s*+(?P<unit>{_NAME})\s*+[·*×⋅]\s*+"
    r"(?P<root>√\s?\d{1,9}|\\?sqrt\s*(?:\(\d{1,9}\)|\d{1,9})|π|\\?pi)[\s.]*+"
)


def _plain(text: str) -> str:
    """Return a text without what TeX dresses units with, and with its signs of products; a root keeps brackets."""
    text = re.sub(r"\\sqrt\s?\{(\d{1,9})\}", r" sqrt(\1)", text)
    return _DRESS.sub(" ", _TIMES.sub("·", text))


def _one(text: str, asked: Unit) -> str:
    if (rooted := _ROOT.fullmatch(text)) is not None and known_unit(rooted["unit"]) is not None:
        return f"{rooted['value']} * {rooted['root']} {rooted['unit']}"
    if _PRODUCT.fullmatch(text) is None:
        return sums_of_quantities.added(text, asked)
    pieces = list(_PIECE.finditer(text))
    units = [known_unit(one["unit"]) for one in pieces]
    if None in units or any(one.has_zero for one in units if one):
        return text
    return _product(pieces, asked) or text


def _product(pieces: list[re.Match[str]], asked: Unit) -> str:
    """Return a product; empty for one without brackets around a divisor that is not of the asked kind."""
    value = unit = ""
    for one in pieces:
        sign = ("/" if one["sign"] == "/" else "*") if one["sign"] else ""
        value += f"{sign}{one['value']}"
        unit += f"{sign.replace('*', '·')}({one['unit']})"
    is_clear = all(one["sign"] != "/" or "(" in one[0] for one in pieces)
    whole = known_unit(unit)
    is_asked = whole is not None and (whole.dimension, whole.turns) == (asked.dimension, asked.turns)
    return f"({value}) {unit}" if is_clear or is_asked else ""
