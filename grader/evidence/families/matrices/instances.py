"""Counterexamples with small sizes: numbers are put in for the sizes, and small integers for the entries.

What is found is evaluated a second time by other arithmetic, as every counterexample is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from flint import fmpq

from grader.claims.statements import Equal, Setting
from grader.evidence.arrays.grids import Entry, Grid, ShapeError
from grader.evidence.arrays.of_any_size.sizes import size_of
from grader.evidence.arrays.shapes import mismatch, pairs
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.points import Place, contains, points
from grader.evidence.question.prepare import SIZE, Case, prepare_pair
from grader.evidence.question.question import Question, refuted_at
from grader.evidence.trees.build import at_place
from grader.language.domains import Domain, Variable
from grader.language.tree import ZERO, Index, Node, Num, Sym, symbols, walk
from grader.records import replace
from grader.verdict import Exact, Point, Value

PLACES = 12  # points looked at for each choice of sizes
MOST = 3  # the largest size that is tried
MANY = 24  # choices of sizes
MOST_NAMED = 12  # the last entry named by a number up to which arrays get as many entries
SECOND_LOOK = 4  # choices of sizes at which a proof is looked at again
AGAIN = 6  # points of each of them
NEGATIVE = 4  # points at which all that may be negative is: the greatest entry, too
POOL = (1, 0, 2, -1, 3, 1, -2, 0, 1, 2)


class Search:
    """A search for a counterexample; `shared` tells whether a point was seen at which both sides are equal."""

    def __init__(
        self,
        statement: Equal,
        setting: Setting,
        sizes: list[str],
        budget: Budget,
        both: bool,
    ) -> None:
        self.statement, self.setting, self.sizes = statement, setting, sizes
        self.budget, self.both = budget, both
        self.shared = False

    def counterexample(self, is_proved: bool = False) -> Point | None:
        """Return the first counterexample, the smallest sizes first, None where none is found; of a proof at few."""
        for sizes in islice(self._choices(), SECOND_LOOK if is_proved else MANY):
            try:
                found = self._with(sizes, AGAIN if is_proved else 2 * PLACES + NEGATIVE)
            except (NoValueError, ShapeError, ExceededError):
                continue
            if found is not None:
                return found
        return None

    def _choices(self) -> Iterator[Mapping[str, fmpq]]:
        """Yield sizes of their domains, and indices within the sizes."""
        declared = {variable.name: variable.domain for variable in self.setting.variables}
        own = [Variable(name, declared.get(name, SIZE)) for name in self.sizes]
        context = Context(self.budget, self.setting.conventions)
        trees = (self.statement.answer, self.statement.expected)
        for sizes in small_sizes(self.sizes, trees, self.setting.variables):
            if contains(own, (), sizes, context):
                yield sizes

    def _with(self, sizes: Mapping[str, fmpq], most: int) -> Point | None:
        """Return a counterexample among so many points with these sizes, None where there is none."""
        setting = self._instance(sizes)
        if setting is None:
            return None
        answer, expected = (at_place(tree, sizes) for tree in (self.statement.answer, self.statement.expected))
        budget = self.budget.share(2)
        case, left, right = prepare_pair(answer, expected, setting, budget)
        left, right = _zeros(left, right), _zeros(right, left)
        if mismatch(left, right, (answer, expected)) is not None:
            return None  # an array with one entry and a number
        question = Question(case, tuple(pairs(left, right)), 0, self.statement.same_domain, self.both)
        for place in islice(self._places(case), most):
            point = self._refuted(question, place)
            if point is not None:
                return _shown(point, sizes, left, setting)
        return None

    def _refuted(self, question: Question, place: Place) -> Point | None:
        for number in range(len(question.entries)):
            entry = question.entry(number)
            found = look(entry.case.context, entry.answer, entry.expected, place, STEPS[1])
            self.shared = self.shared or found.kind in {"same", "close"}
            point = refuted_at(entry, place, found)
            if point is not None:
                return point
        return None

    def _instance(self, sizes: Mapping[str, fmpq]) -> Setting | None:
        """Return the setting with the sizes put in, None where they are none of its domain."""
        variables: list[Variable] = []
        trees = (self.statement.answer, self.statement.expected, *self.setting.assume)
        used = frozenset[str]().union(*map(symbols, trees))
        kept = [v for v in self.setting.variables if v.name not in sizes and (v.name in used or not v.domain.shape)]
        for variable in kept:
            domain = sized(variable.domain, sizes)
            if domain is None:
                return None
            variables.append(replace(variable, domain=domain))
        assume = tuple(at_place(part, sizes) for part in self.setting.assume)
        return replace(self.setting, variables=tuple(variables), assume=assume)

    def _places(self, case: Case) -> Iterator[Place]:
        for turn in range(PLACES):
            place = {one.name: _value(one.domain, turn, number) for number, one in enumerate(case.variables)}
            if contains(case.variables, case.setting.assume, place, case.context):
                yield place
        yield from islice(points(case.variables, case.setting.assume, case.context), PLACES)
        for turn in range(NEGATIVE):
            place = {one.name: _negative(one.domain, turn, number) for number, one in enumerate(case.variables)}
            if contains(case.variables, case.setting.assume, place, case.context):
                yield place


def _zeros(side: Entry, other: Entry) -> Entry:
    """Return 0 as an array of zeros where the other side is an array."""
    return replace(other, items=(ZERO,) * len(other.items)) if side == ZERO and isinstance(other, Grid) else side


def _value(domain: Domain, turn: int, number: int) -> fmpq:
    """Return a small integer, other ones for other turns; of an index one of its range."""
    if domain.is_integer and isinstance(domain.low, Num) and isinstance(domain.high, Num):
        low, high = int(domain.low.value), int(domain.high.value)
        return fmpq(low + (turn + number) % max(1, high - low + 1))
    return fmpq(POOL[(turn * (number + 1) + number * (number + turn) + number) % len(POOL)])


def _negative(domain: Domain, turn: int, number: int) -> fmpq:
    """Return a negative number, other ones for other turns; 1 of what has no negative members."""
    is_negative = domain.low is None and domain.members is None
    return fmpq(-1 - (turn * (number + 1) + number * number) % len(POOL)) if is_negative else fmpq(1)


def small_sizes(
    names: Sequence[str], trees: Iterable[Node], variables: Iterable[Variable]
) -> Iterator[Mapping[str, fmpq]]:
    """Yield small numbers for sizes, before them those at which the last entries that are named are there.

    `x_1 - x_5` has no value where x has less than five entries. With more, it may be meant for five alone.
    """
    last = _last_entries(trees, {one.name: one.domain.shape for one in variables})
    if any(MOST < last.get(name, 0) <= MOST_NAMED for name in names):
        yield {name: fmpq(min(last.get(name, 2), MOST_NAMED)) for name in names}
    for chosen in choices(len(names)):
        yield dict(zip(names, map(fmpq, chosen), strict=True))


def _last_entries(trees: Iterable[Node], shapes: Mapping[str, tuple[Node, ...]]) -> dict[str, int]:
    """Return for sizes that are letters the last place that an entry is named at by a number."""
    last: dict[str, int] = {}
    for node in (node for tree in trees for node in walk(tree)):
        if isinstance(node, Index) and isinstance(node.base, Sym):
            for dim, index in zip(shapes.get(node.base.name, ()), node.indices, strict=False):
                if isinstance(dim, Sym) and isinstance(index, Num) and index.value.denominator == 1:
                    last[dim.name] = max(last.get(dim.name, 0), int(index.value))
    return last


def choices(count: int) -> Iterator[tuple[int, ...]]:
    """Yield sizes: all 1, then all different, then all others up to the largest."""
    seen: set[tuple[int, ...]] = set()
    ones, steps = (1,) * count, tuple(range(1, count + 1))
    for chosen in (ones, steps, steps[::-1], (2,) * count, *product(range(1, MOST + 1), repeat=min(count, 4))):
        filled = (*chosen, *(2,) * (count - len(chosen)))
        if filled not in seen:
            seen.add(filled)
            yield filled


def sized(domain: Domain, sizes: Mapping[str, fmpq]) -> Domain | None:
    """Return a domain with the sizes put in, None where an array would have no entries."""
    low, high = (None if end is None else at_place(end, sizes) for end in (domain.low, domain.high))
    shape = tuple(_number(at_place(dim, sizes)) for dim in domain.shape)
    known = tuple(dim for dim in shape if dim is not None)
    if len(known) < len(shape):
        return None
    return replace(domain, low=low, high=high, shape=known)


def _number(tree: Node) -> Node | None:
    """Return a size that is a sum or product of numbers as one number, None where it is no positive integer."""
    terms = dict(size_of(tree))
    value = terms.get((), Fraction(0))
    return Num(value) if terms.keys() <= {()} and value >= 1 and value.denominator == 1 else None


def _shown(point: Point, sizes: Mapping[str, fmpq], left: Entry, setting: Setting) -> Point:
    """Return a point with its sizes, and with matrices row by row."""
    widths = {v.name: v.domain.shape[1] for v in setting.variables if len(v.domain.shape) == 2}
    at: dict[str, Value] = {name: Exact(str(value)) for name, value in sizes.items()}
    for name, value in point.at.items():
        width = widths.get(name)
        at[name] = _rows(value, int(width.value)) if isinstance(width, Num) else value
    shape = left.shape if isinstance(left, Grid) else ()
    sides = [_rows(side, shape[1]) if len(shape) == 2 else side for side in (point.left, point.right)]
    return replace(point, at=at, left=sides[0], right=sides[1])


def _rows(value: Value, width: int) -> Value:
    if not isinstance(value, tuple) or len(value) % width:
        return value
    return tuple(value[start : start + width] for start in range(0, len(value), width))
