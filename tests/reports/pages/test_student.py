"""The page of a student: what it says of every lost point, what it hides, and that it is a sound page."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark
from grader.problems.assignment import all_of
from grader.reports.classes import ClassReport, Student
from grader.reports.pages.student import student_html
from tests.caselists import read_values
from tests.reports.pages.support import assert_sound, page_of, problems, report_of, seen

CASES = read_values(Path(__file__).parents[2] / "cases" / "student-pages.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_page_says_why(case):
    page = page_of({case["problem"]: case["answer"]}, reveal=case.get("reveal"))
    assert_sound(page)
    shown, place = seen(page, "p1"), 0
    for sentence in case["says"]:
        assert sentence in shown[place:], shown
        place = shown.index(sentence, place)
    for hidden in case.get("hides", ()):
        assert hidden not in shown, shown


def wrong_answers():
    """Yield the first wrong example of every question in the repository, by problem and question."""
    for problem in problems().values():
        for question in problem.questions:
            example = next((one for one in question.examples if one.outcome in {"incorrect", "partial"}), None)
            if example is not None:
                yield problem, question, example


LOOKED_AT = list(wrong_answers())[::2]  # marking them all takes long, and other tests do


@pytest.mark.parametrize(("problem", "question", "example"), LOOKED_AT, ids=[one[1].id for one in LOOKED_AT])
@pytest.mark.parametrize("reveal", ["counterexample", "answer"])
def test_every_lost_point_has_a_reason_that_a_person_can_use(problem, question, example, reveal):
    fields = {name: FieldAnswer(text) for name, text in example.fields.items()}
    whole = None if example.whole is None else FieldAnswer(example.whole)
    verdict = mark(problem, {question.id: Answer(fields, whole)})
    rules = replace(all_of({problem.id: problem}), given=True, reveal=reveal)
    report = ClassReport(rules.points, (Student("ada", {problem.id: verdict}),), assignment=rules)
    page = student_html(report, report.students[0])
    assert_sound(page)
    shown = seen(page, "p1")
    assert " Why " in shown
    said = shown.partition(" Why ")[2]
    assert not re.search(r"\d{13}|\.\d{7}", said), said
    assert not re.search(r"[Cc]ondition \d", said), said


def test_the_top_has_the_sum_and_a_row_for_each_problem():
    report = report_of({"000-x2-exact": {"answer": "no"}, "001-q6-full-conv": {"answer": "[1"}}, title="Week <3>")
    page = student_html(report, report.students[0])
    shown = seen(page)
    assert shown.startswith("Week <3>: ada")
    assert "The total is a range" in shown
    assert "Is a square a ReLU network? Correct 1 / 1" in shown
    assert "A convolution by hand (full) Not read yet 0–2 / 2" in shown


def test_the_excused_and_who_handed_in_nothing():
    report = report_of({})
    assert "You are excused." in seen(student_html(report, Student("eve", {}, handed_in=False, excused=True)))
    assert "Nothing was handed in." in seen(student_html(report, Student("carl", {}, handed_in=False)))


def test_points_that_are_fractions():
    report = report_of({"000-x2-exact": {"answer": "no"}})
    verdict = replace(
        report.students[0].verdicts["000-x2-exact"], points=Fraction(4, 3), score_range=(Fraction(4, 3),) * 2
    )
    report = replace(report, problems={"000-x2-exact": Fraction(4, 3)})
    page = student_html(report, Student("ada", {"000-x2-exact": verdict}))
    assert "1.33 of 1.33 points" in seen(page)


def test_the_same_page_is_the_same_text():
    one, two = (page_of({"000-x2-exact": {"answer": "yes"}}) for _ in range(2))
    assert one == two
