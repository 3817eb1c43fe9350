"""Functions of the circle and the hyperbola: of what is real, and of complex numbers by their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.normal_form.ring import gauss
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules import steps
from grader.evidence.normal_form.rules.angles import trigonometry

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def circle(conv: Converter, a: Element, kind: str) -> Element:
    """Return a function of the circle, such as the sine where `kind` is `sin`."""
    tower = conv.tower
    parts = gauss.parts(tower, a)
    if parts is None:
        return _of_pair(tower, *trigonometry.circle(conv.case, a), kind)
    (cosine, sine), (wide, narrow) = trigonometry.circle(conv.case, parts[0]), steps.hyperbolic(conv.case, parts[1])
    unit = conv.scope.imaginary()
    first = tower.sub(tower.mul(cosine, wide), tower.mul(unit, tower.mul(sine, narrow)))
    second = tower.add(tower.mul(sine, wide), tower.mul(unit, tower.mul(cosine, narrow)))
    return _of_pair(tower, first, second, kind)


def hyperbola(conv: Converter, a: Element, kind: str) -> Element:
    """Return a hyperbolic function, such as sinh where `kind` is `sin`."""
    tower = conv.tower
    parts = gauss.parts(tower, a)
    if parts is None:
        return _of_pair(tower, *steps.hyperbolic(conv.case, a), kind)
    (wide, narrow), (cosine, sine) = steps.hyperbolic(conv.case, parts[0]), trigonometry.circle(conv.case, parts[1])
    unit = conv.scope.imaginary()
    first = tower.add(tower.mul(wide, cosine), tower.mul(unit, tower.mul(narrow, sine)))
    second = tower.add(tower.mul(narrow, cosine), tower.mul(unit, tower.mul(wide, sine)))
    return _of_pair(tower, first, second, kind)


def _of_pair(tower: Tower, cosine: Element, sine: Element, kind: str) -> Element:
    match kind:
        case "sin":
            return sine
        case "cos":
            return cosine
        case "tan":
            return tower.div(sine, cosine)
        case "cot":
            return tower.div(cosine, sine)
        case "sec":
            return tower.inverse(cosine)
        case _:
            return tower.inverse(sine)
