"""The binomial theorem: sum over k from 0 to n of k^p C(n, k) r^k s^(n - k), and what lacks a few terms of it.

With Stirling numbers S(p, j) of the second kind and falling factorials, k^p = sum_j S(p, j) k (k - 1) … (k - j + 1)
and k (k - 1) … (k - j + 1) C(n, k) = n (n - 1) … (n - j + 1) C(n - j, k - j), so the sum is
sum_j S(p, j) n (n - 1) … (n - j + 1) r^j (r + s)^(n - j); and C(n, k) / (k + 1) = C(n + 1, k + 1) / (n + 1).
The power of r + s needs that n >= j or that r + s is never 0.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, product, total
from grader.evidence.calculus.sums.frame import MAX_POWER, Frame, form_of, is_same, minus, plus, require, without
from grader.evidence.calculus.sums.frame import number as constant
from grader.evidence.calculus.sums.series.geometric import stirling
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import Affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols
from grader.records import dataclass, field

MAX_MISSING = 3  # terms that the sum lacks at an end


@dataclass
class Parts:
    """A term as fixed * k^power * C(n, k) * rising^k * falling^(n - k), divided by k + 1 where `over_next`."""

    n: Affine
    power: int
    fixed: list[Node] = field(default_factory=list)
    rising: list[Node] = field(default_factory=list)
    falling: list[Node] = field(default_factory=list)
    over_next: bool = False


def binomial_sum(term: Term, choices: list[Call], frame: Frame) -> Node:
    """Return the sum of a term with one binomial coefficient of a fixed number n."""
    parts = _parts(term, choices, frame)
    before, after = frame.low, minus(parts.n, frame.high)
    few = [_few(form) for form in (before, after)]
    refuse_above(sum(few), MAX_MISSING, "max_terms")
    if not frame.is_least(minus(frame.high, frame.low), -1):
        raise DeclinedError
    places = [constant(k) for k in range(few[0])] + [plus(parts.n, constant(k), -1) for k in range(few[1])]
    whole = product((*term.coefficient, *parts.fixed, _next(parts, frame) if parts.over_next else _whole(parts, frame)))
    return total([whole, *(Neg(_at(term, frame.var, place)) for place in places)])


def _few(form: Affine) -> int:
    """Return a small natural number that a form is."""
    value = form.get("", Fraction(0))
    if any(form[name] for name in form if name) or value < 0:
        raise DeclinedError
    refuse_above(value, MAX_MISSING, "max_terms")
    return int(value)


def _at(term: Term, var: str, place: Affine) -> Node:
    """Return a term at a place."""
    parts = (*term.coefficient, Pow(Sym(var), rational(term.power)), *(Call("exp", (e,)) for e in term.exponents))
    return substitute(product((*parts, *term.factors)), {var: tree_of(place)})


def _parts(term: Term, choices: list[Call], frame: Frame) -> Parts:
    top, bottom = (form_of(arg) for arg in choices[0].args)
    if not frame.is_whole(top) or not frame.is_least(top, 0) or term.power.denominator != 1:
        raise DeclinedError
    if term.power < 0:
        raise DeclinedError
    refuse_above(term.power, MAX_POWER, "max_degree")
    index = {frame.var: Fraction(1)}
    if not (is_same(bottom, index) or is_same(bottom, minus(top, index))):
        raise DeclinedError
    parts = Parts(top, int(term.power))
    for exponent in term.exponents:
        _add_exponential(parts, exponent, frame)
    for factor in term.factors:
        match factor:
            case Call("binom", _):
                continue
            case Pow(base, exponent) if frame.var not in symbols(base):
                _add_power(parts, base, form_of(exponent), frame)
            case Div(Num(value), den) if value == 1 and not parts.over_next and parts.power == 0:
                require(is_same(form_of(den), plus(index, constant(1))))
                parts.over_next = True
            case _:
                raise DeclinedError
    return parts


def _add_exponential(parts: Parts, exponent: Node, frame: Frame) -> None:
    found = linear(exponent, frame.var)
    if found is None or not frame.has_value(Add(found)):
        raise DeclinedError
    parts.rising.append(Call("exp", (found[0],)))
    parts.fixed.append(Call("exp", (found[1],)))


def _add_power(parts: Parts, base: Node, exponent: Affine, frame: Frame) -> None:
    """Take base^(a k + b) apart: b >= 0 is a power of its own, and for a < 0 the exponent at k = n is."""
    slope, rest = without(exponent, frame.var)
    if not frame.has_value(base) or slope.denominator != 1 or not slope:
        raise DeclinedError
    alone = rest if slope > 0 else plus(rest, parts.n, slope)
    sign = frame.sign(base)
    if sign is not Sign.POSITIVE:
        require(frame.is_whole(alone) and (sign.within(Sign.NONZERO) or frame.is_least(alone, 0)))
    if any(alone.values()):
        parts.fixed.append(Pow(base, tree_of(alone)))
    step = base if abs(slope) == 1 else Pow(base, number_tree(int(abs(slope))))
    (parts.rising if slope > 0 else parts.falling).append(step)


def _base(parts: Parts) -> tuple[Node, Node]:
    """Return r, and r + s as simply as it can be said."""
    rising, falling = product(tuple(parts.rising)), product(tuple(parts.falling))
    both = Add((rising, falling))
    value = literal(both)
    return rising, both if value is None else rational(value)


def _whole(parts: Parts, frame: Frame) -> Node:
    """Return the sum from 0 to n of k^power C(n, k) r^k s^(n - k)."""
    rising, both = _base(parts)
    never_zero = frame.sign(both).within(Sign.NONZERO)
    found: list[Node] = []
    for j, count in enumerate(stirling(parts.power)):
        left = minus(parts.n, constant(j))
        if not count:
            continue
        require(never_zero or frame.is_least(left, 0))
        if literal(both) == 0 and frame.is_least(left, 1):
            continue
        factors = [number_tree(count), *(tree_of(minus(parts.n, constant(i))) for i in range(j))]
        found.append(Mul((*factors, *((Pow(rising, number_tree(j)),) if j else ()), Pow(both, tree_of(left)))))
    return total(found)


def _next(parts: Parts, frame: Frame) -> Node:
    """Return the sum from 0 to n of C(n, k) r^k s^(n - k) / (k + 1) where r is never 0."""
    rising, both = _base(parts)
    require(frame.sign(rising).within(Sign.NONZERO))
    after = tree_of(plus(parts.n, constant(1)))
    falling = product(tuple(parts.falling))
    return Div(Add((Pow(both, after), Neg(Pow(falling, after)))), Mul((after, rising)))
