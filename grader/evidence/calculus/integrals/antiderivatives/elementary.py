"""Antiderivatives of t^p exp(u) times sines, cosines, logarithms and a few other functions of linear arguments."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.wave_powers import of_wave_powers
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, linear, monomial, rational, scaled
from grader.evidence.calculus.integrals.integrands.terms import Term, total
from grader.evidence.functions.formulas import antiderivative
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, TWO, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, symbols

MAX_CIRCLE = 8  # sines and cosines in a product
MAX_POWER = 12  # of the variable, since each is one integration by parts
PI = Const("pi")


def integrated(term: Term, var: str, budget: Budget) -> Node | None:
    """Return an antiderivative of a term, or None where no rule fits."""
    if not term.factors:
        return _without_factors(term, var, budget)
    if all(isinstance(part, Call) and part.name in {"sin", "cos"} for part in term.factors):
        return _circular(term, var, budget)
    if term.exponents:
        return None
    if (found := of_wave_powers(term.power, term.factors, var, budget)) is not None:
        return found
    logs = [part for part in term.factors if part == Call("log", (Sym(var),))]
    if len(logs) == len(term.factors):
        return _logarithmic(term.power, len(logs), var)
    powers = [part for part in term.factors if isinstance(part, Pow) and part.base == Sym(var)]
    if logs and len(logs) + len(powers) == len(term.factors) and not any(var in symbols(part.exp) for part in powers):
        return _with_logarithms(total([rational(term.power + 1), *(part.exp for part in powers)]), len(logs), var)
    return _single(term, var) if len(term.factors) == 1 else None


def _without_factors(term: Term, var: str, budget: Budget) -> Node | None:
    if not term.exponents:
        if term.power == -1:
            return Call("log", (Call("abs", (Sym(var),)),))
        return Div(monomial(var, term.power + 1), rational(term.power + 1))
    exponent = total(list(term.exponents))
    found = coefficients(exponent, var, budget)
    if found is None or term.power.denominator != 1 or term.power < 0:
        return None
    if budget.is_above(term.power, MAX_POWER, "max_degree"):
        return None
    wave = Call("exp", (exponent,))
    if len(found) == 1:
        return Mul((wave, Div(monomial(var, term.power + 1), rational(term.power + 1))))
    if len(found) == 2:
        return _polynomial_times_exp(int(term.power), found[1], wave, var)
    return _gaussian(int(term.power), found, wave, var) if len(found) == 3 else None


def _polynomial_times_exp(power: int, slope: Node, wave: Node, var: str) -> Node:
    """Return exp(a t + b) (t^p / a - p t^(p - 1) / a^2 + …)."""
    parts: list[Node] = []
    factor = 1
    for k in range(power + 1):
        value = scaled(number_tree(factor), monomial(var, Fraction(power - k)))
        parts.append(Div(value, Pow(slope, number_tree(k + 1))))
        factor *= -(power - k)
    return Mul((wave, total(parts)))


def _gaussian(power: int, found: list[Node], wave: Node, var: str) -> Node:
    """Return the antiderivative of t^p exp(A t^2 + B t + C) by erf, for a literal A > 0 by erfi, and a recurrence."""
    constant, slope, lead = found
    size = literal(lead)
    grows = size is not None and size > 0
    root = Call("sqrt", (lead if grows else Neg(lead),))
    shift = Div(Pow(slope, TWO), Mul((number_tree(4), lead)))
    area = Mul((Div(Call("sqrt", (PI,)), Mul((TWO, root))), Call("exp", (Add((constant, Neg(shift))),))))
    offset = Div(slope, Mul((TWO, root)))
    middle = Add((Mul((root, Sym(var))), offset if grows else Neg(offset)))
    values: list[Node] = [Mul((area, Call("erfi" if grows else "erf", (middle,))))]
    for k in range(1, power + 1):
        rest: list[Node] = [Mul((monomial(var, Fraction(k - 1)), wave)), Neg(Mul((slope, values[k - 1])))]
        if k >= 2:
            rest.append(Neg(Mul((number_tree(k - 1), values[k - 2]))))
        values.append(Div(total(rest), Mul((TWO, lead))))
    return values[power]


# Sines and cosines.

Wave = tuple[Fraction, bool, Node]  # factor, whether a sine, angle


def _circular(term: Term, var: str, budget: Budget) -> Node | None:
    if term.power.denominator != 1 or term.power < 0:
        return None
    if budget.is_above(len(term.factors), MAX_CIRCLE, "max_terms"):
        return None
    if budget.is_above(term.power, MAX_POWER, "max_degree"):
        return None
    waves: list[Wave] = [(Fraction(1), False, Num(Fraction(0)))]
    for factor in term.factors:
        assert isinstance(factor, Call)
        waves = [wave for old in waves for wave in _wave_product(old, factor.name == "sin", factor.args[0])]
    parts = []
    for factor_, is_sine, angle in waves:
        exponent = total(list(term.exponents)) if term.exponents else None
        part = _wave(int(term.power), exponent, is_sine, angle, var, budget)
        if part is None:
            return None
        parts.append(scaled(rational(factor_), part))
    return total(parts)


def _wave_product(wave: Wave, is_sine: bool, angle: Node) -> list[Wave]:
    """Return a wave times a sine or cosine as a sum of two waves."""
    factor, was_sine, before = wave
    if before == Num(Fraction(0)) and not was_sine:
        return [(factor, is_sine, angle)]
    more = total([before, angle])
    less = Num(Fraction(0)) if before == angle else total([before, Neg(angle)])
    half = factor / 2
    match was_sine, is_sine:
        case False, False:
            return [(half, False, more), (half, False, less)]
        case True, True:
            return [(-half, False, more), (half, False, less)]
        case True, False:
            return [(half, True, more), (half, True, less)]
        case _:
            return [(half, True, more), (-half, True, less)]


def _wave(power: int, exponent: Node | None, is_sine: bool, angle: Node, var: str, budget: Budget) -> Node | None:
    turned = linear(angle, var)
    sine, cosine = Call("sin", (angle,)), Call("cos", (angle,))
    if turned is None or _is_zero(turned[0]):
        if coefficients(angle, var, budget) is None:
            return None
        plain = integrated(Term(power=Fraction(power), exponents=() if exponent is None else (exponent,)), var, budget)
        return None if plain is None else Mul((sine if is_sine else cosine, plain))
    speed = turned[0]
    if exponent is not None:
        return _damped(power, exponent, (sine, cosine), is_sine, speed, var)
    parts: list[Node] = []
    factor, current = 1, (is_sine, 1)  # what is integrated next, with its sign
    for k in range(power + 1):
        kind, sign = current
        kind, sign = (False, -sign) if kind else (True, sign)
        value = scaled(number_tree(factor * sign * (-1) ** k), monomial(var, Fraction(power - k)))
        parts.append(Div(Mul((value, sine if kind else cosine)), Pow(speed, number_tree(k + 1))))
        current, factor = (kind, sign), factor * (power - k)
    return total(parts)


def _is_zero(node: Node) -> bool:
    found = affine(node)
    return found is not None and not any(found.values())


def _damped(power: int, exponent: Node, pair: tuple[Node, Node], is_sine: bool, speed: Node, var: str) -> Node | None:
    """Return exp(a t) (a cos + w sin) / (a^2 + w^2), or with sine and -cosine."""
    growth = linear(exponent, var)
    if power or growth is None:
        return None
    sine, cosine = pair
    rate = growth[0]
    wave = Call("exp", (exponent,))
    size = Add((Pow(rate, TWO), Pow(speed, TWO)))
    inner = (
        Add((Mul((rate, sine)), Neg(Mul((speed, cosine)))))
        if is_sine
        else Add((Mul((rate, cosine)), Mul((speed, sine))))
    )
    return Div(Mul((wave, inner)), size)


# Logarithms and single functions.


def _logarithmic(power: Fraction, times: int, var: str) -> Node:
    """Return the antiderivative of t^p log(t)^m by parts."""
    log = Call("log", (Sym(var),))
    if power == -1:
        return Div(Pow(log, number_tree(times + 1)), number_tree(times + 1))
    first = Div(monomial(var, power + 1), rational(power + 1))
    if times == 0:
        return first
    inner = _logarithmic(power, times - 1, var)
    return Add((Mul((first, Pow(log, number_tree(times)))), Neg(Mul((rational(Fraction(times) / (power + 1)), inner)))))


def _with_logarithms(order: Node, times: int, var: str) -> Node:
    """Return the antiderivative of t^(q - 1) log(t)^m for a symbolic q, by parts."""
    first = Div(Pow(Sym(var), order), order)
    if times == 0:
        return first
    inner = _with_logarithms(order, times - 1, var)
    wave = Pow(Call("log", (Sym(var),)), number_tree(times))
    return Add((Mul((first, wave)), Neg(Mul((Div(number_tree(times), order), inner)))))


def _single(term: Term, var: str) -> Node | None:
    """Return the antiderivative of t^p f(a t + b) for a few functions f, with p = 0 for most."""
    (factor,) = term.factors
    if term.power == 0 and (known := _of_function(factor, var)) is not None:
        return known
    match factor:
        case Call("sqrt", (radicand,)) if term.power == 0 and (slope := _inverse_root(radicand, var)) is not None:
            found = coefficients(radicand, var) or []
            return Div(Add((Mul((Sym(var), factor)), Mul((found[0], slope)))), TWO)
        case Call("arctan", (Sym(),)) if term.power == 1:
            square = Add((Pow(Sym(var), TWO), ONE))
            return Div(Add((Mul((square, factor)), Neg(Sym(var)))), TWO)
        case Pow(base, exponent) if term.power == 0 and var not in symbols(exponent):
            turned = linear(base, var)
            if turned is None:
                return None
            return Div(Pow(base, Add((exponent, ONE))), Mul((Add((exponent, ONE)), turned[0])))
        case Div(Num(value), Pow(base, exponent)) if value == 1 and var not in symbols(exponent):
            return _single(Term(power=term.power, factors=(Pow(base, Neg(exponent)),)), var)
        case Div(_, Call("sqrt", (radicand,))) if term.power == 0:
            return _inverse_root(radicand, var)
        case _:
            return None


def _of_function(factor: Node, var: str) -> Node | None:
    """Return the antiderivative of f(a t + b) for a function whose antiderivative its row tells."""
    match factor:
        case Call(name, (arg,)) if (turned := linear(arg, var)) is not None:
            found = antiderivative(name, arg)
            return None if found is None else Div(found, turned[0])
        case _:
            return None


def _inverse_root(radicand: Node, var: str) -> Node | None:
    """Return the antiderivative of 1 / sqrt(radicand): arcsin, arsinh or a root."""
    found = coefficients(radicand, var)
    if found is None or len(found) not in {2, 3}:
        return None
    root = Call("sqrt", (radicand,))
    if len(found) == 2:
        return Div(Mul((TWO, root)), found[1])
    if found[1] != Num(Fraction(0)):
        return None
    constant, lead = found[0], found[2]
    if isinstance(lead, Neg):
        speed = _root(lead.arg)
        return Div(Call("arcsin", (Div(Mul((speed, Sym(var))), _root(constant)),)), speed)
    speed = _root(lead)
    return Div(Call("log", (Call("abs", (Add((Mul((speed, Sym(var))), root)),)),)), speed)


def _root(square: Node) -> Node:
    """Return the square root, of a square what is squared, as if that were positive."""
    match square:
        case Pow(base, Num(value)) if value == 2:
            return base
        case Num(value) if value == 1:
            return square
        case _:
            return Call("sqrt", (square,))
