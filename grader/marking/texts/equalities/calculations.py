r"""What numbers with signs come to, `200 N · 3 s`, `\frac{\pi}{3} · 180/π`, `100 % - 35 %`, in each honest reading.

Sums, products, quotients, powers, roots, factorials and roundings up or down of numbers, of units where these are read,
and of letters that have a value. A sign of percent or of degrees may be meant as written or left aside, and a factor
without a sign behind a quotient may belong above or below. Of anything else nothing is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Literal

from grader.language.units.reading import NoUnitError, Unit, known_unit, read_unit
from grader.language.units.table import Dimension
from grader.marking.texts.equalities.amounts import Amount, NothingSaidError
from grader.marking.texts.equalities.plain_members import plain
from grader.records import dataclass, replace

MAX_DEPTH = 60  # of brackets
_NAME = r"(?:[A-Za-zµμΩ]+(?:\^[-−]?\d)?(?:/(?:[A-Za-zµμΩ]+(?:\^\d)?|\([A-Za-zµμΩ ]+\)))?)"
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{{1,3}}(?![\w.]))?)|(?P<command>\\[a-z]+)"
    rf"|(?P<unit>{_NAME}(?:\s+{_NAME}){{0,2}})|(?P<letter>[π√]|[^\W\d_])|(?P<sign>[-+*/()\[\]{{}}^!%°]))"
)
_SCIENTIFIC = re.compile(
    r"(?:\d+(?:\.\d+)?|\.\d+)\s*\*\s*10\s*\^\s*(?:-?\d{1,3}(?!\d)|\{\s*-?\d{1,3}\s*\}|\(\s*-?\d{1,3}\s*\))"
)
_ADDED = re.compile(r"(?<=[\d%°)}\s])[-+](?=[\s\d(\\.])")
# A letter that is called or has an index: `f(2)`, `w^{(1)}`.
_CALLED = re.compile(r"(?<![A-Za-z\\])[A-Za-zα-ωΔΩ]\s*(?:\(|\^\s*\{?\s*\()")
Units = Literal["none", "measured", "left aside"]
CLOSED = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read a member: `has_marks`: its signs of percent and degrees count; `is_tight`: factors without a sign
    between them, and numbers with a power of ten, bind before a quotient.
    """

    has_marks: bool
    is_tight: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What members may hold besides numbers: letters with their values, and units, which may be left aside.

    `kinds`: the dimensions of units that may be one letter: `2a` of an edge is no area of 200 m².
    """

    letters: Mapping[str, Amount]
    units: Units = "none"
    kinds: frozenset[Dimension] = frozenset()


_CROSS = re.compile(r"(?<=[\d)])(?<!\b0)\s*x\s*(?=[\d(])")  # `3 x 12`, and no `0x2F`


def readings(member: str, known: Known) -> tuple[Amount, ...]:
    """Return what a member comes to, in each way to read it; nothing where it is no such calculation.

    Raises UnlikeError for a sum of what has different units.
    """
    text = plain(member)
    if "x" not in known.letters:
        text = _CROSS.sub("*", text)
    if _CALLED.search(text) or 0 < text.count("%") < len(_ADDED.findall(text)) + 1:
        return ()  # `80 + 25 %` is 100
    marks = (True, False) if "%" in text or "°" in text else (True,)
    ties = (True, False) if "/" in text else (True,)
    found: list[Amount] = []
    for has_marks, is_tight in product(marks, ties):
        tokens = _tokens(_SCIENTIFIC.sub(r"(\g<0>)", text) if is_tight else text)
        if not tokens:
            return ()
        calculation = _Calculation(tokens, known, Way(has_marks, is_tight))
        try:
            one = calculation.whole()
        except (NothingSaidError, NoUnitError, ArithmeticError):
            continue
        if math.isfinite(one.value) and math.isfinite(one.apart):
            is_missing = one.has_number and any(each.has_number for each in calculation.used)
            found.append(replace(one, has_number=is_missing) if calculation.used else one)
    return tuple(found)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place, text = 0, text.rstrip(" .")
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return []
        tokens.append((match.lastgroup or "", match[match.lastgroup or 0].strip()))
        place = match.end()
    return tokens


class _Calculation:
    """Works out tokens from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], known: Known, way: Way) -> None:
        self.tokens, self.known, self.way = list(tokens), known, way
        self.place = self.depth = 0
        self.used: list[Amount] = []  # the values of letters in it, whose units are all of its units

    def whole(self) -> Amount:
        """Return what all tokens come to."""
        found = self._sum()
        if self.place < len(self.tokens):
            raise NothingSaidError
        return found

    @property
    def _ahead(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("", "")

    def _next(self, *wanted: str) -> str:
        """Return the next token where it is one of the wanted signs; else empty."""
        kind, text = self._ahead
        if kind != "sign" or text not in wanted:
            return ""
        self.place += 1
        return text

    def _sum(self) -> Amount:
        negative = self._next("-", "+") == "-"
        found = self._product().negated(negative)
        while sign := self._next("+", "-"):
            found = found.plus(self._product(), 1 if sign == "+" else -1)
        return found

    def _product(self) -> Amount:
        found = self._term()
        while True:
            if sign := self._next("*", "/"):
                negative = self._next("-") == "-"
                other = self._term().negated(negative)
                found = found.times(other if sign == "*" else other.inverse())
            elif not self.way.is_tight and self._begins_factor():
                found = found.times(self._power())
            else:
                return found

    def _term(self) -> Amount:
        found = self._power()
        while self.way.is_tight and self._begins_factor():
            found = found.times(self._power())
        return found

    def _begins_factor(self) -> bool:
        kind, text = self._ahead
        return kind in {"command", "letter", "unit"} or (kind == "sign" and text in {"(", "["})

    def _power(self) -> Amount:
        base = self._atom()
        while mark := self._next("!", "%", "°"):
            base = base.factorial() if mark == "!" else self._marked(base, mark)
        if not self._next("^"):
            return base
        negative = self._next("-") == "-"
        exponent = self._power()
        return base.power(Amount(-exponent.value, exponent.apart) if negative else exponent)

    def _marked(self, base: Amount, mark: str) -> Amount:
        factor = 0.01 if mark == "%" else math.pi / 180
        return base.times(Amount(factor)) if self.way.has_marks else base

    def _atom(self) -> Amount:
        kind, text = self._ahead
        if kind == "sign" and text in CLOSED:
            return self._measured(self._group())
        self.place += 1
        if kind == "number":
            return self._measured(number(text))
        if kind == "command":
            return self._command(text)
        return self._letters(kind, text)

    def _group(self) -> Amount:
        closing = CLOSED.get(self._next(*CLOSED), "")
        self.depth += 1
        if not closing or self.depth > MAX_DEPTH:
            raise NothingSaidError
        found = self._sum()
        self.depth -= 1
        if not self._next(closing):
            raise NothingSaidError
        return found

    def _command(self, text: str) -> Amount:
        if text == "\\pi":
            return self._measured_last(Amount(math.pi))
        if text == "\\sqrt":
            index = self._group() if self._ahead == ("sign", "[") else Amount(2.0)
            return self._group().power(index.inverse())
        if text in {"\\frac", "\\dfrac", "\\tfrac"}:
            above = self._group()
            return above.times(self._group().inverse())
        return self._letters("letter", text)

    def _letters(self, kind: str, text: str) -> Amount:
        """Return a letter with a value; of several beside each other the first, and the others stay."""
        if text in {"sqrt", "√"}:
            return (self._group() if self._ahead[1] in CLOSED else self._atom()).power(Amount(0.5))
        if text in {"π", "pi"}:
            return self._measured_last(Amount(math.pi))
        if text in {"floor", "ceil"} and self._ahead == ("sign", "("):
            return self._group().rounded(is_up=text == "ceil")
        if kind == "unit":
            parts = re.fullmatch(r"([A-Za-zµμΩ])(.*)", text, re.DOTALL)
            rest = _tokens(parts[2]) if parts is not None and parts[2].strip() else []
            if parts is None or (parts[2].strip() and not rest):
                raise NothingSaidError
            self.tokens[self.place - 1 : self.place] = [("letter", parts[1]), *rest]
            text = parts[1]
        if text not in self.known.letters:
            raise NothingSaidError
        self.used.append(self.known.letters[text])
        return self.known.letters[text]

    def _measured_last(self, found: Amount) -> Amount:
        """Return a constant in the unit of the kind in question that stands at the end: `9π cm²`, and no `2πRC`."""
        kind, text = self._ahead
        is_last = self.place + 1 == len(self.tokens) and len(text) > 1  # one letter is that of a formula
        unit = known_unit(text) if kind == "unit" and is_last else None
        return found if unit is None or unit.dimension not in self.known.kinds else self._measured(found)

    def _measured(self, found: Amount) -> Amount:
        """Return a number in the unit behind it; letters with values that spell a unit may be either."""
        kind, text = self._ahead
        if kind != "unit" or text in {"sqrt", "pi"}:
            return found
        unit = _unit(text) if self.known.units != "none" else None
        if unit is None:
            return found
        parts = re.findall(r"[A-Za-zµμΩ]+", text)
        is_letter = len(parts) == 1 and len(parts[0]) == 1 and _dimension(parts[0]) not in self.known.kinds
        if is_letter and parts[0] in self.known.letters:
            return found
        if is_letter or {*parts} & {*self.known.letters} or (" " in text and all(len(one) == 1 for one in parts)):
            raise NothingSaidError  # `1/2 g t^2`: letters of a formula
        self.place += 1
        return found.in_unit(*unit) if self.known.units == "measured" else found


def _unit(text: str) -> tuple[float, Dimension] | None:
    """Return the factor and the dimension of a unit, None of what is none."""
    try:
        unit = read_unit(text)
    except NoUnitError:
        return None
    if unit.has_zero or unit.turns:
        raise NothingSaidError
    return float(unit.factor), unit.dimension


def _dimension(name: str) -> Dimension | None:
    unit = known_unit(name)
    return unit.dimension if unit is not None else None


def kinds(units: Iterable[Unit]) -> frozenset[Dimension]:
    """Return the dimensions of units and of their parts."""
    found: set[Dimension] = set()
    for one in units:
        parts = (_dimension(name) for name in re.findall(r"[A-Za-zµμΩ]+", one.text))
        found |= {one.dimension, *(part for part in parts if part is not None)}
    return frozenset(found)


def number(text: str) -> Amount:
    """Return a number as it is typed: a decimal may be rounded at its last place."""
    digits = re.split("[eE]", text)[0]
    places = len(digits.partition(".")[2]) if "." in digits else 0
    value = float(text)
    by = abs(value / float(digits)) if float(digits) else 1.0
    return Amount(value, by * 0.5 / 10**places if places else 0.0)
