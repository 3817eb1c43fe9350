"""Antiderivatives of t^k sin(u)^p cos(u)^q for integers p and q and u = a t + b, and of hyperbolic functions alike.

Odd positive exponents go by the other function, squares by s^2 = 1 - c^2 or c^2 - 1, reciprocals by the reductions of
secants and cosecants, and 1 = c^2 + s^2 or c^2 - s^2 takes apart what divides by both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear, monomial, rational, scaled
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import integer_literal
from grader.language.tree import ONE, ZERO, Add, Call, Div, Mul, Neg, Node, Pow
from grader.records import dataclass, field

MAX_POWER = 12  # of a sine, of a cosine, and of t
CIRCLE = {"sin": (1, 0), "cos": (0, 1), "tan": (1, -1), "cot": (-1, 1), "sec": (0, -1), "csc": (-1, 0)}
HYPERBOLIC = {"sinh": (1, 0), "cosh": (0, 1), "tanh": (1, -1), "coth": (-1, 1), "sech": (0, -1), "csch": (-1, 0)}
Exponents = tuple[int, int]  # of the sine and of the cosine


@dataclass
class _Waves:
    """Powers of the sine and cosine of one angle that are added up, and logarithms and arcs beside them."""

    angle: Node
    turns: bool  # of the circle, else hyperbolic
    powers: dict[Exponents, Fraction] = field(default_factory=dict)
    line: Fraction = Fraction(0)  # times the angle itself
    others: list[Node] = field(default_factory=list)

    def call(self, name: str) -> Node:
        return Call(name if self.turns else f"{name}h", (self.angle,))

    def add(self, exponents: Exponents, factor: Fraction) -> None:
        """Add the antiderivative of a product of powers by the angle. Raises DeclinedError for long ones."""
        p, q = exponents
        refuse_above(max(abs(p), abs(q)), 2 * MAX_POWER, "max_degree")
        if p > 0 and p % 2:
            self._by_cosine(p, q, factor)
        elif q > 0 and q % 2:
            self._by_sine(p, q, factor)
        elif p > 0:
            for k in range(p // 2 + 1):  # s^2 is 1 - c^2, or c^2 - 1
                self.add((0, q + 2 * k), factor * comb(p // 2, k) * self._sign(k if self.turns else p // 2 - k))
        elif q > 0 and p < 0:
            for k in range(q // 2 + 1):
                self.add((p + 2 * k, 0), factor * comb(q // 2, k) * (self._sign(k) if self.turns else 1))
        elif p < 0 and q < 0:
            self.add((p, q + 2), factor)
            self.add((p + 2, q), factor if self.turns else -factor)
        else:
            self._pure(p, q, factor)

    def _sign(self, count: int) -> int:
        return -1 if count % 2 else 1

    def _by_cosine(self, p: int, q: int, factor: Fraction) -> None:
        """s dt is -dc, or dc."""
        half = p // 2
        for k in range(half + 1):
            sign = -self._sign(k) if self.turns else self._sign(half - k)
            self._monomial("cos", q + 2 * k, factor * comb(half, k) * sign)

    def _by_sine(self, p: int, q: int, factor: Fraction) -> None:
        """c dt is ds."""
        half = q // 2
        for k in range(half + 1):
            self._monomial("sin", p + 2 * k, factor * comb(half, k) * (self._sign(k) if self.turns else 1))

    def _monomial(self, name: str, power: int, factor: Fraction) -> None:
        """Add the antiderivative of a power by its base."""
        if power == -1:
            self.others.append(scaled(rational(factor), Call("log", (Call("abs", (self.call(name),)),))))
        else:
            self._put((power + 1, 0) if name == "sin" else (0, power + 1), factor / (power + 1))

    def _put(self, exponents: Exponents, factor: Fraction) -> None:
        self.powers[exponents] = self.powers.get(exponents, Fraction(0)) + factor

    def _pure(self, p: int, q: int, factor: Fraction) -> None:
        """Add the antiderivative of an even or a negative power of one of both."""
        if p == q == 0:
            self.line += factor
        elif (p, q) == (0, -1):
            self.others.append(scaled(rational(factor), self._of_secant()))
        elif (p, q) == (-1, 0):
            ratio = Div(Add((self.call("cos"), Neg(ONE))), self.call("sin"))
            self.others.append(scaled(rational(factor), Call("log", (Call("abs", (ratio,)),))))
        elif p == 0 and q > 0:
            self._put((1, q - 1), factor / q)
            self.add((0, q - 2), factor * Fraction(q - 1, q))
        elif p == 0:
            self._put((1, q + 1), factor / (-q - 1))
            self.add((0, q + 2), factor * Fraction(q + 2, q + 1))
        else:
            self._put((p + 1, 1), factor / (p + 1))
            self.add((p + 2, 0), factor * Fraction(p + 2, p + 1) * (1 if self.turns else -1))

    def _of_secant(self) -> Node:
        sine, cosine = self.call("sin"), self.call("cos")
        if not self.turns:
            return Call("arctan", (sine,))
        return Call("log", (Call("abs", (Div(Add((ONE, sine)), cosine),)),))

    def tree(self) -> Node:
        """Return the sum."""
        parts = [scaled(rational(factor), self._product(*key)) for key, factor in self.powers.items() if factor]
        parts += [scaled(rational(self.line), self.angle)] if self.line else []
        return total([*parts, *self.others]) if parts or self.others else ZERO

    def _product(self, p: int, q: int) -> Node:
        above = [_power(self.call(name), power) for name, power in (("sin", p), ("cos", q)) if power > 0]
        below = [_power(self.call(name), -power) for name, power in (("sin", p), ("cos", q)) if power < 0]
        top, bottom = (part[0] if len(part) == 1 else Mul(tuple(part)) if part else ONE for part in (above, below))
        return Div(top, bottom) if below else top


def of_wave_powers(power: Fraction, factors: Sequence[Node], var: str, budget: Budget) -> Node | None:
    """Return an antiderivative of t^k times powers of the sine and cosine of one angle, None for other products."""
    try:
        found = _read(factors)
        turned = None if found is None else linear(found.angle, var)
        if found is None or turned is None or power.denominator != 1 or power < 0:
            return None
        refuse_above(power, MAX_POWER, "max_degree")
        return total(list(_by_parts(int(power), found, turned, var)))
    except DeclinedError as error:
        budget.declined(error)
        return None


def _by_parts(power: int, waves: _Waves, turned: tuple[Node, Node], var: str) -> Iterator[Node]:
    """Yield the terms of t^k F - k G for F' = f, where F is made of powers and the angle, and G' = t^(k - 1) F."""
    speed, offset = turned
    whole = _Waves(waves.angle, waves.turns)
    for exponents, factor in waves.powers.items():
        whole.add(exponents, factor)
    yield Div(Mul((monomial(var, Fraction(power)), whole.tree())), speed)
    if power == 0:
        return
    if whole.others:
        raise DeclinedError
    for part in _by_parts(power - 1, whole, turned, var) if whole.powers else ():
        yield Neg(Div(scaled(number_tree(power), part), speed))
    if whole.line:  # k t^(k - 1) (a t + b) / a
        lead = Div(scaled(number_tree(power), monomial(var, Fraction(power + 1))), number_tree(power + 1))
        tail = Div(Mul((monomial(var, Fraction(power)), offset)), speed)
        yield Neg(scaled(rational(whole.line), Add((lead, tail))))


def _read(factors: Sequence[Node]) -> _Waves | None:
    """Return the powers of the sine and cosine of one angle that some factors are, None where they are no such.

    Raises DeclinedError for high ones.
    """
    angles, exponents, kinds = set[Node](), (0, 0), set[bool]()
    for factor in factors:
        found = _power_of(factor, 1)
        if found is None:
            return None
        call, times = found
        turns = call.name in CIRCLE
        row = (CIRCLE if turns else HYPERBOLIC)[call.name]
        exponents = exponents[0] + times * row[0], exponents[1] + times * row[1]
        angles.add(call.args[0])
        kinds.add(turns)
    if len(angles) != 1 or len(kinds) != 1:
        return None
    refuse_above(max(map(abs, exponents)), MAX_POWER, "max_degree")
    return _Waves(angles.pop(), kinds.pop(), {exponents: Fraction(1)})


def _power_of(factor: Node, times: int) -> tuple[Call, int] | None:
    """Return a function of the circle or a hyperbolic one, and its exponent."""
    match factor:
        case Call(name, (_,)) if name in CIRCLE or name in HYPERBOLIC:
            return factor, times
        case Pow(base, exponent) if (known := integer_literal(exponent)) is not None:
            return _power_of(base, times * known)
        case Div(top, base) if top == ONE:
            return _power_of(base, -times)
        case _:
            return None


def _power(base: Node, exponent: int) -> Node:
    return base if exponent == 1 else Pow(base, number_tree(exponent))
