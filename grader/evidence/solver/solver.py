"""One query to z3, limited by z3's own count of steps, with a fresh context: the same query has the same outcome.

A model is a candidate only: it is looked at again, exactly, before it is shown. z3 is loaded when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError

if TYPE_CHECKING:
    import z3

Term: TypeAlias = Any  # a z3 arithmetic expression
Truth: TypeAlias = Any  # a z3 Boolean expression
Found = Literal["sat", "unsat", "unknown"]

BITS = 2_000  # bits of all numbers of a query at which a step counts twice
DEGREE = 8  # of the algebraic numbers that roots make at which a step counts twice
WEIGHT = 200  # solver steps that count as one step of the budget
MIXED_STEPS = 200_000  # where there are integers and reals: what is settled at all is settled early
BOXES = ((2, 1), (6, 1), (3, 2), (12, 1), (6, 4))  # bounds and denominators of the small models that are asked for
PIECE = 24 << 20  # bytes
APPROXIMATION = 20  # decimals of an irrational model


@cache
def _loaded() -> Any:
    """Return z3, loaded when it is first used: that takes 40 ms.

    A context takes two pieces of 8 MB. Where the C library has once returned a longer piece to the system, it keeps
    such ones, and the next context takes 1 ms; else most of 10 ms go to asking for the memory anew.
    """
    import z3

    bytearray(PIECE)
    return z3


class Query:
    """Assertions about real and integer unknowns."""

    def __init__(self, budget: Budget) -> None:
        self.z3 = _loaded()
        self.budget = budget
        self.context = self.z3.Context()
        self.asserted: list[Truth] = []
        self.unknowns: dict[str, Term] = {}
        self.whole: dict[str, Term] = {}
        self.nonlinear = False
        self.kinds: set[bool] = set()  # whether there are integers (True) and reals (False)
        self.steps = 0
        self.bits = 0
        self.degree = 1  # of the algebraic numbers that its roots make: steps with them are dearer
        self._solver: z3.Solver | None = None
        self._asked: z3.Solver | None = None  # the last one, which has the model

    @property
    def solver(self) -> z3.Solver:
        """Return the solver for the kinds of numbers and products that occur."""
        if self._solver is None:
            self._solver = self._made()
        self._solver.add(*self.asserted)
        self.asserted.clear()
        return self._solver

    def _made(self) -> z3.Solver:
        numbers = "IRA" if len(self.kinds) > 1 else "IA" if True in self.kinds else "RA"
        made = self.z3.SolverFor(f"QF_{'N' if self.nonlinear else 'L'}{numbers}", ctx=self.context)
        made.set("random_seed", 0)
        return made

    def _with(self, parts: Sequence[Truth]) -> z3.Solver:
        """Return a solver that is told some more, too: where numbers are multiplied it is another one.

        z3 asks another way what it is asked under assumptions, and does not count all of its steps there.
        """
        solver = self.solver
        if parts and self.nonlinear and self.kinds == {False}:
            told = solver.assertions()
            solver = self._made()
            solver.add(*told, *parts)
        return solver

    def unknown(self, name: str) -> Term:
        """Return a real unknown."""
        if name not in self.unknowns:
            self.kinds.add(False)
            self.unknowns[name] = self.z3.Real(name, self.context)
        return self.unknowns[name]

    def integer(self, name: str) -> Term:
        """Return an integer unknown."""
        if name not in self.unknowns:
            self.kinds.add(True)
            self.unknowns[name] = self.whole[name] = self.z3.Int(name, self.context)
        return self.unknowns[name]

    def fresh(self, *, whole: bool = False) -> Term:
        """Return an unknown without a name; no model is asked about it."""
        self.kinds.add(whole)
        make = self.z3.FreshInt if whole else self.z3.FreshReal
        return make("t", self.context)

    def number(self, value: fmpq) -> Term:
        """Return a rational number; long ones make each of the solver's steps dearer."""
        self.bits += int(value.height_bits())
        return self.z3.Q(int(value.p), int(value.q), self.context)

    def truth(self, value: bool) -> Truth:
        """Return a truth value."""
        return self.z3.BoolVal(value, self.context)

    def every(self, parts: Sequence[Truth]) -> Truth:
        """Return that all parts hold."""
        return self.z3.And(*parts) if parts else self.truth(True)

    def either(self, parts: Sequence[Truth]) -> Truth:
        """Return that a part holds."""
        return self.z3.Or(*parts) if parts else self.truth(False)

    def total(self, terms: Sequence[Term]) -> Term:
        """Return a sum."""
        return self.z3.Sum(list(terms)) if len(terms) > 1 else terms[0] if terms else self.number(fmpq(0))

    def add(self, *parts: Truth) -> None:
        """Assert that some conditions hold."""
        self.asserted.extend(parts)

    def check(self, *parts: Truth) -> Found:
        """Return whether the assertions, and some more, can hold together. Counts the solver's steps."""
        limits = self.budget.limits
        left = (self.budget.steps - self.budget.spent) * WEIGHT
        most = min(limits.max_solver_steps, MIXED_STEPS) if len(self.kinds) > 1 else limits.max_solver_steps
        allowed = min(most, left) // (1 + self.bits // BITS) // (1 + self.degree // DEGREE)
        if allowed <= 0:
            raise ExceededError("max_steps")
        solver, before = self._with(parts), self.steps
        assumed = parts if solver is self._solver else ()
        solver.set("rlimit", allowed)
        try:
            found = str(solver.check(*assumed))
        except self.z3.Z3Exception:
            return "unknown"
        self._asked, statistics = solver, solver.statistics()
        self.steps = statistics.get_key_value("rlimit count") if "rlimit count" in statistics.keys() else 0  # noqa: SIM118
        self.budget.spend(min(max(self.steps - before, 0), left) // WEIGHT)
        return found if found in {"sat", "unsat"} else "unknown"  # type: ignore[return-value]

    def model(self) -> dict[str, fmpq]:
        """Return the values of the unknowns in the model that was found; irrational ones are approximated."""
        model = (self._asked or self.solver).model()
        return {name: _value(model.eval(term, model_completion=True)) for name, term in self.unknowns.items()}

    def models(self, wishes: Iterable[Truth] = ()) -> Iterator[dict[str, fmpq]]:
        """Yield models, those with small simple values first; `wishes` are met where they can be.

        What is yielded last is any model. Nothing is yielded where the solver does not find one.
        """
        for wish in (*wishes, self.truth(True)):
            if self.check(wish) == "sat":
                plain = self.model()
                for bound, parts in BOXES:
                    if self.check(wish, *self._small(bound, parts)) == "sat":
                        yield self.model()
                        break
                yield plain

    def _small(self, bound: int, parts: int) -> list[Truth]:
        values = sorted((fmpq(n, parts) for n in range(-bound * parts, bound * parts + 1)), key=abs)
        result = []
        for name, term in self.unknowns.items():
            if name in self.whole:
                result += [self.whole[name] >= -bound, self.whole[name] <= bound]
            else:
                result.append(self.either([term == self.number(value) for value in values]))
        return result


def _value(term: z3.ExprRef) -> fmpq:
    """Return a number of a model; a candidate only, so that what is no number, or a very long one, may count as 0."""
    if hasattr(term, "approx"):  # an algebraic number
        term = term.approx(APPROXIMATION)
    try:
        if hasattr(term, "as_fraction"):
            fraction = term.as_fraction()
            return fmpq(fraction.numerator, fraction.denominator)
        return fmpq(term.as_long()) if hasattr(term, "as_long") else fmpq(0)
    except ValueError:  # more digits than Python reads
        return fmpq(0)
