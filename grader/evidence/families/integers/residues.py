"""Floors, remainders, common divisors and powers of -1 of polynomials in integers, one residue class at a time.

Let all integers n_i be r_i modulo q. Where a polynomial P in them has coefficients with denominators that divide q,
P - P(r) is an integer on the class, so floor(P) = P - (P(r) - floor(P(r))); likewise (-1)^P where twice the
denominators divide q, and gcd(P, c) for a number c where c times the denominators do. So both sides are polynomials
on each of the finitely many classes, and they are equal for all integers exactly where these are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.method import Agreement, Scope
from grader.evidence.numbers.look import look
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.question.question import Question, refuted_at
from grader.evidence.trees.fold import fold
from grader.language.domains import Variable
from grader.language.tree import Call, Cases, Node, Pow, Relation, Sym
from grader.verdict import Evidence, Proof

METHOD = "residue classes"
MAX_CLASSES = 400  # of all integers together, which are looked at one by one
MAX_POWER = 12  # of a polynomial
MAX_TERMS = 200  # of a product or a power that is multiplied out
NEARBY = (0, 1, -1, 2, -2, 3, -3)  # periods between a residue and a point at which the sides are looked at
Poly = fmpq_mpoly
Class = tuple[int, ...]


class _PeriodError(Exception):
    """The classes must be finer: modulo a multiple of this number."""

    def __init__(self, period: int) -> None:
        self.period = period
        super().__init__(period)


def by_residues(question: Question) -> Evidence | Agreement | None:
    """Return a decision between polynomials on residue classes of integers, None for others or where it stays open."""
    case = question.case
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
    return Agreement(Proof(METHOD)) if is_same else None


def agree_on_classes(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof that two sides are the same polynomial on each residue class, or None."""
    points = residues_differ(left, right, scope.setting.variables, scope.budget)
    return Proof(METHOD) if points is not None and next(points, None) is None else None


def residues_differ(
    left: Node, right: Node, variables: Sequence[Variable], budget: Budget
) -> Iterator[dict[str, fmpq]] | None:
    """Return points where two sides may differ, none where they are equal for all integers; None for other sides.

    Symbols that are no integers must not stand in what is rounded.
    """
    names = [variable.name for variable in variables]
    whole = [variable.domain.is_integer for variable in variables]
    if not any(whole):
        return None
    period = 1
    while period ** sum(whole) <= MAX_CLASSES:
        reader = _Reader(names, whole, period, budget)
        try:
            open_classes = [place for place in reader.classes() if not reader.agree(left, right, place)]
        except DeclinedError:
            return None
        except _PeriodError as finer:
            period *= finer.period // int(fmpz(finer.period).gcd(period))
            continue
        return _points(open_classes, names, whole, period)
    return None


def _points(places: list[Class], names: list[str], whole: list[bool], period: int) -> Iterator[dict[str, fmpq]]:
    sizes = [period if is_whole else 1 for is_whole in whole]
    for place in places:
        for far in NEARBY:  # in no direction in which the symbols grow alike
            steps = (far * (far + 5) ** number * size for number, size in enumerate(sizes))
            yield {name: fmpq(start + step) for name, start, step in zip(names, place, steps, strict=True)}


class _Reader:
    """Reads trees as polynomials on residue classes modulo `period`."""

    def __init__(self, names: list[str], whole: list[bool], period: int, budget: Budget) -> None:
        self.ring = fmpq_mpoly_ctx.get(names, Ordering.lex)
        self.symbols = dict(zip(names, self.ring.gens(), strict=True))
        self.whole = whole
        self.period = period
        self.budget = budget
        self.place: Class = ()

    def classes(self) -> Iterator[Class]:
        """Return a representative of each class; 1 for what is no integer."""
        return product(*(range(self.period) if is_whole else (1,) for is_whole in self.whole))

    def agree(self, left: Node, right: Node, place: Class) -> bool:
        """Return whether two trees are the same polynomial on a class."""
        self.place = place
        return bool(self.read(left) == self.read(right))

    def read(self, node: Node) -> Poly:
        """Return a tree as a polynomial on the class."""
        return fold(node, self, self.budget)

    def number(self, value: Fraction) -> Poly:
        return self.ring.constant(fmpq(value.numerator, value.denominator))

    def negative(self, value: Poly) -> Poly:
        return -value

    def total(self, values: Sequence[Poly]) -> Poly:
        return reduce(add, values)

    def product(self, values: Sequence[Poly]) -> Poly:
        return reduce(self._times, values)

    def quotient(self, num: Poly, den: Poly) -> Poly:
        return num * (1 / self._nonzero(den))

    def power(self, base: Poly, exponent: int) -> Poly:
        if exponent < 0:
            raise DeclinedError
        refuse_above(exponent, MAX_POWER, "max_degree")
        refuse_above(len(base) ** exponent, MAX_TERMS, "max_terms")
        return base**exponent

    def other(self, node: Node) -> Poly:
        match node:
            case Sym(name) if name in self.symbols:
                return self.symbols[name]
            case Pow(base, exponent) if self.read(base) == self.ring.constant(-1):
                return self._sign_at(self.read(exponent))
            case Call(name, args):
                return self._called(name, [self.read(arg) for arg in args])
            case Cases(branches, otherwise):
                chosen = next((value for value, condition in branches if self._holds(condition)), otherwise)
                if chosen is not None:
                    return self.read(chosen)
        raise DeclinedError

    def _times(self, left: Poly, right: Poly) -> Poly:
        refuse_above(len(left) * len(right), MAX_TERMS, "max_terms")
        return left * right

    def _sign_at(self, exponent: Poly) -> Poly:
        """Return the power of -1."""
        self._require(2 * self._denominator(exponent))
        value = self._at(exponent)
        if value.q != 1:
            raise DeclinedError
        return self.ring.constant(-1 if int(value.p) % 2 else 1)

    def _called(self, name: str, args: list[Poly]) -> Poly:
        match name, args:
            case "floor", [arg]:
                return self._floor(arg)
            case "ceil", [arg]:
                return -self._floor(-arg)
            case "mod", [arg, by]:
                divisor = self._nonzero(by)
                return arg - self._floor(arg * (1 / divisor)) * divisor
            case "gcd", [left, right]:
                return self._divisor(left, right)
            case _:
                raise DeclinedError

    def _floor(self, poly: Poly) -> Poly:
        self._require(self._denominator(poly))
        value = self._at(poly)
        return poly - (value - value.floor())

    def _divisor(self, left: Poly, right: Poly) -> Poly:
        """Return the greatest common divisor of two polynomials that surely are integers, by steps of Euclid's."""
        if any(self._denominator(poly) != 1 for poly in (left, right)):
            raise DeclinedError
        while not (left.is_constant() or right.is_constant()):
            self.budget.spend()
            left, right = self._euclid(left, right)
        poly, number = (right, left) if left.is_constant() else (left, right)
        if number.is_zero():
            raise DeclinedError
        by = int(self._constant(number).p)
        self._require(abs(by))
        return self.ring.constant(fmpz(by).gcd(self._at(poly).p))

    @staticmethod
    def _euclid(left: Poly, right: Poly) -> tuple[Poly, Poly]:
        """Return two polynomials with the same greatest common divisor, the leading term of one smaller."""
        for above, below in ((left, right), (right, left)):
            powers, lead = above.monoms()[0], above.coeffs()[0] / below.coeffs()[0]
            rest = tuple(a - b for a, b in zip(powers, below.monoms()[0], strict=True))
            if min(rest) >= 0 and abs(lead) >= 1:
                return below, above - below * below.context().from_dict({rest: fmpq(lead.floor())})
        raise DeclinedError

    def _holds(self, condition: Node) -> bool:
        match condition:
            case Relation((op,), (left, right)) if op in {"=", "!="}:
                gap = self.read(left) - self.read(right)
                if gap.is_constant():
                    return gap.is_zero() == (op == "=")
        raise DeclinedError

    def _denominator(self, poly: Poly) -> int:
        """Return the common denominator of what is not constant; raises DeclinedError where it has no integers."""
        bottom = 1
        for powers, coefficient in poly.terms():
            if any(power and not is_whole for power, is_whole in zip(powers, self.whole, strict=True)):
                raise DeclinedError
            if any(powers):
                bottom = bottom * int(coefficient.q) // int(fmpz(bottom).gcd(coefficient.q))
        return bottom

    def _require(self, period: int) -> None:
        if self.period % period:
            refuse_above(period, MAX_CLASSES, "max_cases")
            raise _PeriodError(period)

    def _at(self, poly: Poly) -> fmpq:
        return fmpq(poly(*self.place))

    def _constant(self, poly: Poly) -> fmpq:
        if not poly.is_constant():
            raise DeclinedError
        return fmpq(0) if poly.is_zero() else poly.leading_coefficient()

    def _nonzero(self, poly: Poly) -> fmpq:
        value = self._constant(poly)
        if value == 0:
            raise DeclinedError
        return value
