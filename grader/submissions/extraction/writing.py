"""The text of a running document is written down as an answer, or as why it is none."""

from __future__ import annotations

import re

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.submissions.extraction.statements import Found
from grader.submissions.extraction.vocabulary import has_html
from grader.submissions.forms.reading import without_stand_ins
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target
from grader.submissions.opening.characters import spoiled
from grader.submissions.weights.files import VALUE, write_field_file
from grader.verdict import Source


def write(
    ledger: Ledger, question: Question, text: str, source: Source, name: str | None = None, error: str = ""
) -> None:
    """Write the answer to a field, or to a whole question; what cannot be meant as mathematics is an error of it."""
    file = VALUE.fullmatch(text.strip())
    if file and (name or len(question.fields) == 1):
        write_field_file(ledger, question, name or next(iter(question.fields)), file[1], source)
        return
    html = "HTML is not read; write mathematics as text or between `$` signs" if has_html(text) else None
    answer = FieldAnswer(
        without_stand_ins(text).strip(), source, spoiled(text) or error or html or _macro(ledger, text)
    )
    if name:
        ledger.write(question, name, answer)
    else:
        ledger.write_whole(question, answer)


def _macro(ledger: Ledger, text: str) -> str | None:
    """Return why an answer is not read that uses a macro of its document."""
    used = next((name for name in re.findall(r"\\([A-Za-z]+|.)", text) if name in ledger.macros), None)
    return f"`\\{used}` is a macro of this document, and macros are not expanded; write it out" if used else None


def stray(ledger: Ledger, question: Question, one: Found, targets: tuple[Target, ...]) -> None:
    """Say what was found and is no answer; it spoils what it may be meant for and is not answered."""
    meant: dict[str, tuple[Target, ...]] = {}
    match one.kind:
        case "unknown":
            listed = ", ".join(list(question.fields)[:12])
            said = f"{question.id} has no field {clipped(one.name)}; its fields are {listed}"
            meant = {name: ((question.id, name),) for name in question.fields}
        case "several":
            said = f"{question.id}: values for several fields at once are not read; write each on a line of its own"
        case "unread":
            said = f"{question.id}: {one.name} is not read"
        case _:
            said = f"{question.id}: this formula names no field; write `{next(iter(question.fields))} = …`"
    ledger.stray(Stray(one.name if one.kind == "unknown" else "", one.text, one.source, said, meant, targets))
