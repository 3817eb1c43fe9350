"""Assignments: what they mean, and what is said of those that are wrong; moments and durations."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import ProblemError
from grader.problems.assignment import LatePolicy, all_of
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_problems
from grader.problems.times import TimeError, duration, duration_text, moment, moment_or_day, moment_text
from tests.caselists import read_texts

BROKEN = read_texts(Path(__file__).parents[1] / "cases/assignments-broken.yaml")
NUMBER = "answer: {type: number, expected: 1}\n"
FILES = {
    "tent": f"id: tent\npoints: 5\n{NUMBER}",
    "q2": f"id: q2\n{NUMBER}",
    "q3": "id: q3\nanswer: {type: number, expected: 1}\nparts: [{id: a}, {id: b, points: 2}]\n",
    "nil": f"id: nil\npoints: 0\n{NUMBER}",
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for name in ("tent", "q2", "nil", "q3"):
        (folder / f"{name}.yaml").write_text(FILES[name])
    found = load_problems(folder)
    return {id_: found[id_] for id_ in ("tent", "q2", "nil", "q3")}


def assignment(problems, folder, text):
    (folder / "week.yaml").write_text(text)
    return load_assignment(folder / "week.yaml", problems)


def test_an_assignment_with_everything(problems, tmp_path):
    found = assignment(
        problems,
        tmp_path,
        """
title: Week 3
problems: [{id: tent, points: 10}, q2]
due: 2026-11-20T23:59:00+01:00
late: {grace: 15 min, per_day: 10%, until: 3 days}
attempts: best
unreadable: zero
reveal: verdict
rounding: 0.5
""",
    )
    assert (found.title, list(found.problems), dict(found.points)) == ("Week 3", ["tent", "q2"], {"tent": 10, "q2": 1})
    assert moment_text(found.due) == "2026-11-20 23:59 +01:00"
    assert found.late == LatePolicy(timedelta(minutes=15), Fraction(1, 10), timedelta(days=3))
    assert (found.attempts, found.unreadable, found.reveal, found.rounding) == (
        "best",
        "zero",
        "verdict",
        Fraction(1, 2),
    )
    assert found.given
    assert (set(found.reading), set(found.tree)) == ({"tent", "q2"}, {"tent", "q2", "nil", "q3"})


def test_what_an_assignment_leaves_out(problems, tmp_path):
    found = assignment(problems, tmp_path, "problems:\n- q2\n")
    assert (found.title, found.due, found.late, found.reveal) == ("", None, None, None)
    assert (found.attempts, found.unreadable, found.rounding) == ("last", "review", Fraction(1, 100))


def test_a_part_is_a_problem_of_its_own_and_is_read_in_its_problem(problems, tmp_path):
    found = assignment(problems, tmp_path, "problems: [q3.b, {id: q3.a, points: 4}]")
    assert list(found.problems) == ["q3.b", "q3.a"]
    assert (found.points["q3.b"], found.points["q3.a"]) == (2, 4)
    assert not found.problems["q3.b"].has_parts
    assert [question.id for question in found.reading["q3"].questions] == ["q3.a", "q3.b"]
    assert set(found.reading) == {"q3"}


def test_one_part_alone_leaves_the_other_out(problems, tmp_path):
    found = assignment(problems, tmp_path, "problems: [q3.b]")
    assert [question.id for question in found.reading["q3"].questions] == ["q3.b"]
    assert [question.id for question in found.tree["q3"].questions] == ["q3.a", "q3.b"]


def test_without_an_assignment_everything_is_set(problems):
    found = all_of(problems)
    assert dict(found.points) == {"tent": 5, "q2": 1, "nil": 0, "q3": 3}
    assert (found.given, found.reading, found.tree) == (False, problems, problems)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["faults"][0][:50])
def test_faults_of_assignments(case, problems, tmp_path):
    with pytest.raises(ProblemError) as error:
        assignment(problems, tmp_path, case["assignment"])
    found = error.value.diagnostics
    assert [f"{each.line}:{each.column} {each.field}: {each.message}" for each in found] == case["faults"]
    assert {each.file for each in found} == {(tmp_path / "week.yaml").as_posix()}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-20T23:59:00+01:00", "2026-11-20 23:59 +01:00"),
        ("2026-11-20 23:59 +0100", "2026-11-20 23:59 +01:00"),
        ("2026-11-20t23:59z", "2026-11-20 23:59 UTC"),
        ("2026-02-03 23:58:11.123456000 -08:00", "2026-02-03 23:58:11 -08:00"),
        (" 2026-02-03 23:58 utc ", "2026-02-03 23:58 UTC"),
    ],
)
def test_moments(text, shown):
    assert moment_text(moment(text)) == shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "2026-11-20",
            "`2026-11-20` has no time of day and no time zone; expected both, such as 2026-11-20T23:59:00+01:00",
        ),
        (
            "2026-11-20 23:59",
            "`2026-11-20 23:59` has no time zone; expected one, such as 2026-11-20T23:59:00+01:00, or Z for UTC",
        ),
        (
            "2026-11-20 23:59 Europe/Berlin",
            "`2026-11-20 23:59 Europe/Berlin`: expected the time zone as an offset from UTC,"
            " such as 2026-11-20T23:59:00+01:00",
        ),
        ("2026-02-30T10:00Z", "there is no such date: `2026-02-30T10:00Z`"),
        ("2026-02-20T25:00Z", "there is no such time of day: `2026-02-20T25:00Z`"),
        ("0001-02-20T05:00Z", "expected a year from 1970 to 2999, not `0001-02-20T05:00Z`"),
        (
            "20.11.2026 23:59",
            "expected a date, a time and a time zone, such as 2026-11-20T23:59:00+01:00, not `20.11.2026 23:59`",
        ),
        ("2026-11-20T23:59+99:00", "`2026-11-20T23:59+99:00`: expected the time zone as an offset from UTC,"
         " such as 2026-11-20T23:59:00+01:00"),
    ],
)  # fmt: skip
def test_texts_that_are_no_moments(text, why):
    with pytest.raises(TimeError) as error:
        moment(text)
    assert str(error.value) == why


def test_a_day_may_stand_alone_where_it_is_allowed():
    assert moment_or_day("2026-11-22").isoformat() == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("15 min", "15 min"), ("3 days", "3 days"), ("1 day 12 h", "1 day 12 h"), ("1.5 days, 3 h", "1 day 15 h"),
        ("0", "0 s"), ("90s", "1 min 30 s"), ("1 week and 1 day", "8 days"), ("2 Hours", "2 h"),
        ("25 h 1 s", "1 day 1 h"),
    ],
)  # fmt: skip
def test_durations(text, shown):
    assert duration_text(duration(text)) == shown


@pytest.mark.parametrize("text", ["", "3", "-3 days", "3 months", "soon", "1 day x", "day"])
def test_texts_that_are_no_durations(text):
    with pytest.raises(TimeError, match="expected a duration, such as 15 min, 12 h or 3 days, not "):
        duration(text)


def test_a_duration_has_a_limit():
    with pytest.raises(TimeError, match="`999999999 weeks` is longer than 3660 days"):
        duration("999999999 weeks")


@given(st.integers(0, 86_400 * 3000))
def test_whole_durations_come_back(seconds):
    length = timedelta(seconds=seconds)
    days, rest = divmod(seconds, 86_400)
    assert duration(f"{days} days {rest} s") == length
