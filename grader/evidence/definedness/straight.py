"""Definedness on a line whose conditions have gauges: the roots of polynomials cut it, their signs need no sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from flint import fmpz_poly

from grader.claims.statements import Setting
from grader.evidence.definedness.breaks import Place
from grader.evidence.definedness.formulas import Atom, Formula, Role, parts_of
from grader.evidence.definedness.gaps import surd
from grader.evidence.definedness.gauges import LINE, Gauges, NoGaugeError
from grader.evidence.definedness.line import Cell, run_text, runs
from grader.evidence.signs import Sign
from grader.evidence.signs.polynomials import literal, number
from grader.evidence.signs.roots import Repeated, Root, between, in_order, repeated_roots
from grader.language.domains import REAL, Domain
from grader.language.tree import Node

Condition = tuple[fmpz_poly, Sign]  # the polynomial has one of the signs
Texts = tuple[str, ...]


class Found(NamedTuple):
    """Where a side alone is undefined and where the other one is; the `witness` is a point that refutes."""

    gaps: Texts
    outside: Texts
    witness: Mapping[str, Node] = {}


@dataclass(frozen=True)
class Straight:
    """A line cut at `roots` into interval, root, interval, …: what is in the domain, and where sides are defined.

    `others`: whether a point needs values of further symbols.
    """

    name: str
    others: bool
    roots: list[Root]
    inside: list[bool]
    defined: tuple[list[bool], ...]

    def covering(self, expected: int, answer: int, *, exactly: bool) -> Found | None:
        """Return whether a side covers another one; None where that is not known.

        A side that is undefined at single points still covers, unless it has to do so `exactly`.
        """
        there, here = self.defined[expected], self.defined[answer]
        gap = [inside and a and not b for inside, a, b in zip(self.inside, there, here, strict=True)]
        outside = [inside and not a for inside, a in zip(self.inside, there, strict=True)]
        counting = next((i for i, is_gap in enumerate(gap) if is_gap and (exactly or self._is_heavy(i))), None)
        if counting is not None:
            sample = self._sample(counting)
            return None if sample is None else Found(self._texts(gap), self._texts(outside), {self.name: sample})
        if not any(inside and a and b for inside, a, b in zip(self.inside, there, here, strict=True)):
            return None
        return Found(self._texts(gap), self._texts(outside))

    def _is_heavy(self, index: int) -> bool:
        return index % 2 == 0 or not (self.inside[index - 1] or self.inside[index + 1])

    def _sample(self, index: int) -> Node | None:
        """Return a number in a cell; None where the cell's ends are not rational or further symbols need values."""
        ends = [root.rational for root in self.roots[max(index - 1, 0) // 2 : index // 2 + 1]]
        if self.others or None in ends:
            return None
        if index % 2:
            return number(ends[0])
        low, high = (ends[0] if index else None), (ends[-1] if index < 2 * len(self.roots) else None)
        return number(between(low, high))

    def _texts(self, chosen: list[bool]) -> Texts:
        if not any(chosen):
            return ()
        return tuple(run_text(run, self.name) for run in runs(self._cells(), chosen))

    def _cells(self) -> list[Cell]:
        places = [Place(root, surd(root)) for root in self.roots]
        cells = [Cell(None, places[0] if places else None, None, None, True, ())]
        for place, after in pairwise((*places, None)):
            cells.append(Cell(None, None, place, None, True, ()))
            cells.append(Cell(place, after, None, None, True, ()))
        return cells


def straight(formulas: Sequence[Formula], setting: Setting) -> Straight | None:
    """Return the line of the only symbol that formulas mention, cut where they change; None where that is not plain."""
    is_complex = any(variable.domain.base == "complex" for variable in setting.variables)
    if setting.assume or setting.conventions or is_complex:
        return None
    gauges = Gauges()
    try:
        sides = [list(_conditions(formula, gauges)) for formula in formulas]
        domain = next((v.domain for v in setting.variables if v.name == gauges.name), REAL)
        within = list(_within(domain))
    except NoGaugeError:
        return None
    cuts = [[(repeated_roots(polynomial), sign) for polynomial, sign in side] for side in (within, *sides)]
    roots = in_order(list({root: None for side in cuts for (_, found), _ in side for root in found}))
    inside, *defined = [_along(side, roots) for side in cuts]
    name = gauges.name or ""
    return Straight(name, {variable.name for variable in setting.variables} != {name}, roots, inside, tuple(defined))


def _conditions(formula: Formula, gauges: Gauges) -> Iterator[Condition]:
    """Yield the conditions of a formula. Raises NoGaugeError where it is more than conditions on signs."""
    for part in parts_of(formula):
        if not isinstance(part, Atom) or part.role is not Role.UNDEFINED:
            raise NoGaugeError
        yield gauges.of(part.node), part.sign


def _within(domain: Domain) -> Iterator[Condition]:
    """Yield the conditions of a domain. Raises NoGaugeError where it is no interval with rational ends."""
    if domain.base != "real" or domain.shape or domain.members is not None:
        raise NoGaugeError
    if domain.nonzero:
        yield LINE, Sign.NONZERO
    for end, is_closed, above in ((domain.low, domain.low_closed, 1), (domain.high, domain.high_closed, -1)):
        if end is None:
            continue
        value = literal(end)
        if value is None:
            raise NoGaugeError
        shifted = above * (value.denominator * LINE - value.numerator)
        yield shifted, Sign.NON_NEGATIVE if is_closed else Sign.POSITIVE


def _along(conditions: Sequence[tuple[Repeated, Sign]], roots: Sequence[Root]) -> list[bool]:
    """Return whether the conditions hold on each cell."""
    holds = [True] * (2 * len(roots) + 1)
    for (first, repeated), allowed in conditions:
        if not repeated:
            if not first & allowed:
                return [False] * len(holds)
            continue
        sign = first
        for index, root in enumerate(roots):
            times = repeated.get(root, 0)
            holds[2 * index] &= bool(sign & allowed)
            holds[2 * index + 1] &= bool((Sign.ZERO if times else sign) & allowed)
            sign = 5 - sign if times % 2 else sign  # the negative bit for the positive one, and back
        holds[-1] &= bool(sign & allowed)
    return holds
