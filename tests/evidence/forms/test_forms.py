"""Every form accepts and refuses what the cases say, with the reason."""

from pathlib import Path

import pytest

from grader.api import check, problem_from
from grader.errors import ProblemError
from tests.caselists import read_texts

CASES = read_texts(Path(__file__).parents[2] / "cases" / "forms.yaml")


def rows():
    for case in CASES:
        yield from ((case, answer, None) for answer in case["has"])
        yield from ((case, answer, why) for answer, why in case["not"].items())


@pytest.mark.parametrize(
    ("case", "answer", "why"), list(rows()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_forms(case, answer, why):
    problem = problem_from(
        {
            "id": "q",
            "answer": {
                "type": "expression",
                "for_all": {"x": "real"},
                "given": case.get("given", {}),
                "expected": answer,
                "form": case["form"],
            },
        }
    )
    found = [claim for claim in check(problem, answer).claims if claim.id == f"form {case['form']}"]
    if why is None:
        assert found == []
    else:
        (claim,) = found
        assert claim.status.value == "refuted"
        assert why in claim.evidence.text


FRACTION = {
    "id": "q",
    "points": 3,
    "answer": {
        "type": "number",
        "expected": "3/4",
        "form": [{"form": "lowest terms", "points": 1, "feedback": "Cancel it."}],
    },
}


@pytest.mark.parametrize(
    ("answer", "outcome", "score"), [("3/4", "correct", 3), ("6/8", "partial", 2), ("2/3", "incorrect", 0)]
)
def test_a_form_may_carry_points_and_earns_none_for_a_wrong_value(answer, outcome, score):
    verdict = check(problem_from(FRACTION), answer)
    assert (verdict.outcome.value, verdict.score) == (outcome, score)


def test_a_right_value_in_a_wrong_form_is_incorrect_with_the_reason():
    problem = problem_from({"id": "q", "answer": {"type": "expression", "for_all": {"x": "real"}, "expected": "2x"}})
    verdict = check(problem, "d/dx x^2")
    assert verdict.outcome.value == "incorrect"
    assert [claim.status.value for claim in verdict.claims] == ["proved", "refuted"]
    assert verdict.feedback[0].text == "A derivative is left to compute: `d/dx (x^2)`."


@pytest.mark.parametrize(
    ("definition", "answer", "outcome"),
    [("grad(f^2, x)", "g", "incorrect"), ("x^2", "2 x", "correct"), ("x^2", "g' ", "unreadable")],
)
def test_a_defined_name_with_an_operator_is_one(definition, answer, outcome):
    problem = problem_from(
        {
            "id": "q",
            "answer": {
                "type": "expression",
                "for_all": {"x": "real"},
                "define": {"f": "x", "g": definition},
                "expected": "2 x",
            },
        }
    )
    assert check(problem, answer).outcome.value == outcome


def test_what_is_allowed_may_stand():
    answer = {
        "type": "expression",
        "for_all": {"x": "real"},
        "expected": "\\int_0^x e^{-t^2} dt",
        "allow": ["integral"],
    }
    assert check(problem_from({"id": "q", "answer": answer}), "\\int_0^x e^{-t^2} dt").outcome.value == "correct"


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("form", "factred", "unknown form `factred`; did you mean `factored`?"),
        ("form", "factored over Z", "expected one of Q, R, C behind `factored over`, not `Z`"),
        ("allow", ["integrals"], "expected one of derivative, integral, limit, sum, product, mixed number, ratio,"),
        ("form", "0 significant figures", "no number is typed with `0 significant figures`"),
        ("form", "4 to 2 decimals", "no number is typed with `4 to 2 decimals`"),
        ("form", "at least 2 to 3 decimals", "expected `at least 2` or `2 to 3`, not both"),
    ],
)
def test_a_form_that_is_none_is_a_fault_of_the_file(key, value, why):
    with pytest.raises(ProblemError) as said:
        problem_from({"id": "q", "answer": {"type": "number", "expected": "2", key: value}})
    assert why in str(said.value)


def test_large_answers_stay_open():
    letters = dict.fromkeys("abcdefgh", "real")
    power = f"({' + '.join(letters)})^50"
    answer = {"type": "expression", "for_all": letters, "expected": power, "form": "expanded"}
    claim = check(problem_from({"id": "q", "answer": answer}), f"{power} + 0").claims[-1]
    assert claim.id == "form expanded"
    assert claim.status.value in {"refuted", "undecided"}


UNSEEN = read_texts(Path(__file__).parents[2] / "cases" / "forms-unseen.yaml")


@pytest.mark.parametrize("case", UNSEEN, ids=[f"{case['answer']['expected']}" for case in UNSEEN])
def test_what_other_systems_ask_for(case):
    problem = problem_from({"id": "q", "answer": case["answer"]})
    for wanted in ("correct", "incorrect", "open"):
        for answer in case.get(wanted, []):
            found = check(problem, answer).outcome
            assert ("open" if found.is_open else found.value) == wanted, answer
