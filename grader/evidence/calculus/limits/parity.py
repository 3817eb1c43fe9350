"""Limits of sequences with powers of negative numbers: along even and along odd indices, which must agree.

For b < 0 and an integer exponent e, b^e is |b|^e where e is even, and -|b|^e where it is odd.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.limits.sides import one_sided
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.linear import affine
from grader.language.tree import Bind, Const, Neg, Node, Pow, rebuild, symbols
from grader.records import replace
from grader.verdict import Proof

INDICES = frozenset("ijklmnKMN")  # first letters of names that are read as integers


def limit_by_parity(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit for an index to infinity that those along even and along odd indices are, or None."""
    parts = by_parity(node, setting, budget)
    if parts is None:
        return None
    even, odd = (one_sided(part.body, node.var, Const("oo"), 1, setting, budget) for part in parts)
    if even is None or odd is None or not isinstance(prove_equal(even, odd, setting, budget), Proof):
        return None
    return even


def by_parity(node: Bind, setting: Setting, budget: Budget) -> tuple[Bind, Bind] | None:
    """Return a limit along even and along odd indices, None where no power of a negative number speaks of them."""
    if node.low != Const("oo") or node.var[0] not in INDICES:
        return None

    def is_negative(base: Node) -> bool:
        return node.var not in symbols(base) and sign_of(base, setting, budget) is Sign.NEGATIVE

    try:
        even, odd = (replace(node, body=_along(node.body, node.var, rest, is_negative)) for rest in (0, 1))
    except DeclinedError as error:
        budget.declined(error)
        return None
    return None if even.body == node.body else (even, odd)


def _along(node: Node, var: str, rest: int, is_negative: Callable[[Node], bool]) -> Node:
    """Return a tree for the indices with this rest by 2; raises DeclinedError for exponents that are no integers."""
    if var not in symbols(node):
        return node
    if not isinstance(node, Pow) or var in symbols(node.base) or not is_negative(node.base):
        return rebuild(node, lambda child: _along(child, var, rest, is_negative))
    form = affine(node.exp)
    if form is None or form.keys() - {"", var} or any(value.denominator != 1 for value in form.values()):
        raise DeclinedError
    size = Pow(node.base.arg if isinstance(node.base, Neg) else Neg(node.base), node.exp)
    return Neg(size) if (form[var] * rest + form.get("", 0)) % 2 else size
