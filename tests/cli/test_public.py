"""What students may have: problems without answers, and a preview that knows none."""

import json
import re

import pytest
import yaml

from grader.api import problem_from
from grader.marking.texts.field_texts import read_value
from grader.problems.load import load_problems
from grader.problems.public import load_public
from grader.problems.publishing import public_text
from tests.cli.conftest import write

SECRET = "SECRETED"
HOSTILE = {
    "deep/SECRETED-file.yaml": """
# SECRETED comment
id: lsq
title: Least squares
prompt: |
  Give the gradient.   # no comment

  It has two lines.
points: 5/2
tags: [SECRETED]
locate: [SECRETED]
reveal: answer
answer:
  type: expression  # SECRETED
  for_all: {x: real^d, y: {domain: real^d, also: [t]}, c: positive, q: '[0, 1]'}
  functions: {phi: 'real, real -> real'}
  assume: [c > 271828]
  define:
    u: 271828 x
    'g(a, b)': a + 271828 b
    s: 271828 x^T y
    M: 271828 x y^T
  conventions: {'H(0)': 1/271828}
  limits: {max_steps: 271828}
  accept_error: 1e-27
  expected: 271828 x - phi(c, q) y
mistakes:
  - {when: {answer: 271828 y}, score: 1, feedback: SECRETED feedback}
examples:
  correct: ['271828 x - phi(c, q) y']
  incorrect: [271828 y]
""",
    "fields.yaml": """
id: conv
prompt: Choose.
answer:
  type: constraints
  given: {n: positive integer}
  for_all: {z: real}
  fields:
    k: {domain: positive integer, default: 271828, also: [kernel]}
    v: {domain: 'real^{2 x 3}', in: [z]}
  define: {hidden: 271828 k, open: 271828 n}
  require:
    - {claim: k < 271828, points: 3, feedback: SECRETED}
    - {claim: 'norm(v) >= 0', points: 1}
""",
    "net.yaml": """
id: net
answer:
  type: network
  layers: {activation: 'leaky_relu(z, 1/271828)', inputs: 2, outputs: 1, concatenate: allowed, max_layers: 4, width: 9}
  for_all: {x: real^2}
  require: [output > 0 iff x_1 x_2 < -271828]
""",
    "choice.yaml": "id: pick\nanswer: {type: choice, options: {A: one, B: two, C: three}, expected: [A, C]}\n",
    "parts.yaml": """
id: two
title: Parts
prompt: Both.
answer: {type: number}
mistakes: []
parts:
  - {id: a, prompt: First., points: 2, answer: {expected: 271828}, examples: {correct: ['271828']}}
  - {id: b, title: Second, answer: {type: text, accept: [SECRETED, SECRETED too]}}
  - {id: c, answer: {type: essay, rubric: [{points: 2, text: SECRETED}]}}
""".replace("mistakes: []\n", ""),
    "week.yaml": "title: SECRETED\nproblems: [lsq]\n",
    "notes.txt": "SECRETED",
}
KEYS = {"id", "title", "prompt", "points", "answer", "parts"}
ANSWER_KEYS = {"type", "options", "symbol", "fields", "layers", "given", "for_all", "functions", "define"}


@pytest.fixture
def private(tmp_path, monkeypatch):
    write(tmp_path / "private", {name: text.replace("\\\n", "\n") for name, text in HOSTILE.items()})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_private_is_in_the_public_tree(private, grader):
    result = grader("export", "private", "--public", "-o", "public")
    assert (result.exit_code, result.stdout) == (0, "5 public problems written to public\n")
    files = sorted(path.name for path in (private / "public").rglob("*"))
    assert files == ["conv.yaml", "lsq.yaml", "net.yaml", "pick.yaml", "two.yaml"]
    for name in files:
        text = (private / "public" / name).read_text(encoding="utf-8")
        for piece in (SECRET, "271828", "SECRET", "1e-27", "leaky", "norm", "expected", "assume", "default", "#"):
            assert piece not in text.replace("   # no comment", ""), (name, piece)
        assert not re.search(r"[0-9a-f]{16}", text)
        whole = yaml.safe_load(text)
        assert whole.keys() <= KEYS
        for part in whole.get("parts", [whole]):
            assert part.keys() <= KEYS
            assert part["answer"].keys() <= ANSWER_KEYS


def test_a_public_problem_is_what_the_whitelist_says(private, grader):
    grader("export", "private", "--public", "-o", "public")
    assert yaml.safe_load((private / "public" / "lsq.yaml").read_text(encoding="utf-8")) == {
        "id": "lsq",
        "title": "Least squares",
        "prompt": "Give the gradient.   # no comment\n\nIt has two lines.\n",
        "points": "5/2",
        "answer": {
            "type": "expression",
            "given": {"d": "size"},
            "for_all": {
                "x": "real^d", "y": {"domain": "real^d", "also": ["t"]}, "c": "positive", "q": "[0, 1]",
            },
            "functions": {"phi": "real, real -> real"},
            "define": {"u": "real^d", "g(a, b)": "real", "s": "real", "M": "real^{d x d}"},
        },
    }  # fmt: skip
    assert yaml.safe_load((private / "public" / "conv.yaml").read_text(encoding="utf-8"))["answer"] == {
        "type": "constraints",
        "fields": {
            "k": {"domain": "positive integer", "also": ["kernel"], "optional": "yes"},
            "v": {"domain": "real^{2 x 3}", "in": ["z"]},
        },
        "given": {"n": "positive integer"},
        "for_all": {"z": "real"},
        "define": {"open": "real"},
    }
    assert yaml.safe_load((private / "public" / "net.yaml").read_text(encoding="utf-8"))["answer"] == {
        "type": "network",
        "layers": {"inputs": "2", "outputs": "1", "concatenate": "allowed", "max_layers": "4", "width": "9"},
        "for_all": {"x": "real^2"},
    }


def names_of(question, without):
    """Return what may be written in each field, the shapes of definitions aside."""
    found = {}
    for name, field in question.fields.items():
        names = field.names
        symbols = {one.name: (one.domain.shape, one.spellings) for one in names.symbols.values()}
        kept = {key: value for key, value in symbols.items() if key not in without}
        asked = (field.domain.shape, field.symbol, field.spellings, field.default is None)
        found[name] = (*asked, kept, names.symbols.keys(), names.functions.keys(), names.complex)
    return found


def test_public_problems_read_answers_as_the_private_ones_do(tmp_path):
    for number, (id_, problem) in enumerate(load_problems("problems").items()):
        path = tmp_path / f"{number}.yaml"
        path.write_text(public_text(problem), encoding="utf-8")
        public = load_public(path)[id_]
        assert (public.title, public.points, public.has_parts) == (problem.title, problem.points, problem.has_parts)
        for own, other in zip(problem.questions, public.questions, strict=True):
            assert (own.id, own.type, own.points, own.options) == (other.id, other.type, other.points, other.options)
            assert names_of(own, own.define) == names_of(other, own.define)
        assert public_text(public) == public_text(problem) or any(one.define for one in problem.questions)


def test_constants_and_factors_may_be_written_in_public_problems_too(tmp_path):
    asked = {"type": "expression", "for_all": {"x": "real"}, "expected": "x^2", "up_to": "constant"}
    path = tmp_path / "a.yaml"
    path.write_text(public_text(problem_from({"id": "a", "answer": asked})), encoding="utf-8")
    question = load_public(path)["a"].questions[0]
    assert question.up_to == "constant"
    assert [one.spelling for one in read_value(question, question.fields["answer"], "x^2 + C")] == ["x^2 + C"]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("private", "-o", "public"), "say either --public or --format gradescope|prairielearn"),
        (("private", "--public", "-o", "full"), "full is not empty; nothing was written."),
        (("private", "--public", "-o", "private/public"), "private/public lies among the problems in private;"),
    ],
)
def test_what_is_not_exported_is_said(private, grader, args, why):
    write(private / "full", {"a": "b"})
    result = grader("export", *args)
    assert result.exit_code == 2
    assert why in result.stderr
    assert not (private / "public").exists()


def test_private_problems_are_not_public_ones(private, grader):
    write(private / "hw", {"answers.yaml": "pick: A\n"})
    result = grader("preview", "hw", "--problems", "private")
    assert result.exit_code == 2
    said = "does not belong in a public problem"
    lines = [line for line in result.stderr.splitlines() if said in line]
    assert lines == [
        f"private: 5 files hold what is not public, first choice.yaml:2: answer.expected: `expected` {said};"
        " `grader export private --public -o PUBLIC` writes public problems"
    ]
    write(private / "odd", {"a.yaml": "id: a\nanswer: {type: number, define: {u: x + 1}}\n"})
    assert (
        f"odd: 1 file holds what is not public, first a.yaml:2: answer.define.u:"
        f" expected a shape, such as real^2; a formula {said}" in grader("preview", "hw", "--problems", "odd").stderr
    )


HANDED_IN = """
lsq: u + 1/2x
pick: A, C
conv: {k: many, v: [[1, 2], [3, 4]]}
net: {W_1: [[1, 2, 3]], b_1: [0]}
two: {a: 5, c: So.}
"""


def test_a_preview_says_how_each_field_is_read_and_gives_no_verdict(private, grader):
    grader("export", "private", "--public", "-o", "public")
    write(private / "hw", {"answers.yaml": HANDED_IN})
    result = grader("preview", "hw", "--problems", "public")
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line[:1] != " "]
    assert lines == [
        "conv, k: unreadable (answers.yaml, line 4)",
        "conv, v: wrong shape as `[[1, 2], [3, 4]]` (answers.yaml, line 4)",
        "lsq: read as `u + (1/2) x` or as `u + 1/(2 x)` (answers.yaml, line 2)",
        "net, W_1: wrong shape as `[[1, 2, 3]]` (answers.yaml, line 5)",
        "net, b_1: read as `[0]` (answers.yaml, line 5)",
        "pick: read as `A, C` (answers.yaml, line 3)",
        "two.a: read as `5` (answers.yaml, line 6)",
        "two.b: missing",
        "two.c: read as `So.` (answers.yaml, line 6)",
        "9 fields: 5 read, 1 unreadable, 1 missing, 2 wrong shape",
    ]
    assert "  v has shape (2, 3)" not in result.stdout
    assert "v has shape (2, 2); real^{2 x 3} is expected." in result.stdout
    body = json.loads(grader("preview", "hw", "--problems", "public", "--format", "json").stdout)
    assert (body["schema"], body["submission"], body["counts"]) == (
        1, "hw", {"read": 5, "unreadable": 1, "missing": 1, "wrong shape": 2},
    )  # fmt: skip
    fields = {one["problem"]: one["fields"] for one in body["problems"]}
    assert fields["lsq"]["answer"]["readings"] == ["u + (1/2) x", "u + 1/(2 x)"]
    assert fields["two.b"] == {"answer": {"state": "missing"}}
    assert not re.search(r"correct|proved|refuted|score|verdict", json.dumps(body))


@pytest.mark.parametrize(
    ("failing", "code"),
    [((), 0), (("missing",), 1), (("wrong shape",), 0), (("unreadable",), 0), (("wrong shape", "missing"), 1)],
)
def test_fail_on(private, grader, failing, code):
    grader("export", "private", "--public", "-o", "public")
    write(private / "hw", {"answers.yaml": "two: {a: 5}\n"})
    flags = [flag for one in failing for flag in ("--fail-on", one)]
    assert grader("preview", "hw", "--problems", "public", *flags).exit_code == code


def test_what_can_be_left_out_is_not_missing_and_none_is_read(private, grader):
    grader("export", "private", "--public", "-o", "public")
    write(private / "hw", {"answers.yaml": "conv: none\nnet: none\n"})
    lines = grader("preview", "hw", "--problems", "public").stdout.splitlines()
    assert lines[:2] == ["conv: read as `none` (answers.yaml, line 1)", "lsq: missing"]
    assert lines[2] == "net: read as `none` (answers.yaml, line 2)"
    write(private / "hw", {"answers.yaml": "conv: {v: [[1, 2, 3], [4, 5, z]]}\n"})
    lines = grader("preview", "hw", "--problems", "public").stdout.splitlines()
    assert lines[:3] == [
        "conv, v: read as `[[1, 2, 3], [4, 5, z]]` (answers.yaml, line 1)",
        "lsq: missing",
        "net, W_1: missing",
    ]


@pytest.mark.parametrize("text", ["none", "DNE", "does not exist"])
@pytest.mark.parametrize("expected", ["none", "5"])
def test_that_there_is_no_value_is_read_whatever_is_expected(tmp_path, monkeypatch, grader, text, expected):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"private/p.yaml": f"id: p\nanswer: {{type: number, expected: {expected}}}\n"})
    grader("export", "private", "--public", "-o", "public")
    write(tmp_path, {"hw.yaml": f"p: {text}\n"})
    assert grader("preview", "hw.yaml", "--problems", "public").stdout.startswith("p: read as `none`")


def test_numbers_are_those_of_the_assignment(private, grader):
    grader("export", "private", "--public", "-o", "public")
    write(private, {"week.yaml": "problems: [lsq, two]\n", "hw.md": "## Problem 1\n\n$2x$\n\n## Problem 2\n\n(a) 5\n"})
    lines = grader("preview", "hw.md", "--problems", "public", "--assignment", "week.yaml").stdout.splitlines()
    assert lines[:3] == ["lsq: read as `2 x` (hw.md, line 3)", "two.a: read as `5` (hw.md, line 7)", "two.b: missing"]


def test_nothing_to_preview(private, grader):
    grader("export", "private", "--public", "-o", "public")
    (private / "empty").mkdir()
    assert grader("preview", "empty", "--problems", "public").exit_code == 0
