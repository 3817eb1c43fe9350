"""Antiderivatives of t^(k - 1) g(t^k) for a whole k > 1: those of g at t^k, over k."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import gcd

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import quotient_factors
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Bind, Div, Node, Pow, Sym, rebuild, substitute, symbols, walk

INNER = "power[]"  # t^k; no text can spell it
MAX_POWER = 8  # of the variable inside


def by_inner_power(
    node: Node, var: str, budget: Budget, integrate: Callable[[Node, str, Budget], Iterator[Node]]
) -> Iterator[Node]:
    """Yield functions that may have this derivative."""
    step = gcd(*_exponents(node, var))
    if budget.is_above(step, MAX_POWER, "max_degree"):
        return
    for power in (power for power in range(2, step + 1) if step % power == 0):
        inside = _inside(node, var, power)
        if inside is not None:
            for found in integrate(inside, INNER, budget):
                yield Div(
                    substitute(found, {INNER: Pow(Sym(var), rational(Fraction(power)))}), rational(Fraction(power))
                )


def _exponents(node: Node, var: str) -> list[int]:
    """Return the exponents of t within the factors of a product, but for powers of t that are factors themselves."""
    found: list[int] = []
    for factor in quotient_factors(node):
        if _power_of(factor[0], var) is None:
            found += [
                int(power) for part in walk(factor[0]) if (power := _power_of(part, var)) is not None and power > 1
            ]
    return found


def _power_of(node: Node, var: str) -> Fraction | None:
    match node:
        case Sym(name) if name == var:
            return Fraction(1)
        case Pow(Sym(name), exponent) if name == var and (power := literal(exponent)) is not None:
            return power if power.denominator == 1 else None
        case _:
            return None


def _inside(node: Node, var: str, power: int) -> Node | None:
    """Return g(u) where a tree is t^(k - 1) g(t^k), None where it is not."""
    above: list[Node] = []
    below: list[Node] = []
    total = Fraction(1)
    try:
        for factor, side in quotient_factors(node):
            outer = _power_of(factor, var)
            if outer is not None:
                total += side * outer
            else:
                (above if side > 0 else below).append(_in_power(factor, var, power))
    except DeclinedError:
        return None
    if total % power:
        return None
    if exponent := total // power - 1:
        above.append(Pow(Sym(INNER), rational(Fraction(exponent))))
    top = product(tuple(above)) if above else ONE
    return Div(top, product(tuple(below))) if below else top


def _in_power(node: Node, var: str, power: int) -> Node:
    """Return a tree with u for t^k; raises DeclinedError where t stands otherwise."""
    if var not in symbols(node):
        return node
    found = _power_of(node, var)
    if found is not None and found % power == 0:
        exponent = found / power
        return Sym(INNER) if exponent == 1 else Pow(Sym(INNER), rational(exponent))
    if found is not None or isinstance(node, Bind | Sym):
        raise DeclinedError
    return rebuild(node, lambda child: _in_power(child, var, power))
