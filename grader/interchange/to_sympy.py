"""Trees become SymPy expressions that mean the same wherever both have a value; see `from_sympy` for where they differ.

SymPy simplifies what it is given (x/x becomes 1), so gaps of a function may be lost: an expression is for computing
with, and nothing is proved about an answer by looking at it in SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NoReturn

import sympy

from grader.interchange.names import CONSTANTS, FUNCTIONS
from grader.language.domains import REAL, Domain
from grader.language.printing import show
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
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Sym,
    Transpose,
    Tup,
)

OF_SYMPY: dict[str, Callable[..., Any]] = {ours: getattr(sympy, theirs) for theirs, ours in FUNCTIONS.items()}
OF_SYMPY |= {
    "sqrt": sympy.sqrt,
    "heaviside": sympy.Heaviside,
    "factorial": sympy.factorial,
    "binom": sympy.binomial,
    "lambertw": sympy.LambertW,
    "relu": lambda x: sympy.Max(0, x),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "silu": lambda x: x / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "log": lambda x, base=sympy.E: sympy.log(x) / sympy.log(base),
}
NUMBERS = {ours: getattr(sympy.S, theirs) for theirs, ours in CONSTANTS.items()} | {"i": sympy.I}
RELATIONS = {"=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
LOGIC = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not, "implies": sympy.Implies, "iff": sympy.Equivalent}
SETS = {"union": sympy.Union, "intersection": sympy.Intersection, "difference": sympy.Complement}
BINDERS = {"sum": sympy.Sum, "prod": sympy.Product, "int": sympy.Integral}


def to_sympy(tree: Node, domains: Mapping[str, Domain] | None = None) -> Any:
    """Return a tree as a SymPy object; `domains` become assumptions, what is not in them is real.

    Raises ValueError where a part of it has no counterpart in SymPy, and says which.
    """
    return _Writer(domains or {}).of(tree)


class _Writer:
    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self.domains = domains
        self.bound: list[str] = []
        self.is_complex = any(domain.base == "complex" for domain in domains.values())

    def of(self, tree: Node) -> Any:
        match tree:
            case Num(value):
                return _rational(value)
            case Sym(name):
                return self.symbol(name)
            case Const(name) if name in NUMBERS:
                return NUMBERS[name]
            case Const("emptyset"):
                return sympy.S.EmptySet
            case Array() | Tup() | Transpose() | ArrayMul() | Index():
                return self._array(tree)
            case Relation() | Logic() | Cases():
                return self._condition(tree)
            case SetOf() | Interval() | SetOp():
                return self._set(tree)
            case Bind() | Derivative():
                return self._binder(tree)
            case _:
                return self._arithmetic(tree)

    def _arithmetic(self, tree: Node) -> Any:
        match tree:
            case Neg(arg):
                return -self.of(arg)
            case Add(terms):
                return sum((self.of(term) for term in terms[1:]), self.of(terms[0]))
            case Mul(factors):
                found = self.of(factors[0])
                for factor in factors[1:]:
                    found = found * self.of(factor)
                return found
            case Div(num, den):
                above, below = self.of(num), self.of(den)
                return _refuse(tree) if below == 0 else above / below  # SymPy's 1/(1/0) is 0
            case Pow(base, exp):
                return self._power(base, exp)
            case Call("root", (arg, Num(order))) if order.denominator == 1 and order > 0:
                return self._root(self.of(arg), Fraction(1, int(order)))
            case Call("cbrt", (arg,)):
                return self._root(self.of(arg), Fraction(1, 3))
            case Call(name, args) if name in OF_SYMPY:
                return OF_SYMPY[name](*map(self.of, args))
            case Apply(name, args, 0):
                return sympy.Function(name)(*map(self.of, args))
            case _:
                return _refuse(tree)

    def symbol(self, name: str) -> Any:
        """Return the symbol of a name, with what its domain says of it."""
        if name in self.bound:
            return sympy.Symbol(name, integer=True)
        domain = self.domains.get(name, REAL)
        if domain.shape:
            _refuse(Sym(name))
        return sympy.Symbol(name, **_assumptions(domain))

    def _power(self, base: Node, exp: Node) -> Any:
        below, above = self.of(base), self.of(exp)
        if above.is_Rational and above.q % 2 and above.q > 1:
            return self._root(below, Fraction(int(above.p), int(above.q)))
        return below**above

    def _root(self, base: Any, exp: Fraction) -> Any:
        """Return base^exp, with the real root where its order is odd and nothing is complex: (-8)^(1/3) is -2."""
        power = _rational(exp)
        if exp.denominator % 2 == 0 or base.is_nonnegative or self.is_complex:
            return base**power
        size = sympy.Abs(base) ** power
        return size if exp.numerator % 2 == 0 else sympy.sign(base) * size

    def _array(self, tree: Node) -> Any:
        match tree:
            case Array(items) if items and all(isinstance(item, Array) for item in items):
                return sympy.Matrix([[self.of(entry) for entry in _items(item)] for item in items])
            case Array(items):
                return sympy.Matrix([self.of(item) for item in items])
            case Tup(items):
                return sympy.Tuple(*map(self.of, items))
            case Transpose(arg):
                return self.of(arg).T
            case ArrayMul("hadamard", factors):
                found = self.of(factors[0])
                for factor in factors[1:]:
                    found = found.multiply_elementwise(self.of(factor))
                return found
            case Index(Sym(name), indices):
                return sympy.IndexedBase(name)[tuple(map(self.of, indices))]
            case _:
                return _refuse(tree)

    def _condition(self, tree: Node) -> Any:
        match tree:
            case Relation(ops, operands) if all(op in RELATIONS for op in ops):
                sides = [self.of(side) for side in operands]
                links = [RELATIONS[op](sides[at], sides[at + 1]) for at, op in enumerate(ops)]
                return links[0] if len(links) == 1 else sympy.And(*links)
            case Logic(op, args):
                return LOGIC[op](*map(self.of, args))
            case Cases(branches, otherwise):
                pairs = [(self.of(value), self.of(condition)) for value, condition in branches]
                return sympy.Piecewise(*pairs, *([] if otherwise is None else [(self.of(otherwise), True)]))
            case _:
                return _refuse(tree)

    def _set(self, tree: Node) -> Any:
        match tree:
            case SetOf(items):
                return sympy.FiniteSet(*map(self.of, items))
            case Interval(low, high, low_closed, high_closed):
                return sympy.Interval(self.of(low), self.of(high), not low_closed, not high_closed)
            case SetOp(op, args):
                return SETS[op](*map(self.of, args))
            case _:
                return _refuse(tree)

    def _binder(self, tree: Node) -> Any:
        match tree:
            case Derivative(body, var, order):
                return sympy.Derivative(self.of(body), (self.symbol(var), order))
            case Bind("lim", body, var, Node() as point, None):
                side = "+-" if not isinstance(point, Const) else "-"
                return sympy.Limit(self.of(body), self.symbol(var), self.of(point), side)
            case Bind("lim+" | "lim-" as kind, body, var, Node() as point, None):
                return sympy.Limit(self.of(body), self.symbol(var), self.of(point), kind[-1])
            case Bind("int", body, var, low, high) if low is not None and high is not None:
                return sympy.Integral(self.of(body), (self.symbol(var), self.of(low), self.of(high)))
            case Bind("sum" | "prod" as kind, body, var, low, high) if low is not None and high is not None:
                ends = self.of(low), self.of(high)
                self.bound.append(var)
                inner = self.of(body)
                found = BINDERS[kind](inner, (self.symbol(var), *ends))
                self.bound.pop()
                return _where_not_empty(found, ends, kind)
            case _:
                return _refuse(tree)


def _where_not_empty(total: Any, ends: tuple[Any, Any], kind: str) -> Any:
    """Return a sum that is 0, a product that is 1, where its range is empty: SymPy's are not (Karr's convention)."""
    spare = sympy.simplify(ends[1] - ends[0] + 1)
    if spare.is_nonnegative or ends[1] == sympy.oo:
        return total
    return sympy.Piecewise((total, spare >= 0), (sympy.S.Zero if kind == "sum" else sympy.S.One, True))


def _items(tree: Node) -> tuple[Node, ...]:
    return tree.items if isinstance(tree, Array) else (tree,)


def _rational(value: Fraction) -> Any:
    return sympy.Rational(value.numerator, value.denominator)


def _assumptions(domain: Domain) -> dict[str, bool]:
    if domain.base == "size":
        return {"integer": True, "positive": True}
    found: dict[str, bool] = {domain.base: True}
    low, high = (None if end is None else to_sympy(end) for end in (domain.low, domain.high))
    if (low is not None and low.is_positive) or (low == 0 and not domain.low_closed):
        found["positive"] = True
    elif low is not None and low.is_nonnegative:
        found["nonnegative"] = True
    if (high is not None and high.is_negative) or (high == 0 and not domain.high_closed):
        found["negative"] = True
    elif high == 0:
        found["nonpositive"] = True
    return found | ({"nonzero": True} if domain.nonzero else {})


def _refuse(tree: Node) -> NoReturn:
    raise ValueError(f"`{show(tree)}` has no counterpart in SymPy")
