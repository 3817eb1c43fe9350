"""Derivations: rows with their outcomes, and hostile texts that end in a named limit or stay open."""

import time
from fractions import Fraction
from pathlib import Path

import pytest

from grader.api import check, load_problems
from grader.claims.derivations.text import lines_of
from grader.verdict import Outcome
from tests.caselists import read_texts

GROUPS = read_texts(Path(__file__).parents[1] / "cases" / "derivations.yaml")
ROWS = [(group["problem"], row) for group in GROUPS for row in group["rows"]]
EXPANDED = GROUPS[0]["problem"]


def problem_of(text, folder):
    (folder / "q.yaml").write_text(text, encoding="utf-8")
    return load_problems(folder)["q"]


@pytest.mark.parametrize(("text", "row"), ROWS, ids=[row["answer"][:40] for _, row in ROWS])
def test_row(text, row, tmp_path):
    verdict = check(problem_of(text, tmp_path), row["answer"])
    expected = row["outcome"] if isinstance(row["outcome"], list) else [row["outcome"]]
    said = " | ".join(feedback.text for feedback in verdict.feedback)
    assert verdict.outcome.value in expected, said
    if "score" in row:
        assert verdict.score == Fraction(row["score"])
    for part in row.get("says", []):
        assert part in said
    notes = [note for field in verdict.fields.values() for note in field.notes]
    assert [note for note in row.get("notes", []) if note not in notes] == []


def test_a_long_derivation_is_refused_with_the_limit(tmp_path):
    long = "(x + 1)^2 - (x - 1)^2\n" + "= 4x\n" * 500
    verdict = check(problem_of(EXPANDED, tmp_path), long)
    assert verdict.outcome is Outcome.UNREADABLE
    assert "max_lines = 200" in verdict.feedback[0].text


def test_a_step_that_repeats_is_one_step_as_often_as_it_stands(tmp_path):
    verdict = check(problem_of(EXPANDED, tmp_path), "(x + 1)^2 - (x - 1)^2" + " = 4x" * 50)
    assert verdict.outcome is Outcome.CORRECT
    assert sum(claim.id.startswith("step") for claim in verdict.claims) == 50


@pytest.mark.parametrize("factor", ["∛2", "√\\pi "])
def test_products_of_many_roots_take_no_time(factor, tmp_path):
    """Powers of so high a degree are refused by the solver, which would look at them for half a minute."""
    asked = "id: q\nanswer: {type: derivation, for_all: {x: real}, start: 5x + 2 = 2x + 14, end: x = 4}"
    problem = problem_of(asked, tmp_path)
    check(problem, "5x + 2 = 2x + 14\nx = 4")
    start = time.process_time()
    assert check(problem, factor * 50 + "5x + 2 = 2x + 14\nx = 4").outcome is not Outcome.CORRECT
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text", ["=", "= = =", "⇔", "⇒ ⇒", "\\begin{align}\\end{align}", "& & \\\\ &", "let", "let u =", "- ", "$$", "□"]
)
def test_dress_alone_is_nothing_wrong(text, tmp_path):
    verdict = check(problem_of(EXPANDED, tmp_path), text)
    assert verdict.outcome in {Outcome.UNREADABLE, Outcome.REVIEW, Outcome.UNDECIDED, Outcome.MISSING}


@pytest.mark.parametrize(
    "piece", [" ", " (", "so a = b, ", "If x = 0: ", "= 1 | ", "\\text{ab cd}", "((", "x: ", " (ab cd)"]
)
def test_long_lines_are_read_to_their_end(piece):
    """A part of a line that recurs is not read once more for each of its places, and not by recursion."""
    assert lines_of("a = b" + piece * (30_000 // len(piece)) + "c")


@pytest.mark.parametrize(
    ("before", "piece", "behind"),
    [
        ("a = b", "\n", "c"),
        ("\\text{", "\n\n", "}"),
        ("a = b", "\\begin{a}", "c"),
        ("a = b", "\\begin{a}x", "\\end{b}c"),
        ("a = b", "\u2009", "□ c"),
        ("a = b □", " ", "c"),
        ("a = b,", " ", "c"),
        ("a = b and", " ", "c"),
        ("a = b for all x", " ", "c"),
    ],
)
def test_the_longest_texts_are_read_to_their_end(before, piece, behind):
    """A run of blanks is looked at once, and not from each of its places, which would take minutes."""
    assert lines_of(before + piece * (39_000 // len(piece)) + behind)


def test_a_matrix_is_one_line_and_what_is_never_ended_parts_nothing():
    text = "A = \\begin{bmatrix}1 & 2\\\\\n3 & 4\\end{bmatrix}\n= \\begin{cases} B\n= C"
    assert ["".join(part.sign + part.text for part in line) for line in lines_of(text)] == [
        "A=\\begin{bmatrix}1 & 2\\\\ 3 & 4\\end{bmatrix}",
        "=\\begin{cases} B",
        "=C",
    ]
