"""Formulas in a clause that are only spoken of, as what stands behind a colon is the value."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.words_around.around_words import WORD, is_clause
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, words
from grader.submissions.extraction.words.prompts import asked_of

_NAMES = re.compile(r"[:=]")  # each quantity has its own: `time: 1 s, height: 5 m`
# Values of something else, of which either will do: `a 5 or 6`.
_EITHER_NUMBER = re.compile(rf"(?<={F})\s+(?:{phrases.alternatives(cues.ALTERNATIVE)})\s+(?:a\s+|an\s+)?(?={F})")
# Numbers of things: `there are $6$ letters, $3$ A and $2$ N`.
_COUNTING = re.compile(rf"(?:[^{F}=]*{F}\s+[^\W\d_])+[^{F}=]*")
_QUANTITY = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?:\s+[^\W\d_]{1,20})?")


def is_announced(question: Question, main: str, inside: list[Lexeme], spots: list[int]) -> bool:
    """Whether the last formula stands behind a colon, and those before it are spoken of in the clause there."""
    lead = main[: spots[-1]].rstrip()
    before = lead[:-1]
    if _gives_asked(question, inside):
        return False
    are_told = all(map(_is_in_words, inside[:-1])) and (
        all(one.typed for one in inside[:-1]) or _COUNTING.fullmatch(before) is not None
    )
    if lead.endswith(":") and is_clause(before) and are_told:
        return True  # `one has degree 3, the other 4: $(4, 3)$`
    if lead.endswith(":") and _are_of_units(question, before, inside[:-1]):
        return True  # `4 bytes for each parameter: $100$ MB`
    called = phrases.cue().search(before, 0, before.rfind(F)) is not None
    return lead.endswith(":") and not called and (is_clause(before) or words(cues.METHOD).search(before) is not None)


def _gives_asked(question: Question, inside: list[Lexeme]) -> bool:
    """Whether a formula before the last one is an equation for what is asked for, and the last one is none."""
    asked = asked_of(question)
    rows = [assignment(one.text) for one in inside]
    own = [row is not None and asked.asks_for(row.left) for row in rows]
    return any(own[:-1]) and not own[-1]


def _are_of_units(question: Question, before: str, inside: list[Lexeme]) -> bool:
    """Whether a quantity is asked for, and quantities among words stand before a colon, which restrict nothing."""
    if question.unit is None or len(WORD.findall(before)) < 2 or _NAMES.search(before):
        return False
    restricts = phrases.starting(cues.CONDITION, cues.SETTING, cues.SUPPOSING).match(f"{before.strip()} ")
    return restricts is None and all(one.typed and _QUANTITY.fullmatch(one.text) for one in inside)


def _is_in_words(one: Lexeme) -> bool:
    """Whether a formula is a number among words."""
    return re.fullmatch(r"\d{1,6}", one.text) is not None


def without_told_first(lead: str, formula: Lexeme, inside: list[Lexeme]) -> str:
    """Return the words before a value without an `or` between numbers that are only spoken of."""
    return _EITHER_NUMBER.sub(" ", lead) if _is_told_first(lead, formula, inside) else lead


def _is_told_first(lead: str, formula: Lexeme, inside: list[Lexeme]) -> bool:
    """Whether a clause with numbers among its words stands before a colon: `we need a 5 or 6: $P = 1/3$`."""
    others = [one for one in inside if one is not formula]
    typed = all(one.typed and re.fullmatch(r"\d{1,6}", one.text) for one in others)
    return not formula.typed and lead.rstrip().endswith(":") and is_clause(lead) and bool(others) and typed
