"""Factored, expanded, a completed square, a polynomial in a symbol."""

from __future__ import annotations

from flint import fmpq

from grader.claims.statements import HasForm
from grader.evidence.budget import check_degrees
from grader.evidence.errors import UnclearError
from grader.evidence.forms.primes import is_rational, prime_factors
from grader.evidence.forms.views import (
    Polynomial,
    Ring,
    content,
    is_constant,
    literal,
    natural,
    product_parts,
    sum_parts,
)
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk
from grader.wording import reasons


def factored(asked: HasForm, tree: Node) -> str | None:
    """A product whose factors cannot be taken apart further, over Q unless R or C is named; of a number primes."""
    if not asked.variables and is_rational(asked.answer):
        return prime_factors(asked, tree)
    field = asked.form.names[0] if asked.form.names else "Q"
    for part, _ in product_parts(tree):
        why = _factor(part, field)
        if why is not None:
            return why
    return None


def _factor(part: Node, field: str) -> str | None:
    if not isinstance(part, Add):
        return None
    if any(isinstance(node, Div) and literal(node.den) is None for node in walk(part)):
        return reasons.FRACTION_STANDS_FACTOR.format(formula=show(part))
    ring = Ring([part])
    poly = ring.of(part)
    if is_constant(poly):
        return reasons.CAN_BE_COMPUTED.format(formula=show(part))
    if content(poly) > 1:
        return reasons.COMMON_FACTOR.format(formula=show(part), content=content(poly))
    if poly.total_degree() == 1:
        return None  # over any field
    check_degrees(poly.degrees())
    _, factors = poly.factor()
    if sum(exponent for _, exponent in factors) > 1:
        return reasons.CAN_STILL_BE_FACTORED.format(formula=show(part))
    return None if field == "Q" else _over(part, poly, field)


def _over(part: Node, poly: Polynomial, field: str) -> str | None:
    """Return why a polynomial that is irreducible over Q is not over R or C."""
    degrees = [degree for degree in poly.degrees() if degree]
    if max(degrees) == 1:
        return None
    if len(degrees) > 1:
        raise UnclearError(f"a polynomial in several symbols over {field}")
    (degree,) = degrees
    if field == "C" or degree > 2:
        return reasons.CAN_STILL_BE_FACTORED_OVER.format(formula=show(part), field=field)
    by_degree = {sum(exponents): coefficient for exponents, coefficient in poly.terms()}
    a, b, c = (by_degree.get(power, fmpq(0)) for power in (2, 1, 0))
    return reasons.CAN_STILL_BE_FACTORED_OVER_R.format(formula=show(part)) if b * b - 4 * a * c >= 0 else None


def expanded(_: HasForm, tree: Node) -> str | None:
    """A sum of products, multiplied out, in which no two terms can be collected."""
    for node in walk(tree):
        if _is_product_of_sums(node):
            return reasons.CAN_BE_MULTIPLIED_OUT.format(formula=show(node))
    terms = list(sum_parts(tree))
    ring = Ring(terms)
    seen: dict[tuple[int, ...], int] = {}
    for number, term in enumerate(terms):
        for exponents in ring.of(term).monoms():
            other = seen.setdefault(tuple(exponents), number)
            if other != number:
                return reasons.CAN_BE_COLLECTED.format(formula=show(terms[other]), formula_2=show(term))
    return None


def _is_product_of_sums(node: Node) -> bool:
    match node:
        case Mul(factors):
            return any(isinstance(factor, Add) for factor in factors)
        case Neg(arg) | Div(arg, _):
            return isinstance(arg, Add)
        case Pow(base, exp):
            return isinstance(base, Add) and (natural(exp) or 0) > 1
        case _:
            return False


def completed_square(asked: HasForm, tree: Node) -> str | None:
    """a (x - h)^2 + k: each quantified symbol stands once, within the square of a linear expression."""
    names = [name for name in sorted(asked.variables) if name in symbols(tree)]
    if not names:
        return reasons.NONE_SYMBOLS_STANDS_ANSWER
    for name in names:
        if sum(1 for node in walk(tree) if node == Sym(name)) > 1:
            return reasons.STANDS_MORE_THAN_ONCE.format(name=name)
        if not any(_is_square_of_linear(node, name) for node in walk(tree)):
            return reasons.DOES_NOT_STAND_WITHIN.format(name=name)
    return None


def _is_square_of_linear(node: Node, name: str) -> bool:
    match node:
        case Pow(base, Num(value)) if value == 2:
            return name in symbols(base) and _is_polynomial(base, name, 1)
        case _:
            return False


def polynomial_in(asked: HasForm, tree: Node) -> str | None:
    """A polynomial in some symbols: sums, products and powers of them, with coefficients free of them."""
    for name in asked.form.names:
        if not _is_polynomial(tree, name, None):
            return reasons.ANSWER_NO_POLYNOMIAL.format(name=name)
    return None


def _is_polynomial(tree: Node, name: str, degree: int | None) -> bool:
    """Whether a tree is a polynomial in a symbol as it is typed, of at most a degree."""
    ring = Ring([tree])
    if any(name in symbols(kernel) and kernel != Sym(name) for kernel in ring.kernels):
        return False
    place = ring.kernels.get(Sym(name))
    return degree is None or place is None or ring.of(tree).degrees()[place] <= degree
