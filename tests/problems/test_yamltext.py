"""YAML as located texts: every scalar as typed, damage that costs one field, bytes that never crash the reader."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.problems.texts.located import (
    Damaged,
    MappingNode,
    SequenceNode,
    Text,
    damages,
    duplicates,
    path_text,
    text_of,
)
from grader.problems.texts.source import YamlLimits
from grader.problems.texts.yamltext import read_yaml


def read(source, **limits):
    document = read_yaml(source, "f.yaml", YamlLimits(**limits))
    assert document.faults == ()
    return document.root


def value(node):
    """Return a node in Python: texts, lists, mappings; damage as `!` and its message."""
    match node:
        case Text():
            return node.value
        case Damaged():
            return f"! {node.message}"
        case SequenceNode():
            return [value(item) for item in node.items]
        case MappingNode():
            return {entry.key.value: value(entry.value) for entry in node.entries}


def test_every_scalar_is_the_text_typed():
    source = "a: yes\nb: 012\nc: 1e3\nd: 2026-01-01\ne: null\nf: ~\ng:\nh: 0x1F\ni: 1_000\n'no': .inf\n"
    typed = ["yes", "012", "1e3", "2026-01-01", "null", "~", "", "0x1F", "1_000", ".inf"]
    assert list(value(read(source)).values()) == typed
    assert list(value(read(source)))[-1] == "no"


def test_places():
    root = read("a: 1\nb:\n  - 'x ''y'\n  - {c: [2, 3]}\nd: |\n  p\n  q\n")
    second = root.get("b")
    assert [(entry.key.line, entry.key.column) for entry in root.entries] == [(1, 1), (2, 1), (5, 1)]
    assert (second.line, second.column, second.items[0].line, second.items[0].column) == (3, 3, 3, 5)
    inner = second.items[1].get("c")
    assert (inner.line, inner.column, inner.items[1].column) == (4, 9, 13)
    assert root.get("d").value == "p\nq\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a: [1, 1, 1]", "[1, 1, 1]"),
        ("a: {0, 1}", "{0, 1}"),
        ("a: [ 1 ,2,\n   3]", "[ 1 ,2,    3]"),
        ("a: ['1/2', \"x\", [y]]  # why", "[1/2, x, [y]]"),
        ("a: [1, # one\n  2]", "[1,    2]"),
        ("a: {f(x, y), [0, 1]}", "{f(x, y), [0, 1]}"),
        ("a: [5 8]", "[5 8]"),
        ("a:\n - 1\n - [2, 3]", "[1, [2, 3]]"),
    ],
)
def test_a_bracketed_list_or_mapping_is_the_text_typed(source, text):
    assert text_of(read(source).get("a")).value == text


def test_a_block_mapping_is_no_text():
    assert text_of(read("a:\n  b: 1\n").get("a")) is None


@pytest.mark.parametrize(
    ("quoted", "message"),
    [
        (r'"\theta"', r"in double quotes the backslash of `\theta` is not a backslash: write '\theta'"),
        (r'"2\nu x"', r"in double quotes the backslash of `\nu` is not a backslash: write '2\nu x'"),
        (r'"\frac{1}{2}"', r"in double quotes the backslash of `\frac` is not a backslash: write '\frac{1}{2}'"),
        (r'"\beta\'"', r"in double quotes the backslash of `\'` is not a backslash: write '\beta\'''"),
        (r'"\sigma"', r"in double quotes the backslash of `\sigma` is not a backslash: write '\sigma'"),
        (r'"\xi + \upsilon"', r"in double quotes the backslash of `\xi` is not a backslash: write '\xi + \upsilon'"),
        (r'"a \q b"', r"in double quotes the backslash of `\q` is not a backslash: write 'a \q b'"),
        (r'"x\by"', r"an escape makes the invisible character U+0008; write 'x\by'"),
        (r'"\uD800"', r"in double quotes the backslash of `\uD` is not a backslash: write '\uD800'"),
    ],
)
def test_a_double_quoted_text_that_loses_a_command_is_damaged(quoted, message):
    assert value(read(f"a: {quoted}\nb: 2\nc: [1, {quoted}]\n")) == {
        "a": f"! {message}",
        "b": "2",
        "c": ["1", f"! {message}"],
    }


@pytest.mark.parametrize(
    "quoted", [r'"z = 1\ne = 2"', r'"\\theta"', r'"line\nbeneath"', r'"a\tb"', r'"a\nb"', r'"é \u00e9 \x41"', '"a\nb"']
)
def test_other_escapes_are_read(quoted):
    assert value(read(f"a: {quoted}")) == yaml.safe_load(f"a: {quoted}")


QUOTES = "mathematics that contains `, : { } [ ] # |` stands in single quotes"
BLOCK = "after `|` or `>`, which begin a text of several lines, nothing may stand"
RESERVED = "which is not allowed here; a text that begins so is written"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a: [0, 1)", "YAML does not read `[0, 1)` as one text; write a: '[0, 1)'"),
        ("a: {s: (0, 1], t: 2}", "YAML does not read `(0, 1]` as one text; write s: '(0, 1]'"),
        ("a: x: y", f"a second `:` stands in this line; {QUOTES}: a: 'x: y'"),
        ("a: |x|", f"{BLOCK}; {QUOTES}: a: '|x|'"),
        ("a: [1] + 2", f"nothing may follow a closing quotation mark or bracket; {QUOTES}: a: '[1] + 2'"),
        ("a: {s: [1] + 2}", f"nothing may follow a closing quotation mark or bracket; {QUOTES}"),
        ("a: 'x' y", f"nothing may follow a closing quotation mark or bracket; {QUOTES}"),
        ("a: [1, 2", f"this list is not closed as YAML expects, with `]`; {QUOTES}: a: '[1, 2'"),
        ("a: {s: 1", f"this mapping is not closed as YAML expects, with `}}`; {QUOTES}"),
        ("a: @x", f"a text cannot begin with `@`; {QUOTES}: a: '@x'"),
        ("a: %", f"a text cannot begin with `%`; {QUOTES}: a: '%'"),
        ("a: *x", f"YAML takes this for an alias, {RESERVED} '*x'"),
        ("a: &x 1", f"YAML takes this for an anchor, {RESERVED} '&x 1'"),
        ("a: !!python/name:os.system x", f"YAML takes this for a tag, {RESERVED} '!!python/name:os.system x'"),
        ("a: !t [1]", f"YAML takes this for a tag, {RESERVED} '!t [1]'"),
        ("a: - 1", f"a list item (`- `) cannot stand here; {QUOTES}: a: '- 1'"),
        ("a:\n\tb: 1", "a tab stands here; YAML indents with blanks"),
        ("a:\n   b: 1\n  c: 2", "this line is indented differently from the lines that it belongs to"),
        ("a: \x00 1", "the invisible character U+0000 stands here; delete it"),
        ("a: 1\u200b\x07", "the invisible character U+0007 stands here; delete it"),
        ("a: " + "[" * 60 + "]" * 60, "lists and mappings stand more than 50 deep (limit max_depth)"),
    ],
)
def test_what_cannot_be_read_costs_its_own_field(line, message):
    root = read(f"z: 0\n{line}\nb: [2, 3]\n")
    assert value(root)["z"] == "0"
    assert value(root)["b"] == ["2", "3"]
    assert [damage.message for _, damage in damages(root)] == [message]


def test_damage_deep_inside_costs_its_own_field():
    source = "p:\n  a: [1, 2\n  b: 2\n  l:\n  - s: 1\n    t: @\n  - u: 3\nq: 3\n"
    root = read(source)
    assert [path_text(path) for path, _ in damages(root)] == ["p.a", "p.l[1].t"]
    assert value(root)["p"]["l"][1] == {"u": "3"}
    assert value(root)["q"] == "3"


def test_an_unclosed_quotation_mark_costs_its_own_line():
    root = read("a: 1\nb: 'x\nc: 2\n")
    assert value(root) == {"a": "1", "b": "! this quotation mark is never closed", "c": "2"}
    assert [(damage.line, damage.column) for _, damage in damages(root)] == [(2, 4)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("[f(x, y), 2]", ["! YAML splits `f(x, y)` at its comma; write 'f(x, y)'", "2"]),
        ("{a: f(x, y), b: 2}", {"a": "! YAML splits `f(x, y)` at its comma; write 'f(x, y)'", "b": "2"}),
        ("{f(x, y): x, b: 2}", {"f(x, y)": "! YAML splits `f(x, y)` at its comma; write 'f(x, y)'", "b": "2"}),
        ("{a: g(b, c: 3), d: 1}", {"a": "! YAML splits `g(b, c: 3)` at its comma; write 'g(b, c: 3)'", "d": "1"}),
        ("[(a, b]", ["(a", "b"]),
    ],
)
def test_what_yaml_splits_at_a_comma_is_damaged_where_entries_are_wanted(source, found):
    assert value(read(source)) == found


def test_merge_keys_complex_keys_and_second_documents_are_refused():
    assert value(read("<<: {a: 1}\nb: 2")) == {
        "<<": "! merge keys (`<<`) are not supported; write the keys out",
        "b": "2",
    }
    assert value(read("[a, b]: 1")) == {"[a, b]": "! a key is a text, not a list or a mapping"}
    assert value(read("a: 1\n---\nb: 2")) == "! a second document begins here (`---`); a file holds one"
    assert value(read("---\na: 1\n...\n")) == {"a": "1"}


def test_duplicate_keys_are_kept_and_told():
    root = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    found = [(path_text(path), first.line, later.line) for path, first, later in duplicates(root)]
    assert found == [("a", 1, 3), ("b.c", 2, 2)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(codec):
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    root = read(bom + "é: θ😀 [1]\n".encode(codec))
    assert value(root) == {"é": "θ😀 [1]"}
    assert root.entries[0].value.column == 4


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (b"a: 1\nb: \xe9t\xe9", "f.yaml:2: byte 0xE9 at position 8 is not UTF-8; save the file as UTF-8"),
        (b"\xff\xfea\x00\x00", "f.yaml:1: byte 0x00 at position 4 is not UTF-16-LE; save the file as UTF-8"),
        (
            "a: 1".encode("utf-16-le"),
            "f.yaml:1: is not UTF-8 text (every other byte is 0, as in UTF-16 without a byte-order mark);"
            " save it as UTF-8",
        ),
        ("a: " + "x" * 100, "f.yaml: is larger than 100 bytes (limit max_bytes)"),
        ("[" + "1, " * 30 + "]", "f.yaml: holds more than 20 texts and lists (limit max_nodes)"),
    ],
)
def test_faults_of_a_file(source, fault):
    document = read_yaml(source, "f.yaml", YamlLimits(max_bytes=100, max_nodes=20))
    assert document.root is None
    assert [str(each) for each in document.faults] == [fault]


def test_empty_files():
    assert read("") is None
    assert read(b"\xef\xbb\xbf# nothing\n") is None


def test_only_so_many_damaged_fields_are_told_apart():
    root = read("".join(f"k{number}: @\n" for number in range(9)) + "z: 1\n", max_repairs=4)
    found = list(value(root).values())
    assert len(found) == 10
    assert found[-1] == "! too much before this cannot be read (limit max_repairs, 4)"


PIECES = st.sampled_from(
    [
        *"aB1 :-,#|>'\"\\[]{}&*!%@?~\n\t\r\x00",
        "\n  ",
        ": ",
        "- ",
        "\\theta",
        "\\q",
        "<<: ",
        "---\n",
        "é",
        "😀",
        "\ufeff",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
@example(b"\xff\xfe\x00")
def test_bytes_never_crash(data):
    read_yaml(data, "f.yaml")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("\n- - \n -\n")
@example('"\\')
def test_text_never_crashes_and_places_are_in_the_file(source):
    document = read_yaml(source, "f.yaml", YamlLimits(max_depth=8))
    lines = source.count("\n") + source.count("\r") + 2
    for _, damage in damages(document.root) if document.root else ():
        assert 1 <= damage.line <= lines
        assert damage.message


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff\u2028\u2029"))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(TEXTS.filter(lambda text: text != "<<"), st.lists(TEXTS, max_size=3), max_size=3))
def test_single_quoted_texts_come_back(data):
    def quoted(text):
        return "'" + text.replace("'", "''") + "'"

    lines = [f"{quoted(key)}: [{', '.join(map(quoted, items))}]\n" for key, items in data.items()]
    root = read("".join(lines))
    assert (value(root) or {}) == data


@pytest.mark.parametrize("rest", [b"\x14\x00\xff", b"\x14\x00\x08", bytes(100)])
def test_what_an_office_program_wrote_is_named_as_such(rest):
    (fault,) = read_yaml(b"PK\x03\x04" + rest, "roster.csv").faults
    assert str(fault) == (
        "roster.csv:1: is no text but a zip file, such as office programs write (.xlsx, .ods, .docx);"
        " save it as CSV or text"
    )
