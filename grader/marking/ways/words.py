"""Marks answers that are words: choices and texts."""

from __future__ import annotations

from grader import marking
from grader.claims.builders.words import choice_claim, listed_wrong, text_claim
from grader.claims.statements import Claim, ForPerson, Settled
from grader.claims.wording import bare, words
from grader.errors import AnswerError
from grader.marking.choices.chosen_options import read_choice
from grader.marking.judging.judged import Judged, judge
from grader.marking.judging.mistakes import with_mistakes
from grader.problems.question import Mistake, Question
from grader.records import replace
from grader.verdict import Status
from grader.wording import open_reasons


def judge_words(question: Question, text: str) -> tuple[str, Judged]:
    """Return how a choice or a text was read, and what it comes to; raises AnswerError where it names no option."""
    if question.kind.reads == "choice":
        chosen = read_choice(question, text)
        read, claim = ", ".join(sorted(chosen)), choice_claim(question, chosen)
    else:
        read, claim = words(text), _as_formula(question, text, text_claim(question, text))
    judged = judge(question, (claim,))
    return read, with_mistakes(question, judged, lambda mistake: _matches(question, text, mistake))


def _as_formula(question: Question, text: str, claim: Claim) -> Claim:
    """Return the claim on a text, for a person where its letters refute it and as a formula it is an accepted one."""
    is_refuted = isinstance(claim.statement, Settled) and not claim.statement.holds
    if not is_refuted or bare(text) in listed_wrong(question):
        return claim
    listed = marking.ways.before_zero.formula_texts.same_formula(question, text)
    if not listed:
        return claim
    why = open_reasons.NEAR_BUT_MAY_MEAN.format(shown=" ".join(text.split()), listed=listed)
    return replace(claim, statement=ForPerson(why))


def known_mistakes(question: Question, text: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the mistakes that a choice or a text is."""
    numbered = enumerate(question.mistakes, 1)
    return tuple(number for number, mistake in numbered if _matches(question, text, mistake) is Status.PROVED)


def _matches(question: Question, text: str, mistake: Mistake) -> Status:
    known = next(iter(mistake.when.values()))
    if question.kind.reads != "choice":
        return Status.PROVED if bare(text) == bare(known) else Status.REFUTED
    try:
        keys = frozenset({known}) if known in question.options else read_choice(question, known)
        same = read_choice(question, text) == keys
    except AnswerError:
        return Status.UNDECIDED
    return Status.PROVED if same else Status.REFUTED
