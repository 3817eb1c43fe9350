"""Answers to problems in one line: every row of the cases has its outcome, and a wrong one says why."""

from pathlib import Path

import pytest

from grader.api import check, problem_from
from tests.caselists import read_texts

FOLDER = Path(__file__).parents[1] / "cases"
FILES = ("digits", "texts", "members", "no-value", "peers-answers")


def rows():
    for name in FILES:
        for case in read_texts(FOLDER / f"{name}.yaml"):
            for outcome, answers in case.items():
                said = answers if isinstance(answers, dict) else dict.fromkeys(answers, "")
                if outcome != "answer":
                    yield from ((case["answer"], answer, outcome, why) for answer, why in said.items())


@pytest.mark.parametrize(("asked", "answer", "outcome", "said"), list(rows()))
def test_an_answer_is_marked(asked, answer, outcome, said):
    verdict = check(problem_from({"id": "q", "answer": asked}), answer)
    assert verdict.outcome.value == outcome, verdict
    assert said in str(verdict)
