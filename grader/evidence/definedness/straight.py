"""Definedness on a line whose conditions have gauges: the roots of polynomials cut it, their signs need no sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from grader.claims.statements import Setting
from grader.evidence.definedness.breaks import Place
from grader.evidence.definedness.formulas import Atom, Formula, Role, parts_of
from grader.evidence.definedness.gaps import surd
from grader.evidence.definedness.gauges import LINE, Gauges, NoGaugeError
from grader.evidence.definedness.line import Cell, run_text, runs
from grader.evidence.definedness.plainly import is_plain
from grader.evidence.signs import Sign
from grader.evidence.signs.cuts import Condition, cells, chosen, ends_of, everywhere
from grader.evidence.signs.roots import Root, repeated_roots
from grader.evidence.trees.polynomials import literal, number
from grader.evidence.trees.simplest import simplest
from grader.language.domains import REAL, Domain
from grader.language.tree import Node

Texts = tuple[str, ...]


class Found(NamedTuple):
    """Where a side alone is undefined and where the other one is; the `witness` is a point that refutes."""

    gaps: Texts
    outside: Texts
    witness: Mapping[str, Node] = {}


@dataclass(frozen=True)
class Straight:
    """A line cut at `roots`: which cells are in the domain, and on which each side is defined, as bits.

    `others`: whether a point needs values of further symbols.
    """

    name: str
    others: bool
    roots: list[Root]
    inside: int
    defined: tuple[int, ...]

    def covering(self, expected: int, answer: int, *, exactly: bool) -> Found | None:
        """Return whether a side covers another one; None where that is not known.

        A side that is undefined at single points still covers, unless it has to do so `exactly`.
        """
        there, here = self.inside & self.defined[expected], self.inside & self.defined[answer]
        gap, outside = there & ~here, self.inside & ~there
        counting = gap if exactly else gap & self._heavy
        if counting:
            sample = self._sample((counting & -counting).bit_length() - 1)
            return None if sample is None else Found(self._texts(gap), self._texts(outside), {self.name: sample})
        return Found(self._texts(gap), self._texts(outside)) if there & here else None

    @property
    def _heavy(self) -> int:
        """Return the cells with interior in the domain: intervals, and points of the domain that are alone."""
        intervals = (2 * everywhere(self.roots) + 1) // 3  # every other bit
        within = self.inside & intervals
        return everywhere(self.roots) & ~((within << 1 | within >> 1) & ~intervals)

    def _sample(self, index: int) -> Node | None:
        """Return a number in a cell; None where the cell's ends are not rational or further symbols need values."""
        ends = [root.rational for root in self.roots[max(index - 1, 0) // 2 : index // 2 + 1]]
        if self.others or None in ends:
            return None
        if index % 2:
            return number(ends[0])
        low, high = (ends[0] if index else None), (ends[-1] if index < 2 * len(self.roots) else None)
        return number(simplest(low, high))

    def _texts(self, bits: int) -> Texts:
        if not bits:
            return ()
        return tuple(run_text(run, self.name) for run in runs(self._cells(), chosen(bits, self.roots)))

    def _cells(self) -> list[Cell]:
        places = [Place(root, surd(root)) for root in self.roots]
        cells = [Cell(None, places[0] if places else None, None, None, True, ())]
        for place, after in pairwise((*places, None)):
            cells.append(Cell(None, None, place, None, True, ()))
            cells.append(Cell(place, after, None, None, True, ()))
        return cells


def straight(formulas: Sequence[Formula], setting: Setting) -> Straight | None:
    """Return the line of the only symbol that formulas mention, cut where they change; None where that is not plain."""
    if setting.assume or not is_plain(setting):
        return None
    gauges = Gauges()
    try:
        sides = [list(sign_conditions(formula, gauges)) for formula in formulas]
        domain = next((v.domain for v in setting.variables if v.name == gauges.name), REAL)
        within = list(_within(domain))
    except NoGaugeError:
        return None
    roots = ends_of(chain(within, *sides))
    name = gauges.name or ""
    others = {variable.name for variable in setting.variables} != {name}
    return Straight(name, others, roots, cells(within, roots), tuple(cells(side, roots) for side in sides))


def sign_conditions(formula: Formula, gauges: Gauges) -> Iterator[Condition]:
    """Yield the conditions of a formula. Raises NoGaugeError where it is more than conditions on signs."""
    for part in parts_of(formula):
        if not isinstance(part, Atom) or part.role is not Role.UNDEFINED:
            raise NoGaugeError
        yield repeated_roots(gauges.of(part.node)), part.sign


def _within(domain: Domain) -> Iterator[Condition]:
    """Yield the conditions of a domain. Raises NoGaugeError where it is no interval with rational ends."""
    if domain.base != "real" or domain.shape or domain.members is not None:
        raise NoGaugeError
    if domain.nonzero:
        yield repeated_roots(LINE), Sign.NONZERO
    for end, is_closed, above in ((domain.low, domain.low_closed, 1), (domain.high, domain.high_closed, -1)):
        if end is None:
            continue
        value = literal(end)
        if value is None:
            raise NoGaugeError
        shifted = above * (value.denominator * LINE - value.numerator)
        yield repeated_roots(shifted), Sign.NON_NEGATIVE if is_closed else Sign.POSITIVE
