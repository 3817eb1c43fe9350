"""What two trees that nobody declared may be: lists, tuples or intervals; sets, and conditions beside sets."""

from __future__ import annotations

from grader.claims.solutions import SameSet
from grader.claims.statements import Setting
from grader.evidence.question.goal import Goal, trees_of
from grader.evidence.sets.deciding import same_set
from grader.evidence.trees.build import is_condition
from grader.language.domains import Variable
from grader.language.tree import Array, Node, Tup, is_set, symbols
from grader.records import replace
from grader.verdict import Evidence, Proof, Unknown
from grader.wording import undecided_reasons


def solution_sets(goal: Goal) -> Evidence | None:
    """Return evidence whether two trees that are declared to be sets are the same."""
    statement = goal.plain
    if not isinstance(statement, SameSet):
        return None
    return same_set(statement.answer, statement.expected, statement.unknown, goal.setting, goal.budget)


def compared_sets(goal: Goal) -> Evidence | None:
    """Return evidence whether two trees are the same set, where they are sets; None where they are something else."""
    left, right = pair = trees_of(goal.plain)
    setting, budget = goal.setting, goal.budget
    if any(map(is_set, pair)) or any(map(is_condition, pair)):
        if all(map(is_condition, pair)):
            return None
        if all(is_set(tree) or _may_be_interval(tree) or is_condition(tree) for tree in pair):
            return same_set(left, right, _unknown(left, right, setting), setting, budget)
        return None
    if not all(map(_may_be_interval, pair)) or type(left) is type(right):
        return None
    return _both_readings(goal, left, right)


def _may_be_interval(tree: Node) -> bool:
    return isinstance(tree, Tup | Array) and len(tree.items) == 2


def _unknown(left: Node, right: Node, setting: Setting) -> Variable | None:
    """Return the variable of the condition among two trees, where there is just one."""
    names = sorted({name for tree in (left, right) if is_condition(tree) for name in symbols(tree)})
    declared = {variable.name: variable for variable in setting.variables}
    return declared.get(names[0], Variable(names[0])) if len(names) == 1 else None


def _both_readings(goal: Goal, left: Node, right: Node) -> Evidence:
    """Decide `[0, 1]` against `(0, 1)` as lists and as intervals; a verdict needs both to agree."""
    as_lists = goal.budget.oracle.decide(replace(goal, undeclared=False, may_be_probable=False))
    as_sets = same_set(left, right, None, goal.setting, goal.budget)
    for found, kind in ((as_lists, "lists"), (as_sets, "intervals")):
        if isinstance(found, Unknown):
            return Unknown(f"as {kind}: {found.reason}", found.limit)
    if isinstance(as_lists, Proof) == isinstance(as_sets, Proof):
        return as_sets
    kinds = ("lists", "intervals") if isinstance(as_lists, Proof) else ("intervals", "lists")
    return Unknown(undecided_reasons.THESE_EQUAL_DIFFERENT.format(value=kinds[0], value_2=kinds[1]))
