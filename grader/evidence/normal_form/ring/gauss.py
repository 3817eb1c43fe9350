"""Elements u + i v with real u and v: the imaginary unit is a kernel with i^2 = -1."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import check_degrees
from grader.evidence.normal_form.ring import guard
from grader.evidence.normal_form.ring.factors import factor
from grader.evidence.normal_form.ring.kernels import Element, Factors, Kernel, Poly
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


def factors(tower: Tower, poly: Poly) -> Factors:
    """Return constant and factors of a nonzero polynomial, with u + i v and u - i v for the parts of complex symbols.

    Over Q alone (u + i v)^2 has no factors once i^2 is -1; what is factored is written in z and its conjugate.
    """
    unit = tower.find("i", ())
    used = {kernel.index for kernel in tower.used(poly)}
    pairs = [pair for pair in _pairs(tower) if used & {kernel.index for kernel in pair}]
    if unit is None or not pairs or tower.single(poly) is not None:
        return factor(tower, poly)
    forth, back = list(tower.gens), list(tower.gens)
    for re, im in pairs:
        forth[re.index] = (re.gen + im.gen) * fmpq(1, 2)
        forth[im.index] = unit.gen * (im.gen - re.gen) * fmpq(1, 2)
        back[re.index], back[im.index] = re.gen + unit.gen * im.gen, re.gen - unit.gen * im.gen
    turned = _turned(tower, poly, forth, unit)
    guard.factors(turned, 1 + max(int(c.height_bits()) for c in turned.coeffs()), tower.budget)
    check_degrees(turned.degrees())
    constant, found = turned.factor()
    return fmpq(constant), tuple((_turned(tower, part, back, unit), int(exponent)) for part, exponent in found)


def _pairs(tower: Tower) -> list[tuple[Kernel, Kernel]]:
    """Return the kernels of the real and the imaginary parts of complex symbols."""
    found = {kernel.label: kernel for kernel in tower.by_kind["var"]}
    return [(one, found[label[0], "im"]) for label, one in found.items() if label[1:] == ("re",)]


def _turned(tower: Tower, poly: Poly, places: list[Poly], unit: Kernel) -> Poly:
    """Return a polynomial with others put in for the generators, and -1 for i^2."""
    degree = max(1, int(poly.total_degree()))
    guard.substitution(len(poly), 3, 2 * degree, tower.budget)
    return poly.compose(*reversed(places)) % (unit.gen**2 + 1)
