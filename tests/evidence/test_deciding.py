"""The cases of tests/cases/evidence.yaml."""

from pathlib import Path

import pytest
import yaml
from deciding import fraction, setting, text, tree

import grader.evidence
from grader.claims.statements import Claim, Equal, Holds, Member, Rounded, Within
from grader.evidence import compare, decide
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.verdict import Point, Proof, Reason, Unknown, status_of

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases" / "evidence.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def rows(kind):
    return [pytest.param(row, id=" | ".join(str(part) for part in row.values())[:80]) for row in CASES[kind]]


def check(row, evidence):
    assert status_of(evidence).value == row["status"], evidence
    if isinstance(evidence, Proof):
        assert list(evidence.gaps) == row.get("gaps", [])
    if isinstance(evidence, Point):
        if "at" in row:
            assert {name: text(value) for name, value in evidence.at.items()} == row["at"]
        for side in ("left", "right"):
            if f"{side}_value" in row:
                assert text(getattr(evidence, side)) == row[f"{side}_value"]
    if isinstance(evidence, Reason) and "why" in row:
        assert evidence.text == row["why"]
    if isinstance(evidence, Unknown):
        assert evidence.reason
        assert row.get("why", "") in evidence.reason
        assert row.get("limit", evidence.limit) == evidence.limit
    if "why" in row:
        assert isinstance(evidence, Reason | Unknown)


def decided(row, statement, *trees):
    where = setting(row.get("where"), *trees, assume=row.get("assume", ()), constants=row.get("constants", ()))
    return decide(Claim("claim", "", statement, where))


@pytest.mark.parametrize("row", rows("compare"))
def test_compare(row):
    left, right = (tree(row[side], row.get("where")) for side in ("left", "right"))
    check(row, compare(left, right, setting(row.get("where"), left, right, assume=row.get("assume", ()))))


@pytest.mark.parametrize("row", rows("compare"))
def test_compare_is_symmetric(row):
    left, right = (tree(row[side], row.get("where")) for side in ("left", "right"))
    evidence = compare(right, left, setting(row.get("where"), left, right))
    assert status_of(evidence).value == row["status"], evidence


@pytest.mark.parametrize("row", rows("equal"))
def test_equal(row):
    answer, expected = (tree(row[side], row.get("where")) for side in ("answer", "expected"))
    flags = {name: row.get(name) == "yes" for name in ("same_domain", "per_piece")}
    check(row, decided(row, Equal(answer, expected, row.get("up_to"), **flags), answer, expected))


@pytest.mark.parametrize("row", rows("holds"))
def test_holds(row):
    condition = tree(row["condition"], row.get("where"))
    check(row, decided(row, Holds(condition), condition))


@pytest.mark.parametrize("row", rows("within"))
def test_within(row):
    answer, expected = (tree(row[side], row.get("where")) for side in ("answer", "expected"))
    bounds = [fraction(row.get(name)) for name in ("absolute", "relative")]
    check(row, decided(row, Within(answer, expected, *bounds, row.get("strict") == "yes"), answer, expected))


@pytest.mark.parametrize("row", rows("rounded"))
def test_rounded(row):
    answer, expected = (tree(row[side]) for side in ("answer", "expected"))
    digits = [int(row[name]) if name in row else None for name in ("significant_figures", "decimal_places")]
    check(row, decided(row, Rounded(answer, expected, *digits), answer, expected))


@pytest.mark.parametrize("row", rows("member"))
def test_member(row):
    value = tree(row["value"], row.get("where"), complex_="i" in row["value"])
    check(row, decided(row, Member(value, Variable("v", parse_domain(row["domain"]))), value))


@pytest.mark.parametrize("row", rows("evaluate"))
def test_value(row):
    for _ in range(2):  # no submodule may stand in the way of the second call
        assert text(grader.evidence.value(tree(row["tree"], complex_="i" in row["tree"]))) == row["value"]
