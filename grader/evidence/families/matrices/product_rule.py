"""Derivatives by a number of sums, products, powers and inverses of arrays, as trees: the order of factors is kept.

(M N)' = M' N + M N', (M^k)' = sum of M^i M' M^(k-1-i), (M^-1)' = -M^-1 M' M^-1, (M^T)' = M'^T, (tr M)' = tr M'. All
hold where M has a value, whatever commutes with what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from fractions import Fraction

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.gradients.slopes import is_bent
from grader.evidence.families.matrices.raised import MAX_POWER
from grader.evidence.trees.build import product_of, sum_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import MAX_ORDER, Rules
from grader.language.tree import (
    ZERO,
    Add,
    ArrayMul,
    Call,
    Derivative,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Transpose,
    symbols,
)
from grader.records import replace


def slope_tree(node: Derivative, arrays: Set[str], budget: Budget) -> Node | None:
    """Return the tree of a derivative, None where it is 0 everywhere; raises UnclearError for what has no rule."""
    if not 0 <= node.order <= MAX_ORDER:
        raise UnclearError("a derivative of so high an order", final=True)
    tree: Node | None = node.body
    for _ in range(node.order):
        tree = None if tree is None else ProductRule(node.var, arrays, budget).of(tree)
    return tree


class ProductRule:
    """The rules by one variable; `arrays` are the names of arrays, among which the order of factors counts."""

    def __init__(self, variable: str, arrays: Set[str], budget: Budget) -> None:
        self.variable, self.arrays, self.budget = variable, arrays, budget

    def of(self, node: Node) -> Node | None:
        """Return the derivative of a tree, None for 0; raises UnclearError."""
        self.budget.spend()
        if self.variable not in symbols(node):
            return None
        if symbols(node).isdisjoint(self.arrays):
            return self._of_number(node)
        match node:
            case Neg(arg):
                return _mapped(Neg, self.of(arg))
            case Add(terms):
                return _sum([self.of(term) for term in terms])
            case Mul(factors) | ArrayMul(factors=factors):
                return _sum([self._by_factor(node, factors, place) for place in range(len(factors))])
            case Div(num, den) if self.variable not in symbols(den):
                return _mapped(lambda top: Div(top, den), self.of(num))
            case Div(num, den):
                return self.of(Mul((Pow(den, Neg(_number(1))), num)))
            case Pow(base, exponent):
                return self._power(base, exponent)
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Node | None:
        match node:
            case Transpose(arg):
                return _mapped(Transpose, self.of(arg))
            case Call("inv", (arg,)):
                return self._power(arg, Neg(_number(1)))
            case Call("tr", (arg,)):
                return _mapped(lambda slope: Call("tr", (slope,)), self.of(arg))
            case Index(base, indices) if all(self.variable not in symbols(index) for index in indices):
                return _mapped(lambda slope: Index(slope, indices), self.of(base))
            case Derivative():
                inner = slope_tree(node, self.arrays, self.budget)
                return None if inner is None else self.of(inner)
            case _:
                raise UnclearError("a derivative of an expression of arrays", final=True)

    def _of_number(self, node: Node) -> Node | None:
        """Return the derivative of a number that no array stands in; raises UnclearError where it bends."""
        if not is_bent(node, frozenset()):
            raise UnclearError("the derivative of a number with kinks", final=True)
        try:
            found = Rules(self.variable, self.budget).of(node)
        except DeclinedError as error:
            raise UnclearError(f"the derivative needs {error}", final=True) from error
        return None if found == ZERO else found

    def _by_factor(self, node: Mul | ArrayMul, factors: tuple[Node, ...], place: int) -> Node | None:
        self.budget.spend(len(factors))
        return _mapped(
            lambda slope: replace(node, factors=(*factors[:place], slope, *factors[place + 1 :])),
            self.of(factors[place]),
        )

    def _power(self, base: Node, exponent: Node) -> Node | None:
        """Return the sum of M^i M' M^(k-1-i), or minus that of M^-i M' M^-(k+1-i) for M^-k."""
        power, slope = literal(exponent), self.of(base)
        if power is None or power.denominator != 1 or abs(power) > MAX_POWER:
            raise UnclearError("this power of a matrix is not written out", final=True)
        if slope is None or power == 0:
            return None
        count = abs(int(power))
        self.budget.spend(count * count)
        if power > 0:
            return _sum([_product(_power(base, i), slope, _power(base, count - 1 - i)) for i in range(count)])
        terms = [_product(_power(base, -i), slope, _power(base, i - count - 1)) for i in range(1, count + 1)]
        return _mapped(Neg, _sum(terms))


def _mapped(make: Callable[[Node], Node], slope: Node | None) -> Node | None:
    return None if slope is None else make(slope)


def _sum(terms: Sequence[Node | None]) -> Node | None:
    kept = tuple(term for term in terms if term is not None)
    return None if not kept else sum_of(kept)


def _product(*factors: Node | None) -> Node:
    kept = tuple(factor for factor in factors if factor is not None)
    return product_of(kept)


def _power(base: Node, exponent: int) -> Node | None:
    """Return a power, None for the factor 1."""
    if exponent in {0, 1}:
        return base if exponent else None
    return Pow(base, _number(exponent) if exponent > 0 else Neg(_number(-exponent)))


def _number(value: int) -> Num:
    return Num(Fraction(value))
