"""Orthonormal vectors: in the basis that they are part of, they are unit vectors, whatever the dimension is.

A statement that is made of scalar products, norms, sums and multiples of vectors means the same in every orthonormal
basis. Of p orthonormal and q other vectors it speaks of a space of at most p + q dimensions, in which the former are
taken for the first unit vectors. So it holds in all dimensions where it holds in p + q, and a point where it fails
there is one of that dimension. A statement that depends on the basis, such as one with the vector of ones, is refuted
where it fails in p + q dimensions for the unit vectors, or for vectors without a 0; nothing is proved of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal

from flint import fmpq

from grader.claims.statements import Member, Setting
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.numbers.shown import shown_tree
from grader.evidence.question.goal import Goal, with_trees
from grader.evidence.statements.failing import is_false
from grader.evidence.trees.build import number_tree
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Apply,
    Array,
    Bind,
    Call,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof, Unknown
from grader.wording import undecided_reasons

What = Literal["number", "column", "row", "truth"]
MAX_VECTORS = 8  # of one orthonormal family


def in_their_basis(goal: Goal) -> Evidence | None:
    """Return evidence about a statement on orthonormal vectors, None where it does not speak of any."""
    try:
        size, names, rest = orthonormal(goal.setting)
        return Basis(goal, size, names, rest).evidence()
    except DeclinedError:
        return None


def orthonormal(setting: Setting) -> tuple[Node, list[str], list[Node]]:
    """Return the size, the names of vectors that are assumed to be orthonormal, and what else is assumed.

    Raises DeclinedError where there are none.
    """
    units: set[str] = set()
    right: set[frozenset[str]] = set()
    rest: list[Node] = []
    for part in (one for condition in setting.assume for one in _parts(condition)):
        pair = _product_of(part)
        if pair is None:
            rest.append(part)
        elif len(pair) == 1:
            units |= pair
        else:
            right.add(pair)
    shapes = {one.name: one.domain.shape for one in setting.variables if one.name in units}
    names = [one.name for one in setting.variables if one.name in units and one.domain.base == "real"]
    if not names or len(set(shapes.values())) != 1 or len(shapes[names[0]]) != 1:
        raise DeclinedError
    refuse_above(len(names), MAX_VECTORS, "max_cases")
    if right != {frozenset(pair) for pair in combinations(names, 2)}:
        raise DeclinedError
    return shapes[names[0]][0], names, rest


def _parts(condition: Node) -> Iterator[Node]:
    match condition:
        case Logic("and", args):
            for arg in args:
                yield from _parts(arg)
        case Relation(ops, operands) if len(ops) > 1:
            for op, left, right in zip(ops, operands, operands[1:], strict=False):
                yield Relation((op,), (left, right))
        case _:
            yield condition


def _product_of(condition: Node) -> frozenset[str] | None:
    """Return {a} where a condition says that a has norm 1, {a, b} where both are orthogonal; None for others."""
    match condition:
        case Relation(("=",), (Call("norm", (Sym(name),)), number)) if number == ONE:
            return frozenset({name})
        case Relation(("=",), (Mul((Transpose(Sym(one)), Sym(other))), number)):
            pair = frozenset({one, other})
            return pair if number == (ONE if len(pair) == 1 else ZERO) else None
        case _:
            return None


def is_any_number(domain: Domain) -> bool:
    """Whether each entry of a vector may be any real number."""
    return domain == Domain(shape=domain.shape, text=domain.text)


class Basis:
    """A statement on orthonormal vectors `names` of one size; `rest` is what else is assumed."""

    def __init__(self, goal: Goal, size: Node, names: Sequence[str], rest: Sequence[Node]) -> None:
        self.goal, self.size, self.names, self.rest = goal, size, names, rest
        variables = goal.setting.variables
        self.vectors = {one.name for one in variables if one.domain.shape == (size,)}
        self.arrays = {one.name for one in variables if one.domain.shape} - self.vectors
        if not all(is_any_number(one.domain) for one in variables if one.name in self.vectors):
            raise DeclinedError  # their signs and sizes say which basis it is
        if any(
            symbols(dim) & symbols(size) for one in variables if one.name in self.arrays for dim in one.domain.shape
        ):
            raise DeclinedError

    def evidence(self) -> Evidence | None:
        """Return the evidence for the statement with unit vectors, only against it where it depends on a basis.

        Against such a statement counts what is false there, and not what has no value for these vectors alone.
        """
        is_free = self._is_free()
        found, count = self._with(_unit)
        if is_free:
            return (
                found
                if self._holds_below(found, int(count.value))
                else Unknown(undecided_reasons.WHERE_BOTH_SIDES_DEFINED)
            )
        if not is_false(found, self.goal.statement):
            found, _ = self._with(_mirrored)
        if not isinstance(found, Point) or not is_false(found, self.goal.statement):
            return None
        ends = [one.domain.low for one in self.goal.setting.variables if Sym(one.name) == self.size]
        if any(low is not None and not (isinstance(low, Num) and low.value <= count.value) for low in ends):
            return None
        sizes = {self.size.name: Exact(str(count.value))} if isinstance(self.size, Sym) else {}
        return replace(found, at={**sizes, **found.at})

    def _is_free(self) -> bool:
        """Return whether the statement means the same in every orthonormal basis."""
        try:
            kinds = [self.of(tree) for tree in (*self.goal.trees, *self.rest) if not symbols(tree) & symbols(self.size)]
        except DeclinedError:
            return False
        return len(kinds) == len(self.goal.trees) + len(self.rest)

    def _holds_below(self, found: Evidence, most: int) -> bool:
        """Return whether a proof holds in less dimensions too: the gaps that it leaves may be all of such a space."""
        if not (isinstance(found, Proof) and found.gaps and isinstance(self.size, Sym)):
            return True
        counts = (Num(Fraction(count)) for count in range(len(self.names), most))
        return all(isinstance(self._with(_unit, count)[0], Proof) for count in counts)

    def _with(self, vector: Callable[[int, int], Array], count: Num | None = None) -> tuple[Evidence, Num]:
        """Return what is found with the vectors of a basis, and in how many dimensions. Raises DeclinedError."""
        trees = self.goal.trees
        used = frozenset[str]().union(*map(symbols, (*trees, *self.rest)))
        others = [name for name in sorted(self.vectors & used) if name not in self.names]
        count = count or self._dimension(len(others))
        units: dict[str, Node] = {name: vector(place, int(count.value)) for place, name in enumerate(self.names)}
        put = {**units, self.size.name: count} if isinstance(self.size, Sym) else units
        statement = with_trees(self.goal.statement, tuple(substitute(tree, put) for tree in trees))
        if isinstance(statement, Member):
            statement = replace(statement, variable=self._resized(statement.variable, count))
        variables = tuple(self._resized(one, count) for one in self.goal.setting.variables if one.name not in put)
        assume = tuple(substitute(part, put) for part in self.rest)
        setting = replace(self.goal.setting, variables=variables, assume=assume)
        found = self.goal.budget.oracle.decide(self.goal.about(statement, setting))
        return _shown(found, units), count

    def _dimension(self, others: int) -> Num:
        """Return in how many dimensions the statement is looked at: in that of the problem, if it is a number."""
        count = len(self.names) + others
        match self.size:
            case Num(value) if value >= len(self.names):
                return self.size
            case Sym(name):
                declared = [one.domain for one in self.goal.setting.variables if one.name == name]
                if all(one.is_integer and one.members is None and one.high is None for one in declared):
                    return Num(Fraction(count))
        raise DeclinedError

    def _resized(self, variable: Variable, count: Num) -> Variable:
        if variable.domain.shape != (self.size,):
            return variable
        domain: Domain = replace(variable.domain, shape=(count,))
        return replace(variable, domain=domain)

    def of(self, tree: Node) -> What:
        """Return what a tree is. Raises DeclinedError where its value depends on the basis."""
        match tree:
            case Sym(name):
                if name in self.arrays:
                    raise DeclinedError
                return "column" if name in self.vectors else "number"
            case Num() | Const("oo" | "pi" | "e"):
                return "number"
            case Neg(arg):
                return self.of(arg)
            case Add(terms):
                return self._one_of([self.of(term) for term in terms])
            case Mul(factors):
                return self._product([self.of(factor) for factor in factors])
            case Div(num, den):
                self._require_numbers(den)
                return self.of(num)
            case Transpose(arg):
                turned: Mapping[What, What] = {"column": "row", "row": "column", "number": "number"}
                return turned[self.of(arg)]
            case Call("norm", (arg,)):
                self.of(arg)
                return "number"
            case Call("dot", (one, other)) if {self.of(one), self.of(other)} == {"column"}:
                return "number"
            case _:
                return self._whole(tree)

    def _whole(self, tree: Node) -> What:
        match tree:
            case Pow(base, exponent):
                self._require_numbers(base, exponent)
                return "number"
            case Call(_, args) | Apply(_, args):
                self._require_numbers(*args)
                return "number"
            case Bind(_, body, _, low, high):
                self._require_numbers(*(end for end in (low, high) if end is not None))
                return self.of(body)
            case Relation(_, operands):
                self._one_of([self.of(operand) for operand in operands])
                return "truth"
            case Logic(_, args):
                for arg in args:
                    self.of(arg)
                return "truth"
            case _:
                raise DeclinedError

    def _require_numbers(self, *trees: Node) -> None:
        if any(self.of(tree) != "number" for tree in trees):
            raise DeclinedError

    def _one_of(self, kinds: list[What]) -> What:
        if len(set(kinds)) > 1:
            raise DeclinedError
        return kinds[0]

    def _product(self, kinds: list[What]) -> What:
        result: What = "number"
        for kind in kinds:
            if "number" in (result, kind):
                result = kind if result == "number" else result
            elif (result, kind) in {("row", "column"), ("column", "column")}:
                result = "number"
            else:
                raise DeclinedError
        return result


def _unit(place: int, count: int) -> Array:
    return Array(tuple(ONE if place == other else ZERO for other in range(count)))


def _mirrored(place: int, count: int) -> Array:
    """Return a unit vector mirrored in the plane orthogonal to (1, 2, 3, …): in that basis no entry is special."""
    square = sum(entry**2 for entry in range(1, count + 1))
    entries = (int(place == other) - fmpq(2 * (place + 1) * (other + 1), square) for other in range(count))
    return Array(tuple(map(number_tree, entries)))


def _shown(found: Evidence, units: Mapping[str, Node]) -> Evidence:
    """Return evidence with the unit vectors among the values of a point."""
    if not isinstance(found, Point):
        return found
    shown = {name: tuple(map(shown_tree, unit.items)) for name, unit in units.items() if isinstance(unit, Array)}
    return replace(found, at={**shown, **found.at})
