"""Bound expressions: expanded where the bounds are numbers, closed forms, kernels of their own otherwise."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case, EmptyError
from grader.evidence.normal_form.indexed.areas import integrated
from grader.evidence.normal_form.indexed.products import closed_product
from grader.evidence.normal_form.indexed.sums import opaque, summed_up
from grader.evidence.normal_form.ring.kernels import EVERYTHING, Element, Kernel
from grader.evidence.normal_form.rules import integers
from grader.evidence.trees.ranges.sign import POSITIVE, ZERO
from grader.language.tree import Bind, CaptureError, Const, Neg, Node, Num, substitute

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

MAX_EXPANDED = 100  # terms
INFINITE: dict[Node | None, str] = {Const("oo"): "oo", Neg(Const("oo")): "-oo"}


def bound(conv: Converter, node: Bind) -> Element:
    """Return the element of a sum, product or integral; limits and extrema are equal only to the very same tree."""
    if node.kind not in {"sum", "prod", "int"} or node.low is None or node.high is None:
        return conv.scope.structural(node)
    if node.low in INFINITE or node.high in INFINITE:
        return _infinite(conv, node)
    low, high = conv.convert(node.low), conv.convert(node.high)
    if node.kind == "int":
        return integrated(conv, *_body(conv, node, integer=False), (low, high))
    first, last = conv.tower.constant(low), conv.tower.constant(high)
    if first is not None and last is not None and first.q == 1 and last.q == 1:
        return _expanded(conv, node, int(first.p), int(last.p))
    whole = all(integers.is_integer(conv.tower, end) for end in (low, high))
    variable, body = _body(conv, node, integer=True, ends=(low, high) if whole else None)
    if node.kind == "prod":
        return closed_product(conv, variable, body, low, high) or opaque(conv, "prod", variable, [low, high, body])
    return summed_up(conv, variable, body, low, high)


def _expanded(conv: Converter, node: Bind, first: int, last: int) -> Element:
    tower = conv.tower
    if last - first >= MAX_EXPANDED:
        raise ExceededError("max_terms")
    result = tower.poly(tower.nil if node.kind == "sum" else tower.one)
    combine = tower.add if node.kind == "sum" else tower.mul
    for value in range(first, last + 1):
        try:
            term = substitute(node.body, {node.var: literal(value)})
        except CaptureError as error:
            raise DeclinedError("a sum whose index is hidden") from error
        result = combine(result, conv.convert(term))
    return result


def literal(value: int) -> Node:
    """Return an integer as a tree."""
    number = Num(Fraction(abs(value)))
    return number if value >= 0 else Neg(number)


def _body(
    conv: Converter, node: Bind, integer: bool, ends: tuple[Element, Element] | None = None
) -> tuple[Kernel, Element]:
    """Return the kernel of the bound symbol and the body, normal; nothing is learnt from the body.

    `ends`: the bound symbol lies between them wherever the body is evaluated.
    """
    tower, scope, case = conv.tower, conv.scope, conv.case
    depth = sum(len(stack) for stack in scope.bound.values())
    key = ("bound", depth, integer)
    variable = tower.find("var", label=key) or tower.make("var", (), EVERYTHING, False, label=key)
    variable.bound, variable.integer = True, integer
    memo = conv.memo
    conv.memo, conv.case = {}, _inside(case, variable, ends)
    scope.bound.setdefault(node.var, []).append(variable)
    try:
        return variable, tower.normal(conv.convert(node.body))
    except EmptyError as error:  # there may be no terms, and then the sum has a value
        raise DeclinedError("a sum of terms that are nowhere defined") from error
    finally:
        scope.release(node.var)
        conv.memo, conv.case = memo, case
        case.needs_divisors |= conv.case.needs_divisors


def _inside(case: Case, variable: Kernel, ends: tuple[Element, Element] | None) -> Case:
    """Return what is known inside a body: all that is known outside, and the bounds of the index."""
    inner = case.copy()
    if ends is not None and case.learning:
        index = variable.element
        for gap in (case.tower.sub(index, ends[0]), case.tower.sub(ends[1], index)):
            try:
                inner.learn_sign(case.tower.normal(gap), POSITIVE | ZERO)
            except EmptyError:  # there are no terms
                inner = case.copy()
                break
    inner.learning, inner.changed = False, False
    return inner


def _infinite(conv: Converter, node: Bind) -> Element:
    variable, body = _body(conv, node, integer=node.kind != "int")
    ends: list[Element] = []
    kind: str = node.kind
    for end in (node.low, node.high):
        if end in INFINITE:
            kind += f" {INFINITE[end]}"
        elif end is not None:
            ends.append(conv.convert(end))
    return opaque(conv, f"{kind} {len(ends)}", variable, [*ends, body])
