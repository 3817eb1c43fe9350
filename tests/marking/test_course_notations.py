"""How courses write: what texts in their notation come to, and that the echo of each reading reads back as itself."""

from pathlib import Path

import pytest

from grader.api import check, load_problems
from grader.errors import AnswerError
from grader.language.printing import show
from grader.marking.texts.field_texts import read_value
from tests.caselists import read_texts
from tests.rows import batches, each, sampled

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    case
    for file in [FOLDER / "course-notations.yaml", *sorted((FOLDER / "written").glob("*.yaml"))]
    for case in read_texts(file)
]
OUTCOMES = ("correct", "incorrect", "undecided", "unreadable")
ROWS = batches(
    [
        ((case["answer"], case.get("prompt", "q")), str(text), outcome)
        for case in CASES
        for outcome in OUTCOMES
        for text in case.get(outcome, ())
    ],
    lambda row: row[0],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the problem of an answer type's text, loaded once."""
    known = {}

    def problem(asked):
        if asked not in known:
            answer, prompt = asked
            folder = tmp_path_factory.mktemp("course")
            lines = [
                "id: p",
                "title: t",
                f"prompt: {prompt}",
                "answer:",
                *(f"  {line}" for line in answer.splitlines()),
            ]
            (folder / "p.yaml").write_text("\n".join(lines), encoding="utf-8")
            known[asked] = load_problems(folder)["p"]
        return known[asked]

    return problem


@pytest.mark.parametrize("some", sampled(ROWS), ids=lambda some: f"{some[0][0][1]}-{some[0][1]}"[:60])
def test_outcome(made, some):
    problem = made(some[0][0])
    question = problem.questions[0]
    ((_, field),) = question.fields.items()

    def reads_back(row):
        _, text, outcome = row
        verdict = check(problem, text)
        assert verdict.outcome.value == outcome, [
            (field.read, field.error, field.readings) for field in verdict.fields.values()
        ]
        if question.kind.expects != "expression" or outcome == "unreadable" or question.type == "choice":
            return
        for reading in read_value(question, field, text):
            for notation in ("plain", "latex", "unicode"):
                again = read_value(question, field, show(reading.tree, notation))
                assert reading.tree in [one.tree for one in again], show(reading.tree, notation)

    each(some, reads_back)


ERRORS = [
    pytest.param((case["answer"], "q"), row["text"], row["error"], id=row["text"])
    for case in CASES
    for row in case.get("errors", ())
]


@pytest.mark.parametrize(("answer", "text", "error"), ERRORS)
def test_what_is_refused_is_explained(made, answer, text, error):
    question = made(answer).questions[0]
    ((_, field),) = question.fields.items()
    with pytest.raises(AnswerError) as caught:
        read_value(question, field, text)
    assert caught.value.message == error
