"""Points of the domain of complex sides: complex numbers for complex symbols, real ones for real symbols."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence

from flint import fmpq

from grader.evidence.numbers.complex import NICE, PRECISIONS, Gauss, see_complex
from grader.evidence.numbers.places.points import constant_pool
from grader.evidence.question.prepare import Case
from grader.language.domains import Variable
from grader.language.tree import Logic, Node, Relation

NEARER = 8  # by so much some points are nearer to 0 than others
ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def complex_places(case: Case) -> list[dict[str, Gauss]]:
    """Return points: complex numbers for complex symbols, real ones for real symbols; none for other domains.

    Each satisfies what is assumed.
    """
    pools = [_pool(variable, near=bool(case.setting.assume)) for variable in case.variables]
    if not all(pools):
        return []
    places = [
        {
            v.name: pool[(turn + 2 * i) % len(pool)]
            for i, (v, pool) in enumerate(zip(case.variables, pools, strict=True))
        }
        for turn in range(max(map(len, pools), default=1))
    ]
    return [place for place in places if all(_holds(case, condition, place) for condition in case.setting.assume)]


def _holds(case: Case, condition: Node, place: Mapping[str, Gauss]) -> bool:
    """Return whether a condition certainly holds at a place; only real values have an order."""
    match condition:
        case Logic("and", args):
            return all(_holds(case, arg, place) for arg in args)
        case Logic("or", args):
            return any(_holds(case, arg, place) for arg in args)
        case Relation(ops, operands):
            seen = [see_complex(case.context, part, place, PRECISIONS[1]) for part in operands]
            values = [value for value in seen if isinstance(value, Gauss)]
            pairs = zip(ops, values, values[1:], strict=False)
            return len(values) == len(operands) and all(_is_so(op, left, right) for op, left, right in pairs)
        case _:
            return False


def _is_so(op: str, left: Gauss, right: Gauss) -> bool:
    """Return whether a relation of two numbers is certain."""
    if op == "=":
        return bool(left.re == right.re) and bool(left.im == right.im)
    if op == "!=":
        return bool(left.re != right.re) or bool(left.im != right.im)
    return op in ORDERS and bool(left.im == 0) and bool(right.im == 0) and bool(ORDERS[op](left.re, right.re))


def _pool(variable: Variable, *, near: bool) -> Sequence[Gauss]:
    """Return values of a symbol; `near` 0, too, where conditions may ask for such."""
    domain = variable.domain
    if domain.base != "complex":
        return [Gauss(value) for value in constant_pool(domain) if isinstance(value, fmpq)]
    if domain.members is not None or domain.low is not None or domain.high is not None:
        return []
    values = (*NICE, *(Gauss(value.re / NEARER, value.im / NEARER) for value in NICE)) if near else NICE
    return [value for value in values if not (domain.nonzero and value.re == 0 and value.im == 0)]
