"""The known functions, by name: rewritten to exp, log, roots, signs and circle functions, or kernels of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import definition, formula
from grader.evidence.functions.row import Real
from grader.evidence.functions.table import REALS, ROWS
from grader.evidence.normal_form.cases.case import universal
from grader.evidence.normal_form.ring import gauss
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules import (
    divisors,
    exponentials_and_logarithms,
    factorials,
    floors,
    moduli,
    rising,
    steps,
)
from grader.evidence.normal_form.rules.angles import arcs, arguments, trigonometry
from grader.evidence.normal_form.rules.angles.circles import circle, hyperbola
from grader.evidence.normal_form.rules.angles.unwound import SINES, unwound
from grader.evidence.trees.ranges.row_ranges import values_of
from grader.evidence.trees.ranges.sign import POSITIVE, ZERO
from grader.language.tree import Call, Node

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

HALF = fmpq(1, 2)
LEAKY_SLOPE = fmpq(1, 100)
OF_ARRAYS = {"norm", "tr", "det"}
Unary = Callable[["Converter", Element], Element]


def call(conv: Converter, node: Call) -> Element:
    """Return the element of a known function's call."""
    name = node.name
    if name in OF_ARRAYS:
        return conv.scope.structural(node)
    found = unwound(conv, name, node.args[0]) if name in SINES else rising.written_inside(conv, node)
    if found is not None:
        return found
    if name in UNARY and len(node.args) == 1:
        return UNARY[name](conv, conv.convert(node.args[0]))
    args = [conv.convert(arg) for arg in node.args]
    match name, args:
        case "root", [base, degree]:
            return _root(conv, base, degree)
        case "log", [value, base]:
            return conv.tower.div(log(conv, value), log(conv, base))
        case "max" | "min", [first, *rest]:
            return _extreme(conv, first, rest, 1 if name == "max" else -1)
        case "leaky_relu", [value, *slope]:
            factor = slope[0] if slope else conv.tower.rational(LEAKY_SLOPE)
            return steps.leaky(conv.case, _real(conv, value), factor)
        case "binom", [n, k]:
            return factorials.binomial(conv, n, k)
        case "mod", [value, divisor]:
            return floors.remainder(conv, value, divisor)
        case "gcd" | "lcm", _:
            return (divisors.divisor if name == "gcd" else divisors.multiple)(conv, args)
        case _, [value]:
            return _by_row(conv, name, node.args[0], value)
        case _:
            raise DeclinedError(f"the function {name}")


def _by_row(conv: Converter, name: str, arg: Node, value: Element) -> Element:
    """Return a function without a rule by its definition, where that holds, else as a kernel of its own."""
    facts = REALS.get(name)
    if facts is None:
        raise DeclinedError(f"the function {name}")
    if not conv.complex or ROWS[name].complex.definition:
        on_part = facts.definition_on.low is not None and facts.definition_on.low.value == 0
        found = definition(name, arg, on_part and not conv.case.mask_element(value) & ~(POSITIVE | ZERO))
        if found is not None:
            return conv.convert(found)
    if not conv.complex and (known := _at_known_place(conv, facts, value)) is not None:
        return known
    return conv.opaque(name, [value])


def _at_known_place(conv: Converter, facts: Real, value: Element) -> Element | None:
    """Return the value that a row tells at one of its places; None elsewhere."""
    normal = conv.tower.normal(value)
    for place, told in facts.values:
        known = conv.tower.normal(conv.convert(formula(place)))
        if (known.num, known.den) == (normal.num, normal.den):
            return conv.convert(formula(told))
    return None


def _real(conv: Converter, *elements: Element) -> Element:
    """Return the first element; raises `DeclinedError` where one may not be real."""
    for element in elements:
        for poly in (element.num, element.den):
            moduli.require_real(conv.case, [poly])
    return elements[0]


def _root(conv: Converter, base: Element, degree: Element) -> Element:
    value = conv.tower.constant(degree)
    if value is None and not conv.complex and conv.case.mask_element(base) == POSITIVE:
        return exp(conv, conv.tower.div(log(conv, base), degree))
    if value is None or value.q != 1 or value < fmpq(1):
        return conv.opaque("root of degree", [base, degree])
    return conv.constant_power(base, 1 / value)


def _extreme(conv: Converter, first: Element, rest: list[Element], sign: int) -> Element:
    if not rest:
        raise DeclinedError("the maximum of one value")
    _real(conv, first, *rest)
    for item in rest:
        first = steps.larger(conv.case, first, item, sign)
    return first


def exp(conv: Converter, a: Element) -> Element:
    """Return exp(a); by Euler's formula where a has an imaginary part."""
    tower = conv.tower
    parts = gauss.parts(tower, a)
    if parts is None:
        return exponentials_and_logarithms.exponential(conv.case, tower.normal(a))
    real, angle = parts
    cosine, sine = trigonometry.circle(conv.case, angle)
    turn = tower.add(cosine, tower.mul(conv.scope.imaginary(), sine))
    return tower.mul(exponentials_and_logarithms.exponential(conv.case, real), turn)


def log(conv: Converter, a: Element) -> Element:
    """Return the natural logarithm."""
    if conv.complex and conv.case.mask_element(a) != POSITIVE:
        return conv.opaque("complex log", [a])
    return exponentials_and_logarithms.logarithm(conv.case, a, _at_zero(conv))


def _at_zero(conv: Converter) -> bool:
    """Return whether log may stand at 0, times 0, with the product 0 by convention."""
    value = conv.convention("0 log 0")
    if value is not None and value.num != conv.tower.nil:
        raise DeclinedError("a convention for 0 log 0 that is not 0")
    return value is not None


def _half_power(conv: Converter, a: Element) -> Element:
    return conv.constant_power(a, HALF)


def _absolute(conv: Converter, a: Element) -> Element:
    if gauss.parts(conv.tower, a) is not None:
        total = moduli.squared(conv.case, a)
        if total.num != conv.tower.nil:
            for case in (universal(conv.tower), conv.case):
                case.learn_element(total, POSITIVE | ZERO)
        return conv.constant_power(total, HALF)
    return moduli.absolute(conv.case, _real(conv, a))


def _sign(conv: Converter, a: Element) -> Element:
    at_zero = conv.convention("sign(0)")
    if at_zero is None:
        moduli.require_sign(conv.case, _real(conv, a))
    return moduli.signum(conv.case, _real(conv, a), at_zero)


def _step(conv: Converter, a: Element) -> Element:
    return steps.unit_step(conv.case, _real(conv, a), conv.convention("H(0)"))


def _slope_of_relu(conv: Converter, a: Element) -> Element:
    return steps.unit_step(conv.case, _real(conv, a), conv.convention("relu'(0)"))


def _one(conv: Converter) -> Element:
    return conv.tower.poly(conv.tower.one)


def _on_reals(conv: Converter, name: str, a: Element, value: Callable[[], Element]) -> Element:
    """Return a value that holds for real functions; a kernel of its own where values may be complex."""
    return conv.opaque(name, [a]) if conv.complex else value()


def _erf(conv: Converter, a: Element) -> Element:
    return arcs.odd(conv.tower, "erf", a, values_of("erf"))


def _arcsin(conv: Converter, a: Element) -> Element:
    for bound in (conv.tower.sub(_one(conv), a), conv.tower.add(_one(conv), a)):
        conv.case.learn_element(_real(conv, bound), POSITIVE | ZERO)
    return arcs.inverse(conv.case, "arcsin", a)


def _arccos(conv: Converter, a: Element) -> Element:
    tower = conv.tower
    return tower.sub(tower.scale(trigonometry.pi(tower), HALF), _arcsin(conv, a))


def _arcosh(conv: Converter, a: Element) -> Element:
    conv.case.learn_element(_real(conv, conv.tower.sub(a, _one(conv))), POSITIVE | ZERO)
    return _area(conv, a, -1)


def _area(conv: Converter, a: Element, sign: int) -> Element:
    """Return log(a + sqrt(a^2 + sign))."""
    tower = conv.tower
    inner = tower.add(tower.mul(a, a), tower.rational(fmpq(sign)))
    return log(conv, tower.add(a, conv.constant_power(inner, HALF)))


UNARY: dict[str, Unary] = {
    "sqrt": _half_power,
    "cbrt": lambda conv, a: conv.constant_power(a, fmpq(1, 3)),
    "exp": exp,
    "log": log,
    "sin": lambda conv, a: circle(conv, a, "sin"),
    "cos": lambda conv, a: circle(conv, a, "cos"),
    "tan": lambda conv, a: circle(conv, a, "tan"),
    "cot": lambda conv, a: circle(conv, a, "cot"),
    "sec": lambda conv, a: circle(conv, a, "sec"),
    "csc": lambda conv, a: circle(conv, a, "csc"),
    "sinh": lambda conv, a: hyperbola(conv, a, "sin"),
    "cosh": lambda conv, a: hyperbola(conv, a, "cos"),
    "tanh": lambda conv, a: hyperbola(conv, a, "tan"),
    "coth": lambda conv, a: hyperbola(conv, a, "cot"),
    "sech": lambda conv, a: hyperbola(conv, a, "sec"),
    "csch": lambda conv, a: hyperbola(conv, a, "csc"),
    "arcsin": lambda conv, a: _on_reals(conv, "arcsin", a, lambda: _arcsin(conv, a)),
    "arctan": lambda conv, a: _on_reals(conv, "arctan", a, lambda: arcs.inverse(conv.case, "arctan", a)),
    "arccos": lambda conv, a: _on_reals(conv, "arccos", a, lambda: _arccos(conv, a)),
    "arcosh": lambda conv, a: _on_reals(conv, "arcosh", a, lambda: _arcosh(conv, a)),
    "abs": _absolute,
    "slope of abs": lambda conv, a: moduli.signum(conv.case, _real(conv, a), None),
    "slope of relu": _slope_of_relu,
    "sign": _sign,
    "heaviside": _step,
    "relu": lambda conv, a: steps.rectified(conv.case, _real(conv, a)),
    "hardtanh": lambda conv, a: steps.clipped(conv.case, _real(conv, a)),
    "elu": lambda conv, a: steps.exponential_linear(conv.case, _real(conv, a)),
    "sigmoid": lambda conv, a: steps.sigmoid(conv.case, a),
    "erf": _erf,
    "floor": lambda conv, a: floors.floor(conv, _real(conv, a)),
    "ceil": lambda conv, a: conv.tower.neg(floors.floor(conv, conv.tower.neg(_real(conv, a)))),
    "factorial": lambda conv, a: factorials.gamma(conv, conv.tower.add(a, _one(conv))),
    "gamma": factorials.gamma,
    "digamma": factorials.digamma,
    "double_factorial": divisors.double_factorial,
    "re": lambda conv, a: _part(conv, a, "re"),
    "im": lambda conv, a: _part(conv, a, "im"),
    "conj": lambda conv, a: _part(conv, a, "conj"),
    "arg": arguments.argument,
}


def _size_of_log(conv: Converter, a: Element) -> Element | None:
    """Return log |z| where a is log z: the real part on all branches."""
    for kernel in conv.tower.by_kind["complex log"]:
        if a.num == kernel.gen and a.den == conv.tower.one:
            return log(conv, _absolute(conv, Element(kernel.args[0], kernel.args[1], a.bits)))
    return None


def _part(conv: Converter, a: Element, kind: str) -> Element:
    """Return real part, imaginary part or conjugate of u + i v with real u and v."""
    tower = conv.tower
    normal = tower.normal(a)
    if kind == "re" and (size := _size_of_log(conv, normal)) is not None:
        return size
    imaginary = tower.find("i", ())
    used = [kernel for poly in (normal.num, normal.den) for kernel in tower.used(poly)]
    if any(not kernel.real and kernel is not imaginary for kernel in used):
        return conv.opaque(kind, [a])
    parts = gauss.parts(tower, normal)
    if parts is None:
        return normal if kind != "im" else tower.poly(tower.nil)
    real, turned = parts
    match kind:
        case "re":
            return real
        case "im":
            return turned
        case _:
            return tower.sub(real, tower.mul(conv.scope.imaginary(), turned))
