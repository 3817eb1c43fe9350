"""Numbers in equal steps as conditions: x is of `{b + k s : k in Z}` where sin(pi (x - b)/s) = 0."""

from __future__ import annotations

from grader.evidence.sets.angles import PI, angle
from grader.evidence.trees.build import minus, number_tree
from grader.language.tree import ZERO, Builder, Call, Logic, Mul, Node, Pow, Relation, SetOp, Space, Sym


def as_conditions(sides: tuple[Node, Node], name: str) -> tuple[Node, Node] | None:
    """Return two sets as conditions on a real number, where one has such steps; None for others."""
    if all(isinstance(side, Relation | Logic) for side in sides):
        return None
    first, second = (_condition(side, name) for side in sides)
    return None if first is None or second is None else (first, second)


def _condition(side: Node, name: str) -> Node | None:
    match side:
        case Relation() | Logic():
            return side
        case SetOp("union", args):
            parts = [_condition(arg, name) for arg in args]
            known = tuple(part for part in parts if part is not None)
            return Logic("or", known) if len(known) == len(parts) else None
        case Builder(value, (bound,), Relation(("in",), (Sym(index), Space("Z", ())))) if index == bound:
            steps = angle(value, bound)
            if steps is None:
                return None
            turns = Mul((number_tree(1 / steps.slope), minus(Sym(name), steps.shift)))
            if steps.power != 1:
                turns = Mul((Pow(PI, number_tree(1 - steps.power)), turns))
            return Relation(("=",), (Call("sin", (turns,)), ZERO))
        case _:
            return None
