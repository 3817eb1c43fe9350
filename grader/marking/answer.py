"""An answer as it was handed in: texts by field, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from grader.problems.question import Question
from grader.records import dataclass, field
from grader.verdict import Source

MAX_SHORT = 300  # characters of a short text, whose names, letters and words are looked at one by one


@dataclass(frozen=True, slots=True)
class FieldAnswer:
    """The text of one field. `error` says why it could not even be taken from its file (then it is unreadable).

    `file` is the file of arrays that it was taken from, where the answer names one. `candidates`: several texts may be
    what the field holds; `text` is then all that was written. `written`: what was typed, where `text` was put together
    from it, such as cases from values and their conditions. `formulas`: what stands in a text that may or may not be
    the answer, where no word around them makes something else of them. `said`: all that stands where the text was taken
    from, which is looked at before it gets a zero.
    """

    text: str
    source: Source | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()
    file: str | None = None
    candidates: Candidates | None = None
    written: str = ""
    formulas: tuple[str, ...] = ()
    said: str = ""

    @property
    def counted(self) -> FieldAnswer:
        """The text that counts: the named one of several, itself where it is one."""
        field = self
        while field.candidates is not None:
            field = field.candidates.texts[field.candidates.named]
        return field


Rule = Literal["none", "credit", "verdict"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Texts that may each be what a field holds, in the order written; all of them are decided.

    `rule` is what the one at `named` settles: its own `verdict` whatever the others are; `credit`, but nothing that
    another one, proved or open, could beat; or `none`. Where all come to the same, that is the verdict in any case.
    """

    texts: tuple[FieldAnswer, ...]
    rule: Rule = "none"
    named: int = -1


@dataclass(frozen=True)
class Answer:
    """An answer to one problem without parts. `fields` is keyed by field name; a single field is `answer`.

    An empty mapping is a missing answer. `whole` is a text that stands for the whole answer of a problem with
    several fields (`none`). `error`: the answer as a whole could not be taken from its file; `whole` is then what was
    written.
    """

    fields: Mapping[str, FieldAnswer] = field(default_factory=dict)
    whole: FieldAnswer | None = None
    error: str | None = None
    source: Source | None = None


def whole_answer(question: Question, field: FieldAnswer) -> Answer:
    """Return a text as the answer to the one field, or (`none`) to all fields where there are several; or no answer."""
    if len(question.fields) == 1:
        return Answer({next(iter(question.fields)): field})
    return Answer(whole=field) if field.text.strip() or field.error else Answer()
