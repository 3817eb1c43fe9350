"""Derivatives of trees by the rules of calculus, before anything is normalised.

Where the derivative exists and a rule has no value (|x| x at 0), the formula is continuous in the variable up to a
jump whose two one-sided limits both are the derivative, so it still agrees with every continuous other side. Cases,
floors and sums whose bounds move are left out.
"""

from __future__ import annotations

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import derivative as slopes
from grader.evidence.functions.questions import KINKED
from grader.evidence.trees.build import product_of, sum_of
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Bind,
    Call,
    CaptureError,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    rebuild,
    substitute,
    symbols,
)

E = Const("e")
MAX_ORDER = 12  # of a derivative


def differentiated(node: Derivative, budget: Budget) -> Node:
    """Return the tree of a derivative; raises `DeclinedError` for what has no rule."""
    if not 0 <= node.order <= MAX_ORDER:
        raise DeclinedError("a derivative of so high an order")
    body = node.body
    for _ in range(node.order):
        body = Rules(node.var, budget).of(body)
    return body


class Rules:
    """The rules by one variable; every shared subtree is differentiated once."""

    def __init__(self, variable: str, budget: Budget) -> None:
        self.variable = variable
        self.budget = budget
        self.known: dict[int, tuple[Node, Node]] = {}

    def of(self, node: Node) -> Node:
        """Return the derivative of a tree."""
        found = self.known.get(id(node))
        if found is None:
            self.budget.spend()
            found = (node, self._of(node))
            self.known[id(node)] = found
        return found[1]

    def _of(self, node: Node) -> Node:
        match node:
            case Sym(name):
                return ONE if name == self.variable else ZERO
            case Num() | Const():
                return ZERO
            case Neg(arg):
                return neg(self.of(arg))
            case Add(terms):
                return add(*(self.of(term) for term in terms))
            case Mul(factors):
                return self._product(factors)
            case Div(num, den):
                return self._quotient(num, den)
            case Pow(base, exponent):
                return self._power(node, base, exponent)
            case Call():
                return self._call(node)
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Node:
        if self.variable not in symbols(node):
            return ZERO
        match node:
            case Apply(name, (arg,), primes):
                return mul(Apply(name, (arg,), primes + 1), self.of(arg))
            case Derivative():
                return self.of(differentiated(node, self.budget))
            case Bind(kind="sum", low=low, high=high) if node.var != self.variable:
                if any(end is not None and self.variable in symbols(end) for end in (low, high)):
                    raise DeclinedError("the derivative of a sum by its bounds")
                if low is None or high is None or Const("oo") in (low, high):
                    raise DeclinedError("the derivative of an infinite sum")
                return Bind("sum", self.of(node.body), node.var, low, high)
            case Bind(kind="int", low=Node() as low, high=Node() as high) if self.variable not in symbols(node.body):
                return self._integral(node, low, high)
            case _:
                raise DeclinedError(f"the derivative of a {type(node).__name__.lower()}")

    def _integral(self, node: Bind, low: Node, high: Node) -> Node:
        """Return f(b) b' - f(a) a' for the integral of a continuous f from a to b."""
        if not (is_total(node.body) and is_continuous(node.body, node.var)):
            raise DeclinedError("the derivative of an integral")
        try:
            upper, lower = (substitute(node.body, {node.var: end}) for end in (high, low))
        except CaptureError as error:
            raise DeclinedError("an integral whose symbol is hidden") from error
        return add(mul(upper, self.of(high)), neg(mul(lower, self.of(low))))

    def _product(self, factors: tuple[Node, ...]) -> Node:
        terms = []
        for place, factor in enumerate(factors):
            slope = self.of(factor)
            if slope != ZERO:
                self.budget.spend(len(factors))
                terms.append(mul(*factors[:place], slope, *factors[place + 1 :]))
        return add(*terms)

    def _quotient(self, num: Node, den: Node) -> Node:
        below = self.of(den)
        if below == ZERO:
            above = self.of(num)
            return above if above == ZERO else Div(above, den)
        top = add(mul(self.of(num), den), neg(mul(num, below)))
        return Div(top, Pow(den, TWO))

    def _power(self, node: Pow, base: Node, exponent: Node) -> Node:
        in_base, in_exponent = self.of(base), self.of(exponent)
        terms = []
        if in_base != ZERO:
            terms.append(mul(exponent, Pow(base, lowered(exponent)), in_base))
        if in_exponent != ZERO:
            terms.append(mul(node, in_exponent) if base == E else mul(node, Call("log", (base,)), in_exponent))
        return add(*terms)

    def _call(self, node: Call) -> Node:
        if self.variable not in symbols(node):
            return ZERO
        inside = [self.of(arg) for arg in node.args]
        match node.name, node.args:
            case "log", (value, base):
                return self.of(Div(Call("log", (value,)), Call("log", (base,))))
            case "root", (base, degree) if inside[1] == ZERO:
                return mul(Div(node, mul(degree, base)), inside[0])
            case "max" | "min", (first, *rest):
                return self._extreme(node.name, first, rest)
            case "leaky_relu", (value, slope) if inside[1] == ZERO:
                rate = add(step(value), mul(slope, add(ONE, neg(step(value)))))
                return mul(rate, inside[0])
            case name, (value,):
                return mul(outer(name, value), inside[0])
            case _:
                raise DeclinedError(f"the derivative of {node.name}")

    def _extreme(self, name: str, first: Node, rest: list[Node]) -> Node:
        if not rest:
            raise DeclinedError("the derivative of an extremum of one value")
        other = rest[0] if len(rest) == 1 else Call(name, tuple(rest))
        gap = add(first, neg(other)) if name == "max" else add(other, neg(first))
        chosen = step(gap)
        return add(mul(chosen, self.of(first)), mul(add(ONE, neg(chosen)), self.of(other)))


def outer(name: str, x: Node) -> Node:
    """Return the derivative of a known function of one argument at x."""
    if name == "relu":
        return call("slope of relu", x)  # which has its own convention at 0
    found = slopes(name, x)
    if found is None:
        raise DeclinedError(f"the derivative of {name}")
    return _without_conventions(found, x) if name in KINKED else found


def _without_conventions(node: Node, x: Node) -> Node:
    """Return a tree with signs that have no value at 0, but for those within x."""
    if node is x:
        return node
    if isinstance(node, Call) and node.name == "sign":
        return slope(node.args[0])
    return rebuild(node, lambda child: _without_conventions(child, x))


def step(x: Node) -> Node:
    """Return 1 where x > 0 and 0 where x < 0, without a convention at 0."""
    return Div(add(ONE, slope(x)), TWO)


def slope(x: Node) -> Node:
    """Return the sign of x without a convention at 0."""
    return Call("slope of abs", (x,))


def add(*terms: Node) -> Node:
    """Return a sum without zeros."""
    kept = tuple(term for term in terms if term != ZERO)
    if not kept:
        return ZERO
    return sum_of(kept)


def mul(*factors: Node) -> Node:
    """Return a product without ones."""
    if ZERO in factors:
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    if not kept:
        return ONE
    return product_of(kept)


def neg(term: Node) -> Node:
    """Return the negative."""
    return term if term == ZERO else Neg(term)


def lowered(exponent: Node) -> Node:
    """Return exponent - 1."""
    if isinstance(exponent, Num) and exponent.value >= 1:
        return Num(exponent.value - 1)
    return Add((exponent, Neg(ONE)))


def call(name: str, x: Node) -> Node:
    """Return a call with one argument."""
    return Call(name, (x,))
