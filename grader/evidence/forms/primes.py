"""A number as a product of powers of primes."""

from __future__ import annotations

from flint import fmpz

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import literal, product_parts
from grader.language.printing import show
from grader.language.tree import Neg, Node
from grader.wording import reasons

MAX_PRIME_BITS = 64  # of a factor whose primality is proved


def prime_factors(_: HasForm, tree: Node) -> str | None:
    """Primes and powers of primes, multiplied or below a fraction bar; 1 and -1 by themselves, and a sign in front."""
    whole = tree.arg if isinstance(tree, Neg) else tree
    if literal(whole) == 1:
        return None
    for part, exponent in product_parts(whole):
        why = _no_prime(part, exponent)
        if why is not None:
            return why
    return None


def _no_prime(part: Node, exponent: int) -> str | None:
    value = literal(part)
    if value is None or value.denominator != 1:
        return reasons.NO_PRIME.format(formula=show(part))
    if value.numerator.bit_length() > MAX_PRIME_BITS:
        raise UnclearError(f"a factor has more than {MAX_PRIME_BITS} bits")
    if value < 2 or exponent == 0 or not fmpz(value.numerator).is_prime():
        return reasons.NO_PRIME.format(formula=show(part))
    return None
