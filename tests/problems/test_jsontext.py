"""JSON as located texts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.problems.texts.jsontext import read_json
from grader.problems.texts.located import damages, duplicates, text_of
from grader.problems.texts.source import YamlLimits

from .test_yamltext import value


def read(source, **limits):
    document = read_json(source, "f.json", YamlLimits(**limits))
    assert document.faults == ()
    return document.root


def test_numbers_and_words_are_the_text_typed():
    source = '{"a": 1.50, "b": -2e3, "c": true, "d": null, "e": "x", "f": {"g": []}}'
    assert value(read(source)) == {"a": "1.50", "b": "-2e3", "c": "true", "d": "null", "e": "x", "f": {"g": []}}


def test_lists_are_arrays_without_the_quotes():
    root = read('{"a": [1, "x_1", [2.0, "y"]],\n "b": [ ]}')
    assert text_of(root.get("a")).value == "[1, x_1, [2.0, y]]"
    assert text_of(root.get("b")).value == "[]"
    assert (root.get("b").line, root.get("b").column) == (2, 7)
    assert text_of(root) is None


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (r'"\theta"', r'in JSON the backslash of `\theta` is not a backslash: write "\\theta"'),
        (r'"\\alpha \nu"', r'in JSON the backslash of `\nu` is not a backslash: write "\\alpha \\nu"'),
        (r'"\alpha x"', r'in JSON the backslash of `\alpha` is not a backslash: write "\\alpha x"'),
        (r'"\upsilon"', r'in JSON the backslash of `\upsilon` is not a backslash: write "\\upsilon"'),
        (r'"x\by"', "the invisible character U+0008 stands here; delete it"),
        (r'"\ud800"', "the invisible character U+D800 stands here; delete it"),
        ("NaN", "`NaN` is not JSON and no number"),
        ("-Infinity", "`-Infinity` is not JSON and no number"),
    ],
)
def test_damage_costs_its_own_field(raw, message):
    assert value(read(f'{{"a": {raw}, "b": 1}}')) == {"a": f"! {message}", "b": "1"}
    assert [damage.message for _, damage in damages(read(f'["x", {raw}]'))] == [message]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('{"a": 1,}', "f.json:1: expected a key in double quotes"),
        ("[1,\n]", "f.json:2: expected a value"),
        ('{"a": 1\n "b": 2}', 'f.json:2: expected `,` or `}`, not `"`'),
        ('{"a" 1}', "f.json:1: expected `:` after a key, not `1`"),
        ("{a: 1}", "f.json:1: expected a key in double quotes"),
        ('{"a": tru}', "f.json:1: `tru` is not JSON; a text stands in double quotes"),
        ("[01]", "f.json:1: `01` is not JSON; a text stands in double quotes"),
        ('["x', "f.json:1: this quotation mark is never closed on its line"),
        ("[1", "f.json:1: expected `,` or `]`, not the end"),
        ("[1] 2", "f.json:1: nothing may follow the closing bracket"),
        ("[[[[1]]]]", "f.json:1: lists and mappings stand more than 3 deep (limit max_depth)"),
        ("[1,2,3,4,5,6,7,8,9]", "f.json:1: holds more than 9 texts and lists (limit max_nodes)"),
        (b'{"a": "\xe9"}', "f.json:1: byte 0xE9 at position 7 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_faults_of_a_file(source, fault):
    document = read_json(source, "f.json", YamlLimits(max_depth=3, max_nodes=9))
    assert document.root is None
    assert [str(each) for each in document.faults] == [fault]


def test_duplicate_keys_are_kept_and_told():
    assert [(first.column, later.column) for _, first, later in duplicates(read('{"a": 1, "a": 2}'))] == [(2, 10)]


VALUES = st.recursive(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff\\")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(VALUES, st.booleans())
def test_texts_come_back(data, ascii_only):
    assert value(read(json.dumps(data, ensure_ascii=ascii_only))) == data


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=40) | st.text('[]{},:"\\u0b1 naNtrue\n', max_size=30))
def test_nothing_crashes(data):
    read_json(data, "f.json")
