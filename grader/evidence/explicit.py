"""Derivatives of smooth expressions, written out before anything is decided, so that points can refute them.

`d/dx f` becomes f' + 0 f: the second term has no value where f has none, for there is no derivative either. Bodies with
kinks, jumps or bound symbols are left as they stand, to the layers that know about them.
"""

from __future__ import annotations

from dataclasses import replace

from grader.claims.statements import Equal, Holds, Member, Rounded, Within
from grader.evidence.budget import Budget
from grader.evidence.canonical.derivative import differentiated
from grader.evidence.canonical.kernels import UnsupportedError
from grader.evidence.scan import facts_of
from grader.evidence.trees import ZERO, distinct
from grader.language.tree import (
    Add,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    rebuild,
)

SMOOTH = frozenset(
    [
        "sqrt",
        "root",
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "arccot",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "arsinh",
        "arcosh",
        "artanh",
        "sigmoid",
        "logit",
        "softplus",
        "gelu",
        "silu",
        "erf",
        "erfc",
    ]
)

Computed = Equal | Within | Rounded | Holds | Member


def explicit(tree: Node, budget: Budget) -> Node:
    """Return a tree in which derivatives of smooth bodies are written out."""
    return _explicit(tree, budget) if Derivative in facts_of(tree).kinds else tree


def _explicit(tree: Node, budget: Budget) -> Node:
    budget.spend()
    node = rebuild(tree, lambda child: _explicit(child, budget))
    if not isinstance(node, Derivative) or not is_smooth(node.body):
        return node
    try:
        slope = differentiated(node, budget)
    except UnsupportedError:
        return node
    return Add((slope, Mul((ZERO, node.body))))


def is_smooth(tree: Node) -> bool:
    """Return whether an expression has derivatives of all orders wherever it is defined, but for edges."""
    return all(
        isinstance(node, Num | Sym | Const | Neg | Add | Mul | Div | Pow)
        or (isinstance(node, Call) and node.name in SMOOTH)
        for node in distinct(tree)
    )


def written_out(statement: Computed, budget: Budget) -> Computed:
    """Return a statement in whose trees derivatives of smooth bodies are written out."""
    match statement:
        case Holds(condition):
            return Holds(explicit(condition, budget))
        case Member(value=value):
            return replace(statement, value=explicit(value, budget))
        case Equal() | Within() | Rounded():
            answer, expected = explicit(statement.answer, budget), explicit(statement.expected, budget)
            return replace(statement, answer=answer, expected=expected)
