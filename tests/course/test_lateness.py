"""Lateness: what is late, by how many days, and what that costs."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.lateness import extended, lateness, percent
from grader.problems.assignment import LatePolicy
from grader.problems.times import duration

DUE = datetime(2026, 11, 20, 23, 59, tzinfo=timezone(timedelta(hours=1)))
RULE = LatePolicy(timedelta(minutes=15), Fraction(1, 10), timedelta(days=3))
ROWS = [
    ("0", RULE, "in time", 0, 0, "in time"),
    ("1 s", RULE, "in time", 0, 0, "1 s late, within the grace of 15 min: nothing is deducted"),
    ("15 min", RULE, "in time", 0, 0, "15 min late, within the grace of 15 min: nothing is deducted"),
    ("15 min 1 s", RULE, "late", 1, "1/10", "1 day late: −10 %"),
    ("1 day 15 min", RULE, "late", 1, "1/10", "1 day late: −10 %"),
    ("1 day 16 min", RULE, "late", 2, "1/5", "2 days late: −20 %"),
    ("3 days 15 min", RULE, "late", 3, "3/10", "3 days late: −30 %"),
    ("3 days 16 min", RULE, "late", 4, 1, "3 days 16 min late: after 3 days it counts 0"),
    ("1 h", None, "late", 0, 0, "1 h late: nothing is deducted, for the assignment has no rule for it"),
    ("1 h", LatePolicy(), "late", 1, 0, "1 h late: nothing is deducted"),
    ("20 days", LatePolicy(per_day=Fraction(1, 10)), "late", 20, 1, "20 days late: −100 %"),
    ("1 h", LatePolicy(until=timedelta()), "late", 1, 1, "1 h late: what comes late counts 0"),
    ("1 h", LatePolicy(per_day=Fraction(1, 8)), "late", 1, "1/8", "1 day late: −12.5 %"),
]


@pytest.mark.parametrize(("by", "rule", "status", "days", "deduction", "text"), ROWS)
def test_lateness(by, rule, status, days, deduction, text):
    found = lateness(DUE + duration(by), DUE, rule)
    assert (found.status, found.days, found.deduction, found.text) == (status, days, Fraction(deduction), text)


def test_early_is_in_time_in_any_time_zone():
    found = lateness(datetime(2026, 11, 20, 22, 59, tzinfo=UTC), DUE, RULE)
    assert (found.status, found.by) == ("in time", timedelta())
    assert lateness(datetime(2026, 11, 20, 23, 59, tzinfo=UTC), DUE, RULE).days == 1


def test_what_is_not_known_costs_nothing():
    found = lateness(None, DUE, RULE)
    assert (found.status, found.deduction) == ("not known", 0)
    assert found.text == "not known when it was handed in: nothing is deducted"


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.fractions(0, 1))
def test_later_is_never_cheaper_and_never_more_than_all(first, second, per_day):
    rule = LatePolicy(timedelta(minutes=5), per_day, timedelta(days=4))
    early, late = (lateness(DUE + timedelta(seconds=one), DUE, rule).deduction for one in sorted((first, second)))
    assert 0 <= early <= late <= 1


@pytest.mark.parametrize(
    ("extension", "due"),
    [
        (None, DUE),
        (timedelta(days=2), DUE + timedelta(days=2)),
        (date(2026, 11, 22), DUE + timedelta(days=2)),
        (date(2026, 11, 1), DUE),  # it never makes the due date earlier
        (datetime(2026, 11, 21, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), DUE),
    ],
)
def test_extensions(extension, due):
    assert extended(DUE, extension) == due


@pytest.mark.parametrize(("part", "shown"), [("1/5", "20 %"), ("1", "100 %"), ("1/8", "12.5 %"), ("1/3", "33.33 %")])
def test_shares_in_words(part, shown):
    assert percent(Fraction(part)) == shown
