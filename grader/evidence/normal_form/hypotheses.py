"""What a setting says before any case is split: conditions between symbols, symbolic bounds, finite sets."""

from __future__ import annotations

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form import cases
from grader.evidence.normal_form.cases.case import Case, EmptyError
from grader.evidence.normal_form.cases.conditions import ALLOWED, SplitError
from grader.evidence.normal_form.cases.scope import Scope, members_of
from grader.evidence.normal_form.convert import ComplexError, Converter
from grader.evidence.normal_form.ring.kernels import Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.ranges.sign import ZERO
from grader.language.domains import REAL
from grader.language.tree import Logic, Node, Relation, Sym


def first_case(tower: Tower, setting: Setting, complex_mode: bool) -> Case:
    """Return the case that holds what domains and assumptions say; raises `EmptyError` where they contradict."""
    case = Case(tower)
    domains = [variable.domain for variable in setting.variables if variable.domain is not REAL]
    if complex_mode or not (domains or setting.assume):
        return case
    if any(domain.low is not None and domain.high is not None for domain in domains):
        case.circle = cases.angles.Circle(tower, setting).signs
    conditions = (*setting.assume, *_bounds(setting))
    if conditions:
        conv = Converter(case, setting, complex_mode)
        for condition in conditions:
            _assume(conv, condition)
    return case


def _bounds(setting: Setting) -> list[Node]:
    """Return the bounds of domains that are no literals, as conditions."""
    found: list[Node] = []
    for variable in setting.variables:
        domain = variable.domain
        if domain is REAL or domain.shape:
            continue
        if domain.low is not None and not _is_literal(domain.low):
            found.append(Relation((">=" if domain.low_closed else ">",), (Sym(variable.name), domain.low)))
        if domain.high is not None and not _is_literal(domain.high):
            found.append(Relation(("<=" if domain.high_closed else "<",), (Sym(variable.name), domain.high)))
    return found


def _is_literal(bound: Node) -> bool:
    return literal(bound) is not None


def _assume(conv: Converter, condition: Node) -> None:
    """Learn a condition; one that cannot be put to use is left out, which only loses proofs."""
    match condition:
        case Logic("and", args):
            for arg in args:
                _assume(conv, arg)
        case Relation(ops, operands):
            for left, op, right in zip(operands, ops, operands[1:], strict=False):
                if op in ALLOWED:
                    _compare(conv, left, ALLOWED[op], right)


def _compare(conv: Converter, left: Node, signs: int, right: Node) -> None:
    tower = conv.tower
    try:
        gap = tower.normal(tower.sub(conv.convert(left), conv.convert(right)))
    except (DeclinedError, SplitError, ExceededError, ComplexError):
        return
    if gap.num == tower.nil:
        if not signs & ZERO:
            raise EmptyError
        return
    conv.case.learn_sign(gap, signs)


def members(case: Case, scope: Scope) -> list[tuple[Poly, int]]:
    """Return one case for each member of a finite set that a symbol of the difference ranges over."""
    for kernel in case.tower.kernels:
        domain = scope.domains.get(str(kernel.label[0])) if kernel.kind == "var" else None
        if domain is None or not domain.members or kernel.index in case.values:
            continue
        values = members_of(domain)
        if not values:
            continue
        return [(kernel.gen * value.q - fmpq(value.p), ZERO) for value in values]
    return []
