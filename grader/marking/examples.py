"""Runs a problem's own examples, and warns of what its author would regret."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.errors import Diagnostic
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.question import Example, Problem, Question
from grader.verdict import Outcome, Verdict


def example_answer(example: Example) -> Answer:
    """Return an example as if it had been handed in."""
    if example.whole is not None:
        return Answer(whole=FieldAnswer(example.whole))
    return Answer({name: FieldAnswer(text) for name, text in example.fields.items()})


def run_examples(problem: Problem) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each example that does not get its outcome, or that touches a mistake."""
    for question in problem.questions:
        for example in question.examples:
            verdict = mark_question(question, example_answer(example))
            message = _fault(question, example, verdict)
            if message:
                yield Diagnostic(question.file, example.line, 0, f"{question.id} examples", message)


def _fault(question: Question, example: Example, verdict: Verdict) -> str:
    outcome = verdict.outcome.value
    if outcome != example.outcome:
        why = "; ".join(feedback.text for feedback in verdict.feedback)
        return f"`{_shown(example)}` should be {example.outcome} but is {outcome}{f': {why}' if why else ''}"
    if verdict.outcome is Outcome.CORRECT:
        return _mistaken(question, example)
    return ""


def _mistaken(question: Question, example: Example) -> str:
    """Return what is wrong where a correct example is also listed as a mistake."""
    written = {name: " ".join(text.split()) for name, text in example.fields.items()}
    for mistake in question.mistakes:
        known = {name: " ".join(text.split()) for name, text in mistake.when.items()}
        if all(written.get(name) == text for name, text in known.items()):
            return f"`{_shown(example)}` is a correct example, and matches a mistake"
    return ""


def _shown(example: Example) -> str:
    if example.whole is not None:
        return example.whole
    if list(example.fields) == ["answer"]:
        return example.fields["answer"]
    return "; ".join(f"{name} = {text}" for name, text in example.fields.items())


def warnings(problem: Problem) -> Iterator[Diagnostic]:
    """Yield what an author would regret: free fields in mistakes, tolerances that accept 0, no examples."""
    for question in problem.questions:
        for message in _regrets(question):
            yield Diagnostic(question.file, question.line, 0, question.id, message)


def _regrets(question: Question) -> Iterator[str]:
    for number, mistake in enumerate(question.mistakes, 1):
        free = [name for name in question.fields if name not in mistake.when]
        if free:
            yield f"mistake {number} leaves {', '.join(free)} free: it matches whatever stands there"
    if question.type == "essay":
        return
    outcomes = {example.outcome for example in question.examples}
    if Outcome.CORRECT.value not in outcomes:
        yield "there is no correct example, so nothing shows that the problem can be solved"
    if Outcome.INCORRECT.value not in outcomes:
        yield "there is no incorrect example, so nothing shows that a wrong answer is refuted"
    if _accepts_zero(question):
        yield "the tolerance accepts 0"


def _accepts_zero(question: Question) -> bool:
    if question.tolerance is None or len(question.fields) != 1:
        return False
    name = next(iter(question.fields))
    verdict = mark_question(question, Answer({name: FieldAnswer("0")}))
    return verdict.outcome is Outcome.CORRECT and verdict.score != Fraction(0)
