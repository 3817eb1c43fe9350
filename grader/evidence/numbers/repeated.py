"""Sums, products, maxima and minima over finitely many values of an index, term by term."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.numbers.exact import is_integer
from grader.language.tree import Bind, Cases, Node, SetOf, is_infinite

if TYPE_CHECKING:
    from grader.evidence.numbers.evaluator import Evaluator, Number

STARTS = {"sum": 0, "prod": 1}  # values over nothing
WORDS = {"sum": "sum", "prod": "product", "max": "maximum", "min": "minimum"}


def is_repeated(node: Bind) -> bool:
    """Return whether a binder has finitely many terms, which are worked out one by one."""
    if isinstance(node.low, SetOf):
        return node.kind in {"max", "min"} and node.high is None
    return node.kind in WORDS and node.low is not None and not (node.high is None or is_infinite(node.high))


def repeated(at: Evaluator, node: Bind) -> Number:
    """Return a sum, product, maximum or minimum, term by term; an extremum over nothing has no value."""
    places = _places(at, node)
    before, was_bound = at.env.get(node.var), node.var in at.bound
    at.bound.add(node.var)
    try:
        found = _folded(at, node, places)
    finally:
        if before is None:
            at.env.pop(node.var, None)
        else:
            at.env[node.var] = before
        if not was_bound:
            at.bound.discard(node.var)
    if found is None:
        raise UndefinedError(f"a {WORDS[node.kind]} over nothing")
    return found


def steps(at: Evaluator, low: Node | None, high: Node | None) -> range:
    """Return the range of a bound index; its length is counted against the budget."""
    if low is None or high is None:
        raise UnclearError("a sum without bounds", final=True)
    bounds = [at.exponent(bound) for bound in (low, high)]
    whole = [int(bound.p) for bound in bounds if isinstance(bound, fmpq) and is_integer(bound)]
    if len(whole) < len(bounds):
        raise UnclearError("bounds of a sum that are not integers", final=True)
    first, last = whole
    if last - first >= at.context.budget.steps:
        raise UnclearError("a sum has too many terms", final=True, limit="max_steps")
    return range(first, last + 1)


def _places(at: Evaluator, node: Bind) -> Iterable[Number]:
    """Return the values of an index: the integers of a range, or the members of a set that is written out."""
    if isinstance(node.low, SetOf):
        return [at.value(member) for member in node.low.items]
    return map(fmpq, steps(at, node.low, node.high))


def _folded(at: Evaluator, node: Bind, places: Iterable[Number]) -> Number | None:
    """Return what the terms make, None over nothing."""
    found: Number | None = at.rational(fmpq(STARTS[node.kind])) if node.kind in STARTS else None
    for place in places:
        at.env[node.var] = place
        term = _term(at, node)
        if term is None:
            continue
        at.budget.spend(_weight(term))
        found = term if found is None else _joined(at, node.kind, found, term)
    return found


def _term(at: Evaluator, node: Bind) -> Number | None:
    """Return the term at the index that is set; None where an extremum leaves that index out."""
    match node.body:
        case Cases(((inner, condition),), None) if node.kind not in STARTS:
            return at.value(inner) if at.decided(condition) else None
        case body:
            return at.value(body)


def _joined(at: Evaluator, kind: str, found: Number, term: Number) -> Number:
    if kind in STARTS:
        return at.limited(found + term if kind == "sum" else found * term)
    return at.applied(kind, [found, term])


def _weight(value: Number) -> int:
    """Return the steps that adding up a number counts as: long ones cost more."""
    return 1 + int(value.height_bits()) // 16 if isinstance(value, fmpq) else 4
