"""Trees as polynomials on one residue class of all integers, the reader that `residues` and `conditions` ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.fold import fold
from grader.language.tree import Call, Cases, Const, Logic, Node, Pow, Relation, RelationOp, Sym

MAX_CLASSES = 400  # of all integers together, which are looked at one by one
MAX_POWER = 12  # of a polynomial
MAX_TERMS = 200  # of a product or a power that is multiplied out
Poly = fmpq_mpoly
Class = tuple[int, ...]
PI = "const[pi]"  # no text can spell it
# cos(pi v) for v from 0 to 1, where it is a rational number.
COSINES = {fmpq(0): fmpq(1), fmpq(1, 3): fmpq(1, 2), fmpq(1, 2): fmpq(0), fmpq(2, 3): fmpq(-1, 2), fmpq(1): fmpq(-1)}
# The signs of what is left of a relation, less what is right of it.
SIGNS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


class PeriodError(Exception):
    """The classes must be finer: modulo a multiple of this number."""

    def __init__(self, period: int) -> None:
        self.period = period
        super().__init__(period)


class Reader:
    """Reads trees as polynomials on residue classes modulo `period`."""

    def __init__(self, names: list[str], whole: list[bool], period: int, budget: Budget) -> None:
        self.ring = fmpq_mpoly_ctx.get([*names, PI], Ordering.lex)
        self.symbols = dict(zip(names, self.ring.gens()[:-1], strict=True))
        self.whole = [*whole, False]
        self.period = period
        self.budget = budget
        self.place: Class = ()

    def classes(self, assume: Sequence[Node] = ()) -> Iterator[Class]:
        """Yield a representative of each class on which what is assumed may hold; 1 for what is no integer."""
        for place in product(*(range(self.period) if is_whole else (1,) for is_whole in self.whole)):
            if all(self.told(condition, place) is not False for condition in assume):
                yield place

    def told(self, condition: Node, place: Class) -> bool | None:
        """Return whether a condition holds at all points of a class, or at none; None where that is not known."""
        self.place = place
        match condition:
            case Logic("and", args):
                known = [self.told(arg, place) for arg in args]
            case Relation(ops, operands) if set(ops) <= SIGNS.keys():
                links = zip(ops, operands, operands[1:], strict=False)
                known = [self._related(op, left, right) for op, left, right in links]
            case _:
                return None
        return False if False in known else None if None in known else True

    def agree(self, left: Node, right: Node, place: Class) -> bool:
        """Return whether two trees are the same polynomial on a class."""
        self.place = place
        return bool(self.read(left) == self.read(right))

    def read(self, node: Node) -> Poly:
        """Return a tree as a polynomial on the class."""
        return fold(node, self, self.budget)

    def number(self, value: Fraction) -> Poly:
        """Return a number."""
        return self.ring.constant(fmpq(value.numerator, value.denominator))

    def negative(self, value: Poly) -> Poly:
        """Return the negative of a polynomial."""
        return -value

    def total(self, values: Sequence[Poly]) -> Poly:
        """Return a sum."""
        return reduce(add, values)

    def product(self, values: Sequence[Poly]) -> Poly:
        """Return a product."""
        return reduce(self._times, values)

    def quotient(self, num: Poly, den: Poly) -> Poly:
        """Return a quotient by a number."""
        return num * (1 / self._nonzero(den))

    def power(self, base: Poly, exponent: int) -> Poly:
        """Return a natural power."""
        if exponent < 0:
            raise DeclinedError
        refuse_above(exponent, MAX_POWER, "max_degree")
        refuse_above(len(base) ** exponent, MAX_TERMS, "max_terms")
        return base**exponent

    def other(self, node: Node) -> Poly:
        """Return what no arithmetic makes, as a polynomial on the class."""
        match node:
            case Sym(name) if name in self.symbols:
                return self.symbols[name]
            case Const("pi"):
                return self.ring.gens()[-1]
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
                if divisor < 0:
                    raise DeclinedError  # conventions differ
                return arg - self._floor(arg * (1 / divisor)) * divisor
            case "gcd", [left, right]:
                return self._divisor(left, right)
            case "cos", [arg]:
                return self._cosine(self._turns(arg))
            case "sin", [arg]:
                return self._cosine(fmpq(1, 2) - self._turns(arg))
            case "abs", [arg]:
                return self.ring.constant(abs(self._constant(arg)))
            case _:
                raise DeclinedError

    def _turns(self, angle: Poly) -> fmpq:
        """Return v for an angle of pi v on the class, up to a whole number of turns."""
        if any(powers[-1] != 1 for powers in angle.monoms()):
            raise DeclinedError
        turns = self.ring.from_dict({(*powers[:-1], 0): value for powers, value in angle.terms()})
        self._require(2 * self._denominator(turns))
        return self._at(turns)

    def _cosine(self, turns: fmpq) -> Poly:
        rest = turns - 2 * (turns / 2).floor()
        value = COSINES.get(min(rest, 2 - rest))
        if value is None:
            raise DeclinedError
        return self.ring.constant(value)

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
        if (known := self.told(condition, self.place)) is None:
            raise DeclinedError
        return known

    def _related(self, op: RelationOp, left: Node, right: Node) -> bool | None:
        try:
            gap = self.read(left) - self.read(right)
        except DeclinedError:
            return None
        if gap.is_constant():
            value = self._constant(gap)
            return (value > 0) - (value < 0) in SIGNS[op]
        if op in {"=", "!="} and self._is_nonzero(gap):
            return op == "!="
        return None

    def _is_nonzero(self, poly: Poly) -> bool:
        """Return whether a polynomial is 0 nowhere on the class: a whole multiple of it leaves a rest by the period."""
        try:
            whole = poly * self._denominator(poly)
        except DeclinedError:
            return False
        value = self._at(whole)
        return value.q != 1 or int(value.p) % self.period != 0

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
            raise PeriodError(period)

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
