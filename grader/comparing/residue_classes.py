r"""Integers that are said to be of one class, `x = 3k + 2, k \in \mathbb{Z}`, beside a congruence: both agree."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.linear import affine
from grader.language.tree import ZERO, Add, Builder, Call, Logic, Neg, Node, Num, Relation, Space, Sym, symbols

Trees = tuple[Node, Node]


def as_congruences(trees: Trees) -> Trees:
    """Return trees of which a class that is written out is a congruence, where the other speaks of the same letter."""
    one, other = (_as_congruence(tree) for tree in trees)
    is_beside = symbols(one) == symbols(other)
    return (one, other) if is_beside else trees


def _as_congruence(tree: Node) -> Node:
    match tree:
        case Relation(("in",), (Sym(name), Builder(value, (bound,), condition))) if _is_whole(condition, bound):
            return _class(name, value, bound) or tree
        case Logic("and", (Relation(("=",), (Sym(name), value)), Relation(("in",), (Sym(bound), _)) as condition)):
            return (_class(name, value, bound) if _is_whole(condition, bound) else None) or tree
        case _:
            return tree


def _is_whole(condition: Node, bound: str) -> bool:
    match condition:
        case Relation(("in",), (Sym(name), Space("Z", ()))):
            return name == bound
        case _:
            return False


def _class(name: str, value: Node, bound: str) -> Node | None:
    """Return the congruence of `a + b k`; None where these are no whole numbers, or b is 0."""
    form = affine(value)
    if form is None or form.keys() - {bound, ""} or any(part.denominator != 1 for part in form.values()):
        return None
    step, first = form.get(bound, Fraction(0)), form.get("", Fraction(0))
    if not step or name == bound:
        return None
    return Relation(("=",), (Call("mod", (Add((Sym(name), Neg(Num(first)))), Num(abs(step)))), ZERO))
