"""Parts of arrays that a result leaves out: an array has a value only where all its entries have one.

A part p that may have no value stands on as the factor p^0, which is 1 wherever p has a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from grader.evidence.total import is_total_there
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def where_defined(result: Node, dropped: Iterable[Node]) -> Node:
    """Return a tree with the value of `result` where all the dropped trees have values, and none elsewhere."""
    known = set(_partial(result))
    missing = dict.fromkeys(part for tree in dropped for part in _partial(tree) if part not in known)
    return Mul((result, *(Pow(part, ZERO) for part in missing))) if missing else result


def _partial(tree: Node) -> Iterator[Node]:
    """Yield parts such that a tree has a value where all of them have one."""
    match tree:
        case Num() | Sym() | Const():
            return
        case Div(num, den) if not is_total_there(tree):
            yield Div(ONE, den)
            yield from _partial(num)
        case Neg(arg):
            yield from _partial(arg)
        case Add(parts) | Mul(parts):
            for part in parts:
                yield from _partial(part)
        case Div(num, den):
            yield from _partial(num)
            yield from _partial(den)
        case Pow(base, exponent) if is_total_there(tree):
            yield from _partial(base)
            yield from _partial(exponent)
        case Call(_, args) if is_total_there(tree):
            for arg in args:
                yield from _partial(arg)
        case _:
            yield tree
