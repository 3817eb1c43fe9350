"""The forms of the report on a class: every row of the table is a choice of the command line, and writes something."""

import re

import pytest

from grader.problems.assignment import all_of
from grader.reports.class_forms import KEPT, PRINTED, Look
from grader.reports.classes import ClassReport
from grader.reports.journals import RUN, Journals
from grader.reports.result_forms import RESULT_FORMS
from tests.cli.conftest import run_grader  # noqa: F401 a fixture


def choices(help_text):
    return re.search(r"--format \[([a-z|\s]+)\]", help_text)[1].replace("\n", "").replace(" ", "").split("|")


def test_the_command_line_offers_the_rows_of_the_tables(grader):
    assert choices(grader("grade", "--help").stdout) == list(PRINTED)
    for command in ("check", "compare", "read", "lint"):
        assert choices(grader(command, "--help").stdout) == list(RESULT_FORMS)


@pytest.mark.parametrize("name", PRINTED)
def test_each_form_names_every_student_and_ends_without_a_line_feed(small_class, name):
    text = PRINTED[name].text(small_class, Look())
    assert all(student.name in text for student in small_class.students)
    assert not text.endswith("\n")


def test_the_folder_of_reports_holds_what_the_rows_name(tmp_path):
    with Journals(tmp_path) as journals:
        journals.finish(ClassReport({}, (), assignment=all_of({})))
        journals.note({})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([RUN, *(one.name for one in KEPT)])
    assert [one.name for one in KEPT if (tmp_path / one.name).is_dir()] == [one.name for one in KEPT if one.is_folder]


def test_a_result_is_words_or_a_document_of_the_schema():
    shown = {name: form(lambda: "equal", lambda: {"status": "equal"}) for name, form in RESULT_FORMS.items()}
    assert shown == {
        "text": "equal",
        "json": '{\n  "schema": 1,\n  "status": "equal"\n}',
        "jsonl": '{"schema": 1, "status": "equal"}',
    }
