"""Who handed in what: submissions become the attempts of participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from grader.submissions.model import Notice, SubmissionFiles


@dataclass(frozen=True)
class Attempt:
    """One submission of one participant; `submitted` has a time zone, None where it is not known."""

    files: SubmissionFiles
    submitted: datetime | None = None
    number: int | None = None


@dataclass(frozen=True)
class Participant:
    """A student, by the name that reports use, with what they handed in, in the order of time."""

    name: str
    attempts: tuple[Attempt, ...] = ()
    notices: tuple[Notice, ...] = ()


def participants(found: Sequence[SubmissionFiles]) -> tuple[Participant, ...]:
    """Return whose the submissions are: each its own participant's."""
    return tuple(Participant(files.name, (Attempt(files),)) for files in found)
