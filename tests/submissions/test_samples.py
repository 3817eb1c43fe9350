"""The sample submissions: the same answers in three forms get the same verdicts, line by line."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from grader.marking.mark import mark
from grader.problems.load import load_problems
from grader.submissions import find_submissions, read_submission
from grader.verdict import Outcome

ROOT = Path(__file__).parents[2]


@cache
def problems():
    return load_problems(ROOT / "problems")


@cache
def sample(name):
    (found,), _ = find_submissions([ROOT / "submissions" / name])
    return read_submission(found, problems())


@cache
def verdicts(name):
    answers = sample(name).answers
    return {id_: mark(problem, answers) for id_, problem in problems().items() if is_answered(problem, answers)}


def is_answered(problem, answers):
    return any(question.id in answers for question in problem.questions)


def bare(verdict):
    """Return a verdict without places, texts and notes, which are spelled as each form does."""
    fields = {name: replace(field, text=None, source=None, notes=()) for name, field in verdict.fields.items()}
    return replace(verdict, fields=fields, parts=tuple(map(bare, verdict.parts)))


@pytest.mark.parametrize("form", ["documents-markdown", "documents-latex"])
def test_the_same_answers_get_the_same_verdicts(form):
    expected, found = verdicts("documents"), verdicts(form)
    assert list(found) == list(expected)
    for id_, verdict in found.items():
        assert bare(verdict) == bare(expected[id_]), id_


@pytest.mark.parametrize("form", ["documents", "documents-markdown", "documents-latex", "notebook"])
def test_nothing_is_odd_in_them(form):
    assert (sample(form).notices, sample(form).damaged) == ((), None)


@pytest.mark.parametrize(("form", "heading"), [("markdown", "#"), ("latex", "\\\\(?:sub)*(?:section|paragraph)")])
def test_every_answer_has_its_line(form, heading):
    (file,) = (ROOT / f"submissions/documents-{form}").iterdir()
    lines = file.read_text(encoding="utf-8").split("\n")
    for id_, answer in sample(f"documents-{form}").answers.items():
        for field in answer.fields.values():
            assert field.source.file == file.name
            above = [line for line in lines[: field.source.line] if re.match(heading, line) or "answer{" in line]
            assert id_.split(".")[0] in above[-1] or id_.split(".")[-1] in above[-1]
            assert lines[field.source.line - 1].strip()


def test_the_notebook():
    found = {id_: verdict.outcome for id_, verdict in verdicts("notebook").items()}
    ids = ["001-q6-full-conv", "001-q6-valid-conv", "001-q7-1-output-dim", "001-q8-1a-conv1"]
    assert found == dict.fromkeys(ids, Outcome.CORRECT)
    assert sample("notebook").answers["001-q7-1-output-dim"].fields["answer"].source.file == "answers.ipynb, cell 5"
