"""The region a claim speaks of: what is read as forms, which points are looked at first, values of forms at points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from flint import fmpq

from grader.evidence.families.piecewise.space.conditions import compared, either
from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    NIL,
    ONE,
    Absolute,
    Atoms,
    Choice,
    Comparison,
    Condition,
    Form,
    Junction,
    Negation,
    Smooth,
    Step,
    combined,
)
from grader.evidence.families.piecewise.space.linear import Linear
from grader.evidence.numbers.places.domain import has_bounds, is_plain
from grader.evidence.numbers.places.lattice import lattice
from grader.evidence.numbers.places.points import Place, contains, points
from grader.evidence.question.prepare import Case
from grader.language.domains import Variable
from grader.language.tree import Const, Neg, Node
from grader.records import dataclass

INFINITE = (Const("oo"), Neg(Const("oo")))


@dataclass(frozen=True)
class Region:
    """The domain of a claim, with the reader of its forms."""

    case: Case
    linear: Linear
    domain: tuple[Condition, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the variables in the order of their numbers."""
        return [variable.name for variable in self.case.variables]

    @property
    def is_plain(self) -> bool:
        """Whether the region is all of R^n."""
        return not self.case.setting.assume and all(is_plain(variable.domain) for variable in self.case.variables)

    def candidates(self) -> Iterator[Place]:
        """Yield points of the region, small integers first."""
        names = self.names
        small = (dict(zip(names, point, strict=True)) for point in lattice(len(names)))
        wide = points(self.case.variables, self.case.setting.assume, self.case.context)
        if self.is_plain:
            return chain(small, wide)
        return chain((place for place in small if self.contains(place)), wide)

    def contains(self, place: Place) -> bool:
        """Return whether a point certainly lies in the region."""
        return self.is_plain or contains(self.case.variables, self.case.setting.assume, place, self.case.context)


def region_of(case: Case) -> Region:
    """Return the region of a case; raises DeclinedError where its domain is not described by linear forms."""
    jumps: dict[str, fmpq] = {}
    atoms = Atoms(len(case.variables), case.budget)
    numbers = {variable.name: number for number, variable in enumerate(case.variables)}
    linear = Linear(atoms, numbers, jumps)
    for name, value in case.setting.conventions.items():
        if name in {"H(0)", "sign(0)"}:
            found = linear.form(value)
            if not found.keys() - {CONSTANT}:
                jumps[name] = found.get(CONSTANT, NIL)
    domain = [condition for variable in case.variables for condition in _inside(linear, variable)]
    domain += [linear.condition(condition) for condition in case.setting.assume]
    return Region(case, linear, tuple(domain))


def _inside(linear: Linear, variable: Variable) -> Iterator[Condition]:
    """Yield the conditions that make up a variable's domain, but for being an integer."""
    domain, own = variable.domain, {linear.numbers[variable.name]: ONE}

    def gap(bound: Node, sign: int) -> Form:
        return combined([(fmpq(sign), own), (fmpq(-sign), linear.form(bound))])

    if domain.members is not None:
        yield either([compared("=", gap(member, 1)) for member in domain.members])
        return
    if domain.nonzero:
        yield compared("!=", own)
    if domain.base == "size":
        yield compared(">=", combined([(ONE, own), (-ONE, {CONSTANT: ONE})]))
    if has_bounds(domain):
        if domain.low is not None and domain.low not in INFINITE:
            yield compared(">=" if domain.low_closed else ">", gap(domain.low, 1))
        if domain.high is not None and domain.high not in INFINITE:
            yield compared(">=" if domain.high_closed else ">", gap(domain.high, -1))


class FormValues:
    """The values of some forms at points, fast: only the atoms that they need, in order."""

    def __init__(self, atoms: Atoms, roots: Iterable[int]) -> None:
        self.atoms = atoms
        needed: set[int] = set()
        stack = list(roots)
        while stack:
            number = stack.pop()
            if number >= atoms.count and number not in needed:
                needed.add(number)
                stack.extend(mentioned(atoms, number))
        self.order = sorted(needed)
        self.values: dict[int, fmpq] = {}
        self.on_kink = False

    def place(self, point: Sequence[fmpq]) -> None:
        """Set the point."""
        self.values = {CONSTANT: ONE, **dict(enumerate(point))}
        self.on_kink = False
        for number in self.order:
            self.values[number] = self._atom(number)
        self.atoms.budget.spend(1 + len(self.order) // 4)

    def form(self, form: Iterable[tuple[int, fmpq]]) -> fmpq:
        """Return the value of a form, given by its items."""
        values = self.values
        return sum((factor * values[number] for number, factor in form), NIL)

    def _atom(self, number: int) -> fmpq:
        match self.atoms.definition(number):
            case Absolute(form):
                value = self.form(form)
                self.on_kink = self.on_kink or value == NIL
                return abs(value)
            case Step(form, below, at):
                value = self.form(form)
                self.on_kink = self.on_kink or value == NIL
                return ONE if value > NIL else fmpq(below) if value < NIL else at or NIL
            case Choice(branches, otherwise):
                chosen = next((form for condition, form in branches if self.truth(condition)), otherwise)
                return self.form(chosen)
            case _:
                raise KeyError(number)

    def truth(self, condition: Condition) -> bool:
        """Return whether a condition holds."""
        match condition:
            case bool():
                return condition
            case Negation(part):
                return not self.truth(part)
            case Junction(every, parts):
                return all(map(self.truth, parts)) if every else any(map(self.truth, parts))
            case Comparison(op, form):
                value = self.form(form)
                return bool({">": value > NIL, ">=": value >= NIL, "=": value == NIL, "!=": value != NIL}[op])


def mentioned(atoms: Atoms, number: int) -> set[int]:
    """Return the atoms that an atom speaks of."""
    match atoms.definition(number):
        case Absolute(form) | Step(form) | Smooth(form=form):
            return {inner for inner, _ in form}
        case Choice(branches, otherwise):
            inner = {part for part, _ in otherwise}
            for condition, form in branches:
                inner |= {part for part, _ in form} | mentioned_in(condition)
            return inner
        case None:
            return set()


def mentioned_in(condition: Condition) -> set[int]:
    """Return the atoms that a condition speaks of."""
    match condition:
        case bool():
            return set()
        case Comparison(_, form):
            return {number for number, _ in form}
        case Negation(part):
            return mentioned_in(part)
        case Junction(_, parts):
            return set[int]().union(*map(mentioned_in, parts))
