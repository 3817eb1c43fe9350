"""Every row of the page on forms is true."""

import re

import pytest

from grader.api import check, lint, problem_from
from tests.test_readme import BLOCK, ROOT, write

PAGE = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE)


def outcome(form, answer):
    declared = {"for_all": {"x": "real"}, "given": {} if form.startswith("like") else {"a": "real"}}
    if "solved" in form:
        asked = {"type": "relation", "for_all": {"x": "real", "y": "real"}, "expected": "y = 2x"}
    elif "constant" in form:
        asked = {"type": "expression", **declared, "expected": "x^2", "up_to": "constant"}
    else:
        asked = {"type": "expression", **declared, "expected": answer}
    problem = problem_from({"id": "q", "answer": {**asked, "form": form}})
    return check(problem, answer).outcome.value


@pytest.mark.parametrize(("form", "has", "lacks"), ROWS, ids=[row[0] for row in ROWS])
def test_every_row_is_true(form, has, lacks):
    assert (outcome(form, has), outcome(form, lacks)) == ("correct", "incorrect")


def test_every_form_has_a_row():
    from grader.problems.declared.forms import PLAIN, WITH

    named = {row[0] for row in ROWS}
    assert named == set(PLAIN) | set(WITH.values())


def test_the_problems_of_the_page_are_sound(tmp_path):
    for kind, body in BLOCK.findall(PAGE):
        assert kind == "yaml"
        write(body, tmp_path)
    report = lint(tmp_path)
    assert (report.diagnostics, report.warnings, report.problems) == ((), (), 3)
