"""What an answer must look like as it is typed, beside what its value must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from grader.claims.definitions import expand
from grader.claims.statements import AllOf, Claim, HasForm, Statement
from grader.language.tree import Node
from grader.problems.question import Form, FormClaim, Question

OPERATORS = frozenset({"evaluated", "closed", "uses"})  # forms that look through defined names


def with_forms(question: Question, values: Mapping[str, Node], claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims of a value, and one for each form; where forms carry points, the value carries the rest.

    A form earns its points only where the value is right, too.
    """
    forms = _with_default(question)
    if not values or not forms:
        return claims
    (answer,) = values.values()
    worth = sum((one.points or Fraction(0) for one in forms), Fraction(0))
    if worth and len(claims) == 1:
        claims = (replace(claims[0], points=question.points - worth),)
    return (*claims, *(_claim(question, answer, one, claims[0]) for one in forms))


def _with_default(question: Question) -> tuple[FormClaim, ...]:
    """Return the forms with the one that is asked for though nobody says so: the question typed back is no answer."""
    if question.kind.default_form is None:
        return question.forms
    default = FormClaim(Form(question.kind.default_form, question.kind.default_form))
    named = {one.form.kind for one in question.forms}
    return question.forms if named & {"closed", default.form.kind} else (default, *question.forms)


def _claim(question: Question, answer: Node, asked: FormClaim, value: Claim) -> Claim:
    tree = expand(answer, question.define) if asked.form.kind in OPERATORS else answer
    quantified = frozenset(variable.name for variable in question.for_all)
    declared = quantified | {variable.name for variable in question.given} | question.define.keys()
    statement: Statement = HasForm(tree, asked.form, quantified, declared, frozenset(question.allow))
    if asked.points is not None:
        statement = AllOf((value.statement, statement))
    text = f"the answer is {asked.form.text}"
    return Claim(f"form {asked.form.text}", text, statement, value.setting, asked.points, asked.feedback, is_quiet=True)
