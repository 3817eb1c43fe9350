"""Trees that are continuous in a variable wherever they are defined, because every part of them is."""

from __future__ import annotations

from grader.evidence.functions.questions import CONTINUOUS, EXTREMA
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk


def is_continuous(node: Node, name: str) -> bool:
    """Return whether a tree is continuous in a variable wherever it is defined."""
    match node:
        case Num() | Sym() | Const("pi" | "e"):
            return True
        case Neg(arg):
            return is_continuous(arg, name)
        case Add(parts) | Mul(parts):
            return all(is_continuous(part, name) for part in parts)
        case Div(num, den):
            return is_continuous(num, name) and is_continuous(den, name)
        case Pow(base, exponent):
            fixed = base == Const("e") or (literal(base) or 0) > 0 or name not in symbols(exponent)
            return fixed and is_continuous(base, name) and is_continuous(exponent, name)
        case Bind("int", body, _, low, high) if low is not None and high is not None and name not in symbols(body):
            steady = is_total(body) and is_continuous(body, node.var)
            return steady and is_continuous(low, name) and is_continuous(high, name)
        case Bind("sum" | "prod", body, _, Node() as low, Node() as high) if node.var != name:
            fixed = not any(part == Const("oo") or part == Sym(name) for end in (low, high) for part in walk(end))
            return fixed and is_continuous(body, name)
        case Call("root", (arg, order)) if name not in symbols(order):
            return is_continuous(arg, name)
        case Call("log", (arg, base)):
            return is_continuous(arg, name) and is_continuous(base, name)
        case Call(function, args):
            is_one = function in EXTREMA or (function in CONTINUOUS and len(args) == 1)
            return is_one and all(is_continuous(arg, name) for arg in args)
        case _:
            return name not in symbols(node)
