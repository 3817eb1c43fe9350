"""Forms and conditions as terms of the solver; each atom becomes one unknown with its definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import fmpq

from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    Absolute,
    Atoms,
    Choice,
    Comparison,
    Condition,
    Junction,
    Negation,
    Step,
)
from grader.evidence.solver.solver import Query, Term, Truth


class Encoding:
    """Writes forms over `atoms` into a query; `variables` are the terms of the first atoms."""

    def __init__(self, query: Query, atoms: Atoms, variables: Sequence[Term]) -> None:
        self.query = query
        self.atoms = atoms
        self.terms: dict[int, Term] = dict(enumerate(variables))
        self.off_kinks: list[Truth] = []  # nothing that was written is at a kink or a jump

    def form(self, form: Mapping[int, fmpq]) -> Term:
        """Return the term of a form."""
        parts = []
        for number, value in sorted(form.items()):
            if number == CONSTANT:
                parts.append(self.query.number(value))
            else:
                term = self._atom(number)
                parts.append(term if value == 1 else -term if value == -1 else self.query.number(value) * term)
        return self.query.total(parts)

    def condition(self, condition: Condition) -> Truth:
        """Return a condition."""
        match condition:
            case bool():
                return self.query.truth(condition)
            case Comparison(op, form):
                return self._compared(op, dict(form))
            case Junction(every, parts):
                inner = [self.condition(part) for part in parts]
                return self.query.every(inner) if every else self.query.either(inner)
            case Negation(part):
                return self.query.z3.Not(self.condition(part))

    def _compared(self, op: str, form: Mapping[int, fmpq]) -> Truth:
        term = self.form(form)
        match op:
            case ">":
                return term > 0
            case ">=":
                return term >= 0
            case "=":
                return term == 0
            case _:
                return term != 0

    def _atom(self, number: int) -> Term:
        if number not in self.terms:
            self.terms[number] = self._defined(number)
        return self.terms[number]

    def _defined(self, number: int) -> Term:
        unknown = self.query.fresh()
        definition = self.atoms.definition(number)
        match definition:
            case Absolute(form):
                inner = self.form(dict(form))
                self.off_kinks.append(inner != 0)
                value = self.query.z3.If(inner >= 0, inner, -inner)
            case Step(form, below, at):
                value = self._step(self.form(dict(form)), below, at)
            case Choice(branches, otherwise):
                value = self.form(dict(otherwise))
                for condition, form in reversed(branches):
                    value = self.query.z3.If(self.condition(condition), self.form(dict(form)), value)
            case _:
                raise KeyError(number)
        self.query.add(unknown == value)
        return unknown

    def _step(self, inner: Term, below: int, at: fmpq | None) -> Term:
        query, one, low = self.query, self.query.number(fmpq(1)), self.query.number(fmpq(below))
        self.off_kinks.append(inner != 0)
        if at is None:  # no convention: these points are left out
            query.add(inner != 0)
            return query.z3.If(inner > 0, one, low)
        return query.z3.If(inner > 0, one, query.z3.If(inner < 0, low, query.number(at)))
