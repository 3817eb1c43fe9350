"""The text of a running document is written down as an answer, or as why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import last_member
from grader.marking.answer import Candidates, FieldAnswer, Rule
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.formulas_within import formulas_within
from grader.submissions.extraction.words.vocabulary import has_html
from grader.submissions.forms.blocks import Code
from grader.submissions.forms.latex.macros import expanded
from grader.submissions.forms.reading import without_stand_ins
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target
from grader.submissions.opening.characters import spoiled
from grader.submissions.weights.files import VALUE, write_field_file
from grader.verdict import Source
from grader.wording import writing_notices


def write(
    ledger: Ledger, question: Question, text: str, source: Source, name: str | None = None, error: str = ""
) -> None:
    """Write the answer to a field, or to a whole question; what cannot be meant as mathematics is an error of it."""
    if not _is_file(ledger, question, text, source, name):
        _keep(ledger, question, answer_of(ledger, text, source, error), name)


def write_words(ledger: Ledger, question: Question, text: str, source: Source) -> None:
    """Write words that a person reads, whatever stands in them; only characters that mislead are an error."""
    answer = FieldAnswer(without_stand_ins(text).strip(), source, spoiled(text))
    _keep(ledger, question, answer, None)


def write_found(ledger: Ledger, question: Question, one: Found) -> None:
    """Write the one formula that was found for a question with one field."""
    if not _is_file(ledger, question, one.text, one.source, None):
        _keep(ledger, question, answer_found(ledger, one), None)


def write_candidates(
    ledger: Ledger, question: Question, texts: Sequence[Found], rule: Rule = "none", named: int = -1
) -> None:
    """Write several formulas of which each may be the answer to a question with one field."""
    answers = tuple(candidate(ledger, question, one) for one in texts)
    text = "\n".join(answer.text for answer in answers)
    _keep(ledger, question, FieldAnswer(text, texts[0].source, candidates=Candidates(answers, rule, named)), None)


def write_code(ledger: Ledger, question: Question, blocks: Sequence[Code]) -> None:
    """Write a block of code; several may be one program, or each may be the answer."""
    answers = [FieldAnswer(without_stand_ins(one.text), one.source, spoiled(one.text)) for one in blocks]
    if len(answers) > 1:
        joined = FieldAnswer("\n".join(one.text for one in answers), blocks[0].source)
        together = Candidates((*answers, joined), "credit", len(answers))
        answers = [replace(joined, candidates=together)]
    _keep(ledger, question, answers[0], None)


def _is_file(ledger: Ledger, question: Question, text: str, source: Source, name: str | None) -> bool:
    """Whether a text names a file of arrays, which is then written down."""
    file = VALUE.fullmatch(text.strip())
    if file and (name or len(question.fields) == 1):
        write_field_file(ledger, question, name or next(iter(question.fields)), file[1], source)
    return bool(file and (name or len(question.fields) == 1))


def with_members(question: Question, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer `[1, 3]` to a question for a set with its second reading, as a list of the members.

    It is an interval, which gives credit; where the list is right, nobody can tell.
    """
    listed = _LISTED.fullmatch(answer.text.strip()) if question.kind.is_set else None
    if listed is None or answer.error is not None or answer.candidates is not None:
        return answer
    both = (answer, replace(answer, text=f"{{{listed[1]}}}"))
    return replace(answer, candidates=Candidates(both, "credit", 0))


_LISTED = re.compile(r"\[([^\[\]{}();=<>]+,[^\[\]{}();=<>]+)\]")


def _keep(ledger: Ledger, question: Question, answer: FieldAnswer, name: str | None) -> None:
    answer = with_members(question, answer)
    if name:
        ledger.write(question, name, answer)
    else:
        ledger.write_whole(question, answer)


def answer_found(ledger: Ledger, one: Found) -> FieldAnswer:
    """Return a formula that was found as the answer of a field, with what was left aside, and both of two readings."""
    error = one.name if one.kind == "doubtful" else one.why
    answer = answer_of(
        ledger, one.text, one.source, writing_notices.WRITE_ANSWER_ITSELF.format(texts=error) if error else ""
    )
    answer = replace(answer, written=without_stand_ins(one.written)) if one.written else answer
    if one.note:
        answer = replace(answer, notes=(writing_notices.LEFT_ASIDE.format(note=one.note),))
    if one.other and answer.error is None:
        both = (answer, replace(answer, text=one.other))
        answer = replace(answer, candidates=Candidates(both, "credit", 0) if one.is_first else Candidates(both))
    return spared(answer, one.spared)


def candidate(ledger: Ledger, question: Question, one: Found) -> FieldAnswer:
    """Return one of several texts that may be the answer, with the formulas in it."""
    return replace(answer_found(ledger, one), formulas=formulas_within(question, one))


def with_said(answer: FieldAnswer, text: str) -> FieldAnswer:
    """Return an answer with all that stands where it was found, which is looked at before it gets a zero."""
    if answer.said or answer.error is not None or answer.file is not None:
        return answer
    rest = text.replace(answer.text, " ", 1)
    return answer if _FORMULA.search(rest) is None else replace(answer, said=without_stand_ins(text))


_FORMULA = re.compile(r"[\d=≈+*/^·√π<>≤≥∈|()\\]")  # a sign of one more formula than the answer


def spared(answer: FieldAnswer, why: str) -> FieldAnswer:
    """Return an answer that gives credit and, where there is a reason, stays open where it would be refuted."""
    if not why or answer.error is not None or answer.candidates is not None:
        return answer
    doubt = replace(answer, error=writing_notices.WRITE_ANSWER_ITSELF.format(texts=why))
    return replace(answer, candidates=Candidates((answer, doubt), "credit", 0))


def answer_of(ledger: Ledger, text: str, source: Source, error: str = "") -> FieldAnswer:
    """Return a text as the answer of a field, with an error where it cannot be meant as mathematics."""
    html = writing_notices.HTML_NOT_READ_WRITE if has_html(text) else None
    written, macro = (text, None) if error else _without_macros(ledger, text)
    fault = spoiled(text) or error or html or macro
    notes = (writing_notices.DOCUMENT_OWN_MACROS_WRITTEN.format(text=clipped(text)),) if written != text else ()
    return FieldAnswer(without_stand_ins(written).strip(), source, fault, notes)


def _without_macros(ledger: Ledger, text: str) -> tuple[str, str | None]:
    """Return an answer with the macros of its document written out, or why that cannot be done.

    Where only the left members of a chain hold such macros, they may stay.
    """
    whole = expanded(text, ledger.macros)
    if whole is not None:
        return whole, None
    last = last_member(text)
    if last is not None and (inner := expanded(last, ledger.macros)) is not None:
        return inner, None
    used = next(name for name in re.findall(r"\\([A-Za-z]+|.)", text) if name in ledger.macros)
    return text, writing_notices.MACRO_DOCUMENT_NOT_WRITTEN.format(used=used)


def stray(ledger: Ledger, question: Question, one: Found, targets: tuple[Target, ...]) -> None:
    """Say what was found and is no answer; it spoils what it may be meant for and is not answered."""
    meant: dict[str, tuple[Target, ...]] = {}
    match one.kind:
        case "unknown":
            listed = ", ".join(list(question.fields)[:12])
            said = writing_notices.HAS_NO_FIELD_FIELDS.format(id=question.id, value=clipped(one.name), fields=listed)
            meant = {name: ((question.id, name),) for name in question.fields}
        case "several":
            said = writing_notices.VALUES_SEVERAL_FIELDS_ONCE.format(id=question.id)
        case "unread":
            said = writing_notices.NOT_READ.format(id=question.id, name=one.name)
        case _:
            said = writing_notices.FORMULA_NAMES_NO_FIELD.format(id=question.id, name=next(iter(question.fields)))
    ledger.stray(Stray(one.name if one.kind == "unknown" else "", one.text, one.source, said, meant, targets))
