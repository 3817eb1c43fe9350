"""Integrands as sums of terms: coefficient * t^p * exp(u) * other factors, products multiplied out."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import product_of, sum_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, symbols
from grader.records import dataclass

MAX_TERMS = 48  # of a product that is multiplied out
MAX_POWER = 12  # of a sum that is multiplied out


@dataclass(frozen=True)
class Term:
    """coefficient * t^power * exp(sum of exponents) * product of factors.

    `limit` names the limit for which a power was left as a factor, if there is one.
    """

    coefficient: tuple[Node, ...] = ()
    power: Fraction = Fraction(0)
    exponents: tuple[Node, ...] = ()
    factors: tuple[Node, ...] = ()
    limit: str = ""

    def times(self, other: Term) -> Term:
        """Return the product of two terms."""
        return Term(
            self.coefficient + other.coefficient,
            self.power + other.power,
            self.exponents + other.exponents,
            self.factors + other.factors,
            self.limit or other.limit,
        )


def product(parts: tuple[Node, ...]) -> Node:
    """Return a product as a tree."""
    kept = tuple(part for part in parts if part != ONE)
    if not kept:
        return ONE
    return product_of(kept)


def total(parts: list[Node]) -> Node:
    """Return a sum as a tree."""
    kept = tuple(part for part in parts if part != ZERO)
    if not kept:
        return ZERO
    return sum_of(kept)


def expanded(node: Node, var: str) -> list[Term]:
    """Return a tree as a sum of terms; raises `DeclinedError` where there are many."""
    if var not in symbols(node):
        return [Term((node,))]
    match node:
        case Sym():
            return [Term(power=Fraction(1))]
        case Neg(arg):
            return [Term((Neg(ONE),)).times(term) for term in expanded(arg, var)]
        case Add(parts):
            return [term for part in parts for term in expanded(part, var)]
        case Mul(parts):
            found = [Term()]
            for part in parts:
                found = _multiplied(found, expanded(part, var))
            return found
        case Div(num, den):
            return _multiplied(expanded(num, var), _inverse(den, var))
        case Pow(Const("e"), exponent):
            return [Term(exponents=(exponent,))]
        case Pow(base, exponent):
            return _power(node, base, exponent, var)
        case Call("exp", (arg,)):
            return [Term(exponents=(arg,))]
        case Call("sqrt", (Sym(),)):
            return [Term(power=Fraction(1, 2))]
        case _:
            return [Term(factors=(node,))]


def _multiplied(first: list[Term], second: list[Term]) -> list[Term]:
    if len(first) * len(second) > MAX_TERMS:
        raise DeclinedError(limit="max_terms")
    return [a.times(b) for a in first for b in second]


def _inverse(den: Node, var: str) -> list[Term]:
    """Return 1 / den, taken apart where it is a product."""
    match den:
        case Mul(parts):
            found = [Term()]
            for part in parts:
                found = _multiplied(found, _inverse(part, var))
            return found
        case Neg(arg):
            return [Term((Neg(ONE),)).times(term) for term in _inverse(arg, var)]
        case _ if var not in symbols(den):
            return [Term((Div(ONE, den),))]
        case Sym():
            return [Term(power=Fraction(-1))]
        case Call("sqrt", (Sym(),)):
            return [Term(power=Fraction(-1, 2))]
        case Pow(Sym(), exponent) if (value := literal(exponent)) is not None:
            return [Term(power=-value)]
        case Call("exp", (arg,)) | Pow(Const("e"), arg):
            return [Term(exponents=(Neg(arg),))]
        case Pow(base, exponent) if var not in symbols(base):
            return [Term(factors=(Pow(base, Neg(exponent)),))]
        case _:
            return [Term(factors=(Div(ONE, den),))]


def _power(node: Node, base: Node, exponent: Node, var: str) -> list[Term]:
    value = literal(exponent)
    if value is None:
        return [Term(factors=(node,))]
    if base == Sym(var):
        return [Term(power=value)]
    if value.denominator != 1 or not value:
        return [Term(factors=(node,))]
    times, inner = abs(int(value)), expanded(base, var) if value > 0 else _inverse(base, var)
    if value > 0 and times <= MAX_POWER and len(inner) == 1 and inner[0].factors:
        return [Term(factors=(base,) * times)]
    return _multiple(inner, times) or [Term(factors=(node,), limit="max_degree")]


def _multiple(terms: list[Term], times: int) -> list[Term] | None:
    """Return a natural power of a sum of terms, multiplied out; None where that is not done.

    A single term has every power where its other factors are powers of positive numbers; of others there are only small
    ones.
    """
    if len(terms) == 1 and all(map(_is_of_number, terms[0].factors)):
        (term,) = terms
        number = Num(Fraction(times))
        coefficient = tuple(Pow(part, number) for part in term.coefficient)
        raised = tuple(Pow(part.base, Mul((number, part.exp))) for part in term.factors if isinstance(part, Pow))
        return [Term(coefficient, term.power * times, tuple(Mul((number, part)) for part in term.exponents), raised)]
    if times > MAX_POWER:
        return None
    found = [Term()]
    for _ in range(times):
        found = _multiplied(found, terms)
    return found


def _is_of_number(factor: Node) -> bool:
    """Whether a factor is a power of a positive number, as `2^k` is."""
    return isinstance(factor, Pow) and (base := literal(factor.base)) is not None and base > 0
