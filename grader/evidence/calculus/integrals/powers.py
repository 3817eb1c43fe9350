"""Limits of sums of powers with symbolic exponents: x^p log(x)^q tends to 0 at infinity for p < 0, at 0 for p > 0."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.limits.growth import growth
from grader.evidence.calculus.limits.sides import one_sided
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Const, Div, Neg, Node, Num, Pow, Sym, symbols


def limit_of_powers(tree: Node, var: str, point: Node, side: int, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit from one side, for all values of the other symbols, or None."""
    at_infinity, at_zero = point == Const("oo"), literal(point) == 0 and side == 1
    try:
        terms = expanded(tree, var)
    except DeclinedError as error:
        budget.declined(error)
        return None
    values: list[Node] = []
    for term in terms:
        if (at_infinity or at_zero) and _vanishes(term, var, at_infinity, setting, budget):
            continue
        if _is_small_power(term, var, point, side, setting, budget):
            continue
        whole = _tree(term, var)
        value = None if _is_symbolic(term, var) else one_sided(whole, var, point, side, setting, budget)
        if value is None:
            return None
        values.append(value)
    return total(values)


def _is_symbolic(term: Term, var: str) -> bool:
    return any(_exponent(factor, var) is not None for factor in term.factors)


def _exponent(factor: Node, var: str) -> Node | None:
    """Return e for a factor u^e with a linear u and an exponent that is no number."""
    match factor:
        case Div(num, den) if literal(num) == 1 and (inner := _exponent(den, var)) is not None:
            return Neg(inner)
        case Pow(base, exponent) if var in symbols(base) and var not in symbols(exponent) and literal(exponent) is None:
            return exponent if base == Sym(var) or linear(base, var) is not None else None
        case _:
            return None


def _base(factor: Node) -> Node:
    return factor.base if isinstance(factor, Pow) else _base(factor.den) if isinstance(factor, Div) else factor


def _grows(base: Node, var: str, at_infinity: bool, setting: Setting, budget: Budget) -> bool:
    """Return whether a base behaves as the variable does: at infinity also a linear function that grows."""
    if base == Sym(var):
        return True
    form = linear(base, var)
    if form is None or not at_infinity or not all(defined_everywhere(part, setting, budget) for part in form):
        return False
    return sign_of(form[0], setting, budget) is Sign.POSITIVE


def _vanishes(term: Term, var: str, at_infinity: bool, setting: Setting, budget: Budget) -> bool:
    order: list[Node] = [rational(term.power)]
    for factor in term.factors:
        exponent = _exponent(factor, var)
        if exponent is not None and _grows(_base(factor), var, at_infinity, setting, budget):
            order.append(exponent)
        elif not _is_logarithm(factor, var):
            return False
    if len(order) == 1 or term.exponents:
        return False
    known = all(defined_everywhere(part, setting, budget) for part in (*term.coefficient, *order))
    return known and sign_of(total(order), setting, budget) is (Sign.NEGATIVE if at_infinity else Sign.POSITIVE)


def _is_small_power(term: Term, var: str, point: Node, side: int, setting: Setting, budget: Budget) -> bool:
    """Return whether a term is a multiple of u^e that tends to 0, for a number e without the variable.

    So it does where u tends to infinity and e < 0, or u tends to 0 from above and e > 0.
    """
    if term.power or term.exponents or len(term.factors) != 1:
        return False
    (factor,) = term.factors
    sign = Sign.NEGATIVE
    if isinstance(factor, Div) and literal(factor.num) == 1:
        factor, sign = factor.den, Sign.POSITIVE
    if not isinstance(factor, Pow) or var in symbols(factor.exp):
        return False
    size = growth(factor.base, var, point, side, setting, budget)
    if size is None or size.sign < 0 or not (size.is_unbounded or size.vanishes):
        return False
    if not all(defined_everywhere(part, setting, budget) for part in (*term.coefficient, factor.exp)):
        return False
    wanted = sign if size.is_unbounded else Sign.POSITIVE if sign is Sign.NEGATIVE else Sign.NEGATIVE
    return sign_of(factor.exp, setting, budget) is wanted


def _is_logarithm(factor: Node, var: str) -> bool:
    match factor:
        case Call("log", (Sym(name),)):
            return name == var
        case Pow(base, Num()):
            return _is_logarithm(base, var)
        case _:
            return False


def _tree(term: Term, var: str) -> Node:
    powers = () if not term.power else (Pow(Sym(var), rational(term.power)),)
    waves = tuple(Call("exp", (exponent,)) for exponent in term.exponents)
    return product((*term.coefficient, *powers, *waves, *term.factors))
