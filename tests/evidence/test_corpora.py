"""All pairs of the corpora: what is decided is decided rightly, and what is open is never wrong."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from grader.api import compare
from tests.benchmarks import CORPORA, FOLDER

ROWS: list[tuple[str, dict[str, Any]]] = [
    (name, row)
    for name in CORPORA
    for rows in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).values()
    for row in rows
]


@pytest.mark.parametrize(
    "row", [row for _, row in ROWS], ids=[f"{name}: {row['left']} and {row['right']}" for name, row in ROWS]
)
def test_a_pair_has_its_truth(row: dict[str, Any]) -> None:
    found = compare(row["left"], row["right"], row.get("variables", {}))
    expected = {row["truth"], *(("undecided", "unreadable") if row.get("open") else ())}
    assert found.status in expected, found.evidence
