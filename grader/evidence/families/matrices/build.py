"""An expression of arrays becomes a sum of words, whatever the sizes are."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice

from grader.claims.statements import Setting
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, shape_words
from grader.evidence.budget import Budget
from grader.evidence.contractions import rearranged
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.branches import by_cases
from grader.evidence.families.matrices.by_number import derivative_by_number
from grader.evidence.families.matrices.functions import called, unknown_by_entry
from grader.evidence.families.matrices.gradients.slopes import BENT
from grader.evidence.families.matrices.indexed import (
    Ends,
    abstract,
    has_terms,
    range_of,
    require_all_inside,
    require_few_indices,
)
from grader.evidence.families.matrices.raised import power
from grader.evidence.families.matrices.single_entries import partial_derivative
from grader.evidence.families.matrices.words.products import hadamard, outer, product, transposed
from grader.evidence.families.matrices.words.spelled import Speller
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import (
    Several,
    Value,
    added,
    literal,
    require_same,
    scaled,
    times,
    vector_value,
)
from grader.evidence.families.matrices.words.worded import Worder
from grader.evidence.families.matrices.words.words import ONES, Chain, letters_of
from grader.evidence.oracle import Sign, sign_of
from grader.evidence.trees.properties.total import is_total_there
from grader.language.tree import ONE as UNIT
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    rebuild,
    substitute,
    symbols,
)
from grader.records import dataclass, field, replace

MINUS = literal(Fraction(-1))
LETTERS_A_STEP = 8  # of the first words of two factors, by which each product of two words costs more
WRITTEN_OUT = "an array that is written out, among others with letters as sizes"


@dataclass
class Builder:
    """Builds values; `shapes` are those of the declared arrays, `partial` collects what may be undefined."""

    shapes: dict[str, tuple[Size, ...]]
    table: Table
    budget: Budget
    speller: Speller
    known: Callable[[], Setting]  # of the numbers that arrays give
    has_gradients: bool = False
    stepped: frozenset[str] = BENT  # functions whose slopes are steps, also at 0
    partial: list[Node] = field(default_factory=list)
    inverted: list[Several] = field(default_factory=list)
    ends: Ends = field(default_factory=dict)  # of the indices
    gradients: list[tuple[Node, Several]] = field(default_factory=list)
    partials: list[tuple[Node, Node]] = field(default_factory=list)  # of numbers with single entries in them
    is_narrowed: bool = False  # whether a gradient is written with an inverse, which it has no need of
    by_sigmoid: bool = False  # whether tanh of a vector is written with the sigmoid function

    def build(self, node: Node) -> Value:
        """Return the value of a tree; raises ShapeError, and UnclearError for what has no normal form."""
        self.budget.spend()
        match node:
            case Sym(name) if name in self.shapes:
                return self.declared(name)
            case Neg(arg):
                return self.times(MINUS, self.build(arg))
            case Add(terms):
                return self.sum([self.build(term) for term in terms])
            case Mul(factors):
                return self.product(factors)
            case Div(num, den):
                return self.divided(self.build(num), self.scalar(den))
            case Pow(base, exp):
                return power(self, self.build(base), exp)
            case Transpose(arg):
                return transposed(self.build(arg))
            case ArrayMul(op, factors):
                return self.entrywise(op, [self.build(factor) for factor in factors])
            case Call():
                return called(self, node)
            case Apply(args=(arg,)) if isinstance(value := self.build(arg), Several):
                return unknown_by_entry(self, node.name, value, node.primes)
            case _:
                return self.other(node)

    def other(self, node: Node) -> Value:
        """Return a number that arrays do not occur in, but for single entries, or one of several arrays by cases."""
        match node:
            case Index(Sym(name), indices) if name in self.shapes:
                require_all_inside(indices, self.shapes[name], self.ends)
                return node
            case Index(Call("grad"), (_,)) if (found := partial_derivative(self, node)) is not None:
                return found
            case Index(base, indices):
                return self.entry(self.build(base), indices)
            case Bind():
                return self.bound(node)
            case Derivative():
                return derivative_by_number(self, node)
            case Cases() if self.shapes:
                return by_cases(self, node)
            case Num() | Sym() | Const() | Apply() | Cases() | Relation() | Logic():
                return self.noted(rebuild(node, self.scalar))
            case Array(items):
                self._require_beside(items)
                raise UnclearError(WRITTEN_OUT, final=True)
            case _:
                raise UnclearError(WRITTEN_OUT, final=True)

    def _require_beside(self, items: tuple[Node, ...]) -> None:
        """Raise ShapeError where no entry of a list has a meaning, or a matrix stands beside what is not as high."""
        values = [value for value in map(self.build, items) if isinstance(value, Several)]
        matrices = [value for value in values if ONE not in (value.height, value.width)]
        for value in values if matrices else ():
            if value.height != matrices[0].height:
                require_same(matrices[0], value, "array")

    def entry(self, value: Value, indices: tuple[Node, ...]) -> Node:
        """Return an entry of an array as a number."""
        if isinstance(value, Node):
            raise UnclearError("an entry of a number", final=True)
        require_all_inside(indices, value.shape, self.ends)
        return self.speller.entry(value, indices[0], indices[-1])

    def bound(self, node: Bind) -> Node:
        """Return a sum or product of numbers over an index."""
        ends = range_of(node, self.shapes)
        require_few_indices(node, self.shapes)
        if node.var in self.ends or node.var in self.shapes:
            own = f"{node.var}[{len(self.ends)}]"  # no text can spell it
            node = replace(node, var=own, body=substitute(node.body, {node.var: Sym(own)}))
        inner = replace(self, ends={**self.ends, node.var: ends}, partial=[])
        body = self.speller.number(inner.scalar(node.body))
        for part in inner.partial:
            is_there = node.var not in symbols(part) and has_terms(ends)
            self.partial.append(part if is_there else abstract(part, self.table, inner.ends, self.sign))
        return self.worded(replace(node, body=body))

    def sign(self, tree: Node) -> Sign:
        """Return the sign of a number."""
        return sign_of(tree, self.known(), self.budget)

    def worded(self, node: Bind) -> Node:
        """Return a sum over entries as words where gradients are taken, and where it is made of words."""
        if not self.has_gradients or symbols(node) & self.ends.keys():
            return node
        for tree in (rearranged(node, self.known(), self.budget), node):
            try:
                return node if tree is None else self._in_words(tree)
            except DeclinedError:
                continue
        return node

    def _in_words(self, tree: Node) -> Node:
        if isinstance(tree, Bind):
            return Worder(self.shapes, self.table).number(tree)
        return rebuild(tree, self._in_words)

    def noted(self, tree: Node) -> Node:
        """Return a number made of numbers; it is recorded where it may be undefined."""
        if not is_total_there(tree):
            self.partial.append(tree)
        return tree

    def scalar(self, node: Node) -> Node:
        """Return a number. Raises UnclearError where an array stands."""
        value = self.build(node)
        if isinstance(value, Several):
            raise UnclearError("an array stands where a number is expected", final=True)
        return value

    def declared(self, name: str) -> Value:
        """Return a declared array."""
        match self.shapes[name]:
            case (height,) if height != ONE:
                return vector_value(height, ("vector", (("v", name),)))
            case (height, width) if ONE not in (height, width):
                return Several(height, width, False, {("matrix", (ONES, (name, False, False), ONES)): UNIT})
            case (height, _) if height != ONE:
                return replace(vector_value(height, ("vector", (("v", name),))), is_flat=False)
            case (_, width) if width != ONE:
                column = replace(vector_value(width, ("vector", (("v", name),))), is_flat=False)
                return transposed(column)
            case _:
                raise UnclearError("arrays with more than two indices, or one entry", final=True)

    def is_square_product(self, chain: Chain) -> bool:
        """Return whether a word is a product of square declared matrices."""
        names = [part[0] for part in chain[1::2]]
        return all(part == ONES for part in chain[::2]) and all(
            name in self.shapes and self.shapes[name][0] == self.shapes[name][-1] for name in names
        )

    def letter(self, value: Several) -> str:
        """Return the name of the declared matrix that a value is, empty where it is none."""
        match list(value.terms.items()):
            case [(("matrix", (_, (name, False, False), _)), coefficient)] if coefficient == UNIT:
                return str(name)
            case _:
                return ""

    def times(self, factor: Node, value: Value) -> Value:
        """Return a number times a value."""
        return scaled(value, factor) if isinstance(value, Several) else times(factor, value)

    def sum(self, values: list[Value]) -> Value:
        """Return a sum of numbers or of arrays."""
        arrays = [value for value in values if isinstance(value, Several)]
        if not arrays:
            return Add(tuple(value for value in values if isinstance(value, Node)))
        if len(arrays) < len(values):
            raise UnclearError(f"a number is added to an array of shape {shape_words(arrays[0].shape)}", final=True)
        self.budget.spend(sum(len(value.terms) for value in arrays))
        return added(arrays)

    def product(self, factors: tuple[Node, ...]) -> Value:
        """Return a product from left to right."""
        result = self.build(factors[0])
        for factor in factors[1:]:
            result = self.multiplied(result, self.build(factor))
        return result

    def multiplied(self, left: Value, right: Value) -> Value:
        """Return a product of two values; a root times itself is what stands under it, as in its square."""
        if isinstance(left, Call) and left.name == "sqrt" and left == right:
            return left.args[0]
        if isinstance(left, Node):
            return self.times(left, right)
        if isinstance(right, Node):
            return scaled(left, right)
        letters = sum(letters_of(word) for side in (left, right) for word in islice(side.terms, 1))
        self.budget.spend(len(left.terms) * len(right.terms) * (1 + letters // LETTERS_A_STEP))
        return product(left, right, self.table)

    def divided(self, top: Value, bottom: Node) -> Value:
        """Return a value divided by a number."""
        if isinstance(top, Several):
            return scaled(top, self.noted(Div(UNIT, bottom)))
        self.noted(Div(UNIT, bottom))
        return Div(top, bottom)

    def entrywise(self, op: str, values: list[Value]) -> Value:
        """Return an entrywise or an outer product."""
        result = values[0]
        for value in values[1:]:
            if isinstance(result, Node) or isinstance(value, Node):
                result = self.multiplied(result, value)
                continue
            self.budget.spend(len(result.terms) * len(value.terms))
            result = hadamard(result, value, self.table) if op == "hadamard" else outer(result, value)
        return result
