"""Certified branch and bound: |answer - expected| <= t on a whole box, piece by piece, with balls.

A piece on which the enclosures fit is done; a midpoint that certainly does not fit refutes; any other piece is cut in
half along its longest side. Where slopes are known, a piece on which the difference rises or falls all the way is
replaced by its two sides, down to corners. A difference exactly as large as the tolerance is decided at corners only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import arb, ctx, fmpq

from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.functions.questions import KINKED
from grader.evidence.numbers.evaluator import Evaluator, Number, magnitude
from grader.evidence.numbers.look import see, shown_place, values_at
from grader.evidence.numbers.places.boxes import Box, halves
from grader.evidence.numbers.places.domain import ends, has_bounds, is_discrete
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.numbers.shown import shown_apart
from grader.evidence.numbers.truth import related
from grader.evidence.question.question import Question
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.trees.build import distinct, minus
from grader.evidence.trees.ranges.ranges import ANY, Range, exactly
from grader.evidence.trees.slopes.derivative import Rules
from grader.language.tree import Call, Cases, Node, symbols
from grader.records import dataclass
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

MAX_BOXES = 5_000  # into which a domain is divided
BITS = 128  # of balls


@dataclass(frozen=True)
class _Task:
    """A difference to be bounded on boxes; `slopes` are its derivatives by each variable, or there are none."""

    question: Question
    limit: Node
    strict: bool
    slopes: tuple[Node, ...]
    at_point: Callable[[Place], Evidence]

    @property
    def names(self) -> list[str]:
        """Return the names of the variables, in the order of a box's sides."""
        return [variable.name for variable in self.question.case.variables]


def everywhere_within(
    question: Question, limit: Node, at_point: Callable[[Place], Evidence], *, strict: bool
) -> Evidence:
    """Return evidence whether two expressions differ by at most `limit` on a bounded domain.

    `at_point` decides at a single point, ends included.
    """
    start = _box(question)
    if start is None:
        return Unknown(undecided_reasons.TOLERANCE_OVER_DOMAIN)
    task = _Task(question, limit, strict, _slopes(question, limit), at_point)
    waiting = [start]
    for _ in range(MAX_BOXES):
        if not waiting:
            return Proof("branch and bound with enclosures")
        found = _looked_at(task, waiting.pop())
        if isinstance(found, Point):
            return found
        if found is None:
            break
        waiting.extend(found)
    return Unknown(undecided_reasons.DIFFERENCE_COMES_TOO_CLOSE, "max_pieces")


def _looked_at(task: _Task, box: Box) -> Point | list[Box] | None:
    """Return what is left to look at of a box, a point where the tolerance does not hold, or None where it is open."""
    balls = dict(zip(task.names, map(_ball, box), strict=True))
    if _fits(task, balls):
        return []
    middle = {name: (low + high) / 2 for name, (low, high) in zip(task.names, box, strict=True)}
    if (point := _refuted(task, middle)) is not None:
        return point
    if all(low == high for low, high in box):
        return _at_corner(task, middle)
    ranges = _ranges(task, balls)
    if ranges is None:
        return halves(box)
    if _fits_by_slopes(task, box, middle, ranges):
        return []
    steep = next(
        (place for place, one in enumerate(ranges) if box[place][0] < box[place][1] and not one.contains(0)), None
    )
    return halves(box) if steep is None else _faces(box, steep)


def _at_corner(task: _Task, place: Place) -> Point | list[Box] | None:
    case = task.question.case
    match task.at_point(place):
        case Proof():
            return []
        case Point() as point if contains(case.variables, case.setting.assume, place, case.context):
            return point
        case _:
            return None


def _slopes(question: Question, limit: Node) -> tuple[Node, ...]:
    """Return the derivatives of the difference by each variable; none where it has kinks, or where one has no rule."""
    gap = minus(question.answer, question.expected)
    names = [variable.name for variable in question.case.variables]
    kinked = any(isinstance(part, Cases) or (isinstance(part, Call) and part.name in KINKED) for part in distinct(gap))
    if kinked or symbols(limit):
        return ()
    try:
        return tuple(Rules(name, question.case.budget).of(gap) for name in names)
    except DeclinedError:
        return ()


def _ranges(task: _Task, balls: dict[str, arb]) -> list[arb] | None:
    """Return enclosures of all slopes on a box; None where one has none, or a side has no value somewhere."""
    if not task.slopes or not _is_defined(task.question, balls):
        return None
    found = [see(task.question.case.context, slope, balls, BITS) for slope in task.slopes]
    if any(isinstance(value, NoValueError) for value in found):
        return None
    ranges = [arb(value) for value in found if not isinstance(value, NoValueError)]
    return ranges if all(one.is_finite() for one in ranges) else None


def _fits_by_slopes(task: _Task, box: Box, middle: Place, ranges: Sequence[arb]) -> bool:
    """Return whether the value in the middle and the slopes leave no room for more than the limit."""
    question = task.question
    values = values_at(question.case.context, (question.answer, question.expected, task.limit), middle, BITS)
    if values is None:
        return False
    with ctx.workprec(BITS):
        room = sum((abs(one) * (high - low) / 2 for one, (low, high) in zip(ranges, box, strict=True)), arb(0))
        return related("<" if task.strict else "<=", magnitude(values[0] - values[1]) + room, values[2]) is True


def _is_defined(question: Question, balls: dict[str, arb]) -> bool:
    seen = [see(question.case.context, tree, balls, BITS) for tree in (question.answer, question.expected)]
    return not any(isinstance(value, NoValueError) for value in seen)


def _faces(box: Box, place: int) -> list[Box]:
    """Return the two sides of a box between whose values a function that rises or falls all the way lies."""
    return [(*box[:place], (end, end), *box[place + 1 :]) for end in reversed(box[place])]


def _box(question: Question) -> Box | None:
    """Return rational bounds around all variables, or None where one has none.

    Assumptions, and ends that are no rational numbers, only make the domain smaller.
    """
    case = question.case
    at = Evaluator(case.context, {})
    sides: list[tuple[fmpq, fmpq]] = []
    for variable in case.variables:
        domain = variable.domain
        if is_discrete(domain) or domain.base != "real" or not has_bounds(domain):
            return None
        low, high = (ANY if end is None else _around(end) for end in ends(at, domain))
        if low.low is None or high.high is None:
            return None
        sides.append((low.low, high.high))
    return tuple(sides)


def _around(end: Number) -> Range:
    """Return a range with rational ends around a number."""
    return exactly(end) if isinstance(end, fmpq) else enclosing(end)


def _ball(side: tuple[fmpq, fmpq]) -> arb:
    low, high = side
    return arb(low).union(arb(high))


def _fits(task: _Task, env: dict[str, arb]) -> bool:
    """Return whether both sides are defined on a whole box and certainly differ by no more than the limit."""
    trees = task.question.answer, task.question.expected, task.limit
    seen = [see(task.question.case.context, tree, env, BITS) for tree in trees]
    for value in seen:
        if isinstance(value, UnclearError) and value.final:
            raise value
    values = [value for value in seen if not isinstance(value, NoValueError)]
    if len(values) < len(seen):
        return False
    with ctx.workprec(BITS):
        return related("<" if task.strict else "<=", magnitude(values[0] - values[1]), values[2]) is True


def _refuted(task: _Task, place: Place) -> Point | None:
    """Return the middle of a box as a counterexample where it is in the domain and certainly does not fit."""
    case = task.question.case
    trees = task.question.answer, task.question.expected, task.limit
    values = values_at(case.context, trees, place, BITS)
    if (
        values is None
        or related("<" if task.strict else "<=", magnitude(values[0] - values[1]), values[2]) is not False
    ):
        return None
    if not contains(case.variables, case.setting.assume, place, case.context):
        return None
    pair = shown_apart(values[0], values[1])
    return None if pair is None else Point(shown_place(place), *pair, "branch and bound")
