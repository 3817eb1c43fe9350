"""Limits at a point, from one side or from both, by the expansions of a tree near it."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.limits.germs.coefficients import judge
from grader.evidence.calculus.limits.germs.expansions import INFINITY, Expansion
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import prove_equal
from grader.evidence.trees.features import facts_of
from grader.language.tree import Bind, Call, Cases, Derivative, Neg, Node, symbols, walk
from grader.verdict import Proof

WIDTHS = (2, 3, 8)  # powers of h that are kept
LAZY = frozenset({Bind, Cases, Derivative})  # kinds of nodes with values where some part may have none


def limit_at(tree: Node, var: str, point: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit at a point or at infinity, from both sides of a point; None where it is not known to exist."""
    if point in (INFINITY, Neg(INFINITY)):
        return one_sided(tree, var, point, 1, setting, budget)
    right, left = (one_sided(tree, var, point, side, setting, budget) for side in (1, -1))
    if (right is None) != (left is None):
        side, found = (1, left) if right is None else (-1, right)
        return found if is_undefined_near(tree, var, point, side, setting, budget) else None
    if right is None or left is None or not isinstance(prove_equal(left, right, setting, budget), Proof):
        return None
    return right


def is_undefined_near(tree: Node, var: str, point: Node, side: int, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is proved to have no value near a point on one side: the root or logarithm of what is < 0.

    A limit at an edge of where a function is defined is that from inside.
    """
    if not facts_of(tree).kinds.isdisjoint(LAZY):
        return False
    expansion = Expansion(var, point, side, judge(setting, budget), WIDTHS[0])
    return any(_is_negative(expansion, part.args[0]) for part in walk(tree)
               if isinstance(part, Call) and part.name in {"log", "sqrt"} and var in symbols(part))  # fmt: skip


def _is_negative(expansion: Expansion, tree: Node) -> bool:
    try:
        return expansion.germs.sign(expansion.of(tree)) < 0
    except (DeclinedError, ExceededError, ZeroDivisionError):
        return False


def one_sided(tree: Node, var: str, point: Node, side: int, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit from one side: 1 from above, -1 from below. At infinity the side does not matter."""
    knows = judge(setting, budget)
    for width in WIDTHS:
        try:
            return Expansion(var, point, side, knows, width).limit(tree)
        except (DeclinedError, ExceededError, ZeroDivisionError) as error:
            budget.declined(error)
            continue
    return None
