"""Hypergeometric terms: what a term at k + 1, or at n + 1, is over the term, as a rational function.

A term is a product of factorials and binomial coefficients of integer linear forms, of powers with such exponents, and
of rational functions. What is read is a candidate: whoever uses it proves the identity that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from grader.evidence.budget import check_degrees
from grader.evidence.calculus.sums.frame import form_of
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import number_tree, product_of, sum_of
from grader.evidence.trees.fold import fold
from grader.evidence.trees.linear import Affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Div, Mul, Neg, Node, Num, Pow, Sym, symbols
from grader.records import dataclass

MAX_POWER = 6  # of a polynomial
MAX_STEP = 3  # by which an argument of a factorial grows
MAX_TERMS = 400  # of a polynomial


@dataclass(frozen=True)
class Ratio:
    """A rational function of some symbols, reduced."""

    num: fmpq_mpoly
    den: fmpq_mpoly

    def __add__(self, other: Ratio) -> Ratio:
        return ratio(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: Ratio) -> Ratio:
        return ratio(self.num * other.den - other.num * self.den, self.den * other.den)

    def __mul__(self, other: Ratio) -> Ratio:
        return ratio(self.num * other.num, self.den * other.den)

    def over(self, other: Ratio) -> Ratio:
        """Return self / other; raises DeclinedError where that is 0."""
        return ratio(self.num * other.den, self.den * other.num)

    def power(self, exponent: int) -> Ratio:
        """Return a power with an integer exponent."""
        top, bottom = (self.num, self.den) if exponent >= 0 else (self.den, self.num)
        return ratio(top ** abs(exponent), bottom ** abs(exponent))


def ratio(num: fmpq_mpoly, den: fmpq_mpoly) -> Ratio:
    """Return a reduced quotient; raises DeclinedError where it divides by 0, or is large."""
    if not den:
        raise DeclinedError
    refuse_above(max(len(num), len(den)), MAX_TERMS, "max_terms")
    common = num.gcd(den)
    return Ratio(num // common, den // common)


class Ring:
    """Polynomials in the index, the bound and other letters, in this order, and the terms that are read with them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.context = fmpq_mpoly_ctx.get(self.names, Ordering.lex)
        self.one = self.constant(Fraction(1))
        self.gens = dict(zip(self.names, (Ratio(gen, self.one.num) for gen in self.context.gens()), strict=True))

    def constant(self, value: Fraction) -> Ratio:
        """Return a rational number."""
        poly = self.context.from_dict({(0,) * len(self.names): fmpq(value.numerator, value.denominator)})
        return Ratio(poly, self.context.from_dict({(0,) * len(self.names): fmpq(1)}))

    def moved(self, poly: fmpq_mpoly, name: str, step: int = 1) -> fmpq_mpoly:
        """Return a polynomial with a symbol that is greater by so much."""
        gens = [gen + step if own == name else gen for own, gen in zip(self.names, self.context.gens(), strict=True)]
        return poly.compose(*gens, ctx=self.context)

    def rational(self, node: Node) -> Ratio:
        """Return a tree as a rational function; raises DeclinedError."""
        return fold(node, self)

    def number(self, value: Fraction) -> Ratio:
        """Return a rational number."""
        return self.constant(value)

    def negative(self, value: Ratio) -> Ratio:
        """Return -value."""
        return self.constant(Fraction(-1)) * value

    def total(self, values: Sequence[Ratio]) -> Ratio:
        """Return a sum."""
        return reduce(Ratio.__add__, values)

    def product(self, values: Sequence[Ratio]) -> Ratio:
        """Return a product."""
        return reduce(Ratio.__mul__, values)

    def quotient(self, num: Ratio, den: Ratio) -> Ratio:
        """Return num / den; raises DeclinedError where that is 0."""
        return num.over(den)

    def power(self, base: Ratio, exponent: int) -> Ratio:
        """Return a power with a small exponent."""
        refuse_above(abs(exponent), MAX_POWER, "max_degree")
        return base.power(exponent)

    def other(self, node: Node) -> Ratio:
        """Return a symbol of the ring."""
        if not isinstance(node, Sym) or node.name not in self.gens:
            raise DeclinedError
        return self.gens[node.name]

    def step(self, node: Node, name: str) -> Ratio:
        """Return what a term with a symbol that is greater by 1 is over the term; raises DeclinedError."""
        if name not in symbols(node):
            return self.one
        match node:
            case Neg(arg):
                return self.step(arg, name)
            case Mul(factors):
                return reduce(Ratio.__mul__, (self.step(factor, name) for factor in factors))
            case Div(num, den):
                return self.step(num, name).over(self.step(den, name))
            case Call("factorial", (arg,)):
                return self._of_factorial(form_of(arg), name)
            case Call("binom", (top, bottom)):
                above, below = form_of(top), form_of(bottom)
                rest = {one: above.get(one, Fraction(0)) - below.get(one, Fraction(0)) for one in above | below}
                both = self._of_factorial(below, name) * self._of_factorial(rest, name)
                return self._of_factorial(above, name).over(both)
            case Pow(base, exponent) if name not in symbols(base):
                return self.rational(base).power(_whole(form_of(exponent).get(name, Fraction(0))))
            case Pow(base, exponent) if (power := literal(exponent)) is not None and power.denominator == 1:
                if abs(power) <= MAX_POWER:
                    return self.step(base, name).power(int(power))
        whole = self.rational(node)
        return ratio(self.moved(whole.num, name) * whole.den, self.moved(whole.den, name) * whole.num)

    def _of_factorial(self, form: Affine, name: str) -> Ratio:
        """Return (u + d)! / u! for a linear form u that grows by d."""
        step = _whole(form.get(name, Fraction(0)))
        start = reduce(
            Ratio.__add__, (self._term(own, value) for own, value in form.items()), self.constant(Fraction(0))
        )
        if step >= 0:
            return self.product([self.one, *(start + self.constant(Fraction(j)) for j in range(1, step + 1))])
        return self.one.over(self.product([self.one, *(start - self.constant(Fraction(j)) for j in range(-step))]))

    def _term(self, name: str, value: Fraction) -> Ratio:
        if name and name not in self.gens:
            raise DeclinedError
        return self.constant(value) * self.gens[name] if name else self.constant(value)

    def tree(self, found: Ratio) -> Node:
        """Return a rational function as a tree."""
        return Div(self._tree(found.num), self._tree(found.den))

    def _tree(self, poly: fmpq_mpoly) -> Node:
        """Return a polynomial as a product of its factors."""
        check_degrees(poly.degrees())
        lead, factors = poly.factor()
        parts: list[Node] = [number_tree(fmpq(lead))]
        for factor, times in factors:
            base = self._expanded(factor)
            parts.append(base if times == 1 else Pow(base, Num(Fraction(int(times)))))
        return product_of(parts)

    def _expanded(self, poly: fmpq_mpoly) -> Node:
        terms: list[Node] = []
        for powers, value in poly.terms():
            letters = [Sym(name) if power == 1 else Pow(Sym(name), Num(Fraction(int(power))))
                       for name, power in zip(self.names, powers, strict=True) if power]  # fmt: skip
            terms.append(Mul((number_tree(value), *letters)) if letters else number_tree(value))
        return sum_of(terms)


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise DeclinedError
    refuse_above(abs(value), MAX_STEP, "max_terms")
    return int(value)
