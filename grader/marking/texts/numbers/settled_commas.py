r"""Commas that a chain settles: `100{,}480 + 650 = 101{,}130` is true of thousands, `16/1024 = 0{,}015` of neither.

Such a number may be 100.48 or 100480. Where one of both makes all members of a chain of numbers the same, and the other
does not, that one is meant. Only sums, products, quotients and powers of numbers are calculated, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grader.claims.chains import chain
from grader.language import units
from grader.records import dataclass

MAX_CHARACTERS = 400  # of a chain that is calculated
MAX_DEPTH = 20  # of brackets
MAX_POWER = 40
_EITHER = re.compile(r"(?<![\d.,{}])[1-9]\d{0,2}(?:\{,\}|,)\d{3}(?![\d.,]|\{,)")
_COMMA = re.compile(r"\{,\}|(?<=\d),(?=\d)")
_UNIT = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?:\s|~|\\[,;:! ])*"
    r"(?:\\(?:mathrm|text|textrm|operatorname|rm)\s*\{(?P<set>[^{}]{1,20})\}"
    r"|(?P<typed>[A-Za-zµΩ°%]{1,12})(?![A-Za-z(]))"
)
_TOKEN = re.compile(r"\s*(?:\d+(?:\.\d+)?|\\[A-Za-z]+|\\[,;:! ]|[-+−*·×⋅/^(){}\[\]])")
_TIMES = frozenset({"*", "·", "×", "⋅", "\\cdot", "\\times"})
_BLANKS = frozenset({"\\,", "\\;", "\\:", "\\!", "\\ ", "\\left", "\\right", "\\quad"})
_FRACTIONS = frozenset({"\\frac", "\\dfrac", "\\tfrac"})
_CLOSED = {"(": ")", "{": "}", "[": "]"}


def settled(text: str) -> str:
    """Return a chain with its commas as points, or without them, where that alone makes it true; else the text."""
    numbers = _EITHER.findall(text) if len(text) <= MAX_CHARACTERS else []
    if not numbers or "=" not in text or len(_COMMA.findall(text)) != len(numbers):
        return text
    readings = [_COMMA.sub(sign, text) for sign in (".", "")]
    true = [one for one in readings if _is_true(one)]
    return true[0] if len(true) == 1 else text


def _is_true(text: str) -> bool:
    """Whether the last two or more members of a chain are numbers, and all that are numbers are the same."""
    values = [value_of(member) for member in chain(text).members]
    numbers = [value for value in values if value is not None]
    return len(numbers) > 1 and None not in values[-2:] and len(set(numbers)) == 1


def value_of(text: str) -> Fraction | None:
    """Return the value of a calculation with numbers, None of anything else."""
    tokens = list(_tokens(_UNIT.sub(_in_base_units, text.replace("$", ""))))
    try:
        reader = _Calculation([token for token in tokens if token not in _BLANKS])
        found = reader.sum(0)
    except (ValueError, ZeroDivisionError):
        return None
    return found if reader.place == len(reader.tokens) else None


def _in_base_units(match: re.Match[str]) -> str:
    try:
        unit = units.reading.read_unit(match["set"] or match["typed"])
    except units.reading.NoUnitError:
        return match[0]
    return match[0] if unit.turns or unit.has_zero else f"({match['number']}*{unit.factor})"


def _tokens(text: str) -> Iterator[str]:
    """Yield numbers, commands and signs; a stroke, which nothing reads, for any other sign."""
    place, text = 0, text.strip(" .")
    while place < len(text):
        match = _TOKEN.match(text, place)
        yield match[0].strip() if match and match[0].strip() else "|" if match is None else "\\ "
        place = match.end() if match else len(text)


@dataclass
class _Calculation:
    """Reads tokens from left to right; raises ValueError where something is no calculation with numbers."""

    tokens: list[str]
    place: int = 0

    @property
    def ahead(self) -> str:
        """The next token, empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        """Return the next token and go on."""
        token, self.place = self.ahead, self.place + 1
        return token

    def sum(self, depth: int) -> Fraction:
        """Return a sum of products."""
        if depth > MAX_DEPTH:
            raise ValueError
        sign = -1 if self.ahead in {"-", "−"} else 1
        self.place += self.ahead in {"-", "−", "+"}
        total = sign * self.product(depth)
        while self.ahead in {"+", "-", "−"}:
            sign = 1 if self.take() == "+" else -1
            total += sign * self.product(depth)
        return total

    def product(self, depth: int) -> Fraction:
        """Return a product of powers, also of brackets side by side."""
        found = self.power(depth)
        while self.ahead in _TIMES or self.ahead == "/" or self.ahead in _FRACTIONS or self.ahead in _CLOSED:
            sign = self.take() if self.ahead in _TIMES or self.ahead == "/" else "*"
            found = found / self.power(depth) if sign == "/" else found * self.power(depth)
        return found

    def power(self, depth: int) -> Fraction:
        """Return a number, a bracket or a fraction, perhaps with a small whole exponent."""
        base = self.atom(depth)
        if self.ahead != "^":
            return base
        self.take()
        exponent = self.atom(depth)
        if exponent.denominator != 1 or abs(exponent) > MAX_POWER or base.numerator.bit_length() > MAX_CHARACTERS:
            raise ValueError
        return base ** int(exponent)

    def atom(self, depth: int) -> Fraction:
        """Return a number, a bracket or a fraction."""
        token = self.take()
        if token in _FRACTIONS:
            if len(digits := self.ahead) == 2 and digits.isdigit():  # `\\frac12`
                self.take()
                return Fraction(int(digits[0]), int(digits[1]))
            above = self.atom(depth + 1)
            return above / self.atom(depth + 1)
        if token in _CLOSED:
            found = self.sum(depth + 1)
            if self.take() != _CLOSED[token]:
                raise ValueError
            return found
        return Fraction(token)
