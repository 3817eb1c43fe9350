"""Questions whose fields must satisfy conditions."""

from __future__ import annotations

from dataclasses import replace

from grader.problems import models
from grader.problems.common import Place, common, with_scope
from grader.problems.faults import Faults, find
from grader.problems.kinds import KINDS
from grader.problems.located import Path
from grader.problems.question import Field, Question, Requirement
from grader.problems.readings import read_condition, read_name, read_one, unsupported_relation
from grader.problems.scope import Scope, declare, declare_symbol, define
from grader.problems.typed import shown


def constraints_question(
    model: models.Question, answer: models.ConstraintsAnswer, faults: Faults, place: Place
) -> Question:
    """Return the question of constraints."""
    scope = declare(answer, faults, KINDS[answer.type])
    hidden = frozenset(variable.name for variable in scope.for_all)
    declared = {
        name: (key, declaration)
        for key, declaration in answer.fields.items()
        if (name := field_name(scope, key, declaration)) is not None
    }
    define(scope, answer.define)
    if not answer.fields:
        faults.add(("answer", "fields"), "expected at least one field, such as {k: positive integer}")
    fields = {
        name: read_field(scope, name, key, declaration, hidden | declared.keys())
        for name, (key, declaration) in declared.items()
    }
    if not answer.require and answer.exists:
        faults.add(("answer", "require"), "expected at least one condition, such as k = 8")
    question = with_scope(common(model, faults, place, fields, scope.names), answer, scope)
    return replace(question, require=required(answer, scope), exists=answer.exists)


def field_name(scope: Scope, key: str, declaration: models.DeclaredField) -> str | None:
    """Declare a field and return its canonical name; otherwise add faults and return None."""
    symbol = declare_symbol(scope, key, declaration, ("answer", "fields", key))
    return symbol.name if symbol else None


def read_field(scope: Scope, name: str, key: str, declaration: models.DeclaredField, hidden: frozenset[str]) -> Field:
    """Return a field that may use every name but the hidden ones, and of these what it says itself."""
    path: Path = ("answer", "fields", key)
    allowed = set()
    quantified = {variable.name for variable in scope.for_all}
    for number, text in enumerate(declaration.in_):
        other = read_name(text, scope.faults, (*path, "in", number))
        if other in quantified:
            allowed.add(other)
        elif other is not None:
            scope.faults.add((*path, "in", number), f"{shown(text)} is not declared in `for_all`")
    names = replace(scope.without(hidden - allowed), arrays=bool(scope.symbols[name].domain.shape))
    default = None
    if declaration.default is not None:
        default = read_one(declaration.default, names, scope.faults, (*path, "default"))
    symbol = scope.symbols[name]
    return Field(name, symbol.domain, names, default, symbol.spellings)


def required(answer: models.ConstraintsAnswer | models.NetworkAnswer, scope: Scope) -> tuple[Requirement, ...]:
    """Return the conditions that must hold; those that cannot be read are faults."""
    found = []
    for number, requirement in enumerate(answer.require):
        path: Path = ("answer", "require", number)
        path = (*path, "claim") if find(scope.faults.root, (*path, "claim")) is not None else path
        condition = read_condition(requirement.claim, scope.names, scope.faults, path)
        sign = "" if condition is None else unsupported_relation(condition)
        if sign:
            scope.faults.add(path, f"`{sign}` is not supported yet in type `{scope.kind.name}`")
        elif condition is not None:
            found.append(Requirement(requirement.claim, condition, requirement.points, requirement.feedback))
    return tuple(found)
