"""Certified branch and bound: |answer - expected| <= t on a whole box, piece by piece, with balls.

A piece on which the enclosures fit is done; a midpoint that certainly does not fit refutes; any other piece is cut in
half along its longest side. Differences exactly as large as the tolerance stay open.
"""

from __future__ import annotations

from flint import arb, ctx, fmpq

from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.domain import ends, has_bounds, is_discrete
from grader.evidence.numbers.evaluator import Evaluator, magnitude
from grader.evidence.numbers.look import see, shown_place, values_at
from grader.evidence.numbers.points import contains
from grader.evidence.numbers.shown import shown_apart
from grader.evidence.numbers.truth import related
from grader.evidence.question.question import Question
from grader.language.tree import Node
from grader.verdict import Evidence, Point, Proof, Unknown

Box = tuple[tuple[fmpq, fmpq], ...]  # low and high for each variable

MAX_BOXES = 5_000
BITS = 128


def everywhere_within(question: Question, limit: Node, *, strict: bool) -> Evidence:
    """Return evidence whether two expressions differ by at most `limit` on a bounded domain."""
    start = _box(question)
    if start is None:
        return Unknown("a tolerance over a domain that is not bounded by numbers is not decided")
    names = [variable.name for variable in question.case.variables]
    waiting = [start]
    for _ in range(MAX_BOXES):
        if not waiting:
            return Proof("branch and bound with enclosures")
        box = waiting.pop()
        if _fits(question, limit, dict(zip(names, map(_ball, box), strict=True)), strict):
            continue
        place = {name: (low + high) / 2 for name, (low, high) in zip(names, box, strict=True)}
        if (point := _refuted(question, limit, place, strict)) is not None:
            return point
        waiting.extend(_halves(box))
    return Unknown("the difference comes too close to the tolerance", "max_pieces")


def _box(question: Question) -> Box | None:
    """Return rational bounds of all variables, or None where one has none. Assumptions only make the domain smaller."""
    case = question.case
    at = Evaluator(case.context, {})
    sides: list[tuple[fmpq, fmpq]] = []
    for variable in case.variables:
        domain = variable.domain
        if is_discrete(domain) or domain.base != "real" or not has_bounds(domain):
            return None
        low, high = ends(at, domain)
        if not (isinstance(low, fmpq) and isinstance(high, fmpq)):
            return None
        sides.append((low, high))
    return tuple(sides)


def _ball(side: tuple[fmpq, fmpq]) -> arb:
    low, high = side
    return arb(low).union(arb(high))


def _fits(question: Question, limit: Node, env: dict[str, arb], strict: bool) -> bool:
    """Return whether both sides are defined on a whole box and certainly differ by no more than the limit."""
    trees = question.answer, question.expected, limit
    seen = [see(question.case.context, tree, env, BITS) for tree in trees]
    for value in seen:
        if isinstance(value, UnclearError) and value.final:
            raise value
    values = [value for value in seen if not isinstance(value, NoValueError)]
    if len(values) < len(seen):
        return False
    with ctx.workprec(BITS):
        return related("<" if strict else "<=", magnitude(values[0] - values[1]), values[2]) is True


def _refuted(question: Question, limit: Node, place: dict[str, fmpq], strict: bool) -> Point | None:
    """Return the midpoint of a box as a counterexample where it is in the domain and certainly does not fit."""
    case = question.case
    values = values_at(case.context, (question.answer, question.expected, limit), place, BITS)
    if values is None or related("<" if strict else "<=", magnitude(values[0] - values[1]), values[2]) is not False:
        return None
    if not contains(case.variables, case.setting.assume, place, case.context):
        return None
    pair = shown_apart(values[0], values[1])
    return None if pair is None else Point(shown_place(place), *pair, "branch and bound")


def _halves(box: Box) -> list[Box]:
    widest = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
    low, high = box[widest]
    middle = (low + high) / 2
    return [(*box[:widest], side, *box[widest + 1 :]) for side in ((middle, high), (low, middle))]
