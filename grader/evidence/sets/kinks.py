"""Functions with kinks in conditions on one unknown: their parts, and what they are on both sides of a kink."""

from __future__ import annotations

from grader.evidence.errors import UnclearError
from grader.evidence.functions.formulas import sides_of_zero
from grader.evidence.functions.questions import BENT_AT_ZERO
from grader.evidence.trees.build import minus
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Pow

UNSOLVED = "a condition of this kind is not solved exactly"


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the parts of an expression."""
    match node:
        case Neg(arg):
            return (arg,)
        case Add(parts) | Mul(parts) | Call(_, parts):
            return parts
        case Div(left, right) | Pow(left, right):
            return (left, right)
        case _:
            return ()


def cases_of(bent: Call) -> tuple[Node, Node, Node]:
    """Return a number, and what the call is where that is not negative and where it is negative."""
    match bent:
        case Call(name, (arg,)) if name in BENT_AT_ZERO:
            return arg, *sides_of_zero(name, arg)
        case Call("max" | "min" as name, (first, second, *rest)):
            others: Node = Call(name, (second, *rest)) if rest else second
            larger, smaller = (first, others) if name == "max" else (others, first)
            return minus(first, others), larger, smaller
        case Call(_, (arg,)):
            return arg, arg, arg
        case _:
            raise UnclearError(UNSOLVED, final=True)
