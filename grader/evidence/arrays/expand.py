"""Arrays become scalars: products, sums, norms and the like of arrays of known shape are written out by entry.

What is left is a scalar tree, or a grid of scalar trees. A vector symbol `x` of known length becomes a grid of
symbols named `x[1]`, `x[2]`, …; no text of an answer can spell these names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from grader.evidence.arrays.conditions import cases_of, relation_of
from grader.evidence.arrays.extrema import extremum
from grader.evidence.arrays.functions import array_call, of_scalars
from grader.evidence.arrays.grids import (
    Entry,
    Grid,
    Shape,
    ShapeError,
    common_shape,
    offset,
    shape_text,
    times,
    total,
    transpose,
)
from grader.evidence.arrays.identity import NAME, is_square, multiple_of_identity
from grader.evidence.arrays.of_any_size.sizing import SIZED
from grader.evidence.arrays.products import entrywise, product_layout, product_sides
from grader.evidence.arrays.side_conditions import where_defined
from grader.evidence.arrays.slopes import slope_of
from grader.evidence.budget import Budget
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.language.spelling import name_of, subscript
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Derivative,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    Tup,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace

MAX_POWER = 64  # of a matrix


class Expander:
    """Writes trees out by entry; `shapes` are the shapes of the symbols that are arrays."""

    def __init__(self, shapes: Mapping[str, Shape], budget: Budget) -> None:
        self.shapes = shapes
        self.budget = budget
        self.has_identity = False  # whether `I` may be an identity matrix
        self.is_complex = False  # whether entries may be complex, so that norms add squares of moduli
        self.by_entry: frozenset[str] = frozenset()  # functions that are applied to the entries of matrices, too
        self.arrays: frozenset[str] = frozenset()  # names that are declared with a shape, also where they do not occur
        self.members: dict[str, str] = {}  # x_1 of a symbol x that is no array

    def expand(self, node: Node) -> Entry:
        """Return a scalar tree or a grid; raises ShapeError, and UnclearError for what is not written out."""
        self.budget.spend()
        match node:
            case Sym(name):
                return self.symbol(name)
            case Neg(arg):
                return self._mapped(Neg, self.expand(arg))
            case Add(terms):
                return self._sum([self.expand(term) for term in terms])
            case Mul(factors):
                return self._product([self.expand(factor) for factor in factors])
            case Div(num, den):
                bottom = self.scalar(den)
                return self._mapped(lambda top: Div(top, bottom), self.expand(num))
            case Pow(base, exp):
                return self._power(self.expand(base), exp)
            case Call(name, args):
                return self._sized(name, args) if name in SIZED else self._call(name, args)
            case _:
                return self._of_arrays(node)

    def _of_arrays(self, node: Node) -> Entry:
        match node:
            case Array(items) | Tup(items):
                return self._literal([self.expand(item) for item in items])
            case Transpose(arg):
                return transpose(self.expand(arg))
            case ArrayMul(op, factors):
                return self._entrywise(op, [self.expand(factor) for factor in factors])
            case Index(base, indices):
                return self._entry(self.expand(base), indices)
            case Bind():
                return self._bound(node)
            case Relation():
                return relation_of(self, node)
            case Cases():
                return cases_of(self, node)
            case Apply(args=(arg,)):
                return self._mapped(lambda item: Apply(node.name, (item,), node.primes), self.expand(arg))
            case Derivative(var=name) if name in self.shapes:
                raise UnclearError(f"a derivative by the array {name}", final=True)
            case Derivative(body=body):
                return self._mapped(lambda item: slope_of(node, item, self.budget), self.expand(body))
            case _:
                return rebuild(node, self.scalar)

    def scalar(self, node: Node) -> Node:
        """Return a tree that must not be an array; one entry counts as a number in a row-by-column product only."""
        result = self.expand(node)
        if isinstance(result, Grid):
            raise UnclearError("an array stands where a number is expected", final=True)
        return result

    def symbol(self, name: str) -> Entry:
        """Return a symbol, by entry where it is an array."""
        shape = self.shapes.get(name)
        if shape is None:
            return Sym(name)
        self.budget.spend(prod(shape))
        places = product(*(range(1, size + 1) for size in shape))
        names = (f"{name}[{','.join(map(str, place))}]" for place in places)
        return Grid(shape, tuple(Sym(entry) for entry in names), "column" if len(shape) == 1 else "free")

    def _literal(self, items: list[Entry]) -> Grid:
        if not any(isinstance(item, Grid) for item in items):
            return Grid((len(items),), tuple(item for item in items if isinstance(item, Node)))
        inner = {item.shape if isinstance(item, Grid) else () for item in items}
        if len(inner) != 1:
            raise ShapeError("The rows of an array differ in length.")
        grids = [item for item in items if isinstance(item, Grid)]
        return Grid((len(items), *grids[0].shape), tuple(entry for grid in grids for entry in grid.items))

    def _mapped(self, change: Callable[[Node], Node], entry: Entry) -> Entry:
        if isinstance(entry, Grid):
            self.budget.spend(len(entry.items))
            return Grid(entry.shape, tuple(change(item) for item in entry.items), entry.side)
        return change(entry)

    def _sum(self, terms: list[Entry]) -> Entry:
        grids = [term for term in terms if isinstance(term, Grid)]
        if not grids:
            return Add(tuple(term for term in terms if isinstance(term, Node)))
        if len(grids) < len(terms) and all(len(grid.items) == 1 for grid in grids):
            return Add(tuple(term.items[0] if isinstance(term, Grid) else term for term in terms))
        if len(grids) < len(terms) and self.has_identity:
            terms = [t if isinstance(t, Grid) else multiple_of_identity(t, grids[0]) or t for t in terms]
            grids = [term for term in terms if isinstance(term, Grid)]
        if len(grids) < len(terms):
            raise UnclearError(f"a number is added to an array of shape {shape_text(grids[0].shape)}", final=True)
        first = common_shape(grids, "sum")
        columns = zip(*(grid.items for grid in grids), strict=True)
        return Grid(first.shape, tuple(Add(entries) for entries in columns), first.side)

    def _entrywise(self, op: str, factors: list[Entry]) -> Entry:
        grids = [factor for factor in factors if isinstance(factor, Grid)]
        if len(grids) < len(factors):
            return self._product(factors)
        return entrywise(op, grids, self.budget)

    def _product(self, factors: list[Entry]) -> Entry:
        result = factors[0]
        for factor in factors[1:]:
            result = self.multiplied(result, factor)
        return result

    def multiplied(self, left: Entry, right: Entry) -> Entry:
        """Return a product of two numbers or arrays."""
        if self.has_identity and any(
            isinstance(one, Node) and NAME in symbols(one) and is_square(other)
            for one, other in ((left, right), (right, left))
        ):
            raise UnclearError("whether I is a number or the identity matrix is not settled", final=True)
        if isinstance(left, Node):
            scale = left
            return self._mapped(lambda item: times(scale, item), right)
        if isinstance(right, Node):
            scale = right
            return self._mapped(lambda item: times(item, scale), left)
        return self._matrix_product(left, right)

    def _matrix_product(self, left: Grid, right: Grid) -> Entry:
        left, right = product_sides(left, right)
        (height, inner), (_, width) = left.matrix_shape(), right.matrix_shape()
        self.budget.spend(height * inner * width)
        columns = list(zip(*right.rows(), strict=True))
        items = tuple(total([times(*pair) for pair in zip(row, col, strict=True)])
                      for row in left.rows() for col in columns)  # fmt: skip
        if len(items) == 1:
            return items[0]  # one entry counts as a number
        shape, side = product_layout(left, right)
        return Grid(shape, items, side)

    def _power(self, base: Entry, exp: Node) -> Entry:
        if isinstance(base, Node):
            return Pow(base, self.scalar(exp))
        height, width = base.matrix_shape()
        power = literal(exp)
        if power is None or power.denominator != 1 or height != width or base.is_flat:
            raise UnclearError("a power of an array", final=True)
        if abs(power) > MAX_POWER:
            raise UnclearError("this power of a matrix is not written out", final=True)
        if power == 0:
            ones = [Num(Fraction(int(row == column))) for row in range(height) for column in range(height)]
            return replace(base, items=(where_defined(ones[0], base.items), *ones[1:]))
        factor = base if power > 0 else array_call(self, "inv", [base])
        return self._product([factor] * int(abs(power)))

    def _call(self, name: str, args: tuple[Node, ...]) -> Entry:
        entries = [self.expand(arg) for arg in args]
        if not any(isinstance(entry, Grid) for entry in entries):
            return of_scalars(name, tuple(entry for entry in entries if isinstance(entry, Node)))
        return array_call(self, name, entries)

    def _sized(self, name: str, args: tuple[Node, ...]) -> Entry:
        """Return ones, zeros or the identity matrix with sizes that are numbers."""
        sizes = [integer_literal(self.scalar(arg)) for arg in args] * (2 if name == "eye" else 1)
        shape = tuple(size for size in sizes if size is not None and size > 0)
        if len(shape) < len(sizes):
            raise UnclearError("an array whose size is no number", final=True)
        self.budget.spend(prod(shape))
        places = product(*map(range, shape))
        entries = (int(len(set(place)) == 1) if name == "eye" else int(name == "ones") for place in places)
        items = tuple(Num(Fraction(entry)) for entry in entries)
        return Grid(shape, items, "column" if len(shape) == 1 else "free")

    def _member(self, base: Sym, indices: tuple[Node, ...]) -> Sym | None:
        """Return x_1 for a symbol x that is no array, with an index that is a number; None for other indices."""
        places = [self.scalar(index) for index in indices]
        if "_" in base.name or not all(isinstance(place, Num) and place.value.denominator == 1 for place in places):
            return None
        digits = ",".join(str(place.value) for place in places if isinstance(place, Num))
        member = Sym(name_of(base.name, subscript(digits)))
        if member.name in self.arrays:
            raise UnclearError("an entry whose name is declared as an array", final=True)
        self.members[member.name] = base.name
        return member

    def _entry(self, base: Entry, indices: tuple[Node, ...]) -> Entry:
        if isinstance(base, Sym) and (member := self._member(base, indices)) is not None:
            return member
        if not isinstance(base, Grid):
            raise UnclearError("an entry of something that is no array", final=True)
        places = []
        for index in indices:
            number = integer_literal(self.scalar(index))
            if number is None:
                raise UnclearError("an entry with an index that is not a number", final=True)
            places.append(number)
        return where_defined(base.items[offset(base, tuple(places))], base.items)

    def _bound(self, node: Bind) -> Entry:
        """Write a sum or maximum over entries out where its bounds are numbers; leave all others alone."""
        low, high = (None if part is None else self.scalar(part) for part in (node.low, node.high))
        ends = [value for part in (low, high) if part is not None and (value := integer_literal(part)) is not None]
        if node.kind in {"max", "min"} and len(ends) == 2:
            return extremum(self, node)
        if node.kind not in {"sum", "prod"} or len(ends) < 2:
            return Bind(node.kind, self.scalar(node.body), node.var, low, high)
        first, last = ends
        self.budget.spend(max(last - first, 0))
        steps = range(first, last + 1)
        terms = [self.expand(substitute(node.body, {node.var: Num(Fraction(step))})) for step in steps]
        if not terms:
            if self._is_grid(substitute(node.body, {node.var: Num(Fraction(first))})):
                raise UnclearError("a sum or product of no arrays", final=True)
            return Num(Fraction(0 if node.kind == "sum" else 1))
        if len(terms) == 1:
            return terms[0]
        return self._sum(terms) if node.kind == "sum" else self._product(terms)

    def _is_grid(self, node: Node) -> bool:
        """Whether a tree is an array; what has no entry at an index is taken for a number."""
        try:
            return isinstance(self.expand(node), Grid)
        except (UnclearError, ShapeError, NoValueError):
            return False
