"""Integrals and series that have no value: what is integrated or added up is too large, at one place for certain.

Near a place where |f| ~ c h^p |log h|^q with c > 0, the integral of f over h has no value once p < -1, or p = -1 and
q >= -1; over x = 1/h to infinity once p < 1, or p = 1 and q >= -1. The same holds for series, whose terms must tend
to 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.candidates import antiderivatives
from grader.evidence.calculus.integrals.definite import is_antiderivative, with_variable
from grader.evidence.calculus.integrals.pieces import far_out
from grader.evidence.calculus.integrals.zeros import singular_points
from grader.evidence.calculus.limits.growth import Growth, growth, oscillates, why_no_limit
from grader.evidence.functions.questions import BOUNDED_WAVES
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import ONE, Add, Bind, Const, Div, Mul, Neg, Node, Pow, is_infinite, symbols

MINUS_INFINITY = Neg(Const("oo"))
Place = tuple[Node, int]  # a point and the side from which it is approached


def why_no_value(node: Bind, setting: Setting, budget: Budget) -> str | None:
    """Return why an integral, a limit or a series has a value at no point of the setting; None where that is open."""
    match node.kind:
        case "lim" | "lim+" | "lim-":
            return why_no_limit(node, setting, budget)
        case "int":
            return _why_no_area(node, setting, budget)
        case "sum" if node.high == Const("oo"):
            return "the series diverges" if _series_diverges(node, setting, budget) else None
        case _:
            return None


def _why_no_area(node: Bind, setting: Setting, budget: Budget) -> str | None:
    for point, side in _places(node, setting, budget):
        if _diverges_at(node, point, side, setting, budget):
            return f"the integral diverges at {show(point)}"
    if node.high == Const("oo") and _has_oscillating_area(node, setting, budget):
        return f"the integral diverges at {show(node.high)}"
    return None


def _has_oscillating_area(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an antiderivative up to infinity has no limit there."""
    if node.low is None or is_infinite(node.low) or not facts_of(node.body).calls & BOUNDED_WAVES:
        return False
    inside = with_variable(setting, node.var, Domain(low=node.low, text="above the lower end"))
    if not is_continuous(node.body, node.var) or not defined_everywhere(node.body, inside, budget):
        return False
    for candidate in antiderivatives(node.body, node.var, budget):
        if is_antiderivative(candidate, node, inside, budget):
            return oscillates(Bind("lim", candidate, node.var, node.high), setting, budget)
    return False


def _places(node: Bind, setting: Setting, budget: Budget) -> Iterator[Place]:
    """Yield both ends, from inside, and what may be poles between them."""
    low, high = node.low, node.high
    if low is None or high is None or low == Const("oo") or high == MINUS_INFINITY:
        return
    if not (is_infinite(low) or is_infinite(high)):
        order = sign_of(minus(high, low), setting, budget)
        if order is Sign.NEGATIVE:
            low, high = high, low
        elif order is not Sign.POSITIVE:
            return
    yield low, 1
    yield high, -1
    for point in singular_points(node.body, node.var):
        above = is_infinite(low) or sign_of(minus(point, low), setting, budget) is Sign.POSITIVE
        if above and (is_infinite(high) or sign_of(minus(high, point), setting, budget) is Sign.POSITIVE):
            yield point, 1
            yield point, -1


def _diverges_at(node: Bind, point: Node, side: int, setting: Setting, budget: Budget) -> bool:
    """Return whether the integrand is too large near a point, everywhere in the setting."""
    body = far_out(node.body, node.var, point, setting, budget) if is_infinite(point) else node.body
    plain, powers = _symbolic_powers(body, node.var)
    found = growth(plain, node.var, point, side, setting, budget)
    if found is None:
        return False
    order: list[Node] = [number_tree(found.power)]
    for base, exponent in powers:
        inner = growth(base, node.var, point, side, setting, budget)
        if inner is None or inner.direction or inner.logs or inner.sign < 0:
            return False
        order.append(Mul((number_tree(inner.power), exponent)))
    return _is_too_large(found, order, is_infinite(point), setting, budget)


def _is_too_large(found: Growth, order: list[Node], at_infinity: bool, setting: Setting, budget: Budget) -> bool:
    if found.direction:
        return found.direction > 0
    critical = Fraction(1 if at_infinity else -1)
    excess = sign_of(Add((*order, number_tree(-critical))), setting, budget)
    return excess is Sign.NEGATIVE or (excess.within(Sign.NON_POSITIVE) and found.logs >= -1)


def _symbolic_powers(node: Node, var: str) -> tuple[Node, list[tuple[Node, Node]]]:
    """Return a product without its powers whose exponents are no numbers, and those powers."""
    powers: list[tuple[Node, Node]] = []
    plain = _without_powers(node, var, powers, ONE)
    return plain, powers


def _without_powers(node: Node, var: str, powers: list[tuple[Node, Node]], sign: Node) -> Node:
    match node:
        case Neg(arg):
            return Neg(_without_powers(arg, var, powers, sign))
        case Mul(factors):
            return Mul(tuple(_without_powers(factor, var, powers, sign) for factor in factors))
        case Div(num, den):
            below = _without_powers(den, var, powers, Neg(sign))
            return Div(_without_powers(num, var, powers, sign), below)
        case Pow(base, exponent) if var in symbols(base) and var not in symbols(exponent) and literal(exponent) is None:
            powers.append((base, Mul((sign, exponent))))
            return ONE
        case _:
            return node


# Series


def _series_diverges(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether the terms do not tend to 0, or have one sign and are too large."""
    signs: list[int] = []
    size = size_of(node.body, node.var, signs, setting, budget)
    if size is None:
        return False
    found = growth(size, node.var, Const("oo"), 1, setting, budget)
    if found is None:
        return False
    if not found.vanishes:
        return True
    return not signs and not found.direction and (found.power, -found.logs) <= (1, 1)


def size_of(node: Node, var: str, signs: list[int], setting: Setting, budget: Budget) -> Node | None:
    """Return a product with the same absolute values, |b|^e for each power b^e of a fixed base.

    `signs` notes the negative bases.
    """
    if var not in symbols(node):
        return node
    match node:
        case Neg(arg):
            return size_of(arg, var, signs, setting, budget)
        case Mul(factors):
            parts = [size_of(factor, var, signs, setting, budget) for factor in factors]
            return None if None in parts else Mul(tuple(part for part in parts if part is not None))
        case Div(num, den):
            above, below = (size_of(part, var, signs, setting, budget) for part in (num, den))
            return None if above is None or below is None else Div(above, below)
        case Pow(base, exponent) if var not in symbols(base):
            return _power_size(base, exponent, var, signs, setting, budget)
        case _:
            return node


def _power_size(
    base: Node, exponent: Node, var: str, signs: list[int], setting: Setting, budget: Budget
) -> Node | None:
    sign = sign_of(base, setting, budget)
    if sign is Sign.POSITIVE:
        return Pow(base, exponent)
    form = affine(exponent)
    if sign is not Sign.NEGATIVE or form is None or any(value.denominator != 1 for value in form.values()):
        return None
    if any(name not in {var, ""} for name in form):
        return None
    signs.append(-1)
    return Pow(Neg(base), exponent)
