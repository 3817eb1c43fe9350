"""One query to z3, limited by z3's own count of steps, with a fresh context: the same query has the same outcome.

A model is a candidate only: it is looked at again, exactly, before it is shown. z3 is loaded when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError

if TYPE_CHECKING:
    import z3

Term: TypeAlias = Any  # a z3 arithmetic expression
Truth: TypeAlias = Any  # a z3 Boolean expression
Found = Literal["sat", "unsat", "unknown"]

WEIGHT = 200  # solver steps that count as one step of the budget
BOXES = ((2, 1), (6, 1), (3, 2), (12, 1), (6, 4))  # bounds and denominators of the small models that are asked for
APPROXIMATION = 20  # decimals of an irrational model


class Query:
    """Assertions about real and integer unknowns."""

    def __init__(self, budget: Budget, logic: str) -> None:
        import z3  # noqa: PLC0415 takes 40 ms

        self.z3 = z3
        self.budget = budget
        self.context = z3.Context()
        self.solver = z3.SolverFor(logic, ctx=self.context)
        self.solver.set("random_seed", 0)
        self.unknowns: dict[str, Term] = {}
        self.whole: dict[str, Term] = {}

    def unknown(self, name: str, *, whole: bool = False) -> Term:
        """Return a real unknown; with `whole`, an integer as a real number."""
        if name not in self.unknowns:
            if whole:
                self.whole[name] = self.z3.Int(name, self.context)
                self.unknowns[name] = self.z3.ToReal(self.whole[name])
            else:
                self.unknowns[name] = self.z3.Real(name, self.context)
        return self.unknowns[name]

    def number(self, value: fmpq) -> Term:
        """Return a rational number."""
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
        self.solver.add(*parts)

    def check(self, *parts: Truth) -> Found:
        """Return whether the assertions, and some more, can hold together. Counts the solver's steps."""
        limits = self.budget.limits
        left = (limits.max_steps - self.budget.spent) * WEIGHT
        allowed = min(limits.max_solver_steps, left)
        if allowed <= 0:
            raise ExceededError("max_steps")
        self.solver.set("rlimit", allowed)
        before = self._steps()
        try:
            found = str(self.solver.check(*parts))
        except self.z3.Z3Exception:
            return "unknown"
        self.budget.spend(min(max(self._steps() - before, 0), left) // WEIGHT)
        return found if found in {"sat", "unsat"} else "unknown"  # type: ignore[return-value]

    def _steps(self) -> int:
        statistics = self.solver.statistics()
        return int(statistics.get_key_value("rlimit count")) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118

    def model(self) -> dict[str, fmpq]:
        """Return the values of the unknowns in the model that was found; irrational ones are approximated."""
        model = self.solver.model()
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


def _value(term: z3.ArithRef) -> fmpq:
    if hasattr(term, "approx"):  # an algebraic number
        term = term.approx(APPROXIMATION)
    fraction = term.as_fraction()
    return fmpq(fraction.numerator, fraction.denominator)
