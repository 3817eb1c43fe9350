"""The pairs of tests/cases/discrete.yaml: what is decided is decided rightly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.api import compare

CASES = Path(__file__).parents[1] / "cases" / "discrete.yaml"
ROWS: list[dict[str, Any]] = [
    row for rows in yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).values() for row in rows
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['left']} and {row['right']}" for row in ROWS])
def test_a_pair_has_its_truth(row: dict[str, Any]) -> None:
    for left, right in ((row["left"], row["right"]), (row["right"], row["left"])):
        found = compare(left, right, row.get("variables", {}))
        expected = {row["truth"], *(("undecided",) if row.get("open") else ())}
        assert found.status in expected, found.evidence
