"""Derivatives in the normal form: by their formulas, which say something of where a kink may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence import trees
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form import derivatives, ring
from grader.evidence.normal_form.cases.case import EmptyError, universal
from grader.evidence.normal_form.ring.kernels import Element, Poly
from grader.evidence.trees.ranges.sign import ZERO
from grader.language.tree import Derivative

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def slope_of(conv: Converter, node: Derivative) -> Element:
    """Convert the formula of a derivative; it may have no value where the derivative has, so it teaches nothing."""
    case, tower = conv.case, conv.tower
    named = "relu'(0)" in conv.setting.conventions
    if named and derivatives.kinks.kinks(node.body) > 1:
        raise DeclinedError("a derivative with several kinks and a convention for them")
    conv.convert(node.body)
    learning, case.learning = case.learning, False
    try:
        slope = tower.normal(_slope(conv, node))
    except EmptyError as error:
        raise DeclinedError("a derivative at a kink") from error
    finally:
        case.learning = learning
    if case.mask_element(Element(slope.den, tower.one, slope.bits)) & ZERO:
        conv.rough = True
    if not named:
        _no_jump(conv, derivatives.kinks.jumps(tower, slope))
    return slope


def _no_jump(conv: Converter, jumps: list[tuple[Poly, Poly]]) -> None:
    """Learn that a derivative's formula does not jump where the derivative exists: a factor of the jump is 0."""
    conv.jumps.extend(jumps)
    for pair in jumps if conv.case.learning else ():  # a sum that is empty has a value whatever its terms are
        part, height = (conv.tower.reduce(poly, conv.case.zeros) for poly in pair)
        if not height or (part and conv.case.mask(part) != ZERO):
            continue
        factors = ring.factors.factor_element(conv.tower, conv.tower.poly(height))[1]
        zeros = [factor for factor, _ in factors if conv.case.mask(factor) & ZERO]
        if not zeros:
            raise EmptyError
        if len(zeros) == 1:
            conv.case.learn(zeros[0], ZERO)
        elif all(conv.case.mask(factor) != ZERO for factor in zeros):
            conv.splits.extend(zeros)


def _slope(conv: Converter, node: Derivative) -> Element:
    """Return the formula of a derivative; where a kink may be in this case, as it is in all cases together."""
    formula = trees.slopes.derivative.differentiated(node, conv.tower.budget)
    if not (conv.case.zeros and derivatives.kinks.kinks(node.body)):
        return conv.convert(formula)
    whole = conv.under(universal(conv.tower))
    learning, whole.case.learning = whole.case.learning, False
    try:
        return whole.convert(formula)
    finally:
        whole.case.learning = learning
