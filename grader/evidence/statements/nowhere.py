"""Sides that have a value nowhere, as a divisor in them is 0 wherever it has a value: `1/(e^(2 x) - (e^x)^2)`.

What has no value at any point equals nothing that has one. That the divisor is 0 is proved by normal forms, and at the
point that is shown it is 0 exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from grader.evidence import functions
from grader.evidence.numbers.look import Kind, look
from grader.evidence.numbers.places.lattice import lattice
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.question.question import Question, shown_gap
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.verdict import Point

KINDS = frozenset({Add, Call, Const, Div, Mul, Neg, Num, Pow, Sym})
CONSTANTS = frozenset({"pi", "e"})
CONTINUOUS = functions.questions.CONTINUOUS | functions.questions.EXTREMA
DIVISORS_TRIED = 4  # divisors that are looked at
PLACES_TRIED = 12  # small points at which it may be shown


def has_value_nowhere(question: Question) -> Point | None:
    """Return a point where one side has no value, of a side that has one nowhere; None where that is not proved."""
    if question.search.is_shared:
        return None
    sides: list[tuple[Node, Kind]] = [(question.answer, "right")]
    if question.both_ways:
        sides.append((question.expected, "left"))
    for side, kind in sides:
        for divisor in islice(_divisors(side), DIVISORS_TRIED):
            if question.scope.oracle.agree(divisor, ZERO, question.scope):
                return _shown(question, kind)
    return None


def _divisors(tree: Node) -> Iterator[Node]:
    """Yield the divisors without which a tree has no value, those that jump nowhere."""
    match tree:
        case Div(num, den):
            if _is_smooth(den):
                yield den
            yield from _divisors(num)
            yield from _divisors(den)
        case Pow(base, exp):
            power = literal(exp)
            if power is not None and power < 0 and _is_smooth(base):
                yield base
            if power != 0:
                yield from _divisors(base)
        case Add(parts) | Mul(parts):
            for part in parts:
                yield from _divisors(part)
        case Neg(arg):
            yield from _divisors(arg)


def _is_smooth(tree: Node) -> bool:
    """Return whether no convention decides on values of a tree."""
    facts = facts_of(tree)
    is_known = facts.kinds <= KINDS and facts.constants <= CONSTANTS and bool(facts.symbols)
    return is_known and (not facts.calls or facts.calls <= CONTINUOUS)


def _shown(question: Question, kind: Kind) -> Point | None:
    """Return the first small point at which one side has a value, and the other one exactly none."""
    for place in _places(question):
        found = look(question.case.context, question.answer, question.expected, place)
        if found.kind == kind:
            return shown_gap(question, place, found)
    return None


def _places(question: Question) -> Iterator[Place]:
    """Yield points of the domain, small whole ones at the end."""
    case = question.case
    yield from question.search.first
    names = [variable.name for variable in case.variables]
    for numbers in lattice(len(names))[:PLACES_TRIED]:
        place = dict(zip(names, numbers, strict=True))
        if contains(case.variables, case.setting.assume, place, case.context):
            yield place
