"""Documents as students number them: what each was written for, what is open, what is missing."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.marking.answer import FieldAnswer
from grader.problems.assignment import Sheet
from grader.submissions import find_submissions, read_submission, reading
from grader.submissions.forms.content import is_content, raw
from tests.caselists import read_values
from tests.rows import batches, each

from .support import problem, question, tree

CASES = read_values(Path(__file__).parents[1] / "cases/attribution.yaml")
TITLES = {
    "lsq": "Least squares",
    "grad": "Gradients",
    "tent": "A tent",
    "entropy": "Cross entropy",
    "softmax": "Softmax",
    "chain": "The chain rule of a tent",
}
PROMPT = "What is the entropy of a coin with $p = 1/2$?"


def single(id_):
    prompt = PROMPT if id_ == "entropy" else ""
    one = replace(question(id_), title=TITLES.get(id_, ""), prompt=prompt)
    return replace(problem(id_, one), title=TITLES.get(id_, ""), prompt=prompt)


GRAD = replace(problem("grad", question("grad.a"), question("grad.b"), parts=True), title="Gradients")
PROBLEMS = {
    "lsq": single("lsq"),
    "grad": GRAD,
    "tent": single("tent"),
    "entropy": single("entropy"),
    "softmax": single("softmax"),
}


def prompted(whole, prompts):
    """Return a problem with the prompts that a case gives it and its parts."""
    questions = (replace(one, prompt=prompts.get(one.id, one.prompt)) for one in whole.questions)
    return replace(whole, prompt=prompts.get(whole.id, whole.prompt), questions=tuple(questions))


def read(tmp_path, monkeypatch, case):
    def take(ledger, region):
        content = [block for block in region.blocks if is_content(block)]
        if content:
            ledger.write_whole(region.question, FieldAnswer(raw(region.blocks), content[0].source))

    monkeypatch.setattr(reading, "extract", take)
    problems, sheet = PROBLEMS, None
    match case.get("sheet"):
        case None:
            labels = {id_: (str(place),) for place, id_ in enumerate(PROBLEMS, 1)}
            words, ignore = tuple(case.get("words", ())), tuple(case.get("ignore", ()))
            sheet = Sheet(labels, False, words, ignore, case.get("title", "Homework 1"))
        case dict(stated):
            problems = {id_: PROBLEMS.get(id_) or single(id_) for id_ in stated}
            sheet = Sheet({id_: tuple(map(str, labels)) for id_, labels in stated.items()}, True)
    problems = {id_: prompted(one, case.get("prompts", {})) for id_, one in problems.items()}
    file = case.get("file", "a.md")
    (found,), _ = find_submissions([tree(tmp_path / "ada", {file: case["text"]})], single=True)
    return problems, read_submission(found, problems, problems, sheet)


@pytest.mark.parametrize("some", batches(enumerate(CASES)), ids=lambda some: f"{some[0][0]}: {some[0][1]['text'][:40]}")
def test_what_it_was_written_for(tmp_path, monkeypatch, some):
    each(some, lambda row: _is_found(tmp_path / str(row[0]), monkeypatch, row[1]))


def _is_found(folder, monkeypatch, case):
    problems, submission = read(folder, monkeypatch, case)
    ids = [one.id for whole in problems.values() for one in whole.questions]
    found, undecided = {}, []
    for id_ in ids:
        answer = submission.answers.get(id_)
        if answer is None:
            undecided += [id_] if submission.damaged else []
        elif answer.error or any(field.error for field in answer.fields.values()):
            undecided.append(id_)
        else:
            found[id_] = next(iter(answer.fields.values())).text
    expected = case.get("open", [])
    assert (found, undecided) == (case.get("found", {}), ids if expected == "all" else expected), submission
