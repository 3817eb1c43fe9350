"""Choices, yes or no and words as students say them: cases as data."""

import json
from pathlib import Path

import pytest

from grader.marking.answer import Answer
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from tests.caselists import read_values
from tests.rows import batches, each, sampled

from .support import read_only

CASES = read_values(Path(__file__).parents[1] / "cases/choices.yaml")
ROWS = [
    (problem, outcome, text)
    for problem, outcomes in CASES["cases"].items()
    for outcome, texts in outcomes.items()
    for text in texts
]


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for id_, written in CASES["problems"].items():
        text = json.dumps({"id": id_, "title": id_, **written})
        folder.joinpath(f"{id_}.yaml").write_text(text, encoding="utf-8")
    return load_problems(folder)


@pytest.mark.parametrize(
    "some", sampled(batches(enumerate(ROWS), lambda row: row[1][0])), ids=lambda some: some[0][1][0]
)
def test_what_is_chosen(tmp_path, problems, some):
    def is_marked(row):
        place, (problem, outcome, text) = row
        found = read_only(tmp_path / str(place), {"a.md": f"# {problem}\n\n{text}\n"}, problems)
        verdict = mark_question(problems[problem].questions[0], found.answers.get(problem, Answer()))
        assert ("open" if verdict.outcome.is_open else verdict.outcome.value) == outcome

    each(some, is_marked)
