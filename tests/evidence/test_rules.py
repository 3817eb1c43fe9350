"""Pairs that a rule of their own decides, and pairs at the edge of rules: the cases of two files in tests/cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.api import compare

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")) for name in ("rules.yaml", "soundness.yaml")]
ROWS: list[dict[str, Any]] = [row for groups in CASES for rows in groups.values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['left']} and {row['right']}" for row in ROWS])
def test_a_pair_is_decided_as_its_rule_says(row: dict[str, Any]) -> None:
    found = compare(row["left"], row["right"], row.get("variables", {}))
    assert found.status == row["status"], found.evidence
    assert row.get("why", "") in getattr(found.evidence, "reason", "")
