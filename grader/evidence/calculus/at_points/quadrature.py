"""Definite integrals between finite ends, enclosed by rigorous Gauss-Legendre quadrature over subintervals.

It is FLINT's, after F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic", 2018.

On pieces where the integrand is not known to be holomorphic its values over the real piece are enclosed instead, with
the evaluator that all other points use; such pieces are cut until they matter no more.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, ctx

from grader.evidence.budget import ExceededError
from grader.evidence.calculus.at_points.holomorphic import Continuation
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Const, Derivative, Node, Sym, rebuild, symbols, walk
from grader.records import dataclass

MAX_EVALUATIONS = 1000  # of an integrand
MAX_BITS = 256  # with which an integral is enclosed
GOAL_BITS = 64  # to which it is enclosed at most
MIN_BITS = 20  # to which it must be known
UNKNOWN = acb("nan")
NOWHERE = "the integrand has no values on a part of the range"
WHY = "an integral is not enclosed within the limits"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much one enclosure may cost: evaluations, bits wanted, bits that must be known, and what may be left open."""

    evaluations: int = MAX_EVALUATIONS
    bits: int = GOAL_BITS
    least: int = MIN_BITS
    slack: arb = arb(2) ** -GOAL_BITS


EXACTLY = Effort()


class Integrand:
    """An integrand at an evaluator's point, as the quadrature asks for it; `inner` evaluates it over real pieces.

    What does not vary is worked out once. Raises NoValueError where no integrand can be made of the tree.
    """

    def __init__(self, at: Evaluator, body: Node, var: str, inner: Evaluator) -> None:
        if any(isinstance(part, Bind | Derivative) for part in walk(body)):
            raise UnclearError(WHY, final=True)
        fixed: dict[str, Number | Node] = {}
        self.body = with_fixed_parts(body, var, at, fixed)
        inner.env.update(fixed)
        self.bits = min(at.precision, MAX_BITS)
        self._evaluator = inner
        self.var = var
        env = {**at.env, **fixed}
        known = {name: at.value(value) if isinstance(value, Node) else value for name, value in env.items()}
        self._continuation = Continuation(var, known, at.budget)
        self._undefined = False  # whether a piece of the range without values was met
        self._spent: ExceededError | None = None

    def __call__(self, box: acb, analytic: bool) -> acb:
        """Return the values over a box, as FLINT wants them."""
        if self._undefined or self._spent is not None:
            return UNKNOWN
        try:
            return self._continued(box) if analytic or not box.imag.is_zero() else self._real(box.real)
        except ExceededError as error:
            self._spent = error
            return UNKNOWN

    def _continued(self, box: acb) -> acb:
        try:
            return self._continuation.at(self.body, box)
        except DeclinedError:
            return UNKNOWN

    def _real(self, x: arb) -> acb:
        self._evaluator.env[self.var] = x
        try:
            value = self._evaluator.value(self.body)
        except UndefinedError:
            if not x.is_exact():
                self._undefined = True
            return UNKNOWN
        except NoValueError:
            return self._continued(acb(x))  # past a gap that can be closed
        return acb(value)

    def at(self, x: arb) -> arb:
        """Return the value at one place; raises NoValueError."""
        self._evaluator.env[self.var] = x
        return arb(self._evaluator.value(self.body))

    def of(self, part: Node) -> Callable[[arb], arb]:
        """Return the values of another tree of the same variable."""

        def value(x: arb) -> arb:
            self._evaluator.env[self.var] = x
            return arb(self._evaluator.value(part))

        return value

    def is_bounded(self, low: arb, high: arb) -> bool:
        """Return whether the values between two places are surely bounded, as one look at all of them tells."""
        found = self(acb(low.union(high)), False).is_finite()
        self._undefined = False
        return found

    def enclosed(self, low: arb, high: arb, effort: Effort = EXACTLY) -> arb:
        """Return an enclosure of the integral.

        Raises UndefinedError where the integrand has no values on a piece of the range, else UnclearError.
        """
        before = ctx.prec
        ctx.prec = self.bits
        relative = min(self.bits // 2, effort.bits)
        try:
            found = acb.integral(
                self,
                acb(low),
                acb(high),
                rel_tol=arb(2) ** -relative,
                abs_tol=max(effort.slack, arb(2) ** -(self.bits // 2)),
                eval_limit=effort.evaluations,
                depth_limit=2 * self.bits,
            ).real
        finally:
            ctx.prec = before
        if self._spent is not None:
            raise self._spent
        if self._undefined:
            raise UndefinedError(NOWHERE)
        if not found.is_finite() or not found.rad() * 2**effort.least < 1 + abs(found.mid()):
            raise UnclearError(WHY, final=True)
        return found


def enclosed(at: Evaluator, node: Bind, inner: Evaluator) -> arb:
    """Return an enclosure of an integral at the evaluator's point; `inner` evaluates the integrand over real pieces.

    Raises UndefinedError where the integrand has no values on a piece of the range, else UnclearError.
    """
    integrand = Integrand(at, node.body, node.var, inner)
    assert node.low is not None
    assert node.high is not None
    low, high = (arb(at.value(end)) for end in (node.low, node.high))
    return over_one_place(integrand, low) if low == high else integrand.enclosed(low, high)


def over_one_place(integrand: Integrand, place: arb) -> arb:
    """Return 0, the integral over one place, where the integrand has a value there; raises UnclearError elsewhere.

    What divides by the length of the range has no value anywhere.
    """
    try:
        integrand.at(place)
    except UndefinedError as error:
        raise UnclearError(WHY, final=True) from error
    return arb(0)


def with_fixed_parts(node: Node, var: str, at: Evaluator, fixed: dict[str, Number | Node]) -> Node:
    """Return a tree with new symbols for its parts without the variable; `fixed` gains their values."""
    if var in symbols(node):
        return rebuild(node, lambda part: with_fixed_parts(part, var, at, fixed))
    if isinstance(node, Sym | Const) or literal(node) is not None:  # literal exponents mean more than their values
        return node
    name = f"{var} {len(fixed)}"  # no symbol has such a name
    try:
        fixed[name] = at.value(node)
    except NoValueError:
        return node
    return Sym(name)
