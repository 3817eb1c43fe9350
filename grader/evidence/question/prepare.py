"""A claim made ready for deciding: arrays written out by entry, the symbols that matter, what all layers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Final

from grader.claims.statements import Setting
from grader.evidence import arrays, question, trees
from grader.evidence.arrays.grids import Entry, Grid, Shape, ShapeError
from grader.evidence.arrays.identity import NAME
from grader.evidence.budget import Budget
from grader.evidence.errors import UnclearError
from grader.evidence.method import Scope
from grader.evidence.numbers.evaluator import Context
from grader.evidence.trees.features import Facts, scan, within
from grader.language.domains import REAL, Domain, Variable
from grader.language.names.functions import FUNCTIONS, OF_MATRICES
from grader.language.tree import (
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Index,
    Interval,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Transpose,
    Tup,
)
from grader.records import dataclass, replace

ARRAY_KINDS = frozenset({Array, ArrayMul, Index, Transpose, Tup})
ARRAY_CALLS = frozenset(name for name, known in FUNCTIONS.items() if known.arrays) - {"max", "min", "grad"}
SIZE = Domain(base="size", text="size")


@dataclass(unsafe_hash=True)
class Case:
    """What one decision is about: a setting of scalars that occur, and the context that evaluations share."""

    setting: Final[Setting]
    context: Final[Context]
    is_complex: Final[bool]
    facts: Final[Facts]
    by_field: Final[bool] = False  # whether numbers are complex though no complex letter occurs

    @property
    def variables(self) -> Sequence[Variable]:
        """Return the scalar variables that occur."""
        return self.setting.variables

    @property
    def budget(self) -> Budget:
        """Return the budget of the decision."""
        return self.context.budget


def prepare(
    given: Sequence[Node], setting: Setting, budget: Budget, scanned: Facts | None = None
) -> tuple[Case, list[Entry]]:
    """Return the case and the given trees written out by entry; `scanned` are the facts about all trees, where known.

    Raises ExceededError where they are too large, ShapeError where shapes do not fit, UnclearError where arrays
    cannot be written out.
    """
    all_trees = (*given, *setting.assume)
    facts = scan(all_trees, budget.limits) if scanned is None else within(scanned, all_trees, budget.limits)
    only_real = _are_real(facts.symbols, setting.variables)
    has_unit = "i" in facts.constants
    used = list(setting.variables) if only_real else _occurring(facts.symbols, setting, budget)
    shapes = {} if only_real else {v.name: shape_of(v) for v in used if v.domain is not REAL and v.domain.shape}
    members, assume = dict[str, str](), setting.assume
    entries: list[Entry] = list(given)
    if shapes or facts.kinds & ARRAY_KINDS or facts.calls & ARRAY_CALLS:
        expander = _expander(shapes, used, setting, budget)
        expander.is_complex |= has_unit
        entries = [expander.expand(tree) for tree in given]
        assume = tuple(expander.scalar(condition) for condition in assume)
        members = expander.members
    variables = _by_entry(used, shapes, members, setting.variables) if shapes or members else tuple(used)
    is_complex = has_unit or (not only_real and speaks_of_complex(variables))
    is_other = variables != setting.variables
    is_field = is_other and not is_complex and speaks_of_complex(setting.variables)
    if is_other or assume:
        setting = setting.over(variables, tuple([without_root(part) for part in assume]))
    by_field = is_field and question.fields.has_other_values(_items_of(entries), facts, setting, budget)
    is_complex = is_complex or by_field
    if not is_complex:
        entries, facts = _of_reals(entries, facts, setting, assume, budget)
    elif Pow in facts.kinds:
        entries = _of_powers(entries, facts)
    return Case(setting, Context(budget, setting.conventions), is_complex, facts, by_field), entries


def _of_powers(entries: list[Entry], facts: Facts) -> list[Entry]:
    """Return entries of complex numbers with square roots, and the values of integrals over full turns."""
    entries = [_each(entry, trees.halves.with_square_roots) for entry in entries]
    return [_each(entry, trees.circles.with_turns) for entry in entries] if "int" in facts.binders else entries


def _of_reals(
    entries: list[Entry], facts: Facts, setting: Setting, assume: Sequence[Node], budget: Budget
) -> tuple[list[Entry], Facts]:
    """Return entries over the reals with floors for cases that ask for integers, and closed forms for what is bound."""
    if Cases in facts.kinds and Space in facts.kinds:
        entries = [_each(entry, question.whole.with_floors) for entry in entries]
        facts = scan((*_items_of(entries), *assume), budget.limits)
    if Bind in facts.kinds and budget.asked is not None:
        scope, oracle = Scope(setting, budget), budget.oracle
        entries = [_each(entry, lambda item: oracle.closed_forms(item, scope)) for entry in entries]
    return entries, facts


def _expander(
    shapes: dict[str, Shape], used: Sequence[Variable], setting: Setting, budget: Budget
) -> arrays.expand.Expander:
    """Return what writes arrays of these shapes out by entry."""
    expander = arrays.expand.Expander(shapes, budget)
    expander.has_identity = has_identity(used)
    expander.arrays = frozenset(v.name for v in setting.variables if v.domain.shape)
    expander.by_entry = OF_MATRICES & setting.conventions.keys()
    expander.is_complex = speaks_of_complex(used)
    return expander


def _items_of(entries: Sequence[Entry]) -> list[Node]:
    return [item for entry in entries for item in (entry.items if isinstance(entry, Grid) else (entry,))]


def speaks_of_complex(variables: Iterable[Variable]) -> bool:
    """Return whether one of some variables is complex."""
    return "complex" in [variable.domain.base for variable in variables]


def has_identity(variables: Iterable[Variable]) -> bool:
    """Return whether `I` may be an identity matrix: it is no declared array, and nothing is said of its values."""
    return any(variable.name == NAME and variable.domain == REAL for variable in variables)


def _by_entry(
    used: Sequence[Variable], shapes: dict[str, Shape], members: dict[str, str], declared: Sequence[Variable]
) -> tuple[Variable, ...]:
    """Return the scalars that arrays of these shapes and families of numbers consist of."""
    scalars = [scalar for variable in used for scalar in scalars_of(variable, shapes)]
    return (*scalars, *_of_families(members, used, declared))


def _of_families(
    members: dict[str, str], used: Sequence[Variable], declared: Sequence[Variable]
) -> tuple[Variable, ...]:
    """Return x_1, x_2, … of a symbol x that stands for a family of numbers, each as declared, else as x is."""
    domains = {variable.name: variable.domain for variable in (*declared, *used)}
    others = members.keys() - {variable.name for variable in used}
    return tuple(
        Variable(name, domains.get(name) or domains.get(members[name], REAL)) for name in members if name in others
    )


def _each(entry: Entry, change: Callable[[Node], Node]) -> Entry:
    """Return a number, or an array by its entries, with a change made to each."""
    return replace(entry, items=tuple(map(change, entry.items))) if isinstance(entry, Grid) else change(entry)


def prepare_pair(answer: Node, expected: Node, setting: Setting, budget: Budget) -> tuple[Case, Entry, Entry]:
    """Return the case and both sides written out. Shapes that do not fit raise ShapeError in the answer only."""
    answer, expected = as_tuple(answer), as_tuple(expected)
    try:
        case, (given, wanted) = prepare([answer, expected], setting, budget)
    except ShapeError:
        _refuse_shapeless(expected, setting, budget)
        raise
    return case, given, wanted


def _refuse_shapeless(expected: Node, setting: Setting, budget: Budget) -> None:
    """Raise UnclearError where the shapes within the expected side do not fit: that is not the answer's fault."""
    try:
        prepare([expected], setting, budget)
    except ShapeError as error:
        raise UnclearError(f"the expected side has no value: {error.text}", final=True) from None


def as_tuple(tree: Node) -> Node:
    """Return a space of dimensions, such as R^{1 x k}, as the shape that it names."""
    match tree:
        case Space("R", dims) if dims:
            return Tup(dims)
        case Space() | SetOf() | SetOp() | Interval():
            raise UnclearError("sets and spaces are not compared here", final=True)
        case _:
            return tree


def without_root(condition: Node) -> Node:
    """Return `sqrt(a) = c` with a number c >= 0 as the same condition `a = c^2`."""
    match condition:
        case Relation(("=",), (Call("sqrt", (inner,)), Num(value))) | Relation(
            ("=",), (Num(value), Call("sqrt", (inner,)))
        ):
            return Relation(("=",), (inner, Num(value * value)))
        case _:
            return condition


def _are_real(names: frozenset[str], variables: Sequence[Variable]) -> bool:
    """Whether the variables are real numbers without bounds that occur, and nothing else does; most often they are."""
    if len(names) != len(variables):
        return False
    return not [True for variable in variables if variable.domain is not REAL or variable.name not in names]


def used_variables(names: frozenset[str], setting: Setting, budget: Budget) -> list[Variable]:
    """Return the variables that occur, also in bounds and shapes of others; undeclared ones are real numbers.

    An undeclared symbol in a bound or a shape is a size.
    """
    return list(setting.variables) if _are_real(names, setting.variables) else _occurring(names, setting, budget)


def _occurring(names: frozenset[str], setting: Setting, budget: Budget) -> list[Variable]:
    """Return what `used_variables` does where not all variables are real numbers that occur."""
    declared = {variable.name: variable for variable in setting.variables}
    found: dict[str, Variable] = {}
    waiting = [(name, REAL) for name in sorted(names)]
    while waiting:
        name, default = waiting.pop()
        if name in found:
            continue
        found[name] = declared.get(name) or Variable(name, default)
        domain = found[name].domain
        if domain is REAL:
            continue
        bounds = [part for part in (domain.low, domain.high, *(domain.members or ())) if part is not None]
        inner = scan(bounds, budget.limits).symbols if bounds else ()
        waiting.extend((part, SIZE) for part in inner)
    order = {variable.name: place for place, variable in enumerate(setting.variables)}
    return sorted(found.values(), key=lambda v: (order.get(v.name, len(order)), v.name))


def shape_of(variable: Variable) -> Shape:
    """Return the shape of an array; raises UnclearError where a symbol is its size."""
    dims = variable.domain.shape
    sizes = tuple(int(dim.value) for dim in dims if isinstance(dim, Num) and dim.value.denominator == 1)
    if len(sizes) < len(dims):
        raise UnclearError(f"{variable.name} is an array whose size is a symbol", final=True)
    return sizes


def scalars_of(variable: Variable, shapes: dict[str, Shape]) -> Iterable[Variable]:
    """Return the entries of an array as variables of their own, a number as itself."""
    shape = shapes.get(variable.name)
    if shape is None:
        return (variable,)
    domain = replace(variable.domain, shape=())
    places = product(*(range(1, size + 1) for size in shape))
    return tuple(Variable(f"{variable.name}[{','.join(map(str, place))}]", domain) for place in places)
