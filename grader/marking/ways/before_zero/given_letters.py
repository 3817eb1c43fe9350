"""The last look at letters to which the prompt gives a quantity: `2e` of `e = 1.6e-19 C`, `0.5 T` of `T = 4 s`.

The same letter may be a unit or a number, by which the text is refuted. Where what the prompt says by it is proved
right, and measures what is asked for, the text is open. Where a unit is asked for, a letter to which the prompt gives
nothing may be that of a constant of nature: `2e` for a charge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cache
from itertools import islice, product

from grader.claims.chains import chain
from grader.errors import AnswerError
from grader.language import units
from grader.language.names import Names, Symbol
from grader.language.printing import show
from grader.language.reader import read
from grader.language.tree import Neg, Node, Num, substitute, symbols
from grader.language.units.reading import Unit
from grader.marking.answer import Answer
from grader.marking.asked.given.given_quantities import Given, letters_given
from grader.marking.ways.candidates import between_texts
from grader.problems.declared.dimensions import NONE, DimensionError, UnseenError, dimension_of, exponents
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

MAX_WAYS = 8  # units that may be meant by the prompt's quantities
Mark = Callable[[Question, Answer], Verdict]
Letters = Mapping[str, Sequence[Given]]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a value that is refuted, open where it is right by the prompt's own letters."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    known = _letters(question, field.text)
    for text, shown in _texts(question, field.text, question.fields[name].names, known) if known else ():
        other = replace(field, text=text, written=field.said or field.text, said="", candidates=None)
        found = mark(question, Answer({name: other}))
        if found.outcome is Outcome.CORRECT:
            return between_texts(question, name, (field, replace(other, text=shown)), (verdict, found))
    return verdict


def _letters(question: Question, text: str) -> Letters:
    """Return the letters of a text to which the prompt gives a number, and the problem nothing; else constants."""
    given = letters_given(question.lead, question.prompt)
    constants = {} if question.unit is None else _constants()
    return {
        one: some
        for one, some in {**constants, **given}.items()
        if (len(one) > 1 or one in text) and one not in question.names.symbols
    }


@cache
def _constants() -> Letters:
    """Return the letters of constants with what they are, also as they are rounded."""
    return {one: tuple(map(_constant, values)) for one, values in _CONSTANTS.items()}


def _constant(written: str) -> Given:
    value, _, unit = written.partition(" ")
    return Given(Fraction(value), units.reading.read_unit(unit), written)


_CONSTANTS = {
    "e": ("1.602176634e-19 C", "1.602e-19 C", "1.6e-19 C"),
    "g": ("9.81 m/s^2", "9.80665 m/s^2", "9.8 m/s^2", "10 m/s^2"),
    "c": ("299792458 m/s", "3e8 m/s"),
    "h": ("6.62607015e-34 J s", "6.626e-34 J s"),
    "F": ("96485 C/mol", "96500 C/mol"),
}


def _texts(question: Question, text: str, names: Names, known: Letters) -> Iterator[tuple[str, str]]:
    """Yield a text with numbers for its letters, in the unit that is asked for, and how it is shown."""
    plain = text.replace("$", " ")
    if question.kind.is_one_number == "never":
        for chosen in _chosen([one for one in known if one in _OF_NUMBERS], known):
            spelled = _spelled(plain, chosen)
            yield from () if spelled == plain else ((spelled, _shown(plain, chosen)),)
        return
    last = chain(plain).members[-1].strip(" .\n")
    for value, typed in ((last, None), *units.reading.splits(last)):
        for tree in _trees(value, names, known):
            for chosen in _chosen(sorted(symbols(tree) & known.keys()), known):
                yield from ((one, _shown(last, chosen)) for one in _as_asked(question, tree, chosen, typed))


_OF_NUMBERS = frozenset({"e", "i", "j", "pi"})  # letters that are read without a unit


def _spelled(text: str, chosen: Mapping[str, Given]) -> str:
    """Return a text with the numbers of letters in brackets."""
    for letter, one in chosen.items():
        sign = r"(?:\\pi|π|pi)" if letter == "pi" else letter
        number = f"({one.value})"
        text = re.sub(rf"(?<![A-Za-z_\\.]){sign}(?![\w(])(?!\s*=)", number, text)
    return text


def _trees(text: str, names: Names, known: Letters) -> list[Node]:
    """Return the readings of a text by the prompt's letters, where one of them stands in it."""
    names = replace(names, symbols={**{one: Symbol(one) for one in known}, **names.symbols})
    with suppress(AnswerError):
        trees = [one.tree for one in read(text, names, "expression")]
        return [one for one in trees if not symbols(one).isdisjoint(known)]
    return []


def _chosen(letters: Sequence[str], known: Letters) -> Iterator[Mapping[str, Given]]:
    for some in islice(product(*(known[one] for one in letters)), MAX_WAYS):
        yield dict(zip(letters, some, strict=True))


def _as_asked(question: Question, tree: Node, chosen: Mapping[str, Given], typed: Unit | None) -> Iterator[str]:
    """Yield the value of a tree with its numbers, in the unit that is typed, or that its letters have together."""
    plain = f"({show(_with(tree, chosen))})"
    if question.unit is None:
        yield plain
        return
    asked = question.unit.unit
    if all(one.unit is None for one in chosen.values()):
        unit = asked if _OF_NUMBERS.isdisjoint(chosen) else None  # the g of 9.81 may have the unit, π has none
        yield f"{plain} {(typed or unit or _NO_UNIT).text}"
        return
    own = [one for one in (typed, *(given.unit for given in chosen.values())) if one is not None]
    if any(one.has_zero or one.turns for one in (asked, *own)):
        return
    try:
        found = dimension_of(tree, {letter: exponents(one.unit) for letter, one in chosen.items() if one.unit})
    except (DimensionError, UnseenError):
        return
    if typed is not None and found == exponents(typed):
        yield f"{plain} {typed.text}"  # `2e C`
    unit = typed or _NO_UNIT
    if tuple(one + more for one, more in zip(found, unit.dimension, strict=True)) == exponents(asked):
        yield f"({show(_with(tree, _in_base_units(chosen)))})/({asked.factor / unit.factor}) {asked.text}"


_NO_UNIT = Unit("", Fraction(1), (0,) * len(NONE))


def _in_base_units(chosen: Mapping[str, Given]) -> Mapping[str, Given]:
    return {
        letter: one if one.unit is None else replace(one, value=one.value * one.unit.factor)
        for letter, one in chosen.items()
    }


def _with(tree: Node, chosen: Mapping[str, Given]) -> Node:
    """Return a tree with the numbers of its letters."""
    numbers = {letter: Num(abs(one.value)) for letter, one in chosen.items()}
    return substitute(tree, {letter: Neg(one) if chosen[letter].value < 0 else one for letter, one in numbers.items()})


def _shown(text: str, chosen: Mapping[str, Given]) -> str:
    """Return a text with what the prompt says by its letters."""
    return ", ".join((re.sub(r"\s+", " ", text), *(f"{letter} = {one.written}" for letter, one in chosen.items())))
