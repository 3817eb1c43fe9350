"""Questions whose answers are classes of growth."""

from __future__ import annotations

from grader.language.domains import REAL
from grader.problems import models
from grader.problems.declared.answer_names import symbol_of
from grader.problems.declared.declarations import declare
from grader.problems.declared.definitions import define
from grader.problems.declared.readings import read_formula
from grader.problems.declared.scope import Scope
from grader.problems.kinds import KINDS
from grader.problems.question import Field, Question
from grader.problems.questions.common import Place, accepted_formulas, common, with_scope
from grader.problems.texts.faults import Faults
from grader.records import replace


def growth_question(model: models.Question, answer: models.GrowthAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an answer that is a class of growth."""
    scope = declare(answer, faults, KINDS[answer.type])
    symbol = symbol_of(scope, answer.symbol)
    define(scope, answer.define)
    _check_sizes(answer, scope)
    expect = KINDS[answer.type].expects
    pairs = accepted_formulas(answer.expected, answer.accept, faults)
    trees = [read_formula(formula, scope.names, faults, path, expect, symbol or None) for path, formula in pairs]
    question = common(
        model,
        faults,
        place,
        {"answer": Field("answer", REAL, scope.names, symbol=symbol, authored_symbol=answer.symbol)},
        scope.names,
    )
    return replace(
        with_scope(question, answer, scope),
        accepted=tuple(tree for tree in trees if tree is not None),
        bound_is_strict=answer.bound == "strict",
        takes_words=answer.words == "allowed",
    )


def _check_sizes(answer: models.GrowthAnswer, scope: Scope) -> None:
    if not answer.given:
        scope.faults.add(("answer",), "`given` is missing: the sizes that grow, {n: size}")
    for key, variable in zip(answer.given, scope.given, strict=False):
        if variable.domain.base != "size":
            scope.faults.add(("answer", "given", key), "expected `size`: all symbols of `growth` are sizes that grow")
