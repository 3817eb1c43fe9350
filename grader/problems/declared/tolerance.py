"""Tolerances: which of their keys go together, and whether the domain allows one."""

from __future__ import annotations

from grader.language.domains import Variable
from grader.language.reader.stretches import rational
from grader.language.tree import Array, Node, Transpose, walk
from grader.problems import models
from grader.problems.declared.scope import Scope
from grader.problems.question import Tolerance
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path


def read_tolerance(model: models.Tolerance, scope: Scope, accepted: tuple[Node, ...]) -> Tolerance:
    """Return a tolerance; add faults where it makes no sense for the domains or the expected values."""
    faults = scope.faults
    _check_tolerance(model, faults)
    if model.written and not scope.kind.has_expected_value:
        faults.add(("answer", "tolerance", "written"), f"`written` does not go with type `{scope.kind.name}`")
    if model.relative is not None and model.absolute is None and any(_has_zero(tree) for tree in accepted):
        faults.add(("answer", "tolerance"), "`relative` needs `absolute` too, for the expected value can be 0")
    if model.of == "coefficients" and not scope.kind.has_coefficients:
        faults.add(("answer", "tolerance", "of"), f"`of: coefficients` does not go with type `{scope.kind.name}`")
    may_be_any = model.of == "coefficients" or scope.kind.is_set
    unknown = () if may_be_any else scope.for_all  # what ranges anywhere
    for where, variables in (("given", scope.given), ("for_all", unknown)):
        for variable in variables:
            if not _bounded(variable):
                message = f"a tolerance needs a bounded domain; `{variable.name}` ranges over: {variable.domain.text}"
                faults.add(("answer", where, variable.name), message)
    return Tolerance(
        model.absolute,
        model.relative,
        model.significant_figures,
        model.decimal_places,
        model.strict,
        model.written,
        model.of == "coefficients",
    )


def _check_tolerance(model: models.Tolerance, faults: Faults) -> None:
    path: Path = ("answer", "tolerance")
    distance = model.absolute is not None or model.relative is not None
    rounding = (model.significant_figures is not None) + (model.decimal_places is not None)
    if distance + rounding == 0:
        faults.add(path, "expected `absolute`, `relative`, `significant_figures` or `decimal_places`")
    elif distance + rounding > 1:
        faults.add(path, "`absolute` and `relative`, `significant_figures`, `decimal_places` exclude each other")
    if model.strict and not distance:
        faults.add((*path, "strict"), "`strict` goes with `absolute` or `relative`")
    if model.written and not rounding:
        faults.add((*path, "written"), "`written` goes with `significant_figures` or `decimal_places`")
    if model.significant_figures == 0:
        faults.add((*path, "significant_figures"), "expected at least 1")


def _has_zero(tree: Node) -> bool:
    entries = tree.arg if isinstance(tree, Transpose) else tree
    items = [node for node in walk(entries) if isinstance(node, Array)]
    values = [item for array in items for item in array.items] if items else [entries]
    return any(rational(value) == 0 for value in values if not isinstance(value, Array))


def _bounded(variable: Variable) -> bool:
    domain = variable.domain
    return domain.members is not None or (domain.low is not None and domain.high is not None)
