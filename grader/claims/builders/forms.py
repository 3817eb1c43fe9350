"""What an answer must look like as it is typed, beside what its value must be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.claims.chains import last_member
from grader.claims.definitions import expand
from grader.claims.statements import AllOf, Claim, HasForm, Statement
from grader.language.reader.typed_numbers import Typed, typed_numbers
from grader.language.tree import Array, Node, Num, is_infinite, walk
from grader.problems.declared.forms import DIGITS, TYPED
from grader.problems.question import Form, FormClaim, Question
from grader.records import dataclass, replace

OPERATORS = frozenset({"evaluated", "closed", "uses"})  # forms that look through defined names


@dataclass(frozen=True, slots=True)
class TypedAs:
    """A value as it was typed, in its own unit: its tree and its text."""

    tree: Node
    text: str


def with_forms(
    question: Question, values: Mapping[str, Node], claims: tuple[Claim, ...], typed: TypedAs | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a value, and one for each form; where forms carry points, the value carries the rest.

    A form earns its points only where the value is right, too. It is looked for in the value as it was typed.
    """
    forms = _with_default(question)
    if not values or not forms:
        return claims
    typed = typed or TypedAs(next(iter(values.values())), "")
    worth = sum((one.points or Fraction(0) for one in forms), Fraction(0))
    if worth and len(claims) == 1:
        claims = (replace(claims[0], points=question.points - worth),)
    return (*claims, *(_claim(question, typed, one, claims[0]) for one in forms))


def _with_default(question: Question) -> tuple[FormClaim, ...]:
    """Return the forms with the one that is asked for though nobody says so: the question typed back is no answer."""
    is_beyond_numbers = bool(question.accepted) and all(map(is_infinite, question.accepted))
    if question.kind.default_form is None or is_beyond_numbers:  # infinity is no value to compute
        return question.forms
    default = FormClaim(Form(question.kind.default_form, question.kind.default_form))
    named = {one.form.kind for one in question.forms}
    return question.forms if named & {"closed", default.form.kind} else (default, *question.forms)


def _claim(question: Question, typed: TypedAs, asked: FormClaim, value: Claim) -> Claim:
    tree = expand(typed.tree, question.define) if asked.form.kind in OPERATORS else typed.tree
    quantified = frozenset(variable.name for variable in question.for_all)
    declared = quantified | {variable.name for variable in question.given} | question.define.keys()
    numbers = _numbers(question, typed) if asked.form.kind in TYPED else ()
    statement: Statement = HasForm(tree, asked.form, quantified, declared, frozenset(question.allow), numbers)
    if asked.points is not None:
        statement = AllOf((value.statement, statement))
    said = f"the answer is {'typed with ' if asked.form.kind in DIGITS else ''}{asked.form.text}"
    return Claim(f"form {asked.form.text}", said, statement, value.setting, asked.points, asked.feedback, is_quiet=True)


def _numbers(question: Question, answer: TypedAs) -> tuple[Typed, ...]:
    """Return the numbers of each entry of an answer as they were typed; none where they are not told apart."""
    if not answer.text:
        return ()
    text = last_member(answer.text) or answer.text
    typed = typed_numbers(text.strip(" $").removeprefix("+"), question.names)
    if not isinstance(answer.tree, Array):
        return (typed,)
    entries = [node for node in walk(answer.tree) if isinstance(node, Num)]
    if [one.value for one in typed.numbers] != [node.value for node in entries]:
        return ()
    return tuple(Typed((one,), typed.signs) for one in typed.numbers)
