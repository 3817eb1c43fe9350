"""Verdicts on answers: their claims with evidence, their fields as they were read, what is told of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.records import dataclass, field
from grader.verdict.evidence import Evidence, Status, status_of
from grader.verdict.outcomes import Outcome

CELL = ", cell "  # stands between a notebook's name and the number of a cell, where a file is named


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim with the evidence found; `points` where the claim carries credit of its own."""

    id: str
    text: str
    evidence: Evidence
    points: Fraction | None = None
    feedback: str = ""

    @property
    def status(self) -> Status:
        """Return the claim's status."""
        return status_of(self.evidence)


# Fields and verdicts.


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer stands: a file relative to the submission, a line counted from 1 (0 where unknown).

    In a notebook `file` names the cell, too (`hw.ipynb, cell 3`), and the line is one of the cell.
    """

    file: str
    line: int = 0

    @property
    def document(self) -> str:
        """Return the file by itself: that of a cell is its notebook."""
        return self.file.partition(CELL)[0]


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """One of several readings of an answer and what it leads to."""

    read: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One field of an answer: what was typed, how it was read, or why it could not be; `file` where it names one."""

    text: str | None = None
    read: str | None = None
    source: Source | None = None
    readings: tuple[ReadingResult, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = ()
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A sentence on an answer. `text` is for staff; `student` is the version that does not give away the answer.

    `student` is empty where nothing may be shown below `reveal: answer`; `level` is the least `reveal` setting
    under which `student` is shown. `claim` is the id of the claim whose evidence it tells, where it tells one's.
    """

    code: str
    text: str
    student: str = ""
    level: str = "counterexample"  # verdict | counterexample | answer
    claim: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class HandMark:
    """A mark that a person gave, to one claim where `claim` is its id, else to the whole answer.

    `date` is the text that the person wrote; `source` is the row it stands in. `overrules` is the outcome that the
    grader had found, where that was not open.
    """

    score: Fraction
    claim: str = ""
    remark: str = ""
    by: str = ""
    date: str = ""
    source: Source | None = None
    overrules: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Something handed in that may belong to this question, or to another: `place` as a row of marks names it."""

    place: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one answer to one problem or part. `score` is None where the outcome is open.

    `by_hand` are the marks that a person gave, and that the outcome and the range follow.
    `settled`: a person or a rule of the assignment gave the score, though the outcome would leave it open.
    `earned` is the range of scores before what lateness took off, None where nothing was taken off.
    `unattributed`: what was handed in for nobody knows which question, so that this one is not missing.
    """

    problem: str
    outcome: Outcome
    points: Fraction
    score_range: tuple[Fraction, Fraction]
    fields: Mapping[str, FieldResult] = field(default_factory=dict)
    claims: tuple[ClaimResult, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    parts: tuple[Verdict, ...] = ()
    by_hand: tuple[HandMark, ...] = ()
    settled: bool = False
    earned: tuple[Fraction, Fraction] | None = None
    unattributed: tuple[Unattributed, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a person must still look at it: the outcome is open, and the score was not settled otherwise."""
        if self.settled or not self.outcome.is_open:
            return False
        return not self.parts or any(part.is_open for part in self.parts)

    @property
    def score(self) -> Fraction | None:
        """Return the score, or None while the verdict is open."""
        return None if self.score_range[0] != self.score_range[1] or self.is_open else self.score_range[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer of `compare`: status is equal, different, probable, undecided, unreadable or failed."""

    status: str
    left: FieldResult
    right: FieldResult
    evidence: Evidence | None = None
    notes: tuple[str, ...] = ()
