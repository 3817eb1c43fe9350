"""Inverse circle functions of circle functions, where the angle surely lies within one half turn.

arcsin(sin v) = (-1)^k (v - k pi) and arctan(tan v) = v - k pi for |v - k pi| <= pi/2; cosines are sines of pi/2 - v.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.cases import ranges
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules.angles.trigonometry import HALF, pi
from grader.evidence.trees.ranges.sign import NEGATIVE
from grader.language.tree import Call, Node

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

SINES = {"arcsin": ("sin", "cos"), "arccos": ("sin", "cos"), "arctan": ("tan", "cot")}
NEARBY = range(-3, 4)  # half turns that are tried where the angle's range is not known in numbers
PI = fmpq(355, 113)


def unwound(conv: Converter, name: str, node: Node) -> Element | None:
    """Return an inverse circle function of a circle function in terms of the angle, None where it is not settled."""
    if not isinstance(node, Call) or node.name not in SINES[name] or conv.complex:
        return None
    tower = conv.tower
    angle = conv.convert(node.args[0])
    quarter = tower.scale(pi(tower), HALF)
    if node.name == SINES[name][1]:
        angle = tower.sub(quarter, angle)
    for half_turns in _candidates(conv, angle):
        rest = tower.sub(angle, tower.scale(pi(tower), fmpq(half_turns)))
        ends = tower.add(rest, quarter), tower.sub(quarter, rest)
        if not any(conv.case.mask_element(tower.normal(end)) & NEGATIVE for end in ends):
            value = tower.neg(rest) if half_turns % 2 and name != "arctan" else rest
            return tower.sub(quarter, value) if name == "arccos" else value
    return None


def _candidates(conv: Converter, angle: Element) -> Iterator[int]:
    if angle.den is conv.tower.one:
        bounds = ranges.of_poly(conv.tower, angle.num, conv.case.ranges)
        if bounds.low is not None and bounds.high is not None:
            yield int(((bounds.low + bounds.high) / 2 / PI + HALF).floor())
            return
    if conv.case.signs:
        yield from NEARBY
