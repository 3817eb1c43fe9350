"""Angles that are sums of inverse trigonometric functions: the direction (cos, sin) up to a positive factor.

Half an arcsine or arctangent lies between -pi/4 and pi/4, half an arccosine between 0 and pi/2. Directions of sums are
products of complex numbers. The trees have values wherever the angle has one.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import minus, times
from grader.evidence.trees.linear import RationalForm, rational_form, single
from grader.language.tree import ONE, ZERO, Add, Call, Const, Neg, Node, Num, Pow

Direction = tuple[Node, Node]  # positive multiples of the cosine and the sine
ARCS = frozenset({"arcsin", "arccos", "arctan"})
MAX_MULTIPLE = 4  # of an arc, or of half of one
PI = Const("pi")
QUARTERS: tuple[Direction, ...] = ((ONE, ZERO), (ZERO, ONE), (Neg(ONE), ZERO), (ZERO, Neg(ONE)))


def direction(angle: Node) -> Direction | None:
    """Return the direction of an angle; None where it is no sum of multiples of inverse functions."""
    try:
        form = rational_form(angle, _arc)
    except DeclinedError:
        return None
    return None if form.constant else _product([_of_arc(arc, factor) for arc, factor in form.coefficients.items()])


def _arc(node: Node) -> RationalForm[Node]:
    if node == PI or (isinstance(node, Call) and node.name in ARCS and len(node.args) == 1):
        return single(node)
    raise DeclinedError


def _of_arc(arc: Node, factor: Fraction) -> Direction | None:
    if factor.denominator > 2:
        return None
    if not isinstance(arc, Call):
        return QUARTERS[int(2 * factor) % 4]
    if abs(factor.numerator) > MAX_MULTIPLE:
        return None
    single = _half(arc.name, *arc.args) if factor.denominator == 2 else _whole(arc.name, *arc.args)
    found = _product([single] * abs(factor.numerator)) if factor else QUARTERS[0]
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
