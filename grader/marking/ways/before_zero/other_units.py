"""What a unit of another kind may have been meant as, before it gets a zero: `5 H` hours, `8 kS/s` samples per second.

Letters in the wrong case, a plural's s, two letters that are a product, what is counted per unit, percent per time and
a symbol beside the unit are looked at; only where a unit of the kind that is asked for comes of it. Three digits with a
zero before them are a bearing in degrees, a millionth of water's mass is a milligram in its litre. Where litres `per
year` are asked for in litres, they may be given in litres per year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

from grader import marking
from grader.language import units
from grader.language.names import Names
from grader.language.units.reading import Unit
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_LETTERS = 4  # of a unit of which each may stand in the other case
_COUNTED = frozenset({"S", "d"})  # samples, Schläge and dots, which are letters of units
_TURNS = frozenset({"turn", "turns", "rev", "revs", "revolutions", "revolution", "Umdrehungen"})
_PER_TIME = frozenset({"s", "min", "h", "d", "a", "week", "month", "year"})
_PERCENT = frozenset({"%", "percent"})
_PERCENT_PER_TIME = frozenset(f"% {time}^-1" for time in _PER_TIME)
_WITHOUT_PREFIX = (1, 60, 3600)  # seconds, metres and the like; minutes and hours
_IN_WATER = {"ppm": "mg/L", "mg/L": "ppm", "mg/l": "ppm"}
_ALIKE = {"A": "Å", "ML": "mL", "Ml": "mL", "a": "dam^2"}  # what capitals and keyboards make of a unit; the are
_OHM = units.reading.read_unit("ohm")
_PER = re.compile(r"(?P<value>[^A-Za-zµΩ°%]*)(?P<above>[^\s\d].*?)\s+per\s+(?P<below>\S.*?)[\s$.]*", re.DOTALL)
_GLUED_BELOW = re.compile(r"/\s*([A-Za-z]+\s*(?:\^\s*\{?\s*[-−]\s*\d\}?|⁻[¹²³]))(?![\w^)])")
_BEARING = re.compile(r"[\s$]*0\d\d[\s$.]*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a refuted quantity, open where it is proved to be right with another unit in its place."""
    if question.unit is None or len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    letters = _with_letters(question.unit.unit, field.text, question.fields[name].names)
    as_asked = _as_asked(question, question.unit.unit, field.text)
    return between_right(
        question, (name, field), (*_texts(question.unit.unit, field.text), *letters, *as_asked), verdict, mark
    )


def _texts(asked: Unit, text: str) -> Iterator[str]:
    """Yield a quantity with other units of the kind that is asked for, in place of its own one."""
    if (per := _PER.fullmatch(text.rpartition("=")[2])) is not None:  # `m/s per V/m`
        yield f"{per['value']} ({per['above']})/({per['below']})"
    yield _GLUED_BELOW.sub(r"/(\1)", text)  # `N/ms^-1`
    value, unit = next(units.reading.splits(text), ("", None))
    if unit is None:
        if asked.text == "°" and _BEARING.fullmatch(text):
            yield f"{text.strip(' $.')}°"
        return
    yield from marking.ways.before_zero.unit_suffixes.without_suffix(value, unit, asked)
    above, stroke, below = value.rpartition("/")
    inverse = units.reading.known_unit(f"1/({unit.text})") if stroke else None
    if inverse is not None and _is_of_kind(inverse, asked):  # `1/0.02 s`
        yield f"{above}/{below} {inverse.text}"
    if not _is_of_kind(unit, asked) and (meant := units.loose.loosely(unit.text, asked)) is not None:  # `Tm/A`
        yield f"{value} {meant.text}"
    for other in dict.fromkeys(_others(unit, asked)):
        known = units.reading.known_unit(other)
        if known is not None and other != unit.text and _is_of_kind(known, asked):
            yield f"{value} {other}"


def _with_letters(asked: Unit, text: str, names: Names) -> Iterator[str]:
    """Yield a quantity in the asked unit whose declared letters, `9.81 m/s^2 · t`, may have a base unit themselves."""
    value, unit = next(units.reading.splits(text), ("", None))
    if unit is None or not names.symbols:
        return
    for other, shorter in marking.texts.quantities.spelled_units.with_factors_behind(value, unit, names):
        powers = [one - more for one, more in zip(asked.dimension, shorter.dimension, strict=True) if one != more]
        if len(powers) < 2 and sum(powers) >= 0 and asked.factor / shorter.factor in _WITHOUT_PREFIX:
            yield f"{other} {asked.text}"


def _as_asked(question: Question, asked: Unit, text: str) -> Iterator[str]:
    """Yield a quantity per time in the asked unit: `365 L/year` of litres per year, `0.05/year` of percent."""
    value, unit = next(units.reading.splits(text), ("", None))
    if unit is None:
        return
    is_warmth = unit.zero != asked.zero and _is_of_kind(unit, asked)
    if is_warmth and marking.asked.about.temperatures.asks_difference(question):  # `15 K` or `27 °F` of a rise by 15 °C
        yield f"({value})*({unit.factor / asked.factor}) {asked.text}"
    if _is_of_kind(unit, asked):
        return
    if asked.text in _PERCENT and unit.dimension == _RATE:
        share = units.reading.known_unit(unit.text.partition("/")[0])
        yield f"{value} %" if share is not None and share.factor == asked.factor else value
    prompt = f"{question.lead} {question.prompt}".strip()
    last = _SENTENCE_END.split(prompt)[-1]  # that of another one may be given, and no part of the answer
    for word in dict.fromkeys((*_PER_WORD.findall(last), *_IN_ONE.findall(last))):
        below, rate = units.reading.known_unit(word), units.reading.known_unit(f"{asked.text}/{word}")
        is_rate = below is not None and rate is not None and (below.dimension == _TIME or word in _IN_ONE.findall(last))
        if is_rate and rate is not None and (rate.dimension, rate.factor) == (unit.dimension, unit.factor):
            yield f"{value} {asked.text}"


_PER_WORD = re.compile(r"(?i)(?<![^\W\d_])(?:per|pro|par|por|each|every|je|an?|al|all['’])\s+([^\W\d_]{1,12})")
_IN_ONE = re.compile(
    r"(?i)(?<![^\W\d_])(?:in|within|en|binnen)\s+\$?(?:1|one|an?|eine[rmn]?|une?|una?|um|uma)(?:\s|~|\\[,;])*"
    r"(?:\\(?:mathrm|text)\s*\{)?([^\W\d_]{1,12})"
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\W*[^\W\d_])")
_TIME = units.reading.read_unit("s").dimension
_RATE = tuple(-power for power in _TIME)


def _is_of_kind(unit: Unit, asked: Unit) -> bool:
    return (unit.dimension, unit.turns) == (asked.dimension, asked.turns)


def _others(unit: Unit, asked: Unit) -> Iterator[str]:
    """Yield how a unit may be written that is meant; the prefix of one of the right kind says what it says."""
    name = unit.text.strip()
    yield name.removesuffix("s")
    yield _ALIKE.get(name, name)
    if _is_of_kind(unit, asked):
        return
    yield name.replace(" ", "")
    if name[0] == "K":
        yield f"k{name[1:].strip()}"  # `K Ohm`
    if name == "K" and asked.quantities == _OHM.quantities and asked.dimension == _OHM.dimension:
        yield "kΩ"
    if unit.turns and "rad" not in asked.text and name.partition("/")[0].strip() in _TURNS:
        yield f"1/{name.partition('/')[2]}"
    letters = [(one.lower(), one.upper()) if one.isalpha() else (one,) for one in name]
    if sum(len(one) > 1 for one in letters) <= MAX_LETTERS:
        yield from map("".join, product(*letters))
    if len(name) == 2 and name[0] != name[1]:  # `mm` is no area
        yield "·".join(name)
    above, _, below = (part.strip() for part in name.partition("/"))
    if above in _COUNTED and below:
        yield f"1/{below}"
    elif above[1:] in _COUNTED and below == "s":
        yield f"{above[0]}Hz"
    if unit.text in _IN_WATER:
        yield _IN_WATER[unit.text]
    if (above in _PERCENT and below in _PER_TIME) or name in _PERCENT_PER_TIME:
        yield "%"
