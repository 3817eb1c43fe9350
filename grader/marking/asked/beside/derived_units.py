"""Units that a value cannot have by how it comes from what the prompt gives: `3 mL` of 600 g and 200 mL.

A value that is the quotient or product of two quantities has their unit; in that of one of them it would be a sum or a
multiple of quantities of its kind. What is neither is not looked at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.tree import Node
from grader.language.units.reading import Unit, known_unit
from grader.language.units.table import NONE
from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.numbers_asked import number_asked
from grader.marking.asked.left_sides.amounts import Amount, amounts
from grader.marking.asked.left_sides.asking import prompts
from grader.problems.question import Question

_OF_THING = re.compile(r"\d[-‑]([A-Za-z]{1,9})(?![A-Za-z])")  # a `16-bit` converter has it, not the answer
_IN = re.compile(r"\s+in\s")  # `21 days in 3 weeks`, and no inches
NEAR = 0.01  # how far a rounded value may be from what it is worked out from


def unit_of_part(question: Question, tail: str) -> str:
    """Return the unit behind a number that the prompt has, and the answer of another dimension; empty for any other."""
    found = unit_at(_IN.split(tail)[0], len(tail) - len(tail.lstrip(" $~")))
    if found is None or not any(found[0].dimension) or found[0].text in question.names.symbols:
        return ""
    unit, told = found[0], prompts(question)
    asked = number_asked(question.lead, question.prompt).units
    if asked:  # `8 AU`, how many years
        is_other = all(any(one.dimension) and one.dimension != unit.dimension for one in asked)
        return unit.text if is_other else ""
    of_things = [one for name in _OF_THING.findall(told) if (one := known_unit(name)) is not None]
    is_derived = _is_derived(question, amounts(told), unit)
    return unit.text if is_derived or any(one.dimension == unit.dimension for one in of_things) else ""


def _is_derived(question: Question, given: Sequence[Amount], unit: Unit) -> bool:
    """Whether an answer is the product or quotient of two quantities, and no sum or multiple of some in a unit."""
    of_kind = [one for one in given if one.unit is not None and one.unit.dimension == unit.dimension]
    values = [abs(one) for tree in question.accepted for one in _samples(tree) if one]
    kept = [one for value in values for one in _of_kind(given, of_kind, unit) if _are_near(one, value)]
    if not of_kind or not values or kept:
        return False
    return any(
        _are_near(one, value) and dimension != tuple(unit.dimension)
        for value in values
        for one, dimension in _derived(given)
    )


def _samples(tree: Node) -> Sequence[float | None]:
    return samples(tree, Setting(), ({},), Budget(LIMITS))


def _are_near(one: Fraction, value: float) -> bool:
    return math.isclose(abs(one), value, rel_tol=NEAR)


def _of_kind(given: Sequence[Amount], of_kind: Sequence[Amount], unit: Unit) -> Iterator[Fraction]:
    """Yield what quantities of one kind are by themselves, in sums of two and as multiples, in their unit."""
    values = [[*one.values, *(value / unit.factor for value in one.values)] for one in of_kind]
    plain = [value for one in given if one.unit is None for value in one.values if value]
    yield from (value for row in values for value in row)
    yield from (value * by for row in values for value in row for number in plain for by in (number, 1 / number))
    for one, other in permutations(values, 2):
        yield from (sign * a + b for a in one for b in other for sign in (1, -1))


def _derived(given: Sequence[Amount]) -> Iterator[tuple[Fraction, tuple[int, ...]]]:
    """Yield the products and quotients of two quantities, with their dimensions."""
    for one, other in permutations([one for one in given if one.unit is not None], 2):
        first, second = (tuple(each.unit.dimension) if each.unit is not None else NONE for each in (one, other))
        for a in one.values:
            for b in other.values:
                yield a * b, tuple(x + y for x, y in zip(first, second, strict=True))
                if b:
                    yield a / b, tuple(x - y for x, y in zip(first, second, strict=True))
