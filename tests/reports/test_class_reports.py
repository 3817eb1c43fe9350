import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest

from grader.reports.class_csv import cell, class_csv
from grader.reports.class_json import class_json, class_jsonl
from grader.reports.class_lines import open_reason, remark_lines
from grader.reports.class_text import class_text
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.clean import width
from grader.verdict import Feedback, FieldResult, Reason, Unknown


def test_the_table_the_legend_what_is_open_and_last_the_sum(small_class):
    assert class_text(small_class).split("\n") == [
        "student  tent   q2  q3       total",
        "ada         5  1.5   1     7.5 / 8",
        "bob         ?    -   #  0.33–6 / 8",
        "",
        "- missing (nothing written)",
        "# unreadable (open: could not be read)",
        "? undecided (open: neither proved nor refuted)",
        "",
        "open answers, for a person to look at: 2",
        "  bob: tent: undecided: too many cases",
        "  bob: hw.yaml:7: q3.b: unreadable: something is missing here",
        "",
        "notices: 1",
        "  bob: hw.yaml:3: warning: there is no problem q9",
        "",
        "no assignment given: all of the 3 problems under problems are set",
        "2 submissions, 6 answers: 2 correct, 1 partial, 1 missing, 1 unreadable, 1 undecided",
    ]


def test_what_is_said_of_many_is_one_line(small_class):
    def student(number, file="hw.md", line=3):
        return Student(
            f"s{number:03}", {}, (Remark(file, line, "warning", "no problem"), Remark("a.md", number, "note", "odd"))
        )

    two = replace(small_class, students=tuple(map(student, range(2))), remarks=(Remark("x", 0, "note", "aside"),) * 2)
    assert list(remark_lines(two)) == [
        "x: note: aside",
        "x: note: aside",
        "s000: hw.md:3: warning: no problem",
        "s001: hw.md:3: warning: no problem",
        "s000: a.md: note: odd",
        "s001: a.md:1: note: odd",
    ]
    remarks = tuple(Remark(f"f{number}", 0, "note", "aside") for number in range(9))
    many = replace(small_class, students=tuple(map(student, range(120))), remarks=remarks)
    assert list(remark_lines(many)) == [
        "9 files (f0, f1, f2, f3, f4, …): note: aside",
        "120 students (s000, s001, s002, s003, s004, …): hw.md:3: warning: no problem",
        "120 students (s000, s001, s002, s003, s004, …): note: odd",
    ]


def test_one_reason_for_many_questions_is_one_line(small_class, verdict):
    def lost(key, why="b.json: broken"):
        return verdict(key, "unreadable", 0, 1, feedback=(Feedback("unreadable", why),))

    parts = (lost("q3.a"), lost("q3.b"))
    half = (verdict("q3.a", "correct", 1), lost("q3.b"))
    other = {f"q{number}": lost(f"q{number}") for number in range(4, 9)}
    students = {
        "all": {"tent": lost("tent"), "q2": lost("q2"), "q3": verdict("q3", "unreadable", 0, 2, parts=parts)},
        "some": {"tent": verdict("tent", "correct", 5), "q3": verdict("q3", "unreadable", 0, 2, parts=half), **other},
        "part": {"tent": lost("tent", "late"), "q2": verdict("q2", "correct", 1), "q3": verdict(
            "q3", "unreadable", 1, 2, parts=half)},
        "one": {"q3": verdict("q3", "unreadable", 0, 2, parts=parts)},
    }  # fmt: skip
    report = replace(small_class, students=tuple(Student(name, verdicts) for name, verdicts in students.items()))
    lines = class_text(report).split("\n")
    start = lines.index("open answers, for a person to look at: 12")
    assert lines[start + 1 : start + 6] == [
        "  all: all 3 questions: unreadable: b.json: broken",
        "  some: 6 of 7 questions (q3.b, q4, q5, q6, q7, …): unreadable: b.json: broken",
        "  part: tent: unreadable: late",
        "  part: q3.b: unreadable: b.json: broken",
        "  one: q3: unreadable: b.json: broken",
    ]
    assert lines[-1] == "4 submissions, 14 answers: 2 correct, 12 unreadable"


def test_a_narrow_terminal_gets_problems_and_students_apart(small_class):
    lines = class_text(small_class, 70).split("\n")
    assert lines[0].split() == ["student", "tent", "q2", "q3", "total"]
    lines = class_text(small_class, 30).split("\n")
    assert lines[:4] == [
        "problem  points  open",
        "tent          5     1",
        "q2            2     0",
        "q3            1     1",
    ]
    assert lines[5:8] == ["student       total  open", "ada         7.5 / 8     0", "bob      0.33–6 / 8     2"]
    lines = class_text(small_class, 16).split("\n")
    assert lines[:2] == ["problem  points", "tent          5"]
    assert lines[5:8] == ["stu…       total", "ada      7.5 / 8", "bob   0.33–6 / 8"]


def many_problems(verdict, count):
    points = {f"hw-{number:03}-question": Fraction(1) for number in range(count)}
    verdicts = {key: verdict(key, "correct", 1) for key in points}
    return ClassReport(points, tuple(Student(f"student {number}", verdicts) for number in range(3)))


@pytest.mark.parametrize("columns", [None, 80])
def test_133_problems_stay_readable(verdict, columns):
    report = many_problems(verdict, 133)
    lines = class_text(report, columns).split("\n")
    assert max(map(width, lines)) <= (columns or 160)
    assert lines[0].split() == ["problem", "points", "correct", "partial", "incorrect", "missing", "open"]
    assert lines[1].split() == ["hw-000-question", "1", "3", "0", "0", "0", "0"]
    assert lines[136].split() == ["student", "0", "133", "/", "133", "133", "0", "0", "0", "0"]


def test_wide_gives_every_problem_its_column(verdict):
    lines = class_text(many_problems(verdict, 133), 80, wide=True).split("\n")
    assert len(lines[0].split()) == 135


def test_paint_does_not_move_columns(small_class):
    painted = class_text(small_class, paint=lambda outcome, text: f"<{text}>")
    assert painted.replace("<", "").replace(">", "") == class_text(small_class)
    assert "<?>" in painted


def test_an_interrupted_run_counts_the_rest_as_open(small_class):
    ada, bob = small_class.students
    report = replace(small_class, students=(ada, replace(bob, verdicts={"q2": bob.verdicts["q2"]})), asked=6)
    text = class_text(report)
    assert "bob         …    -   …  0–6 / 8" in text
    assert "… not marked yet" in text
    assert text.endswith("interrupted after 4 of 6 answers: 2 submissions, 4 answers: 2 correct, 1 partial, 1 missing")
    assert json.loads(class_json(report))["interrupted"] is True


def test_json_is_one_document(small_class):
    document = json.loads(class_json(small_class, timing=True))
    assert document["schema"] == 1
    ada, bob = document["students"]
    assert (ada["student"], ada["score"], ada["points"], ada["score_range"]) == ("ada", 7.5, 8, [7.5, 7.5])
    assert (bob["score"], bob["score_range"]) == (None, [0.33, 6])
    assert bob["verdicts"][0]["timing"] == {"seconds": 1.25}
    assert bob["notices"] == [{"file": "hw.yaml", "line": 3, "level": "warning", "message": "there is no problem q9"}]
    assert "interrupted" not in document


def test_jsonl_is_one_verdict_a_line(small_class):
    lines = [json.loads(line) for line in class_jsonl(small_class)]
    assert [(line["student"], line["problem"]) for line in lines] == [
        (student, problem) for student in ("ada", "bob") for problem in ("tent", "q2", "q3")
    ]
    assert all(line["schema"] == 1 and "timing" not in line for line in lines)


def test_csv_has_a_row_for_each_answer_and_a_total(small_class):
    assert class_csv(small_class).split("\n") == [
        "student,problem,outcome,score,points,score_low,score_high,feedback,assignment,due,submitted,status,deduction",
        "ada,tent,correct,5,5,5,5,,,,,,",
        "ada,q2,partial,1.5,2,1.5,1.5,A sign is wrong.,,,,,",
        "ada,q3,correct,1,1,1,1,,,,,,",
        "ada,,total,7.5,8,7.5,7.5,,,,,,",
        "bob,tent,undecided,,5,0,5,,,,,,",
        "bob,q2,missing,0,2,0,0,,,,,,",
        "bob,q3,unreadable,,1,0.33,1,,,,,,",
        "bob,,total,,8,0.33,6,,,,,,",
        "",
    ]


def test_csv_feedback_is_sentences_on_one_line(verdict):
    said = (
        Feedback("unreadable", "answer: Expected one value.\n    1,1\n     ^"),
        Feedback("undecided", "answer = expected: answer could not be read"),
        Feedback("note", "two claims are open"),
        Feedback("note", "Why?"),
    )
    student = Student("ada", {"q": verdict("q", "unreadable", 0, 1, feedback=said)})
    row = next(csv.DictReader(io.StringIO(class_csv(ClassReport({"q": Fraction(1)}, (student,))))))
    expected = "answer: Expected one value (at `,`, character 2 of `1,1`). two claims are open. Why?"
    assert row["feedback"] == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-1", "-1"),
        ("+1", "+1"),
        ("-2.5", "-2.5"),
        ("ada", "ada"),
        ("", ""),
        ("a\x1bb", "a\ufffdb"),
        ("\t=1", "'\ufffd=1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a; @x\n-cmd", "a; '@x\n'-cmd"),
        ("[1; -2; +3]", "[1; -2; +3]"),
        ("f(x) = 2, -x", "f(x) = 2, -x"),
    ],
)
def test_no_cell_is_a_formula(text, shown):
    assert cell(text) == shown


def test_hostile_names_stay_in_their_cells(verdict):
    said = (Feedback("x", '=HYPERLINK("http://x","y")\r\n,"'),)
    student = Student('=cmd|"/c calc"!A1', {"@q": verdict("@q", "incorrect", feedback=said)})
    rows = list(csv.reader(io.StringIO(class_csv(ClassReport({"@q": Fraction(1)}, (student,))), newline="")))
    assert [row[0] for row in rows[1:]] == ['\'=cmd|"/c calc"!A1'] * 2
    assert rows[1][1] == "'@q"
    assert rows[1][7] == '\'=HYPERLINK("http://x","y")\ufffd\n,"'
    assert all(len(row) == 13 for row in rows)


def test_why_an_answer_is_open(verdict, proved):
    refuted = replace(proved, evidence=Reason("value", "It is 3."))
    unknown = replace(proved, evidence=Unknown("too many cases"))
    field = FieldResult("x", error="what?\n    x\n    ^")
    said = (Feedback("counterexample", "At 1 it is 3."),)
    both = (Feedback("counterexample", "At 1 it is 3."), Feedback("readings", "Two readings."))
    rows = [
        ({"fields": {"a": field}, "claims": (unknown,)}, "what?"),
        ({"claims": (refuted, unknown), "feedback": said}, "too many cases"),
        ({"claims": (refuted,), "feedback": both}, "Two readings."),
        (
            {"claims": (refuted,), "feedback": said},
            "a claim is refuted, but it stays open whether the answer is a known mistake",
        ),
        ({"feedback": said}, "At 1 it is 3."),
        ({}, "no reason given"),
    ]
    assert [open_reason(verdict("q", "undecided", 0, 1, **more)) for more, _ in rows] == [why for _, why in rows]
