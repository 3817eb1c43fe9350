"""No page is larger than a browser opens at once, and what there was no room for is said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark
from grader.problems.assignment import all_of
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.pages.overview import class_html
from grader.reports.pages.student import student_html
from grader.verdict import Feedback, FieldResult, Outcome, Verdict
from tests.reports.pages.support import assert_sound, problems, seen
from tests.reports.pages.test_overview import WITH_SCRIPT

LARGEST = 300_000  # bytes of a page without drawings
ID = "004-q5b-first"
LONG = "The value of $\\frac{\\alpha}{\\beta}$, where $x_1 < x_2$ & so on. " * 300
SUM = "+".join(f"{number}z" for number in range(2, 1_700))


def long_class(count, text, prompt="", title=""):
    """Return a report on one student and many problems, all answered alike."""
    (question,) = problems()[ID].questions
    every = {}
    for number in range(count):
        one = replace(question, id=f"q{number}", prompt=prompt, title=title)
        every[one.id] = replace(problems()[ID], id=one.id, prompt=prompt, title=title, questions=(one,))
    verdict = mark(every["q0"], {"q0": Answer({"answer": FieldAnswer(text)})})
    verdicts = {id_: replace(verdict, problem=id_) for id_ in every}
    rules = replace(all_of(every), given=True)
    return ClassReport(rules.points, (Student("ada", verdicts),), assignment=rules)


def sized(report, largest=LARGEST):
    page = student_html(report, report.students[0])
    assert_sound(page)
    assert len(page.encode()) < largest
    return page


def test_a_formula_of_5000_nodes():
    page = sized(long_class(1, SUM))
    assert f"({len(SUM):,} characters in all)" in page


def test_long_answers_in_many_problems():
    said = seen(sized(long_class(50, "z + " * 2_000 + "[")))
    assert said.count("(8,001 characters in all)") == 50


def test_long_prompts_and_titles_in_many_problems():
    page = sized(long_class(50, "z", prompt=LONG, title=LONG))
    assert f"({len(LONG):,} characters in all)" in page
    assert page.count("</section>") == 50


def test_long_formulas_in_many_problems():
    page = sized(long_class(60, SUM[:1_900]))
    assert page.count("</section>") == 60


def test_reasons_for_which_there_is_no_room_are_counted():
    report = long_class(60, "z")
    (student,) = report.students
    said = tuple(
        Feedback("note", f"{number} {'w' * 1_900}", f"{number} {'w' * 1_900}", "verdict") for number in range(40)
    )
    verdicts = {id_: replace(one, feedback=said) for id_, one in student.verdicts.items()}
    remarks = tuple(Remark("a.md", number, "note", "r" * 1_900) for number in range(300))
    student = replace(student, verdicts=verdicts, remarks=remarks)
    said = seen(sized(replace(report, students=(student,))))
    assert "Reasons that are not shown: 40; your instructor can tell you." in said
    assert "Reasons that are not shown: 300;" in said


@pytest.mark.parametrize(("students", "tasks", "name"), [(1_000, 50, "student{}"), (3_000, 3, "Ä" * 60 + "{}")])
def test_a_large_class(students, tasks, name):
    points = {f"problem-number-{number}": Fraction(1) for number in range(tasks)}
    remark = Remark("w" * 100 + ".md", 1, "note", "v" * 500)

    def one(number):
        field = {"answer": FieldResult(f"{number} + x" * 30, f"{number} + x" * 30)}
        wrong = {id_: Verdict(id_, Outcome.INCORRECT, Fraction(1), (Fraction(0), Fraction(0)), field) for id_ in points}
        return Student(name.format(number), wrong, remarks=(remark,), stranger=True)

    report = ClassReport(points, tuple(one(number) for number in range(students)), remarks=(remark,) * 400)
    pages = {one.name: f"students/{one.name}.html" for one in report.students}
    page = class_html(report, pages, proved=lambda *pair: False)
    assert_sound(page, WITH_SCRIPT)
    assert len(page.encode()) < LARGEST
    said = seen(page)
    assert ("The scores of each problem stand in results.csv" in said) == (students * tasks > 16_000)
    assert ("more students in results.csv." in said) == (students > 1_000)
