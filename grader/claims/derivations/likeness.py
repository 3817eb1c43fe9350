"""When a line is one that an author asks for: written alike, up to order, brackets of numbers and equal factors.

All lines of a right derivation have one value, so equality tells nothing. Two formulas are alike where they are the
same once products, sums and lists of conditions are sorted and quotients are powers; or where both are products, or
both sums, of as many parts that are equal in pairs; or calls of one function with arguments that are alike. Products
of arrays keep their order and brackets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from typing import TypeGuard

from grader.claims.statements import AllOf, AnyOf, Equal, Settled, Statement
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
    SetOf,
    Sym,
    Transpose,
    rebuild,
    symbols,
)
from grader.wording import reasons

Ranks = Mapping[str, int]  # the number of dimensions of each symbol that is an array
MAX_PARTS = 4  # factors or terms that are paired off
ALIKE = Settled(True, "line", reasons.LINES_ALIKE)
MINUS, HALF = Neg(Num(Fraction(1))), Num(Fraction(1, 2))


def alike(line: Node, wanted: Node, arrays: Ranks) -> Statement | None:
    """Return what must hold for two lines to be alike, None where they are not."""
    left, right = plain(without_zeros(line), arrays), plain(wanted, arrays)
    if left == right:
        return ALIKE
    if isinstance(left, Relation) and left == turned(right):
        return ALIKE
    match left, right:
        case Relation(ops, mine), Relation(others, theirs) if ops == others and len(mine) == len(theirs):
            return _all(tuple(alike(*pair, arrays) for pair in zip(mine, theirs, strict=True)))
        case Call(name, mine), Call(other, theirs) if name == other and len(mine) == len(theirs):
            return _all(tuple(alike(*pair, arrays) for pair in zip(mine, theirs, strict=True)))
        case Pow(base, mine), Pow(other, theirs) if base == other:
            return alike(mine, theirs, arrays)
        case Add(mine), Add(theirs):
            return _paired(mine, theirs)
        case Mul(mine), Mul(theirs) if not _has_array(left, arrays):
            return _paired(mine, theirs)
        case _:
            return None


def turned(tree: Node) -> Node | None:
    """Return an equation with its sides exchanged."""
    return Relation(tree.ops, tree.operands[::-1]) if isinstance(tree, Relation) and tree.ops == ("=",) else None


def _all(found: Sequence[Statement | None]) -> Statement | None:
    kept = [one for one in found if one is not None]
    return AllOf(tuple(kept)) if len(kept) == len(found) else None


def _paired(mine: Sequence[Node], theirs: Sequence[Node]) -> Statement | None:
    """Return that parts are equal in pairs, in some order; parts that are the same stand aside."""
    left, right = list(mine), list(theirs)
    for part in mine:
        if part in right:
            left.remove(part)
            right.remove(part)
    if len(left) != len(right) or not 0 < len(left) <= MAX_PARTS:
        return None
    ways = (AllOf(tuple(Equal(*pair) for pair in zip(left, other, strict=True))) for other in permutations(right))
    return AnyOf(tuple(ways))


def without_zeros(tree: Node) -> Node:
    """Return a formula without terms that are typed as 0: `0 - f` is -f."""
    tree = rebuild(tree, without_zeros)
    match tree:
        case Add(terms):
            kept = [term for term in terms if _number(term) != 0] or [terms[0]]
            return kept[0] if len(kept) == 1 else Add(tuple(kept))
        case _:
            return tree


def plain(tree: Node, arrays: Ranks) -> Node:
    """Return a tree in the one way in which lines that are written alike are written."""
    tree = rebuild(tree, lambda child: plain(child, arrays))
    match tree:
        case Call("exp", (arg,)):
            return Pow(Const("e"), arg)
        case Call("sqrt", (arg,)):
            return Pow(arg, HALF)
        case Transpose(Transpose(arg)):
            return arg
        case Call("dot", (one, other)):
            return _product([Mul((Transpose(one), other))], arrays)
        case Pow(Pow(base, inner), exponent) if _number(inner) is not None and _number(exponent) is not None:
            return Pow(base, _product([inner, exponent], arrays))
        case Neg(arg):
            return _product([MINUS, arg], arrays)
        case Div(num, den):
            return _product([num, Pow(den, MINUS)], arrays)
        case Mul(factors):
            return _product(list(factors), arrays)
        case Add(terms):
            flat = [part for term in terms for part in (term.terms if isinstance(term, Add) else (term,))]
            return Add(tuple(sorted(flat, key=repr)))
        case Relation() | Logic():
            return _condition(tree, arrays)
        case _:
            return tree


def _condition(tree: Relation | Logic, arrays: Ranks) -> Node:
    """Return a condition in the one way: signs to the right, members of a set one by one, lists in one order."""
    match tree:
        case Relation((">",), (left, right)):
            return Relation(("<",), (right, left))
        case Relation((">=",), (left, right)):
            return Relation(("<=",), (right, left))
        case Relation(ops, operands) if len(ops) > 1:
            pairs = zip(ops, pairwise(operands), strict=True)
            return plain(Logic("and", tuple(Relation((op,), pair) for op, pair in pairs)), arrays)
        case Relation(("in",), (value, SetOf(items))) if items:
            return plain(Logic("or", tuple(Relation(("=",), (value, item)) for item in items)), arrays)
        case Logic("and" | "or", args):
            parts = [part for arg in args for part in (arg.args if _is_same_list(arg, tree) else (arg,))]
            return parts[0] if len(parts) == 1 else Logic(tree.op, tuple(sorted(parts, key=repr)))
        case _:
            return tree


def _is_same_list(part: Node, tree: Logic) -> TypeGuard[Logic]:
    return isinstance(part, Logic) and part.op == tree.op


def _has_array(tree: Node, arrays: Ranks) -> bool:
    return not symbols(tree).isdisjoint(arrays.keys())


def _product(factors: list[Node], arrays: Ranks) -> Node:
    """Return a product with its numbers first; factors without arrays are sorted, those with arrays stay."""
    number, scalars, others = Fraction(1), list[Node](), list[Node]()
    for factor in factors:
        parts = factor.factors if isinstance(factor, Mul) and not _has_array(factor, arrays) else (factor,)
        for part in parts:
            value = _number(part)
            if value is not None:
                number *= value
            elif _has_array(part, arrays):
                others.append(part)
            else:
                scalars.append(part)
    rest = [*sorted(scalars, key=repr), *_dotted(others, arrays)]
    if number != 1 or not rest:
        rest = [Num(number), *rest]
    return rest[0] if len(rest) == 1 else Mul(tuple(rest))


def _dotted(factors: list[Node], arrays: Ranks) -> list[Node]:
    """Return factors with a product of two vectors as one factor, in either order the same."""
    match factors:
        case [Sym(one) | Transpose(Sym(one)), Sym(other)] if arrays.get(one) == arrays.get(other) == 1:
            first, second = sorted((one, other))
            return [Mul((Transpose(Sym(first)), Sym(second)))]
        case _:
            return factors


def _number(tree: Node) -> Fraction | None:
    match tree:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case Pow(
            Num(value), Num(Fraction(numerator=-1, denominator=1)) | Neg(Num(Fraction(numerator=1, denominator=1)))
        ) if value:
            return 1 / value
        case _:
            return None
