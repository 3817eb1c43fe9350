"""Integrals from 0 to infinity of powers times exponentials and waves, whose terms need not converge one by one.

The finite part (J. Hadamard, 1932) of the integral of t^p e^(-z t) is gamma(p + 1) z^(-p - 1), and for p = -m, with
m = 1, 2, …, it is (-z)^(m - 1) / (m - 1)! (psi(m) - ln z), for Re z >= 0 where the integral converges at infinity.
Finite parts add up, and where a sum of such terms converges at 0 too its integral is the sum of them. So
(e^(-a t) - e^(-b t)) / t, sin(a t) / t and (1 - cos t) / t^2 have values though none of their terms has one. Where
the sum converges, what psi(m) adds to the harmonic numbers cancels.

A power of t that all exponentials and waves share, as in cos(t^2), is a new variable first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from math import comb, factorial
from operator import mul

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.improper.over_positive import is_defined_over
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow
from grader.records import dataclass, replace
from grader.verdict import Proof

MAX_WAVES = 32  # in one integrand
MAX_POLE = 6  # powers of 1/t
PI = Const("pi")
ONCE = Fraction(1)


@dataclass(frozen=True)
class Wave:
    """weight * scale * t^power * e^(-decay t) * cos(speed t + phase + turns * pi/2)."""

    weight: Fraction
    scale: tuple[Node, ...]
    power: Fraction
    decay: Node
    speed: Node = ZERO
    phase: Node = ZERO
    turns: int = 0

    def times(self, speed: Node, phase: Node, turns: int) -> Iterator[Wave]:
        """Return this times cos(speed t + phase + turns * pi/2): half the waves of the sum and the difference."""
        if self.speed == self.phase == ZERO and not self.turns:
            yield replace(self, speed=speed, phase=phase, turns=turns)
            return
        for sign in (1, -1):
            yield replace(
                self,
                weight=self.weight / 2,
                speed=_tidy(Add((self.speed, _signed(speed, sign)))),
                phase=_tidy(Add((self.phase, _signed(phase, sign)))),
                turns=self.turns + sign * turns,
            )

    def like(self) -> Wave:
        """Return this with weight 1 or -1 and a cosine or sine only; those of opposite angles are written alike."""
        form = affine(self.speed)
        if form and next(iter(sorted(form.items())))[1] < 0:
            return Wave(self.weight, self.scale, self.power, self.decay, _tidy(Neg(self.speed)),
                        _tidy(Neg(self.phase)), -self.turns).like()  # fmt: skip
        if self.turns % 4 in {2, 3}:
            return replace(self, weight=-self.weight, turns=self.turns % 2)
        return replace(self, turns=self.turns % 2)


def laplace_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral from 0 to infinity of a sum of waves, proved to converge, or None."""
    scope = Scope(node.var, setting, budget)
    try:
        waves = _waves_of(node.body, scope)
        if not _converges_at_zero(waves, scope) or not is_defined_over(node, setting, budget):
            return None
        return total([_finite_part(wave, scope) for wave in waves])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _waves_of(body: Node, scope: Scope) -> list[Wave]:
    """Return an integrand as waves in the power of the variable that all of its exponentials and waves share."""
    terms = expanded(body, scope.var)
    powers = {part.power for term in terms for angle in _angles(term) for part in expanded(angle, scope.var)} - {0}
    if len(powers) != 1 or (power := powers.pop()) <= 0:
        raise DeclinedError
    found: dict[Wave, Fraction] = {}
    for term in terms:
        for wave in _waves(term, power, scope):
            key = replace(wave.like(), weight=ONCE)
            found[key] = found.get(key, Fraction(0)) + wave.like().weight
            if len(found) > MAX_WAVES:
                raise DeclinedError(limit="max_terms")
    return [replace(wave, weight=weight) for wave, weight in found.items() if weight and not _is_nothing(wave)]


def _is_nothing(wave: Wave) -> bool:
    """Return whether a wave is the sine of 0."""
    return wave.speed == wave.phase == ZERO and wave.turns % 2 == 1


def _angles(term: Term) -> Iterator[Node]:
    """Return what stands in the exponentials and waves of a term; raises `DeclinedError` for other factors."""
    yield from term.exponents
    for factor in term.factors:
        if not (isinstance(factor, Call) and factor.name in {"sin", "cos"}):
            raise DeclinedError
        yield factor.args[0]


def _waves(term: Term, power: Fraction, scope: Scope) -> list[Wave]:
    """Return a term as waves in t = x^power: dx is t^(1/power - 1) dt / power."""
    growth, constant = _line(total(list(term.exponents)), power, scope)
    outside = (*term.coefficient, *(() if constant == ZERO else (Call("exp", (constant,)),)))
    numbers = [literal(part) for part in outside]
    weight = reduce(mul, (number for number in numbers if number is not None), 1 / power)
    scale = tuple(part for part, number in zip(outside, numbers, strict=True) if number is None)
    waves = [Wave(weight, scale, (term.power + 1) / power - 1, _tidy(Neg(growth)))]
    for factor in term.factors:
        assert isinstance(factor, Call)
        speed, phase = _line(factor.args[0], power, scope)
        turns = -1 if factor.name == "sin" else 0
        waves = [more for wave in waves for more in wave.times(speed, phase, turns)]
    known = {part for wave in waves for part in (*wave.scale, wave.decay, wave.speed, wave.phase)}
    if not all(scope.has_value(part) for part in known):
        raise DeclinedError
    return waves


def _line(node: Node, power: Fraction, scope: Scope) -> tuple[Node, Node]:
    """Return slope and constant of a linear function of x^power."""
    slopes, constants = list[Node](), list[Node]()
    for part in expanded(node, scope.var):
        if part.exponents or part.factors or part.power not in {0, power}:
            raise DeclinedError
        (slopes if part.power else constants).append(product(part.coefficient))
    return _tidy(total(slopes)), _tidy(total(constants))


def _tidy(node: Node) -> Node:
    """Return a linear form in its shortest spelling, and other trees as they are."""
    form = affine(node)
    return node if form is None else tree_of(form)


def _signed(node: Node, sign: int) -> Node:
    return node if sign > 0 else Neg(node)


def _converges_at_zero(waves: Sequence[Wave], scope: Scope) -> bool:
    """Return whether the powers t^-1 and below cancel in the expansion at 0, for all parameters."""
    lowest: dict[Fraction, Fraction] = {}
    for wave in waves:
        part = wave.power % 1
        lowest[part] = min(wave.power, lowest.get(part, wave.power))
    for first in lowest.values():
        if first < -MAX_POLE:
            raise DeclinedError(limit="max_degree")
        for power in (first + step for step in range(MAX_POLE) if first + step <= -1):
            parts = [_at_zero(wave, int(power - wave.power)) for wave in waves
                     if (power - wave.power).denominator == 1 and power >= wave.power]  # fmt: skip
            if not isinstance(prove_equal(total(parts), ZERO, scope.setting, scope.budget), Proof):
                return False
    return True


def _at_zero(wave: Wave, order: int) -> Node:
    """Return the coefficient of t^(power + order): the real part of e^(i angle) (-decay + i speed)^order / order!."""
    parts = [
        product((rational(Fraction(comb(order, turns), factorial(order))), _raised(Neg(wave.decay), order - turns),
                 _raised(wave.speed, turns), _cosine(wave.phase, wave.turns + turns)))
        for turns in range(order + 1)
    ]  # fmt: skip
    return product((rational(wave.weight), *wave.scale, total(parts)))


def _raised(base: Node, exponent: int) -> Node:
    return ONE if not exponent else base if exponent == 1 else Pow(base, rational(Fraction(exponent)))


def _cosine(phase: Node, turns: int) -> Node:
    """Return cos(phase + turns * pi/2)."""
    if phase == ZERO:
        return rational(Fraction((1, 0, -1, 0)[turns % 4]))
    wave = Call("cos" if turns % 2 == 0 else "sin", (phase,))
    return wave if turns % 4 in {0, 3} else Neg(wave)


def _finite_part(wave: Wave, scope: Scope) -> Node:
    """Return the finite part of the integral of a wave; raises `DeclinedError` where it diverges at infinity."""
    decay, speed = (sign_of(part, scope.setting, scope.budget) for part in (wave.decay, wave.speed))
    if decay is Sign.POSITIVE and speed is Sign.ZERO:
        return _valued(wave, wave.decay, ZERO, 0)
    if decay is Sign.POSITIVE:
        size = Call("sqrt", (Add((_raised(wave.decay, 2), _raised(wave.speed, 2))),))
        return _valued(wave, size, Call("arctan", (Div(wave.speed, wave.decay),)), 0)
    if decay is not Sign.ZERO:
        raise DeclinedError
    if speed is Sign.ZERO and wave.power < -1:
        return ZERO
    if wave.power < 0 and speed in {Sign.POSITIVE, Sign.NEGATIVE}:
        turn = 1 if speed is Sign.POSITIVE else -1
        return _valued(wave, _signed(wave.speed, turn), ZERO, turn)
    raise DeclinedError


def _valued(wave: Wave, size: Node, angle: Node, quarter: int) -> Node:
    """Return the finite part for decay + i speed of the given size and angle, which is `angle` + `quarter` * pi/2."""
    scale = (rational(wave.weight), *wave.scale)
    after = wave.power + 1
    if wave.power.denominator != 1 or wave.power >= 0:
        sizes = (Call("gamma", (rational(after),)), Pow(size, rational(-after)))
        return product((*scale, *sizes, _turned(wave, after, angle, quarter * after)))
    pole = -int(wave.power)
    back = Fraction(1 - pole)
    turns = 2 * (pole - 1) + quarter * back
    harmonic = sum((Fraction(1, k) for k in range(1, pole)), Fraction(0))
    along = Mul((Add((rational(harmonic), Neg(Call("log", (size,))))), _turned(wave, back, angle, turns)))
    whole = total([angle, *([Mul((rational(Fraction(quarter, 2)), PI))] if quarter else [])])
    across = Mul((whole, _turned(wave, back, angle, turns - 1)))
    outside = (*scale, rational(Fraction(1, factorial(pole - 1))), _raised(size, pole - 1))
    return product((*outside, Add((along, Neg(across)))))


def _turned(wave: Wave, times: Fraction, angle: Node, quarters: Fraction) -> Node:
    """Return the cosine of a wave's phase, `times` an angle and some quarter turns more."""
    shown = [wave.phase, *([Mul((rational(times), angle))] if angle != ZERO and times else [])]
    if quarters.denominator == 1:
        return _cosine(total(shown), wave.turns + int(quarters))
    return Call("cos", (total([*shown, Mul((rational((wave.turns + quarters) / 2), PI))]),))
