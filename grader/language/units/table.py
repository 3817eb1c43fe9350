"""The units, each by its factor to SI base units, exactly, and its dimension.

Factors are definitions: the SI Brochure (9th edition, 2019, with its non-SI units), the international yard and pound
agreement of 1959, the thermochemical calorie; a year is the Julian one, a kilobyte 1000 bytes, a kibibyte 1024. The
degree alone has a factor with π. Degrees Celsius and Fahrenheit also have a zero of their own.
"""

from __future__ import annotations

from fractions import Fraction

from grader.language.units.bases import BASE
from grader.records import dataclass

Dimension = tuple[int, ...]  # exponents of the base units
NONE: Dimension = (0,) * len(BASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit: `factor` π^`turns` base units. `zero` is its zero in kelvins; `words` are names written out.

    `prefixes`: which may stand before it: those of SI, binary ones too, or none. `quantity`: what alone is measured in
    it, where its dimension does not tell: 1 Hz is a turn a second and no rad/s, 1 Sv is no gray.
    """

    symbol: str
    factor: Fraction
    dimension: Dimension
    words: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    prefixes: str = ""
    turns: int = 0
    zero: Fraction = Fraction(0)
    quantity: str = ""


def _of(**exponents: int) -> Dimension:
    return tuple(exponents.get(name, 0) for name in BASE)


_F = Fraction
_GRAVITY = _F(980_665, 10**5)  # the standard one of 1901, in m/s^2
_LENGTH, _MASS, _TIME, _SPEED = _of(m=1), _of(kg=1), _of(s=1), _of(m=1, s=-1)
_FORCE, _PRESSURE, _ENERGY, _POWER = (
    _of(m=1, kg=1, s=-2),
    _of(m=-1, kg=1, s=-2),
    _of(m=2, kg=1, s=-2),
    _of(m=2, kg=1, s=-3),
)

_DEGREES = ("", "°", "° ", "degree ", "degrees ", "Grad ", "degrés ", "grados ", "gradi ", "graus ")


def _worded(scale: str) -> list[str]:
    """Return how degrees of a scale are written in words, `degrees Celsius`."""
    return [f"{word}{name}" for word in _DEGREES for name in (scale, scale.lower())]


UNITS = (
    Row("m", _F(1), _LENGTH, ("metre", "meter", "mètre", "metro", "metri"), prefixes="si"),
    Row("g", _F(1, 1000), _MASS, ("gram", "gramm", "gramme", "gramo", "grammi"), prefixes="si"),
    Row(
        "s",
        _F(1),
        _TIME,
        ("second", "sekunde", "sekunden", "seconde", "segundo", "secondi"),
        ("sec", "secs"),
        prefixes="si",
    ),
    Row("A", _F(1), _of(A=1), ("ampere", "ampère", "amperio", "amp"), prefixes="si"),
    Row("K", _F(1), _of(K=1), ("kelvin",), prefixes="si"),
    Row("mol", _F(1), _of(mol=1), ("mole", "mol"), prefixes="si"),
    Row("cd", _F(1), _of(cd=1), ("candela",), prefixes="si", quantity="luminous intensity"),
    Row("Hz", _F(1), _of(s=-1), ("hertz", "hercio"), prefixes="si", quantity="frequency"),
    Row("N", _F(1), _FORCE, ("newton",), prefixes="si"),
    Row("Pa", _F(1), _PRESSURE, ("pascal",), prefixes="si"),
    Row("J", _F(1), _ENERGY, ("joule", "julio"), prefixes="si"),
    Row("Nm", _F(1), _ENERGY, prefixes="si"),
    Row("Ns", _F(1), _of(m=1, kg=1, s=-1)),
    Row("Js", _F(1), _of(m=2, kg=1, s=-1)),
    Row("Ws", _F(1), _ENERGY, prefixes="si"),
    Row("VA", _F(1), _POWER, prefixes="si"),
    Row("Vs", _F(1), _of(m=2, kg=1, s=-2, A=-1)),
    Row("kgm", _F(1), _of(m=1, kg=1)),
    Row("kgK", _F(1), _of(kg=1, K=1)),
    Row("molK", _F(1), _of(mol=1, K=1)),
    Row("dpt", _F(1), _of(m=-1), ("dioptre", "diopter", "dioptrie", "dioptrien", "dioptría", "diottria", "diottrie")),
    Row("kph", _F(1000, 3600), _SPEED, others=("kmh",)),
    Row("W", _F(1), _POWER, ("watt", "vatio"), prefixes="si"),
    Row("C", _F(1), _of(s=1, A=1), ("coulomb",), prefixes="si"),
    Row("V", _F(1), _of(m=2, kg=1, s=-3, A=-1), ("volt", "voltio"), prefixes="si"),
    Row("F", _F(1), _of(m=-2, kg=-1, s=4, A=2), ("farad",), prefixes="si"),
    Row("Ω", _F(1), _of(m=2, kg=1, s=-3, A=-2), ("ohm", "ohmio"), ("ohm", "Ohm", "Ω", "Omega"), prefixes="si"),
    Row("S", _F(1), _of(m=-2, kg=-1, s=3, A=2), ("siemens",), prefixes="si"),
    Row("Wb", _F(1), _of(m=2, kg=1, s=-2, A=-1), ("weber",), prefixes="si"),
    Row("T", _F(1), _of(kg=1, s=-2, A=-1), ("tesla",), prefixes="si"),
    Row("H", _F(1), _of(m=2, kg=1, s=-2, A=-2), ("henry",), prefixes="si"),
    Row("lm", _F(1), _of(cd=1), ("lumen",), prefixes="si", quantity="luminous flux"),
    Row("lx", _F(1), _of(m=-2, cd=1), ("lux",), prefixes="si", quantity="luminous flux"),
    Row("Bq", _F(1), _of(s=-1), ("becquerel",), prefixes="si", quantity="activity"),
    Row("Gy", _F(1), _of(m=2, s=-2), ("gray",), prefixes="si", quantity="absorbed dose"),
    Row("Sv", _F(1), _of(m=2, s=-2), ("sievert",), prefixes="si", quantity="dose equivalent"),
    Row("kat", _F(1), _of(mol=1, s=-1), ("katal",), prefixes="si"),
    Row("rad", _F(1), NONE, ("radian",), prefixes="si", quantity="angle"),
    Row("sr", _F(1), NONE, ("steradian",), quantity="solid angle"),
    Row(
        "°",
        _F(1, 180),
        NONE,
        ("degree", "degré", "grado", "grau"),
        ("deg", "degrees", "Grad", "gradi", "graden", "^\\circ", "\\degree"),
        turns=1,
        quantity="angle",
    ),
    Row(
        "turn",
        _F(2),
        NONE,
        ("revolution", "umdrehung", "umdrehungen", "vuelta", "giro"),
        ("turns", "rev", "revs", "giri"),
        turns=1,
        quantity="angle",
    ),
    Row("L", _F(1, 1000), _of(m=3), ("litre", "liter", "litro", "litri"), ("l",), prefixes="si"),
    Row("eV", _F(1602176634, 10**28), _ENERGY, ("electronvolt",), prefixes="si"),
    Row("bar", _F(100_000), _PRESSURE, (), ("bars",), prefixes="si"),
    Row("atm", _F(101_325), _PRESSURE, ("atmosphere",)),
    Row("cal", _F(4184, 1000), _ENERGY, ("calorie",), prefixes="si"),
    Row("Wh", _F(3600), _ENERGY, prefixes="si"),
    Row("Ah", _F(3600), _of(s=1, A=1), prefixes="si"),
    Row("min", _F(60), _TIME, ("minute", "minuten", "minuto", "minuti"), ("mins",)),
    Row("h", _F(3600), _TIME, ("hour", "stunde", "stunden", "heure", "hora", "ore"), ("hr", "hrs")),
    Row("d", _F(86_400), _TIME, ("day", "tag", "tage", "jour", "día", "giorno", "giorni", "dag", "dagen", "dia")),
    Row("wk", _F(604_800), _TIME, ("week", "woche", "wochen", "semaine", "semana", "settimana", "settimane")),
    Row("yr", _F(31_557_600), _TIME, ("year", "jahr", "jahre", "année", "año", "anno", "anni"), ("a",)),
    Row("ha", _F(10_000), _of(m=2), ("hectare",)),
    Row("t", _F(1000), _MASS, ("tonne",)),
    Row("Å", _F(1, 10**10), _LENGTH, ("ångström", "angstrom"), ("Å",)),
    Row("au", _F(149_597_870_700), _LENGTH, (), ("AU",)),
    Row("ly", _F(299_792_458 * 31_557_600), _LENGTH, ("lightyear",)),
    Row("dyn", _F(1, 10**5), _FORCE, ("dyne",)),
    Row("erg", _F(1, 10**7), _ENERGY, (), ("ergs",)),
    Row("Torr", _F(101_325, 760), _PRESSURE, ("torr",)),
    Row("mmHg", _F(101_325, 760), _PRESSURE),  # as in textbooks; the conventional one is greater by a part in 7 million
    Row("in", _F(254, 10_000), _LENGTH, ("inch", "inches")),
    Row("ft", _F(3048, 10_000), _LENGTH, ("foot", "feet")),
    Row("yd", _F(9144, 10_000), _LENGTH, ("yard",)),
    Row("mi", _F(1_609_344, 1000), _LENGTH, ("mile",)),
    Row("lb", _F(45_359_237, 10**8), _MASS, ("pound",), ("lbs",)),
    Row("oz", _F(45_359_237, 16 * 10**8), _MASS, ("ounce",)),
    Row("lbf", _F(45_359_237, 10**8) * _GRAVITY, _FORCE),
    Row("psi", _F(45_359_237, 10**8) * _GRAVITY / _F(254, 10_000) ** 2, _PRESSURE),
    Row("mph", _F(1_609_344, 3_600_000), _SPEED),
    Row("kn", _F(1852, 3600), _SPEED, ("knot",)),
    Row("%", _F(1, 100), NONE, ("percent", "prozent", "procent"), ("\\%",)),
    Row("ppm", _F(1, 10**6), NONE),
    Row("bit", _F(1), _of(bit=1), (), ("bits",), prefixes="binary"),
    Row("B", _F(8), _of(bit=1), ("byte", "octet"), prefixes="binary"),
    Row(
        "°C",
        _F(1),
        _of(K=1),
        ("degC", "deg C", "degree C", "degrees C", "Grad C", *_worded("Celsius")),
        zero=_F(27315, 100),
    ),
    Row(
        "°F",
        _F(5, 9),
        _of(K=1),
        ("degF", "deg F", "degree F", "degrees F", *_worded("Fahrenheit")),
        zero=_F(45967, 180),
    ),
)

SI_PREFIXES = {
    **{"Q": 30, "R": 27, "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1},
    **{"d": -1, "c": -2, "m": -3, "µ": -6, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24},
}
PREFIX_WORDS = {
    **{"tera": 12, "giga": 9, "mega": 6, "kilo": 3, "hecto": 2, "deca": 1, "deci": -1, "centi": -2, "milli": -3},
    **{"micro": -6, "nano": -9, "pico": -12, "femto": -15},
    **{"zenti": -2, "dezi": -1, "hekto": 2, "mikro": -6, "piko": -12, "centí": -2, "milí": -3, "mili": -3, "kiló": 3},
    **{"chilo": 3, "quilo": 3, "quilô": 3, "déci": -1},
}
BINARY_PREFIXES = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50}
