"""Divisors that do not vary, taken out of an integral: it has a value where they are not 0 and the rest has one."""

from __future__ import annotations

from grader.evidence.trees.build import factors_of, product_of
from grader.language.tree import ONE, Bind, Div, Mul, Neg, Node, symbols
from grader.records import replace


def without_divisor(node: Bind) -> tuple[Bind, Node] | None:
    """Return an integral with bounds without the letters that all of it is divided by, and these; None without such."""
    if node.low is None or node.high is None:
        return None
    divisors: list[Node] = []
    body = _without(node.body, node.var, divisors)
    if not divisors:
        return None
    return replace(node, body=body), product_of(divisors)


def _without(node: Node, var: str, divisors: list[Node]) -> Node:
    match node:
        case Neg(arg):
            return Neg(_without(arg, var, divisors))
        case Mul(factors):
            return Mul(tuple(_without(factor, var, divisors) for factor in factors))
        case Div(num, den):
            kept: list[Node] = []
            for part in factors_of(den):
                (divisors if symbols(part) and var not in symbols(part) else kept).append(part)
            num = _without(num, var, divisors)
            den = Mul(tuple(kept)) if len(kept) > 1 else kept[0] if kept else ONE
            return num if den == ONE else Div(num, den)
        case _:
            return node
