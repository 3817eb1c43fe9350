"""Whatever a running document holds, it is read without an error, and every answer has a line of the file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .support import RUNNING, read_only

SCRAPS = [
    *["# tent", "## q2", "### a", "**b**", "## kind", "# word", "## yes-no", "# vec", "### w_0", "tent\n=="],
    *["w_0 = [1, 1, 1]", "w_0: ", "b_0", "w_1 is $3$", "x = 2", "k=8, s = 2", "(a) 1/2", "- a: 5", "1. $x$", "- [x] B"],
    *[
        "$",
        "$$",
        "\\[",
        "\\]",
        "\\(",
        "`",
        "```",
        "**",
        "__",
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        "|-|",
        "> ",
        "<b>",
    ],
    *[
        "<!--",
        "-->",
        "Answer:",
        "the answer is",
        "so",
        "where",
        "if x > 0",
        "because",
        ", ",
        ". ",
        "; ",
        ": ",
        "=",
        "\\\\",
    ],
    *[
        "\\begin{align}",
        "\\end{align}",
        "\\begin{itemize}",
        "\\item",
        "\\end{itemize}",
        "\\begin{verbatim}",
        "&",
        "%",
        "~",
    ],
    *[
        "\\section{tent}",
        "\\section*{q2",
        "\\answer{tent}{w_0}{1}",
        "\\answer{q2}",
        "\\newcommand{\\x}{3}",
        "\\input{a}",
        "\\x",
    ],
    *[
        "\\boxed{",
        "\\boxed{3}",
        "\\text{ and }",
        "\\quad",
        "file: a.npz",
        "{file: b.npy}",
        "\x00",
        "\u202e",
        "é",
        "no",
        "none",
        "---",
    ],
]
TEXTS = st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(["\n", " ", "\n\n", ""])), max_size=25).map(
    lambda parts: "".join(scrap + gap for scrap, gap in parts)
)


@pytest.mark.parametrize("name", ["a.md", "a.tex"])
@given(text=TEXTS)
@example(text="# tent\n*\n")
@settings(max_examples=80, deadline=None)
def test_nothing_is_raised(name, text):
    with TemporaryDirectory() as folder:
        found = read_only(Path(folder), {name: text}, RUNNING)
    last = text.count("\n") + 1
    for answer in found.answers.values():
        for one in (*answer.fields.values(), *([answer.whole] if answer.whole else [])):
            assert 1 <= one.source.line <= last
    for notice in found.notices:
        assert notice.line <= last


@pytest.mark.parametrize("name", ["a.md", "a.tex"])
@pytest.mark.parametrize(
    "scrap",
    [
        "\\begin{align}\n",
        "\\begin{itemize}\n\\item ",
        "$$\n",
        "$ ",
        "# tent\n",
        "w_0 = ",
        "(",
        "- ",
        "> ",
        "*a **b ",
        "\\[\n\n",
        "`a ``b ",
        "{\\bf ",
        "\\textbf{",
        "<!-- ",
        "| a ",
        "1, ",
        "\\boxed{",
        "\\answer{tent}{",
        "\\newcommand{\\a",
    ],
)
def test_long_and_hostile(tmp_path, name, scrap):
    head = "# tent\n" if name.endswith("md") else "\\section{tent}\n"
    found = read_only(tmp_path, {name: head + scrap * (20_000 // len(scrap))}, RUNNING)
    assert len(found.notices) <= 210
