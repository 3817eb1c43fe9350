"""Counterexamples for people: a point in several variables is moved to simpler numbers where it also fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import fmpq

from grader.claims.statements import Equal, Holds, Setting, Within
from grader.evidence.arrays.grids import Entry, ShapeError
from grader.evidence.arrays.shapes import pairs
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.numbers.places.simpler import is_plain, simplified
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, as_tuple, prepare
from grader.evidence.question.question import Question, shown_difference
from grader.evidence.question.told import told_at
from grader.evidence.statements.holds import refutation
from grader.evidence.statements.within import refuted_within
from grader.evidence.trees.build import Coordinate
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.verdict import Evidence, Exact, Point, Undefined, Value

MOST_LOOKS = 150  # points that are looked at


def nicer(goal: Goal, found: Point) -> Point:
    """Return what was found, or in place of a point with unwieldy numbers a simpler one, decided anew."""
    statement, setting, budget = goal.statement, goal.setting, goal.budget
    if setting.functions or not isinstance(statement, Equal | Within | Holds):
        return found
    coordinates = [part for value in found.at.values() for part in _parts(value)]
    numbers = [_number(part) for part in coordinates]
    if len(numbers) < 2 or all(number is None or is_plain(number) for number in numbers) or _has_gap(found):
        return found
    try:
        return _moved(statement, setting, found, budget.share(1)) or found
    except (ExceededError, UnclearError, ShapeError, NoValueError, RecursionError):
        return found


def _moved(statement: Equal | Within | Holds, setting: Setting, point: Point, budget: Budget) -> Point | None:
    trees = [statement.condition] if isinstance(statement, Holds) else [statement.answer, statement.expected]
    case, entries = prepare([as_tuple(tree) for tree in trees], setting, budget)
    place = _place(point, case.variables)
    refute = _refuter(statement, case, entries)
    if case.is_complex or place is None or refute is None:
        return None
    looks = 0
    seen: dict[tuple[Coordinate, ...], Point] = {}

    def fails(nearby: Place) -> bool:
        nonlocal looks
        looks += 1
        if looks > MOST_LOOKS or not contains(case.variables, case.setting.assume, nearby, case.context):
            return False
        found = refute(nearby)
        if not isinstance(found, Point) or _has_gap(found):
            return False
        seen[tuple(nearby.values())] = found
        return True

    return seen.get(tuple(simplified(place, fails).values()))


def _refuter(
    statement: Equal | Within | Holds, case: Case, entries: Sequence[Entry]
) -> Callable[[Place], Evidence | None] | None:
    """Return what decides at a point, None where it is no question about numbers."""
    match statement, entries:
        case Holds(), [Node() as condition]:

            def at_condition(place: Place) -> Evidence | None:
                told = told_at(case, condition, place, STEPS[1])
                return refutation(case, condition, place, told) if told is False else None

            return at_condition
        case Equal(up_to=None), [answer, expected]:
            question = Question(case, tuple(pairs(answer, expected)))
            return lambda place: _difference(question, place)
        case Within(absolute=absolute, relative=relative, strict=strict), [answer, expected]:
            several = tuple(pairs(answer, expected))
            if len(several) > 1:
                return None
            return lambda place: refuted_within(Question(case, several), (absolute, relative, strict), place)
        case _:
            return None


def _difference(question: Question, place: Place) -> Point | None:
    for number in range(len(question.entries)):
        entry = question.entry(number)
        found = look(entry.case.context, entry.answer, entry.expected, place)
        if found.kind == "differ":
            return shown_difference(entry, place, found)
    return None


def _place(point: Point, variables: Sequence[Variable]) -> dict[str, fmpq] | None:
    """Return the coordinates of a point by scalar variables; None where they are no rational numbers."""
    left = {name: [_number(part) for part in _parts(value)] for name, value in point.at.items()}
    place: dict[str, fmpq] = {}
    for variable in variables:
        rest = left.get(variable.name.partition("[")[0])
        number = rest.pop(0) if rest else None
        if number is None:
            return None
        place[variable.name] = number
    return None if any(left.values()) else place


def _parts(value: Value) -> list[Value]:
    return [part for inner in value for part in _parts(inner)] if isinstance(value, tuple) else [value]


def _number(value: Value) -> fmpq | None:
    if not isinstance(value, Exact):
        return None
    top, _, bottom = value.text.partition("/")
    try:
        return fmpq(int(top), int(bottom or 1))
    except ValueError:
        return None


def _has_gap(point: Point) -> bool:
    """Return whether a side has no value at a point: then a smaller gap may not count."""
    return any(isinstance(part, Undefined) for side in (point.left, point.right) for part in _parts(side))
