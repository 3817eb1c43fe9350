"""Brackets that stand alone and may be functions: `(a, b)` and `[a, b]` of number theory, `[x]` and `{x}`."""

from __future__ import annotations

from grader.language.tree import Add, Array, Call, Neg, Node, SetOf, Tup

_SIMPLE = (Array, Tup, SetOf)


def as_function(tree: Node) -> Node | None:
    """Return what brackets around one or two numbers are as a function; None for other trees."""
    if not isinstance(tree, _SIMPLE) or any(isinstance(item, _SIMPLE) for item in tree.items):
        return None
    match tree:
        case Tup((one, other)):
            return Call("gcd", (one, other))
        case Array((one, other)):
            return Call("lcm", (one, other))
        case Array((one,)):
            return Call("floor", (one,))
        case SetOf((one,)):
            return Add((one, Neg(Call("floor", (one,)))))
        case _:
            return None
