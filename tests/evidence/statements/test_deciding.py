"""The cases of tests/cases/evidence.yaml."""

import pytest

import grader.evidence
from grader.claims.statements import Claim, Equal, Holds, Member, Rounded, Within
from grader.evidence import compare, decide
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.verdict import Proof, status_of
from tests.caselists import read_texts
from tests.evidence import deciding
from tests.evidence.deciding import fraction, setting, text, tree
from tests.pairs import cases, path_of

EVALUATED = read_texts(path_of("evidence"))["evaluate"]


def rows(kind):
    return pytest.mark.parametrize("case", cases("evidence", group=kind), ids=str)


def check(case, evidence):
    deciding.check(case, evidence)
    if isinstance(evidence, Proof):
        assert evidence.gaps == (case.gaps or ())


def decided(case, statement, *trees):
    where = setting(case.where, *trees, assume=case.more.get("assume", ()), constants=case.more.get("constants", ()))
    return decide(Claim("claim", "", statement, where))


@rows("compare")
def test_compare(case):
    left, right = (tree(side, case.where) for side in (case.left, case.right))
    check(case, compare(left, right, setting(case.where, left, right, assume=case.more.get("assume", ()))))


@rows("compare")
def test_compare_is_symmetric(case):
    left, right = (tree(side, case.where) for side in (case.left, case.right))
    evidence = compare(right, left, setting(case.where, left, right))
    assert status_of(evidence).value in case.found, evidence


@rows("equal")
def test_equal(case):
    answer, expected = (tree(side, case.where) for side in (case.left, case.right))
    flags = {name: case.more.get(name) == "yes" for name in ("same_domain", "per_piece")}
    check(case, decided(case, Equal(answer, expected, case.more.get("up_to"), **flags), answer, expected))


@rows("holds")
def test_holds(case):
    condition = tree(case.more["holds"], case.where)
    check(case, decided(case, Holds(condition), condition))


@rows("within")
def test_within(case):
    answer, expected = (tree(side, case.where) for side in (case.left, case.right))
    bounds = [fraction(case.more.get(name)) for name in ("absolute", "relative")]
    check(case, decided(case, Within(answer, expected, *bounds, case.more.get("strict") == "yes"), answer, expected))


@rows("rounded")
def test_rounded(case):
    answer, expected = (tree(side) for side in (case.left, case.right))
    digits = [int(case.more[name]) if name in case.more else None for name in ("significant_figures", "decimal_places")]
    check(case, decided(case, Rounded(answer, expected, *digits), answer, expected))


@rows("member")
def test_member(case):
    value = tree(case.more["value"], case.where, complex_="i" in case.more["value"])
    check(case, decided(case, Member(value, Variable("v", parse_domain(case.more["domain"]))), value))


@pytest.mark.parametrize("row", EVALUATED, ids=lambda row: row["tree"])
def test_value(row):
    for _ in range(2):  # no submodule may stand in the way of the second call
        assert text(grader.evidence.value(tree(row["tree"], complex_="i" in row["tree"]))) == row["value"]
