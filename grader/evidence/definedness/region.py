"""The region a claim speaks of: its points as a formula, its facts, its shape, and its equalities solved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.definedness.conditions import conditions, guard
from grader.evidence.definedness.formulas import TRUE, Atom, Formula, Whole, conjunction
from grader.evidence.definedness.gaps import linear
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.residue import assuming
from grader.evidence.errors import DeclinedError
from grader.evidence.kept import kept
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.points import points
from grader.evidence.signs import Facts, Sign
from grader.evidence.signs.facts import RELATIONS, difference
from grader.evidence.signs.quadratic import quadratic_sign
from grader.evidence.signs.structural import NotRealError
from grader.evidence.trees.polynomials import Polynomial, kernels_of
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Logic, Node, Num, Relation, Sym, substitute, symbols
from grader.records import dataclass, replace


@dataclass(frozen=True)
class Region:
    """A setting made ready. `solved` gives the symbols that equalities fix, in terms of the others."""

    setting: Setting
    solved: dict[str, Node]
    facts: Facts
    budget: Budget

    @kept
    def discrete(self) -> frozenset[str]:
        """Return the symbols that are integers or members of a finite set."""
        variables = self.setting.variables
        return frozenset([v.name for v in variables if v.domain.is_integer or v.domain.members is not None])

    @kept
    def formula(self) -> Formula | None:
        """Return what holds at the region's points, None where some assumption cannot be evaluated."""
        return domain_of(self.setting, self.budget)

    @kept
    def is_regular(self) -> bool:
        """Return whether every point surely is near inner points.

        Then a set on which an analytic function vanishes cannot be a piece of its own.
        """
        return _is_regular(self)

    def reduced(self, tree: Node) -> Node:
        """Return a tree with the fixed symbols replaced."""
        return substitute(tree, self.solved) if self.solved else tree

    def points(self, names: frozenset[str]) -> Iterator[Here]:
        """Yield points of the region with values for `names` and, where there are assumptions, all other symbols."""
        if self.formula is None:
            return
        wanted = [v for v in self.setting.variables if not v.domain.shape and (v.name in names or self.setting.assume)]
        wanted += [Variable(name) for name in sorted(names - {v.name for v in self.setting.variables})]
        for place in points(wanted, self.setting.assume, Context(self.budget, self.setting.conventions)):
            yield Here(place, self.setting, self.budget, self.discrete)


def region_of(setting: Setting, budget: Budget) -> Region:
    """Return the region of a setting."""
    solved, setting = _solved(setting, budget)
    return Region(setting, solved, assuming(_defined(setting, budget), Facts(setting, budget)), budget)


def _solved(setting: Setting, budget: Budget) -> tuple[dict[str, Node], Setting]:
    """Solve equalities that are linear in a free real symbol, and put the solutions in."""
    solved: dict[str, Node] = {}
    for condition in _parts(setting.assume):
        if not (isinstance(condition, Relation) and condition.ops == ("=",)):
            continue
        left, right = (substitute(side, solved) for side in condition.operands)
        found = _solution(difference(left, right), setting, budget)
        if found is not None:
            name, value = found
            solved = {key: substitute(old, {name: value}) for key, old in solved.items()} | {name: value}
    return (solved, _without(setting, solved, budget)) if solved else ({}, setting)


def _parts(conditions: tuple[Node, ...]) -> Iterator[Node]:
    for condition in conditions:
        if isinstance(condition, Logic) and condition.op == "and":
            yield from _parts(condition.args)
        else:
            yield condition


def _solution(node: Node, setting: Setting, budget: Budget) -> tuple[str, Node] | None:
    facts = Facts(replace(setting, assume=()), budget)
    domains = {variable.name: variable.domain for variable in setting.variables}
    try:
        num, den = facts.algebra.quotient(node)
    except ExceededError:
        return None
    found = linear(num, facts.algebra) if set(den) == {()} else None
    if found is None or not isinstance(found[0], Sym) or found[0].name in symbols(found[1]):
        return None
    domain = domains.get(found[0].name)
    is_free = domain is not None and domain.base == "real" and not domain.shape and domain.members is None
    # an equation that is not total bounds other symbols too
    if not is_free or not _is_total(node, setting, facts.algebra.budget):
        return None
    return found[0].name, found[1]


def _is_total(node: Node, setting: Setting, budget: Budget) -> bool:
    try:
        return conditions(node, setting, budget) == TRUE
    except DeclinedError:
        return False


def _without(setting: Setting, solved: dict[str, Node], budget: Budget) -> Setting:
    """Return the setting without the solved symbols; what bounded them bounds their values now."""
    kept, assume = [], [substitute(condition, solved) for condition in setting.assume]
    for variable in setting.variables:
        domain = variable.domain
        if variable.name in solved:
            assume += _bounds(solved[variable.name], domain, solved)
            continue
        ends = [None if end is None else substitute(end, solved) for end in (domain.low, domain.high)]
        kept.append(Variable(variable.name, replace(domain, low=ends[0], high=ends[1])))
    return replace(
        setting, variables=tuple(kept), assume=tuple(c for c in assume if not _is_trivial(c, setting, budget))
    )


def _bounds(node: Node, domain: Domain, solved: dict[str, Node]) -> list[Node]:
    out: list[Node] = []
    if domain.low is not None:
        out.append(Relation((">=" if domain.low_closed else ">",), (node, substitute(domain.low, solved))))
    if domain.high is not None:
        out.append(Relation(("<=" if domain.high_closed else "<",), (node, substitute(domain.high, solved))))
    if domain.nonzero:
        out.append(Relation(("!=",), (node, Num(Fraction(0)))))
    return out


def _is_trivial(condition: Node, setting: Setting, budget: Budget) -> bool:
    """Whether a solved equality has become 0 = 0."""
    if not (isinstance(condition, Relation) and condition.ops == ("=",)):
        return False
    try:
        num, _ = Facts(replace(setting, assume=()), budget).algebra.quotient(difference(*condition.operands))
    except ExceededError:
        return False
    return not num


def domain_of(setting: Setting, budget: Budget) -> Formula | None:
    """Return what holds at the points of a setting, None where some assumption cannot be evaluated."""
    if any(variable.domain.base == "complex" for variable in setting.variables):
        return None
    parts: list[Formula] = []
    try:
        for variable in setting.variables:
            if variable.domain is not REAL and not variable.domain.shape:
                parts += _membership(Sym(variable.name), variable.domain)
        parts += [_defined(setting, budget), *(guard(condition) for condition in setting.assume)]
    except DeclinedError:
        return None
    return conjunction(parts)


def _defined(setting: Setting, budget: Budget) -> Formula:
    """Return the conditions under which the assumptions themselves are defined, as far as they are known."""
    parts = []
    for condition in setting.assume:
        with suppress(DeclinedError):
            parts.append(conditions(condition, setting, budget))
    return conjunction(parts)


def _membership(node: Node, domain: Domain) -> list[Formula]:
    if domain.members is not None:
        return []  # candidates are the members
    parts: list[Formula] = [Whole(node)] if domain.is_integer else []
    if domain.base == "size":
        parts.append(Atom(node, Sign.POSITIVE))
    if domain.nonzero:
        parts.append(Atom(node, Sign.NONZERO))
    if domain.low is not None:
        parts.append(Atom(difference(node, domain.low), Sign.NON_NEGATIVE if domain.low_closed else Sign.POSITIVE))
    if domain.high is not None:
        parts.append(Atom(difference(domain.high, node), Sign.NON_NEGATIVE if domain.high_closed else Sign.POSITIVE))
    return parts


def _is_regular(region: Region) -> bool:
    """Whether each of the region's points is a limit of inner points.

    A convex set with an inner point is; so is what strict conditions of continuous functions leave of it. The closed
    conditions on the symbols that vary continuously must be affine, or concave of degree 2.
    """
    closed = _closed(region)
    if not closed or region.formula is None:
        return closed == []
    strict = conjunction([Atom(node, Sign.POSITIVE) for node in closed])
    return any(here.surely(strict, holds=True) for here in region.points(frozenset[str]().union(*map(symbols, closed))))


def _closed(region: Region) -> list[Node] | None:
    """Return the trees that closed conditions require to be >= 0; None where the region may not be regular."""
    out: list[Node] = []
    for variable in region.setting.variables:
        domain, node = variable.domain, Sym(variable.name)
        if variable.name in region.discrete or domain.shape:
            continue
        if domain.low is not None and domain.low_closed:
            out.append(difference(node, domain.low))
        if domain.high is not None and domain.high_closed:
            out.append(difference(domain.high, node))
    for condition in _parts(region.setting.assume):
        if not isinstance(condition, Relation) or not set(condition.ops) <= RELATIONS.keys():
            return None
        for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
            if op == "=" and symbols(condition) - region.discrete:
                return None
            if op in {"<=", ">="}:
                out.append(difference(left, right) if op == ">=" else difference(right, left))
            elif not _is_continuous(left, region) or not _is_continuous(right, region):
                return None
    moving = [node for node in out if symbols(node) - region.discrete]
    is_convex = all(not symbols(node) & region.discrete and _is_concave(node, region) for node in moving)
    return moving if is_convex else None


def _is_continuous(node: Node, region: Region) -> bool:
    """Whether a side of a strict condition is a rational function, hence continuous where defined."""
    try:
        parts = region.facts.algebra.quotient(node)
    except (ExceededError, NotRealError):
        return False
    return all(isinstance(region.facts.algebra.nodes[k], Sym) for p in parts for k in kernels_of(p))


def _is_concave(node: Node, region: Region) -> bool:
    try:
        num, den = region.facts.algebra.quotient(node)
    except (ExceededError, NotRealError):
        return False
    algebra = region.facts.algebra
    if set(den) != {()} or den[()] < 0 or not all(isinstance(algebra.nodes[k], Sym) for k in kernels_of(num)):
        return False
    square: Polynomial = {m: c for m, c in num.items() if sum(exponent for _, exponent in m) >= 2}
    return not square or quadratic_sign(square).within(Sign.NON_POSITIVE)
