"""The forms of the report on a class: every row of the table is a choice of the command line, and writes something."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from grader.problems.assignment import all_of
from grader.reports.class_forms import KEPT, OWN, PRINTED, Look
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.journals import RUN, Journals
from grader.reports.result_forms import RESULT_FORMS
from grader.verdict import ClaimResult, Feedback, FieldResult, Source, Unknown
from tests.cli.conftest import run_grader  # noqa: F401 a fixture


def choices(help_text):
    return re.search(r"--format \[([a-z0-9|\s]+)\]", help_text)[1].replace("\n", "").replace(" ", "").split("|")


def test_the_command_line_offers_the_rows_of_the_tables(grader):
    assert choices(grader("grade", "--help").stdout) == list(PRINTED)
    for command in ("check", "compare", "read", "lint"):
        assert choices(grader(command, "--help").stdout) == list(RESULT_FORMS)


@pytest.mark.parametrize("name", OWN)
def test_each_form_names_every_student_and_ends_without_a_line_feed(small_class, name):
    text = OWN[name].text(small_class, Look())
    assert all(student.name in text for student in small_class.students)
    assert not text.endswith("\n")


HOSTILE = "x\x1b[2J\x07\x00\u202eb\u2028c\x85<script>|`=1+1"


@pytest.mark.parametrize("name", OWN)
def test_no_form_hands_on_what_a_terminal_or_an_editor_obeys(verdict, name):
    field = FieldResult(HOSTILE, HOSTILE, Source(f"{HOSTILE}.md", 3), error=HOSTILE)
    said = Feedback("mistake", HOSTILE)
    open_ = ClaimResult("expected", HOSTILE, Unknown(HOSTILE))
    unread = verdict("q", "unreadable", 0, 1, fields={"answer": field}, claims=(open_,), feedback=(said,))
    students = (Student("ada", {"q": unread}, (Remark(f"{HOSTILE}.md", 3, "warning", HOSTILE),)),)
    text = OWN[name].text(ClassReport({"q": Fraction(1)}, students, (HOSTILE,)), Look())
    assert [char for char in text if not char.isprintable() and char not in "\n\t"] == []


def test_the_page_of_commands_names_the_forms():
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"[--format {'|'.join(PRINTED)}]" in page


def test_the_folder_of_reports_holds_what_the_rows_name(tmp_path):
    with Journals(tmp_path) as journals:
        journals.finish(ClassReport({}, (), assignment=all_of({})))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([RUN, *(one.name for one in KEPT)])
    assert [one.name for one in KEPT if (tmp_path / one.name).is_dir()] == [one.name for one in KEPT if one.is_folder]


def test_a_result_is_words_or_a_document_of_the_schema():
    shown = {name: form(lambda: "equal", lambda: {"status": "equal"}) for name, form in RESULT_FORMS.items()}
    assert shown == {
        "text": "equal",
        "json": '{\n  "schema": 1,\n  "status": "equal"\n}',
        "jsonl": '{"schema": 1, "status": "equal"}',
    }
