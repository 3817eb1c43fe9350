"""Questions whose fields must satisfy conditions."""

from __future__ import annotations

from collections.abc import Iterator

from grader.language.names import Function
from grader.language.tree import Apply, Node, walk
from grader.problems import models
from grader.problems.declared.declarations import declare, declare_symbol
from grader.problems.declared.definitions import define
from grader.problems.declared.forms import read_forms
from grader.problems.declared.readings import (
    is_made_of_relations,
    read_condition,
    read_name,
    read_one,
    unsupported_relation,
)
from grader.problems.declared.scope import Scope
from grader.problems.kinds import KINDS
from grader.problems.question import Field, Question, Requirement
from grader.problems.questions.common import Place, common, with_scope
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import replace


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
    for name, (_, declaration) in declared.items():
        if declaration.free:
            faults.add(("answer", "fields", declared[name][0], "free"), "`free` is for the fields of a network")
        if declaration.in_:
            shape = scope.symbols[name].domain.shape
            scope.functions[name] = Function(name, len(declaration.in_), "array" if shape else "number")
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
    different = tuple(_different(answer.different, fields, faults))
    return replace(question, require=required(answer, scope), exists=answer.exists, different=different)


def _different(texts: tuple[str, ...], fields: dict[str, Field], faults: Faults) -> Iterator[str]:
    """Yield the fields of which no two may be written alike."""
    for number, text in enumerate(texts):
        path: Path = ("answer", "different", number)
        name = read_name(text, faults, path)
        if name in fields:
            yield name
        elif name is not None:
            faults.add(path, f"{shown(text)} is no field")


def field_name(scope: Scope, key: str, declaration: models.DeclaredField) -> str | None:
    """Declare a field and return its canonical name; otherwise add faults and return None."""
    symbol = declare_symbol(scope, key, declaration, ("answer", "fields", key))
    return symbol.name if symbol else None


def read_field(scope: Scope, name: str, key: str, declaration: models.DeclaredField, hidden: frozenset[str]) -> Field:
    """Return a field that may use every name but the hidden ones, and of these what it says itself."""
    path: Path = ("answer", "fields", key)
    allowed = []
    quantified = {variable.name for variable in scope.for_all}
    for number, text in enumerate(declaration.in_):
        other = read_name(text, scope.faults, (*path, "in", number))
        if other in quantified:
            allowed.append(other)
        elif other is not None:
            scope.faults.add((*path, "in", number), f"{shown(text)} is not declared in `for_all`")
    names = replace(scope.without(hidden.difference(allowed)), arrays=bool(scope.symbols[name].domain.shape))
    default = None
    if declaration.default is not None:
        default = read_one(declaration.default, names, scope.faults, (*path, "default"))
    symbol = scope.symbols[name]
    forms = read_forms(declaration.form, names, scope.faults, (*path, "form"))
    if any(form.points is not None for form in forms):
        scope.faults.add((*path, "form"), "the form of a field carries no points; a condition in `require` may")
    return Field(name, symbol.domain, names, default, symbol.spellings, forms=forms, arguments=tuple(allowed))


def required(answer: models.ConstraintsAnswer | models.NetworkAnswer, scope: Scope) -> tuple[Requirement, ...]:
    """Return the conditions that must hold; those that cannot be read are faults."""
    found = []
    for number, requirement in enumerate(answer.require):
        path: Path = ("answer", "require", number)
        if (requirement.claim is None) == (not requirement.any_of):
            scope.faults.add(path, "expected either `claim` or `any_of` with several conditions")
            continue
        texts = _alternatives(requirement, path, scope)
        trees = [[_condition(text, bool(answer.limit), scope, place) for place, text in one] for one in texts]
        kept = tuple(tuple(tree for tree in one if tree is not None) for one in trees)
        if all(len(one) == len(read) for one, read in zip(kept, trees, strict=True)):
            said = requirement.claim or " or ".join(" and ".join(text for _, text in one) for one in texts)
            found.append(Requirement(said, kept, requirement.points, requirement.feedback))
    return tuple(found)


def _alternatives(requirement: models.Requirement, path: Path, scope: Scope) -> list[list[tuple[Path, str]]]:
    """Return the texts of conditions, with their places, of which all of one list must hold."""
    if requirement.claim is not None:
        path = (*path, "claim") if find(scope.faults.root, (*path, "claim")) is not None else path
        return [[(path, requirement.claim)]]
    return [[((*path, "any_of", place), text) for text in one] for place, one in enumerate(requirement.any_of)]


def _condition(text: str, has_limit: bool, scope: Scope, path: Path) -> Node | None:
    """Return a condition that can be required; otherwise add a fault and return None."""
    condition = read_condition(text, scope.names, scope.faults, path)
    if condition is None:
        return None
    primed = next((node.name for node in walk(condition) if isinstance(node, Apply) and node.primes), None)
    if primed is not None and primed not in scope.unknown:
        scope.faults.add(path, f"a derivative of the field {primed} is written with d/d, such as d/dx {primed}(x)")
        return None
    sign = unsupported_relation(condition)
    if sign and not (has_limit and sign in {">>", "<<"}):
        message = f"`{sign}` is not supported yet in type `{scope.kind.name}`"
        scope.faults.add(path, f"`{sign}` needs a `limit`" if sign in {">>", "<<"} else message)
        return None
    if has_limit and not is_made_of_relations(condition):
        scope.faults.add(path, "expected relations such as a = b, joined by and, or, not: they hold in the limit")
        return None
    return condition
