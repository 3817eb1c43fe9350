import pytest

from grader.evidence.budget import Budget, Limits
from grader.evidence.definedness import covers, defined_everywhere, same_domain
from grader.language.printing import show
from tests.evidence.plain_trees import setting, tree
from tests.pairs import cases

STATUS = {"holds": "proved", "fails": "refuted", "open": "unknown"}


def shown(witness):
    return {name: show(node) for name, node in witness.items()}


@pytest.mark.parametrize("case", cases("definedness"), ids=str)
def test_case(case):
    domains = "; ".join(f"{name}: {domain}" for name, domain in case.where.items())
    within = setting(domains, case.more.get("assume", ()), case.more.get("conventions"))
    expected, answer = tree(case.right, domains), tree(case.left, domains)
    found = covers(expected, answer, within, Budget())
    assert found.status == STATUS[case.verdict], found
    if case.verdict != "fails" or case.gaps is not None:
        assert list(found.gaps) == list(case.gaps or ())
    if case.at is not None:
        assert shown(found.witness) == case.at
    if "outside" in case.more:
        assert list(found.outside) == case.more["outside"]
    assert found.reason == case.why
    if "same" in case.more:
        assert same_domain(expected, answer, within, Budget()).status == STATUS[case.more["same"]]


EVERYWHERE = [
    ("b/m", "b: real; m: real", "refuted", {"b": "1", "m": "0"}),
    ("1/(m^2 + 1)", "m: real", "proved", {}),
    ("sqrt(x)", "x: real", "refuted", {"x": "-1"}),
    ("sqrt(x)", "x: [0, 1]", "proved", {}),
    ("1/(x y - 1)", "x: real; y: real", "refuted", {"x": "1", "y": "1"}),
    ("log(x + y)", "x: positive; y: non-negative", "proved", {}),
    ("1/(x^2 - 2)", "x: real", "refuted", {"x": "-sqrt(2)"}),
    ("1/(n^2 - 2)", "n: integer", "proved", {}),
    ("log(2n + 1)", "n: integer", "refuted", {"n": "-1"}),
    ("sign(x)", "x: real", "unknown", {}),
    ("sum_{k=1}^{7/2} k", "x: real", "unknown", {}),
    ("0 sum_{k=1}^{n} k", "n: real", "unknown", {}),
    ("prod_{k=1}^{n/2} k", "n: positive integer", "unknown", {}),
    ("sum_{k=1}^{n/2} k", "n: {2, 4, 6}", "proved", {}),
    ("sum_{k=n^2 - m}^{2n m} k", "n: integer; m: integer", "proved", {}),
    ("sum_{k=1}^{n (n + 1)/2} k", "n: integer", "proved", {}),
    ("sum_{k=1}^{n (n + m)/2} k", "n: integer; m: integer", "unknown", {}),
    ("sum_{k=1}^{(n^3 + 5n)/6 - (m^2 - m)/2} k", "n: integer; m: integer", "proved", {}),
]


@pytest.mark.parametrize(("text", "variables", "status", "at"), EVERYWHERE, ids=str)
def test_defined_everywhere(text, variables, status, at):
    found = defined_everywhere(tree(text, variables), setting(variables), Budget())
    assert found.status == status, found
    assert shown(found.witness) == at


def test_roots_without_a_name_are_shown_near():
    found = defined_everywhere(tree("1/(x^5 - x - 1)", "x: real"), setting("x: real"), Budget())
    assert (found.status, found.gaps, dict(found.witness)) == ("refuted", ("x ~ 1.167304",), {})


def test_a_spent_budget_is_unknown():
    within = setting("x: real; y: real")
    answer = tree("1/(x y - 1)", "x: real; y: real")
    found = covers(tree("x", "x: real"), answer, within, Budget(Limits(max_steps=5)))
    assert (found.status, found.limit) == ("unknown", "max_steps")
    assert found.reason == "Where the expressions are defined was not settled within the limits."
