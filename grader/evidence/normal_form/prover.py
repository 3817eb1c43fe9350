"""The proof: both sides in one tower, their difference reduced, the case split where signs are not known."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form import hypotheses, ring, rules
from grader.evidence.normal_form.cases.case import Case, EmptyError
from grader.evidence.normal_form.cases.conditions import SplitError
from grader.evidence.normal_form.cases.knowledge import DECIDED
from grader.evidence.normal_form.convert import ComplexError, Converter
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Plan, Poly, Relation, RestartError
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO
from grader.language.tree import Node
from grader.records import dataclass

MAX_RESTARTS = 24  # times that a proof begins again, with a finer tower
MAX_ROUNDS = 3  # in which facts that were learnt are put to use
THREE_WAYS = (NEGATIVE, ZERO, POSITIVE)
TWO_WAYS = (ZERO | POSITIVE, NEGATIVE)
Option = tuple[Poly, int]  # a factor and the signs it has in a case


@dataclass(slots=True)
class Prover:
    """One attempt to show that two trees are equal in a setting."""

    left: Node
    right: Node
    setting: Setting
    budget: Budget

    def prove(self) -> str | None:
        """Return None where the sides are proved equal, else why that failed."""
        if facts_of(self.left).nodes + facts_of(self.right).nodes > self.budget.limits.max_nodes:
            raise ExceededError("max_nodes")
        plan = Plan()
        complex_mode = False
        for _ in range(MAX_RESTARTS):
            try:
                return self._all_cases(Tower(self.budget, plan), complex_mode)
            except RestartError:
                self.budget.spend(10)
            except ComplexError:
                complex_mode = True
        raise ExceededError("max_steps")

    def _all_cases(self, tower: Tower, complex_mode: bool) -> str | None:
        nowhere = "no point was found where both sides are defined"
        try:
            first = hypotheses.first_case(tower, self.setting, complex_mode)
        except EmptyError:
            return nowhere
        waiting = [first]
        proved = count = 0
        while waiting:
            count += 1
            if count > self.budget.limits.max_cases:
                raise ExceededError("max_cases")
            case = waiting.pop()
            try:
                options = self._one_case(case, complex_mode)
            except EmptyError:
                continue
            if options is None:
                proved += 1
            elif not options:
                return "the normal forms differ"
            else:
                waiting.extend(_branches(case, options))
        return None if proved else nowhere

    def _one_case(self, case: Case, complex_mode: bool) -> list[Option] | None:
        """Return None where the sides agree in this case, else the cases to split it into, none where stuck."""
        tower = case.tower
        for _ in range(MAX_ROUNDS):
            case.changed = False
            conv = Converter(case, self.setting, complex_mode)
            try:
                left, right = conv.convert(self.left), conv.convert(self.right)
            except SplitError as split:
                return [(split.part, mask) for mask in THREE_WAYS]
            gap = _difference(tower, left, right)
            if conv.rough and tower.by_kind["delta"]:
                raise DeclinedError("a derivative beside a step with a value at its jump")
            if not conv.is_grounded:
                if options := _splits(case, conv):
                    return options
                raise DeclinedError("powers of which the least is not evaluated")
            dens = () if conv.rough else (left.den, right.den)
            if agree(case, gap, dens, no_jump(tower, conv)):
                return None
            if not case.changed:
                break
        if conv.unwritten is not None:
            raise conv.unwritten
        return _options(case, conv, reduced(case, gap))


def _difference(tower: Tower, left: Element, right: Element) -> Poly:
    if left.den is right.den:
        return left.num - right.num
    bits = tower.bits(left, right)
    return tower.times(left.num, right.den, bits) - tower.times(right.num, left.den, bits)


def no_jump(tower: Tower, conv: Converter) -> tuple[Relation, ...]:
    """Return what the existence of the derivatives says where their formulas jump."""
    found = []
    for part, height in conv.jumps:
        delta = tower.find("delta", (part,))
        if delta is not None:
            found.append(tower.relation(delta.gen * height))
    return tuple(found)


def agree(case: Case, gap: Poly, denominators: tuple[Poly, ...], extra: tuple[Relation, ...] = ()) -> bool:
    """Return whether a difference is surely 0; raises `EmptyError` where a denominator is."""
    tower = case.tower
    for den in denominators:
        if den is not tower.one and vanishes(tower, reduced(case, den, extra)):
            raise EmptyError
    return vanishes(tower, reduced(case, gap, extra))


def reduced(case: Case, poly: Poly, extra: tuple[Relation, ...] = ()) -> Poly:
    """Return a polynomial reduced by all that a case knows; equations before the kernels' own relations."""
    if not poly:
        return poly
    poly = case.tower.reduce(poly, (*rules.moduli.sign_relations(case, poly), *extra))
    known = rules.moduli.sign_relations(case, poly)
    return case.tower.reduce(poly, (*known, *extra)) if known else poly


def vanishes(tower: Tower, poly: Poly) -> bool:
    """Return whether a reduced polynomial is surely 0: each coefficient of what is not algebraic must be."""
    if not poly:
        return True
    if not tower.has_numbers:
        return False
    algebraic, relations = ring.algebraic, rules.relations
    return _in_groups(tower, poly, algebraic.is_number, algebraic.is_surely_zero) or _in_groups(
        tower, poly, relations.is_letter, relations.is_zero
    )


def _in_groups(
    tower: Tower, poly: Poly, is_inner: Callable[[Tower, Kernel], bool], is_zero: Callable[[Tower, Poly], bool]
) -> bool:
    """Return whether each coefficient of a monomial in the other kernels is 0, as a polynomial of the inner ones."""
    numbers = {kernel.index for kernel in tower.used(poly) if is_inner(tower, kernel)}
    if not numbers:
        return False
    top = tower.plan.size - 1
    groups: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
    for powers, coefficient in poly.to_dict().items():
        outer = tuple(0 if top - place in numbers else power for place, power in enumerate(powers))
        inner = tuple(power if top - place in numbers else 0 for place, power in enumerate(powers))
        groups.setdefault(outer, {})[inner] = coefficient
    return all(is_zero(tower, tower.ring.from_dict(group)) for group in groups.values())


def _options(case: Case, conv: Converter, gap: Poly) -> list[Option]:
    """Return the cases to look at next: by signs in the difference, by bases of powers, by members of finite sets."""
    for kernel in case.tower.used(gap):
        if not kernel.bound and kernel.kind in {"sigma", "delta"} and _open(case, kernel.args[0]):
            ways = TWO_WAYS if kernel.kind == "sigma" else THREE_WAYS
            return [(kernel.args[0], mask) for mask in ways]
    return _splits(case, conv) or hypotheses.members(case, conv.scope)


def _splits(case: Case, conv: Converter) -> list[Option]:
    """Return the cases that the converter asked for."""
    part = next((part for part in conv.splits if _open(case, part)), None)
    return [] if part is None else [(part, mask) for mask in THREE_WAYS]


def _open(case: Case, part: Poly) -> bool:
    return case.mask(part) not in DECIDED


def _branches(case: Case, options: list[Option]) -> list[Case]:
    found = []
    for part, mask in options:
        branch = case.copy()
        try:
            branch.learn(part, mask)
        except EmptyError:
            continue
        found.append(branch)
    return found
