"""Which claims are piecewise-linear in several variables, made ready: entries, variables, values at points.

Trees may share nodes (a layer that several later ones read): every node is looked at once, by its identity.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.arrays.expand import Expander
from grader.evidence.arrays.grids import Entry, Grid
from grader.evidence.budget import Budget
from grader.evidence.errors import NoValueError
from grader.evidence.functions.questions import KINKED
from grader.evidence.numbers.evaluator import EXTRA_BITS, Context, Evaluator, Number
from grader.evidence.numbers.places.points import Place
from grader.evidence.numbers.truth import Truth, condition_at
from grader.evidence.question.prepare import Case, scalars_of, shape_of, used_variables, without_root
from grader.evidence.trees.features import Facts
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Cases,
    Const,
    Div,
    Index,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    Tup,
    children,
)
from grader.records import dataclass, replace

ARRAY_CALLS = frozenset({"diag", "tr"})
KINDS = frozenset(
    {Sym, Const, Neg, Add, Mul, ArrayMul, Div, Pow, Call, Transpose, Index, Array, Tup, Cases, Relation, Logic}
)


@dataclass(frozen=True)
class Survey:
    """What one pass over trees found, each shared node counted once."""

    symbols: frozenset[str]
    calls: frozenset[str]
    kinds: frozenset[type[Node]]

    @property
    def has_kinks(self) -> bool:
        """Whether a function with a kink or a jump, or a definition by cases, occurs."""
        return bool(self.calls & KINKED) or Cases in self.kinds


def survey(trees: Sequence[Node], budget: Budget, more: frozenset[str] = frozenset()) -> Survey | None:
    """Return what occurs in some trees; None where that is not piecewise-linear, but for the functions `more`."""
    allowed = KINKED | ARRAY_CALLS | more
    seen: set[int] = set()
    names: set[str] = set()
    calls: set[str] = set()
    kinds: set[type[Node]] = set()
    stack = list(trees)
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is Num or id(node) in seen:
            continue
        seen.add(id(node))
        kinds.add(kind)
        if isinstance(node, Sym):
            names.add(node.name)
            continue
        if isinstance(node, Call):
            if node.name not in allowed:
                return None
            calls.add(node.name)
        elif kind not in KINDS or (isinstance(node, Const) and node.name not in {"true", "false"}):
            return None
        stack.extend(children(node))
    budget.spend(len(seen) // 8)
    return Survey(frozenset(names), frozenset(calls), frozenset(kinds))


class SharedExpander(Expander):
    """Writes every node out once, so that what is shared stays shared."""

    def __init__(self, shapes: dict[str, tuple[int, ...]], budget: Budget) -> None:
        super().__init__(shapes, budget)
        self.known: dict[int, tuple[Node, Entry]] = {}

    def expand(self, node: Node) -> Entry:
        """Return a scalar tree or a grid, the same object for the same node."""
        if isinstance(node, Num) or (isinstance(node, Neg | Div) and literal(node) is not None):
            return node
        found = self.known.get(id(node))
        if found is None:
            found = node, super().expand(node)
            self.known[id(node)] = found
        return found[1]

    def _sum(self, terms: list[Entry]) -> Entry:
        """Return a sum; beside numbers, an array with one entry counts as a number, as products of arrays do."""
        if any(isinstance(term, Node) for term in terms):
            terms = [term.items[0] if isinstance(term, Grid) and len(term.items) == 1 else term for term in terms]
        return super()._sum(terms)


def space_case(
    found: Survey, trees: Sequence[Node], setting: Setting, budget: Budget, least: int = 2
) -> tuple[Case, list[Entry]] | None:
    """Return the case and the entries; None where there are fewer than `least` variables, or others than numbers."""
    if setting.functions:
        return None
    used = used_variables(found.symbols, setting, budget)
    if any(variable.domain.base == "complex" for variable in used):
        return None
    shapes = {variable.name: shape_of(variable) for variable in used if variable.domain.shape}
    variables = tuple(scalar for variable in used for scalar in scalars_of(variable, shapes))
    if len(variables) < least:
        return None
    expander = SharedExpander(shapes, budget)
    entries = [expander.expand(tree) for tree in trees]
    assume = tuple(without_root(expander.scalar(condition)) for condition in setting.assume)
    facts = Facts(symbols=found.symbols, kinds=found.kinds, calls=found.calls)
    scalar_setting = replace(setting, variables=variables, assume=assume)
    return Case(scalar_setting, Context(budget, setting.conventions), False, facts), entries


class SharedEvaluator(Evaluator):
    """Evaluates each shared node once."""

    __slots__ = ("known",)

    def __init__(self, context: Context, place: Place, precision: int = EXTRA_BITS, pure: bool = False) -> None:
        super().__init__(context, place, precision, pure)
        self.known: dict[int, Number] = {}

    def value(self, node: Node) -> Number:
        """Return the value of a tree; the tree must live as long as this."""
        found = self.known.get(id(node))
        if found is None:
            found = super().value(node)
            self.known[id(node)] = found
        return found


def values_at(case: Case, trees: Sequence[Node], place: Place) -> list[fmpq] | None:
    """Return the exact values of trees at a point; None where one has none."""
    at = SharedEvaluator(case.context, place)
    try:
        found = [at.number(tree) for tree in trees]
    except NoValueError:
        return None
    exact = [value for value in found if isinstance(value, fmpq)]
    return exact if len(exact) == len(found) else None


def truth_at(case: Case, condition: Node, place: Place) -> Truth:
    """Return the truth of a condition at a point; None where it has none."""
    try:
        return condition_at(SharedEvaluator(case.context, place), condition)
    except NoValueError:
        return None
