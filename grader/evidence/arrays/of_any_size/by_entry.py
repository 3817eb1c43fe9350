"""Arrays by a rule for their entries: with numbers as sizes they are written out, else compared entry by entry.

Two arrays of one shape are equal exactly where their entries at each index are. The indices are symbols that range
over the rows and columns, so nothing is lost; where the shapes are not seen to be the same, the claim stays open.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.claims.statements import Equal, Setting
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, minus, size_of
from grader.evidence.arrays.of_any_size.sizing import by_rule, shape_in
from grader.evidence.budget import Budget
from grader.evidence.errors import UnclearError
from grader.evidence.functions.questions import TOTAL_OF_ALL
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total_there
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Index,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    Transpose,
    substitute,
    walk,
)
from grader.records import replace
from grader.verdict import Exact, Value

_PLACE = "at["  # how the symbols begin that are indices of entries
UNIT = Num(Fraction(1))
# Kinds of nodes that have a value where their parts have one.
WHOLE = frozenset({Array, ArrayMul, Bind, Cases, Index, Relation, Transpose})


def has_all_entries(tree: Node) -> bool:
    """Return whether a tree of entries has a value at every point, so that no other entry can lack one."""
    return all(map(_has_value, walk(tree)))


def _has_value(node: Node) -> bool:
    is_total = isinstance(node, Call) and node.name in TOTAL_OF_ALL
    return is_total or type(node) in WHOLE or is_total_there(node)


def is_only_entry(setting: Setting, at: Mapping[str, Value]) -> bool:
    """Return whether the arrays have one entry at a point, so that there is no other entry."""
    places = [variable.domain for variable in setting.variables if variable.name.startswith(_PLACE)]
    return bool(places) and all(_is_one(domain.high, at) for domain in places)


def _is_one(count: Node | None, at: Mapping[str, Value]) -> bool:
    return count == UNIT or (isinstance(count, Sym) and at.get(count.name) == Exact("1"))


def at_each_entry(statement: Equal, setting: Setting, budget: Budget) -> tuple[Equal, Setting]:
    """Return an equality without arrays by a rule; raises UnclearError where it is not seen to be the same."""
    sides = tuple(_written_out(side, budget) for side in (statement.answer, statement.expected))
    if not any(map(by_rule, sides)):
        return replace(statement, answer=sides[0], expected=sides[1]), setting
    rule = next((side for side in sides if isinstance(side, Bind) and side.kind == "array"), None)
    if rule is None:
        raise UnclearError("an array by a rule for its entries stands in a formula", final=True)
    shapes = [_shape(side, setting) for side in sides]
    if shapes[0] is None or shapes[0] != shapes[1]:
        raise UnclearError("whether the shapes are the same is not settled", final=True)
    names = [f"{_PLACE}{place}]" for place in range(len(shapes[0]))]
    entries = [_entry(side, [Sym(name) for name in names]) for side in sides]
    if any(map(by_rule, entries)):
        raise UnclearError("an array by a rule for its entries stands in a formula", final=True)
    counts = _counts(rule)
    places = tuple(Variable(name, _range(count)) for name, count in zip(names, counts, strict=True))
    return replace(statement, answer=entries[0], expected=entries[1]), replace(
        setting, variables=(*setting.variables, *places)
    )


def _range(count: Node) -> Domain:
    return Domain("integer", UNIT, count, low_closed=True, high_closed=True, text="an index")


def _ends(node: Bind) -> tuple[Node, Node]:
    assert node.low is not None
    assert node.high is not None
    return node.low, node.high


def _counts(node: Node) -> list[Node]:
    """Return how many entries an array by a rule has in each direction."""
    if not (isinstance(node, Bind) and node.kind == "array"):
        return []
    low, high = _ends(node)
    return [high if low == UNIT else Add((high, Neg(low), UNIT)), *_counts(node.body)]


def _written_out(node: Node, budget: Budget) -> Node:
    """Return an array by a rule entry by entry where its sizes are numbers; a transposed list is a list."""
    if isinstance(node, Transpose) and len(_counts(node.arg)) == 1:
        node = node.arg
    if isinstance(node, Call) and node.name == "diag" and len(_counts(node.args[0])) == 1:
        node = _diagonal(node.args[0])
    if not (isinstance(node, Bind) and node.kind == "array"):
        return node
    low, high = map(literal, _ends(node))
    if low is None or high is None:
        return node
    budget.spend(max(int(high - low), 0))
    steps = range(int(low), int(high) + 1)
    rows = [_written_out(substitute(node.body, {node.var: Num(Fraction(step))}), budget) for step in steps]
    return Array(tuple(rows))


def _diagonal(rule: Node) -> Bind:
    """Return the matrix that has a list by a rule as its diagonal, by a rule."""
    assert isinstance(rule, Bind)
    column = f"{_PLACE}column]"
    body = Cases(((rule.body, Relation(("=",), (Sym(rule.var), Sym(column)))),), Num(Fraction(0)))
    return replace(rule, body=Bind("array", body, column, rule.low, rule.high))


def _shape(node: Node, setting: Setting) -> tuple[Size, ...] | None:
    if isinstance(node, Bind) and node.kind == "array":
        low, high = map(size_of, _ends(node))
        inner = _shape(node.body, setting) if isinstance(node.body, Bind) and node.body.kind == "array" else ()
        return None if inner is None else (minus(minus(high, low), minus((), ONE)), *inner)
    found = shape_in(node, setting)
    return None if found is None else tuple(size for size in found if size != ONE)


def _entry(node: Node, places: list[Node]) -> Node:
    """Return the entry of an array at some places, which count from 1."""
    if not (isinstance(node, Bind) and node.kind == "array"):
        return Index(node, tuple(places)) if places else node
    low, _ = _ends(node)
    at = places[0] if low == UNIT else Add((places[0], low, Neg(UNIT)))
    return _entry(substitute(node.body, {node.var: at}), places[1:])
