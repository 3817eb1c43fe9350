"""Equality of two scalar trees, as the contract defines it: the ladder from points to normal forms and back.

1. Points, the nicest first: a certain difference refutes. 2. A normal form and a proof of definedness prove.
3. More points with more bits. Finite domains, and constants, are decided point by point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from flint import fmpq

from grader.evidence.combine import decimal
from grader.evidence.families.derivatives.branches import difference_by_branches
from grader.evidence.families.integers.residues import RESIDUAL, residues_differ
from grader.evidence.families.integers.steps import STEPPED, stairs_difference
from grader.evidence.families.piecewise.kinks import has_kinks, kink_difference
from grader.evidence.functions.questions import KINKED
from grader.evidence.numbers.lattice import lattice
from grader.evidence.numbers.look import STEPS, Look, look
from grader.evidence.numbers.points import Place, all_points, contains, points
from grader.evidence.oracle import Coverage, covers, each_covers, prove_equal, same_domain
from grader.evidence.question.question import NO_POINT, Question, refuted_at, shown_difference, shown_gap
from grader.evidence.solver.decide import settle_equality
from grader.evidence.solver.terms import RANGES as ABSTRACT
from grader.evidence.statements.finite import everywhere
from grader.evidence.statements.further import further_proof
from grader.evidence.statements.ordered import LONG, same_up_to_order
from grader.evidence.statements.random_primes import METHOD as RANDOM_PRIMES
from grader.evidence.statements.random_primes import probably_equal
from grader.evidence.trees.build import Coordinate, constant
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.total import is_total
from grader.language.tree import Bind, Node
from grader.verdict import Evidence, Point, Probable, Proof, Unknown

FIRST = 2  # points looked at before a proof is tried
UNWRITTEN = frozenset({"max_terms", "max_degree", "max_bits"})  # why normal forms are not written out
MOST_UNCLEAR = 6  # points in a row where a sum or an integral has no value that is known, before no more are tried
MANY_BITS = 8  # points looked at with the greatest precision, after no proof was found


def equal(question: Question) -> Evidence:
    """Return evidence for or against an equality; raises ExceededError when the budget is spent."""
    case = question.case
    if not case.variables:
        return everywhere(question, [{}])
    if not case.is_complex and all(v.domain.is_integer or v.domain.members is not None for v in case.variables):
        places = all_points(case.variables, case.setting.assume, case.context)
        if places is not None:
            return everywhere(question, places)
    return _with_variables(question)


def _with_variables(question: Question) -> Evidence:
    case = question.case
    stream = points(case.variables, case.setting.assume, case.context)
    shared = False
    first = list(islice(stream, FIRST))
    if not first:
        return NO_POINT
    for place, found in _looks(question, first, STEPS[0]):
        refuted = refuted_at(question, place, found)
        if refuted is not None:
            return refuted
        shared = shared or found.kind in {"same", "close"}
    if shared and case.facts.nodes > LONG and same_up_to_order(question.answer, question.expected):
        return Proof("identical but for the order")
    if (settled := _by_kind(question)) is not None:
        return settled
    proof = prove_equal(question.answer, question.expected, case.setting, case.budget)
    if isinstance(proof, Proof) and shared and is_total(question.answer) and is_total(question.expected):
        return proof  # defined at all points of a domain that has a point
    if isinstance(proof, Unknown):
        if (small := _small_difference(question) or difference_by_branches(question)) is not None:
            return small
        proof = further_proof(question.answer, question.expected, case.setting, case.budget) or proof
    settled = covered(question, proof) if isinstance(proof, Proof) else proof
    if not isinstance(settled, Unknown):
        return settled
    if isinstance(proof, Unknown) and shared and (probable := _probable(question, proof.limit)) is not None:
        return probable
    seen = _more_points(question, chain(first, stream), settled)
    return (_by_solver(question) or seen) if isinstance(seen, Unknown) and not isinstance(proof, Proof) else seen


def _by_kind(question: Question) -> Evidence | None:
    """Return a complete decision for sides of a special kind, None for others or where it stays open."""
    case = question.case
    if case.facts.calls & STEPPED and (settled := _by_stairs(question)) is not None:
        return settled
    if case.facts.calls & RESIDUAL and (settled := _by_residues(question)) is not None:
        return settled
    return _by_pieces(question) if has_kinks(case) else None


def _probable(question: Question, limit: str) -> Probable | None:
    """Return evidence from random primes for sides without gaps that are too long to be written out, else None."""
    if not question.may_be_probable or limit not in UNWRITTEN:
        return None
    error = probably_equal(question.answer, question.expected, question.case.budget)
    if error is None:
        return None
    settled = covered(question, Proof(RANDOM_PRIMES))
    return Probable(RANDOM_PRIMES, decimal(error)) if isinstance(settled, Proof) and not settled.gaps else None


def _small_difference(question: Question) -> Point | None:
    """Return a difference at a small integer point of several variables, None where none is found."""
    case = question.case
    if len(case.variables) == 1:
        return None
    names = [variable.name for variable in case.variables]
    for numbers in lattice(len(names)):
        place = dict(zip(names, numbers, strict=True))
        if contains(case.variables, case.setting.assume, place, case.context):
            found = look(case.context, question.answer, question.expected, place)
            if found.kind == "differ" and (point := shown_difference(question, place, found)) is not None:
                return point
    return None


def _by_solver(question: Question) -> Evidence | None:
    """Return what the solver decides about kinks and polynomials, None where it decides nothing."""
    case = question.case
    if case.facts.calls & ABSTRACT.keys() and not case.facts.calls & KINKED:
        return None

    def again(place: Place) -> Evidence | None:
        found = look(case.context, question.answer, question.expected, place, STEPS[-1])
        return refuted_at(question, place, found)

    found = settle_equality((case.setting, case.context), question.answer, question.expected, again)
    return covered(question, found) if isinstance(found, Proof) else found


def _by_pieces(question: Question) -> Evidence | None:
    """Return a decision between piecewise-linear functions of one variable, None for others or where it stays open."""
    case = question.case
    found = kink_difference(case, question.answer, question.expected)
    if found is None:
        return None
    if found is True:
        settled = covered(question, Proof("piecewise-linear"))
        return None if isinstance(settled, Unknown) else settled
    place = {case.variables[0].name: found}
    seen = look(case.context, question.answer, question.expected, place)
    assert seen.kind == "differ", "the pieces and the values contradict each other"
    point = shown_difference(question, place, seen)
    return None if point is None else replace(point, method="piecewise-linear")


def _by_stairs(question: Question) -> Evidence | None:
    """Return a decision between sums of floors of one variable, None for others or where it stays open."""
    case = question.case
    if len(case.variables) != 1 or case.is_complex:
        return None
    (variable,) = case.variables
    whole = variable.domain.is_integer
    found = stairs_difference(question.answer, question.expected, variable.name, whole, case.budget)
    if found is None or found is True:
        return covered(question, Proof("one period")) if found else None
    place: Place = {variable.name: fmpq(found.numerator, found.denominator)}
    if not contains(case.variables, case.setting.assume, place, case.context):
        return None
    return refuted_at(question, place, look(case.context, question.answer, question.expected, place))


def _by_residues(question: Question) -> Evidence | None:
    """Return a decision between polynomials on residue classes of integers, None for others or where it stays open."""
    case = question.case
    if case.is_complex:
        return None
    places = residues_differ(question.answer, question.expected, case.variables, case.budget)
    if places is None:
        return None
    place: Place
    is_same = True
    for place in places:
        is_same = False
        if contains(case.variables, case.setting.assume, place, case.context):
            found = look(case.context, question.answer, question.expected, place)
            if found.kind == "differ":
                return refuted_at(question, place, found)
    return covered(question, Proof("residue classes")) if is_same else None


def _looks(question: Question, places: Iterable[Place], most: int) -> Iterator[tuple[Place, Look]]:
    for place in places:
        yield place, look(question.case.context, question.answer, question.expected, place, most)


def covered(question: Question, proof: Proof) -> Evidence:
    """Return the proof once definedness is proved too, a refutation by a gap, or what is open about definedness."""
    gaps: dict[str, None] = {}
    for coverage in _coverages(question):
        if coverage.status == "refuted":
            return _witnessed(question, coverage) or Unknown("where the answer is defined is not settled")
        if coverage.status != "proved":
            return Unknown(_sentence(coverage.reason), coverage.limit)
        gaps.update(dict.fromkeys((*coverage.gaps, *coverage.outside)))
    return replace(proof, gaps=tuple(gaps))


def _coverages(question: Question) -> tuple[Coverage, ...]:
    setting, budget = question.case.setting, question.case.budget
    if question.strict:
        return (same_domain(question.expected, question.answer, setting, budget),)
    if question.both:
        return each_covers(question.expected, question.answer, setting, budget)
    return (covers(question.expected, question.answer, setting, budget),)


def _sentence(reason: str) -> str:
    """Return a reason without its capital and full stop, as other reasons are."""
    return reason[:1].lower() + reason[1:].rstrip(".")


def _witnessed(question: Question, coverage: Coverage) -> Point | None:
    """Return the witness of a gap as evidence, once it was looked at again here."""
    place = _completed(question, {name: _coordinate(value) for name, value in coverage.witness.items()})
    if place is None or not contains(
        question.case.variables, question.case.setting.assume, place, question.case.context
    ):
        return None
    found = look(question.case.context, question.answer, question.expected, place, STEPS[2])
    counts = found.kind == "right" or (found.kind == "left" and question.both_ways)
    return shown_gap(question, place, found) if counts else None


def _completed(question: Question, place: Place) -> Place | None:
    """Return a place with values for the symbols of other entries too, or None where there are none."""
    case = question.case
    if all(variable.name in place for variable in case.variables):
        return place
    first = next(points(case.variables, case.setting.assume, case.context), None)
    return None if first is None else {**first, **place}


def _coordinate(value: Node) -> Coordinate:
    known = constant(value)
    return value if known is None else known


def _more_points(question: Question, stream: Iterator[Place], open_part: Unknown) -> Evidence:
    tried, unclear = 0, 0
    bound = any(Bind in facts_of(side).kinds for side in (question.answer, question.expected))
    for place in stream:
        most = STEPS[-1] if tried < MANY_BITS else STEPS[1]
        found = look(question.case.context, question.answer, question.expected, place, most)
        refuted = refuted_at(question, place, found)
        if refuted is not None:
            return refuted
        tried += 1
        unclear += found.kind == "unclear"
        if bound and tried == unclear == MOST_UNCLEAR:
            break
    return Unknown(f"no proof and no counterexample was found at {tried} points; {open_part.reason}", open_part.limit)
