"""Are there weights of given shapes that do what some claims say, for every input?

Inputs are collected: weights that fit at all of them are asked of the solver, and tried on the claims exactly. Where
they fail, the counterexample is one more input. No weights for finitely many inputs: none at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from flint import fmpq

from grader.claims.statements import Equal, Holds, Setting, Within
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.combine import all_of
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.families.piecewise.homogeneity import none_by_scaling
from grader.evidence.families.piecewise.space.scope import Survey, space_case
from grader.evidence.method import Scope
from grader.evidence.numbers.look import STEPS, see
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.precision import own_precision
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case
from grader.evidence.solver.decide import variable_terms
from grader.evidence.solver.solver import Query
from grader.evidence.solver.terms import Terms
from grader.evidence.trees.build import at_place, minus, number_tree
from grader.evidence.trees.features import scan
from grader.evidence.trees.ranges.tolerance import tolerance_tree
from grader.language.domains import Variable
from grader.language.tree import Array, Call, Node, Num, Relation, Sym, substitute, walk
from grader.records import dataclass, replace
from grader.verdict import Evidence, Exact, Point, Proof, Unknown, Value

ROUNDS = 24  # inputs that are added one by one
FIRST = 5  # inputs to begin with
OPEN = "neither such weights nor a proof that there are none was found"

Claimed = Equal | Within | Holds


@dataclass(frozen=True)
class Found:
    """Weights that do it, by name, with the evidence for all claims."""

    values: Mapping[str, Node]
    evidence: Evidence


@own_precision
def weights_exist(
    claims: Sequence[Claimed], weights: Sequence[Variable], setting: Setting, budget: Budget
) -> Found | Proof | Unknown:
    """Return weights for which all claims hold, a proof that there are none, or what is open.

    The claims' trees have the weights as symbols; `setting` declares all other symbols, never the weights. Shapes of
    weights are numbers, but for what is proved by scaling, which covers all sizes.
    """
    for claim in claims:
        if not isinstance(claim, Within) and (proof := none_by_scaling(claim, setting, budget)) is not None:
            return proof
    try:
        return _Search(claims, weights, setting, budget).run()
    except ExceededError as error:
        return Unknown(OPEN, error.limit)
    except (DeclinedError, UnclearError, ShapeError):
        return Unknown(OPEN)


class _Search:
    """Weights that fit at a growing number of inputs."""

    def __init__(
        self, claims: Sequence[Claimed], weights: Sequence[Variable], setting: Setting, budget: Budget
    ) -> None:
        self.claims, self.weights, self.setting, self.budget = claims, weights, setting, budget
        conditions = [part for claim in claims for part in _parts(claim)]
        whole = replace(setting, variables=(*setting.variables, *weights))
        facts = scan(conditions, budget.limits)
        survey = Survey(facts.symbols, facts.calls, facts.kinds)
        made = space_case(survey, conditions, whole, budget, least=1)
        if made is None:
            raise DeclinedError
        self.case, entries = made
        names = {name for weight in weights for name in _entry_names(weight)}
        self.inputs = tuple(v for v in self.case.variables if v.name not in names)
        self.unknowns = tuple(v for v in self.case.variables if v.name in names)
        self.conditions = [entry for entry in entries if isinstance(entry, Node)]
        self.query = Query(budget)
        integers = frozenset(v.name for v in self.unknowns if v.domain.is_integer)
        self.terms = Terms(self.query, integers, setting.conventions)
        for variable in self.unknowns:
            self.query.add(*variable_terms(self.terms, variable))

    def run(self) -> Found | Proof | Unknown:
        """Return what is found within so many rounds."""
        for place in islice(points(self.inputs, self.setting.assume, self.case.context), FIRST):
            self._fit_at(place)
        for _ in range(ROUNDS):
            if self.terms.ops.needs:
                raise DeclinedError  # a gap at a point is no fault
            found = self.query.check()
            if found == "unsat":
                return Proof("solver")
            if found == "unknown":
                return Unknown(OPEN, "max_solver_steps")
            done = self._tried_models()
            if isinstance(done, Found | Unknown):
                return done
            self._fit_at(done)
        return Unknown(OPEN)

    def _tried_models(self) -> Found | Unknown | Place:
        """Return weights that do it, or an input where the weights at hand fail."""
        for model in islice(self.query.models(), 2):
            values = self._values(model)
            evidence = self._tried(values)
            if isinstance(evidence, Proof):
                return Found(values, evidence)
            if isinstance(evidence, Point) and (place := _place(evidence, self.inputs)) is not None:
                return place
        return Unknown(OPEN)

    def _fit_at(self, place: Place) -> None:
        """Ask that all claims hold at an input, as far as what they compare with has a value there."""
        for condition in self.conditions:
            tree = at_place(condition, place)
            if _has_value(self.case, tree):
                self.query.add(self.terms.condition(tree))

    def _values(self, model: Mapping[str, fmpq]) -> dict[str, Node]:
        return {weight.name: _written(weight, model) for weight in self.weights}

    def _tried(self, values: Mapping[str, Node]) -> Evidence:
        scope = Scope(self.setting, self.budget.share(2))
        put_in = [_put_in(claim, dict(values)) for claim in self.claims]
        return all_of([scope.oracle.decide(Goal(claim, scope)) for claim in put_in])


def _parts(claim: Claimed) -> Iterator[Node]:
    match claim:
        case Holds(condition):
            yield condition
        case Equal(answer, expected, up_to=None):
            yield Relation(("=",), (answer, expected))
        case Within(answer, expected, absolute, relative, strict):
            limit = tolerance_tree(expected, (absolute, relative, strict))
            yield Relation(("<" if strict else "<=",), (Call("abs", (minus(answer, expected),)), limit))
        case _:
            raise DeclinedError


def _put_in(claim: Claimed, values: dict[str, Node]) -> Claimed:
    match claim:
        case Holds(condition):
            return Holds(substitute(condition, values))
        case Equal() | Within():
            answer, expected = substitute(claim.answer, values), substitute(claim.expected, values)
            return replace(claim, answer=answer, expected=expected)


def _entry_names(weight: Variable) -> list[str]:
    sizes = [range(1, int(dim.value) + 1) for dim in weight.domain.shape if isinstance(dim, Num)]
    if not weight.domain.shape:
        return [weight.name]
    return [f"{weight.name}[{','.join(map(str, place))}]" for place in product(*sizes)]


def _written(weight: Variable, model: Mapping[str, fmpq]) -> Node:
    """Return a weight's value in a model; entries that no claim speaks of are 0."""
    entries: list[Node] = [number_tree(model.get(name, fmpq(0))) for name in _entry_names(weight)]
    for dim in reversed(weight.domain.shape[1:]):
        assert isinstance(dim, Num)
        size = int(dim.value)
        entries = [Array(tuple(entries[start : start + size])) for start in range(0, len(entries), size)]
    return Array(tuple(entries)) if weight.domain.shape else entries[0]


def _has_value(case: Case, tree: Node) -> bool:
    """Return whether the sides of a condition that speak of no weight have values."""
    if not isinstance(tree, Relation):
        return True
    constants = [side for side in tree.operands if not any(isinstance(part, Sym) for part in walk(side))]
    return not any(isinstance(see(case.context, side, {}, STEPS[1]), NoValueError) for side in constants)


def _place(point: Point, inputs: Sequence[Variable]) -> Place | None:
    """Return the input of a counterexample by entries."""
    place: dict[str, fmpq] = {}
    for name, value in point.at.items():
        entries = value if isinstance(value, tuple) else (value,)
        names = [v.name for v in inputs if v.name == name or v.name.partition("[")[0] == name]
        for one, entry in zip(names, entries, strict=False):
            if (number := _number(entry)) is None:
                return None
            place[one] = number
    return place if len(place) == len(inputs) else None


def _number(value: Value) -> fmpq | None:
    if not isinstance(value, Exact):
        return None
    top, _, bottom = value.text.partition("/")
    return fmpq(int(top), int(bottom or 1))
