"""Whether a definedness formula holds at a point of the domain, exactly or in a neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness.formulas import All, Atom, Each, Formula, Never, Role, When, Whole, mentioned
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.repeated import steps as range_of_index
from grader.evidence.signs import Sign
from grader.language.tree import Add, Call, Div, Neg, Node, Relation, symbols, walk

PRECISIONS = (64, 256, 1024)
MAX_REPEATS = 200  # values of a bound index tried at a point


class Here:
    """One point of a setting, and what holds there. `discrete` names the symbols that do not vary continuously."""

    def __init__(self, env: Mapping[str, Any], setting: Setting, budget: Budget, discrete: frozenset[str]) -> None:
        self.env = dict(env)
        self.discrete = discrete
        self.budget = budget
        self._context = Context(budget, setting.conventions)

    def sign(self, node: Node) -> Sign:
        """Return the sign of a tree's value; UNKNOWN where it has none or is too close to call."""
        value = self._value(node)
        return Sign.UNKNOWN if value is None else _sign(value)

    def exactly(self, node: Node) -> Any:
        """Return a tree's value where it comes out as a rational number, else None."""
        value = self._value(node)
        return value if isinstance(value, fmpq) else None

    def _value(self, node: Node) -> Any:
        value: Any = None
        for precision in PRECISIONS:
            try:
                value = Evaluator(self._context, self.env, precision).number(node)
            except UnclearError as error:
                if error.final:
                    return None
                continue
            except NoValueError:
                return None
            if isinstance(value, fmpq) or not value.contains(0):
                return value
        return value

    def whole(self, node: Node) -> bool | None:
        """Whether a tree's value is an integer; None where that is not known."""
        value = self._value(node)
        if value is None:
            return None
        if isinstance(value, fmpq):
            return bool(value.q == 1)
        return None if value.contains_integer() else False

    def fails(self, formula: Formula) -> Role | None:
        """Return None where the formula certainly holds, else how it fails; UNCLEAR where it is not known."""
        match formula:
            case Atom(node=node, sign=sign, role=role):
                found = self.sign(node)
                return None if found.within(sign) else role if not found.value & sign.value else Role.UNCLEAR
            case Whole(node=node, role=role, wanted=wanted):
                whole = self.whole(node)
                return Role.UNCLEAR if whole is None else None if whole == wanted else role
            case All(parts=parts):
                return worst([self.fails(part) for part in parts])
            case When(guard=guard, then=then, otherwise=otherwise):
                holds = self.truth(guard)
                return Role.UNCLEAR if holds is None else self.fails(then if holds else otherwise)
            case Never(role=role):
                return role
            case Each():
                return self._each(formula)

    def truth(self, formula: Formula) -> bool | None:
        """Whether a condition holds; None where that is not known."""
        role = self.fails(formula)
        return True if role is None else None if role is Role.UNCLEAR else False

    def _each(self, formula: Each) -> Role | None:
        binder = formula.binder
        if binder.kind not in {"sum", "prod"}:
            return Role.UNCLEAR
        try:
            steps = range_of_index(Evaluator(self._context, self.env, PRECISIONS[0]), binder.low, binder.high)
        except NoValueError:
            return Role.UNCLEAR
        if len(steps) > MAX_REPEATS:
            return Role.UNCLEAR
        old = self.env.get(binder.var)
        found = []
        for step in steps:
            self.env[binder.var] = fmpq(step)
            found.append(self.fails(formula.body))
        self.env.pop(binder.var, None)
        if old is not None:
            self.env[binder.var] = old
        return worst(found)

    def surely(self, formula: Formula, *, holds: bool) -> bool:
        """Whether the formula holds (or is undefined) at all points of the domain near this one, and here."""
        match formula:
            case Atom(node=node, sign=sign, role=role):
                found = self.sign(node)
                steady = self._steady(node) and (found is not Sign.ZERO or symbols(node) <= self.discrete)
                if holds:
                    return steady and found.within(sign)
                return steady and role is Role.UNDEFINED and not found.value & sign.value
            case Whole(node=node, role=role, wanted=wanted):
                whole = self.whole(node)
                steady = self._steady(node) and (whole is False or symbols(node) <= self.discrete)
                return steady and whole is not None and (whole == wanted) == holds and (holds or role is Role.UNDEFINED)
            case All(parts=parts):
                nearby = [self.surely(part, holds=holds) for part in parts]
                return all(nearby) if holds else any(nearby)
            case When(guard=guard, then=then, otherwise=otherwise):
                if self.surely(guard, holds=True):
                    return self.surely(then, holds=holds)
                return self.surely(guard, holds=False) and self.surely(otherwise, holds=holds)
            case Never(role=role):
                return not holds and role is Role.UNDEFINED
            case Each():
                return mentioned(formula) <= self.discrete and (
                    self.fails(formula) is (None if holds else Role.UNDEFINED)
                )

    def _steady(self, node: Node) -> bool:
        """Whether a tree's value varies continuously here."""
        if symbols(node) <= self.discrete:
            return True
        return all(self._off_jump(part) for part in walk(node))

    def _off_jump(self, part: Node) -> bool:
        match part:
            case Call(name="floor" | "ceil", args=(u,)):
                return self.whole(u) is False
            case Call(name="sign" | "heaviside", args=(u,)):
                return self.sign(u).within(Sign.NONZERO)
            case Call(name="mod", args=(u, v)):
                return self.whole(Div(u, v)) is False
            case Relation(operands=operands):
                pairs = pairwise(operands)
                return all(self.sign(Add((a, Neg(b)))).within(Sign.NONZERO) for a, b in pairs)
            case _:
                return True


def _sign(value: Any) -> Sign:
    if value > 0:
        return Sign.POSITIVE
    if value < 0:
        return Sign.NEGATIVE
    return Sign.ZERO if value == 0 else Sign.UNKNOWN


def worst(roles: list[Role | None]) -> Role | None:
    """Return how a conjunction fails: undefined if any part is, else unclear, else left out."""
    return next((role for role in (Role.UNDEFINED, Role.UNCLEAR, Role.LEFT_OUT) if role in roles), None)
