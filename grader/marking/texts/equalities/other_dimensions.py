r"""Formulas in letters that measure something else than what is asked for, `F/a = 4 m/s^2`, `a = m/F`.

Each letter is a usual name of exactly one kind of quantity that the prompt gives or asks for, and no more letters are
of one kind than there are such quantities. A letter that may be anything else says nothing. Where each letter is of a
kind of which the prompt gives one quantity, a formula comes to a value: of 2 kg and 3 m/s `E = m v²/3 = 9 J` is false.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Set

from grader.language.units.reading import known_unit
from grader.language.units.table import Dimension
from grader.marking import asked
from grader.marking.asked.given.given_quantities import Given, quantities_given
from grader.marking.asked.words.quantities import nouns_of
from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.equalities import letters
from grader.marking.texts.equalities.amounts import Amount, UnlikeError
from grader.marking.texts.equalities.calculations import Known, kinds, readings
from grader.marking.texts.equalities.plain_members import plain
from grader.marking.texts.equalities.statements import Statement, statements
from grader.problems.question import Question

_LENGTH: Dimension = (1, 0, 0, 0, 0, 0, 0, 0)
_WORD = re.compile(r"[^\W\d_]+")
NEAR = 0.05  # how far a rounded value may be from what it is worked out from
_LETTER = re.compile(r"[A-Za-zα-ωΩ]")
_LETTERS = re.compile(r"[A-Za-z]{2,4}")  # a name, `Ec`, or a product: nobody knows
_COMMAND = re.compile(r"\\[A-Za-z]+")
_EXPONENT = re.compile(r"\^\s*\{?\s*[-−]?\d+\s*\}?|[²³]")
_BEHIND = re.compile(r"\d\s*([A-Za-zΩ])")  # a letter that may be a unit
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def other_formula(question: Question, text: str, whole: str = "") -> str:
    """Return the first formula of an answer's chain that is of something else than is asked for; empty for none.

    `whole`: what was typed, of which the text may be a piece.
    """
    if question.unit is None or not any(question.unit.unit.dimension):
        return ""
    stated = statements(text)
    members = stated[-1].members[:-1] if stated and not any(stated[-1].about) else ()
    formulas = [one for one in members if not letters.is_name(one)]
    if formulas and formulas[0] == members[0] and _LETTERS.fullmatch(formulas[0].strip(" $")) is not None:
        del formulas[0]
    said = (*stated[:-1], *statements(whole)) if whole != text else stated[:-1]
    own = {letters.printed(plain(one.members[0])) for one in said} - {letters.printed(plain(stated[-1].members[0]))}
    return next((one for one in formulas if _is_other(question, one) or _is_apart(question, one, stated[-1], own)), "")


def _is_apart(question: Question, member: str, said: Statement, own: Set[str]) -> bool:
    """Whether a formula comes to another value than is said, in all readings, with what the prompt gives.

    `own`: what has a value in the answer itself.
    """
    formula = letters.printed(plain(member))
    if any(known_unit(unit) is not None for unit in _BEHIND.findall(_EXPONENT.sub(" ", formula))):
        return False  # `2/3 · 12 V`
    known = _given(question, formula)
    if question.unit is None or not known or not known.keys().isdisjoint(own):
        return False
    measured = Known({}, "measured", kinds((question.unit.unit,)))
    try:
        found, values = readings(formula, Known(known)), readings(letters.printed(plain(said.members[-1])), measured)
    except UnlikeError:
        return False
    pairs = [(one.value, other.value) for one in found for other in values if one.dimension == other.dimension]
    return bool(pairs) and not any(math.isclose(*pair, rel_tol=NEAR) for pair in pairs)


def _given(question: Question, formula: str) -> dict[str, Amount]:
    """Return what the prompt gives to each letter of a formula; nothing where that is not told of all of them."""
    prompt = f"{question.lead} {question.prompt}"
    given: dict[str, Given] = {}
    for each in quantities_given(question.lead, question.prompt):
        if each.unit is not None and not (each.unit.turns or "rad" in each.unit.text):  # `20 rad/s` is no frequency
            given.setdefault(each.written.split()[0], each)
    kinds_given = {each.unit.dimension for each in given.values() if each.unit is not None}
    known: dict[str, Amount] = {}
    taken: list[Given] = []
    for letter in set(_LETTER.findall(_COMMAND.sub(" ", formula))) - {"π"}:
        nouns = nouns_of(letter)
        may_be = asked.beside.dimensions.dimensions_of(nouns) & kinds_given
        found = [one for one in given.values() if one.unit is not None and one.unit.dimension in may_be]
        if len(found) > 1 or may_be == {_LENGTH}:  # `d` where a radius is given
            found = [one for one in found if _is_called(prompt, nouns, one)]
        if len(may_be) != 1 or letter in question.names.symbols or len(found) != 1 or found[0] in taken:
            return {}
        (one,) = found
        assert one.unit is not None
        taken.append(one)
        known[letter] = Amount(float(one.value * one.unit.factor), 0.0, one.unit.dimension, has_number=False)
    return known


def _is_called(prompt: str, nouns: Set[str], given: Given) -> bool:
    """Whether a prompt says a noun beside a quantity, in the same clause: `a radius of 3 cm`, `500 J of heat`."""
    before, sign, behind = prompt.partition(given.written)
    words = [_CLAUSE.split(before)[-1], _CLAUSE.split(behind)[0]] if sign else []
    found = [_WORD.findall(one.casefold()) for one in words]
    near = [*found[0][-MAX_BETWEEN:], *found[1][:MAX_BETWEEN]] if found else []
    return not nouns.isdisjoint(near)


MAX_BETWEEN = 3  # words from a noun to its quantity, `the height h is 5 m`
_CLAUSE = re.compile(rf"[,;:.?!]|(?<!\w)(?:{any_of(WORDS['and'])})(?!\w)|\d", re.IGNORECASE)


def _is_other(question: Question, member: str) -> bool:
    formula = letters.printed(plain(member))
    numbers = set(_NUMBER.findall(_EXPONENT.sub("", formula)))
    if question.unit is None or "%" in formula or numbers & set(_NUMBER.findall(f"{question.lead} {question.prompt}")):
        return False  # a number of the prompt may have a unit
    wanted = question.unit.unit.dimension
    known = _measured(question, formula, wanted)
    if not known:
        return False
    try:
        found = readings(formula, Known(known))
    except UnlikeError:
        return True
    return bool(found) and all(one.dimension != wanted for one in found)


def _measured(question: Question, formula: str, wanted: Dimension) -> dict[str, Amount]:
    """Return one unit of what each letter of a formula measures; nothing where that is not told of all of them."""
    given = [one for one in quantities_given(question.lead, question.prompt) if one.unit is not None]
    units = [one.unit for one in given if one.unit is not None]
    may_stand = kinds(units) | (kinds((question.unit.unit,)) if question.unit is not None else frozenset())
    if any(unit is not None and unit.dimension in may_stand for unit in map(known_unit, _BEHIND.findall(formula))):
        return {}  # `√4 s`
    measured = {one.written.split()[0]: one.unit.dimension for one in given if one.unit is not None}
    counts = Counter((*measured.values(), wanted))
    known: dict[str, Amount] = {}
    for letter in set(_LETTER.findall(_COMMAND.sub(" ", formula))) - {"π"}:
        may_be = asked.beside.dimensions.dimensions_of(nouns_of(letter)) & counts.keys()
        if len(may_be) != 1 or letter in question.names.symbols:
            return {}
        known[letter] = Amount(1.0, 0.0, next(iter(may_be)), has_number=False)
    used = Counter(one.dimension for one in known.values())
    return {} if any(used[kind] > counts[kind] for kind in used) else known
