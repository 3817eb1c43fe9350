"""From trees to sets of real numbers: intervals, points, operations, conditions on one unknown."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from grader.evidence.errors import UnclearError
from grader.evidence.sets.ends import ZERO, End, Order, rational
from grader.evidence.sets.lines import (
    INTEGERS,
    NONE,
    REALS,
    Numbers,
    complement,
    difference_of,
    intersection_of,
    interval,
    plain,
    point,
    together,
    union,
    union_of,
)
from grader.evidence.sets.preimages.trigonometric import stretch
from grader.evidence.sets.solve import Solver
from grader.evidence.trees.features import facts_of
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import (
    Array,
    Builder,
    Const,
    Interval,
    Logic,
    Neg,
    Node,
    Num,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass

HOW = {"union": union_of, "intersection": intersection_of, "difference": difference_of}


@dataclass
class Sets:
    """Makes sets from trees. `unknown`: the variable of bare conditions; `from_zero`: whether 0 is a natural number."""

    order: Order
    unknown: Variable | None
    assume: tuple[Node, ...] = ()
    from_zero: bool = False

    def set_of(self, tree: Node) -> Numbers:
        """Return the set of reals that a tree means; raises UnclearError where that is not known."""
        self.order.context.budget.spend()
        match tree:
            case Const("emptyset"):
                return NONE
            case SetOf(items):
                return plain(union([point(self._number(item)) for item in items], self.order))
            case Interval(low, high, low_closed, high_closed):
                return self._interval(low, high, (low_closed, high_closed))
            case Tup((low, high)):
                return self._interval(low, high, (False, False))
            case Array((low, high)):
                return self._interval(low, high, (True, True))
            case SetOp(op, args):
                return self._operation(op, args)
            case Space(name, ()):
                return self._space(name)
            case Relation() | Logic() | Const("true" | "false"):
                return self._bare(tree)
            case Builder(Sym(name), (bound,), condition) if name == bound:
                return self._solved(condition, name)
            case Builder(value, (name,), Relation(("in",), (Sym(bound), SetOf(items)))) if name == bound:
                return self.set_of(SetOf(tuple(substitute(value, {name: item}) for item in items)))
            case _:
                raise UnclearError("sets of this kind are not decided", final=True)

    def _number(self, tree: Node) -> End:
        if isinstance(tree, Tup | Array | SetOf | SetOp | Interval | Space | Builder | Relation | Logic):
            raise UnclearError("a member of this set is no number", final=True)
        if self.unknown is not None and self.unknown.name in symbols(tree):
            raise UnclearError(f"the unknown {self.unknown.name} stands in an end of the set", final=True)
        return self.order.end(tree)

    def _interval(self, low: Node, high: Node, closed: tuple[bool, bool]) -> Numbers:
        if low == Const("oo") or high == Neg(Const("oo")):
            return NONE
        first = None if low == Neg(Const("oo")) else self._number(low)
        last = None if high == Const("oo") else self._number(high)
        return plain(interval(first, last, closed, self.order))

    def _operation(self, op: str, args: tuple[Node, ...]) -> Numbers:
        found = [self.set_of(arg) for arg in args]
        if op == "union" and all(one.is_plain for one in found):
            return plain(union([one.whole for one in found], self.order))
        total = found[0]
        for one in found[1:]:
            total = together(HOW[op], total, one, self.order)
        return total

    def _space(self, name: str) -> Numbers:
        match name:
            case "R":
                return REALS
            case "Z":
                return INTEGERS
            case "N":
                least = ZERO if self.from_zero else rational(fmpq(1))
                return together(
                    intersection_of, INTEGERS, plain(interval(least, None, (True, False), self.order)), self.order
                )
            case _:
                raise UnclearError(f"sets of numbers of {name} are not decided", final=True)

    def _bare(self, condition: Node) -> Numbers:
        if self.unknown is None:
            raise UnclearError("it is not said which number the condition is about", final=True)
        domain = self.domain(self.unknown.domain)
        within = stretch(domain.whole) if domain.is_plain else None
        solved = self._solved(condition, self.unknown.name, within)
        for assumed in self.assume:
            if self.unknown.name in symbols(assumed):
                solved = together(intersection_of, solved, self._solved(assumed, self.unknown.name, within), self.order)
        return together(intersection_of, solved, domain, self.order)

    def _solved(self, condition: Node, name: str, within: tuple[End, End] | None = None) -> Numbers:
        return Solver(name, self.order, self.set_of, within).solved(condition).holds

    def domain(self, domain: Domain) -> Numbers:
        """Return the values of a declared symbol."""
        if domain.shape or domain.base == "complex":
            raise UnclearError("the unknown is no real number", final=True)
        if domain.members is not None:
            return self.set_of(SetOf(domain.members))
        if domain == REAL:
            return REALS
        low, high = domain.low, domain.high
        if domain.base == "size" and low is None:
            low = Num(Fraction(1))
        found = self._interval(
            low or Neg(Const("oo")),
            high or Const("oo"),
            (domain.low_closed or domain.base == "size", domain.high_closed),
        )
        if domain.nonzero:
            found = together(intersection_of, found, plain(complement(point(ZERO))), self.order)
        return together(intersection_of, found, INTEGERS, self.order) if domain.is_integer else found


def mentions_naturals(*trees: Node) -> bool:
    """Return whether it matters whether 0 is a natural number."""
    return any(Space in facts_of(tree).kinds and any(node == Space("N") for node in walk(tree)) for tree in trees)
