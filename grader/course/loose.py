"""What was handed in and belongs to no question, as rows of `marks.csv` name it: by its place, and its checksum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.marking.texts.written_down import checksum
from grader.records import dataclass
from grader.submissions.mark_rows import ReadRow
from grader.submissions.model import Loose, Submission, document_of, spoiled
from grader.verdict import Unattributed

_PLACE = re.compile(
    r"\s*(?P<file>\S.*?)(?:(?::|,\s*line\s+)(?P<line>\d{1,9}))?(?:\s*\(sha256\s+(?P<sum>[0-9a-f]{16})\))?\s*"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a row names it: a document, perhaps a line (0: all of it) and the checksum of the text."""

    file: str
    line: int = 0
    checksum: str = ""

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}" + (f" (sha256 {self.checksum})" if self.checksum else "")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What of one document belongs to no question; a person settles all of it, or one piece, in one row."""

    pieces: tuple[Loose, ...]

    @property
    def text(self) -> str:
        """Return what was written there, empty where it was not taken in."""
        return "\n\n".join(piece.text for piece in self.pieces if piece.text.strip())

    @property
    def place(self) -> Place:
        """Return the place: a line where there is one piece, else the document."""
        first = self.pieces[0]
        summed = checksum(self.text) if self.text else ""
        if len(self.pieces) == 1:
            return Place(first.source.file, first.source.line, summed)
        return Place(document_of(first.source.file), 0, summed)


def place_in(text: str) -> Place:
    """Return the place that a cell names: `hw.md`, `hw.md:12`, `hw.md, line 12 (sha256 0123456789abcdef)`."""
    match = _PLACE.fullmatch(" ".join(text.split()))
    if match is None:
        return Place("")
    return Place(match["file"], int(match["line"] or 0), match["sum"] or "")


def bundles(loose: Sequence[Loose]) -> list[Bundle]:
    """Return what is loose by document, in order; what may belong to one question only is a matter of that question."""
    found: dict[str, list[Loose]] = {}
    for one in loose:
        if len(one.questions) != 1:
            found.setdefault(document_of(one.source.file), []).append(one)
    return [Bundle(tuple(pieces)) for pieces in found.values()]


def unattributed(submission: Submission, question: str) -> tuple[Unattributed, ...]:
    """Return what keeps a question open that has no answer, and may belong to others as well."""
    answer = submission.answers.get(question)
    if answer is not None and answer != spoiled(question, submission.loose):
        return ()

    def keeps(one: Loose) -> bool:
        return question in one.questions if answer is not None else not one.questions

    keeping = (bundle for bundle in bundles(submission.loose) if any(keeps(one) for one in bundle.pieces))
    return tuple(Unattributed(str(one.place), one.text, one.pieces[0].said) for one in keeping)


def matching(row: ReadRow, loose: Sequence[Loose]) -> list[Loose]:
    """Return what of the loose things a row is about."""
    place = place_in(row.answer)
    if place.checksum:
        units = (*bundles(loose), *(Bundle((one,)) for one in loose))
        return list(
            dict.fromkeys(one for unit in units if unit.place.checksum == place.checksum for one in unit.pieces)
        )
    return list(_there(place, loose))


def _there(place: Place, loose: Sequence[Loose]) -> Iterator[Loose]:
    for one in loose:
        is_file = place.file in {one.source.file, document_of(one.source.file)}
        if is_file and place.line in {0, one.source.line}:
            yield one
