"""Conditions that repeat: where the unknown stands in waves of commensurable angles only, one period decides.

sin, cos, tan and their kin repeat after 2 pi, so a condition in sin(r pi^k x + b) with several rational r repeats after
2 pi^(1 - k) / g with the greatest common measure g of them. Two such conditions hold at the same real numbers when
they do so on one period that both have.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.functions.questions import CIRCLE
from grader.evidence.sets.angles import Angle, angle, common_measure
from grader.evidence.trees.build import number_tree
from grader.language.domains import Domain, Variable
from grader.language.tree import ZERO, Call, Const, Mul, Node, Num, Pow, Sym, children
from grader.records import replace


def on_one_period(unknown: Variable | None, *trees: Node) -> Variable | None:
    """Return the unknown on one period of conditions on all real numbers; itself where they are not seen to repeat."""
    if unknown is None or not is_all(unknown.domain):
        return unknown
    angles = [found for tree in trees for found in _angles(tree, unknown.name)]
    known = [found for found in angles if found is not None]
    if not known or len(known) < len(angles) or len({found.power for found in known}) != 1:
        return unknown
    period = _period(common_measure([found.slope for found in known]), known[0].power)
    return replace(unknown, domain=replace(unknown.domain, low=ZERO, high=period, low_closed=True, high_closed=False))


def _period(measure: Fraction, power: int) -> Node:
    factor = number_tree(2 / measure)
    return factor if power == 1 else Mul((factor, Pow(Const("pi"), Num(Fraction(1 - power)))))


def is_all(domain: Domain) -> bool:
    """Return whether a symbol is any real number."""
    if domain.base != "real" or domain.members is not None or domain.nonzero or domain.shape:
        return False
    return domain.low is None and domain.high is None


def _angles(node: Node, name: str) -> list[Angle | None]:
    """Return the angles in which a symbol stands; None for each place where it stands in something else."""
    if isinstance(node, Sym):
        return [None] if node.name == name else []
    if isinstance(node, Call) and node.name in CIRCLE and (found := angle(node.args[0], name)) is not None:
        return [found]
    return [found for child in children(node) for found in _angles(child, name)]
