"""Several texts that may be the answer: all are decided, and only a written rule makes of them one verdict."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.api import check, problem_from
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from grader.verdict import Outcome, Source
from tests.caselists import read_texts, read_values

FOLDER = Path(__file__).parents[1] / "cases"
CASES = read_values(FOLDER / "candidates.yaml")
GOING_ON = [
    pytest.param(case["answer"], text, outcome, id=f"{text}-{outcome}")
    for case in read_texts(FOLDER / "going-on.yaml")
    for outcome in ("correct", "incorrect", "undecided", "unreadable")
    for text in case.get(outcome, ())
]


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    answer = "answer: {type: number, expected: 2"
    (folder / "two.yaml").write_text(f"id: two\nprompt: How many?\n{answer}}}\n")
    (folder / "wide.yaml").write_text(f"id: wide\nprompt: How many?\n{answer}, tolerance: {{absolute: 0.1}}}}\n")
    return {id_: problem.questions[0] for id_, problem in load_problems(folder).items()}


@pytest.mark.parametrize(("answer", "text", "outcome"), GOING_ON)
def test_decimals_that_go_on(answer, text, outcome):
    body = "\n".join(f"  {line}" for line in answer.splitlines())
    assert check(problem_from(f"id: q\nanswer:\n{body}\n"), text).outcome.value == outcome


def answer_of(texts, rule="none", named=-1):
    answers = tuple(FieldAnswer(text, Source("a.md", line)) for line, text in enumerate(texts, 1))
    return FieldAnswer("\n".join(texts), Source("a.md", 1), candidates=Candidates(answers, rule, named))


@pytest.mark.parametrize("case", CASES, ids=[case.get("text", str(case.get("texts"))) for case in CASES])
def test_what_candidates_come_to(questions, case):
    if "text" in case:
        field = FieldAnswer(case["text"])
    else:
        field = answer_of(case["texts"], case.get("rule", "none"), case.get("named", -1))
    verdict = mark_question(questions[case.get("problem", "two")], Answer({"answer": field}))
    found = verdict.fields["answer"]
    assert verdict.outcome.value == case["outcome"]
    assert found.text == case.get("field", found.text)
    assert case.get("note", "") in " ".join(found.notes)
    said = [feedback.text for feedback in verdict.feedback]
    assert "says" not in case or said == [case["says"]] or case["says"] in said[0]


TEXTS = st.lists(st.sampled_from(["2", "4/2", "3", "2 $", "x"]), min_size=1, max_size=5)


@given(TEXTS, st.sampled_from(["none", "credit"]), st.data())
def test_a_zero_only_where_every_candidate_is_refuted_and_credit_only_for_what_is_proved(questions, texts, rule, data):
    named = data.draw(st.integers(0, len(texts) - 1))
    verdict = mark_question(questions["two"], Answer({"answer": answer_of(texts, rule, named)}))
    if verdict.outcome is Outcome.INCORRECT:
        assert set(texts) == {"3"}
    if verdict.outcome is Outcome.CORRECT:
        assert texts[named] in {"2", "4/2"} or set(texts) <= {"2", "4/2"}


def test_staff_see_each_verdict_and_students_only_where_the_formulas_stand(questions):
    verdict = mark_question(questions["two"], Answer({"answer": answer_of(["2", "3"])}))
    (said,) = verdict.feedback
    assert "line 1 would be correct" in said.text
    assert said.student == (
        "2 formulas stand here, and nothing says which is the answer (lines 1 and 2); write `Answer: …` before it."
    )
