"""Marks answers that are words: choices and texts."""

from __future__ import annotations

from grader.claims.builders.words import choice_claim, text_claim
from grader.claims.wording import bare, words
from grader.errors import AnswerError
from grader.marking.choices.chosen_options import read_choice
from grader.marking.judging.judged import Judged, judge
from grader.marking.judging.mistakes import with_mistakes
from grader.problems.question import Mistake, Question
from grader.verdict import Status


def judge_words(question: Question, text: str) -> tuple[str, Judged]:
    """Return how a choice or a text was read, and what it comes to; raises AnswerError where it names no option."""
    if question.kind.reads == "choice":
        chosen = read_choice(question, text)
        read, claim = ", ".join(sorted(chosen)), choice_claim(question, chosen)
    else:
        read, claim = words(text), text_claim(question, text)
    judged = judge(question, (claim,))
    return read, with_mistakes(question, judged, lambda mistake: _matches(question, text, mistake))


def known_mistakes(question: Question, text: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the mistakes that a choice or a text is."""
    numbered = enumerate(question.mistakes, 1)
    return tuple(number for number, mistake in numbered if _matches(question, text, mistake) is Status.PROVED)


def _matches(question: Question, text: str, mistake: Mistake) -> Status:
    known = next(iter(mistake.when.values()))
    if question.kind.reads != "choice":
        return Status.PROVED if bare(text) == bare(known) else Status.REFUTED
    try:
        same = read_choice(question, text) == read_choice(question, known)
    except AnswerError:
        return Status.UNDECIDED
    return Status.PROVED if same else Status.REFUTED
