"""What was said of several fields is settled: the last value of each counts, and the doubts that stand are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import dataclass, field, replace
from grader.submissions.extraction.fields import second_values
from grader.submissions.extraction.found import Found
from grader.wording import writing_notices

LOOSE = "other"  # the rank of a value in a sentence with words that do not lead to an answer
CONCLUDED = "concluded"  # the rank of one in a sentence that draws a conclusion


def begins_with(text: str, value: str) -> bool:
    """Whether a text begins with a value, blanks and signs of mathematics aside, and the value ends there."""
    spelled = _SPACING.join(map(re.escape, _tight(value)[:COMPARED]))
    match = re.match(_SPACING + spelled, text) if spelled else None
    return match is not None and _GOES_ON.match(text, match.end()) is None


_SPACING = r"(?:[\s$`*]|\\[,;! ]|\\q?quad(?![A-Za-z]))*"
COMPARED = 500  # signs of a value that are compared with what stands elsewhere
_GOES_ON = re.compile(r"\w|[.,]\d|\s*[-+*/^]\s*[\w(]")


def _tight(text: str) -> str:
    return re.sub(_SPACING, "", text)


def settled(found: Sequence[Found]) -> list[Found]:
    """Return what was said with the doubts that stand: a value of one's own behind a doubt ends it.

    A value in a sentence that does not lead to an answer is in doubt where another one stood before it, and so is a
    second value that is neither concluded nor written where the first one was taken back.
    """
    settling = _Settling()
    for one in found:
        settling.hear(one)
    return settling.kept + list(settling.doubts.values())


@dataclass
class _Settling:
    """What was said so far: the last value of each field, doubts, and which fields were taken back.

    `recent` is the field that was given last: a line for it once more puts the value right. `offered`: another value
    is offered, so what stands behind it may be one.
    """

    last: dict[str, Found] = field(default_factory=dict)
    doubts: dict[str, Found] = field(default_factory=dict)
    kept: list[Found] = field(default_factory=list)
    taken_back: set[str] = field(default_factory=set)
    recent: str = ""
    offered: bool = False

    def hear(self, one: Found) -> None:
        """Take in what is said next."""
        match one.kind:
            case "doubt":
                before = self.last.get(one.name)
                if before is None or not begins_with(one.text, before.text):
                    self.doubts[one.name] = one
            case "back" | "or":
                self.taken_back |= self.last.keys() if one.kind == "back" else set()
                self.offered |= one.kind == "or"
                self.doubts |= {name: replace(was, kind="doubt", why=_WHY[one.kind]) for name, was in self.last.items()}
            case "field":
                self._hear_value(one)
            case _:
                self.kept.append(one)

    def _hear_value(self, one: Found) -> None:
        before = self.last.get(one.name)
        differs = before is not None and _tight(before.text) != _tight(one.text)
        is_next = self.recent == one.name and before is not None and before.source != one.source
        is_second = before is not None and not is_next and _is_second(before, one) and one.name not in self.taken_back
        self.recent = one.name
        self.offered &= one.rank != CONCLUDED
        if self.offered or (differs and (one.rank == LOOSE or is_second)):
            why = _WHY["or"] if self.offered else writing_notices.ANOTHER_VALUE_BEFORE
            self.doubts[one.name] = replace(one, kind="doubt", why=why)
            return
        self.doubts.pop(one.name, None)
        self.last[one.name] = one
        self.kept.append(one)


_WHY = {
    "back": writing_notices.SOMETHING_TAKEN_BACK_BEHIND,
    "or": writing_notices.BESIDE.format(shown="or"),
}


def _is_second(before: Found, one: Found) -> bool:
    """Whether two values of a field are those of two cases."""
    are_stated = LOOSE != before.rank != "code" and one.rank not in {CONCLUDED, "code"}
    return are_stated and second_values.are_two(before.text, one.text)
