"""What is marked of a class: the attempts of each participant, and what a student gets of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from grader.course.course import Course
from grader.course.handed_in import HandedIn
from grader.course.lateness import extended, lateness, reduced
from grader.course.scaling import rounded_off, scaled, without_unread
from grader.problems.assignment import Assignment
from grader.problems.times import moment_text
from grader.records import dataclass, field, replace
from grader.reports.classes import Lateness, Remark, Student
from grader.reports.scores import Total, total
from grader.submissions import Notice
from grader.submissions.people import Attempt, Participant
from grader.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Sheet:
    """One attempt of a participant, None where they handed in nothing."""

    participant: Participant
    attempt: Attempt | None
    lateness: Lateness | None = None

    @property
    def is_marked(self) -> bool:
        """Whether there is anything to mark: an excused student who handed in nothing is missing nothing."""
        return self.attempt is not None or not self.participant.excused


@dataclass(frozen=True)
class Marked:
    """A sheet with its verdicts, and `read`: what was handed in, with what people settled and typed."""

    sheet: Sheet
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    read: HandedIn = field(default_factory=HandedIn)
    total: Total = field(default_factory=lambda: total(()))

    def student(self) -> Student:
        """Return the attempt as reports take it."""
        sheet, person = self.sheet, self.sheet.participant
        return Student(
            person.name,
            self.verdicts,
            remarks_of(self.read.submission.notices),
            self.seconds,
            submission="" if sheet.attempt is None else sheet.attempt.files.name,
            handed_in=sheet.attempt is not None,
            lateness=sheet.lateness,
            excused=person.excused,
            stranger=person.stranger,
            folder="" if sheet.attempt is None else sheet.attempt.files.folder,
            email=person.enrolled.email if person.enrolled else "",
            known_as=("", "") if sheet.attempt is None else sheet.attempt.known_as,
        )


def pile(rules: Assignment, participant: Participant) -> tuple[Sheet, ...]:
    """Return the attempts that are marked: the last, or all where the best counts or nobody knows which is the last."""
    attempts: Sequence[Attempt | None] = participant.attempts or (None,)
    if rules.attempts == "last" and not participant.unclear:
        attempts = attempts[-1:]
    return tuple(Sheet(participant, attempt, _lateness(rules, participant, attempt)) for attempt in attempts)


def _lateness(rules: Assignment, participant: Participant, attempt: Attempt | None) -> Lateness | None:
    if rules.due is None or attempt is None:
        return None
    extension = participant.enrolled.extension if participant.enrolled else None
    return lateness(attempt.submitted, extended(rules.due, extension), rules.late)


def counted(rules: Assignment, attempts: Sequence[Marked]) -> Student:
    """Return what a student gets of their attempts: the one that counts is the best, the last of equals."""
    best = max(reversed(attempts), key=lambda one: (one.total.low, one.total.high))
    student = best.student()
    others = tuple(_passed_over(best, attempts, rules))
    return replace(student, remarks=(*others, *student.remarks)) if others else student


def _passed_over(best: Marked, attempts: Sequence[Marked], rules: Assignment) -> Iterator[Remark]:
    """Yield what is to be said of several attempts: which counts and why, and what is not certain about that."""
    person = best.sheet.participant
    if best.sheet.attempt is None or len(person.attempts) < 2:
        return
    names = ", ".join(_when(one) for one in person.attempts)
    why = "the last" if rules.attempts == "last" else "the best"
    if person.unclear and rules.attempts == "last":
        why = "the best, for nobody knows which was the last"
    level = "warning" if person.unclear and rules.attempts == "last" else "note"
    said = f"handed in {len(person.attempts)} times ({names}); {best.sheet.attempt.files.name} counts, {why}"
    yield Remark(person.name, 0, level, said)
    for one in attempts:
        if one is not best and one.sheet.attempt is not None and one.total.high > best.total.low:
            said = f"{one.sheet.attempt.files.name} could turn out to be better, as long as answers are open"
            yield Remark(person.name, 0, "warning", said)


def _when(attempt: Attempt) -> str:
    return f"{attempt.files.name}, {moment_text(attempt.submitted)}" if attempt.submitted else attempt.files.name


def finished(course: Course, sheet: Sheet, read: HandedIn, verdict: Verdict) -> Verdict:
    """Return a verdict as the student gets it: the engine's, then points, hands, the assignment's rules, rounding."""
    rules = course.assignment
    verdict = scaled(read.told(verdict), rules.points[verdict.problem])
    verdict = course.by_hand(sheet.participant.name, verdict)
    if rules.unreadable == "zero":
        verdict = without_unread(verdict)
    verdict = reduced(verdict, sheet.lateness.deduction if sheet.lateness else Fraction())
    return rounded_off(verdict, rules.rounding)


def remarks_of(notices: Iterable[Notice]) -> tuple[Remark, ...]:
    """Return notices as reports take them."""
    return tuple(Remark(one.file, one.line, one.level, one.message) for one in notices)
