import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AnswerError, Span
from grader.reports.clean import cut, escape_json, fitted, in_line, safe_line, safe_lines, width, without_caret

HOSTILE = "\x1b[2J\x9b31m\u202eabc\u2066\x07\ud800\u2028"


def test_controls_become_one_visible_sign_each():
    assert safe_line("a\x1b[31mb\x7f\x9b\u202e\ud800") == "a␛[31mb␡\ufffd\ufffd\ufffd"


@given(st.text())
def test_a_safe_line_keeps_its_length_and_holds_nothing_a_terminal_obeys(text):
    shown = safe_line(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) <= 0x9F for char in shown)


def test_carets_stay_in_place_below_tabs_and_controls():
    assert safe_lines("x\t\x1b+\n   ^") == ["x ␛+", "   ^"]


def test_long_texts_are_cut_with_a_note():
    assert cut("x" * 12_345, 3) == "xxx … (12,345 characters in all)"
    assert cut("xxx", 3) == "xxx"
    assert in_line("a\n  b\tc") == "a b c"


@pytest.mark.parametrize("indent", [None, 2])
def test_json_holds_no_control_and_means_the_same(indent):
    document = {HOSTILE: [HOSTILE, "η"]}
    text = escape_json(json.dumps(document, ensure_ascii=False, indent=indent))
    assert json.loads(text) == document
    assert "η" in text
    assert all(char.isprintable() or char == "\n" for char in text)
    text.encode()


def test_width_counts_columns():
    assert width("αβ") == 2
    assert width("漢字") == 4
    assert width("e\u0301") == 1


def test_names_are_fitted_to_columns():
    assert fitted("ada", 3) == "ada"
    assert fitted("adam", 3) == "ad…"
    assert fitted("漢字漢", 4) == "漢…"
    assert fitted("a\nb", 9) == "a␊b"


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("1,1", Span(1, 2), "Expected one value (at `,`, character 2 of `1,1`)"),
        ("2 +", Span(3, 3), "Expected one value (at the end of `2 +`)"),
        ("x\ny foo z", Span(4, 7), "Expected one value (at `foo`, character 3 of `y foo z`)"),
        ("1,1", None, "Expected one value."),
    ],
)
def test_a_caret_becomes_a_quotation(text, span, shown):
    assert without_caret(AnswerError("Expected one value.", text, span).pointed()) == shown
