"""Sentences that say what is done, up to a colon before a display: `Integrate by parts, $u = x$, …, so $v = …$:`.

The display stands for itself then, as it would behind a full stop. Words before the colon that deny, restrict, suppose
or make something else of what follows keep it in the sentence.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.left_names import is_of_letter, name_of
from grader.submissions.extraction import cues
from grader.submissions.extraction.clause import Clause
from grader.submissions.extraction.lexeme import Lexeme
from grader.submissions.extraction.phrases import NEGATED, F, alternatives, words
from grader.submissions.extraction.prompts import Asked
from grader.submissions.extraction.restricted import is_bare, is_membership

# `so we may use l'Hôpital's rule, twice`: a modal verb of the writer, and how often a method is used.
_HARMLESS = re.compile(
    rf"(?<!\w)(?:we|you|one|i|wir|man|on|nous|se)\s+(?:may|can|could|might|können|kann|darf|dürfen|peut|pouvons|puede)(?!\w)"
    rf"|(?:['’]s|(?<!\w)(?:rule|regel|règle|regla|hospital|hôpital|parts|parties|partes|integration))\s*,?\s+"
    rf"(?:{alternatives(cues.REPEATED)})(?!\w)"
)
_ORDER = re.compile(r"[<>≤≥≠∈]|\\(?:in|lt|gt|leq?|geq?|neq?)(?![A-Za-z])")
_END = frozenset(".,;!")


def without_lead_in(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return the display at the end of a sentence, and what stands before the colon that leads to it.

    A formula in the line counts where its left side is what the problem speaks of: `The leaves dominate: $T(n) = …$`.
    """
    lexemes = [one for one in whole.lexemes if one.kind != "line"]
    end = len(lexemes)
    while end > 2 and (lexemes[end - 1].text in _END or is_membership(lexemes[end - 1].text)):  # `…, k \in \mathbb{R}`
        end -= 1
    if end < 3 or lexemes[end - 2].text != ":" or not _is_statement(asked, lexemes[end - 1]):
        return whole, ""
    lead = Clause(tuple(lexemes[: end - 2]))
    is_bare_lead = lexemes[end - 1].display and not lead.formulas  # `The answer is:`, which other rules know
    if is_bare_lead or any(one.display for one in lead.formulas):
        return whole, ""
    said = _HARMLESS.sub(" ", lead.skeleton)
    if _blocking().search(said) or NEGATED.search(said) or _is_restricted(lead):
        return whole, ""
    return Clause(tuple(lexemes[end - 1 :])), lead.raw()


def _is_statement(asked: Asked, last: Lexeme) -> bool:
    """Whether a formula is an equation or a chain: what stands alone may need its words."""
    left, *others = chain(last.text).members
    if last.kind != "formula" or not others:
        return False
    own, name = name_of(next(iter(asked.question.fields.values())).symbol), name_of(left)
    is_own = own is not None and name is not None and is_of_letter(own, name)
    return last.display or (is_bare(left) and (is_own or asked.names_formula(left)))


def _blocking() -> re.Pattern[str]:
    return words(
        cues.AGAINST,
        cues.NEGATION,
        cues.UNSURE,
        cues.SUPPOSING,
        cues.RETRACTION,
        cues.TURNING,
        cues.ALTERNATIVE,
        cues.AMOUNT,
    )


def _is_restricted(lead: Clause) -> bool:
    """Whether a condition with a relation other than `=` stands there: `For $x > 0$:`."""
    conditions = re.finditer(rf"{words(cues.CONDITION).pattern}(?=[^.;:]*{F})", lead.skeleton)
    return any(conditions) and any(_ORDER.search(one.text) for one in lead.formulas)
