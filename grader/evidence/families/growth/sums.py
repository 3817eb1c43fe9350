"""Sums and products over an index, up to a factor.

Closed forms are asked of the oracle. Others are sums of terms that each are a monomial in the index times one in the
sizes; the sum of a monomial m(i) up to h is compared with the integral of m. With m(i) = i^a (log i)^b …: for a > -1 it is
of the order h m(h); for a = -1 the logarithms' first exponent that is not -1 decides in the same way; else it is bounded.
For an exponential, d the derivative of log m: of the order m(h) where d does not tend to 0, else m(h)/d(h). Source: de
Bruijn, *Asymptotic Methods in Analysis*, 1958, chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.analysis import Analysis
from grader.evidence.families.growth.constants import Constant, rational
from grader.evidence.families.growth.monomials import ONE, Monomial, atom
from grader.evidence.families.growth.order import Order
from grader.evidence.families.growth.reading import Reader
from grader.evidence.families.growth.series import Series, rough_sum
from grader.evidence.families.growth.written import tree_of
from grader.evidence.method import Scope
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Bind, Call, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk

SIZE = Domain("size", text="size")
UNIT = Num(Fraction(1))
PLAIN = (Num, Sym, Add, Mul, Div, Pow)  # of what is positive and defined at all positive integers


def sum_of(scope: Scope) -> Callable[[Reader, Bind], Series]:
    """Return what reads sums and products: by their closed forms, or up to a factor."""

    def read(reader: Reader, bind: Bind) -> Series:
        if bind.low is None or bind.high is None:
            raise DeclinedError("a sum without bounds")
        if bind.kind == "prod":
            return _product(reader, bind, bind.low, bind.high)
        closed = scope.oracle.closed_forms(bind, scope.inside(*(Variable(name, SIZE) for name in symbols(bind))))
        if not any(isinstance(node, Bind) for node in walk(closed)):
            with suppress(DeclinedError):
                return reader.series(closed)
        return _by_integral(reader, bind, bind.low, bind.high)

    return read


def _product(reader: Reader, bind: Bind, low: Node, high: Node) -> Series:
    if bind.body == Sym(bind.var) and low == UNIT:
        return reader.analysis.factorial(reader.series(high))
    if bind.var not in symbols(bind.body):
        return reader.series(Pow(bind.body, Add((high, Neg(low), UNIT))))
    raise DeclinedError("a product over an index")


def _by_integral(reader: Reader, bind: Bind, low: Node, high: Node) -> Series:
    first, last = reader.series(low).constant, reader.series(high)
    start = None if first is None else first.rational
    lead = reader.analysis.lead(last)
    if start is None or start < 0 or lead is None or reader.analysis.order.trend(lead.monomial) != "large":
        raise DeclinedError("a sum whose bounds are not compared")
    sizes = tuple(dict.fromkeys((*sorted(symbols(bind.body)), bind.var)))
    inner = Reader(Analysis(Order(sizes, reader.analysis.order.budget), reader.analysis.depth), reader.sums)
    body = inner.series(bind.body)
    if body.errors and not _is_plain(bind.body):
        raise DeclinedError("the terms of a sum are not known for small indices")
    found: set[Monomial] = set()
    for one, by in body.terms.items():
        if by.sign() < 0 and not body.errors:
            raise DeclinedError("a sum with terms of both signs")
        mine, others = _split(one, bind.var)
        if not body.errors or one == _leading(inner, body):
            total = _total(inner, mine, bind.var, start, is_exact=not body.errors)
            found |= {value * others for value in _at(reader, total, bind.var, last)}
    return rough_sum(found)


def _leading(reader: Reader, body: Series) -> Monomial:
    lead = reader.analysis.lead(body)
    if lead is None or lead.by.sign() < 0:
        raise DeclinedError("the terms of a sum are not known")
    return lead.monomial


def _is_plain(tree: Node) -> bool:
    """Return whether a tree is built of sums, products, quotients and powers of what is positive."""
    return all(isinstance(node, PLAIN) or (isinstance(node, Call) and node.name in {"sqrt", "exp"}) for node in walk(tree))


def _split(monomial: Monomial, var: str) -> tuple[Monomial, Monomial]:
    """Return the factor in the index and the factor in the sizes."""
    own = frozenset((place, power) for place, power in monomial.powers if place[0] == var)
    inner = frozenset((one, by) for one, by in monomial.exponent if one.sizes == {var})
    if any(var in one.sizes and one.sizes != {var} for one, _ in monomial.exponent):
        raise DeclinedError("a sum over an index that stands in an exponent with a size")
    return Monomial(own, inner), Monomial(monomial.powers - own, monomial.exponent - inner)


def _at(reader: Reader, monomial: Monomial, var: str, last: Series) -> list[Monomial]:
    """Return the monomials that a monomial in the index is of the order of, at the last index."""
    inner = Reader(reader.analysis, reader.sums, {**reader.values, var: last})
    found = inner.read(tree_of(monomial))
    terms = inner.analysis.positive(found.num)
    if terms is None or found.den.constant is None:
        raise DeclinedError("the last term of a sum is not known")
    return terms


def _total(reader: Reader, monomial: Monomial, var: str, start: Fraction, *, is_exact: bool) -> Monomial:
    """Return the order of the sum of a monomial in the index up to the index."""
    if start < _first(monomial):
        raise DeclinedError("the first term of a sum is not defined")
    found = _exponential_total(reader.analysis.order, monomial, var) if monomial.exponent else _power_total(monomial, var)
    if found == ONE and not is_exact:
        raise DeclinedError("a bounded sum of terms that are not known for small indices")
    return found


def _first(monomial: Monomial) -> int:
    """Return the first index at which a monomial is defined and not negative."""
    levels = [(place[1], power.sign()) for place, power in monomial.powers]
    inner = [_first(one) for one, _ in monomial.exponent]
    own = [3 if level > 1 else level + 1 if sign < 0 else level for level, sign in levels]
    return max([0, *own, *inner])


def _power_total(monomial: Monomial, var: str) -> Monomial:
    powers = {place[1]: power for place, power in monomial.powers}
    level, found = 0, monomial
    while True:
        above = (powers.get(level, rational(0)) + rational(1)).sign()
        if above < 0:
            return ONE
        found = found * atom(var, level)
        if above > 0:
            return found
        level += 1


def _exponential_total(order: Order, monomial: Monomial, var: str) -> Monomial:
    form = monomial.log()
    top = order.largest(list(form))
    if top is None:
        raise DeclinedError("the terms of a sum are not known")
    index, log = atom(var), atom(var, 1)
    if order.trend(top / log) != "large":  # a slowly varying factor
        degree = dict(monomial.powers).get((var, 0), rational(0)) + rational(1)
        if degree.sign() == 0:
            raise DeclinedError("a sum of terms near 1/i")
        return monomial * index if degree.sign() > 0 else ONE
    if form[top].sign() < 0:
        return ONE
    slope = _slope(top, var, index, log)
    return monomial / slope if order.trend(slope) == "small" else monomial


def _slope(top: Monomial, var: str, index: Monomial, log: Monomial) -> Monomial:
    """Return the order of the derivative of a monomial that is greater than a logarithm."""
    degree: Constant | None = dict(top.powers).get((var, 0))
    if top.exponent or (degree is not None and degree.sign() > 0):
        return top / index
    return top / (index * log)
