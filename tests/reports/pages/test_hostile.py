"""No text of a student, an author or a person who marks becomes an element, an attribute or a script of a page."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reports.classes import Remark, Student
from grader.reports.pages.html import Markup, filled, joined, tag, text
from grader.reports.pages.prompts import formula, prompt, sentence
from grader.reports.pages.student import student_html
from grader.verdict import ClaimResult, Feedback, FieldResult, HandMark, Outcome, ReadingResult, Source, Unknown
from tests.reports.pages.support import assert_sound, parsed, problems, report_of, tag_of

HOSTILE = [
    *yaml.safe_load((Path(__file__).parents[2] / "cases" / "hostile-texts.yaml").read_text(encoding="utf-8")),
    "\ud800",
    "x" * 20_000,
]
TAGS = {"title": 1, "style": 1, "main": 1}


def hostile_report(said):
    """Return the report on one student, all of whose texts are `said`, with the open, the wrong and the marked."""
    report = report_of(
        {"000-x2-exact": {"answer": "yes"}, "001-q6-full-conv": {"answer": "[1]"}}, title=said, name=said
    )
    (student,) = report.students
    fields = {
        "answer": FieldResult(said, said, Source(said, 4), error=said, notes=(said,)),
        said: FieldResult(said, None, readings=(ReadingResult(said, Outcome.CORRECT),)),
    }
    claims = (
        ClaimResult("expected", said, Unknown(said, said), Fraction(1)),
        *student.verdicts["001-q6-full-conv"].claims,
    )
    feedback = tuple(
        Feedback(code, said, said, "verdict", "expected") for code in ("mistake", "claim", "counterexample")
    )
    marks = (HandMark(Fraction(1), said, said, said, said),)
    more = {"fields": fields, "claims": claims, "feedback": feedback, "by_hand": marks}
    verdicts = {id_: replace(verdict, **more) for id_, verdict in student.verdicts.items()}
    verdicts["001-q6-full-conv"] = replace(verdicts["001-q6-full-conv"], outcome=Outcome.UNDECIDED)
    problems = {
        id_: replace(one, title=said, prompt=said, questions=tuple(replace(q, prompt=said) for q in one.questions))
        for id_, one in report.assignment.problems.items()
    }
    remark = Remark(said, 3, "warning", said)
    hostile = Student(said, verdicts, (remark,), submission=f"{said}.")
    return replace(report, students=(hostile,), assignment=replace(report.assignment, problems=problems))


@pytest.mark.parametrize("said", HOSTILE)
def test_texts_of_others_mean_nothing(said):
    report = hostile_report(said)
    page = student_html(report, report.students[0])
    assert_sound(page)
    found = [tag_of(element) for element in parsed(page).iter()]
    assert {name: found.count(name) for name in TAGS} == TAGS
    assert len(page) < 1_000_000


def test_long_answers_do_not_make_long_pages():
    report = report_of({id_: {} for id_, one in list(problems().items())[:50] if not one.has_parts})
    (student,) = report.students
    field = FieldResult("<" * 10_000, "&" * 10_000, Source("a.md", 4), error='"' * 10_000)
    verdicts = {
        id_: replace(one, outcome=Outcome.UNREADABLE, fields={"answer": field}) for id_, one in student.verdicts.items()
    }
    page = student_html(report, replace(student, verdicts=verdicts))
    assert_sound(page)
    assert "(10,000 characters in all)" in page
    assert len(page) < 1_000_000


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab<>&\"'{}/=\\$`\n\t\u202e\x00 "), max_size=30))
def test_a_text_is_a_text(said):
    for shown in (tag("p", said, title=said), filled("x {y}", y=said), joined(said, Markup("<br>"))):
        root = parsed(f"<!DOCTYPE html><title>x</title><body>{shown}")
        assert {tag_of(one) for one in root.iter()} <= {"html", "head", "title", "body", "p", "br"}
    assert text(text(said)) == text(said)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab<>&$\\(){}[]^_`#*-|\n 1"), max_size=40))
def test_a_prompt_is_sound_whatever_stands_in_it(said):
    for shown in (prompt(said), sentence(said)):
        assert_sound(f"<!DOCTYPE html><title>x</title><body>{shown}")


def test_a_prompt():
    assert prompt("$f$ is `$x$`, \\(x^2\\) costs \\$5.") == (
        "<p><math><mi>f</mi></math> is <code>$x$</code>, <math><msup><mi>x</mi><mn>2</mn></msup></math> costs $5.</p>\n"
    )
    assert sentence("Let $x$, then") == 'Let <span class="tight"><math><mi>x</mi></math>,</span> then'
    assert 'display="block"' in prompt("Show that\n\n$$\\frac{1}{2}$$")
    assert sentence("5 $ and 6 $") == "5 $ and 6 $"


@pytest.mark.parametrize("latex", ["\\frac{1}{", "\\nope", "\\href{a}{b}", "x" * 4_001, "\\def\\a{\\a\\a}\\a"])
def test_broken_latex_stands_as_its_source(latex):
    assert formula(latex).startswith("<code>")


def test_the_most_nested_latex_takes_no_time():
    assert_sound(f"<!DOCTYPE html><title>x</title><body>{formula('{' * 1_900 + 'x' + '}' * 1_900)}")
