"""What says another value behind one: `1824 (mine is 1800)`, `Answer: 1824 (so 1800)`, `4, value 7`. Nobody chooses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import replace
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.clauses.numbers_told_of import is_labelled_behind
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked


def is_behind_value(asked: Asked, clause: Clause, formula: Lexeme) -> bool:
    """Whether a formula of a clause stands in brackets, and another value, no name of anything, before these."""
    lexemes = clause.lexemes
    place = next((number for number, one in enumerate(lexemes) if one is formula), 0)
    opened = _open(lexemes[:place])
    if formula.text.startswith("="):
        return False  # `1824 ($= 1800 + 24$)` goes on with it
    before = [cleaned_text(one) for one in lexemes[:opened] if one.kind == "formula"]
    return any(_is_value(text) and not asked.names_formula(text) for text in before)


def _open(lexemes: Sequence[Lexeme]) -> int:
    """Return the place of the outermost bracket that is open at the end, 0 where none is."""
    opened: list[int] = []
    for place, one in enumerate(lexemes):
        if one.kind == "sign" and one.text == "(":
            opened.append(place)
        elif one.kind == "sign" and one.text == ")":
            del opened[-1:]
    return next(iter(opened), 0)


def _is_value(text: str) -> bool:
    return not is_bare(text) and _RELATED.search(text) is None


_RELATED = re.compile(r"[=<>≤≥≠≈~→]|\\(?:approx|sim|le|ge|lt|gt|leq|geq|neq|ne|in|to)(?![A-Za-z])")


def without_choice(clauses: Sequence[Clause], parts: Sequence[list[Found]]) -> list[list[Found]]:
    """Return what clauses state, an answer and another value in the brackets behind it as two of equal rank."""
    found = list(parts)
    for place in range(1, len(found)):
        answers = [one for one in found[place - 1] if one.kind == "answer" and one.text and not one.why]
        others = [one for one in found[place] if one.kind in {"formula", "answer"} and one.text]
        is_open = _open(clauses[place - 1].lexemes) > 0
        if is_labelled_behind(clauses[place - 1], clauses[place]):
            answers, is_open = found[place - 1], True
        if is_open and answers and others and all(_is_value(one.text) for one in (*answers, *others)):
            found[place - 1] = [_ranked(one) if one in answers else one for one in found[place - 1]]
            found[place] = [_ranked(one) if one in others else one for one in found[place]]
    return found


def calls_another_own(whole: Clause) -> bool:
    """Whether behind a value another one is called one's own: `1824, mine is 1800`."""
    first = whole.skeleton.find(F)
    return first >= 0 and _OWN.search(whole.skeleton, first) is not None


_OWN = re.compile(
    rf"(?<!\w)(?:mine|meins|meiner?|mien(?:ne)?|mí[oa]|mi[oa]|meu|minha|mijne)\s+(?:is|was|ist|war|est|était|es|era|è|é)\s[^{F}]*{F}"
)


def _ranked(one: Found) -> Found:
    return replace(one, kind="formula", rank="other")
