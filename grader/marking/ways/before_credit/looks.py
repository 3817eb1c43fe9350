"""All looks before points, in their order: why an answer is open; empty where none of them says so."""

from __future__ import annotations

from collections.abc import Callable

from grader import marking
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]


def of_choice(question: Question, answer: Answer, typed: Answer, verdict: Verdict, *, is_credited: bool) -> str:
    """Return why a choice is open by the words beside it; what takes it back counts also where it would get none."""
    choices = marking.choices
    texts = [choices.understood.with_few_blanks(one.text) for one in typed.fields.values()]
    why = choices.taken_back.why_taken_back(texts)
    chosen = " ".join(one.read or "" for one in verdict.fields.values())
    why = why or choices.other_kind.why_of_other_kind(question, texts)
    told = [choices.understood.with_few_blanks(one.text) for one in answer.fields.values()]
    why = why or choices.other_predicate.why_other_predicate(question, told)
    why = why or choices.contrary_predicate.why_contrary(question, texts, told)
    is_right = verdict.outcome is Outcome.CORRECT
    why = why or choices.understood.why_not_understood(question, texts, chosen, is_credited=is_right)
    return why or (choices.opposed_reasons.why_opposed(question, texts) if is_credited else "")


def of_value(question: Question, answer: Answer, typed: Answer, verdict: Verdict, mark: Mark) -> str:
    """Return why a value that would get points is open."""
    looks = marking.ways.before_credit
    why = looks.words_beside.why_open(question, answer, verdict, typed)
    why = why or looks.left_sides.why_open(question, answer, typed)
    why = why or looks.typed_back.why_open(question, answer, verdict)
    why = why or looks.said_after.why_open(question, answer, typed, mark)
    why = why or looks.said_first.why_open(question, typed, verdict, mark)
    why = why or looks.false_steps.why_open(question, answer, typed, verdict, mark)
    why = why or looks.left_out.why_open(question, typed, mark)
    why = why or looks.checks_as_members.why_open(question, typed, mark)
    why = why or looks.own_equations.why_open(question, typed)
    return why or looks.other_members.why_open(question, typed, mark)
