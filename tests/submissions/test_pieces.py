"""Answers in pieces: values with conditions, entries by name or number, over lines, displays, sentences and lists."""

import json
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from grader.marking.answer import Answer
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from tests.caselists import read_values

from .support import read_only

CASES = read_values(Path(__file__).parents[1] / "cases/pieces.yaml")


@cache
def problems():
    with TemporaryDirectory() as folder:
        for id_, written in CASES["problems"].items():
            Path(folder, f"{id_}.yaml").write_text(json.dumps({"id": id_, "title": id_, **written}), encoding="utf-8")
        return load_problems(Path(folder))


def marked(folder, problem, text, form="md"):
    file = {"a.md": f"# {problem}\n\n{text}\n"} if form == "md" else {"answers.yaml": json.dumps({problem: text})}
    found = read_only(folder, file, problems())
    return mark_question(problems()[problem].questions[0], found.answers.get(problem, Answer()))


@pytest.mark.parametrize("form", ["md", "yaml"])
@pytest.mark.parametrize("case", CASES["cases"], ids=[case["text"][:60] for case in CASES["cases"]])
def test_pieces_are_put_together_or_left_open(tmp_path, case, form):
    verdict = marked(tmp_path, case["problem"], case["text"], form)
    outcome = verdict.outcome
    assert ("open" if outcome.is_open else outcome.value) == case["outcome"]
    field = next(iter(verdict.fields.values()))
    assert case.get("answer", field.text) == field.text
    assert case.get("says", "") in " ".join(feedback.text for feedback in verdict.feedback)
    assert case.get("note", "") in " ".join(field.notes)


WAYS = {
    "value first": "$h'(x) = {}$ for ${}$",
    "behind a comma": "$$h'(x) = {}, \\quad {}$$",
    "in brackets": "$$h'(x) = {} \\quad ({})$$",
    "typed": "h'(x) = {} if {}",
    "in words": "If ${1}$, then we get ${0}$.",
    "item": "- ${1}$: ${0}$",
    "case": "**Case ${1}$:**\n\n$$h'(x) = {0}$$",
    "German": "Für ${1}$ gilt $h'(x) = {0}$.",
}
RIGHT = (("-1", "x < 1"), ("1", "x > 1"))
SWAPPED = (("1", "x < 1"), ("-1", "x > 1"))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("order", list(permutations((0, 1))), ids=str)
def test_cases_are_one_answer_however_they_are_written(tmp_path, way, order):
    right, swapped = ("\n\n".join(way.format(*pairs[place]) for place in order) for pairs in (RIGHT, SWAPPED))
    assert marked(tmp_path, "sign", right).outcome.value == "correct"
    assert marked(tmp_path, "sign", swapped).outcome.value == "incorrect"


@pytest.mark.parametrize(
    "beside", ["Elsewhere it is zero.", "The rest is $0$.", "Left of $1$ it is $-1$.", "The others are constant."]
)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_piece_beside_something_else_is_never_refuted(tmp_path, way, beside):
    text = way.format(*RIGHT[1])
    for written in (f"{text}\n\n{beside}", f"{beside}\n\n{text}"):
        assert marked(tmp_path, "sign", written).outcome.is_open
