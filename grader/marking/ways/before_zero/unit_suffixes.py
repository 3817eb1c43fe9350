"""A symbol beside a unit that says of what, whither or how it is measured, and may be no unit: `12 g C`, `5 km N`.

Each is of a closed set, and stands where such a symbol stands: an element behind the amount of it, a direction, `min`
or `max` at the end, what a pressure is measured against behind it, the m of a mass. Behind a sign of a product or a bar
it is a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.language import units
from grader.language.units.reading import Unit
from grader.language.units.table import Dimension

_ELEMENTS = r"H|B|C|N|F|S|K|V|W|Pa|Pm|Mg|Rg|Ts|Es"  # which spell units
_NAME = r"[^\W\d_]+"
_AMOUNT = re.compile(rf"({_NAME})\s+(?:{_ELEMENTS})(?=\s*/|\s+(?:per\s+)?{_NAME}|\Z)(?!\s*\^)")
_END = re.compile(r"(?P<unit>.*[^\s/*·⋅×(])\s*(?:\s(?P<sign>N|S|W|min|g|a|m)|\((?P<round>g|a)\))")
_NORTH = re.compile(r"(?P<angle>.*\d\s*(?:°|\^\s*\{?\s*\\circ\s*\}?|\\degree|deg(?:rees?)?))", re.DOTALL)
_DIRECTIONS = frozenset({"N", "S", "W"})


def without_suffix(value: str, unit: Unit, asked: Unit) -> Iterator[str]:
    """Yield a quantity without the symbol in its unit, or behind its degrees, that may be none."""
    name = unit.text.strip()
    if name in _DIRECTIONS and not any(asked.dimension) and (angle := _NORTH.fullmatch(value)) is not None:
        yield angle["angle"]
    if (amount := _AMOUNT.match(name)) is not None and _dimension(amount[1]) in _AMOUNTS:
        yield f"{value} {amount[1]}{name[amount.end() :]}"
    if (end := _END.fullmatch(name)) is not None and _may_stand(end["sign"] or end["round"], end["unit"], asked):
        yield f"{value} {end['unit']}"


def _may_stand(sign: str, unit: str, asked: Unit) -> bool:
    """Whether a sign may stand behind a unit: a direction behind what has one, `g` and `a` behind a pressure."""
    if sign == "min":
        return True
    if sign == "m":  # the letter of a mass behind one
        return _dimension(unit) == _dimension("kg") == asked.dimension
    return _dimension(unit) in (_DIRECTED if sign in _DIRECTIONS else (_dimension("Pa"),))


def _dimension(name: str) -> Dimension | None:
    unit = units.reading.known_unit(name)
    return None if unit is None else unit.dimension


_AMOUNTS = frozenset(map(_dimension, ("kg", "mol", "L")))
_DIRECTED = frozenset(map(_dimension, ("m", "m/s", "m/s^2", "N", "°")))
