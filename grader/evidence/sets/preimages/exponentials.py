"""Equations in several exponentials of one base, such as e^(2x) - 3 e^x, and sums of logarithms of one base.

With the greatest common measure g of the exponents all exponentials are powers of one, b^(g p): e^(2x) = (e^x)^2, and
4^x = (2^x)^2. Hyperbolic functions are written with exp. A sum of whole multiples of logarithms has its value where
the product of the powers has the exponential of it, as far as the logarithms are defined.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import gcd
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_poly, fmpz

from grader.evidence.functions.formulas import definition
from grader.evidence.functions.questions import EXPONENTIAL
from grader.evidence.sets.angles import common_measure
from grader.evidence.sets.ends import End, Order, rational, simplest
from grader.evidence.sets.lines import Line, moved
from grader.evidence.trees.build import fraction, number_tree, sum_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.rational import rational_function
from grader.language.tree import ONE, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, replaced, symbols

if TYPE_CHECKING:
    from grader.evidence.sets.preimages.preimages import Preimages

E = Const("e")
MAX_POWER = 24  # of the one exponential
MAX_BITS = 64  # of a base
HYPERBOLIC = EXPONENTIAL - {"exp"}


def by_exponential(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where an expression in exponentials of one base has its value in a set, None for other expressions."""
    plain = _plain(node, solver.name)
    kernels = list(dict.fromkeys(solver.kernels(plain)))
    parts = [_exponential(kernel, solver.name) for kernel in kernels]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts) or (len(known) < 2 and plain is node):
        return None
    base, shape = known[0][0], known[0][1]
    if any(part[0] != base or part[1] != shape for part in known):
        return None
    step = common_measure([part[2] for part in known])
    powers = [part[2] / step for part in known]
    if solver.order.context.budget.is_above(max(abs(power) for power in powers), MAX_POWER, "max_degree"):
        return None
    root = _power_of(base, shape, step, solver.name)
    for kernel, power, part in zip(kernels, powers, known, strict=True):
        factor = Pow(base, number_tree(part[3]))
        raised = Pow(root, Num(abs(power)))
        one: Node = raised if power > 0 else Div(ONE, raised)
        plain = replaced(plain, kernel, Mul((factor, one)) if part[3] else one)
    return solver.preimage(plain, line) if list(dict.fromkeys(solver.kernels(plain))) == [root] else None


def _power_of(base: Node, shape: Any, step: Fraction, name: str) -> Node:
    """Return base^(step * shape)."""
    scaled = [fmpq(step.numerator, step.denominator) * coefficient for coefficient in shape]
    terms = tuple(
        Mul((number_tree(coefficient), Pow(Sym(name), Num(Fraction(power)))))
        for power, coefficient in enumerate(scaled)
        if coefficient != 0
    )
    exponent: Node = sum_of(terms)
    if len(scaled) == 2:
        exponent = Sym(name) if scaled[1] == 1 else Mul((number_tree(scaled[1]), Sym(name)))
    return Pow(base, exponent)


def _exponential(kernel: Node, name: str) -> tuple[Node, tuple[Any, ...], Fraction, fmpq] | None:
    """Return base, primitive polynomial p, r and c of a kernel base^(r p + c); None for other kernels."""
    base: Node
    match kernel:
        case Call("exp", (exponent,)):
            base, times = E, 1
        case Pow(found, exponent) if found == E:
            base, times = E, 1
        case Pow(found, exponent) if (value := literal(found)) is not None and value > 0 and value != 1:
            base, times = _least(value)
        case _:
            return None
    chart = rational_function(exponent, Sym(name))
    if chart is None or chart.den.degree() != 0:
        return None
    polynomial = fmpq_poly(chart.num / chart.den[0] * times)
    constant = polynomial[0]
    rest = polynomial - constant
    if rest.degree() < 1:
        return None
    shape, scale = _primitive(rest)
    return base, shape, scale, constant


def _primitive(polynomial: Any) -> tuple[tuple[Any, ...], Fraction]:
    """Return the multiple with whole coefficients without common factor, the leading one positive, and its factor."""
    coefficients = polynomial.coeffs()
    scale = common_measure([fraction(c) for c in coefficients])
    scale = -scale if coefficients[-1] < 0 else scale
    return tuple(c / fmpq(scale.numerator, scale.denominator) for c in coefficients), scale


def _least(value: Fraction) -> tuple[Node, int]:
    """Return the number that is no power itself and of which a positive number other than 1 is the n-th one, and n."""
    flipped = -1 if value < 1 else 1
    value = value if value > 1 else 1 / value
    if max(value.numerator, value.denominator).bit_length() > MAX_BITS:
        return number_tree(value), flipped
    powers = [exponent for part in (value.numerator, value.denominator) if part > 1 for _, exponent in _factors(part)]
    times = gcd(*powers)
    above, below = (fmpz(part).root(times) for part in (value.numerator, value.denominator))
    return number_tree(Fraction(int(above), int(below))), times * flipped


def _factors(number: int) -> list[tuple[Any, int]]:
    return [(prime, int(exponent)) for prime, exponent in fmpz(number).factor()]


def _plain(node: Node, name: str) -> Node:
    """Return a tree with its hyperbolic functions of the unknown written with exp."""
    found = node
    for kernel in _hyperbolic(node, name):
        known = definition(kernel.name, kernel.args[0])
        found = found if known is None else replaced(found, kernel, _plain(known, name))
    return found


def _hyperbolic(node: Node, name: str) -> list[Call]:
    match node:
        case Call(function, (arg,)) if function in HYPERBOLIC and name in symbols(arg):
            return [node]
        case Neg(arg):
            return _hyperbolic(arg, name)
        case Add(parts) | Mul(parts):
            return [kernel for part in parts for kernel in _hyperbolic(part, name)]
        case Div(left, right) | Pow(left, right):
            return [*_hyperbolic(left, name), *_hyperbolic(right, name)]
        case _:
            return []


def by_logarithms(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where a sum of whole multiples of logarithms of one base has its value in a set; None for others."""
    terms = node.terms if isinstance(node, Add) else ()
    inner = [term for term in terms if solver.name in symbols(term)]
    found = [_logarithm(term, solver.name) for term in inner]
    known = [part for part in found if part is not None]
    if len(known) < 2 or len(known) < len(found) or len({base for _, _, base in known}) != 1:
        return None
    base = known[0][2]
    others = tuple(term for term in terms if solver.name not in symbols(term))
    product = Mul(tuple(_raised(arg, times) for times, arg, _ in known))
    single = Call("log", (Sym(solver.name), base))
    values = solver.preimage(Add((single, *others)) if others else single, line)
    return solver.preimage(product, moved(values, partial(_settled, solver.order)))


def _settled(order: Order, end: End) -> End:
    """Return a number as a rational one where it is one with a small denominator, such as exp(3 log 2)."""
    if end.exact is not None or end.tree is None or symbols(end.tree):
        return end
    guess = simplest(end, order)
    return rational(guess) if guess is not None and order.compare(end, rational(guess)) == 0 else end


def _raised(arg: Node, times: int) -> Node:
    power = arg if abs(times) == 1 else Pow(arg, Num(Fraction(abs(times))))
    return power if times > 0 else Div(ONE, power)


def _logarithm(term: Node, name: str) -> tuple[int, Node, Node] | None:
    """Return n, u and b of a term n log_b(u) with whole n; None for other terms."""
    match term:
        case Call("log", (arg,)):
            return 1, arg, E
        case Call("log", (arg, base)) if name not in symbols(base):
            return 1, arg, base
        case Neg(inner):
            found = _logarithm(inner, name)
            return None if found is None else (-found[0], *found[1:])
        case Mul(factors):
            rest = [factor for factor in factors if name in symbols(factor)]
            others = tuple(factor for factor in factors if factor is not rest[0])
            times, found = literal(Mul(others)), _logarithm(rest[0], name)
            if len(rest) != 1 or found is None or times is None or times.denominator != 1 or not times:
                return None
            return int(times) * found[0], *found[1:]
        case _:
            return None
