"""Signs of polynomials from real roots in one kernel, and from linear inequalities between monomials."""

from __future__ import annotations

from collections.abc import Hashable

from flint import arb, fmpq, fmpq_poly, fmpz_poly

from grader.evidence.normal_form.cases.ranges import NIL, ONE, sign_of
from grader.evidence.normal_form.ring.kernels import Kernel, Poly, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.numbers.linear_system import Constraint, connected, infeasible
from grader.evidence.trees.polynomials import real_roots_of
from grader.evidence.trees.ranges.ranges import Range, exactly, multiplied, power
from grader.evidence.trees.ranges.sign import ANY, NEGATIVE, POSITIVE, ZERO

MAX_DEGREE = 24  # of a polynomial whose roots are found
MAX_CONSTRAINTS = 480  # inequalities between monomials at any time
MAX_TERMS = 200  # of a polynomial that is taken as one linear inequality between its monomials
Ranges = dict[int, Range]  # by index of kernel, where narrower than the kernel's own


def by_roots(tower: Tower, poly: Poly, kernel: Kernel, given: Ranges) -> int:
    """Return the signs of a polynomial of one kernel from its real roots in the kernel's range."""
    place = tower.plan.size - 1 - kernel.index
    degree = int(poly.total_degree())
    if degree > MAX_DEGREE or not all(c.q == 1 for c in poly.coeffs()):
        return ANY
    coefficients = [NIL] * (degree + 1)
    for powers, coefficient in poly.terms():
        coefficients[powers[place]] = coefficient
    bounds = given.get(kernel.index, kernel.range)
    if not all(_outside(root, bounds) for root in real_roots_of(fmpz_poly([c.p for c in coefficients]))):
        return ANY
    return sign_of(fmpq_poly(coefficients)(_inside(bounds)))


def _outside(root: arb, bounds: Range) -> bool:
    low, high = bounds.low, bounds.high
    return bool((low is not None and root < low) or (high is not None and root > high))


def _inside(bounds: Range) -> Rational:
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        return (low + high) / 2
    if low is not None:
        return low + 1
    return high - 1 if high is not None else NIL


def by_elimination(tower: Tower, poly: Poly, mask: int, signs: list[tuple[Poly, int]], given: Ranges) -> int:
    """Return the signs that are left when facts about signs, linear in monomials, contradict the others."""
    if len(poly) > MAX_TERMS:
        return mask
    own: set[Hashable] = {key for key, _ in poly.terms() if any(key)}
    short = [(known, bits) for known, bits in signs if len(known) <= MAX_TERMS]
    tower.budget.spend(len(poly) + sum(len(known) for known, _ in short))
    facts = connected([row for known, bits in short for row in _rows(tower, known, bits)], own)
    if not facts:
        return mask
    facts += _bounds(tower, {key for row in facts for key in row.coefficients} | own, given)
    for bit in (NEGATIVE, POSITIVE, ZERO):
        if bit == ZERO and mask & NEGATIVE and mask & POSITIVE:
            break  # where both signs can be, so can 0
        if mask & bit and infeasible([*facts, *_rows(tower, poly, bit)], tower.budget, MAX_CONSTRAINTS):
            mask &= ~bit
    return mask


def _rows(tower: Tower, poly: Poly, mask: int) -> list[Constraint]:
    """Return linear constraints on the monomials of a polynomial that say that its sign is in the mask."""
    integral = all(kernel.integer for kernel in tower.used(poly)) and all(c.q == 1 for c in poly.coeffs())
    step = fmpq(-1) if integral else NIL
    rows: list[Constraint] = []
    for sign, bits in ((1, POSITIVE | ZERO), (-1, NEGATIVE | ZERO)):
        if mask and not mask & ~bits:
            strict = not mask & ZERO
            row: dict[Hashable, Rational] = {key: sign * value for key, value in poly.terms() if any(key)}
            constant = next((sign * value for key, value in poly.terms() if not any(key)), NIL)
            constant = constant + step if strict else constant
            rows.append(Constraint(row, constant, ">" if strict and not integral else ">="))
    return rows


def _bounds(tower: Tower, keys: set[Hashable], given: Ranges) -> list[Constraint]:
    """Return what ranges say of single monomials."""
    rows: list[Constraint] = []
    top = tower.plan.size - 1
    for key in keys:
        if not isinstance(key, tuple):
            continue
        bounds = exactly(ONE)
        for place, exponent in enumerate(key):
            if exponent:
                kernel = tower.kernels[top - place]
                bounds = multiplied(bounds, power(given.get(kernel.index, kernel.range), exponent))
        if bounds.low is not None:
            rows.append(Constraint({key: ONE}, -bounds.low, ">" if bounds.low_open else ">="))
        if bounds.high is not None:
            rows.append(Constraint({key: -ONE}, bounds.high, ">" if bounds.high_open else ">="))
    return rows
