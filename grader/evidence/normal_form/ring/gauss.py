"""Elements u + i v with real u and v: the imaginary unit is a kernel with i^2 = -1."""

from __future__ import annotations

from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower


def parts(tower: Tower, element: Element) -> tuple[Element, Element] | None:
    """Return u and v, or None where the imaginary unit does not occur."""
    unit = tower.find("i", ())
    if unit is None:
        return None
    normal = tower.normal(element)
    if unit in tower.used(normal.den):
        mirrored = _conjugate(tower, normal.den, unit)
        normal = tower.normal(
            Element(tower.mul(normal, tower.poly(mirrored, normal.bits)).num, normal.den * mirrored, 2 * normal.bits)
        )
        normal = Element(normal.num, tower.clean(tower.reduce(normal.den)), normal.bits)
    if unit not in tower.used(normal.num):
        return None
    turned = _coefficient(tower, normal.num, unit)
    real = normal.num - turned * unit.gen
    return Element(real, normal.den, normal.bits), Element(turned, normal.den, normal.bits)


def _coefficient(tower: Tower, poly: Poly, unit: Kernel) -> Poly:
    place = tower.plan.size - 1 - unit.index
    turned = {key: c for key, c in poly.to_dict().items() if key[place]}
    return tower.ring.from_dict({(*key[:place], 0, *key[place + 1 :]): c for key, c in turned.items()})


def _conjugate(tower: Tower, poly: Poly, unit: Kernel) -> Poly:
    return poly - _coefficient(tower, poly, unit) * unit.gen * 2
