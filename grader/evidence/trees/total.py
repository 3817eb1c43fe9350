"""Trees that are defined at all real points because every operation in them is: no question about domains is left."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence import functions
from grader.evidence.trees.features import facts_of
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, walk

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
    return facts.kinds.isdisjoint(SELDOM) or all(map(is_total_there, walk(tree)))


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
