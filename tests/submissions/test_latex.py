"""LaTeX: answers under headings and in `\\answer`; nothing is expanded or followed, what is not closed is named."""

from pathlib import Path

import pytest

from tests.caselists import read_values

from .support import RUNNING, read_only, said, shown

CASES = read_values(Path(__file__).parents[1] / "cases/latex.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_what_is_found(tmp_path, case):
    found = read_only(tmp_path, {"a.tex": case["text"]}, RUNNING)
    assert {id_: shown(answer) for id_, answer in found.answers.items()} == case["answers"]
    assert said(found.notices) == case.get("notices", [])
    assert found.damaged == case.get("damaged")


@pytest.mark.parametrize(
    ("definition", "answer"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"\R"),
        (r"\DeclareMathOperator{\relu}{ReLU}", r"\relu(x)"),
        (r"\def\eta{\mathrm{eta}}", r"\eta"),
    ],
)
def test_a_macro_that_only_spells_its_name_is_none(tmp_path, definition, answer):
    found = read_only(tmp_path, {"a.tex": f"{definition}\n\\section{{q2}}\n${answer}$\n"}, RUNNING)
    assert found.answers["q2"].fields["answer"].text == answer
    assert found.answers["q2"].fields["answer"].error is None


@pytest.mark.parametrize(
    ("definition", "written"),
    [(r"\newcommand{\beta}{5}", "5"), (r"\def\beta{x}", "x"), (r"\renewcommand\beta{y}", "y")],
)
def test_a_macro_is_never_taken_for_the_command_of_its_name(tmp_path, definition, written):
    found = read_only(tmp_path, {"a.tex": f"{definition}\n\\section{{q2}}\n$\\beta$\n"}, RUNNING)
    field = found.answers["q2"].fields["answer"]
    assert (field.text, field.notes) == (written, (r"the document's own macros are written out in `\beta`",))


def test_a_macro_that_cannot_be_written_out_leaves_its_answer_unread(tmp_path):
    found = read_only(tmp_path, {"a.tex": "\\newcommand{\\a}{\\a}\n\\section{q2}\n$\\a$\n"}, RUNNING)
    said = r"`\a` is a macro of this document that is not written out here; write the answer without it"
    assert found.answers["q2"].fields["answer"].error == said
