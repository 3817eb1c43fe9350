"""What a person typed in `read_as` becomes an answer that is decided like any other."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.wording import says_none
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.read import fault_in
from grader.marking.texts.written_down import WHOLE, Texts, joined, parted
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.mark_rows import ReadRow
from grader.verdict import FieldResult, Source, Verdict

NOTHING = "nothing"  # what is loose is no answer to anything


@dataclass(frozen=True)
class Typed:
    """An answer that a person has read for the grader: as it is to be decided, and the texts that the student wrote."""

    answer: Answer
    written: Texts
    source: Source | None = None

    def shown(self, verdict: Verdict) -> Verdict:
        """Return the verdict on what was typed with what the student wrote in its place."""
        fields = {name: self._field(name, one) for name, one in verdict.fields.items()}
        lost = {name: text for name, text in self.written.items() if name not in fields}
        above = {name: FieldResult(text, source=self.source) for name, text in lost.items()}
        return replace(verdict, fields={**above, **fields})

    def _field(self, name: str, field: FieldResult) -> FieldResult:
        if not self.written or field.text == self.written.get(name):
            return field
        return replace(field, text=self.written.get(name), source=field.source or self.source)


def written(question: Question, answer: Answer) -> dict[str, str]:
    """Return what was written, by field, as the verdict on an answer has it."""
    texts = {name: field.text for name, field in answer.fields.items() if field.text.strip()}
    if not texts and answer.whole is not None and answer.whole.text.strip():
        name = next(iter(question.fields)) if len(question.fields) == 1 else WHOLE
        return {name: answer.whole.text.strip()}
    return texts


def fault_of(question: Question, text: str) -> str:
    """Return why what a person typed for a question cannot be decided, empty where it can."""
    texts = parted(question, text)
    if not texts:
        return "nothing is typed"
    if texts.keys() <= question.fields.keys():
        return fault_in(question, texts)
    if question.kind.may_be_none and says_none(text):
        return ""
    return f"expected a value for each of the fields {', '.join(question.fields)}, as in {_example(question)}"


def _example(question: Question) -> str:
    return "`" + joined(dict.fromkeys(list(question.fields)[:2], "…")) + "`"


def typed(question: Question, row: ReadRow, text: str, before: Answer, source: Source | None = None) -> Typed:
    """Return the answer that a person typed; fields that it does not name stay as they were handed in."""
    source = source or before.source or next((one.source for one in before.fields.values()), None)
    texts = parted(question, text)
    if not texts.keys() <= question.fields.keys():
        whole = FieldAnswer(text, source, notes=row.notes)
        return Typed(Answer(whole=whole, source=source), written(question, before), source)
    fields = {**before.fields, **_fields(texts, row, before, source)}
    order = {name: fields[name] for name in question.fields if name in fields}
    return Typed(Answer(order, source=source), written(question, before), source)


def _fields(texts: Texts, row: ReadRow, before: Answer, source: Source | None) -> Mapping[str, FieldAnswer]:
    places = {name: field.source for name, field in before.fields.items()}
    return {name: FieldAnswer(text, places.get(name) or source, notes=row.notes) for name, text in texts.items()}


def lines_of(text: str, ids: Mapping[str, Question]) -> dict[str, str] | None:
    """Return what is typed for each question (`q3: 2x`, a line for each), None where it is not of this form.

    Lines that begin with no question's id go on with the one before them. `nothing` is for no question.
    """
    if text.strip().rstrip(".").casefold() == NOTHING:
        return {}
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        id_, colon, rest = line.partition(":")
        if colon and id_.strip() in ids and id_.strip() not in found:
            last = id_.strip()
            found[last] = rest.strip()
        elif last:
            found[last] += f"\n{line}"
        elif line.strip():
            return None
    return {id_: rest.strip() for id_, rest in found.items()} or None
