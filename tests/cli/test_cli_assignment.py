"""`grade` with an assignment, a roster and metadata."""

import csv
import io
import json
import zipfile

import pytest

from .conftest import write

GRADE = ("grade", "class", "--problems", "problems", "--assignment", "week.yaml")
WEEK = """
title: Week 3
problems: [{id: volume, points: 10}, twice.a]
due: 2026-11-20T23:59:00+01:00
late: {grace: 15 min, per_day: 10%, until: 3 days}
"""
FILES = {
    "week.yaml": WEEK,
    "roster.csv": "student,email,extension,excused\nada,,,\neve,,,yes\nbob,,,\ncarl,,,\ndora,,2 days,\n",
    "class/ada-2/answers.yaml": "volume: 5\ntwice.a: 1\n",
    "class/bob/answers.yaml": "volume: 5 +\ntwice: {a: 1, b: 7}\nlinear: no\n",
    "class/dora.yaml": "volume: 5\n",
    "class/submissions.csv": "submission,submitted\n"
    "ada,2026-11-20T20:00:00+01:00\nada-2,2026-11-22T20:00:00+01:00\n"
    "bob,2026-11-21T00:01:00+01:00\ndora,2026-11-22T20:00:00+01:00\n",
}


@pytest.fixture
def week(course):
    """The course of all tests, with an assignment, a roster and a table of submissions."""
    (course / "class" / "eve.yaml").unlink()
    write(course, FILES)
    return course


def students(grader, *args):
    found = json.loads(grader(*GRADE, "--format", "json", *args).stdout)
    return found, {one["student"]: one for one in found["students"]}


def test_the_report_of_an_assignment(week, grader):
    result = grader(*GRADE, "--roster", "roster.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Week 3, due 2026-11-20 23:59 +01:00, 15 min of grace, −10 % for each begun day, 0 after 3 days",
        "",
        "student  volume  twice.a      total",
        "ada           8      0.8   8.8 / 11",
        "eve                         excused",
        "bob           #        1  1–11 / 11",
        "carl          -        -     0 / 11",
        "dora         10        -    10 / 11",
        "",
        "- missing (nothing written)",
        "# unreadable (open: could not be read)",
        "",
        "open answers, for a person to look at: 1",
        "  bob: answers.yaml:1: volume: unreadable: Expected a number, a symbol or a bracket, the text ends.",
        "",
        "late, missing, excused, or not known: 3",
        "  ada: 2 days late: −20 % (handed in 2026-11-22 20:00 +01:00, due 2026-11-20 23:59 +01:00)",
        "  eve: excused; counts in no mean",
        "  carl: nothing was handed in",
        "",
        "notices: 2",
        "  ada: ada: note: handed in 2 times (ada, 2026-11-20 20:00 +01:00, ada-2, 2026-11-22 20:00 +01:00);"
        " ada-2 counts, the last",
        "  bob: answers.yaml: note: 2 answers to problems that are not set (twice.b, linear) are left aside",
        "",
        "who handed in what and when is taken from class/submissions.csv",
        "3 submissions of 5 students, 8 answers: 4 correct, 3 missing, 1 unreadable",
    ]


def test_json_says_what_the_assignment_is_and_who_is_late(week, grader):
    found, by_name = students(grader, "--roster", "roster.csv")
    assert found["assignment"] == {
        "title": "Week 3",
        "due": "2026-11-20T23:59:00+01:00",
        "late": "15 min of grace, −10 % for each begun day, 0 after 3 days",
        "attempts": "last",
        "unreadable": "review",
        "rounding": 0.01,
    }
    ada = by_name["ada"]
    assert (ada["submission"], ada["status"], ada["score"], ada["points"]) == ("ada-2", "late", 8.8, 11)
    assert ada["late"] == {
        "due": "2026-11-20T23:59:00+01:00",
        "submitted": "2026-11-22T20:00:00+01:00",
        "seconds": 158460,
        "days": 2,
        "deduction": 0.2,
        "text": "2 days late: −20 %",
    }
    volume = ada["verdicts"][0]
    assert (volume["outcome"], volume["score"], volume["earned_range"], volume["points"]) == (
        "correct",
        8,
        [10, 10],
        10,
    )
    eve = by_name["eve"]
    assert (eve["status"], eve["score"], eve["score_range"], eve["verdicts"]) == ("excused", None, None, [])
    assert (by_name["carl"]["status"], by_name["carl"]["score_range"]) == ("missing", [0, 0])
    assert by_name["dora"]["late"]["due"] == "2026-11-22T23:59:00+01:00"


def test_lines_and_tables_say_it_too(week, grader):
    lines = [json.loads(line) for line in grader(*GRADE, "--format", "jsonl").stdout.splitlines()]
    late = next(line for line in lines if line["student"] == "ada-2")
    assert (late["deduction"], late["earned_range"]) == (0.2, [10, 10])
    assert "deduction" not in next(line for line in lines if line["student"] == "ada")
    table = grader(*GRADE, "--roster", "roster.csv", "--format", "csv").stdout
    totals = {row["student"]: row for row in csv.DictReader(io.StringIO(table)) if row["outcome"] == "total"}
    assert {name: (row["score"], row["status"], row["deduction"]) for name, row in totals.items()} == {
        "ada": ("8.8", "late", "0.2"),
        "eve": ("", "excused", ""),
        "bob": ("", "in time", ""),
        "carl": ("0", "missing", ""),
        "dora": ("10", "in time", ""),
    }
    assert totals["ada"]["assignment"] == "Week 3"
    assert (totals["ada"]["due"], totals["ada"]["submitted"]) == (
        "2026-11-20T23:59:00+01:00",
        "2026-11-22T20:00:00+01:00",
    )


def test_the_best_of_several_attempts_counts_after_what_lateness_takes_off(week, grader):
    (week / "week.yaml").write_text(WEEK + "attempts: best\n")
    _found, by_name = students(grader, "--roster", "roster.csv")
    ada = by_name["ada"]
    assert (ada["submission"], ada["score"], ada["status"]) == ("ada", 11, "in time")
    assert ada["notices"][0]["message"].endswith("; ada counts, the best")
    (week / "class/ada/answers.yaml").write_text("volume: 5 +\ntwice: {a: 1}\n")
    ada = students(grader, "--roster", "roster.csv")[1]["ada"]
    assert (ada["submission"], ada["score"]) == ("ada-2", 8.8)
    assert [one["message"] for one in ada["notices"]][1:] == [
        "ada could turn out to be better, as long as answers are open"
    ]
    lines = [
        json.loads(line) for line in grader(*GRADE, "--roster", "roster.csv", "--format", "jsonl").stdout.splitlines()
    ]
    assert [(line["student"], line["problem"]) for line in lines] == [
        (name, id_) for name in ("ada", "bob", "carl", "dora") for id_ in ("volume", "twice.a")
    ]


def test_where_nobody_knows_which_was_the_last_the_best_counts(week, grader):
    (week / "class" / "submissions.csv").write_text("submission,submitted\nada,2026-11-20T20:00:00+01:00\n")
    ada = students(grader, "--roster", "roster.csv")[1]["ada"]
    assert ada["submission"] == "ada-2"  # equal, and the later name
    assert ada["notices"][0] == {
        "file": "ada",
        "level": "warning",
        "message": "handed in 2 times (ada, 2026-11-20 20:00 +01:00, ada-2); ada-2 counts, the best,"
        " for nobody knows which was the last",
    }


def test_what_comes_too_late_counts_0_and_is_marked_all_the_same(week, grader):
    (week / "class" / "submissions.csv").write_text("submission,submitted\nbob,2026-12-24T20:00:00+01:00\n")
    bob = students(grader)[1]["bob"]
    assert (bob["score"], bob["late"]["text"]) == (0, "33 days 20 h late: after 3 days it counts 0")
    assert [(one["outcome"], one["score"]) for one in bob["verdicts"]] == [("unreadable", 0), ("correct", 0)]


def test_without_metadata_lateness_is_not_known_and_costs_nothing(week, grader):
    (week / "class" / "submissions.csv").unlink()
    result = grader(*GRADE)
    assert (
        "lateness is not known, and nothing is deducted for it: no file says when what was handed in" in result.stdout
    )
    assert "late, missing" not in result.stdout
    assert {one["status"] for one in students(grader)[1].values()} == {"not known"}


BLACKBOARD = {
    "HW 1_ada_attempt_2026-11-20-23-58-00_hw1.yaml": "volume: 5\ntwice: {a: 1}\n",
    "HW 1_bob_attempt_2026-11-20-12-00-00_hw1.yaml": "volume: 4\n",
    "HW 1_bob_attempt_2026-11-22-00-13-59_hw1.yaml": "volume: 5\n",
}


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_the_zone_of_a_platform_clock_makes_times_moments(course, grader, form):
    write(course, {"week.yaml": f"{WEEK}time_zone: Europe/Berlin\n"})
    place = course / ("handed_out.zip" if form == "zip" else "handed_out")
    if form == "folder":
        write(place, BLACKBOARD)
    else:
        with zipfile.ZipFile(place, "w") as file:
            for name, text in BLACKBOARD.items():
                file.writestr(name, text)
    result = grader("grade", place, *GRADE[2:], "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["assignment"]["time_zone"] == "Europe/Berlin"
    told = {one["student"]: (one["status"], one["score"], one["late"]["deduction"]) for one in found["students"]}
    assert told == {"ada": ("in time", 11, 0.0), "bob": ("late", 9, 0.1)}
    assert not [one for one in found["notices"] if "zone" in one["message"]]


def test_a_submission_cannot_say_when_it_was_handed_in(week, grader):
    write(week, {"class/ada-2/submission.yaml": "submitted: 2000-01-01T00:00Z\n"})
    (week / "class" / "submissions.csv").unlink()
    said = "ada-2/submission.yaml: warning: what a submission says of itself is not believed"
    assert said in grader(*GRADE).stdout
    assert students(grader)[1]["ada-2"]["status"] == "not known"
    assert students(grader, "--trust-metadata")[1]["ada-2"]["status"] == "in time"


def test_unreadable_answers_may_count_0(week, grader):
    (week / "week.yaml").write_text(WEEK + "unreadable: zero\n")
    bob = students(grader)[1]["bob"]
    assert (bob["score"], bob["score_range"]) == (1, [1, 1])
    assert (bob["verdicts"][0]["outcome"], bob["verdicts"][0]["score"]) == ("unreadable", 0)
    assert "open answers" not in grader(*GRADE).stdout


def test_rounding_is_that_of_the_assignment(week, grader):
    (week / "week.yaml").write_text("problems: [{id: volume, points: 0.7}, twice]\nrounding: 0.5\n")
    ada = students(grader)[1]["ada-2"]
    assert [one["score"] for one in ada["verdicts"]] == [0.5, 1]
    assert ada["score"] == 1.5


def test_all_faults_of_the_instructor_are_said_at_once(week, grader):
    (week / "week.yaml").write_text("problems: [volum]\n")
    (week / "roster.csv").write_text("name\nada\n")
    (week / "class" / "submissions.csv").write_text("submission,submitted\nada,yesterday\n")
    result = grader(*GRADE, "--roster", "roster.csv", "-o", "reports")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "week.yaml:1: problems[1]: there is no problem `volum`; did you mean `volume`?",
        "roster.csv:1: the header has no `student`; expected a header such as"
        " student,email,extension,excused,platform_id. This line is `name`",
        "class/submissions.csv:2: submitted: expected a date, a time and a time zone, such as"
        " 2026-11-20T23:59:00+01:00, not `yesterday`",
    ]
    assert not (week / "reports").exists()


def test_the_excused_are_never_below(week, grader):
    result = grader(*GRADE, "--roster", "roster.csv", "--fail-under", "50%")
    assert result.exit_code == 1
    assert "below --fail-under for certain: 1 submission: carl (0 / 11)" in result.stderr


def test_a_group_hands_in_once(week, grader):
    (week / "class" / "submissions.csv").write_text("submission,student\nbob,bob\nbob,carl\nada-2,ada\nada,ada\n")
    _found, by_name = students(grader, "--roster", "roster.csv")
    assert by_name["bob"]["verdicts"] == by_name["carl"]["verdicts"]
    assert by_name["carl"]["submission"] == "bob"


def test_the_schema_of_an_assignment(grader):
    assert json.loads(grader("schema", "assignment").stdout)["title"] == "An assignment"
    assert json.loads(grader("schema").stdout)["title"] == "A problem"


SECRETS = {
    "secret.yaml": "id: secret\nanswer: {type: number, expected: 73728}\n",
    "formula.yaml": "id: formula\nanswer: {type: expression, for_all: {x: real}, expected: 2 x^2 + 987}\n",
    "pair.yaml": "id: pair\nanswer:\n  type: constraints\n  fields: {k: integer, s: integer}\n"
    "  require: [{claim: k = 12345, points: 2}, {claim: k + s = 54321, points: 1}]\n",
}
ANSWERS = "secret: 4\nformula: 2 x^2 + 1\npair: {k: 3, s: 1/0}\n"


@pytest.mark.parametrize("reveal", ["verdict", "counterexample", "answer"])
def test_what_reveal_hides_is_in_no_page_for_students(week, grader, reveal):
    write(week / "problems", SECRETS)
    (week / "week.yaml").write_text(f"problems: [secret, formula, pair]\nreveal: {reveal}\n")
    write(week / "class", {"ada/answers.yaml": ANSWERS})
    grader(*GRADE, "-o", "reports")
    page = (week / "reports/students/ada.md").read_text()
    shown = [secret for secret in ("73728", "987", "12345", "54321") if secret in page]
    assert bool(shown) == (reveal == "answer")
    assert ("At x = " in page) == (reveal != "verdict")
    staff = (week / "reports/results.jsonl").read_text()
    assert all(secret in staff for secret in ("12345", "54321", "73728"))


def test_a_mark_by_hand_and_its_remark_stand_on_the_page(week, grader):
    (week / "marks.csv").write_text(
        "student,problem,claim,answer,score,remark,by,date\nbob,volume,,5 +,7,Nearly *there*.,Ann,2026-12-01\n"
    )
    grader(*GRADE, "--roster", "roster.csv", "--marks", "marks.csv", "-o", "reports")
    page = (week / "reports/students/bob.md").read_text()
    assert "- Marked by hand by Ann on 2026-12-01: 7 of 10 points. Nearly \\*there\\*." in page
    assert "**8 of 11 points**" in page
    assert "still open" not in page


def test_the_class_page_goes_to_standard_output(week, grader):
    shown = grader(*GRADE, "--roster", "roster.csv", "--format", "md").stdout
    assert shown.splitlines()[0] == "# Week 3"
    assert "| ada | 8 | 0.8 | 8.8 / 11 | late |" in shown


def test_where_problems_are_faulty_an_assignment_is_not_blamed_for_setting_them(week, grader):
    (week / "problems" / "bad.yaml").write_text("title: no id\n")
    (week / "week.yaml").write_text("problems: [bad]\ndue: soon\n")
    result = grader(*GRADE)
    assert result.exit_code == 2
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["bad.yaml", "week.yaml"]
    assert "week.yaml:2: due: " in result.stderr
