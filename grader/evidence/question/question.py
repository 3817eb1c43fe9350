"""The question whether two trees are equal, and points that answer it with no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from grader.evidence import numbers
from grader.evidence.errors import UndefinedError
from grader.evidence.kept import kept
from grader.evidence.method import Scope
from grader.evidence.numbers.look import (
    STEPS,
    Look,
    counterexample,
    gap_has_interior,
    look,
    one_sided,
    see,
    shown_place,
)
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.question.goal import OPEN
from grader.evidence.question.prepare import Case
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.records import dataclass, replace
from grader.verdict import Exact, Point, Unknown
from grader.wording import undecided_reasons

MAX_SHOWN = 64  # entries of an array that a counterexample shows

FIRST = 2  # points looked at before a proof is tried
FIRST_OF_INTEGERS = 3  # of integers, that agree at 1 and 2 more often than they are equal

SHARED = frozenset({"same", "close"})  # both sides have a value, and none tells them apart

NO_POINT = Unknown(undecided_reasons.NO_POINT_DOMAIN_FOUND)


class Search:
    """Points of the domain: the first ones with what the sides are there, and the stream of all others."""

    __slots__ = ("_context", "_looks", "_sides", "_stream", "first")

    def __init__(self, case: Case, sides: tuple[Node, Node]) -> None:
        self._context, self._sides = case.context, sides  # not the question, which keeps this: no circle
        self._stream = points(case.variables, case.setting.assume, case.context)
        self.first = list(islice(self._stream, FIRST_OF_INTEGERS if _are_integers(case.variables) else FIRST))
        self._looks: dict[int, Look] = {}

    def looks(self) -> Iterator[tuple[Place, Look]]:
        """Yield the first points with what the sides are there; each is looked at once."""
        for number, place in enumerate(self.first):
            yield place, self._look(number)

    def _look(self, number: int) -> Look:
        found = self._looks.get(number)
        if found is None:
            found = self._looks[number] = look(self._context, *self._sides, self.first[number])
        return found

    @property
    def is_shared(self) -> bool:
        """Whether both sides have values at one of the first points; the last one tells most."""
        places = range(len(self.first))
        return bool(places) and (self.agrees or any(self._look(number).kind in SHARED for number in places))

    @property
    def agrees(self) -> bool:
        """Whether both sides seem to have one value at the last of the first points."""
        return self._look(len(self.first) - 1).kind in SHARED

    def places(self) -> Iterator[Place]:
        """Yield all points, the first ones once more."""
        return chain(self.first, self._stream)


def _are_integers(variables: Sequence[Variable]) -> bool:
    return bool(variables) and not [True for variable in variables if not variable.domain.is_integer]


@dataclass(unsafe_hash=True)
class Question:
    """Is the answer equal to what is expected, in the entry `number`?

    `entries` are the pairs (answer, expected) of all entries, one for plain numbers. `strict`: defined at the same
    points; `both`: each must cover the other; `may_be_probable`: evidence with a bounded error is of use. `reason` is
    what methods that declined have to say where the question stays open.
    """

    case: Final[Case]
    entries: Final[tuple[tuple[Node, Node], ...]]
    number: Final[int] = 0
    strict: Final[bool] = False
    both: Final[bool] = False
    may_be_probable: Final[bool] = False
    reason: Final[Unknown] = OPEN

    @kept
    def scope(self) -> Scope:
        """Return the scalars that occur, with their conditions, and the budget of the decision."""
        return Scope(self.case.setting, self.case.budget)

    @kept
    def search(self) -> Search:
        """Return the points of the domain, with what the first ones show."""
        return Search(self.case, self.entries[self.number])

    @property
    def answer(self) -> Node:
        """Return the answer's side."""
        return self.entries[self.number][0]

    @property
    def expected(self) -> Node:
        """Return the expected side."""
        return self.entries[self.number][1]

    def because(self, reason: Unknown) -> Question:
        """Return the same question, with what is to be said where it stays open; points looked at are kept."""
        found = object.__new__(Question)
        found.__dict__.update(self.__dict__, reason=reason)
        return found

    def entry(self, number: int) -> Question:
        """Return the same question about another entry."""
        return self if number == self.number else replace(self, number=number)

    def about(self, answer: Node, expected: Node) -> Question:
        """Return the same question about other trees."""
        return replace(self, entries=((answer, expected),), number=0)

    @property
    def both_ways(self) -> bool:
        """Whether a gap of the expected side counts as one of the answer does."""
        return self.strict or self.both


def shown_difference(question: Question, place: Place, found: Look) -> Point | None:
    """Return a point where the two sides differ, checked again; None where no digits tell them apart."""
    point = counterexample(question.case.context, question.answer, question.expected, place, found)
    return None if point is None else _whole(question, place, point)


def shown_gap(question: Question, place: Place, found: Look) -> Point:
    """Return a point where only one side is defined."""
    missing = question.answer if isinstance(found.left, UndefinedError) else question.expected
    return _whole(question, place, one_sided(question.case.context, missing, place, found))


def _whole(question: Question, place: Place, point: Point) -> Point:
    """Return a point with all entries of both sides."""
    if not 1 < len(question.entries) <= MAX_SHOWN:
        return point
    context, left, right = question.case.context, [], []
    for number, pair in enumerate(question.entries):
        values = [numbers.shown.shown_or_why(see(context, tree, place, 2 * STEPS[0])) for tree in pair]
        left.append(point.left if number == question.number else values[0])
        right.append(point.right if number == question.number else values[1])
    return replace(point, left=tuple(left), right=tuple(right))


def refuted_at(question: Question, place: Place, found: Look) -> Point | None:
    """Return a refutation if the point is one: a difference, or a gap that counts."""
    case = question.case
    if found.kind == "differ":
        return shown_difference(question, place, found)
    if found.kind == "right":
        sides = question.expected, question.answer
    elif found.kind == "left" and question.both_ways:
        sides = question.answer, question.expected
    else:
        return None
    if question.strict or gap_has_interior(case.context, *sides, place, case.variables, case.setting.assume):
        return shown_gap(question, place, found)
    return None


def place_text(place: Place) -> str:
    """Return a point in words: `x = 1, y = 1/2`."""
    return ", ".join(f"{name} = {_value_text(value)}" for name, value in shown_place(place).items())


def _value_text(value: object) -> str:
    match value:
        case Exact(text):
            return text
        case tuple():
            return f"({', '.join(_value_text(item) for item in value)})"
        case _:
            return str(value)
