"""Sine, cosine and their inverses: addition theorems over the terms of the argument, with sin^2 = 1 - cos^2."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.ring.kernels import UNIT_RANGE, Element, Kernel, Poly, Rational, unit_circle
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.exponentials_and_logarithms import terms
from grader.evidence.normal_form.rules.integers import parity
from grader.evidence.normal_form.rules.powers import constant_power, rational_power
from grader.evidence.trees.ranges.ranges import Range
from grader.evidence.trees.ranges.row_ranges import values_of

HALF = fmpq(1, 2)
TWO = fmpq(2)
Pair = tuple[Element, Element]  # cosine and sine
MAX_MULTIPLE = 128  # of an angle
PI_RANGE = Range(fmpq(314159265, 10**8), fmpq(314159266, 10**8))
ARCS = {name: values_of(name) for name in ("arctan", "arcsin")}


def pi(tower: Tower) -> Element:
    """Return the number pi."""
    kernel = tower.kernel("pi", (), PI_RANGE, True)
    kernel.ground = tower.has_numbers = True
    return kernel.element


def circle(case: Case, element: Element) -> Pair:
    """Return the cosine and the sine of an element."""
    tower = case.tower
    result: Pair | None = None
    for coefficient, monomial, den in terms(tower, element):
        term = _term(case, coefficient, monomial, den)
        result = term if result is None else _added(tower, result, term)
    return result or (tower.poly(tower.one), tower.poly(tower.nil))


def _added(tower: Tower, a: Pair, b: Pair) -> Pair:
    """Return cosine and sine of a sum of angles."""
    cosine = tower.sub(tower.mul(a[0], b[0]), tower.mul(a[1], b[1]))
    sine = tower.add(tower.mul(a[1], b[0]), tower.mul(a[0], b[1]))
    return _reduced(tower, cosine), _reduced(tower, sine)


def _doubled(tower: Tower, a: Pair) -> Pair:
    """Return cosine and sine of twice an angle."""
    square = tower.scale(tower.mul(a[0], a[0]), TWO)
    sine = tower.scale(tower.mul(a[0], a[1]), TWO)
    return _reduced(tower, tower.sub(square, tower.poly(tower.one))), _reduced(tower, sine)


def _reduced(tower: Tower, element: Element) -> Element:
    num = tower.reduce(element.num)
    return element if num is element.num else Element(num, element.den, element.bits)


def _term(case: Case, coefficient: Rational, monomial: Poly, den: Poly) -> Pair:
    tower = case.tower
    kernel = tower.single(monomial) if den is tower.one else None
    if kernel is not None and kernel.kind == "pi":
        return _multiple_of_pi(tower, coefficient)
    if kernel is not None and kernel.kind in ARCS and coefficient.q == 1:
        return _multiple(tower, _arc(case, kernel), int(coefficient.p))
    if kernel is not None and kernel.kind in ARCS and coefficient.q == 2:
        return _multiple(tower, _half_arc(case, kernel), int(coefficient.p))
    whole = _integer_beside_pi(tower, monomial) if den is tower.one else None
    if whole is not None and 2 % int(coefficient.q) == 0:
        return _multiple(tower, _quarters(case, whole), int(coefficient * 2) % 4)
    if abs(int(coefficient.p)) > MAX_MULTIPLE * int(coefficient.q):
        coefficient, monomial = _large(coefficient, monomial)
    cosine = tower.kernel("cos", (monomial, den), UNIT_RANGE, False, int(coefficient.q))
    sine = tower.find("sin", (monomial, den))
    if sine is None:
        sine = tower.make("sin", (monomial, den), UNIT_RANGE, False)
        sine.unit = cosine.unit
        tower.relations.insert(0, unit_circle(tower.plan.size, cosine.index, sine.index))
    return _multiple(tower, (cosine.element, sine.element), int(coefficient * cosine.unit))


def _large(coefficient: Rational, monomial: Poly) -> tuple[Rational, Poly]:
    """Return a large multiple of an angle as a power of two times another angle, which has a cosine of its own."""
    odd, power = abs(coefficient), fmpq(1 if coefficient > 0 else -1)
    while int(odd.p) % 2 == 0 and abs(power) < MAX_MULTIPLE:
        odd, power = odd / 2, power * 2
    return power, monomial * odd


def _integer_beside_pi(tower: Tower, monomial: Poly) -> Poly | None:
    """Return m for a monomial pi m with an integer m, else None."""
    found = tower.find("pi", ())
    if found is None or int(monomial.degrees()[tower.plan.size - 1 - found.index]) != 1:
        return None
    rest = monomial / found.gen
    return rest if all(kernel.integer for kernel in tower.used(rest)) else None


def _quarters(case: Case, whole: Poly) -> Pair:
    """Return cosine and sine of pi m / 2 for an integer m: one of them is 0, and the other one's square is 1."""
    tower = case.tower
    sign = parity(case, tower.poly(whole))
    cosine, sine = (tower.find(kind, (whole,)) for kind in ("quarter cos", "quarter sin"))
    if cosine is None or sine is None:
        cosine, sine = (tower.make(kind, (whole,), UNIT_RANGE, False) for kind in ("quarter cos", "quarter sin"))
        cosine.integer = sine.integer = True
        tower.relate(cosine.gen**2 * 2 - 1 - sign.num, (cosine, 2))
        tower.relate(sine.gen**2 * 2 - 1 + sign.num, (sine, 2))
        tower.relate(cosine.gen * sine.gen, (sine, 1), (cosine, 1))
    return cosine.element, sine.element


def _multiple(tower: Tower, pair: Pair, times: int) -> Pair:
    """Return cosine and sine of a multiple of an angle, by doubling."""
    if times == 1:
        return pair
    if abs(times) > MAX_MULTIPLE:
        raise ExceededError("max_degree")
    if times < 0:
        cosine, sine = _multiple(tower, pair, -times)
        return cosine, tower.neg(sine)
    if times == 0:
        return tower.poly(tower.one), tower.poly(tower.nil)
    double = _doubled(tower, _multiple(tower, pair, times // 2))
    return _added(tower, double, pair) if times % 2 else double


def _multiple_of_pi(tower: Tower, times: Rational) -> Pair:
    """Return cosine and sine of a rational multiple of pi: radicals for multiples of pi/12, else a kernel."""
    return cosine_of_pi(tower, times), cosine_of_pi(tower, HALF - times)


def cosine_of_pi(tower: Tower, times: Rational) -> Element:
    """Return cos(times pi)."""
    turn = times - 2 * (times / 2).floor()
    if turn > fmpq(1):
        turn = 2 - turn
    if turn > HALF:
        return tower.neg(cosine_of_pi(tower, 1 - turn))
    if 12 % int(turn.q) == 0:
        return _twelfth(tower, int(turn * 12))
    parts = int(turn.q)
    kernel = tower.kernel("cospi", (), UNIT_RANGE, True, parts)
    kernel.ground = tower.has_numbers = True
    pair = (kernel.element, tower.poly(tower.nil))
    return _chebyshev(tower, pair[0], int(turn * kernel.unit))


def _chebyshev(tower: Tower, cosine: Element, times: int) -> Element:
    """Return cos(times t) as a polynomial of cos(t)."""
    if times > MAX_MULTIPLE:
        raise ExceededError("max_degree")
    before, current = tower.poly(tower.one), cosine
    if times == 0:
        return before
    for _ in range(times - 1):
        before, current = current, tower.sub(tower.scale(tower.mul(cosine, current), fmpq(2)), before)
    return current


def _twelfth(tower: Tower, times: int) -> Element:
    """Return cos(times pi/12) for times in 0..6."""
    two, three, six = (
        (constant_power(tower, fmpq(value), HALF) for value in (2, 3, 6))
        if times in {1, 2, 3, 5}
        else ((tower.poly(tower.one),) * 3)
    )
    match times:
        case 0:
            return tower.poly(tower.one)
        case 1:
            return tower.scale(tower.add(six, two), fmpq(1, 4))
        case 2:
            return tower.scale(three, HALF)
        case 3:
            return tower.scale(two, HALF)
        case 4:
            return tower.rational(HALF)
        case 5:
            return tower.scale(tower.sub(six, two), fmpq(1, 4))
        case _:
            return tower.poly(tower.nil)


def _arc(case: Case, kernel: Kernel) -> Pair:
    """Return cosine and sine of an arctangent or arcsine, both with a cosine that is at least 0."""
    tower = case.tower
    argument = Element(kernel.args[0], kernel.args[1], 64)
    square = tower.mul(argument, argument)
    one = tower.poly(tower.one)
    if kernel.kind == "arcsin":
        return rational_power(case, tower.sub(one, square), HALF), argument
    root = rational_power(case, tower.add(one, square), HALF)
    return tower.inverse(root), tower.div(argument, root)


def _half_arc(case: Case, kernel: Kernel) -> Pair:
    """Return cosine and sine of half an arctangent or arcsine, which lies between -pi/4 and pi/4.

    For t = arcsin(v)/2: cos t + sin t = sqrt(1 + v) and cos t - sin t = sqrt(1 - v).
    """
    tower = case.tower
    one = tower.poly(tower.one)
    if kernel.kind == "arcsin":
        argument = Element(kernel.args[0], kernel.args[1], 64)
        sides = tower.add(one, argument), tower.sub(one, argument)
        plus, minus = (rational_power(case, side, HALF) for side in sides)
        return tower.scale(tower.add(plus, minus), HALF), tower.scale(tower.sub(plus, minus), HALF)
    cosine, sine = _arc(case, kernel)
    half = rational_power(case, tower.scale(tower.add(one, cosine), HALF), HALF)
    return half, tower.scale(tower.div(sine, half), HALF)
