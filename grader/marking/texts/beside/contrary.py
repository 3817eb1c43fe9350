"""What stands beside a right value and makes another answer of it: another base, another substance, another count."""

from __future__ import annotations

from grader.marking.texts.beside.bases import other_base
from grader.marking.texts.beside.extrema import value_for_place
from grader.marking.texts.beside.multiplicities import other_multiplicity
from grader.marking.texts.beside.substances import other_substance
from grader.marking.texts.sentences.changes_said import other_subject
from grader.marking.texts.sentences.checked_remarks import false_remark
from grader.marking.texts.sentences.operators_said import other_result
from grader.problems.question import Question


def other_said(question: Question, text: str) -> str:
    """Return what a text says of its value that is not what the prompt asks for, or shows; empty where nothing does."""
    rules = (
        other_base,
        other_substance,
        other_multiplicity,
        value_for_place,
        false_remark,
        other_subject,
        other_result,
    )
    return next((said for rule in rules if (said := rule(question, text))), "")
