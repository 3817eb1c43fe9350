r"""Members of a chain that contradict its last one by their units, `5 s = 5 m/s`, or by a number, `3 = 5 m/s`.

A number alone is a step on the way to a unit, `18/3 = 6 m`: it is compared with the number of the member behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from grader import marking
from grader.claims.statements import Within
from grader.language import units
from grader.marking.ways.chains.rounded_members import MAX_DECIMALS, is_proved
from grader.marking.ways.chains.same_values import value_of
from grader.problems.question import Field, Question

# One number with one unit behind it: no calculation, in which units may be missing, `10 m/2 s`.
_MEASURED = re.compile(r"[\s$]*[-−+]?\d[\d.,]*(?P<unit>[^\d=+][^=+]*)")
_POWER = re.compile(r"(?:\^\s*\{?\s*[-−+]?\d+|(?<=[A-Za-z])[-−]?\d)(?!\d)")
_NUMBERS = re.compile(
    r"(?=.*\d)(?:[\d\s.+*/^(){}$·×−-]|(?<=\d)[eE](?=[-−+]?\d)"
    r"|\\(?:[dt]?frac|sqrt|cdot|times|left|right|[,;! ])(?![A-Za-z]))+"
)
_DECIMAL = re.compile(r"[-−+]?\d+(?:\.(?P<places>\d+))?")


def contradicts(question: Question, field: Field, members: Sequence[str], place: int) -> bool:
    """Whether a member of a chain with units measures something else, or is a number that no next one comes to."""
    if question.unit is None:
        return False
    if not any(question.unit.unit.dimension):
        is_other = _is_of_other_dimension(question, members[place]) or _is_other_share(members[place], members[-1])
        contradict = marking.texts.equalities.false_equalities.contradict
        return is_other or contradict(question, field, members[place], members[-1])
    if place == 0 and _NUMBERS.fullmatch(members[0]) is not None:
        return _is_of_other_number(question, field, members[0], members[1])
    return _is_of_other_dimension(question, members[place]) or comes_to_another(question, members[place], members[-1])


def _is_of_other_dimension(question: Question, member: str) -> bool:
    """Whether a member is one number with a unit that measures something else than what is asked for."""
    match = _MEASURED.fullmatch(member)
    if question.unit is None or match is None or re.search(r"\d", _POWER.sub("", match["unit"])):
        return False
    found = [unit for _, unit in units.reading.splits(member)]
    return bool(found) and all(one.dimension != question.unit.unit.dimension for one in found)


def comes_to_another(question: Question, member: str, last: str) -> bool:
    """Whether a calculation with units, `200 N · 3 s`, comes to something else than the last member, rounded."""
    if question.unit is None or not re.search(r"\d", member):
        return False
    for number, unit in units.reading.splits(last):
        match = _DECIMAL.fullmatch(number.strip(" $"))
        if match is None or unit.dimension != question.unit.unit.dimension or unit.has_zero or unit.turns:
            continue
        value = abs(Fraction(match[0].replace("−", "-"))) * unit.factor
        apart = max(_rounding(match[0]) * unit.factor, value * ROUGHLY)
        return marking.texts.quantities.worked_out.is_another(question.unit.unit, member, value, apart)
    return False


def _is_other_share(member: str, last: str) -> bool:
    """Whether a calculation with numbers alone comes neither to a share, 0.4 of 40 %, nor to its number."""
    if _NUMBERS.fullmatch(member) is None:
        return False
    for number, unit in units.reading.splits(last):
        match = _DECIMAL.fullmatch(number.strip(" $"))
        if match is not None and unit.text == "%":
            value = abs(Fraction(match[0].replace("−", "-")))
            apart = max(_rounding(match[0]), value * ROUGHLY)
            amounts = ((value * unit.factor, apart * unit.factor), (value, apart))
            comes_to = marking.texts.quantities.worked_out.comes_to
            return all(comes_to(member, *amount) is False for amount in amounts)
    return False


def _rounding(number: str) -> Fraction:
    """Return by how much a number may have been rounded: half of its last place that is not 0."""
    whole, _, places = number.partition(".")
    zeros = 0 if places or not whole.strip("-−+0") else len(whole) - len(whole.rstrip("0"))
    return Fraction(10**zeros, 2 * 10 ** len(places))


ROUGHLY = Fraction(1, 200)  # of a value that is worked out of rounded ones


def _is_of_other_number(question: Question, field: Field, member: str, behind: str) -> bool:
    """Whether a calculation with numbers alone is not proved to come to the number that has a unit behind it."""
    number = next((value.strip() for value, _ in units.reading.splits(behind)), "")
    match = _DECIMAL.fullmatch(number)
    places = len(match["places"] or "") if match is not None else MAX_DECIMALS + 1
    if places > MAX_DECIMALS:
        return False
    first, second = (value_of(question, field, one, is_entry=True) for one in (member.strip(" $"), number))
    if first is None or second is None:
        return False
    apart = Fraction(1, 10**places) if "." in member + number else Fraction(1, 2)
    return not is_proved(question, Within(second.tree, first.tree, apart))
