"""Definite integrals between finite ends, enclosed by rigorous Gauss-Legendre quadrature over subintervals.

It is FLINT's, after F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic", 2018.

On pieces where the integrand is not known to be holomorphic its values over the real piece are enclosed instead, with
the evaluator that all other points use; such pieces are cut until they matter no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, arb, ctx

from grader.evidence.budget import ExceededError
from grader.evidence.calculus.at_points.holomorphic import Continuation
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator
from grader.language.tree import Bind, Derivative, Node, walk

MAX_EVALUATIONS = 1000  # of an integrand
MAX_BITS = 256  # with which an integral is enclosed
GOAL_BITS = 64  # to which it is enclosed at most
MIN_BITS = 20  # to which it must be known
UNKNOWN = acb("nan")
NOWHERE = "the integrand has no values on a part of the range"
WHY = "an integral is not enclosed within the limits"


@dataclass
class _Integrand:
    """What the quadrature asks for; `undefined` tells of a piece of the range without values."""

    evaluator: Evaluator
    body: Node
    var: str
    continuation: Continuation
    undefined: str = ""
    spent: ExceededError | None = None

    def __call__(self, box: acb, analytic: bool) -> acb:
        if self.undefined or self.spent is not None:
            return UNKNOWN
        try:
            return self._continued(box) if analytic or not box.imag.is_zero() else self._real(box.real)
        except ExceededError as error:
            self.spent = error
            return UNKNOWN

    def _continued(self, box: acb) -> acb:
        try:
            return self.continuation.at(self.body, box)
        except DeclinedError:
            return UNKNOWN

    def _real(self, x: arb) -> acb:
        self.evaluator.env[self.var] = x
        try:
            value = self.evaluator.value(self.body)
        except UndefinedError:
            if not x.is_exact():
                self.undefined = NOWHERE
            return UNKNOWN
        except NoValueError:
            return self._continued(acb(x))  # past a gap that can be closed
        return acb(value)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much one enclosure may cost: evaluations of the integrand, and its relative bits."""

    evaluations: int = MAX_EVALUATIONS
    bits: int = GOAL_BITS


EXACTLY = Effort()


def enclosed(at: Evaluator, node: Bind, inner: Evaluator, effort: Effort = EXACTLY) -> arb:
    """Return an enclosure of an integral at the evaluator's point; `inner` evaluates the integrand over real pieces.

    Raises UndefinedError where the integrand has no values on a piece of the range, else UnclearError.
    """
    low, high = _ends(at, node)
    if low == high:
        return arb(0)
    values = {name: arb(value) for name, value in at.env.items() if not isinstance(value, Node)}
    values |= {name: arb(at.value(value)) for name, value in at.env.items() if isinstance(value, Node)}
    integrand = _Integrand(inner, node.body, node.var, Continuation(node.var, values, at.budget))
    bits = min(at.precision, MAX_BITS)
    before = ctx.prec
    ctx.prec = bits
    relative, absolute = (arb(2) ** -min(bits // 2, wanted) for wanted in (effort.bits, GOAL_BITS))
    try:
        found = acb.integral(
            integrand,
            acb(low),
            acb(high),
            rel_tol=relative,
            abs_tol=absolute,
            eval_limit=effort.evaluations,
            depth_limit=2 * bits,
        )
    finally:
        ctx.prec = before
    if integrand.spent is not None:
        raise integrand.spent
    if integrand.undefined:
        raise UndefinedError(integrand.undefined)
    value = found.real
    if not value.is_finite() or not value.rad() * 2**MIN_BITS < 1 + abs(value.mid()):
        raise UnclearError(WHY, final=True)
    return value


def _ends(at: Evaluator, node: Bind) -> tuple[arb, arb]:
    if any(isinstance(part, Bind | Derivative) for part in walk(node.body)):
        raise UnclearError(WHY, final=True)
    assert node.low is not None
    assert node.high is not None
    low, high = (arb(at.value(end)) for end in (node.low, node.high))
    return low, high
