"""Networks with smooth activations: equal where permuting units, changing signs and tanh for sigmoid make them so.

Units are atoms of a linear form: sigmoid(z) = (1 + tanh(z/2))/2, tanh is odd, and softplus, SiLU and GELU satisfy
f(z) = f(-z) + z. Equal forms prove; different ones prove nothing, so a point is looked for, with enclosures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from flint import arb, ctx

from grader.claims.statements import Equal
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.shapes import mismatch, pairs
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.families.piecewise.space.confirming import Pairs
from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    HALF,
    NIL,
    ONE,
    Atoms,
    Form,
    Smooth,
    combined,
    constant,
    value_of,
)
from grader.evidence.families.piecewise.space.linear import Linear
from grader.evidence.families.piecewise.space.scope import SharedEvaluator, space_case, survey
from grader.evidence.functions.questions import SMOOTH_UNITS
from grader.evidence.numbers.look import STEPS, shown_place
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.lattice import lattice
from grader.evidence.numbers.places.points import Place, contains, points
from grader.evidence.numbers.shown import shown_apart
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, as_tuple
from grader.language.tree import Node
from grader.verdict import Evidence, Point, Proof

TRIED = 24  # points at which a difference is looked for
METHOD = "normal form"


def decide_smooth(goal: Goal) -> Evidence | None:
    """Return a proof that two networks with smooth units are the same, or a point where they differ; else None."""
    statement, setting, budget = goal.statement, goal.setting, goal.budget
    if not isinstance(statement, Equal) or statement.up_to is not None:
        return None
    trees = [as_tuple(statement.answer), as_tuple(statement.expected)]
    found = survey((*trees, *setting.assume), budget, SMOOTH_UNITS)
    if found is None or not found.calls & SMOOTH_UNITS:
        return None
    try:
        made = space_case(found, trees, setting, budget, least=1)
        if made is None:
            return None
        case, (answer, expected) = made
        if mismatch(answer, expected, (trees[0], trees[1])) is not None:
            return None
        if all_points(case.variables, case.setting.assume, case.context) is not None:
            return None
        return _decided(case, pairs(answer, expected))
    except (DeclinedError, UnclearError, ShapeError):
        return None


def _decided(case: Case, sides: Pairs) -> Evidence | None:
    atoms = Atoms(len(case.variables), case.budget)
    numbers = {variable.name: number for number, variable in enumerate(case.variables)}
    reader = SmoothLinear(atoms, numbers, {})
    differing = [pair for pair in sides if reader.form(pair[0]) != reader.form(pair[1])]
    if reader.left_out or reader.total:
        return None
    if differing:
        return _differ(case, differing[0]) if len(sides) == 1 else None
    somewhere = next(iter(points(case.variables, case.setting.assume, case.context)), None) is not None
    return Proof(METHOD) if somewhere else None


# tanh is odd, and for the others f(z) = f(-z) + z.
TURNING = frozenset({"tanh", "softplus", "silu", "gelu"})


class SmoothLinear(Linear):
    """Reads trees with smooth units as linear forms."""

    def _call(self, name: str, args: list[Form]) -> Form:
        if name not in SMOOTH_UNITS:
            return super()._call(name, args)
        (inner,) = args
        if name == "sigmoid":
            turned = self._unit("tanh", combined([(HALF, inner)]))
            return combined([(HALF, constant(ONE)), (HALF, turned)])
        return self._unit(name, inner)

    def _unit(self, name: str, inner: Form) -> Form:
        """Return a unit, with the sign of its argument's leading coefficient made positive."""
        if name in TURNING - {"softplus"} and value_of(inner) == NIL:
            return {}
        lead = inner[min(inner.keys() - {CONSTANT}, default=CONSTANT)] if inner else ONE
        if lead > NIL or name not in TURNING:
            return {self.atoms.atom(Smooth(name, frozenset(inner.items()))): ONE}
        other = self._unit(name, combined([(-ONE, inner)]))
        return combined([(-ONE, other)]) if name == "tanh" else combined([(ONE, other), (ONE, inner)])


# Points


def _differ(case: Case, pair: tuple[Node, Node]) -> Point | None:
    """Return a point where two trees certainly differ."""
    for place in islice(_places(case), TRIED):
        for precision in STEPS[:2]:
            values = _values(case, pair, place, precision)
            if values is None:
                break
            with ctx.workprec(precision):
                apart = values[0] != values[1]
                shown = shown_apart(*values) if apart else None
            if shown is not None:
                _checked(case, pair, place, values)
                return Point(shown_place(place), *shown, "enclosures")
    return None


def _places(case: Case) -> Iterator[Place]:
    names = [variable.name for variable in case.variables]
    small = (dict(zip(names, point, strict=True)) for point in lattice(len(names)))
    inside = (place for place in small if contains(case.variables, case.setting.assume, place, case.context))
    return chain(islice(inside, TRIED // 2), points(case.variables, case.setting.assume, case.context))


def _values(
    case: Case, pair: Sequence[Node], place: Place, precision: int, *, pure: bool = False
) -> tuple[Any, Any] | None:
    at = SharedEvaluator(case.context, place, precision, pure)
    try:
        return at.number(pair[0]), at.number(pair[1])
    except NoValueError:
        return None


def _checked(case: Case, pair: Sequence[Node], place: Place, values: tuple[Any, Any]) -> None:
    """Raise AssertionError where a second look, with balls only and more bits, contradicts the first: a bug of ours."""
    again = _values(case, pair, place, STEPS[2], pure=True)
    if again is not None:
        assert all(ball.overlaps(arb(value)) for ball, value in zip(again, values, strict=True)), "contradiction"
