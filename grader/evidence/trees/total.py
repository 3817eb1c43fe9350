"""Trees that are defined at all real points because every operation in them is: no question about domains is left."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence import functions
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, walk

# Kinds of nodes that have a value wherever their parts have one.
ALWAYS = frozenset({Num, Sym, Neg, Add, Mul})


def is_total(tree: Node) -> bool:
    """Return whether a tree is defined wherever its symbols have real values."""
    return facts_of(tree).kinds <= ALWAYS or all(is_total_there(node) for node in walk(tree))


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


def _is_nonzero_constant(node: Node) -> bool:
    match node:
        case Num(value):
            return value != Fraction(0)
        case Const("pi" | "e" | "i"):
            return True
        case Neg(arg):
            return _is_nonzero_constant(arg)
        case Mul(parts):
            return all(_is_nonzero_constant(part) for part in parts)
        case _:
            return False


def is_entire(node: Node, whole: frozenset[str] = frozenset()) -> bool:
    """Return whether a tree is defined wherever its symbols have complex values, those in `whole` integers."""
    match node:
        case Num() | Sym() | Const("pi" | "e" | "i"):
            return True
        case Neg(arg):
            return is_entire(arg, whole)
        case Add(parts) | Mul(parts):
            return all(is_entire(part, whole) for part in parts)
        case Div(num, den):
            return _is_nonzero_constant(den) and is_entire(num, whole)
        case Pow(Const("e"), exponent):
            return is_entire(exponent, whole)
        case Pow(base, Num(value)):
            return value.denominator == 1 and is_entire(base, whole)
        case Pow(base, exponent):
            return _is_nonzero_constant(base) and _is_whole(exponent, whole)
        case Call(name, args):
            return name in functions.questions.TOTAL_COMPLEX and all(is_entire(arg, whole) for arg in args)
        case _:
            return False


def _is_whole(node: Node, whole: frozenset[str]) -> bool:
    """Return whether a tree is a sum of multiples of integers, and so an integer."""
    found = affine(node)
    return found is not None and all(c.denominator == 1 and (not name or name in whole) for name, c in found.items())
