"""The slopes of ReLU and of absolute values as step functions: relu'(u) is H(u), and abs'(u) is sign(u)."""

from __future__ import annotations

from collections.abc import Mapping

from grader.evidence.functions.formulas import X, formula
from grader.evidence.functions.questions import JUMPS
from grader.evidence.functions.table import REALS
from grader.evidence.trees.features import facts_of
from grader.language.tree import Apply, Call, Node, rebuild


def with_steps(tree: Node, conventions: Mapping[str, Node]) -> Node:
    """Return a tree in which slopes that are a step function of their argument, entry by entry, are written so.

    Where a convention is named at 0 for the slope and another one, or none, for the step, the slope stays.
    """
    if Apply not in facts_of(tree).kinds:
        return tree
    node = rebuild(tree, lambda child: with_steps(child, conventions))
    if not isinstance(node, Apply) or node.primes != 1 or len(node.args) != 1:
        return node
    step = step_of(node.name, conventions)
    return node if step is None else Call(step, node.args)


def step_of(name: str, conventions: Mapping[str, Node]) -> str | None:
    """Return the step function that is a function's slope, also at 0 where a convention decides; None for others."""
    facts = REALS.get(name)
    if facts is None or not facts.derivative:
        return None
    match formula(facts.derivative):
        case Call(name=step, args=(arg,)) if step in JUMPS and arg == X:
            return step if conventions.get(f"{name}'(0)") == conventions.get(JUMPS[step]) else None
        case _:
            return None
