"""The sample class, as the README's first command grades it: its table, its last line, one student's page."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli.group import cli
from tests.caselists import read_values

ROOT = Path(__file__).parents[2]
EXPECTED = read_values(ROOT / "tests/cases/sample-class.yaml")
PAGE = ROOT / "tests/cases/sample-page.md"
FILES = {
    "--problems": "problems",
    "--assignment": "problems/homework-1.yaml",
    "--roster": "submissions/roster.csv",
    "--marks": "submissions/marks.csv",
}


@pytest.fixture(scope="module", name="reports")
def grade_once(tmp_path_factory):
    """Return the folder of the reports."""
    folder = tmp_path_factory.mktemp("reports")
    words = [str(word) for flag, file in FILES.items() for word in (flag, ROOT / file)]
    done = CliRunner().invoke(cli, ["grade", str(ROOT / "submissions"), *words, "-o", str(folder), "--format", "json"])
    assert done.exit_code == 0, done.output
    (folder / "class.json").write_text(done.stdout, encoding="utf-8")
    return folder


@cache
def _students(folder):
    return {one["student"]: one for one in json.loads((folder / "class.json").read_text("utf-8"))["students"]}


def test_the_table(reports):
    found = {
        name: {"total": student["score_range"], **Counter(one["outcome"] for one in student["verdicts"])}
        for name, student in _students(reports).items()
    }
    assert found == EXPECTED["students"]


def test_the_last_line(reports):
    assert (reports / "report.txt").read_text("utf-8").splitlines()[-1] == EXPECTED["sum"]


def test_a_page(reports):
    assert (reports / "students/by-hand.md").read_text("utf-8") == PAGE.read_text("utf-8")


def test_the_class_shows_what_a_class_is_like(reports):
    outcomes = {verdict["outcome"] for student in _students(reports).values() for verdict in student["verdicts"]}
    assert outcomes == {"correct", "partial", "incorrect", "missing", "unreadable", "undecided", "review"}
    text = (reports / "report.txt").read_text("utf-8")
    for said in ("2 days late: −20 %", "handed in 2 times", "did you mean", "answers marked by hand: 9"):
        assert said in text


def test_weights_come_from_a_file(reports):
    verdicts = {verdict["problem"]: verdict for verdict in _students(reports)["perfect"]["verdicts"]}
    verdict = verdicts["000-piecewise-three-units"]
    assert (verdict["outcome"], verdict["fields"]["w_1"]["file"]) == ("correct", "weights.npz")
