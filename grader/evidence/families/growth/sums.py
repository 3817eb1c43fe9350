"""Sums and products over an index, up to a factor.

Polynomials in the index are summed exactly. Others are sums of terms that each are a monomial in the index times one
in the sizes; the sum of a monomial m(i) up to h is compared with the integral of m. With m(i) = i^a (log i)^b …: for
a > -1 it is of the order h m(h); for a = -1 the logarithms' first exponent that is not -1 decides in the same way; else
it is bounded. For an exponential, d the derivative of log m: of the order m(h) where d does not tend to 0, else of the
order m(h)/d(h). Source: de Bruijn, *Asymptotic Methods in Analysis*, 1958, chapter 3.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.analysis import Analysis
from grader.evidence.families.growth.constants import Constant, rational
from grader.evidence.families.growth.monomials import ONE, Monomial, atom
from grader.evidence.families.growth.order import Order
from grader.evidence.families.growth.reading import Reader
from grader.evidence.families.growth.series import ONE_SERIES, Rough, Series, of_constant, rough_sum, summed
from grader.evidence.families.growth.written import tree_of
from grader.language.tree import Add, Bind, Call, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk

UNIT = Num(Fraction(1))
MAX_DEGREE = 12  # of a polynomial that is summed exactly
PLAIN = (Num, Sym, Add, Mul, Div, Pow)  # of what is positive and defined at all positive integers


def sum_of(reader: Reader, bind: Bind) -> Series:
    """Return a sum or a product over an index: a polynomial in the index exactly, all else up to a factor."""
    if bind.low is None or bind.high is None:
        raise DeclinedError("a sum without bounds")
    if bind.kind == "prod":
        return _product(reader, bind, bind.low, bind.high)
    first, last = reader.series(bind.low).constant, reader.series(bind.high)
    start = None if first is None else first.rational
    if start is None or start < 0 or start.denominator != 1:
        raise DeclinedError("a sum whose first index is not a natural number")
    lead = reader.analysis.lead(last)
    if lead is None or reader.analysis.order.trend(lead.monomial) != "large":
        raise DeclinedError("a sum whose last index is not known to grow")
    sizes = tuple(dict.fromkeys((*sorted(symbols(bind.body)), bind.var)))
    inner = Reader(Analysis(Order(sizes, reader.analysis.order.budget), reader.analysis.depth), sum_of)
    body = inner.series(bind.body)
    exact = _by_powers(reader, body, bind.var, int(start), last)
    return exact if exact is not None else _by_integrals(reader, inner, bind, body, int(start), last)


def _product(reader: Reader, bind: Bind, low: Node, high: Node) -> Series:
    if bind.body == Sym(bind.var) and low == UNIT:
        return reader.analysis.factorial(reader.series(high))
    if bind.var not in symbols(bind.body):
        return reader.series(Pow(bind.body, Add((high, Neg(low), UNIT))))
    raise DeclinedError("a product over an index")


def _by_powers(reader: Reader, body: Series, var: str, start: int, last: Series) -> Series | None:
    """Return the sum of a polynomial in the index by the sums of its powers, None of any other."""
    parts = [(*_split(one, var), by) for one, by in body.terms.items()]
    degrees = [_degree(own, var) for own, _, _ in parts]
    if body.errors or None in degrees:
        return None
    sums = _power_sums(reader.analysis, max((degree or 0 for degree in degrees), default=0), _whole(last))
    found = []
    for (_, others, by), degree in zip(parts, degrees, strict=True):
        before = sum(number**degree for number in range(start)) if degree else start - 1
        found.append((sums[degree or 0] + of_constant(rational(-before))).scaled(others, by))
    return reader.analysis.pruned(summed(found))


def _degree(monomial: Monomial, var: str) -> int | None:
    if monomial == ONE:
        return 0
    power = dict(monomial.powers).get((var, 0))
    value = None if power is None or len(monomial.powers) > 1 or monomial.exponent else power.rational
    return int(value) if value is not None and value.denominator == 1 and 0 < value <= MAX_DEGREE else None


def _whole(last: Series) -> Series:
    """Return the last index: what is not plainly an integer is rounded to one."""
    powers = [power.rational for one in last.terms for place, power in one.powers if place[1] == 0]
    factors = [by.rational if isinstance(by, Constant) else None for by in last.terms.values()]
    plain = all(value is not None and value.denominator == 1 and value > 0 for value in powers)
    plain = plain and all(value is not None and value.denominator == 1 for value in factors)
    levels = all(place[1] == 0 for one in last.terms for place, _ in one.powers)
    is_whole = plain and levels and not any(one.exponent for one in last.terms)
    return last if is_whole else last + Series({}, frozenset({ONE}))


def _power_sums(analysis: Analysis, degree: int, last: Series) -> list[Series]:
    """Return the sums of i^k from 1 to the last index, k = 0, 1, …, by telescoping (i + 1)^(k + 1) - i^(k + 1)."""
    found: list[Series] = [last]
    beyond = last + ONE_SERIES
    raised = beyond
    for k in range(1, degree + 1):
        raised = analysis.pruned(raised * beyond)
        known = (found[j].scaled(ONE, rational(-comb(k + 1, j))) for j in range(k))
        total = analysis.pruned(summed((raised, of_constant(rational(-1)), *known)))
        found.append(total.scaled(ONE, rational(Fraction(1, k + 1))))
    return found


def _by_integrals(reader: Reader, inner: Reader, bind: Bind, body: Series, start: int, last: Series) -> Series:
    is_exact = not body.errors and not any(isinstance(by, Rough) for by in body.terms.values())
    parts = {one: _split(one, bind.var) for one in (*body.terms, *body.errors)}
    if not is_exact and (not _is_plain(bind.body) or len({others for _, others in parts.values()}) > 1):
        raise DeclinedError("the terms of a sum are not known for small indices")
    found: set[Monomial] = set()
    for one, by in body.terms.items():
        if by.sign() < 0 and is_exact:
            raise DeclinedError("a sum with terms of both signs")
        mine, others = parts[one]
        if is_exact or one == _leading(inner, body):
            total = _total(inner, mine, bind.var, start, is_exact=is_exact)
            found |= {value * others for value in _at(reader, total, bind.var, last)}
    return rough_sum(found)


def _leading(reader: Reader, body: Series) -> Monomial:
    lead = reader.analysis.lead(body)
    if lead is None or lead.by.sign() < 0:
        raise DeclinedError("the terms of a sum are not known")
    return lead.monomial


def _is_plain(tree: Node) -> bool:
    """Return whether a tree is built of sums, products, quotients and powers of what is positive."""
    return all(
        isinstance(node, PLAIN) or (isinstance(node, Call) and node.name in {"sqrt", "exp", "factorial"})
        for node in walk(tree)
    )


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


def _total(reader: Reader, monomial: Monomial, var: str, start: int, *, is_exact: bool) -> Monomial:
    """Return the order of the sum of a monomial in the index up to the index."""
    if start < _first(monomial):
        raise DeclinedError("the first term of a sum is not defined")
    found = (
        _exponential_total(reader.analysis.order, monomial, var) if monomial.exponent else _power_total(monomial, var)
    )
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
