"""The sign of a polynomial over kernels, from what is known of the kernels."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flint import fmpq, fmpq_mpoly_ctx

from grader.evidence.budget import ExceededError, check_degrees
from grader.evidence.functions.questions import RISING
from grader.evidence.signs.facts import Facts, difference, flipped, product
from grader.evidence.signs.quadratic import quadratic_sign
from grader.evidence.signs.roots import signs_on
from grader.evidence.trees.polynomials import Key, Polynomial, content, kernels_of, normal, plus
from grader.evidence.trees.ranges.ranges import ZERO, Range, added, exactly, multiplied, power
from grader.evidence.trees.ranges.sign import SIGNS, Sign
from grader.language.tree import Call, Node

MAX_FACTOR_TERMS = 60  # polynomials with more terms are not factored
MAX_COMBINATIONS = 60  # subtractions of known inequalities tried


def polynomial_sign(polynomial: Polynomial, facts: Facts, want: Sign = Sign.ZERO) -> Sign:
    """Return the signs that a polynomial may have under the facts; stops early once they are within `want`."""
    if not polynomial:
        return Sign.ZERO
    key = frozenset(polynomial.items())
    known = facts.found.get((key, want))
    if known is None:
        known = facts.found[key, want] = _sign(polynomial, facts, want)
    return known


def _sign(polynomial: Polynomial, facts: Facts, want: Sign) -> Sign:
    monomial, rest = content(polynomial)
    outer = _monomial_sign(monomial, facts)
    if set(rest) == {()}:
        return outer if rest[()] > 0 else flipped(outer)
    sign = Sign.UNKNOWN
    for method in (_recorded, _rising, _termwise, _univariate, _parity, _quadratic, _combined, _factored):
        sign = _both(sign, method(rest, facts))
        whole = product(outer, sign)
        if whole.within(want) or sign in {Sign.POSITIVE, Sign.NEGATIVE, Sign.ZERO}:
            return whole
    return product(outer, sign)


def _is_choice(node: Node, facts: Facts) -> bool:
    """Return whether a tree is a binomial coefficient inside of its triangle, where none is 0."""
    match node:
        case Call("binom", (above, below)):
            gaps = below, difference(above, below)
            return all(_quotient_sign(gap, facts).within(Sign.NON_NEGATIVE) for gap in gaps)
        case _:
            return False


def _quotient_sign(node: Node, facts: Facts) -> Sign:
    num, den = facts.algebra.quotient(node)
    return product(polynomial_sign(num, facts), polynomial_sign(den, facts))


def _both(a: Sign, b: Sign) -> Sign:
    mask = a & b
    return SIGNS[mask] if mask else a


def _monomial_sign(monomial: Any, facts: Facts) -> Sign:
    sign = Sign.POSITIVE
    for kernel, exponent in monomial:
        own = Sign.POSITIVE if _is_choice(facts.algebra.nodes[kernel], facts) else facts.kernel_range(kernel).sign
        if exponent % 2 == 0:
            own = Sign.NON_NEGATIVE if own & 2 else Sign.POSITIVE
        sign = product(sign, own)
    return sign


def _recorded(polynomial: Polynomial, facts: Facts) -> Sign:
    """Look the polynomial up among the facts."""
    if not facts.signs:
        return Sign.UNKNOWN
    key, positive = normal(polynomial)
    known = facts.signs.get(key, Sign.UNKNOWN)
    return known if positive else flipped(known)


def _rising(polynomial: Polynomial, facts: Facts) -> Sign:
    """Compare the arguments of a rising function: the sign of f(u) - f(v) is that of u - v."""
    match list(polynomial.items()):
        case [(((first, 1),), a), (((second, 1),), b)] if a == -b:
            pass
        case _:
            return Sign.UNKNOWN
    match facts.algebra.nodes[first], facts.algebra.nodes[second]:
        case Call(name, (u,)), Call(other, (v,)) if name == other and name in RISING:
            sign = _quotient_sign(difference(u, v), facts)
            return sign if a > 0 else flipped(sign)
        case _:
            return Sign.UNKNOWN


def _termwise(polynomial: Polynomial, facts: Facts) -> Sign:
    """Add up the ranges of the terms."""
    total = exactly(ZERO)
    ranges = {kernel: facts.kernel_range(kernel) for kernel in kernels_of(polynomial)}
    for monomial, coefficient in polynomial.items():
        total = added(total, _term(monomial, coefficient, ranges))
    return total.sign


def _term(monomial: Any, coefficient: Any, ranges: dict[int, Range]) -> Range:
    out = exactly(coefficient)
    for kernel, exponent in monomial:
        out = multiplied(out, power(ranges[kernel], exponent))
    return out


def _univariate(polynomial: Polynomial, facts: Facts) -> Sign:
    """Isolate the real roots of a polynomial in one kernel."""
    kernels = kernels_of(polynomial)
    if len(kernels) != 1:
        return Sign.UNKNOWN
    over = facts.kernel_range(kernels[0])
    coefficients = [fmpq(0)] * (1 + max(m[0][1] for m in polynomial if m))
    for monomial, coefficient in polynomial.items():
        coefficients[monomial[0][1] if monomial else 0] = coefficient
    return signs_on(coefficients, over)


def _parity(polynomial: Polynomial, facts: Facts) -> Sign:
    """Whether integer values leave a remainder that is not zero: 2n + 1 is never 0."""
    constant = polynomial.get((), ZERO)
    if constant == 0 or not all(facts.kernel_range(kernel).integer for kernel in kernels_of(polynomial)):
        return Sign.UNKNOWN
    divisor = ZERO
    for monomial, coefficient in polynomial.items():
        divisor = divisor.gcd(coefficient) if monomial else divisor
    return Sign.UNKNOWN if (constant / divisor).q == 1 else Sign.NONZERO


def _quadratic(polynomial: Polynomial, facts: Facts) -> Sign:
    """Complete squares: a polynomial of degree 2 in its kernels may be a sum of squares."""
    return quadratic_sign(polynomial)


def _combined(polynomial: Polynomial, facts: Facts) -> Sign:
    """Subtract nonnegative multiples of known inequalities until the rest's sign is plain."""
    if not facts.inequalities:
        return Sign.UNKNOWN
    tries = [MAX_COMBINATIONS]
    up = _reduced(polynomial, facts, 3, tries)
    if up is not Sign.UNKNOWN:
        return up
    return flipped(_reduced({m: -c for m, c in polynomial.items()}, facts, 3, tries))


def _reduced(polynomial: Polynomial, facts: Facts, depth: int, tries: list[int]) -> Sign:
    """Return POSITIVE or NON_NEGATIVE where proved, else UNKNOWN."""
    best = Sign.UNKNOWN
    for inequality, sign in facts.inequalities:
        for monomial, coefficient in inequality.items():
            scale = polynomial.get(monomial, ZERO) / coefficient
            if not monomial or scale == 0 or (scale < 0 and sign is not Sign.ZERO) or tries[0] <= 0:
                continue
            tries[0] -= 1
            rest = plus(polynomial, inequality, -scale)
            found = _termwise(rest, facts) if rest else Sign.ZERO
            if not found.within(Sign.NON_NEGATIVE) and depth > 1:
                found = _reduced(rest, facts, depth - 1, tries)
            if found is Sign.POSITIVE or (found.within(Sign.NON_NEGATIVE) and sign is Sign.POSITIVE):
                return Sign.POSITIVE
            if found is Sign.ZERO and sign is Sign.ZERO:
                return Sign.ZERO
            if found.within(Sign.NON_NEGATIVE):
                best = Sign.NON_NEGATIVE
    return best


def _factored(polynomial: Polynomial, facts: Facts) -> Sign:
    """Factor over the rationals and multiply the factors' signs."""
    kernels = kernels_of(polynomial)
    if len(polynomial) > MAX_FACTOR_TERMS or (len(kernels) == 1 and not facts.nonzero):
        return Sign.UNKNOWN
    lead, parts = factors_of(polynomial)
    if len(parts) == 1 and parts[0][1] == 1:
        return Sign.NONZERO if _is_nonzero(parts[0][0], facts) else Sign.UNKNOWN
    sign = Sign.POSITIVE if lead > 0 else Sign.NEGATIVE
    for part, exponent in parts:
        own = polynomial_sign(part, facts)
        if own & 2 and own is not Sign.ZERO and _is_nonzero(part, facts):
            own = Sign(own & 5)
        if exponent % 2 == 0:
            own = Sign.ZERO if own is Sign.ZERO else Sign.NON_NEGATIVE if own & 2 else Sign.POSITIVE
        sign = product(sign, own)
    return sign


def _is_nonzero(part: Polynomial, facts: Facts) -> bool:
    new = facts.nonzero[facts.factored :]
    if new:
        keys = {normal(factor)[0] for polynomial in new for factor, _ in factors_of(polynomial)[1]}
        facts.factor_keys, facts.factored = facts.factor_keys | keys, len(facts.nonzero)
    return bool(facts.factor_keys) and normal(part)[0] in facts.factor_keys


def factors_of(polynomial: Polynomial) -> tuple[Any, list[tuple[Polynomial, int]]]:
    """Return the leading constant and the irreducible factors over the rationals, with multiplicities."""
    lead, parts = _factors(frozenset(polynomial.items()))
    return lead, [(dict(part), exponent) for part, exponent in parts]


@lru_cache(maxsize=512)
def _factors(items: Key) -> tuple[Any, list[tuple[Polynomial, int]]]:
    polynomial = dict(items)
    if len(polynomial) > MAX_FACTOR_TERMS:
        raise ExceededError("max_terms")
    kernels = kernels_of(polynomial)
    place = {kernel: index for index, kernel in enumerate(kernels)}
    context = fmpq_mpoly_ctx.get([f"k{index}" for index in range(len(kernels))], "lex")
    dense = {}
    for monomial, coefficient in polynomial.items():
        exponents = [0] * len(kernels)
        for kernel, exponent in monomial:
            exponents[place[kernel]] = exponent
        dense[tuple(exponents)] = coefficient
    check_degrees(max(powers) for powers in zip(*dense, strict=True))
    lead, parts = context.from_dict(dense).factor()
    return lead, [(_sparse(part, kernels), int(exponent)) for part, exponent in parts]


def _sparse(part: Any, kernels: tuple[int, ...]) -> Polynomial:
    return {
        tuple((kernel, int(e)) for kernel, e in zip(kernels, exponents, strict=True) if e): coefficient
        for exponents, coefficient in part.to_dict().items()
    }
