"""Questions whose answers are sets, or equations and inequalities."""

from __future__ import annotations

from grader.language.domains import REAL, Domain
from grader.language.names import Names
from grader.language.tree import Node, Relation, SetOf, symbols
from grader.problems import models
from grader.problems.declared.answer_names import symbol_of
from grader.problems.declared.declarations import declare
from grader.problems.declared.definitions import define
from grader.problems.declared.forms import read_allowed, read_forms
from grader.problems.declared.readings import is_imaginary, read_formula, unsupported_relation
from grader.problems.declared.scope import Scope
from grader.problems.declared.tolerance import read_tolerance
from grader.problems.declared.tree_kinds import is_condition, is_set
from grader.problems.kinds import KINDS
from grader.problems.question import Field, Question
from grader.problems.questions.common import Place, accepted_formulas, common, with_scope
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.records import replace

MAX_MEMBERS = 50  # of a finite set that is looked at member by member
SolutionsAnswer = models.SetAnswer | models.RelationAnswer


def solutions_question(model: models.Question, answer: SolutionsAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an answer that is a set or a condition."""
    scope = declare(answer, faults, KINDS[answer.type])
    symbol = symbol_of(scope, answer.symbol)
    define(scope, answer.define)
    given = (answer.expected, *(answer.accept or ()))
    scope.is_complex = is_imaginary(given, scope.names, KINDS[answer.type].expects)
    names = scope.names
    _check_symbols(answer, scope)
    base = Domain("complex", text="complex") if names.complex else REAL
    fields = {"answer": Field("answer", base, names, symbol=symbol, authored_symbol=answer.symbol)}
    accepted = _accepted(answer, names, faults, symbol or None)
    question = replace(with_scope(common(model, faults, place, fields, names), answer, scope), accepted=accepted)
    forms = read_forms(answer.form, names, faults, expect=KINDS[answer.type].expects)
    question = replace(question, forms=forms, allow=read_allowed(answer.allow, faults))
    return question if isinstance(answer, models.RelationAnswer) else _by_member(question, answer, scope)


def _by_member(question: Question, answer: models.SetAnswer, scope: Scope) -> Question:
    """Return the question of a set with what is said of its members, which must be written out then."""
    written_out = [part.items for part in question.accepted if isinstance(part, SetOf)]
    asked = "tolerance" if answer.tolerance is not None else "credit" if answer.credit == "per member" else ""
    if asked and (len(written_out) != 1 or len(question.accepted) != 1 or not 0 < len(written_out[0]) <= MAX_MEMBERS):
        what = f"one finite set of 1 to {MAX_MEMBERS} members, such as '{{1, 2}}'"
        scope.faults.add(("answer", asked), f"`{asked}` needs {what}")
    if answer.tolerance is not None and written_out:
        question = replace(question, tolerance=read_tolerance(answer.tolerance, scope, written_out[0]))
    return replace(question, credit=answer.credit)


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
        tree = read_formula(formula, names, faults, path, KINDS[answer.type].expects, own)
        if tree is not None and _fits(answer, tree, faults, path):
            trees.append(tree)
    return tuple(trees)


def _fits(answer: SolutionsAnswer, tree: Node, faults: Faults, path: Path) -> bool:
    """Return whether an expected tree is of its type's kind; otherwise add a fault."""
    message = _misfit(answer, tree)
    if message:
        faults.add(path, message)
    return not message


def _misfit(answer: SolutionsAnswer, tree: Node) -> str:
    """Return what is wrong with an expected tree, empty where it fits."""
    is_relation = isinstance(answer, models.RelationAnswer)
    if is_relation and not is_condition(tree):
        return "expected an equation or an inequality, such as y = 2 x + 1"
    speaks_of_size = is_relation and isinstance(tree, Relation) and tree.ops in {(">>",), ("<<",)}
    if (sign := unsupported_relation(tree)) and not speaks_of_size:
        return f"`{sign}` is not supported yet in type `{answer.type}`"
    if is_relation or is_condition(tree):
        return ""
    if not is_set(tree):
        return "expected a set, such as '(0, 1]', '{1, 2}' or x > 3"
    if symbols(tree) & answer.for_all.keys():
        return "the unknown stands in an end of the set; parameters are declared in `given`"
    return ""
