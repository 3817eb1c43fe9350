"""How a submission would be read: in words for students, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.marking.preview import Previewed, State
from grader.records import dataclass
from grader.reports.class_lines import remark_line
from grader.reports.classes import Remark
from grader.reports.clean import in_line, safe_line, safe_lines
from grader.reports.result_json import Document, field_body
from grader.reports.texts import many
from grader.verdict import FieldResult


@dataclass(frozen=True)
class SubmissionPreview:
    """The fields of a submission by question, what is to be said of its files, and the folder in which they lie."""

    name: str
    questions: Mapping[str, tuple[Previewed, ...]]
    remarks: Sequence[Remark] = ()
    folder: str = ""

    def counts(self) -> dict[State, int]:
        """Return how many fields are in which state, in the order of the states."""
        every = [field.state for fields in self.questions.values() for field in fields]
        return {state: every.count(state) for state in State if state in every}


def preview_text(found: SubmissionPreview) -> str:
    """Return a line for each field, what is wrong with it below, and last how many fields are in which state."""
    lines = [line for id_, fields in found.questions.items() for field in fields for line in _lines(id_, field)]
    lines += [safe_line(remark_line(remark)) for remark in found.remarks]
    counts = ", ".join(f"{count} {state.value}" for state, count in found.counts().items())
    total = sum(found.counts().values())
    return "\n".join([*lines, f"{many(total, 'field')}: {counts}" if total else "nothing is asked"])


def _lines(id_: str, field: Previewed) -> Iterator[str]:
    result = field.result
    name = id_ if field.name == "answer" else f"{id_}, {field.name}"
    yield f"{safe_line(name)}: {field.state.value}{_as(result)}{_place(result)}"
    for line in safe_lines(result.error or ""):
        if line.strip():
            yield f"  {line}"
    for note in result.notes:
        yield f"  {in_line(note)}"


def _as(result: FieldResult) -> str:
    ways = [one.read for one in result.readings] or ([result.read] if result.read is not None else [])
    return f" as {' or as '.join(f'`{in_line(way)}`' for way in ways)}" if ways else ""


def _place(result: FieldResult) -> str:
    if result.source is None or not result.source.file:
        return ""
    line = f", line {result.source.line}" if result.source.line else ""
    return f" ({safe_line(result.source.file)}{line})"


def preview_body(found: SubmissionPreview) -> Document:
    """Return the states of all fields as data."""
    return {
        "submission": found.name,
        "problems": [
            {"problem": id_, "fields": {field.name: _body(field) for field in fields}}
            for id_, fields in found.questions.items()
        ],
        "counts": {state.value: count for state, count in found.counts().items()},
        "notices": [
            {"file": one.file, "line": one.line, "level": one.level, "text": one.message} for one in found.remarks
        ],
    }


def _body(field: Previewed) -> Document:
    body = field_body(field.result)
    if "readings" in body:
        body["readings"] = [one["read"] for one in body["readings"]]
    return {"state": field.state.value, **body}
