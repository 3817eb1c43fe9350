"""Products over roots of unity: (A - B)(A - w B) … (A - w^(n-1) B) = A^n - B^n for w = e^(2 pi i/n), and for 1/w.

Without the factor A - w^m B it is the sum of A^(n - 1 - l) (w^m B)^l over l from 0 to n - 1, which is n A^(n - 1) where
w^m B = A. A product of exponentials is the exponential of a sum; a product of products is taken factor by factor, and
the absolute value of a product is the product of absolute values.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, number, plus
from grader.evidence.calculus.sums.products.constant import constant_product
from grader.evidence.calculus.sums.products.turns import product_of_sines
from grader.evidence.calculus.sums.trigonometric import turns_of
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import tree_of
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    is_infinite,
    symbols,
)
from grader.records import dataclass, replace

Rule = Callable[[Bind, Setting, Budget], Node | None]


@dataclass(frozen=True)
class Roots:
    """Factors first - second w^k, where w is e^(turn 2 pi i / count) and the turn is 1 or -1."""

    first: Node
    second: Node
    slope: Node
    count: dict[str, Fraction]


def product_by_factors(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a finite product, factor by factor, or None where one of them is not known."""
    if node.low is None or node.high is None or is_infinite(node.low) or is_infinite(node.high):
        return None
    try:
        return _by_factors(node, setting, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _by_factors(node: Bind, setting: Setting, budget: Budget) -> Node:
    def of(body: Node) -> Node:
        return _by_factors(replace(node, body=body), setting, budget)

    match node.body:
        case body if node.var not in symbols(body):
            found = constant_product(node, setting, budget)
        case Mul(parts):
            return Mul(tuple(map(of, parts)))
        case Div(num, den):
            return Div(of(num), of(den))
        case Neg(arg):
            return Mul((of(Neg(ONE)), of(arg)))
        case Call("abs", (arg,)):
            return Call("abs", (of(arg),))
        case Call("exp", (arg,)) | Pow(Const("e"), arg):
            return Call("exp", (replace(node, kind="sum", body=arg),))
        case Call("sin"):
            found = product_of_sines(node, setting, budget)
        case _:
            found = _over_roots(node, setting, budget)
    if found is None:
        raise DeclinedError
    return found


def _over_roots(node: Bind, setting: Setting, budget: Budget) -> Node:
    """Return the product of A - B w^k over all k of one turn, or over all but one."""
    assert node.low is not None
    assert node.high is not None
    frame = Frame(node.var, form_of(node.low), form_of(node.high), setting, budget)
    roots = _roots(expanded(node.body, node.var), frame)
    if not (frame.is_whole(roots.count) and frame.is_least(roots.count, 1) and frame.is_whole(frame.low)):
        raise DeclinedError
    length, size = plus(minus(frame.high, frame.low), number(1)), tree_of(roots.count)
    if is_same(length, roots.count):
        return Add((Pow(roots.first, size), Neg(Pow(roots.second, size))))
    if not is_same(plus(length, number(1)), roots.count):
        raise DeclinedError
    before = minus(frame.low, number(1))
    last = minus(roots.count, number(1))
    turned = roots.second
    if not is_same(before, number(0)):
        turned = Mul((roots.second, Call("exp", (Mul((roots.slope, tree_of(before))),))))
    if turned == roots.first:
        return Mul((size, Pow(roots.first, tree_of(last))))
    powers = (Pow(roots.first, Add((tree_of(last), Neg(Sym(node.var))))), Pow(turned, Sym(node.var)))
    return replace(
        node, kind="sum", low=ZERO, high=tree_of(last), body=product(tuple(p for p in powers if p.base != ONE))
    )


def _roots(terms: list[Term], frame: Frame) -> Roots:
    """Return the factors that a sum of terms is; raises `DeclinedError` for other sums."""
    waves = [term for term in terms if term.exponents]
    fixed = [term for term in terms if not term.exponents]
    if len(waves) != 1 or any(term.power or term.factors for term in terms):
        raise DeclinedError
    (wave,) = waves
    found = linear(total(list(wave.exponents)), frame.var)
    if found is None or not all(frame.has_value(part) for term in terms for part in term.coefficient):
        raise DeclinedError
    slope, start = found
    turns, count = turns_of(_over_i(slope))
    if abs(turns) != 1 or not frame.has_value(start):
        raise DeclinedError
    scale = () if start == ZERO else (Call("exp", (start,)),)
    second = _opposite(product((*wave.coefficient, *scale)))
    return Roots(total([product(term.coefficient) for term in fixed]), second, slope, count)


def _opposite(node: Node) -> Node:
    """Return -node without two signs."""
    match node:
        case Neg(arg):
            return arg
        case Mul((Neg(arg), *rest)):
            return product((arg, *rest))
        case _:
            return Neg(node)


def _over_i(node: Node) -> Node:
    """Return a product without its factor i; raises `DeclinedError` where it has none."""
    match node:
        case Const("i"):
            return ONE
        case Neg(arg):
            return Neg(_over_i(arg))
        case Div(num, den):
            return Div(_over_i(num), den)
        case Mul(parts):
            for place, part in enumerate(parts):
                try:
                    return Mul((*parts[:place], _over_i(part), *parts[place + 1 :]))
                except DeclinedError:
                    continue
    raise DeclinedError
