"""The pairs of tests/cases/discrete.yaml: what is decided is decided rightly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.normal_form import prove_equal
from grader.language.domains import Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.verdict import Unknown

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


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gamma(n + 1/2)", "Gamma(n + 1)"),
        ("Gamma(n + 1/3)", "Gamma(n + 1)"),
        ("Gamma(n + 1/2) Gamma(n + 1)", "Gamma(n + 1)^2"),
        ("(2n)!!", "(2n + 1)!!"),
        ("gcd(2n, 3)", "gcd(n, 6)"),
        ("gcd(m, n)", "gcd(m, 2n)"),
    ],
)
def test_the_normal_form_keeps_apart_what_differs(left: str, right: str) -> None:
    setting = Setting(tuple(Variable(name, parse_domain("positive integer")) for name in ("m", "n")))
    first, second = (read(text, Names(free=True), "expression")[0].tree for text in (left, right))
    assert isinstance(prove_equal(first, second, setting, Budget()), Unknown)
