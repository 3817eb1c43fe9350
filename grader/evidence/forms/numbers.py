"""How a number is written."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpz

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.digits import typed_in_percent
from grader.evidence.forms.views import literal
from grader.language.printing import show
from grader.language.tree import Call, Div, Mul, Neg, Node, Num, Pow, walk
from grader.wording import reasons

MAX_BITS = 200  # of a number under a root: a larger one is not taken apart


def integer(asked: HasForm, tree: Node) -> str | None:
    """A whole number, written out."""
    bare = _unsigned(tree)
    if not isinstance(bare, Num) or bare.value.denominator != 1:
        return reasons.NO_WHOLE_NUMBER_WRITTEN.format(formula=show(tree))
    return typed_in_percent(asked) or _typed_decimal(asked)


def exact(asked: HasForm, tree: Node) -> str | None:
    """No decimals: fractions, roots, logarithms as they are."""
    for node in walk(tree):
        if isinstance(node, Num) and node.value.denominator != 1:
            return reasons.DECIMAL_NUMBER.format(formula=show(node))
    return _typed_decimal(asked)


def _typed_decimal(asked: HasForm) -> str | None:
    """Return why an answer with `2.0` in it is refused, which as a tree is 2."""
    decimals = (number.text for typed in asked.typed for number in typed.numbers if number.places)
    return next((reasons.TYPED_WITH_DECIMAL_POINT.format(text=text) for text in decimals), None)


def simplified_radicals(_: HasForm, tree: Node) -> str | None:
    """No square under a root, no fraction under one, no root below a fraction bar, no product of two roots."""
    for node in walk(tree):
        why = _radical(node)
        if why is not None:
            return why
    return None


def _unsigned(tree: Node) -> Node:
    return tree.arg if isinstance(tree, Neg) else tree


def _radical(node: Node) -> str | None:
    match node:
        case Div(_, den) if any(True for _ in _roots(den)):
            return reasons.ROOT_STANDS_BELOW_FRACTION.format(formula=show(node))
        case Pow(_, exp) if _root(node) is not None and (literal(exp) or 0) < 0:
            return reasons.ROOT_BELOW_FRACTION_BAR.format(formula=show(node))
        case Mul(factors) if sum(1 for factor in factors if _root(factor) is not None) > 1:
            return reasons.CAN_BE_WRITTEN_WITH.format(formula=show(node))
        case _:
            root = _root(node)
            return None if root is None else _under(node, *root)


def _roots(tree: Node) -> Iterator[Node]:
    return (node for node in walk(tree) if _root(node) is not None)


def _root(node: Node) -> tuple[Node, int] | None:
    """Return what stands under a root of a number, and its order."""
    match node:
        case Call("sqrt", (arg,)) if literal(arg) is not None:
            return arg, 2
        case Call("cbrt", (arg,)) if literal(arg) is not None:
            return arg, 3
        case Call("root", (arg, Num(order))) if literal(arg) is not None and order.denominator == 1 and order > 1:
            return arg, int(order)
        case Pow(base, exp) if literal(base) is not None:
            power = literal(exp)
            return None if power is None or power.denominator == 1 else (base, power.denominator)
        case _:
            return None


def _under(node: Node, arg: Node, order: int) -> str | None:
    value = literal(arg)
    assert value is not None
    if value.denominator != 1:
        return reasons.FRACTION_STANDS_UNDER_ROOT.format(formula=show(node))
    if _has_power(abs(value.numerator), order):
        return reasons.CAN_BE_SIMPLIFIED.format(formula=show(node))
    return None


def _has_power(number: int, order: int) -> bool:
    """Whether a number has a divisor above 1 that is such a power."""
    if number in {0, 1}:
        return True
    if number.bit_length() > MAX_BITS:
        raise UnclearError("the number under a root is too long to be taken apart")
    return any(exponent >= order for _, exponent in fmpz(number).factor())
