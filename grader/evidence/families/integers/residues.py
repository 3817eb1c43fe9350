"""Floors, remainders, common divisors and powers of -1 of polynomials in integers, one residue class at a time.

Let all integers n_i be r_i modulo q. Where a polynomial P in them has coefficients with denominators that divide q,
P - P(r) is an integer on the class, so floor(P) = P - (P(r) - floor(P(r))); likewise (-1)^P where twice the
denominators divide q, and gcd(P, c) for a number c where c times the denominators do. So both sides are polynomials
on each of the finitely many classes, and they are equal for all integers exactly where these are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq, fmpz

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.integers.classes import MAX_CLASSES, Class, PeriodError, Reader
from grader.evidence.method import Agreement, Scope
from grader.evidence.numbers.look import look
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import Question, refuted_at
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.verdict import Evidence, Proof

METHOD = "residue classes"
NEARBY = (0, 1, -1, 2, -2, 3, -3)  # periods between a residue and a point at which the sides are looked at


def by_residues(question: Question) -> Evidence | Agreement | None:
    """Return a decision between polynomials on residue classes of integers, None for others or where it stays open."""
    case = question.case
    assume = case.setting.assume
    places = residues_differ(question.answer, question.expected, case.variables, case.budget, assume)
    if places is None:
        return None
    place: Place
    is_same = True
    for place in places:
        is_same = False
        if contains(case.variables, assume, place, case.context):
            found = look(case.context, question.answer, question.expected, place)
            if found.kind == "differ":
                return refuted_at(question, place, found)
    return Agreement(Proof(METHOD)) if is_same else None


def agree_on_classes(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof that two sides are the same polynomial on each residue class, or None."""
    points = residues_differ(left, right, scope.setting.variables, scope.budget)
    return Proof(METHOD) if points is not None and next(points, None) is None else None


def residues_differ(
    left: Node, right: Node, variables: Sequence[Variable], budget: Budget, assume: Sequence[Node] = ()
) -> Iterator[dict[str, fmpq]] | None:
    """Return points where two sides may differ, none where they are equal for all integers; None for other sides.

    Symbols that are no integers must not stand in what is rounded. Classes on which what is assumed fails are left out.
    """
    names = [variable.name for variable in variables]
    whole = [variable.domain.is_integer for variable in variables]
    if not any(whole):
        return None
    period = 1
    while period ** sum(whole) <= MAX_CLASSES:
        reader = Reader(names, whole, period, budget)
        try:
            open_classes = [place for place in reader.classes(assume) if not reader.agree(left, right, place)]
        except DeclinedError:
            return None
        except PeriodError as finer:
            period *= finer.period // int(fmpz(finer.period).gcd(period))
            continue
        return _points(open_classes, names, whole, period)
    return residues_differ(left, right, variables, budget) if assume else None  # classes that it asks for are too many


def told_on_classes(condition: Node, case: Case, period: int) -> Iterator[bool | None]:
    """Yield whether a condition holds on each class on which what is assumed may hold; raises PeriodError."""
    whole = [variable.domain.is_integer for variable in case.variables]
    if case.budget.is_above(period ** sum(whole), MAX_CLASSES, "max_cases"):
        raise DeclinedError
    reader = Reader([variable.name for variable in case.variables], whole, period, case.budget)
    for place in reader.classes(case.setting.assume):
        yield reader.told(condition, place)


def _points(places: list[Class], names: list[str], whole: list[bool], period: int) -> Iterator[dict[str, fmpq]]:
    sizes = [period if is_whole else 1 for is_whole in whole]
    for place in places:
        for far in NEARBY:  # in no direction in which the symbols grow alike
            steps = (far * (far + 5) ** number * size for number, size in enumerate(sizes))
            yield {name: fmpq(start + step) for name, start, step in zip(names, place, steps, strict=False)}
