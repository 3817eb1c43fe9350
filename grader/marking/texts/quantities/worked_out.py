"""What numbers with units come to by their own signs: `200 N · 3 s`, `300 J + 200 J`, `1200 J/3`.

Only sums, products, quotients and whole powers of plain numbers, each with a known unit or none; of anything else
nothing is said.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.units.reading import NoUnitError, Unit, read_unit
from grader.language.units.table import NONE, Dimension
from grader.records import dataclass

MAX_CHARACTERS = 120  # of a member that is worked out
MAX_TOKENS = 40  # numbers, signs and brackets in it
MAX_POWER = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of base units; `has_number`: a factor of it has no unit, so that one may be missing there."""

    value: Fraction
    dimension: Dimension
    has_number: bool


class NothingSaidError(Exception):
    """The text holds something else than numbers with known units."""


class UnlikeError(Exception):
    """A sum of what has different units."""


_NAME = r"(?:[A-Za-zµμΩ°]+(?:\^[-−]?\d)?(?:/(?:[A-Za-zµμΩ]+(?:\^\d)?|\([A-Za-zµμΩ ]+\)))?)"
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<unit>{_NAME}(?:\s+{_NAME}){{0,2}})|(?P<power>\^\s?[-−]?\d|[²³])|(?P<sign>[-+*/()·×⋅−]))"
)
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|rm|unit|si)\s*\{([^{}]*)\}")
_DRESS = re.compile(r"[${}~]|\\(?:left|right)(?![A-Za-z])|\\[,;:! ]")
_TIMES = re.compile(r"\\(?:cdot|times)(?![A-Za-z])")
_SAME = str.maketrans({"−": "-", "·": "*", "×": "*", "⋅": "*", "²": "^2", "³": "^3"})


def worked_out(text: str) -> Amount | None:
    """Return what a text comes to; None where it is no such calculation. Raises UnlikeError."""
    if len(text) > MAX_CHARACTERS or (not text.strip(" $")[:1].isdigit() and text.strip(" $")[:1] not in {"(", "\\"}):
        return None
    plain = _FRACTION.sub(r"((\1)/(\2))", _UPRIGHT.sub(r" \1 ", text))
    plain = _DRESS.sub(" ", _TIMES.sub("*", plain)).translate(_SAME).strip(" .")
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None or len(tokens) == MAX_TOKENS:
            return None
        tokens.append((match.lastgroup or "", str(match[match.lastgroup or 0]).strip()))
        place = match.end()
    try:
        return _Calculation(tokens).whole()
    except (NothingSaidError, NoUnitError, ZeroDivisionError):
        return None


class _Calculation:
    """Works out tokens from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.place = tokens, 0

    def whole(self) -> Amount:
        """Return what all tokens come to."""
        found = self._sum()
        if self.place < len(self.tokens):
            raise NothingSaidError
        return found

    def _next(self, *wanted: str) -> str:
        """Return the next token where it is one of the wanted signs, or of the wanted kind; else empty."""
        kind, text = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if kind not in wanted and (kind != "sign" or text not in wanted):
            return ""
        self.place += 1
        return text

    def _sum(self) -> Amount:
        found = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            if other.dimension != found.dimension:
                if found.has_number or other.has_number:
                    raise NothingSaidError
                raise UnlikeError
            value = found.value + (other.value if sign == "+" else -other.value)
            found = Amount(value, found.dimension, found.has_number or other.has_number)
        return found

    def _product(self) -> Amount:
        found = self._power()
        while sign := self._next("*", "/"):
            other, turn = self._power(), 1 if sign == "*" else -1
            value = found.value * other.value**turn
            powers = zip(found.dimension, other.dimension, strict=True)
            dimension = tuple(one + turn * more for one, more in powers)
            found = Amount(value, dimension, found.has_number or other.has_number)
        return found

    def _power(self) -> Amount:
        base = self._atom()
        if not (sign := self._next("power")):
            return base
        power = int(sign.lstrip("^ "))
        if abs(power) > MAX_POWER:
            raise NothingSaidError
        return Amount(base.value**power, tuple(power * one for one in base.dimension), base.has_number)

    def _atom(self) -> Amount:
        if self._next("("):
            inner = self._sum()
            if not self._next(")"):
                raise NothingSaidError
            return self._with_unit(inner.value, inner) if self._is_unit() else inner
        number = self._next("number")
        if not number:
            raise NothingSaidError
        return self._with_unit(Fraction(number), None)

    def _is_unit(self) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0] == "unit"

    def _with_unit(self, value: Fraction, inner: Amount | None) -> Amount:
        """Return a number in the unit behind it; in brackets it has none of its own."""
        if inner is not None and any(inner.dimension):
            raise NothingSaidError
        unit = _unit(self._next("unit")) if self._is_unit() else None
        if unit is None:
            return Amount(value, NONE, has_number=True)
        return Amount(value * unit.factor, tuple(unit.dimension), has_number=False)


def _unit(text: str) -> Unit:
    unit = read_unit(text)
    if unit.has_zero or unit.turns:
        raise NothingSaidError
    return unit


def is_another(asked: Unit, member: str, value: Fraction, apart: Fraction) -> bool:
    """Whether a member of a chain comes to another amount than a `value` in base units of the asked kind.

    A product in which a number has no unit may lack it: that alone contradicts nothing.
    """
    try:
        found = worked_out(member)
    except UnlikeError:
        return True
    if found is None:
        return False
    if found.dimension != tuple(asked.dimension):
        return not found.has_number
    return abs(abs(found.value) - value) > apart


def comes_to(member: str, value: Fraction, apart: Fraction) -> bool | None:
    """Return whether a calculation with numbers alone comes to a value, None where it is no such calculation."""
    try:
        found = worked_out(member)
    except UnlikeError:
        return None
    return None if found is None or found.dimension != NONE else abs(abs(found.value) - value) <= apart
