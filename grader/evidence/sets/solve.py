"""Conditions on one real number, solved exactly: the set where they hold and the set where they fail.

Rational functions are solved by the roots of polynomials, monotone functions by their inverses, moduli by cases; what
is of another kind is not solved. Where a part of a condition is undefined it neither holds nor fails.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.functions import table
from grader.evidence.functions.formulas import filled, formula
from grader.evidence.sets.ends import ZERO as NIL
from grader.evidence.sets.ends import End, Order, rational
from grader.evidence.sets.kinks import UNSOLVED
from grader.evidence.sets.lines import (
    EVERYTHING,
    NONE,
    NOTHING,
    REALS,
    Line,
    Numbers,
    combined,
    complement,
    difference_of,
    intersection_of,
    interval,
    plain,
    together,
    union_of,
    without,
)
from grader.evidence.sets.preimages.preimages import BENT, NOT_NEGATIVE, POSITIVE, REGIONS, Preimages
from grader.evidence.sets.preimages.trigonometric import stretch
from grader.evidence.trees.build import OPPOSITE, minus
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    Add,
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
    RelationOp,
    Sym,
    symbols,
)
from grader.records import dataclass

TOTAL = frozenset({Num, Sym, Neg, Add, Mul})  # kinds of nodes that have a value wherever their parts have


@dataclass(frozen=True, slots=True)
class Solved:
    """Where a condition holds, and where it fails; it is undefined elsewhere, nowhere if it `is_total`."""

    holds: Numbers
    fails: Numbers
    is_total: bool = False


class Solver(Preimages):
    """Solves conditions on the number called `name`; `set_of` reads the sets behind `in`."""

    def __init__(
        self,
        name: str,
        order: Order,
        set_of: Callable[[Node], Numbers],
        within: tuple[End, End] | None = None,
    ) -> None:
        super().__init__(name, order, within)
        self.set_of = set_of

    # conditions

    def solved(self, node: Node) -> Solved:
        """Return where a condition holds and fails; raises UnclearError where that is not known."""
        self.order.context.budget.spend()
        match node:
            case Const("true"):
                return Solved(REALS, NONE, True)
            case Const("false"):
                return Solved(NONE, REALS, True)
            case Relation(ops, operands):
                links = zip(ops, operands, operands[1:], strict=False)
                return self._joined("and", [self._link(op, left, right) for op, left, right in links])
            case Logic("and", args) if self.within is None and (ends := self._bounds(args)) is not None:
                return Solver(self.name, self.order, self.set_of, ends).solved(node)
            case Logic("and" | "or" as op, args):
                return self._joined(op, [self.solved(arg) for arg in args])
            case Logic("not", (arg,)):
                inner = self.solved(arg)
                return Solved(inner.fails, inner.holds, inner.is_total)
            case Logic("implies", (premise, conclusion)):
                return self.solved(Logic("or", (Logic("not", (premise,)), conclusion)))
            case Logic("iff", (first, second)):
                return self.solved(Logic("and", (Logic("implies", (first, second)), Logic("implies", (second, first)))))
            case _:
                raise UnclearError(UNSOLVED, final=True)

    def _bounds(self, conditions: tuple[Node, ...]) -> tuple[End, End] | None:
        """Return the ends of the bounded set in which some of the conditions put the unknown itself, if they do."""
        bare = [part for part in conditions if isinstance(part, Relation) and self._is_bare(part)]
        if not bare or len(bare) == len(conditions):
            return None
        found = self._joined("and", [self.solved(part) for part in bare]).holds
        return stretch(found.whole) if found.is_plain else None

    def _is_bare(self, relation: Relation) -> bool:
        return all(side == Sym(self.name) or not self.depends(side) for side in relation.operands)

    def _joined(self, op: str, parts: list[Solved]) -> Solved:
        holds, fails = parts[0].holds, parts[0].fails
        all_of, any_of = (intersection_of, union_of) if op == "and" else (union_of, intersection_of)
        is_total = all(part.is_total for part in parts)
        for part in parts[1:]:
            holds = together(all_of, holds, part.holds, self.order)
            fails = fails if is_total else together(any_of, fails, part.fails, self.order)
        return Solved(holds, without(holds) if is_total else fails, is_total)

    def _link(self, op: RelationOp, left: Node, right: Node) -> Solved:
        if op in {"in", "notin"}:
            inside = self._member(left, right)
            return inside if op == "in" else Solved(inside.fails, inside.holds)
        if op not in OPPOSITE:
            raise UnclearError(f"`{op}` is not decided", final=True)
        infinite = [_infinity(side) for side in (left, right)]
        if any(infinite):
            return self._against_infinity(op, left, right, infinite)
        defined = self._both(self.defined(left), self.defined(right))
        return self._with_rest(self.preimage(minus(left, right), REGIONS[op]), defined)

    def _with_rest(self, found: Line, defined: Line) -> Solved:
        """Return what holds on a line, and fails elsewhere where it is defined."""
        if defined is EVERYTHING:
            return Solved(plain(found), plain(complement(found)), True)
        holds = self._both(found, defined)
        return Solved(plain(holds), plain(combined(difference_of, defined, holds, self.order)))

    def _against_infinity(self, op: RelationOp, left: Node, right: Node, infinite: list[int]) -> Solved:
        if all(infinite):
            raise UnclearError("infinity is compared with itself", final=True)
        defined = plain(self.defined(left if infinite[1] else right))
        below = infinite[1] > 0 or infinite[0] < 0
        true = op == "!=" or (op in {"<", "<="} and below) or (op in {">", ">="} and not below)
        return Solved(defined, NONE) if true else Solved(NONE, defined)

    def _member(self, value: Node, target: Node) -> Solved:
        inside = self.set_of(target)
        if value == Sym(self.name):
            outside = together(difference_of, REALS, inside, self.order)
            return Solved(inside, outside)
        if not inside.is_plain:
            raise UnclearError(UNSOLVED, final=True)
        defined = self.defined(value)
        return self._with_rest(self.preimage(value, inside.whole), defined)

    # where an expression is defined

    def defined(self, node: Node) -> Line:
        """Return where an expression is defined."""
        if type(node) is Sym or type(node) is Num or self._is_polynomial(node):
            return EVERYTHING
        if not self.depends(node):
            return self._defined_constant(node)
        match node:
            case Neg(arg):
                return self.defined(arg)
            case Add(parts) | Mul(parts):
                return self._all_defined(parts)
            case Div(num, den):
                poles = self.preimage(den, REGIONS["!="])
                return self._both(self._all_defined((num, den)), poles)
            case Pow(base, exp):
                return self._both(self._all_defined((base, exp)), self._power_domain(base, exp))
            case Call(name, args):
                return self._both(self._all_defined(args), self._call_domain(name, args))
            case _:
                raise UnclearError(UNSOLVED, final=True)

    def _is_polynomial(self, node: Node) -> bool:
        """Whether an expression adds and multiplies numbers and the unknown alone."""
        found = facts_of(node)
        return found.kinds <= TOTAL and found.symbols <= {self.name}

    def _defined_constant(self, node: Node) -> Line:
        try:
            self.order.end(node)
        except UndefinedError:
            return NOTHING
        return EVERYTHING

    def _all_defined(self, parts: tuple[Node, ...]) -> Line:
        found = EVERYTHING
        for part in parts:
            found = self._both(found, self.defined(part))
        return found

    def _power_domain(self, base: Node, exp: Node) -> Line:
        value = literal(exp)
        if value is None:
            return self.preimage(base, POSITIVE)
        domain = EVERYTHING if value.denominator % 2 else self.preimage(base, NOT_NEGATIVE)
        return self._both(domain, self.preimage(base, REGIONS["!="])) if value < 0 else domain

    def _is_base(self, node: Node) -> bool:
        """Return whether a number may be the base of logarithms; of a base with parameters nobody knows."""
        if symbols(node):
            raise UnclearError(UNSOLVED, final=True)
        base = self.order.end(node)
        return self.order.compare(base, NIL) > 0 and self.order.compare(base, rational(fmpq(1))) != 0

    def _call_domain(self, name: str, args: tuple[Node, ...]) -> Line:
        if name in BENT:
            return EVERYTHING
        if name == "log" and len(args) == 2 and not self.depends(args[1]):
            return self._call_domain("log", args[:1]) if self._is_base(args[1]) else NOTHING
        if name == "root" and (degree := literal(args[1])) is not None and degree.denominator == 1 and degree > 0:
            return EVERYTHING if degree % 2 else self.preimage(args[0], NOT_NEGATIVE)
        facts = table.REALS.get(name)
        if facts is None or len(args) != 1 or facts.numbers != "reals" or facts.convention is not None:
            raise UnclearError(UNSOLVED, final=True)
        if facts.poles:
            return self.preimage(filled(facts.poles, args[0]), REGIONS["!="])
        if facts.is_line:
            return EVERYTHING
        (span,) = facts.domain
        low, high = (None if end is None else self.order.end(formula(end.text)) for end in (span.low, span.high))
        return self.preimage(args[0], interval(low, high, (span.low_closed, span.high_closed), self.order))


def _infinity(node: Node) -> int:
    """Return 1 for oo, -1 for -oo, 0 for all else."""
    if node == Const("oo"):
        return 1
    return -1 if node == Neg(Const("oo")) else 0
