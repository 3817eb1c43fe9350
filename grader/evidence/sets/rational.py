"""Rational functions of one variable with rational coefficients, and where their values lie in a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import ctx, fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.sets.ends import Order, of_root, rational
from grader.evidence.sets.lines import Line, contains, without_idle
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.signs.roots import MAX_DEGREE, Root, real_roots
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.simplest import simplest
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym

Polynomial = Any  # flint.fmpq_poly
MAX_BITS = 10_000  # of a coefficient of a power
PRECISIONS = (64, 256, 1024, 4096)


@dataclass(frozen=True, slots=True)
class Quotient:
    """num / den, not reduced."""

    num: Polynomial
    den: Polynomial


ONE = fmpq_poly([1])


def quotient(tree: Node, name: str) -> Quotient | None:
    """Return a tree as a quotient of polynomials in a symbol; None for any other tree."""
    match tree:
        case Sym(symbol):
            return Quotient(fmpq_poly([0, 1]), ONE) if symbol == name else None
        case Num(value):
            return Quotient(fmpq_poly([fmpq(value.numerator, value.denominator)]), ONE)
        case Neg(arg):
            inner = quotient(arg, name)
            return None if inner is None else Quotient(-inner.num, inner.den)
        case Add(parts) | Mul(parts):
            found = [quotient(part, name) for part in parts]
            known = [part for part in found if part is not None]
            if len(known) < len(found):
                return None
            total = known[0]
            for part in known[1:]:
                total = _sum(total, part) if isinstance(tree, Add) else _product(total, part)
            return total
        case Div(num, den):
            above, below = quotient(num, name), quotient(den, name)
            if above is None or below is None or below.num == 0:
                return None
            return _limited(Quotient(above.num * below.den, above.den * below.num))
        case Pow(base, exp):
            return _power(quotient(base, name), exp)
        case _:
            return None


def _power(base: Quotient | None, exp: Node) -> Quotient | None:
    value = literal(exp)
    if base is None or value is None or value.denominator != 1:
        return None
    n = abs(int(value))
    degree = max(base.num.degree(), base.den.degree(), 1)
    if n * degree > MAX_DEGREE:
        raise ExceededError("max_degree")
    if n * max(_bits(base.num), _bits(base.den)) > MAX_BITS:
        raise ExceededError("max_bits")
    num, den = base.num**n, base.den**n
    if value < 0 and num == 0:
        return None
    return Quotient(num, den) if value >= 0 else Quotient(den, num)


def _bits(polynomial: Polynomial) -> int:
    return int(polynomial.numer().height_bits()) + int(polynomial.denom().bit_length())


def _sum(a: Quotient, b: Quotient) -> Quotient:
    if a.den == b.den:
        return Quotient(a.num + b.num, a.den)
    return _limited(Quotient(a.num * b.den + b.num * a.den, a.den * b.den))


def _product(a: Quotient, b: Quotient) -> Quotient:
    return _limited(Quotient(a.num * b.num, a.den * b.den))


def _limited(found: Quotient) -> Quotient:
    if max(found.num.degree(), found.den.degree()) > MAX_DEGREE:
        raise ExceededError("max_degree")
    return found


def preimage(function: Quotient, line: Line, order: Order) -> Line:
    """Return where a rational function has its values in a set whose marks are rational; poles do not belong."""
    product, levels = function.den, []
    for mark, inside in zip(line.marks, line.at, strict=True):
        level = function.num - mark.exact * function.den
        if level == 0:
            return _constant(function, inside)
        levels.append((level, inside))
        product = _times(product, level)
        order.context.budget.spend(10)
    roots = _limited_roots(product)
    at = []
    for root in roots:
        if _vanishes(function.den, root):
            at.append(False)
        else:
            at.append(next(inside for level, inside in levels if _vanishes(level, root)))
    gaps = [contains(line, rational(function.num(sample) / function.den(sample)), order) for sample in samples(roots)]
    return without_idle(tuple(of_root(root) for root in roots), at, gaps)


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    """Return a product with the same roots: common factors count once."""
    common = a.gcd(b)
    product = a * b if common.degree() <= 0 else a * (b // common)
    if product.degree() > MAX_DEGREE:
        raise ExceededError("max_degree")
    return product


def _limited_roots(polynomial: Polynomial) -> list[Root]:
    return real_roots(polynomial) if polynomial.degree() > 0 else []


def _constant(function: Quotient, inside: bool) -> Line:
    """Return where a constant function has a value in the set: everywhere but at its poles, or nowhere."""
    poles = _limited_roots(function.den) if inside else []
    gaps = [inside] * (len(poles) + 1)
    return Line(tuple(of_root(root) for root in poles), (False,) * len(poles), tuple(gaps))


def _vanishes(polynomial: Polynomial, root: Root) -> bool:
    return bool(polynomial % fmpq_poly(list(root.factor)) == 0) and polynomial.degree() > 0


def samples(roots: list[Root]) -> list[Any]:
    """Return a rational number in each gap between sorted roots, and before and after all."""
    for precision in PRECISIONS:
        with ctx.workprec(precision):
            spans = [enclosing(root.ball(precision)) for root in roots]
        ends = [None, *(end for span in spans for end in (span.low, span.high)), None]
        pairs = list(zip(ends[::2], ends[1::2], strict=True))
        if all(low is None or high is None or low < high for low, high in pairs):
            return [simplest(low, high) for low, high in pairs]
    raise ExceededError("max_precision")
