"""Sizes of arrays as polynomials in symbols: `n`, `d + 1`, `m n`. Two sizes are equal where the polynomials are."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.errors import UnclearError
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym

Monomial = tuple[str, ...]  # the names of the factors, in order
Size = tuple[tuple[Monomial, Fraction], ...]  # the terms, in order; a size that is the same number is the same tuple

ONE: Size = (((), Fraction(1)),)
MAX_POWER = 8  # of a size in a size


def size_of(tree: Node) -> Size:
    """Return a size; raises UnclearError for one that is no polynomial."""
    match tree:
        case Num(value):
            return _size({(): value})
        case Sym(name):
            return _size({(name,): Fraction(1)})
        case Neg(arg):
            return _times(_size({(): Fraction(-1)}), size_of(arg))
        case Add(terms):
            total: Size = ()
            for term in terms:
                total = _plus(total, size_of(term))
            return total
        case Mul(factors):
            result = ONE
            for factor in factors:
                result = _times(result, size_of(factor))
            return result
        case Div(num, den) if (whole := _quotient(size_of(num), size_of(den))) is not None:
            return whole
        case Pow(base, Num(value)) if value.denominator == 1 and value <= MAX_POWER:
            return size_of(Mul((Num(Fraction(1)), *[base] * int(value))))
        case _:
            raise UnclearError(f"the size {show(tree)} is not decided", final=True)


def _size(terms: dict[Monomial, Fraction]) -> Size:
    return tuple(sorted((monomial, value) for monomial, value in terms.items() if value))


def _plus(left: Size, right: Size) -> Size:
    terms = dict(left)
    for monomial, value in right:
        terms[monomial] = terms.get(monomial, Fraction(0)) + value
    return _size(terms)


def _quotient(left: Size, right: Size) -> Size | None:
    """Return the quotient of two numbers where it is whole, else None: half of a size may be none."""
    match left, right:
        case (), (((), _),):
            return ()
        case (((), num),), (((), den),) if (num / den).denominator == 1:
            return _size({(): num / den})
        case _:
            return None


def minus(left: Size, right: Size) -> Size:
    """Return the difference of two sizes."""
    return _plus(left, _times(_size({(): Fraction(-1)}), right))


def surely_from_zero(size: Size) -> bool:
    """Return whether a difference of sizes is 0 or more for all positive integers, as far as is seen at once."""
    return all(value >= 0 for monomial, value in size if monomial) and sum(value for _, value in size) >= 0


def _times(left: Size, right: Size) -> Size:
    terms: dict[Monomial, Fraction] = {}
    for first, one in left:
        for second, other in right:
            monomial = tuple(sorted(first + second))
            terms[monomial] = terms.get(monomial, Fraction(0)) + one * other
    return _size(terms)


def tree_of(size: Size) -> Node:
    """Return a size as a tree."""
    terms = [_term(monomial, value) for monomial, value in size]
    return terms[0] if len(terms) == 1 else Add(tuple(terms)) if terms else Num(Fraction(0))


def _term(monomial: Monomial, value: Fraction) -> Node:
    factors: list[Node] = [] if abs(value) == 1 and monomial else [Num(abs(value))]
    factors += [Sym(name) for name in monomial]
    product = factors[0] if len(factors) == 1 else Mul(tuple(factors))
    return Neg(product) if value < 0 else product


def names_of(size: Size) -> frozenset[str]:
    """Return the symbols of a size."""
    return frozenset(name for monomial, _ in size for name in monomial)


def shape_words(sizes: tuple[Size, ...]) -> str:
    """Return a shape in words: `(m, n)`."""
    return f"({', '.join(show(tree_of(size)) for size in sizes)})"
