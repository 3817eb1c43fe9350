"""Sums over an index that a condition fixes: what stands there for the one index that counts.

The sum over k of f(k) where k = e, and of 0 elsewhere, is f(e) where e is one of the indices. Where f(k) is
multiplied by 0 elsewhere, it must have a value there, too.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.evidence.families.code.spaces.formulas import (
    TRUE,
    Parts,
    add,
    bind,
    choose,
    div,
    linear,
    logic,
    mul,
    neg,
    parts_of,
    risk,
    written,
)
from grader.evidence.trees.build import conjuncts, distinct
from grader.language.tree import ONE, ZERO, Add, Bind, Cases, Div, Mul, Neg, Node, Relation, Sym, substitute, symbols
from grader.records import dataclass

Inside = Callable[[Node], bool]


@dataclass(frozen=True)
class Indices:
    """`inside` tells which trees surely are one of the indices 1, …, size; `fresh` gives a name to a new index."""

    inside: Callable[[Node], Inside]
    fresh: Callable[[Node], str]


def summed(body: Node, name: str, size: Node, indices: Indices) -> Node:
    """Return the sum of a body over 1, …, size."""
    if not _has_delta(body, name):
        return _plain(body, name, size)
    match body:
        case Add(terms):
            found: Node = ZERO
            for term in terms:
                found = add(found, summed(term, name, size, indices))
            return found
        case Neg(arg):
            return neg(summed(arg, name, size, indices))
        case Bind("sum", _, _, low, high) if low == ONE and high is not None and name not in symbols(high):
            return _exchanged(body, name, size, indices) or _plain(body, name, size)
        case Div(top, bottom) if name not in symbols(bottom):
            return div(summed(top, name, size, indices), bottom)
        case _:
            return _product(_factors(body), name, size, indices) or _plain(body, name, size)


def _exchanged(body: Bind, name: str, size: Node, indices: Indices) -> Node | None:
    """Return the sum of a sum with the inner one taken last; None where that fixes no index."""
    assert body.high is not None
    other = indices.fresh(body.high)
    inner = substitute(body.body, {body.var: Sym(other)})
    moved = summed(inner, name, size, indices)
    return None if moved == _plain(inner, name, size) else summed(moved, other, body.high, indices)


def _plain(body: Node, name: str, size: Node) -> Node:
    if name not in symbols(body):
        return ZERO if body == ZERO else mul(size, body)
    return bind("sum", body, name, size)


def _factors(node: Node) -> list[Node]:
    match node:
        case Mul(factors):
            return [inner for factor in factors for inner in _factors(factor)]
        case Neg(arg):
            return [neg(ONE), *_factors(arg)]
        case Div(top, bottom):
            return [*_factors(top), div(ONE, bottom)]
        case _:
            return [node]


def _product(factors: list[Node], name: str, size: Node, indices: Indices) -> Node | None:
    """Return the sum of a product with a factor that fixes the index, or that is a sum with such a part."""
    for number, factor in enumerate(factors):
        rest = [*factors[:number], *factors[number + 1 :]]
        match factor:
            case Cases(((value, condition),), outside) if outside == ZERO:
                found = fixed(condition, name, indices.inside(size))
                if found is not None:
                    place, left = found
                    kept = _times([substitute(one, {name: place}) for one in (*rest, value)])
                    return _with_risks(choose(substitute(left, {name: place}), kept, ZERO), rest, name, size)
            case Bind("sum", inner, var, low, high) if low == ONE and high is not None and _has_delta(factor, name):
                other = indices.fresh(high)
                within = _times([*rest, substitute(inner, {var: Sym(other)})])
                return summed(summed(within, name, size, indices), other, high, indices)
            case Add(terms) if _has_delta(factor, name):
                return summed(Add(tuple(_times([*rest, term]) for term in terms)), name, size, indices)
    return None


def _with_risks(found: Node, rest: list[Node], name: str, size: Node) -> Node:
    """Return a sum with 0 times what has no value at some index: such a term is no number at any of them."""
    for one in rest:
        if any(risk(part) is not None and name in symbols(part) for part in distinct(one)):
            found = add(found, mul(ZERO, _plain(one, name, size)))
    return found


def _times(factors: list[Node]) -> Node:
    found: Node = ONE
    for factor in factors:
        found = mul(found, factor)
    return found


def _has_delta(node: Node, name: str) -> bool:
    """Return whether a sum or product somewhere has a factor that only counts where the index has one value."""
    match node:
        case Cases(((_, condition),), other):
            return other == ZERO and any(name in symbols(part) for part in conjuncts(condition))
        case Add(parts) | Mul(parts):
            return any(_has_delta(part, name) for part in parts)
        case Bind("sum", body, var):
            return var != name and _has_delta(body, name)
        case Neg(arg) | Div(arg, _):
            return _has_delta(arg, name)
        case _:
            return False


def fixed(condition: Node, name: str, inside: Inside) -> tuple[Node, Node] | None:
    """Return what an index is equal to where a condition holds, and what else the condition says."""
    parts = conjuncts(condition)
    for number, part in enumerate(parts):
        match part:
            case Relation(("=",), (left, right)) if right == ZERO:
                place = solved(parts_of(left), name)
                if place is not None and inside(place):
                    return place, logic("and", (*parts[:number], *parts[number + 1 :])) if len(parts) > 1 else TRUE
    return None


def solved(parts: Parts, name: str) -> Node | None:
    """Return the value of an index at which a sum of multiples is 0."""
    own = Sym(name)
    factor = parts.get(own)
    others = {part: value for part, value in parts.items() if part != own}
    if factor is None or abs(factor) != 1 or any(part is not None and name in symbols(part) for part in others):
        return None
    return linear(written({part: -value / factor for part, value in others.items()} or {None: Fraction(0)}))
