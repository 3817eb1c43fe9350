"""Units that declared symbols spell, `2mg` where m and g are declared: which of the two readings fits its problem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import last_member
from grader.claims.definitions import expand
from grader.language.names import Names
from grader.language.names.lexicon import lexicon_of
from grader.language.reader import Reading
from grader.language.units.reading import RUN_TOGETHER, Unit, known_unit
from grader.problems.declared.dimensions import DimensionError, UnseenError, dimension_of, exponents
from grader.problems.question import Question

_WORD = re.compile(r"[A-Za-z]+")


def is_spelled(unit: Unit, names: Names) -> bool:
    """Whether one of a unit's letters is a declared symbol, or some of them are a product with one."""
    lexicon = lexicon_of(names)
    if unit.text[-1:].isdigit() and any(name[:1] in unit.text for name in names.symbols if name[1:2] == "_"):
        return True  # `m2` of m_1 and m_2
    cuts = (cut for word in _WORD.findall(unit.text) for cut in lexicon.splits(word, frozenset()))
    return any(lexicon.declared(piece) for cut in cuts for piece in cut)


_FACTOR = re.compile(
    r"(?P<unit>.*[\w)°%])(?:\s*[·*⋅×]\s*|\s+|(?<=\)))(?P<factor>(?P<name>[A-Za-z]+)(?:\^\d)?)", re.DOTALL
)


def with_factors_behind(value: str, unit: Unit, names: Names) -> Iterator[tuple[str, Unit]]:
    """Yield a quantity without the declared symbols at the end of its unit, which are factors of it: `20 m · t`."""
    value = last_member(value) or value
    for rest, name, factor in _factors(unit.text):
        if name not in names.symbols:
            return
        value = f"({value}) * {factor}"
        if (shorter := known_unit(rest)) is not None:
            yield value, shorter


def _factors(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before each factor of a unit, from the last one on, its name, and itself."""
    if text in RUN_TOGETHER:
        yield text[:-1], text[-1], text[-1]
    while (found := _FACTOR.fullmatch(text)) is not None:
        text = found["unit"]
        yield text, found["name"], found["factor"]


def fitting(question: Question, found: list[Reading]) -> list[Reading]:
    """Return the readings whose unit, typed or that of their symbols, may be of the dimension that is asked for.

    Other doubts of a text that is read without a unit, `1/2mv^2`, are none about units: there all stay, or none.
    """
    of_units = [one for one in found if one.unit is not None and _fits(question, one)]
    bare = [one for one in found if one.unit is None]
    is_fit = not of_units or any(_fits(question, one) for one in bare)
    return [*of_units, *(bare if is_fit else ())]


def _fits(question: Question, reading: Reading) -> bool:
    assert question.unit is not None
    asked = question.unit.unit
    if reading.unit is not None:
        return reading.unit.dimension == asked.dimension
    if not question.units:
        return True
    known = {name: exponents(unit) for name, unit in question.units.items()}
    try:
        return dimension_of(expand(reading.tree, question.define), known) == exponents(asked)
    except DimensionError:
        return False
    except UnseenError:
        return True
