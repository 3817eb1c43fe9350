"""Units that are written loosely, `mol L-1`, `mPas`, `kwh`, `rpm`: what they are where a unit of a kind is asked for.

Only a unit of just the kind that is asked for is found, and only where all ways to read the text that fit come to the
same: `mpa` may be MPa or mPa and is neither. Elsewhere such a text stays unknown, so a wrong kind is never told by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from grader.language.units.loose_names import SHORT, WHOLE
from grader.language.units.named import named
from grader.language.units.rates import PER
from grader.language.units.reading import MAX_UNIT, RUN_TOGETHER, Unit, known_unit
from grader.language.units.table import UNITS

MAX_WAYS = 64  # ways to read one loosely written unit that are tried
_MAX_GLUED = 6  # letters of units that are written against each other

_POWER = re.compile(r"(?<=[A-Za-zµΩ])([-−]?)([1-9])(?![\d.^])")  # `L-1`, `m2`
_HYPHEN = re.compile(r"[A-Za-zµΩ]+(?:-[A-Za-zµΩ]+){1,2}")  # `N-m`
_BELOW = re.compile(r"/\s*((?:(?>[A-Za-zµΩ]+)(?:\^\d)?)+)(?![\w^(·*])")  # `W/m²K`: what is glued is below the bar
_KELVIN = re.compile(r"(?<=[\w)·*(/ ])(\s*)°\s?C(?![A-Za-z])")  # a difference, in `J/(g °C)`
_INVERSE_KELVIN = re.compile(r"\A°\s?C\s?(?:\^\s?[-−]\s?1)")
_NAME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿµΩℓ]+")
_DOUBTFUL = re.compile(r"(?<![A-Za-z])(?:[KMGTkmgt]b|Cal)(?![A-Za-z])")  # `Mb` are bits or bytes, `Cal` 1 or 1000 cal
_SQUARE = re.compile(r"\b(sq|cu)\.\s*")
_METRES = r"(?P<metres>[^\W\d_]{0,6}m[eè]t(?:re|er|ro|ri)s?)"
_RAISED_WORDS = (  # `centimetri quadrati`, `vierkante meter`
    (re.compile(rf"{_METRES}\s+(?:quadrat[oi]|cuadrados?|quadrados?|carrés?)(?!\w)"), "2"),
    (re.compile(rf"{_METRES}\s+(?:cub[oi]|cúbicos?|cubes?)(?!\w)"), "3"),
    (re.compile(rf"vierkante\s+{_METRES}(?!\w)"), "2"),
    (re.compile(rf"kubieke\s+{_METRES}(?!\w)"), "3"),
)
_PREFIX_APART = re.compile(r"(?i)\b(kilo|mega|giga|milli|micro|mikro|nano|centi|zenti)[ -]([a-zäöü]{4,})")
# `g pro cm³`, `km all'ora`; words for times stand in `rates`
_PRO = re.compile(r"(?<=[\w²³])\s+(?:(?:pro|par|por)\s+|all['’]\s*)(?=[A-Za-z])")
_DRESS = re.compile(r"\\(?:mathrm|text|textrm|rm)(?![A-Za-z])|[${}~]|\\[,;: ]")
_SMALL = str.maketrans("¹²³⁴⁻", "1234-")
_RAISED = str.maketrans({"∙": "·", "•": "·", "⋅": "·", "˚": "°", "μ": "µ", "−": "-"})
_FREQUENCY = frozenset({"frequency"})
_TURNS_OF = {"turn/min": "1/min", "turn/s": "1/s"}  # `3000 rpm` of a frequency is 50 Hz
_PREFIX_OR_UNIT = frozenset("mMTdh")  # milli or metre, mega or molar, tera or tesla, deci or day, hecto or hour
_COMMON = ("", "k", "M", "G", "T", "h", "d", "c", "m", "µ", "n", "p", "Ki", "Mi", "Gi")


def loosely(text: str, asked: Unit) -> Unit | None:
    """Return the unit of a text that is none by itself, where it can only be one of the kind that is asked for."""
    if len(text) > MAX_UNIT:
        return None
    found: Unit | None = None
    plain = _plain(text)
    if asked.quantities == _FREQUENCY:
        plain = _TURNS_OF.get(plain, plain)
    if _DOUBTFUL.search(plain) is not None:
        return None
    for tried, way in enumerate(_ways(plain)):
        if tried >= MAX_WAYS:
            return None
        unit = known_unit(way)
        if unit is None or not _fits(unit, asked):
            continue
        if found is not None and (unit.factor, unit.turns) != (found.factor, found.turns):
            return None
        found = found or unit
    return found


def _fits(unit: Unit, asked: Unit) -> bool:
    """Whether a unit is of the kind that is asked for; turns a minute are no plain number of them."""
    is_of_turns = unit.turns == asked.turns or "rad" in asked.text
    return is_of_turns and (unit.dimension, unit.has_zero) == (asked.dimension, asked.has_zero)


def _plain(text: str) -> str:
    """Return a text with signs of products and powers for what is written in their place."""
    plain = _DRESS.sub(" ", text.replace("\\ell", "ℓ")).strip(" .").translate(_RAISED)
    if plain in WHOLE or plain in SHORT:
        return WHOLE.get(plain) or SHORT[plain]
    if " " in plain:
        plain = _said(plain)
    plain = re.sub(r"[¹²³⁴⁻]+", lambda run: f"^{run[0].translate(_SMALL)}", plain)
    if plain.count("°") == 1:
        plain = _INVERSE_KELVIN.sub("K^-1", _KELVIN.sub(lambda run: " K" if run[1] else "K", plain))
    plain = re.sub(r"\*\*\s*\(?(-?\d)\)?", r"^\1", _SQUARE.sub(r"\1 ", plain))
    plain = _POWER.sub(lambda run: f"^{'-' if run[1] else ''}{run[2]}", plain)
    plain = _HYPHEN.sub(lambda run: f"({run[0].replace('-', '·')})", plain)
    plain = _BELOW.sub(lambda run: f"/({re.sub(r'(?<=[0-9])(?=[A-Za-zµΩ])', '·', run[1])})", plain)
    return f"1{plain}" if plain.startswith("/") else plain


def _said(plain: str) -> str:
    """Return a unit of several words with signs for the words that raise and divide."""
    for pattern, power in _RAISED_WORDS:
        plain = pattern.sub(rf"\g<metres>^{power}", plain)
    plain = _PREFIX_APART.sub(lambda run: f"{run[1]}{run[2]}".casefold(), plain)
    return PER.sub("/", _PRO.sub("/", plain)).strip()


def _ways(plain: str) -> Iterator[str]:
    """Yield the texts of units that a text may be, name by name."""
    names = list(_NAME.finditer(plain))
    for chosen in product(*(_meant(one[0]) for one in names)):
        text, end = "", 0
        for name, said in zip(names, chosen, strict=True):
            text += plain[end : name.start()] + said
            end = name.end()
        yield text + plain[end:]


@cache
def _meant(name: str) -> tuple[str, ...]:
    """Return what a name may be: itself, the letters of several units, a unit in other letter case."""
    short = (f"({SHORT[name]})",) if name in SHORT else ()
    if named(name) is not None and name not in RUN_TOGETHER:
        is_apart = name[0] in _PREFIX_OR_UNIT and name[1:] in _symbols() - {name[0]}
        apart = (f"({SHORT.get(name[0], name[0])})·{name[1:]}",) if is_apart else ()
        plural = (f"{name[:-1]}·s",) if name[-1] == "s" and name[:-1] in _symbols() else ()
        return (*short, name, *apart, *plural)
    glued = tuple(_glued(name)) if len(name) <= _MAX_GLUED else ()
    return (*short, *glued, *_by_letters().get(name.casefold(), ()), name)


def _glued(name: str) -> Iterator[str]:
    """Yield the products of two or three symbols that a name spells."""
    for end in range(1, len(name)):
        first, rest = name[:end], name[end:]
        if first not in _symbols():
            continue
        if rest in _symbols():
            yield f"{first}·{rest}"
        yield from (f"{first}·{more}" for more in _glued(rest) if more.count("·") < 2)


@cache
def _symbols() -> frozenset[str]:
    """Return the symbols of units, with the prefixes that are common."""
    rows = [row for row in UNITS if row.symbol.isalpha() and not row.zero]
    names = {f"{prefix}{row.symbol}" for row in rows for prefix in (_COMMON if row.prefixes else ("",))}
    return frozenset(name for name in names if named(name) is not None)


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    """Return the symbols by their letters without case; a symbol of one letter has no other case."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(_symbols()):
        if len(name) > 1:
            found[name.casefold()] = (*found.get(name.casefold(), ()), name)
    return found
