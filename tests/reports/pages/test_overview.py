"""The page of the class: figures, groups of wrong answers with what to paste, links; hostile and odd classes."""

import random
import re
import statistics
from dataclasses import replace
from fractions import Fraction

import pytest
import yaml

from grader.language.names import Names
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark
from grader.marking.texts.written_down import joined
from grader.problems.assignment import Assignment, all_of
from grader.problems.question import Problem, Question
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.page_names import page_names
from grader.reports.pages import groups
from grader.reports.pages.groups import COLUMNS, wrong_groups
from grader.reports.pages.overview import MAX_GROUPS, MAX_LISTED, class_html
from grader.reports.pages.statistics import correlation, distribution, items
from grader.submissions import marks_file
from grader.verdict import FieldResult, HandMark, Outcome, Verdict
from tests.reports.pages.support import ALLOWED, assert_sound, parsed, problems, seen, tag_of
from tests.reports.pages.test_hostile import HOSTILE, hostile_report

LINE = "000-linear-two-units"
WITH_SCRIPT = f"{ALLOWED} script details summary"


def class_of(problem, *answers):
    """Return the report on a class, each of whom answered one problem; fields by name, or one text."""
    every = {problem: problems()[problem]}
    rules = replace(all_of(every), given=True, title="Week 3")
    students = []
    for number, answer in enumerate(answers):
        fields = answer if isinstance(answer, dict) else {"answer": answer}
        verdict = mark(every[problem], {problem: Answer({key: FieldAnswer(one) for key, one in fields.items()})})
        students.append(Student(f"s{number}", {problem: verdict}))
    return ClassReport(rules.points, tuple(students), assignment=rules)


def test_wrong_answers_are_grouped_by_proved_equality():
    def wrong(w, b):
        return {"w_0": w, "b_0": b, "w_1": "[1, 0]"}

    report = class_of(
        LINE, wrong("[m, 0]", "[b, 0]"), wrong("[2m/2, 0]", "[b, 0]"),
        wrong("[m, m]", "[b, b]"), wrong("[m, 0]", "[b,0]"),
    )  # fmt: skip
    found = wrong_groups(report)
    assert [(dict(one.texts)["w_0"], one.students) for one in found] == [
        ("[m, 0]", ["s0", "s3", "s1"]),
        ("[m, m]", ["s2"]),
    ]
    shown = seen(class_html(report))
    assert f"{LINE}: 3 students gave an answer equal to w_0: [m, 0], b_0: [b, 0], w_1: [1, 0]" in shown
    assert f',{LINE},,"w_0 = [m, 0]; b_0 = [b, 0]; w_1 = [1, 0]",,,,,' in shown
    assert "- when: {w_0: '[m, 0]', b_0: '[b, 0]', w_1: '[1, 0]'}" in shown


def test_what_has_other_values_at_one_point_is_not_compared():
    asked = []
    report = class_of("001-q6-full-conv", "[1,2,5,8,6,0]", "[1,2,5,8,6,1]", "[1,2,5,8,6,2/2]", "[0,0]")
    found = wrong_groups(report, lambda *pair: bool(asked.append(pair)))
    assert [len(one.students) for one in found] == [1, 1, 1, 1]
    pairs = [{pair[1]["answer"], pair[2]["answer"]} for pair in asked]
    assert {"[1,2,5,8,6,0]", "[1,2,5,8,6,1]"} not in pairs
    assert len(pairs) == 4  # two with one value, and a shape that has none with each
    assert [len(one.students) for one in wrong_groups(report)] == [2, 1, 1]


def test_right_open_and_marked_answers_are_in_no_group():
    report = class_of("000-x2-exact", "yes", "no", "perhaps", "yes")
    marked = replace(report.students[3].verdicts["000-x2-exact"], by_hand=(HandMark(Fraction(0)),))
    report = replace(report, students=(*report.students[:3], Student("s3", {"000-x2-exact": marked})))
    assert [one.students for one in wrong_groups(report)] == [["s0"]]


def test_comparisons_have_a_limit(monkeypatch):
    monkeypatch.setattr(groups, "MAX_COMPARISONS", 2)
    report = class_of("001-q3-3-two-class", "x_1", "x_2", "x_1 + 0", "x_2 + 0", "2 x_1 - x_1")
    asked = []
    wrong_groups(report, lambda *pair: bool(asked.append(pair)))
    assert len(asked) <= 2


@pytest.mark.parametrize("text", [one for one in HOSTILE if one.strip() and len(one) < 1_000])
def test_a_row_to_paste_names_the_answer(text):
    verdict = Verdict("q", Outcome.INCORRECT, Fraction(1), (Fraction(0),) * 2, {"answer": FieldResult(text)})
    problem = Problem("q", "", "", Fraction(1), (Question("q", "text", Fraction(1), {}, Names()),), False)
    rules = Assignment({"q": problem}, {"q": Fraction(1)}, given=True)
    report = ClassReport(rules.points, (Student("ada", {"q": verdict}),), assignment=rules)
    (group,) = wrong_groups(report, lambda *pair: False)
    file = marks_file.read_marks(f"{','.join(COLUMNS)}\n{group.row}\n".encode("utf-8", "replace"), "marks.csv")
    places = [place for place in file.places if place.problem]
    if not all(char.isprintable() or char == "\n" for char in joined(group.texts)):
        assert places == []
        return
    (place,) = places
    assert (place.student, place.problem, place.claim) == ("", "q", "")
    if "\n" not in text:
        assert place.answer == joined(group.texts).strip()
        (entry,) = yaml.safe_load(group.mistake.replace("feedback: ", "feedback: x"))
        assert entry == {"when": joined(group.texts), "score": 0, "feedback": "x"}


def test_the_columns_are_those_of_the_marks_file():
    assert COLUMNS == marks_file.COLUMNS


@pytest.mark.parametrize("said", HOSTILE)
def test_texts_of_others_mean_nothing_on_the_page_of_the_class(said):
    report = hostile_report(said)
    page = class_html(report, page_names([said], ".html"))
    assert_sound(page, WITH_SCRIPT)
    found = [tag_of(element) for element in parsed(page).iter()]
    assert {name: found.count(name) for name in ("script", "style", "title", "main")} == dict.fromkeys(
        ("script", "style", "title", "main"), 1
    )


# Odd classes.


def made_up(students, problems, seed=1):
    """Return a class whose verdicts are made up: no answer is wrong in the same way twice but by chance."""
    chance = random.Random(seed)
    rules = {f"p{number}": Fraction(chance.randint(1, 5)) for number in range(problems)}
    every = {
        id_: Problem(id_, f"Problem {id_}", "", points, (Question(id_, "text", points, {}, Names()),), False)
        for id_, points in rules.items()
    }
    people = []
    for number in range(students):
        verdicts = {}
        for id_, points in rules.items():
            outcome = chance.choice([Outcome.CORRECT, Outcome.CORRECT, Outcome.INCORRECT, Outcome.MISSING])
            score = points if outcome is Outcome.CORRECT else Fraction(0)
            field = FieldResult(f"x + {chance.randint(1, 40)}", f"x + {number}")
            verdicts[id_] = Verdict(id_, outcome, points, (score, score), {"answer": field})
        people.append(Student(f"student {number}", verdicts))
    return ClassReport(rules, tuple(people), assignment=Assignment(every, rules, "Large", given=True))


def test_a_large_class_has_a_page_that_opens():
    report = made_up(150, 40)
    page = class_html(report, page_names([one.name for one in report.students], ".html"), proved=lambda *pair: False)
    assert_sound(page, WITH_SCRIPT)
    assert len(page) < 200_000
    assert page.count('class="part"') == MAX_GROUPS


def test_nobody_and_nothing():
    for report in (made_up(0, 3), made_up(2, 0), made_up(1, 1)):
        assert_sound(class_html(report), WITH_SCRIPT)


def test_many_students_of_one_name():
    report = made_up(3, 2)
    students = tuple(replace(report.students[0], name="Ann") for _ in range(400))
    page = class_html(replace(report, students=students), {"Ann": "Ann.html"}, proved=lambda *pair: False)
    assert_sound(page, WITH_SCRIPT)
    assert page.count('<a href="Ann.html">') >= 400


def test_all_open_and_long_lists():
    report = made_up(1, 1)
    open_ = Verdict("p0", Outcome.REVIEW, Fraction(1), (Fraction(0), Fraction(1)), {"answer": FieldResult("x")})
    students = tuple(Student(f"s{number}", {"p0": open_}) for number in range(MAX_LISTED + 7))
    remarks = tuple(Remark("a.md", number, "note", "x") for number in range(MAX_LISTED + 1))
    shown = seen(class_html(replace(report, students=students, remarks=remarks)))
    assert "7 more lines in report.txt." in shown
    assert "1 more line in report.txt." in shown
    assert "307 review" in shown


# Figures.


def test_figures_against_hand_computed_ones():
    points = {"a": Fraction(2), "b": Fraction(1), "c": Fraction(1)}
    scores = [(2, 1, 0), (0, 0, 0), (2, 0, 1), (0, 0, 1)]
    students = tuple(
        Student(f"s{number}", {
            id_: Verdict(id_, Outcome.CORRECT, points[id_], (Fraction(score),) * 2)
            for id_, score in zip(points, row, strict=True)
        })
        for number, row in enumerate(scores)
    )  # fmt: skip
    report = ClassReport(points, students)
    found = dict(items(report))
    assert [round(one.facility, 4) for one in found.values()] == [0.5, 0.25, 0.5]
    columns = list(zip(*scores, strict=True))
    rests = [[sum(row) - row[place] for row in scores] for place in range(3)]
    wanted = [statistics.correlation(own, rest) for own, rest in zip(columns, rests, strict=True)]
    assert [one.discrimination for one in found.values()] == pytest.approx(wanted)
    assert distribution(report) == [1, 0, 1, 0, 0, 0, 0, 2, 0, 0]


def test_a_correlation_that_says_nothing_is_not_shown():
    assert correlation([1, 2], [1, 2]) is None
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert correlation([1, 2, 3], [6, 4, 2]) == pytest.approx(-1)


def test_the_script_is_the_one_that_the_page_allows():
    page = class_html(made_up(2, 2))
    assert re.search(r"script-src &#x27;sha256-[A-Za-z0-9+/=]{44}&#x27;", page)
    assert page.count("<script>") == 1
