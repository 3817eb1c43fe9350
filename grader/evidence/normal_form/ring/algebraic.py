"""Zero tests of algebraic constants by separation bounds.

An algebraic integer whose conjugates are at most U in absolute value, of degree at most D, is 0 or at least U^(1-D) in
absolute value, since its norm is an integer (C. Burnikel et al., "A strong and easily computable separation bound for
arithmetic expressions involving radicals", Algorithmica 27, 2000). So one ball that is small enough proves 0.
"""

from __future__ import annotations

from math import lcm

from flint import arb, ctx

from grader.evidence.normal_form.ring import balls
from grader.evidence.normal_form.ring.kernels import Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.records import dataclass

ALGEBRAIC = {"root", "cospi", "sigma"}
SPARE = 8  # bits beyond what the bound of a zero asks for


@dataclass(frozen=True, slots=True)
class Bound:
    """scale * number is an algebraic integer of at most that degree, with conjugates below 2^bits."""

    scale: int
    bits: int
    degree: int


def is_algebraic(tower: Tower, poly: Poly) -> bool:
    """Return whether a polynomial is surely an algebraic constant."""
    return all(is_number(tower, kernel) for kernel in tower.used(poly))


def is_surely_zero(tower: Tower, poly: Poly) -> bool:
    """Return whether an algebraic constant is proved to be 0."""
    return is_zero(tower, poly) is True


def is_number(tower: Tower, kernel: Kernel) -> bool:
    """Return whether a kernel is surely an algebraic constant."""
    return kernel.ground and kernel.kind in ALGEBRAIC and all(is_algebraic(tower, arg) for arg in kernel.args)


def _kernels(tower: Tower, poly: Poly, found: dict[int, Kernel]) -> dict[int, Kernel]:
    for kernel in tower.used(poly):
        if kernel.index not in found:
            found[kernel.index] = kernel
            for arg in kernel.args:
                _kernels(tower, arg, found)
    return found


def _degree(kernel: Kernel) -> int:
    return 1 if kernel.kind == "sigma" else kernel.unit


def _size(tower: Tower, poly: Poly) -> tuple[int, int]:
    """Return a scale that makes a polynomial of algebraic constants an algebraic integer, and the bits of that."""
    degrees = poly.degrees()
    top = tower.plan.size - 1
    sizes = {k.index: _kernel_size(tower, k) for k in tower.used(poly)}
    scale = lcm(*(int(c.q) for c in poly.coeffs())) if poly != tower.nil else 1
    for index, (part, _) in sizes.items():
        scale *= part ** degrees[top - index]
    bits = 0
    for powers, coefficient in poly.terms():
        term = int(coefficient.p).bit_length() + scale.bit_length()
        term += sum(power * sizes[top - place][1] for place, power in enumerate(powers) if power)
        bits = max(bits, term)
    return scale, bits + len(poly).bit_length()


def _kernel_size(tower: Tower, kernel: Kernel) -> tuple[int, int]:
    if kernel.kind == "sigma":
        return 1, 1
    if kernel.kind == "cospi":
        return 2, 1
    scale, bits = _size(tower, kernel.args[0])
    return scale, -(-bits // kernel.unit) + scale.bit_length()


def is_zero(tower: Tower, poly: Poly) -> bool | None:
    """Return whether an algebraic constant is 0; None where a kernel has no value."""
    if poly == tower.nil:
        return True
    if balls.sign(tower, poly, tower.budget) is not None:
        return False
    degree = 1
    for kernel in _kernels(tower, poly, {}).values():
        degree *= _degree(kernel)
    scale, bits = _size(tower, poly)
    needed = degree * bits + scale.bit_length() + SPARE
    ball = balls.at(tower, poly, needed + bits + SPARE, tower.budget)
    if not ball.is_finite():
        return None
    with ctx.workprec(balls.START):
        if abs(ball) < arb(2) ** (-needed):
            return True
    return None if ball.contains(0) else False
