"""Pairs that a rule of their own decides: the cases of tests/cases/rules.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.api import compare

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "rules.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = [row for rows in CASES.values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['left']} and {row['right']}" for row in ROWS])
def test_a_pair_is_decided_as_its_rule_says(row: dict[str, Any]) -> None:
    found = compare(row["left"], row["right"], row.get("variables", {}))
    assert found.status == row["status"], found.evidence
    assert row.get("why", "") in getattr(found.evidence, "reason", "")
