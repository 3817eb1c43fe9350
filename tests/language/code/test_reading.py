"""Code is read within limits; what is not read is said with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AnswerError
from grader.language.code.reader import read_code
from tests.caselists import read_values

ERRORS = read_values(Path("tests/cases/code-errors.yaml"))
NAMES = frozenset({"x", "W", "E"})


def text_of(case):
    return (
        case.get("before", "") + case.get("repeat", "") * case.get("times", 0) + case.get("text", case.get("after", ""))
    )


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: text_of(case)[:40])
def test_what_is_not_read_is_said(case):
    with pytest.raises(AnswerError) as error:
        read_code(text_of(case), NAMES)
    if "says" in case:
        assert error.value.message == case["says"]
    else:
        assert error.value.message.startswith(case["begins"])


@pytest.mark.parametrize(
    "text",
    [
        "```python\nreturn x\n```",
        "    return x\n",
        "y = x\n    return y",
        "\ty = x\n\treturn y",
        "return x  # a remark (with a bracket",
        'def f(a: torch.Tensor, b: int = 2) -> "Tensor":\n    """Says what it does."""\n    return a * b',
        "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nimport numpy as np",
        "from torch import nn",
        "print(f'{x}', unknown)\nreturn x",
        "with torch.no_grad():\n    y = x\nreturn y",
        "return x\r\n",
    ],
)
def test_what_is_read(text):
    program = read_code(text, NAMES)
    assert program.body
    assert program == read_code(text, NAMES)


@given(st.text(alphabet="xW()[]{}.,:=+-*/@#'\"\n\t \\0a1_éλ", max_size=80))
def test_any_text_is_read_or_refused(text):
    assert said(text) is not None


def said(text):
    """Return what is said of a text, empty where it is read."""
    try:
        return "" if isinstance(read_code(text, NAMES).body, tuple) else None
    except AnswerError as error:
        return error.pointed()
