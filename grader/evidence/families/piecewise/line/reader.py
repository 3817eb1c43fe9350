"""Trees of arrays read as piecewise-linear functions of one variable; nodes that are shared are read once.

Every node is read after its parts, without recursion, and its value is kept by the node's identity: a network whose
layers use a hidden layer several times costs what its distinct nodes cost. Where the variable has a value, the same
rules evaluate a tree exactly at a point, without any pieces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import fmpq

from grader.evidence.arrays.grids import offset, transposed
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.calls import Calls
from grader.evidence.families.piecewise.line.linear import conditions
from grader.evidence.families.piecewise.line.linear.apply import power, quotient
from grader.evidence.families.piecewise.line.linear.kinks import first_fall, kink_places
from grader.evidence.families.piecewise.line.linear.pieces import (
    NIL,
    NOWHERE,
    ONE,
    Item,
    Pieces,
    Rational,
    as_number,
    as_pieces,
    check_bits,
    line,
)
from grader.evidence.families.piecewise.line.linear.places import Places
from grader.evidence.families.piecewise.line.linear.sums import scaled
from grader.evidence.families.piecewise.line.tables import (
    Entry,
    Table,
    added,
    entrywise,
    literal,
    mapped,
    multiplied,
    number_of,
)
from grader.language.names.functions import WHOLE
from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Cases,
    Const,
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
    Tup,
    children,
)
from grader.records import dataclass, field


def pieces(tree: Node, var: str, conventions: Mapping[str, Node], budget: Budget) -> Pieces | None:
    """Return a tree as a piecewise-linear function of `var`, None where it is not seen to be one.

    Coefficients are rational numbers. `conventions` give values at jumps (`H(0)`, `sign(0)`); without one the function
    has no value there. Raises `ExceededError` beyond a limit, `ShapeError` where arrays do not fit together.
    """
    try:
        found = Reader({var: line(ONE, NIL)}, conventions, budget).read(tree)
    except DeclinedError:
        return None
    return None if isinstance(found, Table) else as_pieces(found)


@dataclass(frozen=True, slots=True)
class Where:
    """A condition: the function that is 1 where it holds and 0 where it does not."""

    holds: Item


@dataclass
class Reader:
    """Reads trees whose symbols have values: numbers, functions of the variable, or arrays of them."""

    values: Mapping[str, Entry]
    conventions: Mapping[str, Node]
    budget: Budget
    places: Places | None = None  # the domain, for what is said of whole functions; None at a point
    known: dict[int, Entry | Where] = field(default_factory=dict)
    kept: list[Node] = field(default_factory=list)  # keeps alive the keys of `known`
    whole: list[Call] = field(default_factory=list)  # the calls that speak of whole functions
    calls: Calls = field(init=False)

    def __post_init__(self) -> None:
        self.calls = Calls(self.budget, self._convention)

    def read(self, tree: Node) -> Entry:
        """Return the value of a tree; raises DeclinedError, ShapeError, UnclearError, ExceededError."""
        self._read(tree)
        return self.entry(tree)

    def of_whole_functions(self) -> dict[int, Entry | Where]:
        """Return what was found of whole functions, by identity; it is the same at every point."""
        nodes = [node for node in self.whole if id(node) in self.known]
        return {id(node): self.known[id(node)] for node in nodes}

    def truth(self, condition: Node) -> Item:
        """Return the function that is 1 where a condition holds and 0 where it does not; raises as `read` does."""
        self._read(condition)
        return self.where(condition)

    def _read(self, tree: Node) -> None:
        waiting: list[tuple[Node, bool]] = [(tree, False)]
        self.kept.append(tree)
        while waiting:
            node, ready = waiting.pop()
            if id(node) in self.known:
                continue
            if not ready and isinstance(node, Array) and (numbers := _numbers(node)) is not None:
                self.budget.spend(1 + len(numbers) // 16)
                self.known[id(node)] = Table((len(numbers),), tuple(numbers))
                continue
            if not ready and (parts := [part for part in children(node) if id(part) not in self.known]):
                waiting.append((node, True))
                waiting.extend((part, False) for part in parts)
                continue
            self.budget.spend()
            self.known[id(node)] = self._limited(self._value(node))

    def entry(self, node: Node) -> Entry:
        """Return the value of a part that is no condition."""
        found = self.known[id(node)]
        if isinstance(found, Where):
            raise DeclinedError
        return found

    def item(self, node: Node) -> Item:
        """Return the value of a part that is a number or a function."""
        found = self.known[id(node)]
        if isinstance(found, Table | Where):
            raise DeclinedError
        return found

    def where(self, node: Node) -> Item:
        """Return the function that is 1 where a part, a condition, holds and 0 where it does not."""
        found = self.known[id(node)]
        if not isinstance(found, Where):
            raise DeclinedError
        return found.holds

    def _limited(self, entry: Entry | Where) -> Entry | Where:
        if isinstance(entry, Where):
            return entry
        for item in entry.items if isinstance(entry, Table) else (entry,):
            numbers = (item.lines[0] or (NIL, NIL)) if isinstance(item, Pieces) else (item,)
            check_bits(numbers, self.budget)
        return entry

    def _entries(self, nodes: Sequence[Node]) -> list[Entry]:
        return [self.entry(node) for node in nodes]

    def _value(self, node: Node) -> Entry | Where:
        match node:
            case Num(value):
                return fmpq(value.numerator, value.denominator)
            case Sym(name):
                if name not in self.values:
                    raise DeclinedError
                return self.values[name]
            case Neg(arg):
                return mapped(lambda item: scaled(item, -ONE), self.entry(arg))
            case Add(terms):
                return added(self._entries(terms), self.budget)
            case Mul(factors):
                return multiplied(self._entries(factors), self.budget)
            case Div(num, den):
                return self._quotient(self.entry(num), self.item(den))
            case Pow(base, exponent):
                return power(self.item(base), self.item(exponent), self.budget)
            case Call(name, (arg,)) if name in WHOLE:
                self.whole.append(node)
                return self._of_whole_function(name, self.item(arg))
            case Call(name, args):
                return self.calls.value(name, self._entries(args))
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Entry | Where:
        match node:
            case Array(items) | Tup(items):
                return literal(self._entries(items))
            case Transpose(arg):
                inner = self.entry(arg)
                return transposed(inner) if isinstance(inner, Table) else inner
            case ArrayMul(op, factors):
                return entrywise(op, self._entries(factors), self.budget)
            case Index(base, indices):
                return self._entry(self.entry(base), indices)
            case Cases(branches, otherwise):
                rest = NOWHERE if otherwise is None else self.item(otherwise)
                chosen = [(self.item(value), self.where(condition)) for value, condition in branches]
                return conditions.chosen(chosen, rest, self.budget)
            case _:
                return self._condition(node)

    def _condition(self, node: Node) -> Where:
        match node:
            case Relation(ops, operands):
                return Where(conditions.relation(ops, [self.item(side) for side in operands], self.budget))
            case Logic(op, args):
                return Where(conditions.logic(op, [self.where(arg) for arg in args], self.budget))
            case Const("true" | "false"):
                return Where(ONE if node.name == "true" else NIL)
            case _:
                raise DeclinedError

    def _quotient(self, num: Entry, den: Item) -> Entry:
        divisor = as_number(den)
        if divisor is None or divisor == NIL:
            return mapped(lambda item: quotient(item, den, self.budget), num)
        return mapped(lambda item: scaled(item, 1 / divisor), num)

    def _entry(self, base: Entry, indices: tuple[Node, ...]) -> Entry:
        if not isinstance(base, Table):
            raise DeclinedError
        places = [as_number(self.item(index)) for index in indices]
        if any(place is None or place.q != 1 for place in places) or len(places) != len(base.shape):
            raise DeclinedError
        return base.items[offset(base, tuple(int(place.p) for place in places if place is not None))]

    # Functions

    def _of_whole_function(self, name: str, function: Item) -> Entry | Where:
        if self.places is None:
            raise DeclinedError
        if name == "kinks":
            return fmpq(len(kink_places(as_pieces(function), self.places)))
        return Where(ONE if first_fall(as_pieces(function), self.places) is None else NIL)

    def _convention(self, name: str) -> Rational | None:
        """Return the value of a convention, if the setting has it as a number."""
        node = self.conventions.get(name)
        if node is None:
            return None
        value = number_of(Reader({}, {}, self.budget).read(node))
        if value is None:
            raise DeclinedError
        return value


def _numbers(array: Array) -> list[Rational] | None:
    """Return the numbers of a list that holds nothing else, as they are written."""
    found = []
    for item in array.items:
        inner = item.arg if type(item) is Neg else item
        if type(inner) is Num:
            number = fmpq(inner.value.numerator, inner.value.denominator)
        elif type(inner) is Div and type(inner.num) is Num and type(inner.den) is Num and inner.den.value != 0:
            top, bottom = inner.num.value, inner.den.value
            number = fmpq(top.numerator * bottom.denominator, top.denominator * bottom.numerator)
        else:
            return None
        found.append(number if inner is item else -number)
    return found
