"""How a unit is written: products, quotients and powers of names; and where a value ends and its unit begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grader.language.units import articles
from grader.language.units.named import named
from grader.language.units.rates import PER
from grader.language.units.table import (
    PREFIX_WORDS,
    UNITS,
    Dimension,
    Row,
)
from grader.records import dataclass
from grader.wording import reasons

MAX_UNIT = 120  # characters of a unit
MAX_POWER = 20  # of a unit


class NoUnitError(Exception):
    """A text that is no unit; the message says why where more is to be said."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was written: `factor` π^`turns` base units of a `dimension`; `zero` as in the table.

    `quantities`: what its parts alone measure, as the table says.
    """

    text: str
    factor: Fraction
    dimension: Dimension
    turns: int = 0
    zero: Fraction = Fraction(0)
    quantities: frozenset[str] = frozenset()

    @property
    def has_zero(self) -> bool:
        """Whether it is a temperature with a zero of its own."""
        return self.zero != 0


_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SIUNITX = {
    "per": "/",
    "squared": "^2",
    "cubed": "^3",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "degree": "°",
    "percent": "%",
}
_INVERSE = re.compile(r"1\s*/\s*([^/\s]+|\([^()]*\))")  # `1/s`
_POWERS = ((re.compile(r"\b(?:square|sq)\s+([A-Za-z]+)"), "2"), (re.compile(r"\b(?:cubic|cu)\s+([A-Za-z]+)"), "3"))
_BEHIND = ((re.compile(r"\b([A-Za-z]+)\s+squared\b"), "2"), (re.compile(r"\b([A-Za-z]+)\s+cubed\b"), "3"))
_CENTS = frozenset({"cent", "cento", "ciento"})
_PER_CENT = re.compile(rf"\b(?:per|pour|por|pro)\s+(?:{'|'.join(sorted(_CENTS))})\b", re.IGNORECASE)
_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|mathsf|rm|operatorname|unit|si)\s*\{([^{}]*)\}")
_WORDED = re.compile(r"\\(?:text|textrm|mbox|textnormal)\s*\{([^{}]{1,40})\}")
_DRESS = re.compile(r"\\(?:mathrm|text|textrm|mathsf|rm|operatorname|unit|si)\b\s*\{?|[{}$]|\\[,;:! ]|~")
# A power without its sign, as in `g/cm3` and `m/s2`.
_DIGIT = re.compile(r"((?<![A-Za-z\\])[kdcm]m|\A\s*m|(?<=/)m|(?<=/)s)([23])(?![\w.,^])")
_KELVIN = re.compile(r"(?<=[A-Za-z(/·*⋅×])\s*(?:°|\b(?:deg|degrees?|Grad)\s)\s*(?=K\b)")  # `J/(mol °K)`
_DOT = re.compile(r"(?<=[A-Za-zµΩÅ°)\d])\.(?=[A-Za-zµΩÅ°(])")  # a product, as in `m.s^{-2}`
_SIGNS = re.compile(r"\\(mu|Omega)\s*(?![A-Za-z])\s*")  # which stand close to a prefix, or are one
_PREFIXED = re.compile(rf"\\({'|'.join(PREFIX_WORDS)})\s*\\([a-z]+)")  # `\kilo\gram`
_RAISED = re.compile(r"\\(?P<by>square|cubic)\s*\\(?P<unit>[A-Za-z]+)")
_TOKEN = re.compile(
    r"\s*(?:(?P<name>°\s?[CF](?![A-Za-z])|[A-Za-zÀ-ÖØ-öø-ÿµμΩΩÅ]+|°|%)|(?P<power>\^\s*(?:\(\s*[-+−]?\d+\s*\)|[-+−]?\d+)|\*\*\s*[-+−]?\d+)"
    r"|(?P<sign>[*·⋅×/()]))"
)


def unit_fault(text: str) -> str:
    """Return why a text that is no unit is none, in a sentence; empty where it is one."""
    try:
        read_unit(text)
    except NoUnitError as error:
        shown = " ".join(_plain(text).split())
        said = str(error)
        if said:
            return f"{said[0].upper()}{said[1:]}." if said[0].isalpha() else f"{said}."
        return reasons.NO_UNIT_KNOWN.format(shown=shown)
    return ""


def in_roman(text: str) -> str:
    r"""Return a text in which the units that are set as words are set as TeX sets units: `\text{MiB}` as `\mathrm`."""
    return _WORDED.sub(lambda words: words[0] if unit_fault(words[1]) else rf"\mathrm{{{words[1].strip()}}}", text)


def read_unit(text: str) -> Unit:
    """Return the unit that a text is; raises NoUnitError. `m/s^2`, `m s^{-2}`, `kg·m²`, `\\mathrm{km/h}`, `metres`."""
    if len(text) > MAX_UNIT:
        raise NoUnitError(reasons.UNIT_AT_MOST_CHARACTERS.format(max_unit=MAX_UNIT))
    plain = _plain(text)
    inverse = _INVERSE.fullmatch(plain)
    if inverse is not None:
        below = read_unit(inverse[1])
        dimension = tuple(-power for power in below.dimension)
        return Unit(plain, 1 / below.factor, dimension, -below.turns, quantities=below.quantities)
    words = _whole(plain)
    if words is not None:
        return Unit(plain, words.factor, words.dimension, words.turns, words.zero)
    return _Product(re.sub(r"\s+", " ", plain), plain).unit()


def known_unit(text: str) -> Unit | None:
    """Return the unit that a text is; None where it is none."""
    try:
        return read_unit(text)
    except NoUnitError:
        return None


def _plain(text: str) -> str:
    """Return a text without what only dresses it: macros for upright type, braces, small spaces, raised digits."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", lambda run: "^" + run[0].translate(_SUPER), text)
    text = re.sub(r"\^\s*\{\s*([-+−]?\d+)\s*\}", r"^\1", text)
    text = _SIGNS.sub(lambda command: "µ" if command[1] == "mu" else "Ω", text)
    text = _UPRIGHT.sub(r"\1", text)
    text = _PREFIXED.sub(r"\\\1\2", text)
    if "\\square" in text or "\\cubic" in text:  # `\\square\\metre`
        text = _RAISED.sub(lambda name: rf"\{name['unit']}^{2 if name['by'] == 'square' else 3}", text)
    text = re.sub(r"\\[td]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)", text)
    text = text.replace("^{\\circ}", "°").replace("^\\circ", "°").replace("º", "°").replace("μ", "µ")
    text = _DIGIT.sub(r"\1^\2", _DRESS.sub(" ", text))
    text = _KELVIN.sub(" ", _DOT.sub("·", text))
    text = text.replace("\\cdot", "·").replace("\\times", "·").replace("\\%", "%")
    for pattern, power in (*_POWERS, *_BEHIND):
        text = pattern.sub(rf"\1^{power}", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda command: f" {_SIUNITX.get(command[1], command[1])} ", text)
    text = _PER_CENT.sub("%", text)
    return PER.sub("/", text).strip()


RUN_TOGETHER = frozenset(
    {"Nm", "Wh", "Ah", "kph", "Ns", "Js", "Ws", "VA", "Vs", "kgm", "kgK", "molK"}
)  # `Nm^2` is N m^2 to some, (N m)^2 to others


class _Product:
    """Reads a product of units from the left: `a/b/c` divides twice, a blank is a product."""

    def __init__(self, text: str, plain: str) -> None:
        self.text = text
        self.tokens = self._tokens(plain)
        self.place = 0
        self.quantities: set[str] = set()

    def _tokens(self, plain: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        end = 0
        while end < len(plain):
            match = _TOKEN.match(plain, end)
            if match is None or not match.lastgroup:
                raise NoUnitError
            found.append((match.lastgroup, match[match.lastgroup].strip()))
            end = match.end()
        return found

    def unit(self) -> Unit:
        if not self.tokens:
            raise NoUnitError
        factor, dimension, turns = self._product()
        if self.place < len(self.tokens):
            raise NoUnitError
        return Unit(self.text, factor, dimension, turns, quantities=frozenset(self.quantities - {""}))

    def _next(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def _product(self) -> tuple[Fraction, Dimension, int]:
        factor, dimension, turns = self._power(1)
        divided, seen = False, {self.tokens[self.place - 1]}
        while True:
            kind, value = self._next()
            if kind == "sign" and value in "*·⋅×/":
                self.place += 1
                sign = -1 if value == "/" else 1
                divided = divided or value == "/"
            elif kind == "name" or (kind, value) == ("sign", "("):
                if divided:
                    raise NoUnitError(reasons.STANDS_BEHIND_BLANK_MAY)
                if (kind, value) in seen:
                    raise NoUnitError(reasons.STANDS_TWICE.format(value=value))
                sign = 1
            else:
                return factor, dimension, turns
            seen.add(self._next())
            more = self._power(sign)
            factor *= more[0]
            dimension = tuple(a + b for a, b in zip(dimension, more[1], strict=True))
            turns += more[2]

    def _power(self, sign: int) -> tuple[Fraction, Dimension, int]:
        kind, value = self._next()
        if (kind, value) == ("sign", "("):
            self.place += 1
            found = self._product()
            if self._next() != ("sign", ")"):
                raise NoUnitError
            self.place += 1
        elif kind == "name":
            self.place += 1
            row = named(value)
            if row is None or row.zero:
                raise NoUnitError
            found = row.factor, row.dimension, row.turns
            self.quantities.add(row.quantity)
            if row.symbol in RUN_TOGETHER and self._next()[0] == "power":
                raise NoUnitError
        else:
            raise NoUnitError
        power = sign * self._exponent()
        if abs(power) > MAX_POWER:
            raise NoUnitError(reasons.UNIT_POWERS_UP_LIMIT.format(max_power=MAX_POWER))
        return found[0] ** power, tuple(power * exponent for exponent in found[1]), power * found[2]

    def _exponent(self) -> int:
        kind, value = self._next()
        if kind != "power":
            return 1
        self.place += 1
        return int(re.sub(r"[^\d-]", "", value.replace("−", "-")))


def _whole(plain: str) -> Row | None:
    """Return a unit of several words, or with a zero of its own, that is the whole text."""
    text = re.sub(r"\s+", " ", plain).replace("° ", "°")
    return next((row for row in UNITS if row.zero and text in {row.symbol, *row.words}), None)


# Where a unit may begin: behind a number, a bracket, a letter, a blank or a sign of upright type.
_START = re.compile(
    r"(?<=[\s~])(?=1\s*/\s*[A-Za-z(])|(?<=[\d.)\]}\s~*A-Za-z])(?=[A-Za-zµμΩΩÅÅ°º%\\([])|(?<=[\d\s}])(?=\^\s*\{?\\circ)"
    r"|(?<=°)(?=(?![CF](?![A-Za-z]))[A-Za-zµμΩΩÅ])|(?<=\d/)(?=[A-Za-zµμΩΩ\\])"
)
_BRACKETED = re.compile(r"\[([^\[\]]*)\]\s*")
_SIUNITX_CALL = re.compile(r"\\(?:SI|qty)\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*")
_LAST = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿµμΩΩÅ]+|[°º%]")
_MACROS = frozenset({"circ", "squared", "cubed", *_SIUNITX})
_DEGREES = frozenset(word.split()[-1] for row in UNITS if row.zero for word in (row.symbol[-1], *row.words))


def _may_end(word: str) -> bool:
    """Whether a unit may end in a word; a quick look at texts that have none."""
    word = word.replace("μ", "µ")  # the Greek letter for the sign
    return word in _MACROS or word in _DEGREES or word in "°º%" or word.casefold() in _CENTS or named(word) is not None


def splits(text: str) -> Iterator[tuple[str, Unit]]:
    r"""Yield a value's text with its unit for each place where a unit may begin, the longest unit first.

    `\SI{9.8}{m/s^2}` and `\qty{…}{…}` are such places, too. Nothing where no end of the text is a unit.
    """
    text = text.replace("$", " ").replace("℃", "°C").strip().removesuffix(".").strip()
    call = _SIUNITX_CALL.fullmatch(text)
    if call is not None:
        text = f"{call[1]} {call[2]}"
    last = next(_LAST.finditer(text[::-1]), None)
    if last is None or not _may_end(last[0][::-1]):
        return
    begin = max(len(text) - MAX_UNIT, 0)
    for match in _START.finditer(text, begin):
        value = text[: match.start()].strip().rstrip("~").removesuffix("\\,").removesuffix("\\;").strip()
        value = value.removesuffix("\\cdot").removesuffix("·").removesuffix("*").strip()
        if not value or _is_within_word(text, match.start()) or articles.BEFORE_UNIT.match(text, match.start()):
            continue
        bracketed = _BRACKETED.fullmatch(text[match.start() :])
        named = bracketed[1] if bracketed else text[match.start() :]
        if value.endswith("/"):  # `72/min`; `1/T` is a formula
            value, named = value[:-1].strip(), f"1/{named}"
            if value == "1":
                continue
        try:
            unit = read_unit(named)
        except NoUnitError:
            continue
        if not _begins_with_angle(unit):
            yield value, unit
            if (share := articles.SHARE_OF.fullmatch(value)) is not None:
                yield share[1], unit


def _is_within_word(text: str, place: int) -> bool:
    """Whether a place parts a word, as the `in Meter` in `ein Meter`."""
    return text[place].isalpha() and text[place - 1].isascii() and text[place - 1].isalpha()


def _begins_with_angle(unit: Unit) -> bool:
    """Whether a sign of degrees stands before another unit: it ends the value, `10 sin 30° cm`, which is 5 cm."""
    return unit.text.startswith("°") and not unit.has_zero and unit.text[1:].lstrip()[:1] not in {"", "/", "^"}
