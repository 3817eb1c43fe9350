"""HTML: what a reader of the page sees is read, or said not to be; nothing is run, loaded or passed over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.submissions.forms.blocks import Heading
from grader.submissions.forms.content import raw
from grader.submissions.forms.html.page import MAX_DEPTH
from grader.submissions.forms.html.reader import read_html
from tests.caselists import read_values

from .support import RUNNING, read_only, texts

CASES = read_values(Path(__file__).parents[1] / "cases/html.yaml")
TAGS = (
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<ol>",
    "</ol>",
    "<li>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<h2>",
    "</h2>",
    "<sup>",
)
TAGS += (
    "</sup>",
    "<pre>",
    "</pre>",
    "<math>",
    "<mi>",
    "</mi>",
    "</math>",
    "<br>",
    "<blockquote>",
    "</blockquote>",
    "<del>",
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_blocks(case):
    found = read_html(case["text"], "a.html")
    assert [f"{type(one).__name__} {raw([one])}".strip() for one in found] == case["blocks"]


@given(st.lists(st.sampled_from((*TAGS, "7", " ", "x"))))
def test_whatever_stands_there_is_read_and_no_number_is_lost(parts):
    found = read_html("".join(parts), "a.html")
    shown = raw(list(found))
    assert shown.count("7") == "".join(parts).count("7") or "…" in shown or "<" in shown


def test_a_document_is_attributed_and_keeps_its_lines(tmp_path):
    text = "<html><body>\n<h1>Sheet</h1>\n<h2>Problem q2</h2>\n<p>\n5</p>\n<h2>q3</h2><p>(a)\n1</p></body></html>\n"
    found = read_only(tmp_path, {"a.html": text}, RUNNING)
    assert texts(found.answers["q2"])["answer"] == ("5", 5)


def test_deep_documents_are_said_not_to_be_read():
    found = read_html("<ul><li>" * MAX_DEPTH + "5", "a.html")
    assert "…" in raw(list(found))


def test_headings_have_their_levels():
    levels = [one.level for one in read_html("<h1>a</h1><h4>b</h4>", "a.html") if isinstance(one, Heading)]
    assert levels == [1, 4]


def test_beside_another_document_of_its_name_an_export_is_not_read(tmp_path):
    found = read_only(tmp_path, {"a.md": "# q2\n\n5\n", "a.html": "<h2>q2</h2><p>6</p>"}, RUNNING)
    assert texts(found.answers["q2"])["answer"][0] == "5"
    assert "a document of the same name" in (found.damaged or "")
