"""Questions with an expected value: numbers, expressions, tensors and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.language.domains import REAL, Domain, Variable
from grader.language.names import MEASURED, Names
from grader.language.printing import show
from grader.language.tree import Node, Tup
from grader.problems import models
from grader.problems.declared.answer_names import symbol_of
from grader.problems.declared.declarations import declare, declare_symbols
from grader.problems.declared.definitions import define
from grader.problems.declared.dimensions import (
    Dimension,
    DimensionError,
    UnseenError,
    dimension_of,
    dimension_text,
    exponents,
)
from grader.problems.declared.forms import notations, read_allowed, read_forms, written
from grader.problems.declared.logarithms import bases_of_logarithms
from grader.problems.declared.readings import is_array, is_condition, is_imaginary, ragged, read_formula
from grader.problems.declared.scope import Scope
from grader.problems.declared.tolerance import read_tolerance
from grader.problems.declared.units import read_asked_unit, refuse_percents
from grader.problems.kinds import KINDS
from grader.problems.question import Field, Question, UnitAsked
from grader.problems.questions.common import Place, accepted_formulas, common, with_scope
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.records import replace

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit

MAX_CONSTANTS = 3  # arbitrary constants of an answer
FormalAnswer = models.NumberAnswer | models.ExpressionAnswer | models.TensorAnswer | models.ShapeAnswer


def formal_question(model: models.Question, answer: FormalAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an answer with an expected value."""
    scope = declare(answer, faults, KINDS[answer.type])
    constants: tuple[Variable, ...] = ()
    if isinstance(answer, models.ExpressionAnswer):
        constants = _constants(answer, scope)
    if not isinstance(answer, models.ShapeAnswer):
        scope.notations = notations(answer.form, answer.allow)
    symbol = symbol_of(scope, answer.symbol)
    define(scope, answer.define)
    given = (answer.expected, *(answer.accept or ()))
    scope.is_complex = is_imaginary(given, scope.names, KINDS[answer.type].expects)
    names = scope.names
    base = Domain("complex", text="complex") if names.complex else REAL
    accepted = _accepted(answer, names, faults, symbol or None)
    more = {f"log {one}" for one in bases_of_logarithms(accepted, model.prompt)}
    if not isinstance(answer, models.ShapeAnswer) and answer.tolerance is not None:
        more.add(MEASURED)
    answered = replace(names, notations=names.notations | more) if more else names
    fields = {"answer": Field("answer", base, answered, symbol=symbol, authored_symbol=answer.symbol)}
    question = with_scope(common(model, faults, place, fields, names), answer, scope)
    names_of_constants = tuple(variable.name for variable in constants)
    return _with_liberties(
        replace(question, accepted=accepted, constants=names_of_constants, exists=not _expects_none(answer)),
        answer,
        scope,
    )


def _constants(answer: models.ExpressionAnswer, scope: Scope) -> tuple[Variable, ...]:
    """Enter the arbitrary constants of an expected answer, and return them."""
    if answer.constants and (answer.up_to is not None or answer.tolerance is not None):
        other = "up_to" if answer.up_to is not None else "tolerance"
        scope.faults.add(("answer", "constants"), f"`constants` and `{other}` exclude each other")
    if len(answer.constants) > MAX_CONSTANTS:
        scope.faults.add(("answer", "constants"), f"expected at most {MAX_CONSTANTS} arbitrary constants")
    named = {name: models.Declared(domain="real", also=()) for name in answer.constants}
    return declare_symbols(scope, named, ("answer", "constants"))


def _with_liberties(question: Question, answer: FormalAnswer, scope: Scope) -> Question:
    """Return the question with what does not count, as far as its type has it."""
    if isinstance(answer, models.ShapeAnswer):
        return question
    forms = read_forms(answer.form, question.names, scope.faults)
    question = replace(
        question, forms=forms, unit=_unit(answer, scope.faults), allow=read_allowed(answer.allow, scope.faults)
    )
    if question.unit is not None:
        refuse_percents(question.unit, answer.expected, answer.accept or (), scope.faults)
    if scope.units:
        question = replace(question, units=_measured(question, scope))
    if answer.tolerance is not None:
        tolerance = read_tolerance(answer.tolerance, scope, question.accepted)
        question = replace(question, tolerance=tolerance, forms=(*forms, *written(tolerance)))
    match answer:
        case models.TensorAnswer():
            return replace(question, same_domain=answer.same_domain, credit=answer.credit)
        case models.ExpressionAnswer():
            return _with_up_to(question, answer, scope.faults)
        case models.NumberAnswer():
            return question


def _unit(answer: models.Measured, faults: Faults) -> UnitAsked | None:
    is_fixed = answer.unit_form == "fixed"
    if answer.unit is not None:
        return read_asked_unit(answer.unit.unit, faults, answer.unit.points, is_fixed=is_fixed)
    if is_fixed:
        faults.add_key(("answer", "unit_form"), "`unit_form` needs `unit`")
    return None


def _measured(question: Question, scope: Scope) -> dict[str, Unit]:
    """Return the units of symbols; add a fault where the expected answer has not the unit that is asked for."""
    if question.unit is None:
        scope.faults.add(("answer",), "`unit` is missing: symbols have units, so the answer has one")
        return scope.units
    known: dict[str, Dimension] = {name: exponents(unit) for name, unit in scope.units.items()}
    try:
        for name, definition in question.define.items():
            if not definition.parameters:
                known[name] = dimension_of(definition.body, known)
        for tree in question.accepted:
            found = dimension_of(tree, known)
            if found != exponents(question.unit.unit):
                said = f"`{show(tree)}` is measured in {dimension_text(found)}, not in {question.unit.unit.text}"
                scope.faults.add(("answer", "expected"), said)
    except DimensionError as error:
        scope.faults.add(("answer", "expected"), str(error))
    except UnseenError:
        scope.faults.add(("answer", "expected"), "units are not followed through this formula")
    return scope.units


def _with_up_to(question: Question, answer: models.ExpressionAnswer, faults: Faults) -> Question:
    if answer.per_piece and answer.up_to not in {"constant", "factor"}:
        faults.add(("answer", "per_piece"), "`per_piece` needs `up_to: constant` or `up_to: factor`")
    if answer.up_to is not None and answer.tolerance is not None:
        faults.add(("answer", "tolerance"), "`tolerance` and `up_to` exclude each other")
    return replace(question, up_to=answer.up_to, per_piece=answer.per_piece, same_domain=answer.same_domain)


def _accepted(answer: FormalAnswer, names: Names, faults: Faults, own: str | None) -> tuple[Node, ...]:
    """Return the trees of `expected` or of all of `accept`."""
    expect = KINDS[answer.type].expects
    trees = []
    for path, formula in accepted_formulas(answer.expected, answer.accept, faults):
        if _is_none(answer, formula):
            continue
        tree = read_formula(formula, names, faults, path, expect, own)
        if tree is not None and _fits(answer, tree, faults, path):
            trees.append(tree)
    return tuple(trees)


def _expects_none(answer: FormalAnswer) -> bool:
    """Whether it is right to say that there is no such value."""
    given = (answer.expected, *(answer.accept or ()))
    return any(formula is not None and _is_none(answer, formula) for formula in given)


def _is_none(answer: FormalAnswer, formula: models.Formula) -> bool:
    return not isinstance(answer, models.ShapeAnswer) and (formula.text or "").strip() == "none"


def _fits(answer: FormalAnswer, tree: Node, faults: Faults, path: Path) -> bool:
    """Return whether an expected tree is of its type's kind; otherwise add a fault."""
    message = _misfit(answer, tree)
    if message:
        faults.add(path, message)
    return not message


def _misfit(answer: FormalAnswer, tree: Node) -> str:
    """Return what is expected in the place of a tree, empty where it fits."""
    match answer:
        case models.NumberAnswer() if is_array(tree) or isinstance(tree, Tup) or is_condition(tree):
            return "expected one number"
        case models.ExpressionAnswer() if isinstance(tree, Tup) or is_condition(tree):
            return "expected an expression, not a tuple, a set or a condition"
        case models.TensorAnswer() if not is_array(tree):
            return "expected an array, such as [1, 2] or [[1, 2], [3, 4]]"
        case _ if is_array(tree) and ragged(tree):
            return "the rows of this array differ in length"
        case models.ShapeAnswer() if not isinstance(tree, Tup):
            return "expected a shape, such as '(24, 24, 128)'"
        case _:
            return ""
