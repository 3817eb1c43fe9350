"""Which monomial grows faster, where all sizes tend to infinity under the assumptions.

With one size the monomials are ordered: the leading term of a logarithm decides. With several sizes a monomial m is
bounded by a sum of others where log m is at most a mean of their logarithms plus multiples of what the assumptions keep
from growing (the inequality of the arithmetic and the geometric mean): a linear program over the monomials in the
logarithms, among which `o` and `<=` are known in turn. What it does not find stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.constants import ZERO, Constant, rational
from grader.evidence.families.growth.monomials import ONE, Monomial, as_atom, atom
from grader.evidence.families.growth.simplex import solve
from grader.records import dataclass, field

Form = Mapping[Monomial, Constant]  # a sum of monomials with factors
Trend = Literal["large", "small", "one", "unknown"]
Relation = Literal["less", "at most", "unknown"]
SMALL_PART = 10**6  # what is of smaller order is also below one in so many


@dataclass(frozen=True, slots=True)
class Ray:
    """A form that stays below a bound: `exact` below 0, `strict` tends to minus infinity, `bounded` below any bound."""

    form: Form
    kind: Literal["strict", "exact", "bounded"]


@dataclass(frozen=True)
class Order:
    """The order of monomials in some sizes under hypotheses."""

    sizes: tuple[str, ...]
    budget: Budget
    rays: tuple[Ray, ...] = ()
    known: dict[Monomial, Trend] = field(default_factory=dict)
    related: dict[tuple[Monomial, Monomial], Relation] = field(default_factory=dict)

    def under(self, *rays: Ray) -> Order:
        """Return the order under more hypotheses."""
        return Order(self.sizes, self.budget, (*self.rays, *rays))

    def trend(self, monomial: Monomial) -> Trend:
        """Return whether a monomial tends to infinity, to 0, or is 1."""
        if monomial == ONE:
            return "one"
        if monomial not in self.known:
            self.budget.spend()
            self.known[monomial] = "unknown"  # while it is looked for: hypotheses may lead back to it
            alone = len(monomial.sizes) == 1
            self.known[monomial] = self._alone(monomial) if alone else self._among(monomial)
        return self.known[monomial]

    def is_less(self, one: Monomial, others: Sequence[Monomial]) -> bool:
        """Return whether a monomial is proved to be of smaller order than a sum of others."""
        if any(self.trend(one / other) == "small" for other in others):
            return True
        return len(self.sizes) > 1 and self._is_below(one.log(), [other.log() for other in others], strictly=True)

    def is_bounded(self, one: Monomial, others: Sequence[Monomial]) -> bool:
        """Return whether a monomial is proved to be at most a multiple of a sum of others."""
        if one in others or any(self.trend(one / other) in {"small", "one"} for other in others):
            return True
        return len(self.sizes) > 1 and self._is_below(one.log(), [other.log() for other in others])

    def largest(self, monomials: Sequence[Monomial]) -> Monomial | None:
        """Return the one of which all others are of smaller order, None where there is none."""
        best: Monomial | None = None
        for monomial in monomials:
            if best is None or self.trend(monomial / best) == "large":
                best = monomial
        if best is None or any(self.trend(other / best) != "small" for other in monomials if other != best):
            return None
        return best

    # One size.

    def _alone(self, monomial: Monomial) -> Trend:
        form = monomial.log()
        top = self._highest(list(form))
        return "large" if form[top].sign() > 0 else "small"

    def _highest(self, monomials: list[Monomial]) -> Monomial:
        atoms = [(place[1], one) for one in monomials if (place := as_atom(one)) is not None and place[1] > 0]
        best = min(atoms, key=lambda pair: pair[0])[1] if atoms else monomials[0]
        for one in monomials:
            if one is not best and not _is_log(one) and self.trend(one / best) == "large":
                best = one
        return best

    # Several sizes.

    def _among(self, monomial: Monomial) -> Trend:
        form = monomial.log()
        if not self.rays and all(map(_is_log_of_size, form)) and len({factor.sign() for factor in form.values()}) > 1:
            return "unknown"  # nothing relates the sizes: each of them may be by far the largest
        if self._is_below(form, [{}], strictly=True):
            return "small"
        if self._is_below({one: -factor for one, factor in form.items()}, [{}], strictly=True):
            return "large"
        return "unknown"

    def relation(self, one: Monomial, other: Monomial) -> Relation:
        """Return whether one monomial is of smaller order than another, or at most as great."""
        if (one, other) not in self.related:
            self.related[one, other] = "unknown"
            self.related[one, other] = self._relation(one, other)
        return self.related[one, other]

    def _relation(self, one: Monomial, other: Monomial) -> Relation:
        low, high = as_atom(one), as_atom(other)
        if low is not None and high is not None and low[1] > 0 and high[1] > 0:
            if (low[0], high[0]) not in self.ordered or low[1] < high[1]:
                return "unknown"
            return "less" if low[1] > high[1] else "at most"
        if self.trend(one / other) == "small":
            return "less"
        form = (one / other).log()
        return "at most" if self._is_below(form, [{}], exactly=True) else "unknown"

    @cached_property
    def ordered(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of sizes of which the first is at most the second."""
        found = {(size, size) for size in self.sizes}
        found |= {pair for ray in self.rays if (pair := _sizes_in_order(ray)) is not None}
        for middle in self.sizes:
            found |= {(a, c) for a in self.sizes for c in self.sizes if (a, middle) in found and (middle, c) in found}
        return frozenset(found)

    def _may_lead(self, form: Form, others: Sequence[Form]) -> bool:
        """Return whether a size, where it is by far the largest, makes a product of powers of sizes the greatest."""
        if not all(_is_log_of_size(one) for known in (form, *others) for one in known):
            return False
        return any(all((factor - other.get(one, ZERO)).sign() > 0 for other in others) for one, factor in form.items())

    def _is_below(self, form: Form, others: Sequence[Form], *, strictly: bool = False, exactly: bool = False) -> bool:
        """Return whether a form is proved to stay below the greatest of others by a bound: none, or falling to -oo."""
        for other in others:
            gap = {one: factor for one, factor in _minus(form, other).items() if factor.parts}
            falls = not strictly or any(_is_log(one) or self.trend(one) == "large" for one in gap)
            if falls and all(factor.sign() < 0 for factor in gap.values()):
                return True
        if not self.rays and self._may_lead(form, others):
            return False
        rays = [ray for ray in self.rays if not (exactly and ray.kind == "bounded")]
        program = Program(self, form, others, rays)
        return program.has_solution(strictly)


def _is_log_of_size(monomial: Monomial) -> bool:
    place = as_atom(monomial)
    return place is not None and place[1] == 1


def _is_log(monomial: Monomial) -> bool:
    place = as_atom(monomial)
    return place is not None and place[1] > 0


def _minus(one: Form, other: Form) -> dict[Monomial, Constant]:
    found = dict(one)
    for monomial, factor in other.items():
        found[monomial] = found.get(monomial, ZERO) - factor
    return found


def _sizes_in_order(ray: Ray) -> tuple[str, str] | None:
    """Return the sizes of which a hypothesis says that the first is at most the second, None for any other."""
    signed = {factor.rational: as_atom(one) for one, factor in ray.form.items()}
    low, high = signed.get(Fraction(1)), signed.get(Fraction(-1))
    if ray.kind == "bounded" or len(ray.form) != 2 or low is None or high is None:
        return None
    return (low[0], high[0]) if low[1] == high[1] == 1 else None


def of_logarithms(ray: Ray) -> Iterator[Ray]:
    """Yield what follows for logarithms: with m at most a power of n, log log m is at most log log n and a constant."""
    signed = [(factor.sign(), as_atom(one)) for one, factor in ray.form.items()]
    lows, highs = ([place for sign, place in signed if sign == wanted] for wanted in (1, -1))
    if len(lows) == len(highs) == 1 and lows[0] is not None and highs[0] is not None:
        (low, level), (high, other) = lows[0], highs[0]
        if level == other == 1:
            yield Ray({atom(low, 2): UNIT, atom(high, 2): -UNIT}, "bounded")
            yield Ray({atom(low, 3): UNIT, atom(high, 3): -UNIT}, "bounded")


def at_most(low: str, high: str) -> Ray:
    """Return the hypothesis that a size is at most another."""
    return Ray({atom(low, 1): UNIT, atom(high, 1): -UNIT}, "exact")


@dataclass(frozen=True)
class Program:
    """The linear program: form - (mean of others) = sum of multiples of rays."""

    order: Order
    form: Form
    others: Sequence[Form]
    rays: Sequence[Ray]

    @cached_property
    def places(self) -> dict[Monomial, Constant]:
        """Return the monomials that occur, each with the scale in which its factors are rational."""
        found: dict[Monomial, Constant] = {}
        for form in (self.form, *self.others, *(ray.form for ray in self.rays)):
            for monomial, factor in form.items():
                if monomial not in found or found[monomial].rational is not None:
                    found[monomial] = UNIT if factor.rational is not None else factor
        return found

    def has_solution(self, strictly: bool) -> bool:
        """Return whether the form is proved to be bounded above; `strictly`: to tend to minus infinity."""
        means = [{one: -(-factor).above() for one, factor in self._scaled(form).items()} for form in self.others]
        right = {one: factor.above() for one, factor in self._scaled(self.form).items()}
        rays = list(self._all_rays())
        columns = [*means, *(ray for ray, _ in rays)]
        rows = [[_fmpq(column.get(one, 0)) for column in columns] for one in self.places]
        rows.append([fmpq(int(number < len(means))) for number in range(len(columns))])
        wanted = [*(_fmpq(right.get(one, 0)) for one in self.places), fmpq(1)]
        if not all(map(_may_hold, rows, wanted)):
            return False
        goal = [fmpq(0)] * len(means) + [fmpq(int(is_strict)) for _, is_strict in rays]
        found = solve(rows, wanted, goal, self.order.budget)
        return found is not None and (not strictly or found.objective > 0)

    def _scaled(self, form: Form) -> dict[Monomial, Constant]:
        return {one: factor * self._scale(one) for one, factor in form.items()}

    def _scale(self, monomial: Monomial) -> Constant:
        scale = self.places[monomial]
        return scale if scale == UNIT else scale.inverse() * rational(scale.sign())

    def _all_rays(self) -> Iterator[tuple[dict[Monomial, Fraction], bool]]:
        """Yield what stays below 0 or a bound, and whether it tends to minus infinity."""
        order = self.order
        large = {one: _is_log(one) or order.trend(one) == "large" for one in self.places}
        for ray in self.rays:
            scaled = {one: factor.rational for one, factor in self._scaled(ray.form).items()}
            if None not in scaled.values():
                yield {one: factor for one, factor in scaled.items() if factor is not None}, ray.kind == "strict"
        for one in self.places:
            yield {one: Fraction(-1)}, large[one]
            for other in self.places:
                if one == other:
                    continue
                known = order.relation(one, other)
                if known == "less":
                    yield {one: Fraction(SMALL_PART), other: Fraction(-1)}, large[other]
                elif known == "at most":
                    ratio = self._scale(other) * self._scale(one).inverse()
                    yield {one: Fraction(1), other: -ratio.above()}, False


def _may_hold(row: Sequence[fmpq], wanted: fmpq) -> bool:
    """Return whether a row has an entry of the sign of what it must give, the unknowns being at least 0."""
    if wanted > 0:
        return any(entry > 0 for entry in row)
    return wanted == 0 or any(entry < 0 for entry in row)


def _fmpq(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)
