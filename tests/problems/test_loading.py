"""Problem files: what they mean, and what is said of those that are wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import Diagnostic, ProblemError
from grader.problems.file import read_problem
from grader.problems.load import load_problems, load_tree
from grader.problems.texts.located import damages, duplicates
from grader.problems.texts.yamltext import read_yaml
from tests.caselists import read_texts

from .summary import summary

CASES = Path(__file__).parents[1] / "cases"
GOOD = read_texts(CASES / "problems.yaml")
BROKEN = read_texts(CASES / "problems-broken.yaml")


def written(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["name"])
def test_meaning(case, tmp_path):
    problem = load_problems(written(tmp_path, q=case["problem"]))["q"]
    (question,) = problem.questions
    assert summary(question) == case["means"]
    assert (problem.file, problem.has_parts, problem.points) == ("q.yaml", False, question.points)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["faults"][0][:60])
def test_faults(case, tmp_path):
    problems, faults = load_tree(written(tmp_path, q=case["problem"]))
    assert [f"{each.line}:{each.column} {each.field}: {each.message}" for each in faults] == case["faults"]
    assert problems == {}


NUMBER = "answer: {type: number, expected: 2}\n"


def test_all_faults_of_a_tree_come_in_one_error_and_do_not_hide_the_rest(tmp_path):
    (tmp_path / "deep").mkdir()
    written(tmp_path, a=f"id: a\n{NUMBER}", b="id: b\nanswer: {type: proof}\n", c=f"id: a\n{NUMBER}")
    written(tmp_path / "deep", d=f"id: d\npionts: 2\ntitel: t\n{NUMBER}", e=f"id: e\n{NUMBER}")
    problems, faults = load_tree(tmp_path)
    assert list(problems) == ["a", "e"]
    with pytest.raises(ProblemError) as caught:
        load_problems(tmp_path)
    assert caught.value.diagnostics == faults
    assert str(caught.value).splitlines() == [
        "b.yaml:2: answer.type: unknown type `proof`; supported: number, expression, tensor, shape,"
        " set, relation, growth, derivation, choice, text, constraints, network, code, essay",
        "c.yaml:1: id: the id `a` stands also in a.yaml, line 1",
        "deep/d.yaml:2: pionts: unknown key `pionts`; did you mean `points`?",
        "deep/d.yaml:3: titel: unknown key `titel`; did you mean `title`?",
    ]


def test_a_file_alone_is_named_without_its_folder(tmp_path):
    written(tmp_path, q="id: q\n")
    with pytest.raises(ProblemError, match=r"^q.yaml:1: `answer` is missing, or `parts`$"):
        load_problems(str(tmp_path / "q.yaml"))


def test_hidden_folders_other_files_and_assignments_are_passed_over(tmp_path):
    (tmp_path / ".git").mkdir()
    written(tmp_path / ".git", x="nonsense")
    written(tmp_path, q=f"id: q\n{NUMBER}", week1="title: Week 1\nproblems: [{id: q, points: 5}]\n")
    (tmp_path / "notes.txt").write_text("nonsense")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(load_problems(tmp_path)) == ["q"]


def test_nothing_there(tmp_path):
    nowhere, name = tmp_path / "nowhere", tmp_path.as_posix()
    assert load_tree(nowhere)[1] == (Diagnostic(f"{name}/nowhere", 0, 0, "", "there is no such file or folder"),)
    assert load_tree(tmp_path)[1] == (Diagnostic(name, 0, 0, "", "holds no problem file (*.yaml, *.yml)"),)


def test_too_large_a_file_is_not_read(tmp_path):
    written(tmp_path, q=f"id: q\n{NUMBER}# " + "x" * 1_000_000)
    assert [str(fault) for fault in load_tree(tmp_path)[1]] == [
        "q.yaml: is larger than 1000000 bytes (limit max_bytes)"
    ]


PARTED = """
id: tent
title: A tent
prompt: Shared.
points: 5
reveal: verdict
tags: [relu]
answer: {type: expression, for_all: {x: real}, up_to: constant}
examples: {incorrect: ['x^7']}
parts:
  - id: a
    prompt: First.
    points: 2
    answer: {expected: x^2}
    examples: {correct: [x^2 + 1]}
  - {id: b, points: 3, reveal: answer, answer: {type: choice, expected: yes}}
"""


def test_parts_inherit_what_stands_beside_them(tmp_path):
    problem = load_problems(written(tmp_path, tent=PARTED))["tent"]
    assert (problem.has_parts, problem.points, problem.prompt, problem.tags) == (True, 5, "Shared.", ("relu",))
    first, second = problem.questions
    assert (first.id, first.prompt, first.title, first.reveal) == ("tent.a", "First.", "A tent", "verdict")
    assert (first.type, first.up_to, first.points, first.line) == ("expression", "constant", 2, 11)
    assert [example.outcome for example in first.examples] == ["correct"]
    assert (second.id, second.type, second.reveal, second.tags) == ("tent.b", "choice", "answer", ("relu",))
    assert [(example.fields, example.line) for example in second.examples] == [({"answer": "x^7"}, 9)]


def test_a_fault_beside_the_parts_is_said_once(tmp_path):
    parts = "parts: [{id: a, answer: {expected: x}}, {id: b, answer: {expected: 2 x}}]\n"
    text = "id: q\nreveal: al\nanswer: {type: expression, for_all: {x: rael}}\n" + parts
    faults = load_tree(written(tmp_path, q=text))[1]
    assert [(fault.line, fault.column, fault.field) for fault in faults] == [
        (2, 9, "reveal"),
        (3, 41, "parts[1].answer.for_all.x"),
    ]


def test_limit_names_are_those_of_deciding():
    from dataclasses import fields

    from grader.evidence.budget import Limits
    from grader.problems.questions.common import LIMIT_NAMES

    assert set(LIMIT_NAMES) < {field.name for field in fields(Limits)}


def test_sample_problems_load():
    problems, faults = load_tree(Path(__file__).parents[2] / "problems")
    unsupported = [fault for fault in faults if "is not supported yet" in fault.message]
    assert list(faults) == unsupported
    assert len(problems) >= 29


DOCS = Path(__file__).parents[2] / "docs" / "problems.md"


def test_examples_of_the_reference_load(tmp_path):
    blocks = [block.split("```")[0] for block in DOCS.read_text(encoding="utf-8").split("```yaml\n")[1:]]
    assert len(blocks) >= 3
    for number, block in enumerate(blocks):
        text = block if block.startswith("id:") else f"id: q{number}\n{block}"
        written(tmp_path, **{f"q{number}": text})
    assert len(load_problems(tmp_path)) == len(blocks)


def test_the_reference_names_every_key():
    from grader.problems.models import ANSWERS, Question

    text = DOCS.read_text(encoding="utf-8")
    keys = [key for model in (Question, *ANSWERS.values()) for key in model.model_fields if key != "limit"]
    assert [key for key in keys if f"`{key}`" not in text] == []


PIECES = [
    "[]",
    "{}",
    "''",
    "yes",
    "\n",
    "  ",
    "- ",
    ": ",
    ", ",
    "{a: 1}",
    "[1, 2]",
    "parts:",
    "(0, 1]",
    "{cases: 1}",
    "~",
    "!t",
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOOD + BROKEN), st.integers(0, 400), st.integers(0, 8), st.sampled_from(PIECES))
def test_a_spoilt_file_is_a_problem_or_has_faults_in_its_lines(case, start, length, piece):
    text = case["problem"]
    start = min(start, len(text))
    document = read_yaml(text[:start] + piece + text[start + length :], "q.yaml")
    if document.root is None:
        return
    read = read_problem(document.root, "q.yaml")
    wrong = [*read.faults, *damages(document.root), *duplicates(document.root)]
    assert read.problem or wrong
    assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in read.faults)


def test_a_folder_that_cannot_be_looked_into_is_a_fault_among_the_others(tmp_path, monkeypatch):
    written(tmp_path, q="id: q\n")
    closed = tmp_path / "week" / "closed"
    closed.mkdir(parents=True)
    listed = type(tmp_path).iterdir

    def refuse(path):
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    _, faults = load_tree(tmp_path)
    assert [str(fault) for fault in faults] == [
        "q.yaml:1: `answer` is missing, or `parts`",
        "week/closed: this folder cannot be looked into",
    ]
