"""|answer - expected| <= t on an interval, exactly: piece by piece of what is piecewise linear, by signs on each.

On a piece both `t - (answer - expected)` and `t + (answer - expected)` must have no negative value. For polynomials
the signs are exact, so that differences exactly as large as the tolerance are decided too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeAlias

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import ExceededError
from grader.evidence.domain import ends, inside
from grader.evidence.evaluator import Evaluator
from grader.evidence.networks.line.pieces import Pieces
from grader.evidence.networks.line.reader import pieces
from grader.evidence.provers import Sign, defined_everywhere, sign_of
from grader.evidence.question import Question
from grader.evidence.refute import numbers
from grader.evidence.trees import minus, number_tree
from grader.evidence.truth import related
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Mul, Node, Sym
from grader.verdict import Proof

End: TypeAlias = Any  # fmpq, or None for infinity
BITS = 256


def within_by_signs(question: Question, limit: Node, *, strict: bool) -> Proof | None:
    """Return a proof that two functions differ by at most `limit`, None where none is found."""
    case = question.case
    if len(case.variables) > 1:
        gap = minus(question.answer, question.expected)
        return Proof("signs") if _bounded(question, gap, limit, case.setting, strict) else None
    if case.setting.assume or case.variables[0].domain.base != "real":
        return None
    domain = case.variables[0].domain
    low, high = ends(Evaluator(case.context, {}), domain)
    if domain.members is not None or not all(end is None or isinstance(end, fmpq) for end in (low, high)):
        return None
    if (low is None) != (domain.low is None) or (high is None) != (domain.high is None):
        return None
    try:
        parts = list(_parts(question, low, high))
    except ExceededError as error:
        if error.limit == "max_steps":
            raise
        return None
    if all(_holds(question, part, limit, strict) for part in parts):
        return Proof("signs on each piece" if len(parts) > 1 else "signs")
    return None


Part = tuple[End, End, Node]  # an interval and the difference of both sides on it


def _parts(question: Question, low: End, high: End) -> Iterator[Part]:
    """Yield closed intervals that make up the domain, with the difference on each; breaks by themselves."""
    case = question.case
    name = case.variables[0].name
    sides = (question.answer, question.expected)
    found = [pieces(side, name, case.context.conventions, case.budget) for side in sides]
    places = sorted({place for part in found if part is not None for place in part.breaks})
    breaks = [place for place in places if _inside(place, low, high)]
    for start, stop in pairwise([low, *breaks, high]):
        yield start, stop, minus(*(_on_piece(name, side, part, start) for side, part in zip(sides, found, strict=True)))
    at = Evaluator(case.context, {})
    for place in breaks:
        if inside(at, case.variables[0].domain, place) is not False:
            yield place, place, minus(*sides)


def _on_piece(name: str, side: Node, found: Pieces | None, start: End) -> Node:
    """Return a side as it is just above `start`: a line where it is known to be one."""
    line = None if found is None else found.lines[_piece_number(found.breaks, start)]
    return side if line is None else _line_tree(name, line)


def _inside(place: fmpq, low: End, high: End) -> bool:
    return (low is None or place > low) and (high is None or place < high)


def _piece_number(breaks: tuple[fmpq, ...], start: End) -> int:
    """Return which line holds just above `start`."""
    return 0 if start is None else sum(1 for place in breaks if place <= start)


def _line_tree(name: str, line: tuple[fmpq, fmpq]) -> Node:
    slope, intercept = line
    return Add((Mul((number_tree(slope), Sym(name))), number_tree(intercept)))


def _holds(question: Question, part: Part, limit: Node, strict: bool) -> bool:
    start, stop, gap = part
    case = question.case
    name = case.variables[0].name
    if start is not None and start == stop:
        values = numbers(case.context, (gap, limit), {name: start}, BITS)
        return values is not None and related("<" if strict else "<=", abs(values[0]), values[1]) is True
    low, high = (None if end is None else number_tree(end) for end in (start, stop))
    piece = Domain(low=low, high=high, low_closed=low is not None, high_closed=high is not None, text="a piece")
    return _bounded(question, gap, limit, replace(case.setting, variables=(Variable(name, piece),)), strict)


def _bounded(question: Question, gap: Node, limit: Node, setting: Setting, strict: bool) -> bool:
    """Return whether a difference is proved, by signs, to be defined and within the limit everywhere."""
    case = question.case
    wanted = Sign.POSITIVE if strict else Sign.NON_NEGATIVE
    return defined_everywhere(Add((gap, limit)), setting, case.budget) and all(
        sign_of(rest, setting, case.budget).within(wanted) for rest in (minus(limit, gap), Add((limit, gap)))
    )
