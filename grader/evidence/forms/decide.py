"""The table of forms, and how one is decided."""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import HasForm
from grader.evidence import forms
from grader.evidence.errors import UnclearError
from grader.language.tree import Array, Node
from grader.records import replace
from grader.verdict import Evidence, Proof, Reason, Unknown
from grader.wording import undecided_reasons

Why = str | None  # why a tree has not the form
FORMS: dict[str, Callable[[], Callable[[HasForm, Node], Why]]] = {  # the file of a form is loaded when it is asked for
    "evaluated": lambda: forms.operators.evaluated,
    "closed": lambda: forms.operators.closed,
    "factored": lambda: forms.polynomials.factored,
    "factored over": lambda: forms.polynomials.factored,
    "prime factors": lambda: forms.primes.prime_factors,
    "expanded": lambda: forms.polynomials.expanded,
    "lowest terms": lambda: forms.fractions.lowest_terms,
    "single fraction": lambda: forms.fractions.single_fraction,
    "partial fractions": lambda: forms.fractions.partial_fractions,
    "completed square": lambda: forms.polynomials.completed_square,
    "integer": lambda: forms.numbers.integer,
    "decimal": lambda: forms.digits.decimal,
    "scientific": lambda: forms.digits.scientific,
    "percent": lambda: forms.digits.percent,
    "mixed number": lambda: forms.digits.mixed_number,
    "ratio": lambda: forms.digits.ratio,
    "significant figures": lambda: forms.digits.significant_figures,
    "decimal places": lambda: forms.digits.decimal_places,
    "exact": lambda: forms.numbers.exact,
    "simplified radicals": lambda: forms.numbers.simplified_radicals,
    "polynomial in": lambda: forms.polynomials.polynomial_in,
    "solved for": lambda: forms.relations.solved_for,
    "no": lambda: forms.operators.no,
    "uses": lambda: forms.operators.uses,
    "only": lambda: forms.operators.only,
    "without": lambda: forms.operators.without,
    "with constant": lambda: forms.operators.with_constant,
    "like:": lambda: forms.templates.like,
}

OF_SETS = frozenset({"solved for"})


def decide_form(asked: HasForm) -> Evidence:
    """Return a proof that an answer has a form, the reason why it has not, or why that stays open.

    Of an array every entry must have it; where a set may be meant, `[-4, 4]`, the form is one of the whole.
    """
    decide = FORMS[asked.form.kind]()
    entries = [asked.answer] if asked.form.kind in OF_SETS else _entries(asked.answer)
    try:
        for number, entry in enumerate(entries):
            why = decide(replace(asked, typed=asked.typed[number : number + 1]), entry)
            if why is not None:
                return Reason("form", f"{why[:1].upper()}{why[1:]}.", "form")
    except UnclearError as error:
        return Unknown(undecided_reasons.WHETHER_ANSWER_NOT_DECIDED.format(text=asked.form.text, error=error))
    return Proof("form")


def _entries(tree: Node) -> list[Node]:
    if isinstance(tree, Array):
        return [entry for item in tree.items for entry in _entries(item)]
    return [tree]
