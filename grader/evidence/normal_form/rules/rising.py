"""Rising functions f keep the order of numbers: max(f(u), f(v)) is f(max(u, v)), wherever it has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.functions.questions import RISING
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules.moduli import signum
from grader.language.tree import Add, Call, Const, Neg, Node, Pow

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def written_inside(conv: Converter, node: Call) -> Element | None:
    """Return max(f(u), f(v)) as f(max(u, v)) and |f(u) - f(v)| as sign(u - v) (f(u) - f(v)) for a rising f, or None."""
    if conv.complex:
        return None
    match node:
        case Call("max" | "min" as name, (_, _, *_) as args):
            parts = [_inside_rising(arg) for arg in args]
            rising = {part[0] for part in parts if part is not None}
            if None in parts or len(rising) != 1:
                return None
            inner = Call(name, tuple(part[1] for part in parts if part is not None))
            return conv.convert(Call(rising.pop(), (inner,)))
        case Call("abs", (Add((first, Neg(second)) | (Neg(second), first)) as gap,)):
            u, v = (_inside_rising(part) for part in (first, second))
            if u is None or v is None or u[0] != v[0]:
                return None
            order, height = conv.convert(Add((u[1], Neg(v[1])))), conv.convert(gap)
            return height if order.num == conv.tower.nil else conv.tower.mul(signum(conv.case, order, None), height)
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
