"""The questions of five homeworks: the documents' answers and the correct ones get the outcomes that a person gives
or a known other one."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks.bench_seeds import ROOT, ROWS, Row, rows
from tests.benchmarks.raw_homeworks import PLACES


@pytest.fixture(scope="module")
def asked() -> list[Row]:
    """The rows whose question has a problem."""
    return [row for row in rows() if row.has_problem]


def test_every_question_has_a_row() -> None:
    assert len(ROWS) == 133


def test_every_question_has_a_place_in_its_document() -> None:
    placed = {homework: set(places) for homework, places in PLACES.items()}
    asked: dict[str, set[str]] = {}
    for id_, row in ROWS.items():
        asked.setdefault(id_[:3], set()).add(row.get("problem", id_))
    assert placed == asked
    ways = [one.keys() & {"label", "locate", "parts"} for places in PLACES.values() for one in places.values()]
    assert all(ways)


def test_what_differs_is_explained_and_what_is_explained_differs(asked: list[Row]) -> None:
    assert [row.text() for row in asked if row.agrees == bool(row.because)] == []
    assert [row.text() for row in asked if row.holds == bool(row.because_correct)] == []


def test_nothing_is_decided_against_the_person(asked: list[Row]) -> None:
    assert [row.text() for row in asked if row.truth == "true" and row.outcome in {"incorrect", "missing"}] == []
    assert [row.text() for row in asked if row.truth == "false" and row.outcome in {"correct", "partial"}] == []
    assert [row.text() for row in asked if row.correct in {"partial", "incorrect", "missing"}] == []


def test_every_question_has_a_problem(asked: list[Row]) -> None:
    assert len(asked) == 133


def test_the_readme_has_a_true_row_for_each_homework(asked: list[Row]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\d{3}) \| (\d+) \| (\d+) \| (\d+) \| ", readme, re.MULTILINE)
    counted = []
    for homework in sorted({row.id[:3] for row in asked}):
        own = [row for row in asked if row.id.startswith(homework)]
        counts = len(own), sum(row.agrees for row in own), sum(row.holds for row in own)
        counted.append((homework, *map(str, counts)))
    assert found == counted
