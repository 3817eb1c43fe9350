"""Problems as authors write them, marked: outcome, score, and what is said to whom."""

from fractions import Fraction
from pathlib import Path

import pytest

from grader.api import check, load_problems
from tests.caselists import read_texts
from tests.rows import batches, each, sampled

CASES = read_texts(Path(__file__).parents[1] / "cases" / "marking.yaml")
ROWS = [(case["problem"], row) for case in CASES for row in case["rows"]]


def problem_of(text, folder):
    (folder / "q.yaml").write_text(text)
    return load_problems(folder)["q"]


@pytest.mark.parametrize("some", batches(ROWS, lambda one: one[0]), ids=lambda some: str(some[0][1]["answer"])[:40])
def test_rows(some, tmp_path):
    problem = problem_of(some[0][0], tmp_path)
    each(some, lambda one: _is_marked(problem, one[1]))


def _is_marked(problem, row):
    verdict = check(problem, row["answer"])
    expected = row["outcome"] if isinstance(row["outcome"], list) else [row["outcome"]]
    said = " | ".join(feedback.text for feedback in verdict.feedback)
    assert verdict.outcome.value in expected, said
    if "score" in row:
        assert verdict.score == Fraction(row["score"])
    if "range" in row:
        assert verdict.score_range == tuple(Fraction(end) for end in row["range"])
    for text in row.get("says", []):
        assert text in said
    shown = " | ".join(feedback.student for feedback in verdict.feedback)
    for text in row.get("hides", []):
        assert text not in shown


SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "problems").iterdir() if path.is_dir())


@pytest.mark.parametrize("samples", sampled(SAMPLES), ids=[path.name for path in SAMPLES])
def test_all_sample_problems_pass_their_own_examples(samples):
    from grader.api import lint

    report = lint(samples)
    assert [str(diagnostic) for diagnostic in report.diagnostics] == []
    assert report.problems
