"""The texts within that of a value, any of which may be the answer: members beside `≈`, conclusions, counted things."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.line_marks import MAX_MARKED, without_line_marks
from grader.marking.answer import Candidates, FieldAnswer
from grader.marking.ways.chains.approximate import with_members
from grader.marking.ways.chains.implied import with_conclusion
from grader.problems.question import Question
from grader.records import replace
from grader.wording import remarks


def with_texts_within(question: Question, name: str, field: FieldAnswer) -> FieldAnswer:
    """Return the answer to a field of a question that asks for a value with the texts within it as candidates.

    It is the answer itself where its whole text is one, and has an error where none of them can be the answer.
    """
    if field.error is not None:
        return field
    field = _plainly(question, field) if field.candidates is None else field
    rounded = marking.ways.chains.rounded_solutions.with_exact_sides if question.kind.is_solutions else with_members
    if _DASH.match(field.text) is not None:
        field = marking.ways.within.label_dashes.with_both(question, name, field)
    if "=" in field.text:  # most answers are no equation, and need none of its files
        field = marking.ways.within.names_behind.with_name_before(question, name, field)
    if ")" in field.text:
        field = marking.ways.chains.said_twice.with_value_once(question, name, field)
    if _GROUP.search(field.text) is not None:
        field = marking.ways.within.thousands.with_groups(question, field)
    field = rounded(question, name, marking.ways.within.calculated.with_calculation(question, field))
    if question.kind.is_set:
        field = with_conclusion(_with_decimals(question, field))
    if question.kind.is_condition:
        field = marking.ways.chains.implied.with_concluded_condition(question, field)
    if question.kind.is_expression or question.kind.is_growth:
        field = marking.ways.chains.implied.with_concluded_value(question, name, field)
    if question.kind.is_shape:
        field = marking.ways.within.counted.with_counted(question, name, field)
    return marking.ways.within.sides.with_side(question, name, field)


def _plainly(question: Question, field: FieldAnswer) -> FieldAnswer:
    """Return a text without the marks of its lines, and the statements of a set with `or` between them."""
    if question.kind.is_set and _RELATIONS.search(field.text) is not None:
        plain = marking.texts.chains.statements_beside.as_members(question, field.text)
        field = field if plain == field.text else replace(field, text=plain, written=field.written or field.text)
    if len(field.text) > MAX_MARKED or _MARKS.search(field.text) is None:
        return field
    plain = without_line_marks(field.text)
    if not plain.strip() or plain == field.text:
        return field
    return replace(field, text=plain, notes=(*field.notes, remarks.MARKS_LEFT_ASIDE))


_RELATIONS = re.compile(r"[=<>≤≥].*[=<>≤≥]", re.DOTALL)
_MARKS = re.compile(r"[✓✔✅☑∎■]|\n|[)\]].*[)\]]")
_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")  # perhaps of thousands
_DASH = re.compile(r"\s*[^\W\d_][^\W\d_][^\d$=(]*[-–—−]\s")  # behind words


def _with_decimals(question: Question, field: FieldAnswer) -> FieldAnswer:
    """Return a set whose commas may be decimal ones: it counts as it stands, unless it is right in the other way."""
    is_one = field.error is None and field.candidates is None and field.written != field.text
    if "," not in field.text or question.names.numbers != "plain" or not is_one:
        return field
    texts = field.text, *marking.texts.numbers.comma_numbers.otherwise_in_set(field.text)
    if len(texts) == 1:
        return field
    several = tuple(replace(field, text=text, written=field.text, notes=()) for text in texts)
    return replace(field, candidates=Candidates(several, "credit", 0))
