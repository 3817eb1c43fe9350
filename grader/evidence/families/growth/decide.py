"""Are two functions of sizes of the same order, where all sizes tend to infinity under the assumptions?

With one size their leading terms are compared. With several, each term of one side is shown to be bounded by the
terms of the other, also in turn for every order of the sizes; or a curve is found along which one side grows faster,
where both are functions of one size, compared as such. So what is refuted is looked at without linear programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, islice, pairwise, permutations

from grader.claims.growth import SameGrowth
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.analysis import Analysis
from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.directions import TIME, Curve, T, along_powers, curves, degree_along
from grader.evidence.families.growth.monomials import Monomial
from grader.evidence.families.growth.order import Order, Ray, at_most, of_logarithms
from grader.evidence.families.growth.reading import Reader
from grader.evidence.families.growth.series import Coefficient, Series
from grader.evidence.families.growth.sums import sum_of
from grader.evidence.families.growth.written import text_of
from grader.evidence.question.goal import Goal
from grader.language.printing import show
from grader.language.tree import Add, Bind, Div, Neg, Node, Relation, Sym, rebuild, substitute, symbols
from grader.records import dataclass, replace
from grader.verdict import Direction, Evidence, Proof, Unknown
from grader.wording import undecided_reasons

DEPTHS = (3, 8)  # terms of expansions; more where the first do not tell
MAX_ORDERED = 4  # sizes of which all orders are looked at
METHOD = "growth"
CHECKED = 2  # curves along which a proof is looked at again


def same_growth(goal: Goal) -> Evidence | None:
    """Return evidence for or against one order of growth."""
    if not isinstance(goal.statement, SameGrowth):
        return None
    trees = (*goal.trees, *goal.setting.assume)
    used = frozenset[str]().union(*map(symbols, trees))
    sizes = tuple(variable.name for variable in goal.setting.variables if variable.name in used)
    why = DeclinedError()
    for depth in DEPTHS:
        try:
            return Comparison(goal, sizes, depth, goal.statement.of_exponents).evidence()
        except DeclinedError as error:
            why = error
    return Unknown(why.why or undecided_reasons.TWO_SIDES_COULD, why.limit)


@dataclass(frozen=True)
class Comparison:
    """The comparison of two sides, with expansions of some depth."""

    goal: Goal
    sizes: tuple[str, ...]
    depth: int
    of_exponents: bool = False

    @property
    def budget(self) -> Budget:
        """Return the budget of the decision."""
        return self.goal.budget

    @cached_property
    def trees(self) -> tuple[Node, Node]:
        """Return both sides."""
        answer, expected = map(_without_time, self.goal.trees)
        return answer, expected

    def evidence(self) -> Evidence:
        """Return evidence for or against; declines where it is not found."""
        if len(self.sizes) <= 1 and not self.goal.setting.assume:
            return self.along(dict.fromkeys(self.sizes, TIME)) or Proof(METHOD)
        return self._of_several()

    # Along a curve.

    def along(self, curve: Curve) -> Direction | None:
        """Return how both sides differ along a curve, None where they grow alike there."""
        order = Order((T,), self.budget)
        answer, expected = (self._lead(substitute(tree, curve), order) for tree in self.trees)
        if expected is None or expected[1] < 0:
            raise DeclinedError("the expected side is not positive")
        if answer is not None and answer[1] > 0 and order.trend(answer[0] / expected[0]) == "one":
            return None
        left, right = "0" if answer is None else text_of(*answer), text_of(*expected)
        if self.of_exponents:
            left, right = f"2^Theta({left})", f"2^Theta({right})"
        return Direction({size: show(tree) for size, tree in curve.items()}, left, right, METHOD)

    def _lead(self, tree: Node, order: Order) -> tuple[Monomial, int] | None:
        """Return the leading monomial of a function of one size with its sign, None where the function is 0."""
        found = self._reader(order).series(tree)
        if not found.terms and not found.errors:
            return None
        lead = Analysis(order, self.depth).lead(found)
        if lead is None:
            raise DeclinedError("the leading term was not found")
        return lead.monomial, lead.by.sign()

    def _reader(self, order: Order) -> Reader:
        return Reader(Analysis(order, self.depth), sum_of)

    def is_allowed(self, curve: Curve) -> bool:
        """Return whether the assumptions hold along a curve, far out."""
        order = Order((T,), self.budget)
        return all(self._holds(condition, curve, order) for condition in self.goal.setting.assume)

    def _holds(self, condition: Node, curve: Curve, order: Order) -> bool:
        if not isinstance(condition, Relation):
            raise DeclinedError("an assumption that is no comparison of sizes")
        links = zip(condition.ops, condition.operands, condition.operands[1:], strict=False)
        return all(
            self._link(op, substitute(left, curve), substitute(right, curve), order) for op, left, right in links
        )

    def _link(self, op: str, left: Node, right: Node, order: Order) -> bool:
        if op in {">>", "<<"}:
            ratio = self._lead(Div(left, right) if op == ">>" else Div(right, left), order)
            return ratio is not None and ratio[1] > 0 and order.trend(ratio[0]) == "large"
        lead = self._lead(Add((left, Neg(right))), order)
        sign = 0 if lead is None else lead[1]
        holds = {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0, "=": sign == 0, "!=": sign != 0}
        if op not in holds:
            raise DeclinedError("an assumption that is no comparison of sizes")
        return holds[op]

    # Several sizes.

    def _of_several(self) -> Evidence:
        rays = tuple(self._rays())
        more = tuple(one for ray in rays for one in of_logarithms(ray))
        order = Order(self.sizes, self.budget, (*rays, *more))
        why = DeclinedError("neither a proof nor a direction was found")
        try:
            found = self._by_terms(order)
            if found is not None:
                return found
        except DeclinedError as error:
            why = error
        for curve in curves(self.sizes):
            refuted = self._refuted(curve)
            if refuted is not None:
                return refuted
        raise why

    def _by_terms(self, order: Order) -> Evidence | None:
        """Return evidence from the terms of both sides: bounded at once, beaten along powers, or bounded by cases."""
        left, right = self._terms(order)
        pairs = [*((one, right) for one in left), *((one, left) for one in right)]
        pairs = [(one, others) for one, others in pairs if not order.is_bounded(one, others)]
        for one, others in pairs:
            curve = along_powers(order, one, others)
            refuted = None if curve is None else self._refuted(curve)
            if refuted is not None:
                return refuted
        if any(not self._is_bounded_by_cases(order, one, others) for one, others in pairs):
            return None
        self._look_again()
        return Proof(METHOD)

    def _refuted(self, curve: Curve) -> Direction | None:
        try:
            return self.along(curve) if self.is_allowed(curve) else None
        except DeclinedError:
            return None

    def _look_again(self) -> None:
        """Decline a proof that a curve contradicts, or that may be one of nothing as no curve meets the assumptions."""
        allowed = list(islice((curve for curve in curves(self.sizes) if self._is_allowed(curve)), CHECKED))
        if not allowed:
            raise DeclinedError("no sizes are known that meet the assumptions")
        if any(self._part(curve) for curve in allowed):
            raise DeclinedError("a proof and a direction contradict each other")

    def _part(self, curve: Curve) -> bool:
        """Return whether both sides are known to grow apart along a curve on which the assumptions hold."""
        degrees = [degree_along(tree, curve) for tree in self.trees]
        if None in degrees:
            return self._refuted(curve) is not None
        return degrees[0] != degrees[1]

    def _is_allowed(self, curve: Curve) -> bool:
        try:
            return self.is_allowed(curve)
        except DeclinedError:
            return False

    def _rays(self) -> Iterator[Ray]:
        """Yield what the assumptions say of monomials."""
        for condition in self.goal.setting.assume:
            if isinstance(condition, Relation):
                for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
                    yield from self._ray(op, left, right)

    def _ray(self, op: str, left: Node, right: Node) -> Iterator[Ray]:
        if op in {">>", ">", ">="}:
            left, right = right, left
        plain = Order(self.sizes, self.budget)
        try:
            low, high = (self._reader(plain).series(side) for side in (left, right))
        except DeclinedError:
            return
        is_large = op in {">>", "<<"}
        below, above = _without_numbers(low.terms, plain), _without_numbers(high.terms, plain)
        if len(above) != 1 or high.errors or low.errors or op in {"!=", "~"}:
            return
        ((top, factor),) = above.items()
        is_whole = below is low.terms and above is high.terms
        for one, by in below.items():
            if by.sign() > 0 and all(other.sign() > 0 for other in below.values()):
                is_exact = by == factor == UNIT and is_whole
                yield Ray((one / top).log(), "strict" if is_large else "exact" if is_exact else "bounded")
        if op == "=" and len(below) == 1:
            ((one, by),) = below.items()
            yield Ray((top / one).log(), "exact" if by == factor and is_whole else "bounded")

    def _terms(self, order: Order) -> tuple[list[Monomial], list[Monomial]]:
        reader = self._reader(order)
        answer, expected = (reader.read(tree) for tree in self.trees)
        sides = [_positive(reader.analysis, answer.num), _positive(reader.analysis, expected.num)]
        downs = [_positive(reader.analysis, expected.den), _positive(reader.analysis, answer.den)]
        left, right = ([one * other for one in side for other in down] for side, down in zip(sides, downs, strict=True))
        return list(dict.fromkeys(left)), list(dict.fromkeys(right))

    def _is_bounded_by_cases(self, order: Order, one: Monomial, others: Sequence[Monomial]) -> bool:
        """Return whether a monomial is bounded by a sum of others for every order of the sizes."""
        return len(self.sizes) <= MAX_ORDERED and all(
            order.under(*(at_most(low, high) for low, high in pairwise(sizes))).is_bounded(one, others)
            for sizes in permutations(self.sizes)
        )


def _without_time(tree: Node) -> Node:
    """Return a tree in which no bound index has the name of the variable of curves."""
    tree = rebuild(tree, _without_time)
    if not isinstance(tree, Bind) or tree.var != T:
        return tree
    other = next(name for number in count(1) if (name := f"{T}_{number}") not in symbols(tree.body))
    return replace(tree, body=substitute(tree.body, {T: Sym(other)}), var=other)


def _without_numbers(terms: Mapping[Monomial, Coefficient], order: Order) -> Mapping[Monomial, Coefficient]:
    """Return terms that grow without the numbers beside them, which are less than half of these far out."""
    growing = {one: by for one, by in terms.items() if order.trend(one) == "large"}
    rest = terms.keys() - growing.keys()
    return growing if growing and rest and all(order.trend(one) == "one" for one in rest) else terms


def _positive(analysis: Analysis, series: Series) -> list[Monomial]:
    found = analysis.positive(series)
    if found is None:
        raise DeclinedError("it is not known whether a side is positive")
    return found
