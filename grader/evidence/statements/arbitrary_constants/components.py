"""The connected pieces of a domain that a symbol's exclusion of 0 cuts in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from grader.evidence.numbers.places.domain import is_discrete
from grader.evidence.question.prepare import Case
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import ZERO, Node, is_infinite, symbols
from grader.records import replace

MAX_PIECES = 8  # of a domain, each with a constant of its own


def components(case: Case, names: Sequence[str]) -> list[Case] | None:
    """Return a case for each connected piece of the domain of some real symbols, None where these are not known."""
    moving = [variable for variable in case.variables if variable.name in names]
    if any(symbols(condition) & set(names) for condition in case.setting.assume):
        return None
    parts = [list(_parts(variable.domain)) for variable in moving]
    count = 1
    for part in parts:
        count *= len(part)
    if not count or case.budget.is_above(count, MAX_PIECES, "max_pieces"):
        return None
    return [_within(case, dict(zip((v.name for v in moving), chosen, strict=True))) for chosen in product(*parts)]


def _within(case: Case, domains: dict[str, Domain]) -> Case:
    variables = tuple(Variable(v.name, domains[v.name]) if v.name in domains else v for v in case.variables)
    return replace(case, setting=replace(case.setting, variables=variables))


def _parts(domain: Domain) -> Iterator[Domain]:
    """Yield the intervals that a domain of real numbers consists of, none where that is not known."""
    if domain.base != "real" or domain.shape or is_discrete(domain):
        return
    if not domain.nonzero:
        yield domain
        return
    low, high = _end(domain.low), _end(domain.high)
    if low is None or low < 0:
        below = domain if high is not None and high < 0 else replace(domain, high=ZERO, high_closed=False)
        yield replace(below, nonzero=False, text="negative" if domain.low is None else domain.text)
    if high is None or high > 0:
        above = domain if low is not None and low > 0 else replace(domain, low=ZERO, low_closed=False)
        yield replace(above, nonzero=False, text="positive" if domain.high is None else domain.text)


def _end(bound: Node | None) -> Fraction | None:
    """Return a bound that is a number; None where there is none."""
    return None if bound is None or is_infinite(bound) else literal(bound)
