"""Definedness on a line, exactly: all conditions in one symbol, decided on every cell between their zeros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.formulas import (
    Formula,
    Role,
    Whole,
    conjunction,
    mentioned,
    parts_of,
)
from grader.evidence.definedness.gaps import relation, surd
from grader.evidence.definedness.line.breaks import Breaks, Place, Spot, ordered
from grader.evidence.definedness.line.sheets import atoms
from grader.evidence.definedness.line.swept import swept
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.region import Region
from grader.evidence.definedness.residue import residue
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Facts, Sign
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.trees.build import Coordinate, fraction
from grader.evidence.trees.ranges.simplest import simplest
from grader.language.domains import Variable
from grader.language.printing import show
from grader.language.tree import Neg, Node, Num, Relation, RelationOp, Sym
from grader.records import dataclass

DECIMALS = 10**6  # roots that have no short name are shown to six places


@dataclass(unsafe_hash=True)
class Cell:
    """An open interval between neighbouring breaks (`low`, `high`: None where infinite), or one break (`at`).

    `inside`: whether it lies in the domain. `roles`: how each formula fails there (None where it holds).
    `sample`: a value in the cell, None where only an irrational number is, and in an interval until one is asked for.
    """

    low: Final[Place | None]
    high: Final[Place | None]
    at: Final[Place | None]
    sample: Final[Coordinate | None]
    inside: Final[bool | None]
    roles: Final[tuple[Role | None, ...]]

    @property
    def turned(self) -> Cell:
        """Return the cell with the formulas in the opposite order."""
        return Cell(self.low, self.high, self.at, self.sample, self.inside, self.roles[::-1])

    @property
    def is_open(self) -> bool:
        """Whether the cell is an interval, not a point."""
        return self.at is None


def cells(name: str, formulas: Sequence[Formula], region: Region) -> list[Cell]:
    """Return the line cut into cells on each of which every formula holds, or fails in one role.

    Raises DeclinedError where that cannot be done exactly.
    """
    whole, domain = name in region.discrete, own_domain(name, region.formula)
    if not whole and (found := simple_cells(name, (domain, *formulas), region.budget)) is not None:
        return found
    setting = Setting((Variable(name),), (), region.setting.conventions)
    free = Breaks(name, Facts(setting, region.budget), region.budget)  # the domain's own ends, from nothing known
    breaks = Breaks(name, region.facts, region.budget, free.places)
    for formula in (domain, *formulas):
        own = free if formula is domain else breaks
        for node in atoms(formula):
            own.add(node)
            for inner in atoms(residue(conditions(node, setting, region.budget), own.facts)):
                own.add(inner)
    line = _Line(name, region, domain, tuple(formulas), breaks, whole)
    return list(line.cells(ordered(list(breaks.places), region.budget)))


def simple_cells(name: str, formulas: Sequence[Formula], budget: Budget) -> list[Cell] | None:
    """Return the line cut into cells where only signs with gauges in a real symbol matter, else None.

    The first formula is the domain's.
    """
    found = swept(name, formulas)
    if found is None:
        return None
    places = [Place(root, surd(root)) for root in found.roots]
    budget.spend(len(places) + 1)
    out: list[Cell] = []
    held = zip(*found.holds, strict=True)
    for left, right in pairwise((None, *places, None)):
        if left is not None:
            out.append(_told(None, None, left, _exactly(left), next(held)))
        out.append(_told(left, right, None, None, next(held)))
    return out


def sampled(cell: Cell, budget: Budget) -> Coordinate | None:
    """Return a value in a cell, None where only an irrational number is."""
    if cell.sample is not None or not cell.is_open:
        return cell.sample
    spots = ordered([place for place in (cell.low, cell.high) if place is not None], budget)
    return simplest(spots[0].high if cell.low else None, spots[-1].low if cell.high else None)


def _exactly(place: Place) -> Coordinate | None:
    return place.node if place.rational is None else place.rational


def _told(
    low: Place | None, high: Place | None, at: Place | None, sample: Coordinate | None, held: tuple[bool, ...]
) -> Cell:
    inside, *others = held
    return Cell(low, high, at, sample, inside, tuple([None if holds else Role.UNDEFINED for holds in others]))


def own_domain(name: str, formula: Formula | None) -> Formula:
    """Return the conditions on one symbol among those of a domain. That it is an integer is dropped: samples are.

    Raises DeclinedError where they are not known, or join it to other symbols.
    """
    if formula is None:
        raise DeclinedError("The domain's conditions cannot be evaluated.")
    own = [part for part in parts_of(formula) if name in mentioned(part) and part != Whole(Sym(name))]
    if any(mentioned(part) != {name} for part in own):
        raise DeclinedError("The domain joins several symbols.")
    return conjunction(own)


@dataclass(frozen=True)
class _Line:
    name: str
    region: Region
    domain: Formula
    formulas: tuple[Formula, ...]
    breaks: Breaks
    whole: bool

    def cells(self, spots: list[Spot]) -> Iterator[Cell]:
        left: Spot | None = None
        for spot in (*spots, None):
            sample = self._sample(left.high if left else None, spot.low if spot else None)
            if sample is not None:
                yield self._open(left.place if left else None, spot.place if spot else None, sample)
            if spot is not None:
                if self.whole and spot.place.rational is None and spot.low.ceil() <= spot.high:
                    raise DeclinedError("Whether a break is an integer is not known.")
                yield self._point(spot.place)
            left = spot

    def _sample(self, low: fmpq | None, high: fmpq | None) -> fmpq | None:
        """Return a number between; an integer, or None where there is none, for an integer symbol."""
        if not self.whole:
            return simplest(low, high)
        if low is None:
            return simplest(low, high)
        least = fmpq(low.floor() + 1)  # above the left break: no enclosure of another number holds an integer
        return least if high is None or least < high else None

    def _open(self, low: Place | None, high: Place | None, sample: fmpq) -> Cell:
        here = self._here(sample)
        inside = here.truth(self.domain)
        roles = tuple(here.fails(formula) for formula in self.formulas) if inside else (None,) * len(self.formulas)
        return Cell(low, high, None, sample, inside, roles)

    def _point(self, place: Place) -> Cell:
        exact = place.rational
        if self.whole and (exact is None or exact.q != 1):
            return Cell(None, None, place, None, False, (None,) * len(self.formulas))
        here = self._here(exact) if exact is not None else AtBreak(self, place)
        inside = here.truth(self.domain)
        roles = tuple(here.fails(formula) for formula in self.formulas)
        return Cell(None, None, place, _exactly(place), inside, roles)

    def _here(self, value: Coordinate) -> Here:
        return Here({self.name: value}, self.region.setting, self.region.budget, self.region.discrete)


class AtBreak(Here):
    """An irrational break: what is known to vanish there is zero, all else is enclosed."""

    def __init__(self, line: _Line, place: Place) -> None:
        start = place.node if place.node is not None else place.ball(64, line.region.budget)
        super().__init__({line.name: start}, line.region.setting, line.region.budget, line.region.discrete)
        self._zero = line.breaks.places[place]

    def sign(self, node: Node) -> Sign:
        """Return the sign of a tree's value at the break."""
        if node in self._zero:
            return Sign.ZERO
        return super().sign(node)


def runs(line: Sequence[Cell], chosen: Sequence[bool]) -> Iterator[list[Cell]]:
    """Yield the maximal runs of neighbouring chosen cells."""
    run: list[Cell] = []
    for cell, is_chosen in zip(line, chosen, strict=True):
        if is_chosen:
            run.append(cell)
        elif run:
            yield run
            run = []
    if run:
        yield run


def run_text(run: Sequence[Cell], name: str) -> str:
    """Return a run of cells in words: `x = 1`, `x <= 0`, `1 < x <= 2`."""
    first, last = run[0], run[-1]
    if first is last and first.at is not None:
        exact = first.at.node is not None
        return relation(Sym(name), "=" if exact else "~", place_tree(first.at))
    low, high = first.at or first.low, last.at or last.high
    if low is None and high is None:
        return "everywhere"
    below: RelationOp = "<=" if first.at else "<"
    above: RelationOp = "<=" if last.at else "<"
    if low is None:
        assert high is not None
        return relation(Sym(name), above, place_tree(high))
    if high is None:
        return relation(Sym(name), ">=" if first.at else ">", place_tree(low))
    return show(Relation((below, above), (place_tree(low), Sym(name), place_tree(high))))


def place_tree(place: Place) -> Node:
    """Return a place as a tree; a root of high degree as a decimal near it."""
    if place.node is not None:
        return place.node
    assert place.root is not None
    near = enclosing(place.root.ball()).low
    assert near is not None, "a root lies between two numbers"
    scaled = round(fraction(near) * DECIMALS)
    size = Num(Fraction(abs(scaled), DECIMALS))
    return Neg(size) if scaled < 0 else size
