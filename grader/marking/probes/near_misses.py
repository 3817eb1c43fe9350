"""Answers that are nearly right: one place of a tree changed as students slip.

A near miss is wrong in most problems, never in all: where only an even power is asked, a sign does not matter. Who
reads the findings decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.language.tree import (
    ONE,
    Add,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Div,
    Index,
    Interval,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    RelationOp,
    SetOf,
    Transpose,
    Tup,
)
from grader.marking.probes.places import Changed, everywhere, with_item

SWAPPED = {
    "sin": "cos",
    "cos": "sin",
    "tan": "cot",
    "sinh": "cosh",
    "cosh": "sinh",
    "max": "min",
    "min": "max",
    "floor": "ceil",
    "ceil": "floor",
    "relu": "abs",
    "log": "exp",
    "argmax": "argmin",
}
LOOSENED: dict[RelationOp, RelationOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}
TURNED: dict[RelationOp, RelationOp] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def near_misses(tree: Node) -> Iterator[Changed]:
    """Yield what was changed with the changed tree, each change once, in the order of the places."""
    return everywhere(tree, _slips)


def _slips(node: Node) -> Iterator[Changed]:
    for rule in RULES:
        yield from rule(node)


def _numbers(node: Node) -> Iterator[Changed]:
    if isinstance(node, Num):
        yield f"{node.value + 1} for {node.value}", Num(node.value + 1)
        if node.value >= 1:
            yield f"{node.value - 1} for {node.value}", Num(node.value - 1)


def _signs(node: Node) -> Iterator[Changed]:
    match node:
        case Neg(arg):
            yield "a minus lost", arg
        case Add(terms):
            for place, term in enumerate(terms):
                if not _is(term, 0):
                    turned = term.arg if isinstance(term, Neg) else Neg(term)
                    yield "a sign of a sum", Add(with_item(terms, place, turned))


def _dropped(node: Node) -> Iterator[Changed]:
    match node:
        case Add(terms):
            yield from (("a term dropped", _made(Add, terms, place)) for place in _but(terms, 0))
        case Mul(factors):
            yield from (("a factor dropped", _made(Mul, factors, place)) for place in _but(factors, 1))
        case Div(num, den) if num != den and not _is(den, 1):
            yield "a divisor dropped", num
            yield "a fraction upside down", Div(den, num)
        case Pow(base, exp) if not _is(exp, 1):
            yield "an exponent dropped", base
        case SetOf(items) if len(items) > 1:
            yield from (("a member dropped", SetOf(_without(items, place))) for place in range(len(items)))


def _functions(node: Node) -> Iterator[Changed]:
    match node:
        case Call("sqrt" | "abs" as name, (arg,)) if not isinstance(arg, Num):
            yield f"{name} dropped", arg
        case Call(name, args) if name in SWAPPED and not (name == "log" and len(args) > 1):
            yield f"{SWAPPED[name]} for {name}", Call(SWAPPED[name], args)


def _arrays(node: Node) -> Iterator[Changed]:
    match node:
        case Transpose(arg) if not isinstance(arg, Array):  # a list that is written out has no orientation
            yield "a transpose lost", arg
        case ArrayMul("hadamard", factors):
            yield "a product of matrices for one of entries", Mul(factors)
        case Index(base, (i, j)) if i != j:
            yield "indices swapped", Index(base, (j, i))
        case Array(items) | Tup(items):
            for place in range(len(items) - 1):
                a, b = items[place], items[place + 1]
                if a != b:
                    yield "entries swapped", type(node)(with_item(with_item(items, place, b), place + 1, a))


def _conditions(node: Node) -> Iterator[Changed]:
    match node:
        case Relation((op,), (a, b)):
            if op in LOOSENED:
                yield f"{LOOSENED[op]} for {op}", Relation((LOOSENED[op],), (a, b))
            if op in TURNED and a != b:
                yield f"{TURNED[op]} for {op}", Relation((TURNED[op],), (a, b))
        case Interval(low, high, low_closed, high_closed):
            yield "the lower end in or out", Interval(low, high, not low_closed, high_closed)
            yield "the upper end in or out", Interval(low, high, low_closed, not high_closed)
        case Cases(((a, condition), *rest), otherwise) if otherwise is not None and a != otherwise and not rest:
            yield "the branches swapped", Cases(((otherwise, condition),), a)


def _bounds(node: Node) -> Iterator[Changed]:
    match node:
        case Bind("sum" | "prod" as kind, body, var, low, high) if high is not None and not isinstance(high, Num):
            yield "an upper bound one too low", Bind(kind, body, var, low, Add((high, Neg(ONE))))
        case Bind("int", body, var, low, high) if low is not None and high is not None and low != high:
            yield "bounds swapped", Bind("int", body, var, high, low)


RULES: tuple[Callable[[Node], Iterator[Changed]], ...] = (
    _numbers,
    _signs,
    _dropped,
    _functions,
    _arrays,
    _conditions,
    _bounds,
)


def _is(node: Node, value: int) -> bool:
    return isinstance(node, Num) and node.value == value


def _but(items: tuple[Node, ...], neutral: int) -> Iterator[int]:
    return (place for place, item in enumerate(items) if not _is(item, neutral))


def _without(items: tuple[Node, ...], place: int) -> tuple[Node, ...]:
    return items[:place] + items[place + 1 :]


def _made(kind: Callable[[tuple[Node, ...]], Node], items: tuple[Node, ...], place: int) -> Node:
    left = _without(items, place)
    return left[0] if len(left) == 1 else kind(left)
