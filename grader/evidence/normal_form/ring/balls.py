"""Rigorous enclosures of constants: ground kernels and polynomials of them, by Arb."""

from __future__ import annotations

from flint import arb, ctx, fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.functions.table import REALS
from grader.evidence.normal_form.ring.kernels import Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower

Ball = arb
START = 64  # bits of the first look


class Balls:
    """Enclosures at one precision, computed once for each kernel."""

    def __init__(self, tower: Tower, precision: int) -> None:
        self.tower = tower
        self.precision = precision
        self.known: dict[int, Ball] = {}

    def of(self, poly: Poly) -> Ball:
        """Return an enclosure of a ground polynomial; not finite where a kernel has none."""
        with ctx.workprec(self.precision):
            return self._of(poly)

    def _of(self, poly: Poly) -> Ball:
        total = arb(0)
        top = self.tower.plan.size - 1
        for powers, coefficient in poly.terms():
            term = arb(coefficient)
            for place, power in enumerate(powers):
                if power:
                    term *= self._kernel(self.tower.kernels[top - place]) ** power
            total += term
        return total

    def _kernel(self, kernel: Kernel) -> Ball:
        if kernel.index not in self.known:
            self.known[kernel.index] = self._value(kernel)
        return self.known[kernel.index]

    def _value(self, kernel: Kernel) -> Ball:
        match kernel.kind:
            case "pi":
                return arb.pi()
            case "cospi":
                return arb.cos_pi_fmpq(fmpq(1, kernel.unit))
            case "root":
                return abs(self._of(kernel.args[0])).root(kernel.unit)
            case "log":
                return abs(self._of(kernel.args[0])).log()
            case "sigma":
                return _sign(self._of(kernel.args[0]))
            case "exp" | "cos" | "sin":
                wave: Ball = getattr(self._quotient(kernel.args) / kernel.unit, kernel.kind)()
                return wave
            case "arctan" | "arcsin" | "erf" | "gamma" | "digamma":
                value: Ball = getattr(self._quotient(kernel.args), REALS[kernel.kind].flint)()
                return value
            case _:
                return arb.nan()

    def _quotient(self, args: tuple[Poly, ...]) -> Ball:
        return self._of(args[0]) / self._of(args[1])


def _sign(ball: Ball) -> Ball:
    if ball > 0:
        return arb(1)
    return arb(-1) if ball < 0 else arb.nan()


def sign(tower: Tower, poly: Poly, budget: Budget) -> int | None:
    """Return the sign (-1 or 1) of a ground polynomial that is surely not 0, else None."""
    precision = START
    while precision <= 4 * START:
        budget.spend(precision // START)
        ball = Balls(tower, precision).of(poly)
        if not ball.is_finite():
            return None
        if ball > 0:
            return 1
        if ball < 0:
            return -1
        precision *= 2
    return None


def at(tower: Tower, poly: Poly, precision: int, budget: Budget) -> Ball:
    """Return an enclosure of a ground polynomial at so many bits."""
    if precision > budget.limits.max_precision:
        raise ExceededError("max_precision")
    budget.spend(precision // START)
    return Balls(tower, precision).of(poly)
