"""Conditions on arrays whose sizes are letters, where what counts of the arrays is assumed of their extrema.

The smallest of the differences of a sequence is a number. Where it is assumed to be positive, it has a value, and what
is proved of all positive numbers holds of it. A condition that fails for all sizes together fails at one choice of
sizes, at which it is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from flint import fmpq

from grader.claims.statements import Holds, Member, Setting
from grader.evidence.errors import DeclinedError
from grader.evidence.families.matrices.instances import sized, small_sizes
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.points import contains
from grader.evidence.oracle import Sign, sign_of
from grader.evidence.question.goal import Goal, with_trees
from grader.evidence.question.prepare import SIZE
from grader.evidence.trees.build import at_place, product_of, sum_of
from grader.language.domains import REAL, Variable
from grader.language.printing import show
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Cases,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    children,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof

MANY = 6  # of sizes at which a condition is written out


def by_named_extrema(goal: Goal) -> Evidence | None:
    """Return evidence for or against a condition, or that a value lies in a domain; None where sizes are no letters."""
    if not isinstance(goal.statement, Holds | Member):
        return None
    sizes = sorted({name for one in goal.setting.variables for dim in one.domain.shape for name in symbols(dim)})
    if not sizes or not any(map(_extrema, goal.setting.assume)):
        return None
    found = _named(goal)
    return found if isinstance(found, Proof) else _at_sizes(goal, sizes)


def _named(goal: Goal) -> Evidence | None:
    """Return what holds where each extremum that is assumed to be compared is any number."""
    setting = goal.setting
    arrays = {one.name for one in setting.variables if one.domain.shape}
    parts = [part for condition in setting.assume for part in _parts(condition)]
    kept = tuple(one for one in setting.variables if one.name not in arrays)
    known: dict[Node, Variable] = {}
    for part in parts:
        for one in _extrema(part):
            known.setdefault(one, Variable(f"extremum[{len(known) + 1}]", REAL))

    def is_positive(tree: Node) -> bool:
        return symbols(tree).isdisjoint(arrays) and sign_of(tree, Setting(kept), goal.budget).within(Sign.POSITIVE)

    def named(tree: Node) -> Node:
        factor, rest = _split(_renamed(tree), is_positive)
        if rest in known:
            return Mul((factor, Sym(known[rest].name)))
        return rebuild(tree, named)

    assume = [one for one in map(named, parts) if symbols(one).isdisjoint(arrays)]
    fresh = {one.name for one in known.values()}
    one_for_another = _same(assume, fresh)
    assume = [one for part in assume if not _is_trivial(one := substitute(part, one_for_another))]
    trees = [substitute(named(tree), one_for_another) for tree in goal.trees]
    statement = with_trees(goal.statement, trees)
    if isinstance(statement, Member) and statement.variable.domain.shape:
        return None
    numbers = tuple(one for one in known.values() if one.name not in one_for_another)
    changed = goal.about(statement, replace(setting, variables=(*kept, *numbers), assume=tuple(assume)))
    if any(not symbols(tree).isdisjoint(arrays) for tree in changed.trees):
        return None
    return goal.scope.oracle.decide(changed)


def _same(conditions: Sequence[Node], names: set[str]) -> dict[str, Node]:
    """Return a name for each that is equal to it by a condition."""
    found: dict[str, Node] = {}
    for condition in conditions:
        match condition:
            case Relation(("=",), (left, right)):
                pair = [substitute(_bare(side), found) for side in (left, right)]
                match pair:
                    case [Sym(one), Sym(other)] if one != other and {one, other} <= names:
                        found = {name: substitute(tree, {one: Sym(other)}) for name, tree in found.items()}
                        found[one] = Sym(other)
    return found


def _bare(tree: Node) -> Node:
    return tree.factors[1] if isinstance(tree, Mul) and len(tree.factors) == 2 and tree.factors[0] == ONE else tree


def _is_trivial(condition: Node) -> bool:
    return (
        isinstance(condition, Relation) and condition.ops == ("=",) and condition.operands[0] == condition.operands[1]
    )


def _parts(condition: Node) -> Iterator[Node]:
    """Yield the conditions that one is made of; what stands in each has a value wherever it holds."""
    match condition:
        case Logic("and", args):
            for arg in args:
                yield from _parts(arg)
        case Relation():
            yield condition
        case _:
            return


def _extrema(tree: Node) -> list[Node]:
    """Return the outermost extrema over indices in a condition, their indices by numbers in place of names."""
    match tree:
        case Logic() as condition:
            return [one for part in _parts(condition) for one in _extrema(part)]
        case Bind("min" | "max"):
            return [_renamed(tree)]
        case Bind() | Cases():
            return []
        case _:
            return [one for child in children(tree) for one in _extrema(child)]


def _renamed(tree: Node, depth: int = 0) -> Node:
    """Return a tree whose bound symbols bear numbers, and whose sums stand in one order, so that equal ones are one."""
    if not isinstance(tree, Bind):
        plain = rebuild(tree, lambda child: _renamed(child, depth))
        return _ordered(plain) if isinstance(plain, Add | Neg) else plain
    name = f"bound[{depth}]"
    ends = (None if end is None else _renamed(end, depth) for end in (tree.low, tree.high))
    return Bind(tree.kind, _renamed(substitute(tree.body, {tree.var: Sym(name)}), depth + 1), name, *ends)


def _ordered(tree: Node) -> Node:
    """Return a sum with its terms collected, in the order of their texts."""
    counts: dict[Node, Fraction] = {}
    for count, term in _terms(tree, Fraction(1)):
        counts[term] = counts.get(term, Fraction(0)) + count
    found = [term if count == 1 else Mul((Num(count), term)) for term, count in counts.items() if count]
    ordered = sorted(found, key=show)
    return sum_of(ordered)


def _terms(tree: Node, factor: Fraction) -> Iterator[tuple[Fraction, Node]]:
    match tree:
        case Add(terms):
            for term in terms:
                yield from _terms(term, factor)
        case Neg(arg):
            yield from _terms(arg, -factor)
        case Mul((Num(value), other)):
            yield from _terms(other, factor * value)
        case Num(value):
            yield factor * value, ONE
        case _:
            yield factor, tree


def _split(tree: Node, is_positive: Callable[[Node], bool]) -> tuple[Node, Node]:
    """Return a positive number and an extremum whose product is an extremum: its factors without the index in front."""
    if not isinstance(tree, Bind) or tree.kind not in {"min", "max"}:
        return ONE, tree

    def is_factor(part: Node) -> bool:
        return tree.var not in symbols(part) and is_positive(part)

    inner, rest = _split(tree.body, is_positive)  # an extremum of extrema
    if rest != tree.body and tree.var not in symbols(inner):
        return inner, replace(tree, body=rest)
    match tree.body:
        case Div(num, den) if is_factor(den):
            factor, rest = _split(replace(tree, body=num), is_positive)
            return Div(factor, den), rest
        case Mul((first, *others)) if others and is_factor(first):
            body = product_of(others)
            factor, rest = _split(replace(tree, body=body), is_positive)
            return Mul((factor, first)), rest
        case _:
            return ONE, tree


def _at_sizes(goal: Goal, names: list[str]) -> Evidence | None:
    """Return a point at which a statement fails, with small sizes."""
    declared = {one.name: one.domain for one in goal.setting.variables}
    own = [Variable(name, declared.get(name, SIZE)) for name in names]
    context = Context(goal.budget, goal.setting.conventions)
    for sizes in islice(small_sizes(names, goal.trees, goal.setting.variables), MANY):
        setting = _instance(goal.setting, sizes) if contains(own, (), sizes, context) else None
        if setting is None:
            continue
        statement = with_trees(goal.statement, [at_place(tree, sizes) for tree in goal.trees])
        found = goal.scope.oracle.decide(goal.about(statement, setting))
        if isinstance(found, Point):
            return replace(found, at={**{name: Exact(str(size)) for name, size in sizes.items()}, **found.at})
    raise DeclinedError


def _instance(setting: Setting, sizes: Mapping[str, fmpq]) -> Setting | None:
    """Return the setting with sizes put in, None where an array would have no entries."""
    kept = [one for one in setting.variables if one.name not in sizes]
    domains = [sized(one.domain, sizes) for one in kept]
    variables = tuple(replace(one, domain=domain) for one, domain in zip(kept, domains, strict=True) if domain)
    assume = tuple(at_place(part, sizes) for part in setting.assume)
    return replace(setting, variables=variables, assume=assume) if len(variables) == len(kept) else None
