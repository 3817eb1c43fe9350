"""Angles that are sums of inverse trigonometric functions: the direction (cos, sin) up to a positive factor.

Half an arcsine or arctangent lies between -pi/4 and pi/4, half an arccosine between 0 and pi/2. Directions of sums are
products of complex numbers. The trees have values wherever the angle has one.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.build import ONE, ZERO, minus, times
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow

Direction = tuple[Node, Node]  # positive multiples of the cosine and the sine
ARCS = frozenset({"arcsin", "arccos", "arctan"})
MAX_MULTIPLE = 4
QUARTERS: tuple[Direction, ...] = ((ONE, ZERO), (ZERO, ONE), (Neg(ONE), ZERO), (ZERO, Neg(ONE)))


def direction(angle: Node, factor: Fraction = Fraction(1)) -> Direction | None:
    """Return the direction of a multiple of an angle; None where it is no sum of inverse functions."""
    match angle:
        case Call(name, (arg,)) if name in ARCS:
            return _of_arc(name, arg, factor)
        case Const("pi") if (2 * factor).denominator == 1:
            return QUARTERS[int(2 * factor) % 4]
        case Neg(arg):
            return direction(arg, -factor)
        case Add(terms):
            return _product([direction(term, factor) for term in terms])
        case Mul(factors):
            inner = [part for part in factors if literal(part) is None]
            scale = literal(Mul(tuple(part for part in factors if part is not inner[0]))) if len(inner) == 1 else None
            return None if scale is None else direction(inner[0], factor * scale)
        case Div(num, den) if below := literal(den):
            return direction(num, factor / below)
        case _:
            return None


def _of_arc(name: str, arg: Node, factor: Fraction) -> Direction | None:
    if factor.denominator > 2 or abs(factor.numerator) > MAX_MULTIPLE:
        return None
    single = _half(name, arg) if factor.denominator == 2 else _whole(name, arg)
    found = _product([single] * abs(factor.numerator))
    return (found[0], Neg(found[1])) if found is not None and factor < 0 else found


def _whole(name: str, arg: Node) -> Direction:
    match name:
        case "arctan":
            return ONE, arg
        case "arcsin":
            return _root(minus(ONE, _squared(arg))), arg
        case _:
            return arg, _root(minus(ONE, _squared(arg)))


def _half(name: str, arg: Node) -> Direction:
    above, below = _root(Add((ONE, arg))), _root(minus(ONE, arg))
    match name:
        case "arctan":
            return Add((ONE, _root(Add((ONE, _squared(arg)))))), arg
        case "arcsin":
            return Add((above, below)), minus(above, below)
        case _:
            return above, below


def _product(parts: list[Direction | None]) -> Direction | None:
    if not parts or any(part is None for part in parts):
        return None
    first, *rest = [part for part in parts if part is not None]
    for other in rest:
        first = (
            minus(times(first[0], other[0]), times(first[1], other[1])),
            Add((times(first[0], other[1]), times(first[1], other[0]))),
        )
    return first


def _squared(node: Node) -> Node:
    return Pow(node, Num(Fraction(2)))


def _root(node: Node) -> Node:
    return Call("sqrt", (node,))
