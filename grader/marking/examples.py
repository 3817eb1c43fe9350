"""Runs a question's own examples: each must get its outcome, and no correct one may be a known mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.errors import Diagnostic
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import known_mistakes, mark_question
from grader.problems.question import Example, Question
from grader.verdict import Outcome, Verdict


def example_answer(example: Example) -> Answer:
    """Return an example as if it had been handed in."""
    if example.whole is not None:
        return Answer(whole=FieldAnswer(example.whole))
    return Answer({name: FieldAnswer(text) for name, text in example.fields.items()})


def run_examples(
    question: Question, mark_whole: Callable[[Question, Answer], Verdict] = mark_question
) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each example that does not get its outcome, or that is correct and a mistake.

    `mark_whole` marks one text that stands for several fields: as what is typed is marked.
    """
    for example in question.examples:
        answer = example_answer(example)
        verdict = (mark_question if example.whole is None else mark_whole)(question, answer)
        message = _fault(example, verdict) or _mistaken(question, example, answer)
        if message:
            yield Diagnostic(question.file, example.line, 0, f"{question.id} examples", message)


def _fault(example: Example, verdict: Verdict) -> str:
    outcome = verdict.outcome.value
    if outcome == example.outcome:
        return ""
    why = "; ".join(feedback.text for feedback in verdict.feedback)
    return f"`{example_text(example)}` should be {example.outcome} but is {outcome}{f': {why}' if why else ''}"


def _mistaken(question: Question, example: Example, answer: Answer) -> str:
    """Return what is wrong where a correct example is proved equal to a mistake."""
    if example.outcome != Outcome.CORRECT.value:
        return ""
    found = known_mistakes(question, answer)
    return f"`{example_text(example)}` is a correct example, and is mistake {found[0]}" if found else ""


def example_text(example: Example) -> str:
    """Return an example in one line."""
    if example.whole is not None:
        return example.whole
    if list(example.fields) == ["answer"]:
        return example.fields["answer"]
    return "; ".join(f"{name} = {text}" for name, text in example.fields.items())
