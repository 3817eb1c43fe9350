"""Linear forms over variables and kinks: the normal form of piecewise-linear functions of several variables.

A form is `{atom: coefficient}`; `CONSTANT` is the atom 1, the first atoms are the variables, all others are interned:
|L| with L scaled to leading coefficient 1, steps, and choices between forms. ReLU, leaky ReLU, max, min and hard
tanh become absolute values. Equal forms are equal functions; forms with one layer of absolute values and nothing
else are equal functions on all of R^n only if they are equal (distinct hyperplanes give independent kinks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.families.piecewise.space.ridges import Ridge
from grader.records import dataclass

CONSTANT = -1  # the atom 1
NIL, ONE, HALF = fmpq(0), fmpq(1), fmpq(1, 2)
MOST_FOLDED = 32  # kinks of one linear form that are told apart; deeper ones, such as a sawtooth's, stay nested

Form: TypeAlias = dict[int, fmpq]  # no coefficient is 0
Frozen: TypeAlias = frozenset[tuple[int, fmpq]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`form op 0`."""

    op: Literal[">", ">=", "=", "!="]
    form: Frozen


@dataclass(frozen=True, slots=True)
class Junction:
    """All parts hold, or one of them."""

    every: bool
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: Condition


Condition = bool | Comparison | Junction | Negation


@dataclass(frozen=True, slots=True)
class Absolute:
    """|form|."""

    form: Frozen


@dataclass(frozen=True, slots=True)
class Step:
    """`below` where the form is negative, 1 where it is positive, `at` where it is 0 (None: no convention says)."""

    form: Frozen
    below: int
    at: fmpq | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The first form whose condition holds, else the last one."""

    branches: tuple[tuple[Condition, Frozen], ...]
    otherwise: Frozen


@dataclass(frozen=True, slots=True)
class Smooth:
    """A smooth function, by name, of a form."""

    name: str
    form: Frozen


Atom = Absolute | Step | Choice | Smooth


class Atoms:
    """The atoms of one decision: variables first, then what is interned. Every atom speaks of earlier ones only."""

    def __init__(self, count: int, budget: Budget) -> None:
        self.count = count
        self.budget = budget
        self.made: list[Atom] = []
        self.ids: dict[Atom, int] = {}
        self.units: dict[int, Form] = {}  # max(L, 0), by the atom |L|

    def atom(self, definition: Atom) -> int:
        """Return the number of an atom; raises ExceededError where there are more than `max_units`."""
        known = self.ids.get(definition)
        if known is not None:
            return known
        if len(self.made) >= self.budget.limits.max_units:
            raise ExceededError("max_units")
        self.ids[definition] = self.count + len(self.made)
        self.made.append(definition)
        return self.ids[definition]

    def definition(self, number: int) -> Atom | None:
        """Return what an atom stands for; None for variables and the constant."""
        return self.made[number - self.count] if number >= self.count else None

    def absolute(self, form: Form) -> Form:
        """Return |form|."""
        if not form:
            return {}
        if len(form) == 1 and CONSTANT in form:
            return {CONSTANT: abs(form[CONSTANT])}
        for signed in (form, {number: -value for number, value in form.items()}):
            if self.is_non_negative(signed):
                return signed
        if (folded := self._folded(form)) is not None:
            return folded
        lead = form[min(number for number in form if number != CONSTANT)]
        scaled = {number: value / lead for number, value in form.items()}
        return {self.atom(Absolute(frozenset(scaled.items()))): abs(lead)}

    def _folded(self, form: Form) -> Form | None:
        """Return |form|, no deeper than the form, where that is a function of one linear form; None elsewhere."""
        last = self.definition(max(form))
        if not isinstance(last, Absolute):
            return None
        line = {number: value for number, value in last.form if number != CONSTANT}
        kinks: dict[fmpq, fmpq] = {}
        rest: Form = {}
        for number, value in form.items():
            inner = self.definition(number)
            if isinstance(inner, Absolute) and len(inner.form) - len(line) in {0, 1}:
                moved = dict(inner.form)
                place = -moved.pop(CONSTANT, NIL)
                if moved == line:
                    kinks[place] = value
                    continue
            rest[number] = value
        slope = rest.get(min(line), NIL)
        add_to(rest, -slope, line)
        if rest.keys() - {CONSTANT} or self.budget.is_above(len(kinks), MOST_FOLDED, "max_pieces"):
            return None
        self.budget.spend(1 + len(kinks))
        found = Ridge(slope, rest.get(CONSTANT, NIL), kinks).absolute()
        return self._ridge(found, line)

    def _ridge(self, ridge: Ridge, line: Form) -> Form:
        """Return a function of a linear form with leading coefficient 1 as a form."""
        parts = [(ridge.slope, line), (ONE, constant(ridge.constant))]
        for place, weight in ridge.kinks.items():
            moved = combined([(ONE, line), (-ONE, constant(place))])
            parts.append((weight, {self.atom(Absolute(frozenset(moved.items()))): ONE}))
        return combined(parts)

    def is_non_negative(self, form: Form) -> bool:
        """Return whether a form shows that it is never negative: a sum of ReLU units, or c |L| + d L with |d| <= c."""
        absolutes = [number for number in form if number >= self.count]
        if not all(isinstance(self.definition(number), Absolute) and form[number] > NIL for number in absolutes):
            return False
        rest = {number: value for number, value in form.items() if number < self.count}
        if not rest.keys() - {CONSTANT}:
            return bool(rest.get(CONSTANT, NIL) >= NIL)
        if len(absolutes) == 1 and self._is_bounded(rest, absolutes[0], form[absolutes[0]]):
            return True
        return self._is_sum_of_units(form, sorted(absolutes, reverse=True))

    def _is_sum_of_units(self, form: Form, absolutes: list[int]) -> bool:
        """Return whether a form is a sum of positive multiples of ReLU units and a number that is not negative."""
        rest = dict(form)
        for number in absolutes:
            scale, unit = rest.get(number, NIL), self.units.get(number)
            if scale == NIL:
                continue
            if scale < NIL or unit is None:
                return False
            add_to(rest, -scale / unit[number], unit)
        return not rest.keys() - {CONSTANT} and bool(rest.get(CONSTANT, NIL) >= NIL)

    def _is_bounded(self, rest: Form, number: int, scale: fmpq) -> bool:
        """Return whether `rest` is d L + e with |d| <= scale and e >= 0, for the atom |L|."""
        inner = self.definition(number)
        assert isinstance(inner, Absolute)
        line = dict(inner.form)
        lead = min(line.keys() - {CONSTANT})
        factor = rest.get(lead, NIL)
        left = combined([(ONE, rest), (-factor, line)])
        return bool(abs(factor) <= scale and not left.keys() - {CONSTANT} and left.get(CONSTANT, NIL) >= NIL)

    def relu(self, form: Form, slope: fmpq = NIL) -> Form:
        """Return max(form, 0), with `slope` times the form where that is negative."""
        absolute = self.absolute(form)
        result = combined([((ONE + slope) / 2, form), ((ONE - slope) / 2, absolute)])
        if slope == NIL and len(absolute) == 1 and result:
            (number,) = absolute
            if number >= self.count and number in result and number not in self.units:
                self.units[number] = result
        return result

    def larger(self, left: Form, right: Form, sign: int = 1) -> Form:
        """Return the larger of two forms; the smaller one where `sign` is -1."""
        gap = combined([(ONE, left), (-ONE, right)])
        return combined([(HALF, left), (HALF, right), (sign * HALF, self.absolute(gap))])

    def step(self, form: Form, below: int, at: fmpq | None) -> Form:
        """Return the step function of a form: `below` or 1, `at` the jump the value `at` (None: left out)."""
        if not form.keys() - {CONSTANT}:
            value = form.get(CONSTANT, NIL)
            if value == NIL and at is not None:
                return constant(at)
            return constant(ONE if value > NIL else fmpq(below))
        lead = form[min(number for number in form if number != CONSTANT)]
        scaled = frozenset((number, value / abs(lead)) for number, value in form.items())
        middle = fmpq(1 + below, 2)
        if lead < NIL and (at is None or at == middle):  # the two steps add up to the same everywhere
            mirrored = frozenset((number, -value) for number, value in scaled)
            return combined([(-ONE, {self.atom(Step(mirrored, below, at)): ONE}), (ONE, constant(fmpq(1 + below)))])
        return {self.atom(Step(scaled, below, at)): ONE}

    def choice(self, branches: Iterable[tuple[Condition, Form]], otherwise: Form) -> Form:
        """Return the first form whose condition holds, else `otherwise`."""
        kept: list[tuple[Condition, Frozen]] = []
        for condition, form in branches:
            if condition is True:
                otherwise = form
                break
            if condition is not False:
                kept.append((condition, frozenset(form.items())))
        last = frozenset(otherwise.items())
        while kept and kept[-1][1] == last:
            kept.pop()
        return {self.atom(Choice(tuple(kept), last)): ONE} if kept else otherwise


def constant(value: fmpq) -> Form:
    """Return a constant form."""
    return {CONSTANT: value} if value != NIL else {}


def value_of(form: Mapping[int, fmpq]) -> fmpq | None:
    """Return the number that a constant form is, None for any other form."""
    if not form:
        return NIL
    return form[CONSTANT] if len(form) == 1 and CONSTANT in form else None


def combined(parts: Iterable[tuple[fmpq, Mapping[int, fmpq]]]) -> Form:
    """Return the sum of multiples of forms."""
    result: Form = {}
    for factor, form in parts:
        add_to(result, factor, form)
    return result


def add_to(result: Form, factor: fmpq, form: Mapping[int, fmpq]) -> None:
    """Add a multiple of a form to another, in place."""
    if factor == NIL:
        return
    for number, value in form.items():
        before = result.get(number)
        total = factor * value if before is None else before + factor * value
        if total == NIL:
            result.pop(number, None)
        else:
            result[number] = total
