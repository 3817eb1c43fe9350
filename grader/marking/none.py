"""The answer that there are no such values: right where the problem says so, wrong where some are shown that do it."""

from __future__ import annotations

from collections.abc import Mapping

from grader import marking
from grader.claims.builders.none import none_claim, some_claim
from grader.claims.no_value import says_no_value
from grader.claims.wording import says_none, words
from grader.marking.answer import FieldAnswer
from grader.marking.judging.judged import judge
from grader.marking.synthesis import weights_text
from grader.marking.ways.values import mark_values
from grader.problems.question import Example, Question
from grader.records import replace
from grader.verdict import Feedback, FieldResult, Outcome, Verdict
from grader.wording import reasons

MAX_WITNESSES = 3  # correct examples that are tried


def none_in(question: Question, fields: Mapping[str, FieldAnswer]) -> FieldAnswer | None:
    """Return the text that says that there are no such values, where all fields that hold something say so."""
    if not question.may_be_none:
        return None
    filled = [field for field in fields.values() if field.text.strip() or field.error]
    if not filled or not all(field.error is None and means_none(question, field.text) for field in filled):
        return None
    return filled[0]


def means_none(question: Question, text: str) -> bool:
    """Return whether a text says that there are no such values; a bare `no` does where that is so."""
    plain = marking.choices.typed_out.undressed_words(text)
    has_no_value = question.kind.has_expected_value and says_no_value(plain, question.prompt)
    return says_none(plain) or has_no_value or (not question.exists and words(plain) == "no")


def mark_none(question: Question, whole: FieldAnswer) -> Verdict:
    """Return the verdict on `none`."""
    witness = _witness(question)
    judged = judge(question, (none_claim(question, witness is not None),))
    if witness is not None:
        judged = replace(judged, feedback=(*judged.feedback, witness))
    span = (judged.mark.low, judged.mark.high)
    fields = {"answer": FieldResult(whole.text, "none", whole.source, notes=whole.notes)}
    return Verdict(question.id, judged.mark.outcome, question.points, span, fields, judged.claims, judged.feedback)


def against_none(question: Question, verdict: Verdict) -> Verdict:
    """Return the verdict on values where the problem may say that there are none.

    Of `none` and of values that do it, one alone can be proved: where no values are found that would keep `none` from
    being right, a person looks at what the values show.
    """
    if question.exists or not question.kind.may_be_none or verdict.outcome is not Outcome.CORRECT:
        return verdict
    if _witness(question) is not None:
        return verdict
    judged = judge(question, (some_claim(question),))
    return replace(
        verdict,
        outcome=judged.mark.outcome,
        score_range=(judged.mark.low, judged.mark.high),
        claims=(*verdict.claims, *judged.claims),
        feedback=(*verdict.feedback, *judged.feedback),
    )


def _witness(question: Question) -> Feedback | None:
    """Return in words the first correct example that is proved, or where none is what the solver finds."""
    examples = [one for one in question.examples if one.outcome == Outcome.CORRECT.value and one.fields]
    for example in examples[:MAX_WITNESSES]:
        verdict = mark_values(question, {name: FieldAnswer(text) for name, text in example.fields.items()})
        if verdict.outcome is Outcome.CORRECT:
            return Feedback("witness", reasons.FOR_EXAMPLE.format(shown=_shown(example, verdict)), "", "answer")
    found = weights_text(question)
    return None if found is None else Feedback("witness", reasons.EXAMPLE_FOUND.format(found=found), "", "answer")


def _shown(example: Example, verdict: Verdict) -> str:
    read = {name: result.read for name, result in verdict.fields.items()}
    return ", ".join(f"{name} = {read.get(name) or text}" for name, text in example.fields.items())
