"""Equality up to a constant, a factor or a sign.

Up to a constant: answer - expected is the same at all points with the same parameters. With a nice point c put in
for the quantified symbols, that is the equality answer + expected(c) = expected + answer(c); up to a factor it is
answer * expected(c) = expected * answer(c) with neither value 0. Two points refute.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Literal

from flint import fmpq

from grader.claims.statements import Equal
from grader.evidence.combine import all_of
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.evaluator import Number
from grader.evidence.numbers.look import look, see, with_note
from grader.evidence.numbers.places.points import Place, contains, points
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.question.covered import covered
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import Question, place_text, refuted_at, shown_difference
from grader.evidence.statements.arbitrary_constants.brought_factor import with_factor
from grader.evidence.statements.arbitrary_constants.brought_letter import with_letter
from grader.evidence.statements.arbitrary_constants.components import components
from grader.evidence.statements.entries import question_of
from grader.evidence.trees.build import at_place, times
from grader.language.tree import Add, Div, Neg, Node
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Reason, Status, Unknown, status_of
from grader.wording import undecided_reasons

Kind = Literal["constant", "factor", "sign"]

ANCHORS = 12  # points among which the constant is taken


def compared_up_to(goal: Goal) -> Evidence | None:
    """Return evidence for or against an equality up to a constant, a factor or a sign, None for others."""
    statement = goal.plain
    if not isinstance(statement, Equal) or statement.up_to is None:
        return None
    question, _ = question_of(goal, statement)
    if isinstance(question, Reason):
        return question
    decide = partial(equal_up_to, kind=statement.up_to, per_piece=statement.per_piece)
    if not statement.letter or len(question.entries) > 1:
        return decide(question)
    if statement.up_to == "constant":
        return with_letter(question, statement.letter, decide(question), decide)

    def is_multiple(tree: Node) -> Evidence:
        """Decide for another tree, and the symbols that occur in it."""
        asked, _ = question_of(goal, replace(statement, answer=tree, expected=question.expected, letter=""))
        return asked if isinstance(asked, Reason) else decide(asked)

    return with_factor(question, statement.letter, is_multiple)


def equal_up_to(question: Question, kind: Kind, *, per_piece: bool = False) -> Evidence:
    """Return evidence for or against an equality up to a constant, a factor or a sign."""
    if len(question.entries) > 1:
        raise UnclearError(f"equality of arrays up to a {kind} is not decided", final=True)
    if question.case.is_complex:
        raise UnclearError(f"equality of complex expressions up to a {kind} is not decided", final=True)
    if kind == "sign":
        return _up_to_sign(question)
    if not _quantified(question):
        return _of_constants(question, kind)
    if isinstance(same := question.scope.oracle.equal(question), Proof):
        return same
    return _each_piece(question, kind) if per_piece else _anchored(question, kind)


def _each_piece(question: Question, kind: Kind) -> Evidence:
    """Decide each piece of the domain by itself; a piece that gaps of a side may cut further is never refuted."""
    cases = components(question.case, _quantified(question)) or [question.case]
    found: list[Evidence] = []
    for case in cases:
        evidence = _anchored(replace(question, case=case), kind)
        if status_of(evidence) is Status.REFUTED and not _is_whole(question, case):
            evidence = Unknown(undecided_reasons.WHETHER_DIFFERENCE_CONSTANT_EACH)
        found.append(evidence)
    return all_of(found)


def _is_whole(question: Question, case: Case) -> bool:
    """Return whether a case is one connected piece on which both sides have values."""
    if components(case, _quantified(question)) != [case]:
        return False
    return all(defined_everywhere(side, case.setting, case.budget) for side in (question.answer, question.expected))


def _quantified(question: Question) -> tuple[str, ...]:
    constants = question.case.setting.constants
    return tuple(variable.name for variable in question.case.variables if variable.name not in constants)


def _of_constants(question: Question, kind: Kind) -> Evidence:
    """Decide where nothing is quantified: any two numbers differ by a constant, by a factor unless one is 0."""
    if kind == "factor" or question.case.variables:
        return Unknown(undecided_reasons.WITHOUT_QUANTIFIED_SYMBOLS_EQUALITY.format(kind=kind))
    sides = [see(question.case.context, tree, {}, 256) for tree in (question.answer, question.expected)]
    if any(isinstance(side, NoValueError) for side in sides):
        return Unknown(undecided_reasons.SIDE_HAS_NO_VALUE)
    return Proof("two constants")


# Constant and factor


def _joined(kind: Kind, first: Node, second: Node) -> Node:
    return Add((first, second)) if kind == "constant" else times(first, second)


def _anchored(question: Question, kind: Kind) -> Evidence:
    case = question.case
    for place in islice(points(case.variables, case.setting.assume, case.context), ANCHORS):
        found = look(case.context, question.answer, question.expected, place)
        if found.kind in {"left", "right"} and (gap := refuted_at(question, place, found)) is not None:
            return gap
        if kind == "factor" and (point := _only_one_vanishes(question, place)) is not None:
            return point
    anchor = next(_anchors(question, kind), None)
    if anchor is None:
        return Unknown(undecided_reasons.NO_POINT_FOUND_BOTH_SIDES + (" and not 0" * (kind == "factor")))
    fixed = {name: anchor[name] for name in _quantified(question)}
    return _as_refutation(question, kind, fixed) or _proved(question, kind, fixed)


def _only_one_vanishes(question: Question, place: Place) -> Point | None:
    """Return a point where one side is 0 and the other is not: no factor but 0 leads from one to the other there."""
    case = question.case
    left, right = (see(case.context, tree, place, 128) for tree in (question.answer, question.expected))
    zeros = [not isinstance(value, NoValueError) and bool(value == fmpq(0)) for value in (left, right)]
    if zeros[0] == zeros[1] or not (_nonzero(left) or _nonzero(right)):
        return None
    return shown_difference(question, place, look(case.context, question.answer, question.expected, place, 256))


def _proved(question: Question, kind: Kind, fixed: Place) -> Evidence:
    """Return a proof with the constant of one point, which must exist for all parameters."""
    case = question.case
    answer, expected = (at_place(tree, fixed) for tree in (question.answer, question.expected))
    if len(fixed) < len(case.variables):
        if kind == "factor":
            return Unknown(undecided_reasons.WHETHER_FACTOR_SOME_VALUES)
        if not defined_everywhere(Add((answer, expected)), case.setting, case.budget):
            return Unknown(undecided_reasons.WHETHER_CONSTANT_EXISTS_ALL)
    left, right = _joined(kind, question.answer, expected), _joined(kind, question.expected, answer)
    proof = prove_equal(left, right, case.setting, case.budget)
    if isinstance(proof, Unknown):
        return Unknown(undecided_reasons.NO_PROOF_NO_COUNTEREXAMPLE_FOUND.format(reason=proof.reason), proof.limit)
    return covered(question, replace(proof, method=f"{proof.method}, with the {kind} found at a point"))


def _anchors(question: Question, kind: Kind) -> Iterator[Place]:
    """Yield points at which both sides are certainly defined, and not 0 for a factor."""
    case = question.case
    for place in points(case.variables, case.setting.assume, case.context):
        values = [see(case.context, tree, place, 128) for tree in (question.answer, question.expected)]
        if any(isinstance(value, NoValueError) for value in values):
            continue
        if kind == "constant" or all(_nonzero(value) for value in values):
            yield place


def _nonzero(value: Number | NoValueError) -> bool:
    return not isinstance(value, NoValueError) and bool(value != fmpq(0))


def _as_refutation(question: Question, kind: Kind, fixed: Place) -> Point | None:
    """Return a second point where the answer does not have the value that the first one's constant asks for."""
    case = question.case
    answer, expected = (at_place(tree, fixed) for tree in (question.answer, question.expected))
    if kind == "constant":
        wanted: Node = Add((question.expected, answer, Neg(expected)))
    else:
        wanted = times(question.expected, Div(answer, expected))
    moved = question.about(question.answer, wanted)
    for place in points(case.variables, case.setting.assume, case.context):
        if not contains(case.variables, case.setting.assume, {**place, **fixed}, case.context):
            continue
        found = look(case.context, moved.answer, moved.expected, place, 256)
        if found.kind == "differ" and (point := shown_difference(moved, place, found)) is not None:
            return with_note(point, f"with the {kind} that makes both equal at {place_text(fixed)}")
    return None


# Sign


def _up_to_sign(question: Question) -> Evidence:
    oracle = question.scope.oracle
    same = oracle.equal(question)
    if isinstance(same, Proof):
        return same
    opposite = oracle.equal(question.about(question.answer, Neg(question.expected)))
    if isinstance(opposite, Proof):
        return replace(opposite, method=f"{opposite.method}, with the opposite sign")
    refuted = [status_of(evidence) is Status.REFUTED for evidence in (same, opposite)]
    if all(refuted):
        return _neither_sign(question) or _each_sign_fails(same, opposite)
    return opposite if refuted[0] else same


def _each_sign_fails(same: Evidence, opposite: Evidence) -> Evidence:
    """Return the point where the answer is not the expected value; a note names one where it is not the negative."""
    if not (isinstance(same, Point) and isinstance(opposite, Point)):
        return same
    where = ", ".join(f"{name} = {getattr(value, 'text', value)}" for name, value in opposite.at.items())
    return with_note(same, f"with the opposite sign it fails at {where}")


def _neither_sign(question: Question) -> Point | None:
    """Return a point at which the answer is neither the expected value nor its negative."""
    case = question.case
    for place in points(case.variables, case.setting.assume, case.context):
        kinds = [
            look(case.context, question.answer, tree, place, 256).kind
            for tree in (question.expected, Neg(question.expected))
        ]
        if kinds == ["differ", "differ"]:
            return shown_difference(question, place, look(case.context, question.answer, question.expected, place, 256))
    return None
