"""Inequalities between polynomials on a region, by the solver: the region of a question, and what must hold there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq, fmpq_mpoly

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.sized.affine import Affine, of_affine
from grader.evidence.families.piecewise.sized.pieces import ALONG, PIECE, Piece
from grader.evidence.families.piecewise.sized.ring import PLACE, Quotient, Ring
from grader.evidence.families.piecewise.sized.units import Read
from grader.evidence.oracle import range_of
from grader.evidence.solver.solver import Query, Term, Truth
from grader.evidence.trees.build import minus
from grader.language.domains import Variable
from grader.language.tree import Call, Node, Relation, RelationOp
from grader.records import dataclass

COMPARED = frozenset({"<", "<=", ">", ">=", "="})


@dataclass(frozen=True)
class Bound:
    """A quotient must be less than 0, or no more than 0 where it is not `strict`."""

    value: Quotient
    strict: bool


@dataclass
class Region:
    """The values of a question's letters: their domains, and what is assumed of them."""

    ring: Ring
    letters: Sequence[Variable]
    assume: Sequence[Node]
    size: str
    budget: Budget

    @property
    def domains(self) -> Setting:
        """Return the letters by themselves, without the size."""
        return Setting(tuple(letter for letter in self.letters if letter.name != self.size))

    def proves(self, bounds: Sequence[Bound], piece: Piece | None = None) -> bool:
        """Return whether all bounds are proved, on a piece where one is given."""
        asked = _Asked(self)
        parts = [*asked.letters(), *asked.assumed(), *asked.kernels()]
        if piece is not None:
            parts += asked.on_piece(piece)
        failing = [asked.sign(bound.value, ">=" if bound.strict else ">") for bound in bounds]
        asked.query.add(*parts, asked.query.either(failing))
        return asked.query.check() == "unsat"

    def proves_order(self, read: Read) -> bool:
        """Return whether what the reading of units took for granted is proved: orders, signs, divisors."""
        return (
            all(self._is_at_least_0(one) for one in set(read.at_least))
            and all(self._is_positive(*one) for one in read.signs)
            and all(self._has_no_zero(divisor) for divisor in tuple(self.ring.divisors))
        )

    def _is_at_least_0(self, value: Affine) -> bool:
        below = Quotient(-of_affine(self.ring, value, self.size).num, self.ring.one)
        return value.is_never_negative or self.proves([Bound(below, strict=False)])

    def _is_positive(self, value: Quotient, low: Affine, high: Affine) -> bool:
        if self._is_monomial(value.num) and self._is_monomial(value.den) and value.product.leading_coefficient() > 0:
            return True
        if any(self.ring.holds(value, name) for name in (PIECE, ALONG)):
            return False
        asked = _Asked(self)
        place = self.ring.gen(PLACE)
        ends = [self.ring.minus(place, of_affine(self.ring, low, self.size))]
        ends.append(self.ring.minus(of_affine(self.ring, high, self.size), place))
        parts = [*asked.letters(), *asked.assumed(), *asked.kernels(), *(asked.sign(end, ">=") for end in ends)]
        asked.query.add(*parts, asked.sign(value, "<="))
        return asked.query.check() == "unsat"

    def _has_no_zero(self, divisor: fmpq_mpoly) -> bool:
        if self._is_monomial(divisor):
            return True
        if any(self.ring.holds(Quotient(divisor, self.ring.one), name) for name in (PIECE, ALONG, PLACE)):
            return False
        asked = _Asked(self)
        parts = [*asked.letters(), *asked.assumed(), *asked.kernels()]
        asked.query.add(*parts, asked.sign(Quotient(divisor, self.ring.one), "="))
        return asked.query.check() == "unsat"

    def _is_monomial(self, value: fmpq_mpoly) -> bool:
        """Return whether a polynomial is a number times powers of what is positive."""
        if len(value) != 1:
            return False
        (powers,) = value.to_dict()
        return all(not power or name in self.ring.positive for name, power in zip(self.ring.gens, powers, strict=True))


class _Asked:
    """One query, with the generators of a ring as unknowns."""

    def __init__(self, region: Region) -> None:
        self.region, self.ring = region, region.ring
        self.query = Query(region.budget)

    def sign(self, value: Quotient, op: RelationOp) -> Truth:
        """Return `value op 0`; where its denominator vanishes that may be anything but `<`, `>`."""
        term, zero = self.term(self._without_positive(value.product)), self.query.number(fmpq(0))
        match op:
            case ">=":
                return term >= zero
            case ">":
                return term > zero
            case "<=":
                return term <= zero
            case "<":
                return term < zero
            case "=":
                return term == zero
            case _:
                raise DeclinedError

    def _without_positive(self, value: fmpq_mpoly) -> fmpq_mpoly:
        """Return a polynomial divided by the powers of positive generators that all its terms have."""
        if value.is_zero():
            return value
        least = [min(column) for column in zip(*value.to_dict(), strict=True)]
        kept = [power if name in self.ring.positive else 0 for name, power in zip(self.ring.gens, least, strict=True)]
        return value // self.ring.ring.from_dict({tuple(kept): fmpq(1)}) if any(kept) else value

    def term(self, value: fmpq_mpoly) -> Term:
        """Return a polynomial as a term."""
        self.query.nonlinear = True
        unknowns = [self.query.unknown(name) for name in self.ring.gens]
        terms = []
        for powers, coefficient in value.to_dict().items():
            term = self.query.number(coefficient)
            for unknown, power in zip(unknowns, powers, strict=True):
                for _ in range(power):
                    term = term * unknown
            terms.append(term)
        return self.query.total(terms)

    def letters(self) -> Iterable[Truth]:
        """Yield the domains of the letters."""
        for variable in self.region.letters:
            name, domain = variable.name, variable.domain
            if name not in self.ring.gens:
                continue
            if name in self.ring.positive:
                yield self.query.unknown(name) > 0
            if domain.is_integer and name in self.ring.positive:
                yield self.query.unknown(name) >= 1
            for end, closed, op in ((domain.low, domain.low_closed, ">"), (domain.high, domain.high_closed, "<")):
                if end is not None:
                    sides = self.ring.minus(self.ring.gen(name), self.ring.read(end))
                    yield self.sign(sides, op + "=" if closed else op)  # type: ignore[arg-type]

    def assumed(self) -> Iterable[Truth]:
        """Yield what is assumed, as far as it is relations."""
        for condition in self.region.assume:
            if isinstance(condition, Relation):
                for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
                    if op in COMPARED:
                        yield self.sign(self.ring.read(minus(left, right)), op)

    def kernels(self) -> Iterable[Truth]:
        """Yield what makes roundings and maxima what they are."""
        for node, name in self.ring.kernels.items():
            assert isinstance(node, Call)
            own, args = self.ring.gen(name), [self.ring.read(arg) for arg in node.args]
            least = range_of(node, self.region.domains, self.region.budget).low  # whole, for a rounding
            if least is not None:
                yield self.sign(self.ring.minus(own, self.ring.constant(least)), ">=")
            ends = [self.ring.minus(own, arg) for arg in args]
            one = self.ring.constant(1)
            match node.name:
                case "ceil":
                    yield self.sign(ends[0], ">=")
                    yield self.sign(self.ring.minus(ends[0], one), "<")
                case "floor":
                    yield self.sign(ends[0], "<=")
                    yield self.sign(self.ring.plus(ends[0], one), ">")
                case name_:
                    yield from (self.sign(end, ">=" if name_ == "max" else "<=") for end in ends)
                    yield self.query.either([self.sign(end, "=") for end in ends])

    def on_piece(self, piece: Piece) -> Iterable[Truth]:
        """Yield where a piece is."""
        along, k = self.query.unknown(ALONG), self.ring.gen(PIECE)
        yield from (along >= 0, along <= 1)
        for end in piece.low:
            yield self.sign(self.ring.minus(k, of_affine(self.ring, end, self.region.size)), ">=")
        for end in piece.high:
            yield self.sign(self.ring.minus(k, of_affine(self.ring, end, self.region.size)), "<=")
        yield from (self.sign(value, ">") for value in piece.positive)
        yield from (self.sign(value, ">=") for value in piece.not_negative)
