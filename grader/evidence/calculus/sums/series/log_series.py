"""Series of R(k) z^k for |z| < 1 and a rational function R whose poles are simple and at integers: logarithms.

With partial fractions, that of c z^k / (k - r) over k >= a is c z^r (-ln(1 - z) - z - z^2/2 - … - z^(m - 1) / (m - 1))
for m = a - r >= 1; what is left of R is a polynomial.
"""

from __future__ import annotations

from flint import fmpq, fmpq_poly

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function, tree_of
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import fraction, minus, number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow, Sym, symbols
from grader.records import replace

MAX_SHIFT = 24  # between the first index and a pole


def logarithmic_power_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the sum with logarithms, and with the series of what is a polynomial in k; None for any other series."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or node.high != Const("oo"):
        return None
    parts = Parts(node.var)
    try:
        parts.read(node.body, 1)
        return _value(node, parts, int(low), setting, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None


class Parts:
    """A term as a product of what does not vary, of powers b^k, and of a rational function of k."""

    def __init__(self, var: str) -> None:
        self.var = var
        self.fixed: list[Node] = []
        self.bases: list[Node] = []
        self.above: list[Node] = []
        self.below: list[Node] = []

    def read(self, node: Node, power: int) -> None:
        """Take a factor, or 1 over it; raises DeclinedError."""
        match node:
            case Mul(factors):
                for factor in factors:
                    self.read(factor, power)
            case Div(num, den):
                self.read(num, power)
                self.read(den, -power)
            case Neg(arg):
                self.fixed.append(number_tree(-1))
                self.read(arg, power)
            case _ if self.var not in symbols(node):
                self.fixed.append(node if power > 0 else Div(ONE, node))
            case Pow(base, exponent) if self.var not in symbols(base):
                self._read_power(base, exponent, power)
            case _:
                (self.above if power > 0 else self.below).append(node)

    def _read_power(self, base: Node, exponent: Node, power: int) -> None:
        form = affine(exponent)
        if form is None or form.keys() - {self.var, ""} or any(value.denominator != 1 for value in form.values()):
            raise DeclinedError
        slope, shift = (power * int(form.get(name, 0)) for name in (self.var, ""))
        self.bases.append(_power(base, slope))
        if shift:
            self.fixed.append(_power(base, shift))


def _power(base: Node, exponent: int) -> Node:
    whole = base if abs(exponent) == 1 else Pow(base, number_tree(abs(exponent)))
    return ONE if exponent == 0 else whole if exponent > 0 else Div(ONE, whole)


def _value(node: Bind, parts: Parts, low: int, setting: Setting, budget: Budget) -> Node | None:
    found = small_function(Div(product((*parts.above, ONE)), product((*parts.below, ONE))), node.var, budget)
    if found is None or not parts.bases or not parts.below:
        return None
    step = product(tuple(parts.bases))
    if not all(defined_everywhere(part, setting, budget) for part in (step, *parts.fixed)):
        return None
    signs = [sign_of(gap, setting, budget) for gap in (minus(ONE, step), Add((ONE, step)))]
    if any(sign is not Sign.POSITIVE for sign in signs):
        return None
    common = found.num.gcd(found.den)
    num, den = found.num // common, found.den // common
    whole, rest = divmod(num, den)
    values: list[Node] = []
    for root in _roots(den):
        weight = rest(fmpq(root)) / den.derivative()(fmpq(root))
        if low <= root:
            return None
        refuse_above(low - root, MAX_SHIFT, "max_terms")
        if root < 0 and not sign_of(step, setting, budget).within(Sign.NONZERO):
            return None
        values.append(Mul((rational(fraction(weight)), _shifted(step, root, low - root))))
    if whole:
        values.append(replace(node, body=Mul((tree_of(whole, node.var), Pow(step, Sym(node.var))))))
    return product((*parts.fixed, total(values)))


def _roots(poly: fmpq_poly) -> list[int]:
    """Return the roots of a polynomial, which are all integers and simple; raises DeclinedError for others."""
    found: list[int] = []
    for factor, times in poly.factor()[1] if poly.degree() > 0 else ():
        if factor.degree() > 1 or times > 1:
            raise DeclinedError
        root = -factor[0] / factor[1]
        if root.q != 1:
            raise DeclinedError
        found.append(int(root.p))
    return found


def _shifted(step: Node, root: int, first: int) -> Node:
    """Return the sum of z^(m + r) / m over m >= first."""
    lacking = [Neg(Div(_power(step, place), number_tree(place))) for place in range(1, first)]
    return product((_power(step, root), Add((Neg(Call("log", (minus(ONE, step),))), *lacking))))
