"""Trees that are defined at all real points because every operation in them is: no question about domains is left."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence import functions
from grader.evidence.trees.features import facts_of
from grader.language.tree import CHILDREN, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

# Kinds of nodes that have a value wherever their parts have one.
ALWAYS = frozenset({Num, Sym, Neg, Add, Mul})
SELDOM = frozenset({Div, Pow})  # which may have none there
OFTEN = ALWAYS | SELDOM | {Const, Call}
REAL_CONSTANTS = frozenset({"pi", "e"})


def is_total(tree: Node) -> bool:
    """Return whether a tree is defined wherever its symbols have real values."""
    facts = facts_of(tree)
    if facts.kinds <= ALWAYS:
        return True
    if not (facts.kinds <= OFTEN and facts.constants <= REAL_CONSTANTS):
        return False
    if facts.calls and not facts.calls <= functions.questions.TOTAL:
        return False
    return facts.kinds.isdisjoint(SELDOM) or _are_total(tree)


def _are_total(tree: Node) -> bool:
    """Return whether all quotients and powers in a tree, of which the rest is total, are."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind in SELDOM and not is_total_there(node):
            return False
        if kind is not Sym and kind is not Num:
            waiting += CHILDREN[kind](node)
    return True


def is_total_there(node: Node) -> bool:
    """Return whether a node is defined wherever its parts have real values."""
    if type(node) in ALWAYS:
        return True
    match node:
        case Const("pi" | "e"):
            return True
        case Div(_, den):
            return _is_nonzero(den)
        case Pow(Const("e"), _):
            return True
        case Pow(_, Num(value)):
            return value.denominator % 2 == 1
        case Call(name):
            return name in functions.questions.TOTAL
        case _:
            return False


def _is_nonzero(node: Node) -> bool:
    return isinstance(node, Num) and node.value != Fraction(0)
