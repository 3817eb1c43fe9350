"""Antiderivatives of rational functions with rational coefficients, by partial fractions; and c / (a t^2 + b)."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mat, fmpq_poly

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, monomial, rational, scaled
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import factors_of, fraction, number_tree
from grader.evidence.trees.rational import RationalFunction, rational_function
from grader.language.tree import ONE, TWO, Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym, symbols

MAX_DEGREE = 12  # of numerator and denominator
MAX_SQUARES = 4  # of a product with parameters


def rational_antiderivative(node: Node, var: str, budget: Budget) -> Node | None:
    """Return the antiderivative of a rational function, or None."""
    found = small_function(node, var, budget)
    if found is None:
        return _with_parameters(node, var, budget)
    if found.den.degree() < 1:
        return None
    common = found.num.gcd(found.den)
    num, den = found.num // common, found.den // common
    whole, rest = divmod(num, den)
    parts = [_polynomial(whole, var)]
    lead, factors = den.factor()
    pieces = _partial(rest * (1 / fmpq(lead)), factors)
    if pieces is None:
        return None
    for (base, power), above in pieces:
        part = _piece(above, base, power, var)
        if part is None:
            return None
        parts.append(part)
    return total(parts)


def small_function(node: Node, var: str, budget: Budget | None = None) -> RationalFunction | None:
    """Return a rational function whose numerator and denominator have small degrees, None for any other tree.

    `budget` keeps the limit, where there is no other way than this one.
    """
    try:
        found = rational_function(node, Sym(var))
        if found is not None:
            refuse_above(found.degree, MAX_DEGREE, "max_degree")
        return found
    except (DeclinedError, ExceededError) as error:
        if budget is not None:
            budget.declined(DeclinedError(limit=error.limit))
        return None


def _polynomial(poly: fmpq_poly, var: str) -> Node:
    parts = []
    for degree in range(poly.degree() + 1):
        value = fraction(poly[degree]) / (degree + 1)
        if value:
            parts.append(scaled(rational(value), monomial(var, Fraction(degree + 1))))
    return total(parts)


def _partial(
    rest: fmpq_poly, factors: list[tuple[fmpq_poly, int]]
) -> list[tuple[tuple[fmpq_poly, int], fmpq_poly]] | None:
    """Return numerators over the powers of the factors, by a linear system."""
    slots = [(base, power) for base, times in factors for power in range(1, times + 1)]
    if any(base.degree() > 2 for base, _ in slots):
        return None
    whole = fmpq_poly([1])
    for base, times in factors:
        whole = whole * base**times
    size = whole.degree()
    columns = []
    for base, power in slots:
        cofactor = whole // base**power
        for shift in range(base.degree()):
            columns.append(cofactor * fmpq_poly([0, 1]) ** shift)
    matrix = fmpq_mat(size, size, [column[row] for row in range(size) for column in columns])
    solved = matrix.solve(fmpq_mat(size, 1, [rest[row] for row in range(size)]))
    found, place = [], 0
    for base, power in slots:
        count = base.degree()
        found.append(((base, power), fmpq_poly([solved[place + k, 0] for k in range(count)])))
        place += count
    return found


def tree_of(poly: fmpq_poly, var: str) -> Node:
    """Return a polynomial as a tree."""
    parts = []
    for degree in range(poly.degree() + 1):
        value = fraction(poly[degree])
        if value:
            parts.append(scaled(rational(value), monomial(var, Fraction(degree))))
    return total(parts)


def _piece(above: fmpq_poly, base: fmpq_poly, power: int, var: str) -> Node | None:
    """Return the antiderivative of above / base^power for a linear or quadratic base."""
    if not above:
        return Num(Fraction(0))
    inner = tree_of(base, var)
    if base.degree() == 1:
        factor = rational(fraction(above[0] / base[1]))
        if power == 1:
            return Mul((factor, Call("log", (Call("abs", (inner,)),))))
        return Neg(Div(factor, Mul((number_tree(power - 1), Pow(inner, number_tree(power - 1))))))
    return _quadratic(above, base, inner, power, var)


def _quadratic(above: fmpq_poly, base: fmpq_poly, inner: Node, power: int, var: str) -> Node | None:
    """Return it for a t^2 + b t + c without real roots: logarithm and arctangent, and a recurrence for powers."""
    a, b, c = base[2], base[1], base[0]
    size = 4 * a * c - b * b
    if size <= 0:
        return None
    log_part = above[1] / (2 * a)
    rest = above[0] - log_part * b
    slope = tree_of(base.derivative(), var)
    if power == 1:
        root = Call("sqrt", (rational(fraction(size)),))
        angle = Mul((Div(TWO, root), Call("arctan", (Div(slope, root),))))
        log = Call("log", (Call("abs", (inner,)),))
        return total([Mul((rational(fraction(part)), tree)) for part, tree in ((log_part, log), (rest, angle)) if part])
    lower = _quadratic(fmpq_poly([1]), base, inner, power - 1, var)
    if lower is None:
        return None
    below = Pow(inner, number_tree(power - 1))
    first = Neg(Div(rational(fraction(log_part / (power - 1))), below))
    second = Div(slope, Mul((rational(fraction((power - 1) * size)), below)))
    third = Mul((rational(fraction((2 * power - 3) * 2 * a / ((power - 1) * size))), lower))
    return total([first, Mul((rational(fraction(rest)), Add((second, third))))])


def _with_parameters(node: Node, var: str, budget: Budget) -> Node | None:
    """Return the antiderivative of c / (a t^2 + b) with parameters, an arctangent, or of c over such a product."""
    if not isinstance(node, Div) or var in symbols(node.num):
        return None
    found = coefficients(node.den, var)
    if found is None or len(found) != 3 or found[1] != Num(Fraction(0)):
        return _over_squares(node, var, budget)
    root = Call("sqrt", (Mul((found[2], found[0])),))
    return Mul((node.num, Div(Call("arctan", (Div(Mul((found[2], Sym(var))), root),)), root)))


def _over_squares(node: Div, var: str, budget: Budget) -> Node | None:
    """Return that of c / ((t^2 + p) (t^2 + q) …) with different p, q, …, or of c / (t^2 + p)^2."""
    factors = factors_of(node.den)
    squares: list[Node] = []
    for factor in factors:
        base, times = (factor.base, 2) if isinstance(factor, Pow) and factor.exp == TWO else (factor, 1)
        found = coefficients(base, var)
        if found is None or len(found) != 3 or found[1] != Num(Fraction(0)) or found[2] != ONE:
            return None
        squares += [found[0]] * times
    if len(squares) == 2 and squares[0] == squares[1]:
        return Mul((node.num, _over_one_square(squares[0], var)))
    if len(set(squares)) < len(squares) or len(squares) < 2 or budget.is_above(len(squares), MAX_SQUARES, "max_terms"):
        return None
    parts: list[Node] = []
    for own in squares:
        gaps = tuple(Add((other, Neg(own))) for other in squares if other != own)
        root = Call("sqrt", (own,))
        parts.append(Div(Call("arctan", (Div(Sym(var), root),)), Mul((root, *gaps))))
    return Mul((node.num, total(parts)))


def _over_one_square(square: Node, var: str) -> Node:
    """Return the antiderivative of 1 / (t^2 + p)^2."""
    root, twice = Call("sqrt", (square,)), Mul((TWO, square))
    plain = Div(Sym(var), Mul((twice, Add((Pow(Sym(var), TWO), square)))))
    return Add((plain, Div(Call("arctan", (Div(Sym(var), root),)), Mul((twice, root)))))
