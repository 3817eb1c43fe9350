"""The table of forms, and how one is decided."""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.fractions import lowest_terms, partial_fractions, single_fraction
from grader.evidence.forms.numbers import decimal, exact, integer, simplified_radicals
from grader.evidence.forms.operators import closed, evaluated, no, only, with_constant, without
from grader.evidence.forms.polynomials import completed_square, expanded, factored, polynomial_in
from grader.evidence.forms.relations import solved_for
from grader.evidence.forms.templates import like
from grader.language.tree import Array, Node
from grader.verdict import Evidence, Proof, Reason, Unknown

Why = str | None  # why a tree has not the form
FORMS: dict[str, Callable[[HasForm, Node], Why]] = {
    "evaluated": evaluated,
    "closed": closed,
    "factored": factored,
    "factored over": factored,
    "expanded": expanded,
    "lowest terms": lowest_terms,
    "single fraction": single_fraction,
    "partial fractions": partial_fractions,
    "completed square": completed_square,
    "integer": integer,
    "decimal": decimal,
    "exact": exact,
    "simplified radicals": simplified_radicals,
    "polynomial in": polynomial_in,
    "solved for": solved_for,
    "no": no,
    "only": only,
    "without": without,
    "with constant": with_constant,
    "like:": like,
}


def decide_form(asked: HasForm) -> Evidence:
    """Return a proof that an answer has a form, the reason why it has not, or why that stays open.

    Of an array every entry must have it.
    """
    decide = FORMS[asked.form.kind]
    try:
        for entry in _entries(asked.answer):
            why = decide(asked, entry)
            if why is not None:
                return Reason("form", f"{why[:1].upper()}{why[1:]}.", "form")
    except UnclearError as error:
        return Unknown(f"whether the answer is {asked.form.text} is not decided: {error}")
    return Proof("form")


def _entries(tree: Node) -> list[Node]:
    if isinstance(tree, Array):
        return [entry for item in tree.items for entry in _entries(item)]
    return [tree]
