"""Steps in the fields of an answer with several of them: a false one, or the name of another field, leaves it open."""

from pathlib import Path

from grader.api import check, problem_from
from tests.caselists import read_texts
from tests.rows import each

CASES = read_texts(Path(__file__).parents[1] / "cases" / "false-steps-fields.yaml")
ROWS = [(case["answer"], fields, key) for case in CASES for key in case if key != "answer" for fields in case[key]]


def test_false_steps_in_fields_leave_an_answer_open():
    def is_marked(row):
        answer, fields, outcome = row
        verdict = check(problem_from({"id": "q", "answer": answer}), fields)
        assert verdict.outcome.value == outcome, verdict

    each(ROWS, is_marked)
