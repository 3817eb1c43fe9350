"""Integrals over the line against test functions: two are equal for all of them where integration by parts says so.

A test function is smooth with compact support. Let L be smooth in x, linear in a test function phi and its
derivatives. Then the integral of L is that of phi E with E = sum_k (-D)^k dL/dphi^(k), D being the whole derivative by
x (Gelfand, Fomin, Calculus of Variations, section 11), and it is 0 for all phi where E = 0, and only there (the
fundamental lemma of the calculus of variations). E is an expression in x and the derivatives of the other unknown
functions at x, which may be any numbers: smooth functions have any finite list of derivatives at a point. Where phi is
0 all integrals are 0, so that what stands beside them must be 0 by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.claims.statements import Equal, Setting
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.method import Scope
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import minus
from grader.evidence.trees.slopes.derivative import differentiated
from grader.evidence.trees.slopes.explicit import is_smooth
from grader.language.domains import REAL, Variable
from grader.language.tree import (
    ZERO,
    Add,
    Apply,
    Bind,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Sym,
    rebuild,
    symbols,
    walk,
)
from grader.records import dataclass, field, replace
from grader.verdict import Evidence, Exact, Point, Proof, Reason, Value
from grader.wording import reasons

METHOD = "integration by parts"
MAX_ORDER = 6  # of the derivatives of the unknown functions
ENDS = (Neg(Const("oo")), Const("oo"))
AT = "@x"  # the name of x; no text can spell it
MINUS = Neg(Num(Fraction(1)))


def against_test_functions(goal: Goal) -> Evidence | None:
    """Return evidence for or against the equality of two integrals against test functions, None for other sides."""
    if not isinstance(goal.statement, Equal):
        return None
    jets = Jets(goal)
    try:
        beside, integrals = _apart(minus(goal.statement.answer, goal.statement.expected))
        body = jets.integrand(Add(integrals)) if integrals else ZERO
        reason = jets.left_over(Add((ZERO, *beside))) if beside else None
        found = reason or jets.decided(body)
        return None if jets.has_one_end and isinstance(found, Proof) else found
    except DeclinedError:
        return None


def _apart(tree: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the terms of a sum that hold no integrals or unknown functions, and the others."""
    match tree:
        case Add(terms):
            parts = [_apart(term) for term in terms]
            return tuple(one for part in parts for one in part[0]), tuple(one for part in parts for one in part[1])
        case Neg(Add() | Neg() as arg):
            beside, integrals = _apart(arg)
            return tuple(map(Neg, beside)), tuple(map(Neg, integrals))
        case _:
            return ((tree,), ()) if _is_plain(tree) else ((), (tree,))


def _is_plain(tree: Node) -> bool:
    return not any(isinstance(part, Bind | Apply | Derivative) for part in walk(tree))


@dataclass
class Jets:
    """The derivatives of the unknown functions at x as symbols, by name and order."""

    goal: Goal
    known: dict[tuple[str, int], str] = field(default_factory=dict)
    has_one_end: bool = False  # whether there is an integral from oo to oo, which is 0 if anything

    def symbol(self, name: str, order: int) -> str:
        """Return the name of a derivative's symbol. Raises DeclinedError for orders that are too high."""
        refuse_above(order, 2 * MAX_ORDER, "max_degree")
        return self.known.setdefault((name, order), name + "'" * order + "(x)")

    def setting(self) -> Setting:
        """Return the setting in which x and all derivatives are any real numbers."""
        names = (AT, *self.known.values())
        added = tuple(Variable(name, REAL) for name in names)
        given = self.goal.setting
        return replace(given, variables=(*given.variables, *added), functions={}, compact=frozenset())

    # from a side to one integrand

    def integrand(self, tree: Node) -> Node:
        """Return what is integrated over the line in all. Raises DeclinedError where there is more than integrals."""
        match tree:
            case Add(terms):
                return Add(tuple(self.integrand(term) for term in terms))
            case Neg(arg):
                return Neg(self.integrand(arg))
            case Div(num, den) if _is_plain(den):
                return Div(self.integrand(num), den)
            case Mul(factors):
                inner = [factor for factor in factors if not _is_plain(factor)]
                if len(inner) == 1:
                    outer = tuple(factor for factor in factors if factor is not inner[0])
                    return Mul((*outer, self.integrand(inner[0])))
                raise DeclinedError
            case Bind("int", body, name, low, high) if (low, high) == ENDS:
                return self._tested(self._in_jets(body, name))
            case Bind("int", _, _, low, high) if low == high and low in ENDS:
                self.has_one_end = True
                return ZERO
            case Num() if tree == ZERO:
                return ZERO
            case _:
                raise DeclinedError

    def _in_jets(self, body: Node, name: str) -> Node:
        if name in {variable.name for variable in self.goal.setting.variables}:
            raise DeclinedError
        return self._replaced(body, name)

    def _replaced(self, tree: Node, name: str) -> Node:
        match tree:
            case Apply(function, (Sym(arg),), primes) if arg == name and function in self.goal.setting.functions:
                return Sym(self.symbol(function, primes))
            case Derivative(body, var, order) if var == name and order <= MAX_ORDER:
                found = self._replaced(body, name)
                for _ in range(order):
                    found = self._along(found)
                return found
            case Apply() | Bind() | Derivative():
                raise DeclinedError
            case Sym(other) if other == name:
                return Sym(AT)
            case _:
                return rebuild(tree, lambda child: self._replaced(child, name))

    def _tested(self, body: Node) -> Node:
        """Return an integrand that is smooth and linear in a test function. Raises DeclinedError for others."""
        is_whole = is_smooth(body) and defined_everywhere(body, self.setting(), self.goal.budget)
        if not is_whole or self._tester(body) is None:
            raise DeclinedError
        return body

    def _tester(self, body: Node) -> str | None:
        """Return the name of a test function in which an integrand is linear."""
        return next((name for name in sorted(self.goal.setting.compact) if self._is_linear(body, name)), None)

    def _is_linear(self, body: Node, name: str) -> bool:
        slopes = dict(self._slopes(body, name))
        terms = tuple(Mul((Sym(symbol), slope)) for symbol, slope in slopes.items())
        if not terms or not self._same(body, Add((ZERO, *terms))):
            return False
        return all(self._same(self._slope(slope, symbol), ZERO) for slope in slopes.values() for symbol in slopes)

    # deciding

    def left_over(self, beside: Node) -> Reason | None:
        """Return why what stands beside the integrals is not 0, None where it is. Raises DeclinedError for others."""
        goal = Goal(Equal(beside, ZERO), Scope(self.setting(), self.goal.budget), self.goal.both)
        found = self.goal.budget.oracle.decide(goal)
        if isinstance(found, Point):
            return Reason("test function", reasons.LEFT_WHERE_TEST_FUNCTION.format(text=_text(found.left)), METHOD)
        if not isinstance(found, Proof):
            raise DeclinedError
        return None

    def decided(self, body: Node) -> Evidence | None:
        """Return whether the integral is 0 for all functions. Raises DeclinedError where a part has no rule."""
        name = self._tester(body)
        if self._same(body, ZERO):
            return Proof(METHOD)
        if name is None:
            return None
        weight: Node = ZERO
        for order in range(2 * MAX_ORDER + 1):
            symbol = self.known.get((name, order))
            if symbol is None:
                continue
            term = self._slope(body, symbol)
            for _ in range(order):
                term = Mul((MINUS, self._along(term)))
            weight = Add((weight, term))
        if self._same(weight, ZERO):
            return Proof(METHOD)
        return self._refuted(weight, name)

    def _refuted(self, weight: Node, name: str) -> Reason | None:
        """Return why the integral is not 0 for some functions: what the test function is multiplied with is not 0."""
        budget = self.goal.budget
        goal = Goal(Equal(weight, ZERO), Scope(self.setting(), budget), self.goal.both)
        found = budget.oracle.decide(goal)
        if not isinstance(found, Point):
            return None
        where = dict(found.at)
        at = where.pop(AT, Exact("0"))
        values = (f"{key} = {_text(value)}" for key, value in sorted(where.items()))
        place = ", ".join((f"x = {_text(at)}", *values))
        text = reasons.DIFFERENCE_INTEGRAL_TIMES_SOMETHING.format(name=name, place=place)
        return Reason("test function", reasons.POSITIVE_THERE_ELSEWHERE_SHOWS.format(text=text, name=name), METHOD)

    def _slopes(self, body: Node, name: str) -> Iterator[tuple[str, Node]]:
        used = symbols(body)
        for (function, _), symbol in sorted(self.known.items()):
            if function == name and symbol in used:
                yield symbol, self._slope(body, symbol)

    def _slope(self, body: Node, symbol: str) -> Node:
        return differentiated(Derivative(body, symbol), self.goal.budget)

    def _along(self, body: Node) -> Node:
        """Return the whole derivative by x."""
        terms = [self._slope(body, AT)]
        names: Mapping[str, tuple[str, int]] = {symbol: key for key, symbol in self.known.items()}
        for symbol in sorted(symbols(body) & names.keys()):
            name, order = names[symbol]
            terms.append(Mul((self._slope(body, symbol), Sym(self.symbol(name, order + 1)))))
        return Add(tuple(terms))

    def _same(self, left: Node, right: Node) -> bool:
        return isinstance(prove_equal(left, right, self.setting(), self.goal.budget), Proof)


def _text(value: Value) -> str:
    return value.text if isinstance(value, Exact) else str(value)
