"""The page on submissions says what is so."""

import io
import re
from pathlib import Path

import numpy as np
import pytest

from grader.api import grade
from grader.problems.texts.source import LIMITS
from grader.submissions import limits
from grader.submissions.discovery.platforms import PLATFORMS

from .support import read_only, texts

PAGE = (Path(__file__).parents[2] / "docs/submissions.md").read_text()
DOWNLOADS = (Path(__file__).parents[2] / "docs/downloads.md").read_text()


def test_the_example_is_read(tmp_path):
    example = examples("yaml")[0]
    found = read_only(tmp_path, {"answers.yaml": example})
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 1, 1]", 3), "b_0": ("[2, 0, -2]", 4), "w_1": ("[3, -6, 3]", 5)}
    assert texts(found.answers["q3.b"]) == {"k": ("8", 6), "s": ("2", 6)}
    assert [notice.message for notice in found.notices] == ["there is no problem q4.a; did you mean q3.a?"]


def examples(language):
    return re.findall(rf"^````?{language}\n(.*?)^````?$", PAGE, re.DOTALL | re.MULTILINE)


TENT = {"w_0": "[1, 1, 1]", "b_0": "[2, 0, -2]", "w_1": "[3, -6, 3]"}


def fields(answer):
    return {name: field.error or field.text for name, field in answer.fields.items()}


def test_the_markdown_is_read(tmp_path):
    found = read_only(tmp_path, {"answers.md": examples("markdown")[0]})
    assert {id_: fields(answer) for id_, answer in found.answers.items()} == {
        "tent": TENT,
        "q2": {"answer": r"24 \cdot 24 \cdot 128 = 73728"},
        "q3.a": {"answer": "1/2"},
        "q3.b": {"k": "8", "s": "2"},
    }
    assert (found.notices, found.damaged) == ((), None)


def test_the_latex_is_read(tmp_path):
    found = read_only(tmp_path, {"answers.tex": examples("latex")[0]})
    assert {id_: fields(answer) for id_, answer in found.answers.items()} == {
        "tent": TENT,
        "q2": {"answer": "73728"},
        "q3.a": {"answer": "1/2"},
    }
    assert (found.notices, found.damaged) == ((), None)


def test_the_arrays_are_read(tmp_path):
    for number, example in enumerate(examples("yaml")[1:]):
        files = {"weights.npz": archive(), "w0.npy": array([1, 1, 1]), "more.json": '{"b_0": [2, 0, -2]}'}
        found = read_only(tmp_path / str(number), {"answers.yaml": example, **files})
        assert fields(found.answers["tent"]) == TENT


def array(entries):
    stream = io.BytesIO()
    np.save(stream, np.array(entries))
    return stream.getvalue()


def archive():
    stream = io.BytesIO()
    np.savez(stream, w_0=[1, 1, 1], b_0=[2, 0, -2], w_1=[3, -6, 3])
    return stream.getvalue()


def test_the_limits_are_those_on_the_page():
    pages = PAGE + DOWNLOADS
    rows = {name: int(value.replace(",", "")) for name, value in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", pages, re.M)}
    here = {name: value for name, value in vars(limits).items() if name.isupper() and name != "KEY_CHARACTERS"}
    assert rows == here | {"max_depth": LIMITS.max_depth, "max_nodes": LIMITS.max_nodes}


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_the_names_on_the_page_are_recognised(platform):
    (row,) = re.findall(rf"^\| {platform.title} \| (.*?) \|", DOWNLOADS, re.M)
    names = [name.removesuffix("/") for name in re.findall(r"`([^`]+)`", row) if "…" not in name]
    names = [name for name in names if name not in {*platform.own, platform.marker, ".txt", " - hw1.md"}]
    assert len(names) >= 1
    assert [name for name in names if not platform.parts([name])] == []


ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| (\w+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("text", "asked", "outcome"), ROWS, ids=[row[0] for row in ROWS])
def test_a_text_gets_the_outcome_of_its_row(tmp_path, text, asked, outcome):
    kind = "" if "type:" in asked else "type: expression, " if "for_all" in asked else "type: number, "
    problem = f"id: p1\nprompt: Compute it.\nanswer: {{{kind}{asked}}}\n"
    files = {"problems/p1.yaml": problem, "ada.md": "# p1\n\n" + text.replace(" ⏎ ", "\n\n") + "\n"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    report = grade(tmp_path / "ada.md", problems=tmp_path / "problems")
    assert report.students[0].verdicts["p1"].outcome.value == outcome


def test_there_are_such_rows():
    assert len(ROWS) >= 20
