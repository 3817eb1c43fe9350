"""Trees as quotients of sparse polynomials over kernels: symbols, and calls that no arithmetic opens."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import cast

from flint import acb, arb, fmpq, fmpz_poly

from grader.evidence.budget import ExceededError
from grader.evidence.trees.build import number_tree, product_of, sum_of
from grader.language.tree import (
    Add,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
)

Monomial = tuple[tuple[int, int], ...]  # (kernel, exponent > 0), by increasing kernel
Polynomial = dict[Monomial, fmpq]  # coefficients are nonzero

MAX_TERMS = 400  # terms of a product; beyond, signs are left to intervals
MAX_BITS = 10_000  # bits of a power's coefficients
Rational = fmpq
ONE = fmpq(1)
MAX_EXPONENT = 64  # literal exponents that are multiplied out


def constant(value: Rational) -> Polynomial:
    """Return a constant polynomial."""
    return {(): value} if value != 0 else {}


def real_roots_of(poly: fmpz_poly) -> list[arb]:
    """Return the real roots of a squarefree polynomial, isolated by FLINT, which gives real ones no imaginary part."""
    found = cast(list[tuple[acb, int]], poly.complex_roots())  # FLINT's stubs leave out the multiplicities
    return [root.real for root, _ in found if root.imag.is_zero()]


def plus(a: Polynomial, b: Polynomial, scale: Rational = ONE) -> Polynomial:
    """Return a + scale b."""
    out = dict(a)
    for monomial, coefficient in b.items():
        total = out.get(monomial, 0) + scale * coefficient
        if total == 0:
            out.pop(monomial, None)
        else:
            out[monomial] = total
    return out


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a b. Raises ExceededError where the product could have too many terms."""
    if len(a) * len(b) > MAX_TERMS:
        raise ExceededError("max_terms")
    out: Polynomial = {}
    for left, x in a.items():
        for right, y in b.items():
            monomial = _joined(left, right)
            total = out.get(monomial, 0) + x * y
            if total == 0:
                out.pop(monomial, None)
            else:
                out[monomial] = total
    return out


def _joined(a: Monomial, b: Monomial) -> Monomial:
    if not a or not b:
        return a or b
    exponents = dict(a)
    for kernel, exponent in b:
        exponents[kernel] = exponents.get(kernel, 0) + exponent
    return tuple(sorted(exponents.items()))


def raised(a: Polynomial, n: int) -> Polynomial:
    """Return a^n for n >= 0."""
    if not a:
        return {} if n else constant(ONE)
    if n > MAX_EXPONENT and len(a) > 1:
        raise ExceededError("max_degree")
    if n * max((int(coefficient.height_bits()) for coefficient in a.values()), default=0) > MAX_BITS:
        raise ExceededError("max_bits")
    if len(a) == 1:
        ((monomial, coefficient),) = a.items()
        return {tuple((kernel, exponent * n) for kernel, exponent in monomial) if n else (): coefficient**n}
    out = constant(ONE)
    for _ in range(n):
        out = times(out, a)
    return out


def content(a: Polynomial) -> tuple[Monomial, Polynomial]:
    """Return the largest monomial that divides all terms, and the quotient."""
    common = dict(next(iter(a)))
    for monomial in a:
        exponents = dict(monomial)
        common = {k: min(e, exponents[k]) for k, e in common.items() if k in exponents}
        if not common:
            return (), a
    rest = {tuple((k, e - common.get(k, 0)) for k, e in m if e > common.get(k, 0)): c for m, c in a.items()}
    return tuple(sorted(common.items())), rest


def kernels_of(a: Polynomial) -> tuple[int, ...]:
    """Return the kernels that occur, in increasing order."""
    return tuple(sorted({kernel for monomial in a for kernel, _ in monomial}))


Key = frozenset[tuple[Monomial, fmpq]]


def normal(a: Polynomial) -> tuple[Key, bool]:
    """Return a key that is the same for all nonzero rational multiples, and whether `a` is a positive one."""
    lead = a[max(a)]
    return frozenset((monomial, coefficient / lead) for monomial, coefficient in a.items()), lead > 0


def integer_literal(node: Node) -> int | None:
    """Return the value of a literal integer, with its sign, or None."""
    value = literal(node)
    return int(value) if value is not None and value.denominator == 1 else None


def rational_literal(node: Node) -> fmpq | None:
    """Return the value of a rational literal as FLINT's rational number, or None."""
    value = literal(node)
    return None if value is None else fmpq(value.numerator, value.denominator)


def literal(node: Node) -> Fraction | None:
    """Return the value of a rational literal, written with numbers only (`2`, `-1/3`, `1 - 2/3`), or None."""
    match node:
        case Num(value=value):
            return value
        case Neg(arg=arg):
            inner = literal(arg)
            return None if inner is None else -inner
        case Div(num=num, den=den):
            above, below = literal(num), literal(den)
            return None if above is None or not below else above / below
        case Add(terms=parts) | Mul(factors=parts):
            values: list[Fraction] = []
            for part in parts:
                known = literal(part)
                if known is None:
                    return None
                values.append(known)
            return sum(values, Fraction(0)) if isinstance(node, Add) else prod(values, start=Fraction(1))
        case _:
            return None


def tree_of(polynomial: Polynomial, nodes: Sequence[Node]) -> Node:
    """Return a polynomial as a tree."""
    ordered = sorted(polynomial.items(), key=lambda item: _rank(item[0]))
    terms = [_term(monomial, coefficient, nodes) for monomial, coefficient in ordered]
    if not terms:
        return number_tree(fmpq(0))
    return sum_of(terms)


def _rank(monomial: Monomial) -> tuple[int, Monomial]:
    """Return what terms are sorted by: higher degrees first, then earlier kernels, their higher powers first."""
    return -sum(exponent for _, exponent in monomial), tuple((kernel, -exponent) for kernel, exponent in monomial)


def _term(monomial: Monomial, coefficient: fmpq, nodes: Sequence[Node]) -> Node:
    factors = [
        nodes[kernel] if exponent == 1 else Pow(nodes[kernel], number_tree(fmpq(exponent)))
        for kernel, exponent in monomial
    ]
    size = abs(coefficient)
    if size != 1 or not factors:
        factors.insert(0, number_tree(size))
    node = product_of(factors)
    return Neg(node) if coefficient < 0 else node
