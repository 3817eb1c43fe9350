"""Indicators of arrays, entry by entry: `1[z > 0]` for a vector z is H(z) with H(0) = 0, and `1[z >= 0]` with H(0) = 1.

Where nobody names a value at 0, other steps and slopes of ReLU have none there. Giving them one makes sides defined at
more points, so what is proved of those holds of what was asked. Counterexamples are looked for where no step is at 0.
"""

from __future__ import annotations

from grader.claims.statements import Equal, Setting
from grader.evidence.arrays.of_any_size.sizes import ONE as ONE_WIDE
from grader.evidence.arrays.of_any_size.sizing import shape_in
from grader.evidence.question.goal import Goal
from grader.language.tree import ONE, ZERO, Call, Cases, Neg, Node, Relation, rebuild
from grader.records import dataclass, replace
from grader.verdict import Evidence, Point, Proof

NAMED = ("H(0)", "relu'(0)")
AT_ZERO = {">": ZERO, "<": ZERO, ">=": ONE, "<=": ONE}


def by_entry(goal: Goal) -> Evidence | None:
    """Return evidence for or against an equality with indicators of arrays; None without them, or where it is open."""
    statement, conventions = goal.plain, goal.setting.conventions
    if not isinstance(statement, Equal):
        return None
    steps = _Steps(goal.setting, set())
    changed = replace(statement, answer=steps.put(statement.answer), expected=steps.put(statement.expected))
    if len(steps.at_zero) != 1 or conventions.keys() & set(NAMED):
        return None
    (at_zero,) = steps.at_zero
    named = replace(goal.setting, conventions={**conventions, **dict.fromkeys(NAMED, at_zero)})
    found = goal.scope.oracle.decide(goal.about(changed, named))
    if isinstance(found, Proof):
        return found
    found = goal.scope.oracle.decide(goal.about(changed))
    return found if isinstance(found, Point) else None


@dataclass
class _Steps:
    """Writes indicators of arrays as steps; `at_zero` are the values that they have at 0."""

    setting: Setting
    at_zero: set[Node]

    def put(self, tree: Node) -> Node:
        """Return a tree with steps in place of its indicators of arrays."""
        node = rebuild(tree, self.put)
        if not isinstance(node, Cases) or node.otherwise != ZERO or len(node.branches) != 1:
            return node
        ((value, condition),) = node.branches
        if value != ONE or not isinstance(condition, Relation) or len(condition.operands) != 2:
            return node
        (left, right), op = condition.operands, condition.ops[0]
        if op not in AT_ZERO or ZERO not in (left, right):
            return node
        compared = left if right == ZERO else right
        if not self._is_array(compared):
            return node
        self.at_zero.add(AT_ZERO[op])
        is_above = (op in {">", ">="}) == (right == ZERO)
        return Call("heaviside", (compared if is_above else Neg(compared),))

    def _is_array(self, tree: Node) -> bool:
        shape = shape_in(tree, self.setting)
        return shape is not None and shape != (ONE_WIDE, ONE_WIDE)
