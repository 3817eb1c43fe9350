"""Pages in Markdown: whole texts, hostile texts, names of files."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.course.lateness import lateness
from grader.language.names import Names
from grader.problems.assignment import Assignment, LatePolicy
from grader.problems.question import Problem, Question
from grader.reports.class_page import class_page
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.journals import Journals
from grader.reports.markdown import code, escaped, fenced
from grader.reports.page_names import MAX_BYTES, page_names
from grader.reports.student_page import student_page
from grader.verdict import ClaimResult, Exact, Feedback, FieldResult, Point, Proof, ReadingResult, Source

DUE = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)
POLICY = LatePolicy(timedelta(minutes=15), Fraction(1, 10), timedelta(days=3))
CASES = Path(__file__).parents[1] / "cases"


def question(id_, points=1, title="", reveal="counterexample"):
    return Question(id_, "number", Fraction(points), {}, Names(), title=title, reveal=reveal)


def rules(**more):
    tent = question("tent", 5, "A *tent*", more.pop("reveal_tent", "counterexample"))
    parts = (question("q3.a", title="First"), question("q3.b"))
    problems = {
        "tent": Problem("tent", "A *tent*", "", Fraction(5), (tent,), False),
        "q3": Problem("q3", "", "", Fraction(2), parts, True),
    }
    points = {id_: problem.points for id_, problem in problems.items()}
    return Assignment(problems, points, "Week 3", DUE, late=POLICY, given=True, **more)


@pytest.fixture
def report(verdict):
    """A class of four: late, in time and open, missing, excused."""
    wrong = verdict(
        "tent", "incorrect", 0, points=5,
        fields={"w_1": FieldResult("[3,6,3]", "[3, 6, 3]", Source("answers.md", 4))},
        claims=(ClaimResult("expected", "t", Point({"x": Exact("1")}, Exact("15"), Exact("3"), "m")),),
        feedback=(
            Feedback("mistake", "A slope is wrong.", "A slope is wrong.", "verdict"),
            Feedback("counterexample", "At x = 1 your network gives 15; the function is 3.",
                     "At x = 1 your network gives 15, which is not what is expected."),
        ),
    )  # fmt: skip
    right = verdict("q3.a", "correct", "4/5", claims=(ClaimResult("expected", "t", Proof("m")),), earned=(1, 1))
    two = FieldResult("1/2x", source=Source("answers.md", 9), readings=tuple(
        ReadingResult(read, wrong.outcome) for read in ("(1/2) x", "1/(2 x)")))  # fmt: skip
    error = "Expected a bracket.\n    (2\n      ^"
    unread = verdict("q3.b", "unreadable", 0, "4/5", fields={"answer": FieldResult("(2", error=error)})
    ada = {
        "tent": replace(wrong, earned=(Fraction(), Fraction())),
        "q3": verdict("q3", "unreadable", "4/5", "8/5", 2, parts=(right, unread), earned=(1, 2)),
    }
    bob = {
        "tent": replace(wrong, fields={"answer": two}),
        "q3": verdict("q3", "missing", 0, points=2, parts=(verdict("q3.a", "missing"), verdict("q3.b", "missing"))),
    }
    nothing = {"tent": verdict("tent", "missing", 0, points=5), "q3": bob["q3"]}
    late = lateness(DUE + timedelta(days=1, hours=2), DUE, POLICY)
    remark = Remark("answers.md", 12, "warning", "there is no problem `tennt`; did you mean tent?")
    students = (
        Student("ada", ada, (remark,), submission="ada-2", lateness=late),
        Student("bob", bob, submission="bob", lateness=lateness(DUE, DUE, POLICY), stranger=True),
        Student("carl", nothing, handed_in=False),
        Student("eve", {}, handed_in=False, excused=True),
    )
    rule = rules()
    return ClassReport(rule.points, students, ("a note",), (), None, rule)


def test_a_student_page(report):
    assert student_page(report, report.students[0]) == (CASES / "student-page.md").read_text()


def test_the_class_page(report):
    pages = page_names(student.name for student in report.students)
    assert (
        class_page(report, {name: f"students/{page}" for name, page in pages.items()})
        == (CASES / "class-page.md").read_text()
    )


def test_without_pages_nothing_is_linked(report):
    assert "](" not in class_page(report)


def test_two_readings_stand_below_what_was_written(report):
    lines = student_page(report, report.students[1]).splitlines()
    start = lines.index("- You wrote `1/2x` (`answers.md`, line 9).")
    assert lines[start + 1 : start + 3] == ["  One way to read this: `(1/2) x`.", "  One way to read this: `1/(2 x)`."]


def test_who_handed_in_nothing_and_who_is_excused(report):
    carl, eve = (student_page(report, student) for student in report.students[2:])
    assert carl.splitlines()[:5] == ["# Week 3: carl", "", "**0 of 7 points**", "", "Nothing was handed in."]
    assert "Two readings" not in carl
    assert eve == "# Week 3: eve\n\n**You are excused.**\n"


def test_a_page_of_an_interrupted_run_says_what_is_not_marked(report):
    ada = replace(report.students[0], verdicts={"q3": report.students[0].verdicts["q3"]})
    page = student_page(replace(report, asked=8), ada)
    assert "| tent | not marked yet |  | 5 |" in page
    assert "**0.8–6.6 of 7 points**" in page


def test_reveal_of_the_assignment_stands_above_that_of_the_problem(report):
    ada = report.students[0]
    hidden = student_page(replace(report, assignment=rules(reveal="verdict")), ada)
    shown = student_page(replace(report, assignment=rules(reveal="answer")), ada)
    own = student_page(replace(report, assignment=rules(reveal_tent="verdict")), ada)
    for page in (hidden, own):
        assert "A slope is wrong." in page
        assert "gives 15" not in page
    assert "At x = 1 your network gives 15; the function is 3." in shown


HOSTILE = [
    "[x](http://evil)", "![x](http://evil/a.png)", "<script>alert(1)</script>", "<img src=x onerror=y>", "`x` ``y``",
    "a | b | c", "# head", "- item", "1. item", "> quote", "~~~", "```", "***", "---", "===", "&lt;b&gt;",
    "$\\href{a}{b}$",
    "*bold* _it_ ~~no~~", "\u202eevil", "a\nb\n# c", "\x1b[31m", "<http://evil>", "http://evil.com", "www.evil.com",
    "[x]: http://evil", "<!-- hidden", "\\", "a\\", "`", "``` `", "| --- |", "    code", "\ttab", "a@evil.com",
]  # fmt: skip
MARKUP = re.compile(r"<(?!/?(p|h1|h2|h3|ul|li|code|pre|strong|table|thead|tbody|tr|th|td|hr)\b)")


def rendered(text):
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


def class_of_one(report, text):
    """A class of one student, all of whose texts are `text`."""
    error = f"no {text}\n    {text}\n    ^"
    tent = replace(
        report.students[0].verdicts["tent"],
        fields={"answer": FieldResult(text, text, Source(text, 4), error=error, notes=(text,))},
        feedback=(Feedback("unreadable", text, text, "verdict"),),
    )
    student = Student(text, {"tent": tent}, (Remark(text, 1, "warning", text),), submission=text)
    return replace(report, students=(student,)), student


def tags(page):
    """Return the tags of a page but those of code spans, which a backtick in a sentence may begin."""
    return [tag for tag in re.findall(r"</?\w+", rendered(page)) if "code" not in tag]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_others_mean_nothing(report, text):
    for page_of in (student_page, lambda one, student: class_page(one, {student.name: "students/x.md"})):
        page, plain = page_of(*class_of_one(report, text)), page_of(*class_of_one(report, "x"))
        shown = rendered(page).replace('<a href="students/x.md">', "").replace("</a>", "")
        assert not MARKUP.search(shown)
        if "\n" not in text:  # a sentence of several lines has a block of code for the others
            assert tags(page) == tags(plain)
        assert "\u202e" not in page
        assert "\x1b" not in page


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 .)#`*_[]()<>|~$&\\!-+=:/@\n\t\u202e"), max_size=30))
def test_an_escaped_text_is_shown_as_it_is(text):
    shown = re.sub(r"<p>|</p>", "", rendered(f"- x {escaped(text)}").split("<li>")[1].split("</li>")[0]).strip()
    shown = html.unescape(shown)
    assert shown.split() == [
        "x",
        *text.replace("\u202e", "\ufffd").replace("\n", "\u240a").replace("\t", "\u2409").split(),
    ]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab `|<"), min_size=1, max_size=20))
def test_a_code_span_is_one_code_span(text):
    shown = rendered(f"x {code(text)} y")
    assert shown.count("<code>") == (1 if text.strip() else 0)
    assert shown.endswith(" y</p>\n")


def test_a_block_of_code_is_longer_fenced_than_what_it_holds():
    assert fenced("a\n````\nb") == ["`````text", "a", "````", "b", "`````"]


def test_names_of_pages():
    names = [
        "ada",
        "Ada",
        "Ada Lovelace",
        "../../etc/passwd",
        "con",
        "",
        ".hidden",
        "a/b",
        "a_b",
        "x" * 300,
        "ж",
        "a\u202eb",
    ]
    found = page_names(names)
    assert list(found) == names
    assert len({page.casefold() for page in found.values()}) == len(names)
    assert (found["Ada Lovelace"], found["a_b"], found["ж"]) == ("Ada Lovelace.md", "a_b.md", "ж.md")
    assert re.fullmatch(r"a_b-[0-9a-f]{8}\.md", found["a/b"])
    assert re.fullmatch(r"ada-[0-9a-f]{8}\.md", found["ada"])
    assert all("/" not in page and not page.startswith(".") and page.isprintable() for page in found.values())
    assert all(len(page.encode()) <= MAX_BYTES + 12 for page in found.values())


def test_pages_are_journals(report, tmp_path):
    (tmp_path / "students").mkdir()
    (tmp_path / "students" / "old.md").write_text("kept")
    with Journals(tmp_path) as journals:
        journals.finish(report)
    names = [f"{name}.{form}" for name in ("ada", "bob", "carl", "eve") for form in ("html", "md")]
    assert sorted(path.name for path in (tmp_path / "students").iterdir()) == [*names, "old.md"]
    assert (tmp_path / "class.md").read_text() == (CASES / "class-page.md").read_text()
    assert (tmp_path / "students" / "ada.md").read_text() == (CASES / "student-page.md").read_text()
