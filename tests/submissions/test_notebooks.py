"""Notebooks: cells are read, outputs never; every answer is traced to its cell and the line in it."""

import json

import pytest

from grader.submissions import limits
from grader.submissions.forms import running as runningtext
from grader.submissions.forms.formats import Form
from grader.verdict import Source

from .support import RUNNING, read_only, said


def notebook(*cells, **more):
    return json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells], **more}, indent=1)


def test_answers_stand_in_markdown_cells(tmp_path):
    text = notebook(
        ("markdown", ["# tent\n", "\n", "w_0 = [1,1,1]\n"]),
        ("code", "w_0 = 7"),
        ("markdown", "b_0 = [2,0,-2]\n\n$$w_1 = [3,-6,3]$$"),
        ("markdown", "## q2\r\n\r\n5\r\n"),
    )
    found = read_only(tmp_path, {"hw.ipynb": text}, RUNNING)
    assert {name: (one.text, one.source) for name, one in found.answers["tent"].fields.items()} == {
        "w_0": ("[1,1,1]", Source("hw.ipynb, cell 1", 3)),
        "b_0": ("[2,0,-2]", Source("hw.ipynb, cell 3", 1)),
        "w_1": ("[3,-6,3]", Source("hw.ipynb, cell 3", 3)),
    }
    assert found.answers["q2"].fields["answer"].source == Source("hw.ipynb, cell 4", 3)
    assert found.damaged is None


def test_code_is_no_answer(tmp_path):
    found = read_only(tmp_path, {"hw.ipynb": notebook(("markdown", "# q2"), ("code", "print(5)"))}, RUNNING)
    assert found.answers["q2"].error == "q2: a block of code is not read"
    assert said(found.notices) == ["hw.ipynb, cell 2:1: warning: q2: a block of code is not read"]


def test_notices_come_in_the_order_of_cells(tmp_path):
    cells = [("markdown", "# q2"), *[("markdown", "5")] * 9, ("raw", "x"), ("code", "x")]
    text = notebook(*cells).replace('"raw"', "null")
    found = read_only(tmp_path, {"hw.ipynb": text, "a.md": "# nothing like it\n\nx = 1\n"}, RUNNING)
    assert [notice.file for notice in found.notices] == ["a.md", "hw.ipynb, cell 11", "hw.ipynb, cell 11"]


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ('{"cells": [,]}', "hw.ipynb:1: is no notebook: line 1 is not JSON (Expecting value)"),
        ('{"cells":\n[\n', "hw.ipynb:3: is no notebook: line 3 is not JSON (Expecting value)"),
        ("[1]", "hw.ipynb: is no notebook: has no `cells`"),
        ('{"worksheets": []}', "hw.ipynb: a notebook of an old form, without `cells`; save it in form 4"),
        ("[" * 100_000, "hw.ipynb: is no notebook: lists and mappings stand too deep inside each other"),
    ],
)
def test_what_is_no_notebook(tmp_path, text, said_of_it):
    found = read_only(tmp_path, {"hw.ipynb": text, "more.yaml": "q2: 1"}, RUNNING)
    assert found.damaged == said_of_it
    assert found.answers["q2"].fields["answer"].text == "1"


def test_outputs_above_the_limit_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "ada/hw.ipynb"
    path.parent.mkdir()
    with path.open("wb") as stream:
        stream.truncate(500_000_000)  # a sparse file: reading it would take its memory
    found = read_only(tmp_path, {}, RUNNING)
    limit = "the 20,000,000 allowed (limit NOTEBOOK_BYTES)"
    assert found.damaged == f"hw.ipynb: too large to be read: 500,000,000 bytes are more than {limit}"


def test_outputs_below_the_limit_cost_nothing(tmp_path):
    text = notebook(("markdown", "# q2\n5"), outputs=["x" * (limits.SUBMISSION_BYTES + 1)])
    found = read_only(tmp_path, {"hw.ipynb": text, "z.yaml": "q3.a: 1"}, RUNNING)
    assert (set(found.answers), found.notices) == ({"q2", "q3.a"}, ())


def test_cells_have_the_limit_of_a_document(monkeypatch):
    with pytest.raises(runningtext.UnreadableError, match="more than 1,000,000 characters") as error:
        runningtext.read_running(notebook(("markdown", "x" * 1_000_001)).encode(), "a.ipynb", Form.NOTEBOOK)
    assert str(error.value).endswith("(limit DOCUMENT_BYTES)")


def test_odd_numbers_and_signs_are_texts(tmp_path):
    text = notebook(("markdown", "# q2\n\x00 5"), n=0).replace('"n": 0', '"n": [NaN, 1e999999999, ' + "9" * 5000 + "]")
    found = read_only(tmp_path, {"hw.ipynb": text}, RUNNING)
    error = "a sign stands here that is no character; write the answer again, in UTF-8"
    assert found.answers["q2"].fields["answer"].error == error


@pytest.mark.parametrize(
    "cell",
    [
        {"source": "# q2\n5"},
        {"cell_type": "markdown", "src": "# q2\n5"},
        {"cell_type": "markdown", "source": {"a": "# q2\n5"}},
        {"cell_type": "markdown", "source": ["# q2\n", 5]},
        "# q2\n5",
        ["# q2\n5"],
    ],
)
def test_a_cell_that_cannot_be_read_keeps_open_all_that_it_may_hold(tmp_path, cell):
    first = {"cell_type": "markdown", "source": "# q2\n4\n\n# q3.a\n1"}
    found = read_only(tmp_path, {"hw.ipynb": json.dumps({"cells": [first, cell]})}, RUNNING)
    assert all(one.error is not None for one in found.answers["tent"].fields.values())
    for id_ in ("q2", "q3.a"):  # what is right there counts, and nothing is refuted
        (answer,) = found.answers[id_].fields.values()
        assert answer.error is not None or answer.candidates.texts[1].error is not None
