"""Gaps in words: where conditions fail, solved for a symbol where that is easy (`x = 1`, `x <= 0`, `x = y`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flint import fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.definedness.formulas import Atom, Formula, Whole
from grader.evidence.definedness.residue import failures
from grader.evidence.functions.questions import ZERO_AT_ZERO
from grader.evidence.signs import Facts, Sign, sign_under
from grader.evidence.signs.algebra import Algebra
from grader.evidence.signs.decide import factors_of, polynomial_sign
from grader.evidence.signs.roots import Root, real_roots, side
from grader.evidence.signs.structural import NotRealError
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import Polynomial, kernels_of, tree_of
from grader.evidence.trees.ranges.ranges import ONE, ZERO
from grader.language.printing import show
from grader.language.tree import (
    MIRRORED,
    Add,
    Bind,
    Call,
    Div,
    Index,
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

LARGEST = 1_000  # divisor by whose square the number under a root is divided
OPERATORS: dict[Sign, RelationOp] = {
    Sign.NEGATIVE: "<",
    Sign.ZERO: "=",
    Sign.NON_POSITIVE: "<=",
    Sign.POSITIVE: ">",
    Sign.NONZERO: "!=",
    Sign.NON_NEGATIVE: ">=",
}


def gap_texts(residue: Formula, facts: Facts) -> tuple[str, ...]:
    """Return, in words, where the residue of a definedness formula fails."""
    found: dict[str, None] = {}
    for part, known, binders in failures(residue, facts):
        match part:
            case Atom(node=node, sign=sign):
                bad = sign_under(node, known).value & ~sign.value
                among = _among(node, binders)
                found.update({f"{text}{among}": None for text in (_texts(node, Sign(bad), known) if bad else ())})
            case Whole(node=node, wanted=wanted):
                found[f"{show(node)} is {'no' if wanted else 'an'} integer{_among(node, binders)}"] = None
            case None:
                found["everywhere" if known is facts else "in some of the cases"] = None
    return tuple(found)


def _among(node: Node, binders: Sequence[Bind]) -> str:
    """Return of which values of bound symbols a tree speaks: ` for a k from 1 to n`."""
    ranges = [_range_text(binder) for binder in binders if binder.var in symbols(node)]
    return f" for {' and '.join(ranges)}" if ranges else ""


def _range_text(binder: Bind) -> str:
    ends = zip(("from", "to"), (binder.low, binder.high), strict=True)
    return " ".join((f"a {binder.var}", *(f"{word} {show(end)}" for word, end in ends if end is not None)))


def _texts(node: Node, bad: Sign, facts: Facts) -> Iterator[str]:
    try:
        num, den = facts.algebra.quotient(node)
        if bad is Sign.ZERO:
            yield from zeros(num, facts)
            return
        solved = linear(num, facts.algebra) if set(den) == {()} and den[()] > 0 else None
        if solved is not None:
            symbol, rest, slope = solved
            operator = OPERATORS[bad]
            yield relation(symbol, operator if slope > 0 else MIRRORED.get(operator, operator), rest)
            return
    except (ExceededError, NotRealError):
        pass
    yield relation(node, OPERATORS[bad], number_tree(ZERO))


def relation(left: Node, operator: RelationOp, right: Node) -> str:
    """Return the text of a relation."""
    return show(Relation((operator,), (left, right)))


def zeros(polynomial: Polynomial, facts: Facts) -> Iterator[str]:
    """Yield where the factors of a polynomial may be zero."""
    for factor, _ in factors_of(polynomial)[1]:
        if not polynomial_sign(factor, facts, Sign.NONZERO).value & 2:
            continue
        kernels = kernels_of(factor)
        if len(kernels) == 1:
            yield from _kernel_zeros(factor, kernels[0], facts)
            continue
        solved = linear(factor, facts.algebra)
        if solved is None:
            yield relation(tree_of(factor, facts.algebra.nodes), "=", number_tree(ZERO))
        else:
            yield relation(solved[0], "=", solved[1])


def _kernel_zeros(factor: Polynomial, kernel: int, facts: Facts) -> Iterator[str]:
    """Yield the values at which a polynomial in one kernel is zero."""
    node, span = facts.algebra.nodes[kernel], facts.kernel_range(kernel)
    coefficients = [ZERO] * (1 + max(m[0][1] for m in factor if m))
    for monomial, coefficient in factor.items():
        coefficients[monomial[0][1] if monomial else 0] = coefficient
    for root in real_roots(fmpq_poly(coefficients)):
        if (span.low is not None and side(root, span.low) < 0) or (span.high is not None and side(root, span.high) > 0):
            continue
        value = surd(root)
        inner = None if root.rational is None else _inverse(node, root.rational)
        if inner is not None:
            yield from zeros(facts.algebra.quotient(inner)[0], facts)
        elif value is not None:
            yield relation(node, "=", value)
        else:
            yield relation(tree_of(factor, facts.algebra.nodes), "=", number_tree(ZERO))
            return


def _inverse(node: Node, value: Any) -> Node | None:
    """Return a tree that is zero where a call has the value, for the values that calls have at plain places."""
    match node:
        case Call(name="exp" | "cosh" | "sech", args=(u,)) if value == 1:
            return u
        case Call(name="log", args=(u,)) if value == 0:
            return Add((u, Neg(number_tree(ONE))))
        case Call(name=name, args=(u,)) if value == 0 and name in ZERO_AT_ZERO:
            return u
        case Pow(base=base, exp=Num() | Div()) if value == 0:
            return base
        case _:
            return None


def linear(polynomial: Polynomial, algebra: Algebra) -> tuple[Node, Node, Any] | None:
    """Return (symbol, what it equals where the polynomial is zero, its coefficient), if one stands alone."""
    for kernel in sorted(kernels_of(polynomial), key=lambda k: show(algebra.nodes[k])):
        own = ((kernel, 1),)
        alone = own in polynomial and sum(kernel == k for monomial in polynomial for k, _ in monomial) == 1
        if alone and isinstance(algebra.nodes[kernel], Sym | Index):
            slope = polynomial[own]
            rest = {m: -c / slope for m, c in polynomial.items() if m != own}
            return algebra.nodes[kernel], tree_of(rest, algebra.nodes), slope
    return None


def surd(root: Root) -> Node | None:
    """Return a root of degree at most 2 as a tree."""
    if root.rational is not None:
        return number_tree(root.rational)
    if len(root.factor) != 3:
        return None
    c, b, a = root.factor
    if a < 0:
        a, b, c = -a, -b, -c
    middle = fmpq(-b, 2 * a)
    square = fmpq(b * b - 4 * a * c, 4 * a * a)
    size: Node = Call("sqrt", (number_tree(square),))
    outer, inner = _square_part(square)
    if inner != square:
        size = (
            Call("sqrt", (number_tree(inner),))
            if outer == 1
            else Mul((number_tree(outer), Call("sqrt", (number_tree(inner),))))
        )
        if outer.q != 1:
            above = Call("sqrt", (number_tree(inner),))
            above_node: Node = above if outer.p == 1 else Mul((number_tree(fmpq(outer.p)), above))
            size = Div(above_node, number_tree(fmpq(outer.q)))
    signed: Node = Neg(size) if root.index == 0 else size
    return signed if middle == 0 else Add((number_tree(middle), signed))


def _square_part(square: Any) -> tuple[Any, Any]:
    """Return (r, s) with r^2 s = square, s a small integer where trial division finds one."""
    value = int(square.p) * int(square.q)
    outer, divisor = 1, 2
    while divisor * divisor <= value and divisor < LARGEST:
        while value % (divisor * divisor) == 0:
            value //= divisor * divisor
            outer *= divisor
        divisor += 1
    return fmpq(outer, int(square.q)), fmpq(value)
