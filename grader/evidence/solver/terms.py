"""Trees as terms of the solver: polynomials, quotients, roots, kinks, floors and remainders, cases, comparisons.

Where a tree has no value its term may be anything; `needs` says where it has one. Other total functions become
unknowns within their ranges, equal for equal trees: more models, so that `unsat` still proves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from flint import fmpq, fmpz

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.numbers.exact import exact_root
from grader.evidence.solver.bounds import CONSTANTS, MAX_POWER, RANGES
from grader.evidence.solver.operations import NIL, Operations
from grader.evidence.solver.solver import Query, Term, Truth
from grader.evidence.trees.polynomials import integer_literal, rational_literal
from grader.language.tree import (
    Add,
    Array,
    Call,
    Cases,
    Const,
    Div,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    Space,
    Sym,
    Tup,
    symbols,
)

T = TypeVar("T")

INFINITE = (Const("oo"), Neg(Const("oo")))


class Terms:
    """Writes trees into a query; `whole` names the integer variables, `jumps` the values at jumps that have a name."""

    def __init__(self, query: Query, whole: frozenset[str], jumps: Mapping[str, Node]) -> None:
        self.query = query
        self.z3 = query.z3
        self.whole = whole
        self.jumps = jumps
        self.ops = Operations(query)
        self.known: dict[Node, Term] = {}
        self.abstract: dict[Node, Term] = {}
        self.scope = 0  # how deep inside parts that may not apply: what is needed there is not remembered

    def real(self, node: Node) -> Term:
        """Return the term of a tree; raises DeclinedError."""
        found = self.known.get(node)
        if found is None:
            self.query.budget.spend()
            before = len(self.ops.needs)
            found = self._real(node)
            if self.scope == 0 or before == len(self.ops.needs):
                self.known[node] = found
        return found

    def _real(self, node: Node) -> Term:
        match node:
            case Num(value):
                return self.ops.number(fmpq(value.numerator, value.denominator))
            case Sym(name):
                return self.query.integer(name) if name in self.whole else self.query.unknown(name)
            case Neg(arg):
                return -self.real(arg)
            case Add(terms):
                return self.z3.Sum([self.real(term) for term in terms])
            case Mul(factors):
                return self.ops.product([self.real(factor) for factor in factors])
            case Div(num, den):
                return self._quotient(self.real(num), den)
            case Pow(base, exp):
                return self._power(base, rational_literal(exp))
            case Call(name, args):
                return self._call(node, name, args)
            case Const("pi" | "e" as name):
                low, high = CONSTANTS[name]
                return self._between(node, self.ops.number(low), self.ops.number(high))
            case Cases():
                return self._cases(node)
            case _:
                raise DeclinedError

    def _quotient(self, num: Term, den: Node) -> Term:
        known = rational_literal(den)
        if known is not None and known != NIL:
            return self.query.number(1 / known) * num
        return self.ops.quotient(num, self.real(den))

    def _power(self, arg: Node, exponent: fmpq | None) -> Term:
        if exponent is None:
            raise DeclinedError
        refuse_above(abs(int(exponent.p)), MAX_POWER, "max_degree")
        refuse_above(int(exponent.q), MAX_POWER, "max_degree")
        if exponent == NIL:
            return self.ops.number(fmpq(1))
        base = self.real(arg) if exponent.q == 1 else self._root(arg, int(exponent.q))
        result = self.ops.product([base] * abs(int(exponent.p)))
        if exponent < NIL:
            return self.ops.inverse(result, base)
        return result

    def _root(self, arg: Node, degree: int) -> Term:
        """Return a real root: of a rational number the rational one where there is one, of none that is negative."""
        value = rational_literal(arg)
        refuse_above(degree, MAX_POWER, "max_degree")
        if value is None or (value < NIL and degree % 2 == 0):
            return self.ops.root(self.real(arg), degree, is_constant=not symbols(arg))
        sign = fmpq(-1 if value < NIL else 1)
        known = exact_root(abs(value), fmpz(degree))
        if known is not None:
            return self.ops.number(sign * known)
        return self.ops.product(
            [self.ops.number(sign), self.ops.root(self.ops.number(abs(value)), degree, is_constant=True)]
        )

    def _call(self, node: Node, name: str, args: Sequence[Node]) -> Term:
        if name in RANGES:
            low, high = (None if end is None else self.ops.number(fmpq(end)) for end in RANGES[name])
            self.real(args[0])
            return self._between(node, low, high)
        match name, args:
            case "floor" | "ceil", [arg]:
                return self._floor(arg) if name == "floor" else -self._floor(Neg(arg))
            case "mod", [arg, by]:
                return self.ops.remainder(self.real(arg), self.real(by))
            case "root", [arg, degree] if (known := integer_literal(degree)) is not None and known > 0:
                return self._root(arg, known) if known > 1 else self.real(arg)
            case "heaviside" | "sign", [arg]:
                return self._step(name, self.real(arg))
            case "sqrt" | "cbrt", [arg]:
                return self._root(arg, 2 if name == "sqrt" else 3)
            case _:
                return self.ops.kinked(name, [self.real(arg) for arg in args])

    def _step(self, name: str, x: Term) -> Term:
        at = self.jumps.get("H(0)" if name == "heaviside" else "sign(0)")
        if at is None:
            raise DeclinedError
        return self.ops.step(name, x, self.real(at))

    def _floor(self, arg: Node) -> Term:
        if isinstance(arg, Neg) and isinstance(arg.arg, Div):
            arg = Div(Neg(arg.arg.num), arg.arg.den)
        if isinstance(arg, Div):
            num, den = self.real(arg.num), self.real(arg.den)
            if self.z3.is_int(num) and self.z3.is_int(den):
                return self.ops.whole_quotient(num, den)
        return self.ops.floor(self.real(arg))

    def _between(self, node: Node, low: Term | None, high: Term | None) -> Term:
        """Return an unknown for a tree, the same for equal trees, strictly between two numbers."""
        if node not in self.abstract:
            self.abstract[node] = self.ops.enclosed(low, high)
        return self.abstract[node]

    def _cases(self, node: Cases) -> Term:
        conditions, values = [], []
        earlier: list[Truth] = []
        for value, condition in node.branches:
            here = self._under(earlier, partial(self.condition, condition))
            conditions.append(here)
            values.append(self._under([*earlier, here], partial(self.real, value)))
            earlier.append(self.z3.Not(here))
        if node.otherwise is None:
            self.ops.needs.append(self.query.either(conditions))
            result = values.pop()
            conditions.pop()
        else:
            result = self._under(earlier, partial(self.real, node.otherwise))
        for here, value in zip(reversed(conditions), reversed(values), strict=True):
            result = self.ops.choice(here, value, result)
        return result

    def _under(self, premises: Sequence[Truth], read: Callable[[], T]) -> T:
        """Return what is read; what it needs is needed only where the premises hold."""
        if not premises:
            return read()
        outside, self.ops.needs = self.ops.needs, []
        self.scope += 1
        try:
            result = read()
        finally:
            self.scope -= 1
            inner, self.ops.needs = self.ops.needs, outside
        self.ops.needs += [self.z3.Implies(self.z3.And(*premises), need) for need in inner]
        return result

    # Conditions

    def condition(self, node: Node) -> Truth:
        """Return a condition; raises DeclinedError."""
        match node:
            case Const("true" | "false" as name):
                return self.query.truth(name == "true")
            case Relation(ops, operands):
                links = zip(ops, operands, operands[1:], strict=False)
                return self.query.every([self._link(op, left, right) for op, left, right in links])
            case Logic("implies", (premise, conclusion)):
                first = self.condition(premise)
                return self.z3.Implies(first, self._under([first], partial(self.condition, conclusion)))
            case Logic(op, args):
                return self._logic(op, [self.condition(arg) for arg in args])
            case _:
                raise DeclinedError

    def _logic(self, op: str, args: Sequence[Truth]) -> Truth:
        match op:
            case "not":
                return self.z3.Not(args[0])
            case "and":
                return self.query.every(args)
            case "or":
                return self.query.either(args)
            case _:
                return self.query.every([args[0] == other for other in args[1:]])

    def _link(self, op: str, left: Node, right: Node) -> Truth:
        if op in {"in", "notin"}:
            inside = self.member(self.real(left), right)
            return inside if op == "in" else self.z3.Not(inside)
        if op not in COMPARED or left in INFINITE or right in INFINITE:
            raise DeclinedError
        return COMPARED[op](self.real(left), self.real(right))

    def member(self, value: Term, target: Node) -> Truth:
        """Return that a value lies in an interval, a finite set or a set of numbers."""
        match target:
            case Interval(low, high, low_closed, high_closed):
                return self.between(value, (low, high), (low_closed, high_closed))
            case Tup((low, high)):
                return self.between(value, (low, high), (False, False))
            case Array((low, high)):
                return self.between(value, (low, high), (True, True))
            case SetOf(items):
                return self.query.either([value == self.real(item) for item in items])
            case Space("R", ()):
                return self.query.truth(True)
            case Space("Z", ()):
                return self.integral(value)
            case _:
                raise DeclinedError

    def integral(self, value: Term) -> Truth:
        """Return that a value is an integer."""
        if self.z3.is_int(value):
            return self.query.truth(True)
        whole = self.query.fresh(whole=True)
        self.query.add(whole <= value, value < whole + 1)
        return value == whole

    def between(self, value: Term, ends: tuple[Node | None, Node | None], closed: tuple[bool, bool]) -> Truth:
        """Return that a value lies between two ends; None and infinity do not bind."""
        low, high = ends
        parts = []
        if low is not None and low not in INFINITE:
            parts.append(value >= self.real(low) if closed[0] else value > self.real(low))
        if high is not None and high not in INFINITE:
            parts.append(value <= self.real(high) if closed[1] else value < self.real(high))
        return self.query.every(parts)


COMPARED: dict[str, Callable[[Term, Term], Truth]] = {
    "=": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}
