"""Markdown: what a student would naturally write is found, and what is found and fits nowhere is said."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submissions.forms import markdown
from tests.caselists import read_values

from .support import RUNNING, read_only, said, shown, texts

CASES = read_values(Path(__file__).parents[1] / "cases/markdown.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_what_is_found(tmp_path, case):
    found = read_only(tmp_path, {"a.md": case["text"]}, RUNNING)
    assert {id_: shown(answer) for id_, answer in found.answers.items()} == case["answers"]
    assert said(found.notices) == case.get("notices", [])
    assert found.damaged == case.get("damaged")


@pytest.mark.parametrize("end", ["!", ">", ""])
def test_a_tag_with_wide_blanks_is_read_in_one_way(tmp_path, end):
    text = "# q2\n\n<a" + " b= \xa0c" * 40 + end + "\n\n$4$\n"
    found = read_only(tmp_path, {"a.md": text}, RUNNING)
    assert "q2" in found.answers


@pytest.mark.parametrize(
    "heading",
    [
        "# q2",
        "## Problem q2",
        "## Problem 3 (q2)",
        "### q2:",
        "#### **q2**",
        "## `q2`",
        "## 2. Q2",
        "q2\n==",
        "**q2**",
        "**Problem q2.**\n",
        "## q2: the second",
        "## q2 – the second ##",
    ],
)
def test_headings_that_name_a_problem(tmp_path, heading):
    found = read_only(tmp_path, {"a.markdown": f"{heading}\n\n5\n"}, RUNNING)
    assert texts(found.answers["q2"])["answer"][0] == "5"
    assert found.notices == ()


@pytest.mark.parametrize("heading", ["## xq2", "## not-q2", "## q2x", "## q2 and q3", "## q2.x"])
def test_headings_that_name_none(tmp_path, heading):
    found = read_only(tmp_path, {"a.md": f"{heading}\n\n5\n"}, RUNNING)
    assert "q2" not in found.answers or found.answers["q2"].error
    assert len(found.notices) == 1


def test_a_heading_that_the_problem_locates(tmp_path):
    found = read_only(tmp_path, {"a.md": "## The Third Exercise\n\n$x^2$\n"}, RUNNING)
    assert texts(found.answers["over"]) == {"answer": ("x^2", 3)}


PIECES = [
    "#",
    "-",
    "*",
    "+",
    "1.",
    "2)",
    ">",
    "|",
    "---",
    "=",
    "===",
    "|-|",
    "```",
    "~~~",
    "$$",
    "\\[",
    "\\]",
    "<p>",
    "<!--",
    "-->",
    "_",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "a", "b", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\r"]), max_size=40))
def test_rules_that_find_nothing_change_nothing(parts):
    text = "".join(parts)
    tokens, all_tokens = (
        [token.as_dict() for token in markdown._parser(idle).parse(text)]
        for idle in (markdown._idle(text), frozenset())
    )
    assert tokens == all_tokens
