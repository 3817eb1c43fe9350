"""Whether a constant is 0: proved by the normal form, or refuted by a ball."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case, EmptyError
from grader.evidence.normal_form.cases.conditions import SplitError
from grader.evidence.normal_form.convert import ComplexError, Converter
from grader.evidence.normal_form.prover import agree
from grader.evidence.normal_form.ring import balls
from grader.evidence.normal_form.ring.kernels import Plan, RestartError
from grader.evidence.normal_form.ring.tower import Tower
from grader.language.tree import Node

MAX_RESTARTS = 24  # times that a constant is read again, with a finer tower
MAX_PRECISION = 1024  # bits of a ball that tells a constant from 0


def constant_zero(tree: Node, budget: Budget) -> bool | None:
    """Return True where a real constant is proved 0, False where it is proved not to be, None where neither."""
    plan = Plan()
    for _ in range(MAX_RESTARTS):
        try:
            return _decided(tree, Tower(budget, plan))
        except RestartError:
            budget.spend(10)
        except (ExceededError, DeclinedError, SplitError, EmptyError, ComplexError):
            return None
    return None


def _decided(tree: Node, tower: Tower) -> bool | None:
    case = Case(tower)
    element = Converter(case, Setting(), complex_mode=False).convert(tree)
    if not all(kernel.ground for kernel in tower.used(element.num)):
        return None
    if case.changed:
        return None  # a subexpression is not surely defined
    if agree(case, element.num, (element.den,)):
        return True
    precision = balls.START
    while precision <= MAX_PRECISION:
        above, below = (balls.at(tower, poly, precision, tower.budget) for poly in (element.num, element.den))
        if not above.is_finite() or not below.is_finite():
            return None
        if not above.contains(0) and not below.contains(0):
            return False
        precision *= 4
    return None
