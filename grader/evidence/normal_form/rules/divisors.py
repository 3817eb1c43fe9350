"""Greatest common divisors and least common multiples of polynomials in integers, and double factorials.

A common divisor of p_1, …, p_k divides all sums of integer multiples of them: gcd depends on the lattice that their
coefficients span, so on its Hermite normal form. gcd(g a, g b) = |g| gcd(a, b), also where g is 0.
lcm(a, b) = |a b| / gcd(a, b) where a and b are not 0.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from flint import fmpq, fmpz, fmpz_mat

from grader.evidence.normal_form.ring.kernels import Element, Poly
from grader.evidence.normal_form.rules.factorials import gamma
from grader.evidence.normal_form.rules.integers import is_integer
from grader.evidence.normal_form.rules.moduli import absolute
from grader.evidence.trees.ranges.sign import ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

MAX_ENTRIES = 400  # of a matrix of coefficients


def divisor(conv: Converter, args: list[Element]) -> Element:
    """Return the greatest common divisor of integers."""
    tower = conv.tower
    normal = [tower.normal(arg) for arg in args]
    if not all(_is_whole(conv, arg) for arg in normal):
        return conv.opaque("gcd", args)
    keys = sorted({powers for arg in normal for powers in arg.num.monoms()}, reverse=True)
    if not keys or len(keys) * len(normal) > MAX_ENTRIES:
        return conv.opaque("gcd", args)
    rows = [[int(arg.num.to_dict().get(key, fmpq(0)).p) for key in keys] for arg in normal]
    reduced = fmpz_mat(rows).hnf().tolist()
    left = [tower.ring.from_dict({key: fmpq(c) for key, c in zip(keys, row, strict=True) if c}) for row in reduced]
    left = [poly for poly in left if poly != tower.nil]
    if len(left) == 1:
        return absolute(conv.case, tower.poly(left[0], 64))
    content = fmpz(0)
    for poly in left:
        for coefficient in poly.coeffs():
            content = content.gcd(coefficient.p)
    left = [poly * fmpq(1, content) for poly in left]
    common = tower.rational(fmpq(content))
    if left[-1] == tower.one:
        return common
    shared = _shared(left)
    if shared.is_constant():
        return tower.mul(common, conv.opaque("gcd", [tower.poly(poly, 64) for poly in left]))
    rest = divisor(conv, [tower.poly(poly / shared, 64) for poly in left])
    return tower.mul(tower.mul(common, absolute(conv.case, tower.poly(shared, 64))), rest)


def _shared(polys: list[Poly]) -> Poly:
    """Return the greatest common factor of polynomials, primitive: what is left has integer coefficients (Gauss)."""
    found = reduce(lambda shared, poly: shared.gcd(poly), polys)
    scale = reduce(lambda scale, c: scale.lcm(c.q), found.coeffs(), fmpz(1))
    content = reduce(lambda content, c: content.gcd((c * scale).p), found.coeffs(), fmpz(0))
    return found * fmpq(scale, content)


def multiple(conv: Converter, args: list[Element]) -> Element:
    """Return the least common multiple of integers."""
    if len(args) != 2 or any(conv.case.mask_element(arg) & ZERO for arg in args):
        return conv.opaque("lcm", args)
    tower = conv.tower
    return tower.div(absolute(conv.case, tower.mul(*args)), divisor(conv, args))


def _is_whole(conv: Converter, arg: Element) -> bool:
    if arg.den is not conv.tower.one or conv.complex:
        return False
    kernels = conv.tower.used(arg.num)
    return all(kernel.integer for kernel in kernels) and all(c.q == 1 for c in arg.num.coeffs())


def double_factorial(conv: Converter, a: Element) -> Element:
    """Return a!!: 2^m m! for a = 2 m, (2 m)! / (2^m m!) for a = 2 m - 1."""
    tower = conv.tower
    one, half = tower.poly(tower.one), fmpq(1, 2)
    for is_odd in (False, True):
        count = tower.scale(tower.add(a, one) if is_odd else a, half)
        if not is_integer(tower, tower.normal(count)):
            continue
        base = conv.power(tower.rational(fmpq(2)), tower.normal(count))
        product = tower.mul(base, gamma(conv, tower.add(count, one)))
        return tower.div(gamma(conv, tower.add(tower.scale(count, fmpq(2)), one)), product) if is_odd else product
    return conv.opaque("double factorial", [a])
