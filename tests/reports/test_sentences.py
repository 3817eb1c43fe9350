"""Sentences on pages: what stands between backticks is code, and whatever it holds, nothing of it is obeyed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.reports.markdown import sentence


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("`q` is not declared.", "`q` is not declared."),
        ("write `Answer: …`", "write `Answer: …`"),
        ("a *b* and `*c*`, `d`", r"a \*b\* and `*c*`, `d`"),
        ("one ` alone *b*", r"one \` alone \*b\*"),
        ("# no heading `x`", r"\# no heading `x`"),
        ("``<b>`` [x](y)", r"\`\`\<b\>\`\` \[x\](y)"),
    ],
)
def test_backticks(text, page):
    assert sentence(text) == page


def tokens(markdown):
    for token in MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"]).parse(markdown):
        yield token.type
        yield from (inner.type for inner in token.children or ())


@settings(max_examples=300, deadline=None)
@given(st.text("ab `*_[]()<>|~$&#-=+1.!\\\n:/@", max_size=30))
def test_nothing_is_obeyed(text):
    plain = {"paragraph_open", "paragraph_close", "inline", "text", "code_inline", "text_special", "softbreak"}
    assert set(tokens(f"- {sentence(text)}")) <= plain | {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }
