"""Arithmetic on terms of the solver: quotients, roots, kinks, floors and remainders.

Where an operation has no value its term may be anything; `needs` says where it has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.solver.solver import Query, Term, Truth

MAX_ROOTS = 6  # unknowns for roots: with more of them a step of the solver may take seconds
MAX_DEGREE = 12  # of algebraic numbers: the solver does not count its steps there, and may take minutes
MAX_FACTORS = 12  # of a product, numbers aside: a step of the solver with a power of so high a degree may take seconds
NIL = fmpq(0)


class Operations:
    """Makes terms of terms in a query; `off_kinks` says where no operation is at a point with a kink or a jump."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.z3 = query.z3
        self.needs: list[Truth] = []
        self.off_kinks: list[Truth] = []
        self.roots = 0
        self.degree = 1  # of the numbers that roots of constants make

    def number(self, value: fmpq) -> Term:
        """Return a number."""
        return self.z3.IntVal(int(value.p), self.query.context) if value.q == 1 else self.query.number(value)

    def product(self, factors: Sequence[Term]) -> Term:
        """Return a product, which may make the query nonlinear; raises DeclinedError where it has many factors."""
        refuse_above(sum(not self._is_number(factor) for factor in factors), MAX_FACTORS, "max_degree")
        result = factors[0]
        for factor in factors[1:]:
            self.query.nonlinear |= not (self._is_number(result) or self._is_number(factor))
            result = result * factor
        return result

    def _is_number(self, term: Term) -> bool:
        return bool(self.z3.is_int_value(term) or self.z3.is_rational_value(term))

    def quotient(self, num: Term, den: Term) -> Term:
        """Return a quotient, which needs a denominator that is not 0."""
        result = self.query.fresh()
        self.query.nonlinear = True
        self.needs.append(den != 0)
        self.query.add(self.z3.Implies(den != 0, result * den == num))
        return result

    def inverse(self, power: Term, base: Term) -> Term:
        """Return the inverse of a power, which needs a base that is not 0."""
        result = self.query.fresh()
        self.needs.append(base != 0)
        self.query.nonlinear = True
        self.query.add(self.z3.Implies(base != 0, result * power == 1))
        return result

    def root(self, base: Term, degree: int, *, is_constant: bool) -> Term:
        """Return the real root of a term; raises DeclinedError where there are many, or of high degree."""
        self.roots += 1
        self.degree *= degree if is_constant else 1
        self.query.degree *= degree
        refuse_above(self.roots, MAX_ROOTS, "max_degree")
        refuse_above(self.degree, MAX_DEGREE, "max_degree")
        result = self.query.fresh()
        self.query.nonlinear = True
        power = self.product([result] * degree)
        if degree % 2:
            self.query.add(power == base)
        else:
            self.needs.append(base >= 0)
            self.query.add(self.z3.Implies(base >= 0, self.z3.And(result >= 0, power == base)))
        return result

    def choice(self, condition: Truth, yes: Term, no: Term) -> Term:
        """Return one term where a condition holds, and another elsewhere."""
        return self.z3.If(condition, yes, no)

    def kinked(self, name: str, args: Sequence[Term]) -> Term:
        """Return a function that is linear in pieces; raises DeclinedError for others."""
        x = args[0]
        match name, len(args):
            case "abs", 1:
                return self._folded(x, -x)
            case "relu", 1:
                return self._folded(x, self.number(NIL))
            case "leaky_relu", 1:
                return self._folded(x, self.query.number(fmpq(1, 100)) * x)
            case "leaky_relu", 2:
                return self._folded(x, self.product([args[1], x]))
            case "hardtanh", 1:
                one = self.number(fmpq(1))
                return self.choice(x >= 1, one, self.choice(x <= -1, -one, x))
            case "max" | "min", _:
                result = x
                for other in args[1:]:
                    self.off_kinks.append(result != other)
                    result = self.choice((result >= other) if name == "max" else (result <= other), result, other)
                return result
            case _:
                raise DeclinedError

    def _folded(self, x: Term, otherwise: Term) -> Term:
        self.off_kinks.append(x != 0)
        return self.choice(x >= 0, x, otherwise)

    def step(self, name: str, x: Term, at: Term) -> Term:
        """Return `heaviside` or `sign` with a value at 0."""
        self.off_kinks.append(x != 0)
        one, low = self.number(fmpq(1)), self.number(fmpq(0 if name == "heaviside" else -1))
        return self.choice(x > 0, one, self.choice(x < 0, low, at))

    def floor(self, x: Term) -> Term:
        """Return the largest integer that is not above a term."""
        if self.z3.is_int(x):
            return x
        result = self.query.fresh(whole=True)
        self.query.add(result <= x, x < result + 1)
        return result

    def whole_quotient(self, num: Term, den: Term) -> Term:
        """Return the floor of a quotient of integers, without a real number."""
        result = self.query.fresh(whole=True)
        below = self.product([den, result])
        self.needs.append(den != 0)
        self.query.add(
            self.z3.Implies(den > 0, self.z3.And(below <= num, num < below + den)),
            self.z3.Implies(den < 0, self.z3.And(below >= num, num > below + den)),
        )
        return result

    def remainder(self, x: Term, by: Term) -> Term:
        """Return x - k by for an integer k, at least 0 and below a positive `by`."""
        times = self.query.fresh(whole=True)
        result = x - self.product([by, times])
        self.needs.append(by != 0)  # conventions differ on remainders by negative numbers: any will do there
        self.query.add(self.z3.Implies(by > 0, self.z3.And(result >= 0, result < by)))
        return result

    def enclosed(self, low: Term | None, high: Term | None) -> Term:
        """Return an unknown strictly between two numbers; None does not bind."""
        term = self.query.fresh()
        self.query.add(*([term > low] if low is not None else []), *([term < high] if high is not None else []))
        return term
