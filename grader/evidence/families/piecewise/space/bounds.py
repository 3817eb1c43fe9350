"""Bounds of linear forms over kinks on boxes: what is certain on a whole box needs no solver.

Each kink is replaced by its form where its sign is certain, else by two parallel lines that enclose it (linear
relaxation, as in DeepPoly: Singh et al., An abstract domain for certifying neural networks, POPL 2019). What stays open
on a box is cut in half along its longest side. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush

from flint import fmpq

from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    NIL,
    ONE,
    Absolute,
    Atoms,
    Choice,
    Comparison,
    Condition,
    Form,
    Frozen,
    Junction,
    Negation,
    Step,
    add_to,
    constant,
)
from grader.evidence.families.piecewise.space.region import FormValues, Region, mentioned, mentioned_in
from grader.evidence.numbers.places.boxes import Box, Side, halves
from grader.evidence.numbers.places.points import Place
from grader.verdict import Point, Proof

METHOD = "bounds on boxes"
MAX_BOXES = 400  # into which a region is divided
SLOPE_STEPS = fmpq(4096)  # slopes of relaxations are rounded to these: any slope encloses, and short ones cost less

Confirm = Callable[[Place], Point | None]


def bounded(region: Region, condition: Condition, confirm: Confirm, most: int = MAX_BOXES) -> Point | Proof | None:
    """Return a proof that a condition holds on a bounded region, a point where it does not, or None where it is open.

    At most `most` boxes are looked at.
    """
    start = box_of(region)
    if start is None:
        return None
    atoms = region.linear.atoms
    order = _needed(atoms, [condition, *region.domain])
    values = FormValues(atoms, mentioned_in(condition))
    waiting: list[tuple[fmpq, int, Box]] = [(NIL, 0, start)]  # those first on which most may be wrong
    for count in range(most):
        if not waiting:
            return Proof(METHOD)
        _, _, box = heappop(waiting)
        bounds = Bounds(atoms, order, box)
        if any(bounds.truth(part) is False for part in region.domain):
            continue
        holds = bounds.truth(condition)
        if holds is True:
            continue
        middle = [(low + high) / 2 for low, high in box]
        values.place(middle)
        place = dict(zip(region.names, middle, strict=True))
        if not values.truth(condition) and region.contains(place) and (point := confirm(place)) is not None:
            return point
        worst = bounds.worst(condition)
        for side, half in enumerate(halves(box)):
            heappush(waiting, (worst, 2 * count + side, half))
    return None


def box_of(region: Region) -> Box | None:
    """Return the bounds that conditions on single variables give; None where a variable has none on one side."""
    sides: list[list[fmpq | None]] = [[None, None] for _ in region.names]
    for part in _parts(region.domain):
        form = dict(part.form)
        names = form.keys() - {CONSTANT}
        if len(names) != 1 or part.op == "!=":
            continue
        (name,) = names
        if name >= len(sides):
            continue
        value = -form.get(CONSTANT, NIL) / form[name]
        upper = form[name] < NIL
        for place in (0, 1) if part.op == "=" else (int(upper),):
            held = sides[name][place]
            sides[name][place] = value if held is None else (min if place else max)(held, value)
    found = tuple((low, high) for low, high in sides if low is not None and high is not None and low <= high)
    return found if len(found) == len(sides) else None


def _parts(conditions: Iterable[Condition]) -> Iterable[Comparison]:
    for condition in conditions:
        if isinstance(condition, Comparison):
            yield condition
        elif isinstance(condition, Junction) and condition.every:
            yield from _parts(condition.parts)


def _needed(atoms: Atoms, conditions: Sequence[Condition]) -> list[int]:
    """Return the kinks that conditions speak of, each behind those that it speaks of."""
    found: set[int] = set()
    waiting = [number for condition in conditions for number in mentioned_in(condition)]
    while waiting:
        number = waiting.pop()
        if number >= atoms.count and number not in found:
            found.add(number)
            waiting.extend(mentioned(atoms, number))
    return sorted(found)


class Bounds:
    """The bounds of forms on one box; kinks are enclosed in the order in which they speak of each other."""

    def __init__(self, atoms: Atoms, order: Sequence[int], box: Box) -> None:
        self.atoms = atoms
        self.box = box
        self.upper: dict[int, Form] = {}  # a form above each kink, and one below it, in earlier atoms
        self.lower: dict[int, Form] = {}
        self.done: list[int] = []
        for number in order:
            self.lower[number], self.upper[number] = self._enclosed(number)
            self.done.append(number)

    def of(self, form: Mapping[int, fmpq]) -> Side:
        """Return numbers between which a form lies on the box."""
        return -self._most({number: -value for number, value in form.items()}), self._most(form)

    def truth(self, condition: Condition) -> bool | None:
        """Return whether a condition certainly holds on the whole box, or certainly nowhere; None where neither."""
        match condition:
            case bool():
                return condition
            case Negation(part):
                inner = self.truth(part)
                return None if inner is None else not inner
            case Junction(every, parts):
                found = [self.truth(part) for part in parts]
                if (not every) in found:
                    return not every
                return None if None in found else every
            case Comparison(op, form):
                return _compared(op, *self.of(dict(form)))

    def worst(self, condition: Condition) -> fmpq:
        """Return the least value that a form may have which the condition wants to be positive; 0 where none does."""
        match condition:
            case Comparison(">" | ">=", form):
                return min(self.of(dict(form))[0], NIL)
            case Junction(_, parts):
                return min(map(self.worst, parts), default=NIL)
            case _:
                return NIL

    def _most(self, form: Mapping[int, fmpq]) -> fmpq:
        """Return a number that a form does not exceed: kinks go from the last, whose forms speak of those before."""
        rest = dict(form)
        work = 0
        for number in reversed(self.done):
            factor = rest.pop(number, None)
            if factor is not None:
                other = (self.upper if factor > NIL else self.lower)[number]
                add_to(rest, factor, other)
                work += len(other)
        self.atoms.budget.spend(1 + work // 16)
        total = rest.pop(CONSTANT, NIL)
        for number, factor in rest.items():
            total += factor * self.box[number][factor > NIL]
        return total

    def _enclosed(self, number: int) -> tuple[Form, Form]:
        """Return forms in earlier atoms, one below and one above an atom on the box."""
        match self.atoms.definition(number):
            case Absolute(frozen):
                return self._absolute(dict(frozen))
            case Step(frozen, below, at):
                low, high = self.of(dict(frozen))
                values = [fmpq(below)] if low < NIL else []
                values += [at or NIL] if low <= NIL <= high else []
                values += [ONE] if high > NIL else []
                return constant(min(values)), constant(max(values))
            case Choice(branches, otherwise):
                return self._choice([*branches, (True, otherwise)])
            case other:
                raise TypeError(other)

    def _absolute(self, form: Form) -> tuple[Form, Form]:
        low, high = self.of(form)
        if low >= NIL:
            return form, form
        if high <= NIL:
            turned = {number: -value for number, value in form.items()}
            return turned, turned
        slope = fmpq(((high + low) / (high - low) * SLOPE_STEPS).floor()) / SLOPE_STEPS
        below: Form = {}
        add_to(below, slope, form)
        above = dict(below)
        add_to(above, max(-low - slope * low, high - slope * high), {CONSTANT: ONE})
        return below, above

    def _choice(self, branches: Sequence[tuple[Condition, Frozen]]) -> tuple[Form, Form]:
        """Return the form of the branch that is certainly taken, else the bounds of all that may be."""
        possible: list[Form] = []
        for condition, frozen in branches:
            holds = self.truth(condition)
            if holds is not False:
                possible.append(dict(frozen))
            if holds is True:
                break
        if len(possible) == 1:
            return possible[0], possible[0]
        sides = [self.of(form) for form in possible]
        return constant(min(low for low, _ in sides)), constant(max(high for _, high in sides))


def _compared(op: str, low: fmpq, high: fmpq) -> bool | None:
    """Return what is certain of `form op 0` where a form lies between two numbers."""
    match op:
        case ">":
            return True if low > NIL else False if high <= NIL else None
        case ">=":
            return True if low >= NIL else False if high < NIL else None
        case "=":
            return True if low == high == NIL else False if low > NIL or high < NIL else None
        case _:
            return True if low > NIL or high < NIL else False if low == high == NIL else None
