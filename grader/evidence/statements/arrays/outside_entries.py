"""Entries that an array does not have, where its size is a letter: `x_{i-1}` for i from 1.

Such a text has no value as it stands. It may still be right for who counts from 0, or takes what is outside for 0. It
is refuted where at small sizes an entry is missing, and the statement fails for both of these readings, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from flint import fmpq

from grader.claims.statements import Equal, Holds, Setting
from grader.evidence.arrays.grids import shape_text
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.matrices.instances import choices, sized
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.points import contains
from grader.evidence.question.goal import Goal, trees_of, with_trees
from grader.evidence.question.prepare import SIZE
from grader.evidence.trees.build import at_place
from grader.evidence.trees.polynomials import integer_literal
from grader.language.domains import Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Array,
    Bind,
    BindKind,
    Call,
    Cases,
    Index,
    Mul,
    Node,
    Num,
    Relation,
    Sym,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass, replace
from grader.verdict import MISFIT, Evidence, Point, Reason

MANY = 6  # of sizes at which entries are looked for
PLACES = 30  # values of indices at each
MOST_STEPS = 30  # terms of a sum that is written out
Shapes = Mapping[str, tuple[int, ...]]


def without_entries(goal: Goal) -> Evidence | None:
    """Return why an answer names entries that are not there, None where that is not sure or may be meant otherwise."""
    statement = goal.statement
    if not isinstance(statement, Equal | Holds) or goal.both:
        return None
    for place, side in enumerate(_sides(statement)):
        if _is_of_one_size(side):
            continue
        instances = list(_instances(goal, frozenset[str]().union(*map(symbols, goal.trees))))
        missing = next((text for one in instances if (text := one.missing(side))), "")
        if missing and not _may_count_from_zero(goal, instances, place) and not _may_be_padded(goal, instances, place):
            return Reason("shape", missing, MISFIT)
    return None


def _sides(statement: Equal | Holds) -> tuple[Node, ...]:
    match statement:
        case Equal(answer=answer):
            return (answer,)
        case Holds(Relation(_, operands)):
            return operands
        case _:
            return ()


def _is_of_one_size(side: Node) -> bool:
    """Return whether a side names a third entry, or counts to one: it may be meant for one size alone."""
    return any(
        (isinstance(node, Index) and any((integer_literal(index) or 0) > 1 for index in node.indices))
        or (isinstance(node, Bind) and (_whole(node.high) or 0) > 1)
        or isinstance(node, Array)
        for node in walk(side)
    )


def _with(statement: Equal | Holds, place: int, side: Node) -> Equal | Holds:
    if isinstance(statement, Equal):
        return replace(statement, answer=side)
    assert isinstance(statement.condition, Relation)
    operands = statement.condition.operands
    return Holds(Relation(statement.condition.ops, (*operands[:place], side, *operands[place + 1 :])))


@dataclass(frozen=True)
class _Instance:
    """Numbers for sizes and indices, the shapes that arrays have there, and the setting."""

    numbers: Mapping[str, fmpq]
    shapes: Shapes
    setting: Setting

    def missing(self, side: Node) -> str:
        """Return which entry an array does not have, empty where that is not sure."""
        try:
            found = next(_outside(_written(at_place(side, self.numbers), self.shapes), self.shapes), None)
        except DeclinedError:
            return ""
        if found is None:
            return ""
        name, places = found
        return f"An array of shape {shape_text(self.shapes[name])} has no entry {shape_text(places)}."


def _instances(goal: Goal, used: frozenset[str]) -> Iterator[_Instance]:
    """Yield the smallest sizes, with all values of the indices that are used."""
    declared = {one.name: one.domain for one in goal.setting.variables}
    names = sorted({name for one in goal.setting.variables for dim in one.domain.shape for name in symbols(dim)})
    own = [Variable(name, declared.get(name, SIZE)) for name in names]
    context = Context(goal.budget, goal.setting.conventions)
    assumed = [part for part in goal.setting.assume if symbols(part) <= set(names)]
    for chosen in islice(choices(len(names)), MANY):
        sizes = dict(zip(names, map(fmpq, chosen), strict=True))
        if not contains(own, assumed, sizes, context):
            continue
        kept = {one.name: sized(one.domain, sizes) for one in goal.setting.variables if one.name not in sizes}
        shapes = {name: tuple(int(dim.value) for dim in domain.shape if isinstance(dim, Num))
                  for name, domain in kept.items() if domain is not None and domain.shape}  # fmt: skip
        ends = {name: (_whole(domain.low), _whole(domain.high)) for name, domain in kept.items()
                if domain is not None and name in used and domain.is_integer}  # fmt: skip
        ranges = {name: range(low, high + 1) for name, (low, high) in ends.items()
                  if low is not None and high is not None}  # fmt: skip
        for places in islice(product(*ranges.values()), PLACES):
            numbers = {**sizes, **dict(zip(ranges, map(fmpq, places), strict=True))}
            variables = tuple(replace(one, domain=domain) for one in goal.setting.variables
                              if one.name not in numbers and (domain := kept[one.name]) is not None)  # fmt: skip
            assume = tuple(at_place(part, numbers) for part in goal.setting.assume)
            yield _Instance(numbers, shapes, replace(goal.setting, variables=variables, assume=assume))


def _whole(tree: Node | None) -> int | None:
    return None if tree is None else integer_literal(tree)


def _written(tree: Node, shapes: Shapes) -> Node:
    """Return a tree with its sums written out, but for factors 0. Raises DeclinedError for what may not count."""
    match tree:
        case Cases():
            raise DeclinedError
        case Bind(kind):
            return _joined(kind, _terms(tree, shapes))
        case Mul(factors) if any(integer_literal(factor) == 0 for factor in factors):
            return ZERO
        case _:
            return rebuild(tree, lambda child: _written(child, shapes))


def _terms(tree: Bind, shapes: Shapes) -> list[Node]:
    """Return what is added, multiplied or compared; of a least of least ones all, for some may be of nothing."""
    if tree.kind not in {"sum", "prod", "min", "max"}:
        raise DeclinedError
    first, last = _whole(tree.low), _whole(tree.high)
    if first is None or last is None:
        raise DeclinedError
    refuse_above(last - first, MOST_STEPS, "max_terms")
    steps = range(first, last + 1)
    bodies = [substitute(tree.body, {tree.var: Num(Fraction(step))}) for step in steps]
    if tree.kind in {"min", "max"} and isinstance(tree.body, Bind) and tree.body.kind == tree.kind:
        return [term for body in bodies if isinstance(body, Bind) for term in _terms(body, shapes)]
    return [_written(body, shapes) for body in bodies]


def _joined(kind: BindKind, terms: list[Node]) -> Node:
    if not terms:
        if kind in {"min", "max"}:
            raise DeclinedError
        return ZERO if kind == "sum" else ONE
    if len(terms) == 1:
        return terms[0]
    if kind in {"min", "max"}:
        return Call(kind, tuple(terms))
    return Add(tuple(terms)) if kind == "sum" else Mul(tuple(terms))


def _outside(tree: Node, shapes: Shapes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the entries that are named and not there."""
    for node in walk(tree):
        match node:
            case Index(Sym(name), indices) if len(indices) == len(shapes.get(name, ())):
                places = tuple(number for index in indices if (number := integer_literal(index)) is not None)
                if len(places) < len(indices):
                    raise DeclinedError
                if any(not 1 <= place <= size for place, size in zip(places, shapes[name], strict=True)):
                    yield name, places


def _may_count_from_zero(goal: Goal, instances: list[_Instance], number: int) -> bool:
    """Return whether a statement may hold once each index of a side is one more."""
    assert isinstance(goal.statement, Equal | Holds)
    side = _shifted(_sides(goal.statement)[number])
    if any(one.missing(side) for one in instances):
        return False
    return not _fails(goal, _with(goal.statement, number, side), goal.setting)


def _shifted(tree: Node) -> Node:
    if isinstance(tree, Index) and isinstance(tree.base, Sym):
        return Index(tree.base, tuple(Add((_shifted(index), ONE)) for index in tree.indices))
    return rebuild(tree, _shifted)


def _may_be_padded(goal: Goal, instances: list[_Instance], number: int) -> bool:
    """Return whether a statement may hold where entries that are not there count as 0."""
    assert isinstance(goal.statement, Equal | Holds)
    for one in instances:
        trees = [at_place(tree, one.numbers) for tree in trees_of(goal.statement)]
        plain = with_trees(goal.statement, trees)
        assert isinstance(plain, Equal | Holds)
        try:
            side = _padded(_written(_sides(plain)[number], one.shapes), one.shapes)
        except DeclinedError:
            continue
        if _fails(goal, _with(plain, number, side), one.setting):
            return False
    return True


def _padded(tree: Node, shapes: Shapes) -> Node:
    if isinstance(tree, Index) and next(_outside(tree, shapes), None) is not None:
        return ZERO
    return rebuild(tree, lambda child: _padded(child, shapes))


def _fails(goal: Goal, statement: Equal | Holds, setting: Setting) -> bool:
    return isinstance(goal.scope.oracle.decide(goal.about(statement, setting)), Point | Reason)
