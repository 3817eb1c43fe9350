r"""The unit in which a prompt itself asks for a number: `How many minutes …?`, `in km/h`, `By how many percent …?`.

A number by itself counts in that unit, where the sentences that ask name just the one that the author asks for. Where
they name another one of its kind, too, ask for a unit to be written, or where it is named elsewhere, nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader import marking
from grader.claims.builders.units import Named
from grader.language.units import loose, loose_names
from grader.language.units.articles import BEFORE_UNIT
from grader.language.units.reading import Unit, known_unit
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.problems.question import Question

MAX_WORDS = 4  # of a unit that is named in words
_BEFORE = re.compile(
    r"(?<![\w$\\^{])(?:how\s+(?:many|much)|wie\s?viele?n?|combien\s+(?:de\s+|d['’])|cu[aá]nt[oa]s?|quant[oaie]s?|hoeveel"
    r"|in|into|en|em|in\s+the\s+units?(?:\s+of)?|in\s+units\s+of|in\s+der\s+Einheit|dans\s+l['’]unité)\s*(?=\S)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<![\w$\\^{])(?:to|into|nach|zu)\s+(?=\S)", re.IGNORECASE)
_CONVERTS = re.compile(r"(?i)(?<!\w)(?:convert|change|wandle|rechne)")
_JOINED = re.compile(r"[\s$)]*(?:,|/|\b(?:and|or|und|oder|et|ou|y|e|o|en|of|bzw\.)\b)\s*(?:in\s+|en\s+|em\s+)?(?=\S)")
_SHARE = re.compile(r"(?i)(?<!\w)(?:percentage|prozentsatz|pourcentage|porcentaje|percentuale|porcentagem)(?!\w)")
_OF_UNITS = re.compile(
    r"(?i)(?<!\w)(?:units?|einheit(?:en)?|unités?|unidad(?:e|es)?|unità|eenhe(?:id|den))(?!\w)"
    r"(?!\s+(?:circle|square|cube|vector|cell|sphere|mass|time|area|volume|length))"
)
_ITSELF = re.compile(r"(?i)(?:in\s+(?:the\s+)?units?(?:\s+of)?|in\s+der\s+einheit|dans\s+l['’]unité)(?!\w)")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{4,}(?:/[^\W\d_]+)?")
_NAMES = (re.compile(r"[^\W\d_]+|[°%]"), re.compile(r"[^\W\d_]+/[^\W\d_]+"))
_NUMBER_BEFORE = re.compile(r"[\d}]\W*\Z")
_ARTICLES = frozenset({"a"})
# `a week`, whose a is no year, and `anni ha`, whose verb is no hectare.
_NO_UNIT = re.compile(rf"{BEFORE_UNIT.pattern}|[^\W\d_]{{3,}}\s+(?:ha|a|as|at|in|an|l|d|t|h)\Z")


def unit_named(question: Question) -> Named:
    """Return whether the prompt asks for a number in the unit of the problem, so that it may stand by itself.

    Never where the author gives points for the unit, or says that no other will do.
    """
    asked = question.unit
    if asked is None or asked.points is not None or asked.fixed or question.units:
        return "no"
    return _named(question.lead, question.prompt, asked.unit, frozenset(question.names.symbols))


def named_beside(question: Question, text: str) -> Named:
    """Return whether a value without a unit counts in that of the prompt; another one may stand by its name, `t/h`."""
    named, asked = unit_named(question), question.unit
    if named != "yes" or asked is None:
        return named
    said = (known_unit(one) for names in _NAMES for one in names.findall(text))
    others = [one for one in said if one is not None and _is_of_kind(one, asked.unit) and not _is_same(one, asked.unit)]
    return "perhaps" if others else named


@lru_cache(maxsize=KEPT)
def _named(lead: str, prompt: str, asked: Unit, letters: frozenset[str]) -> Named:
    asking, rest = (parts.split("\n") for parts in asking_and_rest(lead, prompt))
    found = [unit for one in asking for unit in _units(one, asked, letters)]
    if not found:
        return "perhaps" if any(True for one in rest for _ in _units(one, asked, letters)) else "no"
    is_to_be_written = _OF_UNITS.search(_ITSELF.sub("", f"{lead}\n{prompt}")) is not None
    return "yes" if all(_is_same(one, asked) for one in found) and not is_to_be_written else "perhaps"


def _units(sentence: str, asked: Unit, letters: frozenset[str]) -> Iterator[Unit]:
    """Yield the units of a kind in which a sentence speaks, without those behind a number; degrees of any kind."""
    begins = [match.end() for match in _BEFORE.finditer(sentence)]
    if _CONVERTS.search(sentence):
        begins += [match.end() for match in _TO.finditer(sentence)]
    while begins:
        start = begins.pop()
        found = unit_at(sentence, start, asked)
        if found is not None:
            unit, end = found
            yield from (unit,) if _is_of_kind(unit, asked) and unit.text not in letters else ()
            begins += [match.end()] if (match := _JOINED.match(sentence, end)) is not None else []
    if asked.text in {"%", "\\%"} and _SHARE.search(sentence):
        yield asked
    for word in _LETTERS.finditer(sentence):
        unit_said = _read(word[0])
        if (
            unit_said is not None
            and _is_of_kind(unit_said, asked)
            and not _NUMBER_BEFORE.search(sentence[: word.start()])
        ):
            yield unit_said


def units_asked_in(sentence: str) -> Iterator[Unit]:
    """Yield the units in which a sentence asks for a number, of any kind: `How many grams`, `in km/h`, `5 km = ? m`."""
    begins = [match.end() for one in (_BEFORE, _GAP) for match in one.finditer(sentence)]
    if _CONVERTS.search(sentence):
        begins += [match.end() for match in _TO.finditer(sentence)]
    while begins:
        if (found := unit_at(sentence, begins.pop())) is not None:
            yield found[0]
            begins += [match.end()] if (match := _JOINED.match(sentence, found[1])) is not None else []


_GAP = re.compile(r"=\s*\$?\s*(?:\?|_+|\.{2,})\s*\$?\s*(?=\S)")  # `5.2 km = ? m`


def unit_at(sentence: str, start: int, asked: Unit | None = None) -> tuple[Unit, int] | None:
    """Return the unit whose name begins at a place, the longest one, and where it ends.

    Where a unit is asked for, another name of it is one, too: `kilowatt-hours`, `mètres carrés`, `Metern pro Sekunde`.
    """
    ends = [match.end() for match, _ in zip(_WORD.finditer(sentence, start), range(MAX_WORDS), strict=False)]
    for end in reversed(ends):
        text = sentence[start:end].rstrip(".,;:?!$'\"")
        while text[-1:] in {")", "]"} and text.count(text[-1]) > text.count("([".__getitem__(text[-1] == "]")):
            text = text[:-1].rstrip(".,;:?!$")
        if text in _ARTICLES or _NO_UNIT.match(text) is not None:
            continue
        unit = _read(text) or (None if asked is None else _read_as(text, asked))
        if unit is not None:
            return unit, start + len(text)
    return None


def _read_as(text: str, asked: Unit) -> Unit | None:
    name = text.strip("$[] ")
    return loose.loosely(name, asked) or loose.loosely(_DATIVE.sub("", name), asked)


_DATIVE = re.compile(r"(?<=[^\W\d_]{4})n(?=\s)")  # `in Kilometern pro Stunde`


def _read(text: str) -> Unit | None:
    """Return the unit of a text, also of a German dative, `in Metern`, and of a name that only units have, `in rpm`."""
    name = text.strip("$[] ")
    return known_unit(name) or known_unit(name.removesuffix("n")) or known_unit(_LOOSE.get(name, ""))


_LOOSE = {name: unit for name, unit in loose_names.SHORT.items() if len(name) > 2 and name not in {"ans", "ora"}}


def _is_of_kind(unit: Unit, asked: Unit) -> bool:
    """Whether a unit is of the dimension that is asked for; `degrees` may be those of a temperature."""
    return unit.dimension == asked.dimension or (unit.text in {"°", "degrees", "Grad"} and asked.has_zero)


def _is_same(unit: Unit, asked: Unit) -> bool:
    return (unit.dimension, unit.factor, unit.turns, unit.zero) == (
        asked.dimension,
        asked.factor,
        asked.turns,
        asked.zero,
    )


_NEWTON_METRES = re.compile(r"[kMm]?N\s*[·*⋅]?\s*[cm]?m")
_ENERGY = re.compile(r"(?:J|[Jj]oule|W|[Ww]att|Ws|Wh|eV|cal|erg|V)")
_MOMENT = re.compile(
    r"(?i)(?<!\w)(?:torque|(?:dreh|biege)?moments?|drehmomente?s?|momento|couple|par\s+de\s+(?:torsión|giro)|koppel|coppia|binário)(?!\w)"
)


def named_by(question: Question, unit: Unit) -> Named:
    """Return whether a moment of a force, asked for in newton metres, is given in joules, the unit of an energy.

    A difference of temperatures may be told in another unit by their zeros, or without.
    """
    asked = question.unit
    if asked is not None and unit.zero != asked.unit.zero and unit.dimension == asked.unit.dimension:
        return "difference" if marking.asked.about.temperatures.asks_difference(question) else "no"
    if asked is None or _NEWTON_METRES.fullmatch(asked.unit.text) is None or _ENERGY.search(unit.text) is None:
        return "no"
    return "another" if _MOMENT.search(f"{question.lead}\n{question.prompt}") is not None else "no"
