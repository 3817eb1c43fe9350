"""Rising functions f keep the order of numbers: max(f(u), f(v)) is f(max(u, v)), wherever it has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.functions.questions import RISING, ZERO_AT_ZERO
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules.moduli import signum
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Call, Const, Neg, Node, Pow

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def written_inside(conv: Converter, node: Call) -> Element | None:
    """Return max(f(u), f(v)) as f(max(u, v)) and |f(u) - f(v)| as sign(u - v) (f(u) - f(v)) for a rising f, or None."""
    if conv.complex:
        return None
    match node:
        case Call("max" | "min" as name, (_, _, *_) as args):
            rising = {part[0] for arg in args if (part := _inside_rising(arg)) is not None}
            if len(rising) != 1:
                return None
            (function,) = rising
            places = [_place(function, arg) for arg in args]
            inner = Call(name, tuple([place for place in places if place is not None]))
            return None if None in places else conv.convert(Call(function, (inner,)))
        case Call("abs", (Add((first, Neg(second)) | (Neg(second), first)) as gap,)):
            u, v = (_inside_rising(part) for part in (first, second))
            if u is None or v is None or u[0] != v[0]:
                return None
            order, height = conv.convert(Add((u[1], Neg(v[1])))), conv.convert(gap)
            return height if order.num == conv.tower.nil else conv.tower.mul(signum(conv.case, order, None), height)
    return None


def _place(function: str, part: Node) -> Node | None:
    """Return where a rising function has the value of a tree, which is a value of it by its form or a number."""
    if (known := _inside_rising(part)) is not None:
        return known[1]
    match function, literal(part):
        case "exp", 1:
            return ZERO
        case "log", 0:
            return ONE
        case _, 0 if function in ZERO_AT_ZERO:
            return ZERO
        case _:
            return None


def _inside_rising(part: Node) -> tuple[str, Node] | None:
    """Return a rising function of one number and its argument."""
    match part:
        case Call(name, (arg,)) if name in RISING:
            return name, arg
        case Pow(Const("e"), exponent):
            return "exp", exponent
        case _:
            return None
