"""Entries as trees, for any sizes: an array is a formula in its indices.

Sizes are trees, too. What a program does depends on no number here: where it asks for one, the run is repeated with
each answer, and the answers are the conditions of what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Literal

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import FailedError, SpecialError
from grader.evidence.families.code.spaces import formulas
from grader.evidence.families.code.spaces.bounds import is_natural
from grader.evidence.families.code.spaces.deltas import Indices, summed
from grader.evidence.families.code.spaces.formulas import FALSE, TRUE
from grader.evidence.families.code.spaces.number_functions import Comparison
from grader.evidence.families.code.spaces.space import Fold
from grader.evidence.families.code.spaces.values import Cell, Dtype, Entry, Places, Reader, Size, Tensor, tree_of
from grader.evidence.trees.build import number_tree
from grader.language.tree import ONE, ZERO, Add, Call, Index, Node, Num, Sym

MAX_UNROLLED = 12  # terms that a fold over a size in numbers is written out to
MAX_CHOICES = 4  # conditions that one run depends on

_FUNCTIONS = frozenset(
    ["exp", "log", "sqrt", "tanh", "sigmoid", "abs", "sign", "relu", "heaviside", "sin", "cos", "floor", "ceil"]
)


class Symbolic:
    """The space of trees. `plan` answers the first questions for truth; `asked` collects all of them."""

    def __init__(self, budget: Budget, plan: Sequence[bool] = ()) -> None:
        self.budget = budget
        self.plan = tuple(plan)
        self.asked: list[Node] = []
        self.answers: dict[Node, bool] = {}
        self.used = 0
        self.depth = 0  # of loops over sizes in letters that are under way
        self.ranges: dict[str, Node] = {}  # of indices: they count from 1 to a size
        self.counts: dict[str, Node] = {}  # of inputs of whole numbers from 0 on: how many there are
        self.naturals: set[str] = set()  # letters that are sizes, and inputs of whole numbers from 0 on

    def number(self, value: Fraction) -> Node:
        """Return a rational number."""
        return number_tree(value)

    def apply(self, name: str, *args: Entry) -> Node:
        """Return a function of numbers as a tree."""
        self.budget.spend()
        return _applied(name, *map(tree_of, args))

    def compare(self, sign: Comparison, left: Entry, right: Entry) -> Node:
        """Return a comparison as a tree."""
        self.budget.spend()
        return formulas.compare(sign, tree_of(left), tree_of(right))

    def logic(self, name: Literal["and", "or", "not"], *args: Entry) -> Node:
        """Return a condition of conditions."""
        return formulas.logic(name, tuple(map(_condition, args)))

    def choose(self, condition: Entry, first: Entry, second: Entry) -> Node:
        """Return cases."""
        return formulas.choose(_condition(condition), tree_of(first), tree_of(second))

    def truth(self, condition: Entry) -> bool:
        """Return the answer of the plan; where it has none, yes, and the question is noted."""
        condition = _condition(condition)
        if condition in {TRUE, FALSE}:
            return bool(condition == TRUE)
        if self.depth:
            raise SpecialError("a decision in a loop over a size in letters")
        if condition not in self.answers:
            if len(self.asked) >= MAX_CHOICES:
                raise SpecialError(f"more than {MAX_CHOICES} decisions in one run (limit MAX_CHOICES)")
            number = len(self.asked)
            self.asked.append(condition)
            self.answers[condition] = self.plan[number] if number < len(self.plan) else True
        return self.answers[condition]

    def fold(self, kind: Fold, sizes: Sequence[Size], term: Callable[[Places], Entry]) -> Entry:
        """Return a sum, product, greatest or least over indices, written out where a size is a small number."""
        if not sizes:
            return term(())
        size, *rest = sizes
        count = self.whole(size)
        if count is not None and count <= MAX_UNROLLED:
            return self._unrolled(kind, count, lambda place: self.fold(kind, rest, lambda more: term((place, *more))))
        name = self.index(size)
        place = formulas.shifted(Sym(name), -1, 1)
        body = tree_of(self.fold(kind, rest, lambda more: term((place, *more))))
        return self.summed(body, name, size) if kind == "sum" else formulas.bind(kind, body, name, self.entry(size))

    def summed(self, body: Node, name: str, size: Size) -> Node:
        """Return the sum of a body over a new index."""
        return summed(body, name, self.entry(size), Indices(self.inside, self.index))

    def index(self, size: Size) -> str:
        """Return the name of a new index, which counts from 1 to a size."""
        self.budget.spend()
        self.used += 1
        name = f"fold[{self.used}]"
        self.ranges[name] = self.entry(size)
        return name

    def inside(self, size: Size) -> Callable[[Node], bool]:
        """Return what tells whether a tree surely is a whole number from 1 to a size."""

        def inside(place: Node) -> bool:
            match place:
                case Sym(name) if name in self.ranges:
                    return self.is_same(self.ranges[name], size)
                case Add((Index(Sym(name)), Num(value))) if value == 1 and name in self.counts:
                    return self.is_same(self.counts[name], size)
                case _:
                    return False

        return inside

    def _unrolled(self, kind: Fold, count: int, term: Callable[[Size], Entry]) -> Entry:
        names = {"sum": "add", "prod": "mul", "max": "max", "min": "min"}
        terms = [term(number_tree(place)) for place in range(count)]
        if not terms and kind in {"max", "min"}:
            raise FailedError("shape", "there is no greatest or least of no numbers")
        total = terms[0] if terms else ZERO if kind == "sum" else ONE
        for one in terms[1:]:
            total = self.apply(names[kind], total, one)
        return total

    def first_best(self, kind: Literal["max", "min"], size: Size, term: Callable[[Size], Entry]) -> Entry:
        """Return the first index at which a term is greatest, as a function of the bound terms."""
        name = self.index(size)
        best = formulas.bind(kind, tree_of(term(formulas.shifted(Sym(name), -1, 1))), name, self.entry(size))
        return Call("first_place", (best,))

    def cell(self, shape: tuple[Size, ...], read: Reader) -> Cell:
        """Return storage with some entries."""
        return Cell(shape, remembered(read))

    def write(self, target: Tensor, read: Reader) -> None:
        """Write other entries where an array has its own."""
        back, before = target.view.back, target.cell.read
        if back is None:
            raise SpecialError("writing through this view")

        def after(places: Places) -> Entry:
            conditions, inner = back(places)
            condition = self.logic("and", *conditions) if conditions else TRUE
            if condition == FALSE:
                return before(places)
            return read(inner) if condition == TRUE else self._either(condition, read(inner), before(places))

        target.cell.read = remembered(after)
        target.cell.has_changed = True

    def _either(self, condition: Node, first: Entry, second: Entry) -> Entry:
        if is_condition(first) or is_condition(second):
            return self.logic(
                "or", self.logic("and", condition, first), self.logic("and", formulas.negated(condition), second)
            )
        return self.choose(condition, first, second)

    def is_same(self, left: Size, right: Size) -> bool:
        """Return whether two sizes are one tree in normal form."""
        return bool(formulas.linear(self.entry(left)) == formulas.linear(self.entry(right)))

    def size(self, entry: Entry) -> Node:
        """Return a whole number as a size or an index."""
        return formulas.linear(tree_of(entry))

    def entry(self, size: Size) -> Node:
        """Return a size or an index as a number."""
        return size if isinstance(size, Node) else number_tree(size)

    def whole(self, size: Size) -> int | None:
        """Return a size or an index as a number of Python, None where it has letters."""
        value = Fraction(size) if isinstance(size, int) else formulas.literal(size)
        return int(value) if value is not None and value.denominator == 1 else None

    def shift(self, place: Size, by: int, step: int = 1) -> Node:
        """Return an index times a step, plus a number."""
        return formulas.shifted(self.entry(place), by, step)

    def input(self, name: str, shape: tuple[Size, ...], dtype: Dtype) -> Reader:
        """Return what reads the entries of an input: indices of trees count from 1."""
        symbol = Sym(name)
        if not shape:
            return lambda places: symbol

        def read(places: Places) -> Entry:
            return Index(symbol, tuple(self.shift(place, 1) for place in places))

        return read

    def probe(self) -> Size | None:
        """Return an index that may be any."""
        return Sym("any[]")

    def is_index(self, place: Size, size: Size) -> bool:
        """Return whether an index surely is from 0 on and below a size."""
        return self.inside(size)(self.shift(place, 1))

    def whole_entry(self, entry: Entry) -> int | None:
        """Return an entry that is a whole number written out, None for any other."""
        return self.whole(tree_of(entry))

    def is_natural(self, entry: Entry) -> bool:
        """Return whether a whole number surely is not negative."""
        return is_natural(tree_of(entry), self.ranges, self.naturals)

    def indices(self, shape: Sequence[Size]) -> Iterable[Places]:
        """Return new indices that may be any below some sizes."""
        return [tuple(self.shift(Sym(self.index(self.entry(size))), -1) for size in shape)]


def _applied(name: str, *args: Node) -> Node:
    match name:
        case "add":
            return formulas.add(*args)
        case "sub":
            return formulas.add(args[0], formulas.neg(args[1]))
        case "mul":
            return formulas.mul(*args)
        case "div":
            return formulas.div(*args)
        case "neg":
            return formulas.neg(*args)
        case "pow":
            return formulas.power(*args)
        case "max" | "min":
            first, second = sorted(args, key=repr)
            return first if first == second else Call(name, (first, second))
        case _ if name in _FUNCTIONS:
            return Call(name, args)
        case _:
            raise SpecialError(f"{name} of a formula")


def remembered(read: Reader) -> Reader:
    """Return the same function, each value of which is worked out once."""
    known: dict[Places, Entry] = {}

    def found(places: Places) -> Entry:
        if places not in known:
            known[places] = read(places)
        return known[places]

    return found


def is_condition(entry: Entry) -> bool:
    """Return whether an entry is a truth value."""
    return isinstance(entry, bool) or type(entry).__name__ in {"Relation", "Logic"} or entry in (TRUE, FALSE)


def _condition(entry: Entry) -> Node:
    if isinstance(entry, bool):
        return TRUE if entry else FALSE
    assert isinstance(entry, Node)
    return entry
