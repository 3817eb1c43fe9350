"""A number as a product of powers of primes."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import literal, product_parts
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, walk
from grader.wording import reasons

MAX_PRIME_BITS = 64  # of a factor whose primality is proved


def is_rational(tree: Node) -> bool:
    """Whether nothing but digits and the four operations stand in a number, with whole exponents."""
    return all(isinstance(node, Num | Mul | Div | Neg | Add | Pow) for node in walk(tree)) and all(
        (power := literal(node.exp)) is not None and power.denominator == 1
        for node in walk(tree)
        if isinstance(node, Pow)
    )


def prime_factors(_: HasForm, tree: Node) -> str | None:
    """Primes and powers of primes, multiplied or below a fraction bar; -1 and a numerator 1; a sign before all."""
    whole = tree.arg if isinstance(tree, Neg) else tree
    if literal(whole) == 1:
        return None
    has_bar = any(isinstance(node, Div) for node in walk(whole))
    signed = next((node for node in walk(whole) if isinstance(node, Pow) and isinstance(node.base, Neg)), None)
    if signed is not None:
        return reasons.NO_PRIME.format(formula=show(signed.base))
    seen: dict[Fraction | None, int] = {}
    for part, exponent in product_parts(whole):
        if literal(part) == 1 and (has_bar or _is_minus_one(part, tree)):
            continue
        why = _no_prime(part, exponent)
        if why is not None:
            return why
        if seen.setdefault(literal(part), exponent) * exponent < 0:
            return reasons.CAN_BE_CANCELLED_BY.format(formula=show(whole), shared=show(part))
    return None


def _is_minus_one(part: Node, tree: Node) -> bool:
    return any(
        isinstance(node, Neg) and part in (node.arg, *(one for one, _ in product_parts(node.arg)))
        for node in walk(tree)
    )


def _no_prime(part: Node, exponent: int) -> str | None:
    value = literal(part)
    if value is None or value.denominator != 1:
        return reasons.NO_PRIME.format(formula=show(part))
    if value.numerator.bit_length() > MAX_PRIME_BITS:
        raise UnclearError(f"a factor has more than {MAX_PRIME_BITS} bits")
    if value < 2 or exponent == 0 or not fmpz(value.numerator).is_prime():
        return reasons.NO_PRIME.format(formula=show(part))
    return None
