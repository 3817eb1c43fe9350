"""Code reaches the problem that asks for it: as a block, as a cell, as a file; other files of code are left aside."""

import json

import pytest

from grader.api import load_problems
from grader.marking.mark import mark
from grader.submissions.discovery.search import find_submissions
from grader.submissions.reading import read_submission
from tests.submissions.support import tree

PROBLEMS = {
    "rows.yaml": "id: rows\nanswer: {type: code, inputs: {x: 'real^{n x d}'}, expected: return x.sum(1)}\n",
    "twice.yaml": "id: twice\nanswer: {type: expression, for_all: {x: real}, expected: 2 x}\n",
}
RIGHT = "return x.sum(1)"
FENCE = "```"


def notebook(*cells):
    kinds = [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": kinds})


@pytest.fixture
def marked(tmp_path):
    problems = load_problems(tree(tmp_path / "problems", PROBLEMS))

    def outcomes(files):
        found, _ = find_submissions([tree(tmp_path / "ada", files)], True)
        read = read_submission(found[0], problems)
        answers = read.answers
        notices = [notice.message for notice in read.notices]
        return {id_: mark(one, answers).outcome.value for id_, one in problems.items()}, notices

    return outcomes


@pytest.mark.parametrize(
    ("files", "outcome"),
    [
        ({"a.md": f"# rows\n\nSome words.\n\n{FENCE}python\n{RIGHT}\n{FENCE}\n"}, "correct"),
        ({"a.md": f"# rows\n\n{FENCE}\n{RIGHT}\n{FENCE}\n\nMore words, x = 3.\n"}, "correct"),
        ({"a.md": f"# rows\n\n    {RIGHT}\n"}, "correct"),
        ({"a.md": "# rows\n\n```\nreturn x.sum(0)\n```\n"}, "incorrect"),
        ({"a.md": "# rows\n\n```\ns = x.sum(1)\n```\n\nand then\n\n```\nreturn s\n```\n"}, "correct"),
        ({"a.md": f"# rows\n\n{FENCE}\nreturn x.sum(0)\n{FENCE}\n\nor\n\n{FENCE}\n{RIGHT}\n{FENCE}\n"}, "undecided"),
        ({"a.md": "# rows\n\n```\nreturn x.sum(\n```\n"}, "unreadable"),
        ({"a.ipynb": notebook(("markdown", "# rows"), ("code", RIGHT))}, "correct"),
        ({"a.ipynb": notebook(("markdown", "# rows"), ("code", "import numpy as np\nnp.sum(x, axis=1)"))}, "correct"),
        ({"a.tex": f"\\section{{rows}}\n\\begin{{verbatim}}\n{RIGHT}\n\\end{{verbatim}}\n"}, "correct"),
        ({"answers.yaml": f"rows: {RIGHT}\n"}, "correct"),
        ({"answers.yaml": "rows: |\n  s = x.sum(1)\n  return s\n"}, "correct"),
        ({"rows.py": f"# my answer\n{RIGHT}\n"}, "correct"),
        ({"hw.py": f"import os\n# %% rows\n{RIGHT}\n# %% other\nfoo()\n"}, "correct"),
        ({"hw.py": RIGHT}, "missing"),
    ],
)
def test_code_reaches_its_problem(marked, files, outcome):
    found, _ = marked(files)
    assert found["rows"] == outcome


def test_other_files_of_code_are_left_aside(marked):
    found, notices = marked({"answers.yaml": "twice: 2x\n", "twice.py": "print(3)\n", "rows.py": "\n", "b.py": "x"})
    assert found == {"rows": "missing", "twice": "correct"}
    assert [notice.startswith("left aside, it is no document of answers") for notice in notices] == [True] * 2
