"""Series of differences f(k + p) - f(k): p times the limit of f less its first p values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.tree import Add, Bind, Const, Mul, Neg, Node, Sym, is_infinite, substitute, symbols
from grader.verdict import Proof

Close = Callable[[Node, Setting, Budget], Node]
PART = 4  # one in so many of the steps that are left may go into it
MAX_STEP = 4  # of the index, between the two parts of a term


def telescoping_series(node: Bind, setting: Setting, budget: Budget, close: Close) -> Node | None:
    """Return the value of a series whose term is such a difference, as it is written, or None.

    That f has a limit is proved for all numbers, so that sequences have it, too.
    """
    match node.body:
        case Add((Neg(first), Neg(second))):
            return None
        case Add((Neg(first), second)) | Add((second, Neg(first))) if is_infinite(node.high):
            pass
        case _:
            return None
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or not all(node.var in symbols(side) for side in (first, second)):
        return None
    part = budget.share(PART)
    try:
        for step in range(1, MAX_STEP + 1):
            for sign, before, after in ((1, first, second), (-1, second, first)):
                if _is_moved(before, after, step, node, setting, part):
                    limit = _limit(before, node.var, setting, part, close)
                    value = minus(Mul((number_tree(step), limit)), _first(before, node.var, low, step, setting, part))
                    return value if sign > 0 else Neg(value)
    except (DeclinedError, ExceededError) as error:
        budget.declined(error)
    return None


def _is_moved(before: Node, after: Node, step: int, node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether one side at k + step is the other at k."""
    whole = Domain(base="integer", low=node.low, low_closed=True, text="integer")
    inside = with_variable(setting, node.var, whole)
    moved = substitute(before, {node.var: Add((Sym(node.var), number_tree(step)))})
    both = defined_everywhere(moved, inside, budget) and defined_everywhere(after, inside, budget)
    return both and isinstance(prove_equal(moved, after, inside, budget), Proof)


def _limit(f: Node, var: str, setting: Setting, budget: Budget, close: Close) -> Node:
    """Return the limit of f; raises `DeclinedError` where it is not known."""
    limit = close(Bind("lim", f, var, Const("oo")), setting, budget)
    if Bind in facts_of(limit).kinds or not defined_everywhere(limit, setting, budget):
        raise DeclinedError
    return limit


def _first(f: Node, var: str, low: Fraction, count: int, setting: Setting, budget: Budget) -> Node:
    """Return the sum of so many values of f from the first on."""
    first = [substitute(f, {var: number_tree(low + place)}) for place in range(count)]
    if not all(defined_everywhere(one, setting, budget) for one in first):
        raise DeclinedError
    return total(first)
