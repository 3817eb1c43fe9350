"""Germs of integrals whose ends tend to one place: what is integrated has a series there, which is integrated by terms.

Near c the integrand is a sum of terms k u^p log(u)^q with u = |t - c|, up to an error of order u^r with r > -1, whose
integral is at most of order u^(r + 1). The integral is the difference of the terms' antiderivatives at its ends; where
it reaches c, or both sides of it, all terms must be integrable there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from grader.evidence.calculus.limits.germs.coefficients import plus
from grader.evidence.calculus.limits.germs.germs import Germ, Germs, plain
from grader.evidence.calculus.limits.germs.series import NEVER, Series, constant
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import number_tree
from grader.language.tree import ONE, ZERO, Bind, Neg, Node, symbols

Expand = Callable[[Node, str, Node, int], Germ]  # of a tree in a variable, near a point, from one side
End = tuple[int, Germ] | None  # on which side of the place an end lies, and how far away; None where it is the place


def germ_of_integral(germs: Germs, node: Bind, ends: tuple[Germ, Germ], var: str, expand: Expand) -> Germ:
    """Return the germ of an integral with the germs of its ends; raises DeclinedError.

    `expand` gives the germs of what is integrated, which must not depend on the variable of the limit.
    """
    names = {variable.name for variable in germs.judge.setting.variables}
    if var in symbols(node.body) or node.var in names or node.var == var:
        raise DeclinedError
    places = [germs.split(end) for end in ends]
    if any(rest for *_, rest in places):
        raise DeclinedError
    place, other = (start or ZERO for start, _, _ in places)
    if not germs.judge.is_zero(plus(place, Neg(other))):
        raise DeclinedError
    low, high = (_end(germs, small) for _, small, _ in places)
    both = low is not None and high is not None and low[0] == high[0]
    parts = [
        germs.times(plain(constant(factor)), _from_place(germs, node, place, end, expand, proper=not both))
        for end, factor in ((high, ONE), (low, Neg(ONE)))
        if end is not None
    ]
    return reduce(germs.plus, parts, Germ(()))


def _end(germs: Germs, small: Series) -> End:
    if not small.terms and small.cut == NEVER:
        return None
    side = germs.sign(plain(small))
    return side, germs.times(plain(constant(number_tree(Fraction(side)))), plain(small))


def _from_place(germs: Germs, node: Bind, place: Node, end: tuple[int, Germ], expand: Expand, *, proper: bool) -> Germ:
    """Return the antiderivative at an end; where it is `proper`, that is the integral from the place to the end."""
    side, far = end
    inner = expand(node.body, node.var, place, side)
    if inner.wild or any(polar for polar, _ in inner.groups):
        raise DeclinedError
    series = inner.plain
    if series.cut <= -1 or (proper and any(power <= -1 for power, _ in series.terms)):
        raise DeclinedError
    log = germs.logarithm(far) if any(logs or power == -1 for power, logs in series.terms) else Germ(())
    total = Germ((), inner.more)
    for (power, logs), value in series.terms.items():
        term = germs.times(plain(constant(value)), _antiderivative(germs, far, log, power, logs))
        total = germs.plus(total, term)
    if series.cut < NEVER:
        total = germs.plus(total, plain(Series({}, (series.cut + 1) * far.plain.low)))
    return germs.times(plain(constant(number_tree(Fraction(side)))), total)


def _antiderivative(germs: Germs, far: Germ, log: Germ, power: Fraction, logs: int) -> Germ:
    """Return that of u^p log(u)^q at the end, by parts."""
    if logs < 0:
        raise DeclinedError
    if power == -1:
        return germs.times(plain(constant(number_tree(Fraction(1, logs + 1)))), _times(germs, log, logs + 1))
    raised = germs.power(far, power + 1)
    first = germs.times(raised, _times(germs, log, logs))
    scaled = germs.times(plain(constant(number_tree(1 / (power + 1)))), first)
    if not logs:
        return scaled
    rest = germs.times(
        plain(constant(number_tree(-logs / (power + 1)))), _antiderivative(germs, far, log, power, logs - 1)
    )
    return germs.plus(scaled, rest)


def _times(germs: Germs, germ: Germ, count: int) -> Germ:
    """Return a power of a germ with a natural exponent."""
    return reduce(germs.times, [germ] * count, plain(constant(ONE)))
