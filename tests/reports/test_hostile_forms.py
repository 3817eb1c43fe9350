"""Every form of a report, with hostile texts in all its places: each stays a text for a parser that is not ours."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from grader.reports.class_forms import PRINTED, Look
from grader.reports.platforms.github import outputs, summary
from grader.reports.student_page import student_page
from tests.reports.pages.support import assert_seen
from tests.reports.pages.test_hostile import HOSTILE, hostile_report
from tests.reports.test_sentences import tokens

FORMS = [name for name, one in PRINTED.items() if one.fill is None]
FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20](?!\d+(\.\d+)?\Z)")
ACTIVE = {"link_open", "image", "html_block", "html_inline"}


@pytest.fixture(scope="module")
def reports():
    return {said: hostile_report(said) for said in HOSTILE}


def cells(text):
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def assert_read(form, text):
    """Hold that a parser reads a form, and that nothing in it is obeyed."""
    if form in {"json", "gitlab", "sarif", "gradescope", "prairielearn", "classroom50"}:
        json.loads(text)
    elif form == "jsonl":
        assert all(json.loads(line) for line in text.split("\n"))
    elif form == "junit":
        assert len(ElementTree.fromstring(text).findall(".//testcase")) == 2
    elif form in {"csv", "wide"}:
        assert [cell for cell in cells(text) if FORMULA.match(cell)] == []
    elif form == "github":
        assert all(re.match(r"::(error|warning|notice) ", line) for line in text.split("\n"))
    elif form == "md":
        assert not ACTIVE & set(tokens(text))
    else:
        assert form == "text"


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_others_is_obeyed(reports, form):
    for report in reports.values():
        text = PRINTED[form].text(report, Look())
        assert_seen(text)
        assert_read(form, text)


def test_what_a_job_and_a_student_read(reports):
    for report in reports.values():
        assert re.fullmatch(r"([a-z_]+=[\d.a-z]+\n){5}", outputs(report))
        for text in (summary(report), student_page(report, report.students[0])):
            assert not ACTIVE & set(tokens(text))
            assert_seen(text)


def test_a_class_of_nobody_is_a_class(reports):
    (report, *_) = reports.values()
    nobody = replace(report, students=())
    for form in set(FORMS) - {"gradescope", "prairielearn", "classroom50"}:
        assert PRINTED[form].text(nobody, Look()) is not None
