"""Arrays of two entries, or of the sizes that a problem gives them, where an answer does not fit together: it has to
fail in every way that it may be meant.

A number beside a vector may be that number at each entry, beside a square matrix also a multiple of the identity; two
columns may be multiplied entry by entry, as a dot product or each with each, a row and a column entry by entry, too; a
quotient by an array and a power of one go entry by entry, or are those of matrices, from both sides; and all vectors
may be meant as rows. A reading in which shapes do not fit has no value. Nothing is ever proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

from flint import fmpq

from grader.claims.statements import Equal, Holds
from grader.evidence.arrays.expand import Expander
from grader.evidence.arrays.functions import array_call
from grader.evidence.arrays.grids import Entry, Grid, Shape, ShapeError, common_shape, total, transpose
from grader.evidence.arrays.identity import is_square
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.families.matrices.instances import sized
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import scalars_of, shape_of
from grader.evidence.statements.arrays.one_entry import check_sizes
from grader.evidence.statements.failing import is_false
from grader.evidence.trees.build import at_place
from grader.evidence.trees.numerals import worked_out
from grader.evidence.trees.polynomials import integer_literal
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Derivative,
    Div,
    Mul,
    Node,
    Pow,
    Sym,
    Transpose,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Undefined

What = Literal["problem", "answer", "condition"]
MAX_READINGS = 12  # of a side
TWO = fmpq(2)


def at_two_entries(goal: Goal) -> Evidence | None:
    """Return a point at which sides differ in every reading of the answer; raises DeclinedError where there is none."""
    names = {name for one in goal.setting.variables for dim in one.domain.shape for name in symbols(dim)}
    return _refuted(goal, dict.fromkeys(sorted(names), TWO))


def at_their_sizes(goal: Goal) -> Evidence | None:
    """Return the same for arrays whose sizes are numbers."""
    return _refuted(goal, {})


def _refuted(goal: Goal, sizes: Mapping[str, fmpq]) -> Point:
    if goal.both:
        raise DeclinedError
    check_sizes(goal.setting, {name: int(size) for name, size in sizes.items()})
    kept = [replace(one, domain=domain) for one in goal.setting.variables if one.name not in sizes
            if (domain := sized(one.domain, sizes)) is not None]  # fmt: skip
    shapes = {one.name: shape_of(one) for one in kept if one.domain.shape}
    try:
        plain = Reader(shapes, goal.budget)
        assume = tuple(plain.scalar(at_place(part, sizes)) for part in goal.setting.assume)
        scalars = tuple(scalar for one in kept for scalar in scalars_of(one, shapes))
        small = goal.about(goal.statement, replace(goal.setting, variables=scalars, assume=assume))
        points = list(_points(small, plain, sizes))
    except (NoValueError, ShapeError):
        raise DeclinedError from None
    found = next((point for point in points if point is not None), None)
    if found is None:
        raise DeclinedError
    return replace(found, at={**{name: Exact("2") for name in sizes}, **found.at})


def _points(goal: Goal, plain: Reader, sizes: Mapping[str, fmpq]) -> Iterator[Point | None]:
    """Yield for each reading where it fails, None where its shapes do not fit."""
    match goal.statement:
        case Equal(up_to=None) as equal:
            expected = plain.expand(at_place(equal.expected, sizes))
            if plain.taken or plain.members or not isinstance(expected, Grid):
                raise DeclinedError
            for reading in _readings(at_place(equal.answer, sizes), plain, "answer"):
                yield None if reading is None else _difference(goal, reading, expected)
        case Holds(condition):
            if plain.taken or plain.members:
                raise DeclinedError
            for reading in _readings(at_place(condition, sizes), plain, "condition"):
                yield None if reading is None else _failure(goal, reading)
        case _:
            raise DeclinedError


def _has_one_meaning(tree: Node, plain: Reader) -> bool:
    """Whether a tree fits together as it stands: of that others have spoken."""
    try:
        Expander(plain.shapes, plain.budget).expand(tree)
    except UnclearError:
        return False
    return True


def _failure(goal: Goal, reading: Entry) -> Point:
    """Return where a reading of a condition fails; raises DeclinedError where it may not."""
    if isinstance(reading, Grid):
        raise DeclinedError
    statement = Holds(worked_out(reading))
    found = goal.scope.oracle.decide(goal.about(statement))
    if not isinstance(found, Point) or not is_false(found, statement):
        raise DeclinedError
    return found


def _difference(goal: Goal, reading: Entry, expected: Grid) -> Point | None:
    """Return where a reading differs, None where its shape does already; raises DeclinedError where it may not."""
    assert isinstance(goal.statement, Equal)
    count = len(expected.items)
    items = reading.items if isinstance(reading, Grid) else (reading,) * count
    if len(items) != count:
        return None
    statement = Equal(Array(items), Array(expected.items), same_domain=goal.statement.same_domain)
    found = goal.scope.oracle.decide(goal.about(statement))
    if not isinstance(found, Point) or isinstance(found.right, Undefined):
        raise DeclinedError
    return found


def _readings(tree: Node, plain: Reader, of: What) -> Iterator[Entry | None]:
    """Yield what a tree may mean, None for a meaning whose shapes do not fit; raises UnclearError where there are more.

    A way to read is a list of choices, in the order in which they come up. Raises DeclinedError for one meaning.
    """
    if _has_one_meaning(tree, plain):
        raise DeclinedError
    count = 0
    for are_rows in (False, True):
        waiting: list[tuple[int, ...]] = [()]
        while waiting:
            count += 1
            if count > MAX_READINGS:
                raise UnclearError("too many readings", final=True)
            reader = Reader(plain.shapes, plain.budget, waiting.pop(), are_rows, of)
            try:
                yield reader.expand(tree)
            except ShapeError:
                yield None
            if reader.members:
                raise UnclearError("entries of something that is no array", final=True)
            waiting.extend(reader.others())


class Reader(Expander):
    """Writes a tree out by entry as it may be meant: by the choices of a script, behind these by the first ones."""

    def __init__(
        self,
        shapes: Mapping[str, Shape],
        budget: Budget,
        script: tuple[int, ...] = (),
        are_rows: bool = False,
        of: What = "problem",
    ) -> None:
        super().__init__(shapes, budget)
        self.script, self.are_rows = script, are_rows
        self.of = of  # in an answer products of a row and a column may be meant otherwise
        self.taken: list[tuple[int, int]] = []  # what was chosen, of how many

    def others(self) -> Iterator[tuple[int, ...]]:
        """Yield the scripts that differ from what was chosen behind the own script."""
        chosen = tuple(choice for choice, _ in self.taken)
        for place in range(len(self.script), len(self.taken)):
            for other in range(1, self.taken[place][1]):
                yield (*chosen[:place], other)

    def choice(self, count: int) -> int:
        """Return which of several meanings is taken."""
        place = len(self.taken)
        chosen = self.script[place] if place < len(self.script) else 0
        self.taken.append((chosen, count))
        return chosen

    def symbol(self, name: str) -> Entry:
        """Return a symbol, a vector as a column or as a row."""
        found = super().symbol(name)
        return transpose(found) if self.are_rows and isinstance(found, Grid) and found.is_flat else found

    def expand(self, node: Node) -> Entry:
        """Return a scalar tree or a grid."""
        match node:
            case Div(num, den) if isinstance(bottom := self.expand(den), Grid):
                return self._divided(self.expand(num), bottom)
            case Add(terms) if self.of == "condition":
                return self._sum(self._plainly_beside(terms, [self.expand(term) for term in terms]))
            case Call("grad", (body, Sym(name))) if isinstance(array := self.symbol(name), Grid):
                value = self.scalar(body)
                return replace(
                    array, items=tuple(Derivative(value, item.name) for item in array.items if isinstance(item, Sym))
                )
        return super().expand(node)

    def _plainly_beside(self, terms: Sequence[Node], entries: list[Entry]) -> list[Entry]:
        """Return terms of a condition, in which it is not seen what is the answer's: no row stands beside an array."""
        if any(isinstance(entry, Grid) for entry in entries):
            numbers = [term for term, entry in zip(terms, entries, strict=True) if isinstance(entry, Node)]
            if any(isinstance(node, Transpose) for number in numbers for node in walk(number)):
                raise UnclearError("a product of a row and a column beside an array", final=True)
        return entries

    def _divided(self, top: Entry, bottom: Grid) -> Entry:
        chosen = self.choice(3 if isinstance(top, Grid) else 2) if is_square(bottom) else 0
        if chosen:
            inverse = array_call(self, "inv", [bottom])
            if isinstance(top, Node) and top == ONE:
                return inverse
            return self.multiplied(top, inverse) if chosen == 1 else self.multiplied(inverse, top)
        below = replace(bottom, items=tuple(Div(ONE, item) for item in bottom.items))
        return self._entrywise("hadamard", [top, below])

    def _sum(self, terms: list[Entry]) -> Entry:
        terms = _alongside(terms)
        grids = [term for term in terms if isinstance(term, Grid)]
        numbers = [term for term in terms if isinstance(term, Node) and term != ZERO]
        if not (grids and numbers):
            return super()._sum(terms)
        is_multiple = is_square(grids[0]) and self.choice(2) == 1
        return super()._sum(
            [term if isinstance(term, Grid) else _beside(term, grids[0], is_multiple) for term in terms]
        )

    def _entrywise(self, op: str, factors: list[Entry]) -> Entry:
        return super()._entrywise(op, _alongside(factors) if op == "hadamard" else factors)

    def _power(self, base: Entry, exp: Node) -> Entry:
        power = self.expand(exp)
        if isinstance(base, Node):
            return self._mapped(lambda item: Pow(base, item), power)
        if isinstance(power, Grid):
            raise UnclearError("a power of an array to an array", final=True)
        if is_square(base) and self.choice(2):
            return super()._power(base, exp)
        if base.is_flat and integer_literal(power) == 2 and self.choice(2):
            return total([Mul((item, item)) for item in base.items])
        return self._mapped(lambda item: Pow(item, power), base)

    def _matrix_product(self, left: Grid, right: Grid) -> Entry:
        if left.is_flat and right.is_flat and left.side == right.side:
            return self._of_vectors(left, right)
        if left.is_flat and right.is_flat and left.side == "row" and self.of == "answer" and self.choice(2):
            return self._entrywise("hadamard", [right, left])
        if self.are_rows and right.is_flat and right.side == "row" and not left.is_flat:
            right = replace(right, side="column")
        return super()._matrix_product(left, right)

    def _of_vectors(self, left: Grid, right: Grid) -> Entry:
        """Return a product of two columns or of two rows."""
        match self.choice(3):
            case 0:
                common_shape([left, right], "product")
                return total([Mul(pair) for pair in zip(left.items, right.items, strict=True)])
            case 1:
                return self._entrywise("hadamard", [left, right])
            case _:
                items = tuple(Mul(pair) for pair in product(left.items, right.items))
                return Grid((len(left.items), len(right.items)), items)


def _alongside(entries: list[Entry]) -> list[Entry]:
    """Return numbers and arrays with all vectors as rows or all as columns, as the first one is."""
    sides = [entry.side for entry in entries if isinstance(entry, Grid) and entry.is_flat]
    return [replace(entry, side=sides[0]) if isinstance(entry, Grid) and entry.is_flat else entry for entry in entries]


def _beside(number: Node, like: Grid, is_multiple: bool) -> Grid:
    """Return the array that a number is meant as beside another array."""
    width = like.shape[0] if is_multiple else 0
    items = (ZERO if width and place // width != place % width else number for place in range(len(like.items)))
    return replace(like, items=tuple(items))
