"""Pairs over many courses: what is decided is decided rightly, and what is open is never wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.api import compare

BREADTH = Path(__file__).parents[1] / "benchmarks" / "breadth.yaml"
ROWS: list[dict[str, Any]] = [
    row for rows in yaml.safe_load(BREADTH.read_text(encoding="utf-8")).values() for row in rows
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['left']} and {row['right']}" for row in ROWS])
def test_a_pair_has_its_truth(row: dict[str, Any]) -> None:
    found = compare(row["left"], row["right"], row.get("variables", {}))
    expected = {row["truth"], *(("undecided", "unreadable") if row.get("open") else ())}
    assert found.status in expected, found.evidence
