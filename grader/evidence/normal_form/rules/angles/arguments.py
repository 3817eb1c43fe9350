"""Arguments of complex numbers on and above the real axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.ring import gauss
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules.angles import arcs, trigonometry
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

HALF = fmpq(1, 2)


def argument(conv: Converter, a: Element) -> Element:
    """Return the argument on and above the real axis, where all conventions agree; elsewhere a kernel of its own."""
    tower, case = conv.tower, conv.case
    real, turned = gauss.parts(tower, a) or (tower.normal(a), tower.poly(tower.nil))
    used = [kernel for part in (real, turned) for poly in (part.num, part.den) for kernel in tower.used(poly)]
    if not all(kernel.real for kernel in used):
        return conv.opaque("arg", [a])
    above = ZERO if turned.num == tower.nil else case.mask_element(turned)
    along = case.mask_element(real)
    if above & ~(POSITIVE | ZERO) or (above != POSITIVE and along not in {POSITIVE, NEGATIVE}):
        return conv.opaque("arg", [a])
    turn = trigonometry.pi(tower)
    if above == ZERO:
        return turn if along == NEGATIVE else tower.poly(tower.nil)
    if along not in {POSITIVE, NEGATIVE}:
        return tower.sub(tower.scale(turn, HALF), _arctan(conv, tower.div(real, turned)))
    angle = _arctan(conv, tower.div(turned, real))
    return angle if along == POSITIVE else tower.add(angle, turn)


def _arctan(conv: Converter, a: Element) -> Element:
    return conv.opaque("arctan", [a]) if conv.complex else arcs.inverse(conv.case, "arctan", a)
