"""Integrals of rational functions of e^{it} over a full turn, by the residues within the unit circle.

With w = e^{it} the integral from 0 to 2 pi of F(w) dt is 2 pi times the sum of the residues of F(w)/w at |w| < 1. The
denominator is made real by its conjugate and factored over the rationals; the roots of a factor must all lie on one
side of the circle, by enclosures. Then the sum of their residues is a coefficient of a partial fraction.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, fmpq, fmpq_poly

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import TWO, ZERO, Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild
from grader.records import dataclass

MAX_DEGREE = 24  # of polynomials in e^{it}
_I, _PI = Const("i"), Const("pi")
_FULL_TURN = frozenset({Mul((TWO, _PI)), Mul((_PI, TWO))})
_NIL, _UNIT, _W = fmpq_poly([0]), fmpq_poly([1]), fmpq_poly([0, 1])


@dataclass(frozen=True)
class Gauss:
    """A polynomial with complex coefficients, by their real and imaginary parts."""

    re: fmpq_poly
    im: fmpq_poly = _NIL

    def __add__(self, other: Gauss) -> Gauss:
        return Gauss(self.re + other.re, self.im + other.im)

    def __mul__(self, other: Gauss) -> Gauss:
        return _bounded(Gauss(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re))

    def turned(self) -> Gauss:
        """Return the polynomial with conjugate coefficients."""
        return Gauss(self.re, -self.im)

    @property
    def degree(self) -> int:
        """Its degree, -1 of zero."""
        return max(self.re.degree(), self.im.degree())

    def reversed(self) -> Gauss:
        """Return w^degree times the polynomial at 1/w."""
        return Gauss(*(_reversed(part, self.degree) for part in (self.re, self.im)))


Ratio = tuple[Gauss, Gauss]
ONE_ = Gauss(_UNIT)


def with_turns(tree: Node) -> Node:
    """Return a tree of complex numbers with the values of its integrals over full turns, where they are known."""
    if Bind not in facts_of(tree).kinds:
        return tree
    node = rebuild(tree, with_turns)
    is_integral = isinstance(node, Bind) and node.kind == "int"
    return (circle_integral(node) or node) if is_integral and isinstance(node, Bind) else node


def circle_integral(node: Bind) -> Node | None:
    """Return the value of an integral over a full turn; None where it has no known one."""
    if node.low != ZERO or node.high not in _FULL_TURN:
        return None
    try:
        above, below = _ratio(node.body, node.var)
        re, im = _residues(above, below * Gauss(_W))
    except DeclinedError:
        return None
    value = Add((number_tree(re), Mul((number_tree(im), _I)))) if im else number_tree(re)
    return Mul((TWO, _PI, value))


def _ratio(node: Node, var: str) -> Ratio:
    """Return the numerator and the denominator of a tree as polynomials in w; raises DeclinedError."""
    match node:
        case Num(value):
            return Gauss(fmpq_poly([fmpq(value.numerator, value.denominator)])), ONE_
        case Const("i"):
            return Gauss(_NIL, _UNIT), ONE_
        case Neg(arg):
            above, below = _ratio(arg, var)
            return above * Gauss(-_UNIT), below
        case Add(terms):
            return _sum([_ratio(term, var) for term in terms])
        case Mul(factors):
            return _product([_ratio(factor, var) for factor in factors])
        case Div(num, den):
            return _product([_ratio(num, var), _inverse(_ratio(den, var))])
        case Pow(Const("e"), exponent) | Call("exp", (exponent,)):
            return _power(Gauss(_W), ONE_, _turns(exponent, var))
        case Pow(base, exponent):
            return _power(*_ratio(base, var), _whole(literal(exponent)))
        case Call("conj", (arg,)):
            above, below = _ratio(arg, var)
            shift = above.degree - below.degree
            return _product([(above.turned().reversed(), below.turned().reversed()), _power(Gauss(_W), ONE_, -shift)])
        case _:
            raise DeclinedError


def _sum(terms: list[Ratio]) -> Ratio:
    above, below = terms[0]
    for num, den in terms[1:]:
        above, below = above * den + num * below, below * den
    return above, below


def _product(factors: list[Ratio]) -> Ratio:
    above, below = ONE_, ONE_
    for num, den in factors:
        above, below = above * num, below * den
    return above, below


def _inverse(ratio: Ratio) -> Ratio:
    if ratio[0].degree < 0:
        raise DeclinedError
    return ratio[1], ratio[0]


def _power(above: Gauss, below: Gauss, exponent: int) -> Ratio:
    refuse_above(abs(exponent), MAX_DEGREE, "max_degree")
    ratio = _product([(above, below)] * abs(exponent))
    return _inverse(ratio) if exponent < 0 else ratio


def _turns(exponent: Node, var: str) -> int:
    """Return k of an exponent k i t."""
    match exponent:
        case Neg(arg):
            return -_turns(arg, var)
        case Mul(factors) if factors.count(_I) == 1 and factors.count(Sym(var)) == 1:
            rest = [factor for factor in factors if factor not in {_I, Sym(var)}]
            return _whole(literal(rest[0]) if rest else Fraction(1)) if len(rest) < 2 else _declined()
        case _:
            raise DeclinedError


def _declined() -> int:
    raise DeclinedError


def _whole(value: Fraction | None) -> int:
    if value is None or value.denominator != 1:
        raise DeclinedError
    return int(value)


def _bounded(poly: Gauss) -> Gauss:
    refuse_above(poly.degree, MAX_DEGREE, "max_degree")
    return poly


def _reversed(poly: fmpq_poly, degree: int) -> fmpq_poly:
    coefficients = list(poly.coeffs())
    return fmpq_poly([*[fmpq(0)] * (degree + 1 - len(coefficients)), *reversed(coefficients)]) if degree >= 0 else poly


def _residues(above: Gauss, below: Gauss) -> tuple[Fraction, Fraction]:
    """Return the real and the imaginary part of the sum of the residues within the circle; raises DeclinedError."""
    above, real = above * below.turned(), (below * below.turned()).re
    if real.degree() < 0:
        raise DeclinedError
    _, factors = real.factor()
    found = [fmpq(0), fmpq(0)]
    for factor, times in factors:
        if not _is_within(factor):
            continue
        part = factor**times
        rest = _divided(real, part)
        for place, numerator in enumerate((above.re, above.im)):
            found[place] += _coefficient(numerator, rest, part)
    re, im = (Fraction(int(one.p), int(one.q)) for one in found)
    return re, im


def _divided(whole: fmpq_poly, part: fmpq_poly) -> fmpq_poly:
    quotient, left = divmod(whole, part)
    if left.degree() >= 0:
        raise DeclinedError
    return quotient


def _coefficient(numerator: fmpq_poly, rest: fmpq_poly, part: fmpq_poly) -> fmpq:
    """Return the sum of the residues of numerator/(rest part) at the roots of `part`, which `rest` does not share."""
    common, inverse, _ = rest.xgcd(part)
    if common.degree() != 0:
        raise DeclinedError
    top = (numerator * inverse) % part
    size = part.degree()
    return top[size - 1] / (part[size] * common[0])


def _is_within(factor: fmpq_poly) -> bool:
    """Whether all roots of a factor lie within the unit circle, or all outside; raises DeclinedError for others."""
    sides = set()
    roots: list[tuple[acb, int]] = factor.complex_roots()  # type: ignore[assignment]
    for root, _ in roots:
        size = abs(root)
        if not (size < 1 or size > 1):
            raise DeclinedError
        sides.add(bool(size < 1))
    if len(sides) != 1:
        raise DeclinedError
    return sides.pop()
