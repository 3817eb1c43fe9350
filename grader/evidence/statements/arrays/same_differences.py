"""Two relations between numbers that arrays give, of any size: they are one where their differences are the same.

`x^T y > z^T y` and `(x - z)^T y > 0` hold at the same points, since x^T y - z^T y is (x - z)^T y. Nothing is refuted.
Steps of a derivation are such conditions, which "each implies the other" does not decide.
"""

from __future__ import annotations

from grader.claims.solutions import SameSolutions
from grader.claims.statements import Equal
from grader.evidence.question.goal import Goal
from grader.language.tree import ZERO, Add, Neg, Node, Relation
from grader.verdict import Evidence, Proof

TURNED = {"<": ">", "<=": ">="}
UNSIGNED = frozenset({"=", "!="})


def by_differences(goal: Goal) -> Evidence | None:
    """Return a proof that two relations hold at the same points, None where their differences are not proved so."""
    statement = goal.statement
    if not isinstance(statement, SameSolutions):
        return None
    left, right = _above_zero(statement.answer), _above_zero(statement.expected)
    if left is None or right is None or left[0] != right[0]:
        return None
    if left[1] == right[1]:
        return Proof("identical")
    others = [right[1], Neg(right[1])] if left[0] in UNSIGNED else [right[1]]
    for other in others:
        found = goal.scope.oracle.decide(goal.about(Equal(left[1], other, same_domain=True, both=True)))
        if isinstance(found, Proof) and not found.gaps:
            return Proof("equal differences")
    return None


def _above_zero(tree: Node) -> tuple[str, Node] | None:
    """Return the sign of a relation and the difference of its sides, `>` or `>=` of 0; None for others."""
    match tree:
        case Relation((op,), (left, right)) if op in {"<", "<=", ">", ">=", "=", "!="}:
            if op in TURNED:
                op, left, right = TURNED[op], right, left  # type: ignore[assignment]
            return op, left if right == ZERO else Add((left, Neg(right)))
        case _:
            return None
