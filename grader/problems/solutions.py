"""Questions whose answers are sets, or equations and inequalities."""

from __future__ import annotations

from dataclasses import replace

from grader.language.domains import REAL, Domain
from grader.language.names import Names
from grader.language.tree import (
    Node,
    symbols,
)
from grader.problems import models
from grader.problems.common import Place, accepted_formulas, common, with_scope
from grader.problems.faults import Faults
from grader.problems.formal import symbol_of
from grader.problems.kinds import is_condition, is_set
from grader.problems.located import Path
from grader.problems.question import Field, Question
from grader.problems.readings import read_formula, unsupported_relation
from grader.problems.scope import Scope, declare, define

SolutionsAnswer = models.SetAnswer | models.RelationAnswer


def solutions_question(model: models.Question, answer: SolutionsAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an answer that is a set or a condition."""
    scope = declare(answer, faults, answer.type)
    symbol = symbol_of(scope, answer.symbol)
    define(scope, answer.define)
    names = scope.names
    _check_symbols(answer, scope)
    base = Domain("complex", text="complex") if names.complex else REAL
    fields = {"answer": Field("answer", base, names, symbol=symbol)}
    accepted = _accepted(answer, names, faults, symbol or None)
    return replace(with_scope(common(model, faults, place, fields, names), answer, scope), accepted=accepted)


def _check_symbols(answer: SolutionsAnswer, scope: Scope) -> None:
    if isinstance(answer, models.RelationAnswer) and not answer.for_all:
        scope.faults.add(("answer",), "`for_all` is missing: the symbols that the relation is about, {x: real}")
    if isinstance(answer, models.SetAnswer) and len(scope.for_all) > 1:
        message = "`for_all` names the one unknown of a set; parameters stand in `given`"
        scope.faults.add_key(("answer", "for_all"), message)


def _accepted(answer: SolutionsAnswer, names: Names, faults: Faults, own: str | None) -> tuple[Node, ...]:
    """Return the trees of `expected` or of all of `accept`."""
    pairs = accepted_formulas(answer.expected, answer.accept, faults)
    trees = []
    for path, formula in pairs:
        expect = "set" if answer.type == "set" else "condition"
        tree = read_formula(formula, names, faults, path, expect, own)  # type: ignore[arg-type]
        if tree is not None and _fits(answer, tree, faults, path):
            trees.append(tree)
    return tuple(trees)


def _fits(answer: SolutionsAnswer, tree: Node, faults: Faults, path: Path) -> bool:
    """Return whether an expected tree is of its type's kind; otherwise add a fault."""
    message = ""
    if answer.type == "relation" and not is_condition(tree):
        message = "expected an equation or an inequality, such as y = 2 x + 1"
    elif sign := unsupported_relation(tree):
        message = f"`{sign}` is not supported yet in type `{answer.type}`"
    elif answer.type == "set" and not (is_set(tree) or is_condition(tree)):
        message = "expected a set, such as '(0, 1]', '{1, 2}' or x > 3"
    elif answer.type == "set" and not is_condition(tree) and symbols(tree) & answer.for_all.keys():
        message = "the unknown stands in an end of the set; parameters are declared in `given`"
    if message:
        faults.add(path, message)
    return not message
