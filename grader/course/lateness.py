"""How late a submission is, what that costs, and a verdict with that taken off.

Times come from what is known of submissions, never from the clock.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from grader.problems.assignment import LatePolicy
from grader.problems.times import duration_text
from grader.records import replace
from grader.reports.classes import Lateness
from grader.verdict import Verdict
from grader.wording import remarks

Extension = timedelta | datetime | date
DAY = timedelta(days=1)
NOTHING = Fraction()


def lateness(submitted: datetime | None, due: datetime, policy: LatePolicy | None) -> Lateness:
    """Return how late a submission is; both moments have a time zone."""
    if submitted is None:
        said = remarks.NOT_KNOWN_WHEN_HANDED
        return Lateness(due, None, None, 0, NOTHING, said, "not known")
    by = max(submitted - due, timedelta())
    if not by:
        return Lateness(due, submitted, by, 0, NOTHING, "in time")
    if policy is not None and by <= policy.grace:
        said = remarks.LATE_WITHIN_GRACE_NOTHING.format(
            duration=duration_text(by), duration_2=duration_text(policy.grace)
        )
        return Lateness(due, submitted, by, 0, NOTHING, said)
    days, deduction, text = _judged(by, policy)
    return Lateness(due, submitted, by, days, deduction, text, "late")


def _judged(by: timedelta, policy: LatePolicy | None) -> tuple[int, Fraction, str]:
    """Return the days that count, the deduction, and both in words, for what comes after the grace."""
    if policy is None:
        return 0, NOTHING, remarks.LATE_NOTHING_DEDUCTED_FOR.format(duration=duration_text(by))
    past = by - policy.grace
    days = ceil(past / DAY)
    if policy.until is not None and past > policy.until:
        return days, Fraction(1), remarks.LATE.format(duration=duration_text(by), what=_end(policy.until))
    deduction = min(Fraction(1), days * policy.per_day)
    if not deduction:
        return days, NOTHING, remarks.LATE_NOTHING_DEDUCTED.format(duration=duration_text(by))
    return (
        days,
        deduction,
        (remarks.DAYS_LATE if days > 1 else remarks.ONE_DAY_LATE).format(days=days, percent=percent(deduction)),
    )


def _end(until: timedelta) -> str:
    return remarks.AFTER_COUNTS.format(duration=duration_text(until)) if until else remarks.COMES_LATE_COUNTS


def reduced(verdict: Verdict, deduction: Fraction) -> Verdict:
    """Return the verdict with a share from 0 to 1 taken off what was earned; where all is taken off, none is open."""
    if not deduction:
        return verdict
    low, high = verdict.score_range
    kept = 1 - deduction
    parts = tuple(reduced(part, deduction) for part in verdict.parts)
    settled = verdict.settled or not kept
    return replace(verdict, score_range=(low * kept, high * kept), earned=(low, high), parts=parts, settled=settled)


def percent(part: Fraction) -> str:
    """Return a share as `20 %`, `12.5 %`; what has no end is cut after two places."""
    return f"{float(part * 100):.2f}".rstrip("0").rstrip(".") + " %"


def extended(due: datetime, extension: Extension | None) -> datetime:
    """Return the due date of somebody with an extension, which never makes it earlier.

    A duration is added; a date without a time of day means the due date's time of day.
    """
    match extension:
        case None:
            return due
        case timedelta():
            return due + extension
        case datetime():
            return max(due, extension)
        case date():
            return max(due, due.replace(year=extension.year, month=extension.month, day=extension.day))
