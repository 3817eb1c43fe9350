r"""Equalities of numbers that are false, `3·4 = 11`, `180/π · 90 = π/2`, `16 = 3x, x = 8`: no rounding explains them.

An equality is false where its sides differ in all honest readings by more than their own digits allow. Rounded steps
stay: `2 · 6.66 = 13.33`, `16.67 = 60 km/h` in another unit, `22/7 ≈ π`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.equalities import letters
from grader.marking.texts.equalities.amounts import Amount
from grader.marking.texts.equalities.calculations import Known
from grader.marking.texts.equalities.sides import ROUGHLY, Looks, Side
from grader.marking.texts.equalities.statements import Statement, statements, ways
from grader.problems.question import Field, Question
from grader.records import replace

EXACT = 1e-9  # how near two exact values are in floating point
NEARLY = 0.02  # of a value that steps lead to, each of which may be rounded
ABOUT = 0.05  # of a value that another one is said to be about, where no digits say how near
CUT_OFF = 0.999  # a number that is cut off is less than one unit of its last digit away, half of which is its rounding
_NUMBER = re.compile(r"[\s$]*[-−+]?\s*\d+(?:\.\d+)?[\s$]*")
_BITS = re.compile(r"[\s01+*·()=^-]+")
_BASES = any_of(word for kind in ("base-2", "base-8", "base-16") for word in WORDS[kind])
_OTHER_NUMBERS = re.compile(  # numbers of which other equalities are true
    rf"(?<!\w)(?:{_BASES}|bas[ei]s?|xor|bool\w*)(?!\w)|(?<![A-Za-z])[bp]?mod(?![a-z])|modul|≡|\\equiv"
    r"|(?:[ZF]|ℤ|𝔽)\}?\s*[_/\\]|GF\s*\(",
    re.IGNORECASE,
)


def false_equality(question: Question, field: Field, text: str) -> str:
    """Return an equality of a text that is false in all readings of it; empty where none is."""
    if _OTHER_NUMBERS.search(f"{question.lead} {question.prompt}") is not None:
        return ""
    found = [_first_false(question, field, one) for one in ways(text)]
    return found[0] if found and all(found) else ""


def are_all_true(question: Question, field: Field, values: str, text: str) -> bool:
    """Whether all equalities of a text are calculations, with letters that have values, and true."""
    known = letters.said(statements(values), f"{question.lead} {question.prompt}", Known({}))
    looks = replace(Looks.of(question, field, ()), measured=known, bare=known)
    for one in statements(text):
        sides = [Side.of(member, looks) for member in one.members] if len(one.members) > 1 else []
        if any(side.is_unlike or not side.amounts for side in sides):
            return False
        pairs = zip(pairwise(sides), one.about, strict=True) if sides else ()
        if any(_differ(*pair, looks, is_about=about) for pair, about in pairs):
            return False
    return True


def contradict(question: Question, field: Field, one: str, other: str) -> bool:
    """Whether two members of a chain are different calculations in all readings, however they are rounded."""
    looks = Looks.of(question, field, ())
    sides = Side.of(one, looks), Side.of(other, looks)
    return any(side.is_unlike for side in sides) or _differ(*sides, looks, is_about=True)


def all_hold(question: Question, field: Field, text: str) -> bool:
    """Whether a text is equalities of numbers, and each of them holds in the same reading of all its members."""
    stated, looks = statements(text), Looks.of(question, field, ())
    sides = [[Side.of(member, looks).amounts for member in one.members] for one in stated]
    return bool(stated) and not any(one.is_supposed or one.is_doubted for one in stated) and all(map(_are_same, sides))


def _are_same(members: Sequence[Sequence[Amount]]) -> bool:
    """Whether each member may come to the same as the first one."""
    values = [[one.value for one in each] for each in members]
    first = values[0]
    return len(values) > 1 and all(
        any(math.isclose(one, other, rel_tol=EXACT, abs_tol=EXACT) for one in first for other in each)
        for each in values[1:]
    )


def nearly_agree(question: Question, field: Field, one: str, other: str) -> bool:
    """Whether two members come to nearly the same in a reading; also where one is no calculation.

    Where a unit is asked for, they may be measured in different ones.
    """
    looks, is_measured = Looks.of(question, field, ()), question.unit is not None
    first, second = Side.of(one, looks), Side.of(other, looks)
    pairs = [(a, b) for a in first.amounts for b in second.amounts] + [(a, b) for a in first.bare for b in second.bare]
    return not pairs or any(
        math.isclose(a.value, b.value, rel_tol=NEARLY) or (is_measured and _is_of_units(a, b)) for a, b in pairs
    )


def _first_false(question: Question, field: Field, text: str) -> str:
    stated = statements(text)
    looks = Looks.of(question, field, stated)
    for one in stated:
        is_own = not (one.is_supposed or one.is_doubted) or len(stated) == 1
        if is_own and (other := _false_link(one, looks)):
            return other
    is_number = question.kind.is_one_number == "always" and question.unit is None and len(question.fields) == 1
    return _other_value(stated, looks) if is_number else ""


def _other_value(stated: Sequence[Statement], looks: Looks) -> str:
    """Return what gives a letter another value than the last statement concludes: `x = 7/3, so x = 5`.

    A number that is rounded up or down to a whole one stays, and so does one in other units.
    """
    last = stated[-1] if stated else None
    if last is None or not last.is_concluded or len(last.members) < 2 or not letters.is_name(last.members[0]):
        return ""
    named = [one for one in stated if one.members[0] == last.members[0] and len(one.members) > 1]
    if len(named) != len(("first", "last")) or named[0].is_supposed or named[0].is_doubted:
        return ""
    first, second = (Side.of(one.members[-1], looks) for one in named)
    pairs = [(one, other) for one in first.amounts for other in second.amounts]
    is_rounded = any(abs(one.value - other.value) < 1 and other.value == int(other.value) for one, other in pairs)
    if is_rounded or any(_is_of_units(*pair) for pair in pairs) or not _differ(first, second, looks, is_about=True):
        return ""
    return f"{named[0].members[0]} = {first.text}"


def _false_link(said: Statement, looks: Looks) -> str:
    """Return the first two members of a statement that contradict each other, or a sum of unlike quantities."""
    sides = [Side.of(member, looks) for member in said.members]
    unlike = next((one.text for one in sides if one.is_unlike), "")
    if unlike:
        return unlike
    if not said.is_last and len(sides) == len(("left", "right")) and all(_NUMBER.fullmatch(one.text) for one in sides):
        return ""  # `0 = 5`: a contradiction, from which something is concluded
    for (one, other), about in zip(pairwise(sides), said.about, strict=True):
        if (_are_bits(one.text) and _are_bits(other.text)) or letters.is_name(one.text) or letters.is_name(other.text):
            continue
        if _differ(one, other, looks, is_about=about):
            return f"{one.text} {'≈' if about else '='} {other.text}"
    return ""


def _are_bits(text: str) -> bool:
    return _BITS.fullmatch(text) is not None


def _differ(one: Side, other: Side, looks: Looks, *, is_about: bool) -> bool:
    """Whether two members are different in every reading of both."""
    if one.items and len(one.items) == len(other.items):
        return any(_differ(*pair, looks, is_about=is_about) for pair in zip(one.items, other.items, strict=True))
    is_numeral = one.number is not None and other.number is not None
    pairs = [(first, second) for first in one.amounts for second in other.amounts]
    of_kind = [pair for pair in pairs if pair[0].dimension == pair[1].dimension]
    if not pairs or (len(of_kind) < len(pairs) and is_numeral):
        return False  # `2 h = 150 km` says how much is for how much
    if is_about and (one.is_worked or other.is_worked):
        return False  # `∫_0^2 x^3 dx ≈ 5`
    if not all(_are_apart(one, other, pair, looks, is_about=is_about) for pair in of_kind):
        return False
    if len(of_kind) == len(pairs) or not any(pair[0].has_number or pair[1].has_number for pair in pairs):
        return True
    return bool(one.bare and other.bare) and all(
        _are_apart(one, other, (first, second), looks, is_about=is_about) and not _is_of_units(first, second)
        for first in one.bare
        for second in other.bare
    )


def _are_apart(one: Side, other: Side, pair: tuple[Amount, Amount], looks: Looks, *, is_about: bool) -> bool:
    first, second = pair
    near = max(abs(first.value), abs(second.value))
    is_whole = [math.isclose(each.value, round(each.value), rel_tol=EXACT) for each in pair]
    is_rounding = is_about or any(first.dimension) or not all(is_whole) or bool(first.apart or second.apart)
    is_small = is_about or bool(one.places or other.places)  # `2.9 = 3`
    apart = first.apart + second.apart + near * EXACT + looks.within[0] + looks.within[1] * near
    for side, amount in ((one, first), (other, second)):
        apart += side.step(amount, is_about=is_about, is_small=is_small) * CUT_OFF if is_rounding else 0.0
    if any(side.number is None and amount.apart for side, amount in ((one, first), (other, second))):
        apart += near * ROUGHLY
    elif is_about and not (first.apart or second.apart):
        apart += near * ABOUT
    return abs(first.value - second.value) > apart


def _is_of_units(first: Amount, second: Amount) -> bool:
    """Whether a number may be another one in other units: a power of ten, of hours, minutes or days apart."""
    if not first.value or not second.value:
        return False
    share = abs(first.value / second.value)
    if not 0 < share < math.inf:  # too far apart for a number
        return False
    lead = share / 10 ** math.floor(math.log10(share))
    return any(math.isclose(lead, one, rel_tol=ROUGHLY) for one in _UNITS_APART)


_UNITS_APART = (1.0, 10.0, 6.0, 10 / 6, 3.6, 10 / 3.6, 2.4, 10 / 2.4, 8.64, 10 / 8.64)
