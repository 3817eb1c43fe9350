"""What grading ends in: outcomes, evidence, claims with their status, verdicts; and how parts combine.

Plain data, no mathematics: values are texts that were decided elsewhere. Evidence is one of
`Proof | Probable | Point | Direction | Reason | Unknown`; only `Unknown` leaves a claim open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """The outcome of an answer, in the contract's words, to which it is equal: `verdict.outcome == "correct"`."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    REVIEW = "review"
    FAILED = "failed"

    @property
    def is_open(self) -> bool:
        """Whether the outcome has a range of scores and waits for a person."""
        return self in OPEN


CELL = ", cell "  # stands between a notebook's name and the number of a cell, where a file is named
ROUNDING = Fraction(1, 100)  # the unit of scores, unless an assignment says otherwise

# Open outcomes, the worst first: the order in which they win over each other.
OPEN = (Outcome.FAILED, Outcome.UNREADABLE, Outcome.UNDECIDED, Outcome.REVIEW)


class Status(StrEnum):
    """The status of one claim."""

    PROVED = "proved"
    PROBABLE = "probable"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


# Values, as evidence shows them.


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact value in the answer language, such as `1/3` or `sqrt(2)`."""

    text: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rigorous enclosure: the value lies between two decimals."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """No value, and why: `log of -1`."""

    why: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of a condition."""

    value: bool


@dataclass(frozen=True, slots=True)
class Complex:
    """A complex value by its parts."""

    re: Value
    im: Value


Value = Exact | Enclosure | Undefined | Truth | Complex | tuple["Value", ...]


# Evidence.


@dataclass(frozen=True, slots=True)
class Proof:
    """The claim holds. `gaps` name the places where only one side, or neither, is defined."""

    method: str
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probable:
    """The claim holds but for an error of probability at most `error` (a decimal such as `1e-36`)."""

    method: str
    error: str


@dataclass(frozen=True, slots=True)
class Point:
    """The claim fails at a point: both values there, exact or enclosed and disjoint; `note` says how to read them."""

    at: Mapping[str, Value]
    left: Value
    right: Value
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """The claim fails along a direction, with both sides as texts in t."""

    along: Mapping[str, str]
    left: str
    right: str
    method: str


MISFIT = "shapes"  # the method of a reason that finds no value, as shapes within the answer do not fit


@dataclass(frozen=True, slots=True)
class Reason:
    """The claim fails for a named reason: a wrong choice, a wrong shape, a missing field."""

    code: str
    text: str
    method: str = "comparison"

    @property
    def is_misfit(self) -> bool:
        """Whether the shapes within the answer do not fit, so that it has no value."""
        return self.method == MISFIT


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither proved nor refuted; `reason` is a sentence for a person, `limit` the named limit that was hit.

    `is_unread`: what was written cannot be read, which only running it has shown.
    """

    reason: str
    limit: str = ""
    is_unread: bool = False


Evidence = Proof | Probable | Point | Direction | Reason | Unknown


def status_of(evidence: Evidence) -> Status:
    """Return the status that a piece of evidence gives its claim."""
    match evidence:
        case Proof():
            return Status.PROVED
        case Probable():
            return Status.PROBABLE
        case Unknown():
            return Status.UNDECIDED
        case Point() | Direction() | Reason():
            return Status.REFUTED


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


def combine(outcomes: Sequence[Outcome], low: Fraction) -> Outcome:
    """Return the outcome of a question from its parts': the common one, else the worst open one.

    Where the parts differ and none is open, it is `partial`, or `incorrect` where the score is 0.
    """
    if len(set(outcomes)) == 1:
        return outcomes[0]
    for worst in OPEN:
        if worst in outcomes:
            return worst
    return Outcome.PARTIAL if low > 0 else Outcome.INCORRECT
