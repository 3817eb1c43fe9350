"""Where the values of rational functions lie in a set."""

from __future__ import annotations

from flint import ctx, fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.sets.ends import End, Order, of_root, rational
from grader.evidence.sets.lines import Line, contains, moved, without_idle
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.signs.roots import MAX_DEGREE, Root, real_roots
from grader.evidence.trees.ranges.simplest import simplest
from grader.evidence.trees.rational import RationalFunction

ZERO = fmpq_poly([0])
PRECISIONS = (64, 256, 1024, 4096)


def preimage(function: RationalFunction, line: Line, order: Order) -> Line:
    """Return where a rational function has its values in a set whose marks are rational; poles do not belong."""
    if function.den.degree() == 0 and function.num.degree() == 1:
        return _under_line(function, line, order)
    product, levels = function.den, []
    for mark, inside in zip(line.marks, line.at, strict=True):
        assert mark.exact is not None
        level = function.num - mark.exact * function.den
        if level == ZERO:
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


def _under_line(function: RationalFunction, line: Line, order: Order) -> Line:
    """Return where a polynomial of degree 1 has its values: the line moved by its inverse."""
    unit = function.den[0]
    slope, start = function.num[1] / unit, function.num[0] / unit
    order.context.budget.spend(10 * len(line.marks))
    return moved(line, lambda mark: rational((_value(mark) - start) / slope), flipped=slope < 0)


def _value(mark: End) -> fmpq:
    assert mark.exact is not None
    return mark.exact


def _times(a: fmpq_poly, b: fmpq_poly) -> fmpq_poly:
    """Return a product with the same roots: common factors count once."""
    common = a.gcd(b)
    product = a * b if common.degree() <= 0 else a * (b // common)
    if product.degree() > MAX_DEGREE:
        raise ExceededError("max_degree")
    return product


def _limited_roots(polynomial: fmpq_poly) -> list[Root]:
    return real_roots(polynomial) if polynomial.degree() > 0 else []


def _constant(function: RationalFunction, inside: bool) -> Line:
    """Return where a constant function has a value in the set: everywhere but at its poles, or nowhere."""
    poles = _limited_roots(function.den) if inside else []
    gaps = [inside] * (len(poles) + 1)
    return Line(tuple(of_root(root) for root in poles), (False,) * len(poles), tuple(gaps))


def _vanishes(polynomial: fmpq_poly, root: Root) -> bool:
    return bool(polynomial % fmpq_poly(list(root.factor)) == ZERO) and polynomial.degree() > 0


def samples(roots: list[Root]) -> list[fmpq]:
    """Return a rational number in each gap between sorted roots, and before and after all."""
    for precision in PRECISIONS:
        with ctx.workprec(precision):
            spans = [enclosing(root.ball(precision)) for root in roots]
        ends = [None, *(end for span in spans for end in (span.low, span.high)), None]
        pairs = list(zip(ends[::2], ends[1::2], strict=True))
        if all(low is None or high is None or low < high for low, high in pairs):
            return [simplest(low, high) for low, high in pairs]
    raise ExceededError("max_precision")
