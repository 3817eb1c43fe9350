"""Snippets with their truth: what is proved, refuted with its reason, unreadable with its line, or left open."""

from pathlib import Path

import pytest
import yaml

from grader.api import check, load_problems
from grader.verdict import Point
from tests.caselists import read_values
from tests.rows import batches, each, sampled

GROUPS = read_values(Path("tests/cases/code.yaml"))
ROWS = [(group, row) for group in GROUPS for row in group["rows"]]


def problem(group):
    keys = ("library", "inputs", "sizes", "setup", "expected")
    answer = {"type": "code"} | {key: group[key] for key in keys if key in group}
    return {"id": "q", "answer": answer}


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    found = {}
    for number, group in enumerate(GROUPS):
        path = folder / f"p{number}.yaml"
        path.write_text(yaml.safe_dump(problem(group), width=10_000, sort_keys=False), encoding="utf-8")
        found[group["name"]] = load_problems(path)["q"]
    return found


def name(one):
    return one["code"][:60] or "nothing" if "code" in one else one["name"]


@pytest.mark.parametrize(
    "some", sampled(batches(ROWS, lambda row: row[0]["name"])), ids=lambda some: some[0][0]["name"]
)
def test_code(problems, some):
    each(some, lambda row: _is_marked(problems, *row))


def _is_marked(problems, group, row):
    verdict = check(problems[group["name"]], row["code"] or "pass")
    said = " ".join(item.text for item in verdict.feedback)
    assert verdict.outcome.value == row["is"], said
    if "line" in row:
        assert f"Line {row['line']}" in said
    if "says" in row:
        assert row["says"] in said
    if row.get("at"):
        assert isinstance(verdict.claims[0].evidence, Point)
