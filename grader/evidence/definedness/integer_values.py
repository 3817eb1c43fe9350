"""Polynomials that take only integers, such as n (n + 1)/2."""

from __future__ import annotations

from itertools import product
from math import lcm, prod

from grader.evidence.signs.facts import Facts
from grader.evidence.trees.polynomials import Monomial, kernels_of
from grader.language.tree import Node

MAX_RESIDUES = 4096  # points looked at


def is_whole(node: Node, facts: Facts) -> bool:
    """Return whether a polynomial in integers takes only integers.

    With the common denominator D of its coefficients, D times the polynomial modulo D depends on the residues modulo D
    of its symbols only; so it is looked at there, at all of them.
    """
    top, bottom = facts.algebra.quotient(node)
    if set(bottom) != {()} or any(exponent < 0 for monomial in top for _, exponent in monomial):
        return False
    polynomial = {monomial: coefficient / bottom[()] for monomial, coefficient in top.items()}
    common = lcm(*(int(coefficient.q) for coefficient in polynomial.values()))
    kernels = kernels_of(polynomial)
    if not all(facts.kernel_range(kernel).integer for kernel in kernels) or common ** len(kernels) > MAX_RESIDUES:
        return False
    scaled = {monomial: int(coefficient * common) for monomial, coefficient in polynomial.items()}
    residues = product(range(common), repeat=len(kernels))
    return all(_at(scaled, dict(zip(kernels, place, strict=True)), common) == 0 for place in residues)


def _at(polynomial: dict[Monomial, int], place: dict[int, int], modulus: int) -> int:
    terms = (
        coefficient * prod(pow(place[kernel], exponent, modulus) for kernel, exponent in monomial)
        for monomial, coefficient in polynomial.items()
    )
    return sum(terms) % modulus
