"""The cost guard: what an operation on polynomials could cost, checked before FLINT is called.

FLINT cannot be interrupted, so every bound here is an upper bound from formal sizes: numbers of terms, total degrees
and bits of coefficients. All functions raise `ExceededError` with the limit's name.
"""

from __future__ import annotations

from math import comb

from flint import fmpq_mpoly

from grader.evidence.budget import Budget, ExceededError

Poly = fmpq_mpoly
FREE = 64  # products of terms below this are not worth counting
FACTOR_TERMS = 600  # factors and common divisors cost far more than products
FACTOR_WORK = 12_000  # terms times degree
FACTOR_BITS = 4_000  # bits of a coefficient of what is factored
COUNTED_POWER = 60  # powers above this are compared with the degree before binomials are computed


def product(terms: int, budget: Budget) -> None:
    """Check a product of two polynomials of many terms: of so many products of terms."""
    if terms > budget.limits.max_terms:
        raise ExceededError("max_terms")
    budget.spend(terms // FREE)


def power(base: Poly, bits: int, exponent: int, variables: int, budget: Budget) -> None:
    """Check base^exponent, where `base` has so many variables and coefficients of so many bits."""
    limits = budget.limits
    degree = max(0, int(base.total_degree())) * exponent
    terms = len(base)
    if degree > (limits.max_degree if terms > 1 else limits.max_terms):
        raise ExceededError("max_degree")
    if exponent * (bits + terms.bit_length()) > limits.max_bits:
        raise ExceededError("max_bits")
    if terms > 1:
        bound = expansion(terms - 1, exponent)
        if bound > FREE:
            bound = min(bound, expansion(variables, degree))
        if bound > limits.max_terms:
            raise ExceededError("max_terms")
        budget.spend(1 + bound // FREE)


def expansion(variables: int, degree: int) -> int:
    """Return the number of monomials of at most that degree, capped at a number above every limit."""
    small = min(variables, degree)
    if small > COUNTED_POWER:
        return 1 << small
    return comb(variables + degree, small)


def substitution(length: int, terms: int, steps: int, budget: Budget) -> None:
    """Check the reduction of `length` terms by a relation of `terms` terms that applies up to `steps` times."""
    bound = length * expansion(max(terms - 1, 0), steps)
    if bound > budget.limits.max_terms:
        raise ExceededError("max_terms")
    if bound > FREE:
        budget.spend(bound // FREE)


def factors(poly: Poly, bits: int, budget: Budget) -> None:
    """Check a factorisation or a greatest common divisor."""
    terms = len(poly)
    if terms < 3 and bits < FREE:
        return
    work = terms * int(poly.total_degree())
    if terms > FACTOR_TERMS or work > FACTOR_WORK:
        raise ExceededError("max_terms")
    if bits > FACTOR_BITS:
        raise ExceededError("max_bits")
    budget.spend(1 + work // FREE)
