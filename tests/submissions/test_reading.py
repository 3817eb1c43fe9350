"""Files that are hard to read: each gets its outcome and a message, and the rest counts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import grader.submissions.opening.documents as opening
from grader.submissions import find_submissions, limits, read_submission

from .support import PROBLEMS, read_only, said, texts, tree

EXPECTED = "expected answers by problem, such as `tent: {w_0: [1, 1, 1]}`"


@pytest.mark.parametrize(
    ("name", "content", "line", "message"),
    [
        ("answers.yaml", "q2\n", 1, f"the file is a text; {EXPECTED}"),
        ("answers.yaml", "- q2: 1\n", 1, f"the file is a list; {EXPECTED}"),
        ("answers.json", "[1]", 1, f"the file is a list; {EXPECTED}"),
        ("answers.json", '{"q2": 1,\n "q3.a" 5}', 2, "expected `:` after a key, not `5`"),
        ("answers.json", '{"q2": 1', 1, "expected `,` or `}`, not the end"),
        (
            "answers.yaml",
            "q2: 1".encode("utf-16-le"),
            1,
            "is not UTF-8 text (every other byte is 0, as in UTF-16 without a byte-order mark); save it as UTF-8",
        ),
        ("answers.yaml", "q2: 1\n---\nq2: 2\n", 2, "a second document begins here (`---`); a file holds one"),
        (
            "answers.json",
            "[" * 3000,
            1,
            "lists and mappings stand more than 50 deep (limit max_depth)",
        ),
        (
            "answers.yaml",
            b"q2: " + b"1" * 10_000_000,
            0,
            "too large to be read: 10,000,004 bytes are more than the 1,000,000 allowed (limit DOCUMENT_BYTES)",
        ),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, name, content, line, message):
    found = read_only(tmp_path, {name: content, "more.yaml": "q3.a: 1"})
    place = f"{name}:{line}" if line else name
    assert said(found.notices) == [f"{place}: error: {message}"]
    assert found.damaged == f"{place}: {message}"
    assert list(found.answers) == ["q3.a"]


def test_what_is_nearly_json_is_read_as_yaml(tmp_path):
    text = '{"q2": 1,\n "tent": {"w_0": [1, 2,], "b_0": "\\\\eta"},}'
    found = read_only(tmp_path, {"answers.json": text})
    assert texts(found.answers["q2"]) == {"answer": ("1", 1)}
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 2,]", 2), "b_0": ("\\eta", 2)}
    message = "expected a value; the file is not JSON, and is read as YAML instead"
    assert said(found.notices) == [f"answers.json:2: warning: {message}"]
    assert found.damaged is None


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing\n", "\ufeff", "---\n"])
def test_an_empty_file_is_no_damage(tmp_path, content):
    found = read_only(tmp_path, {"answers.yaml": content})
    assert (found.answers, found.damaged) == ({}, None)
    assert [str(notice) for notice in found.notices] in (
        [f"answers.yaml: warning: the file is empty; {EXPECTED}"],
        [],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are(tmp_path, encoding):
    found = read_only(tmp_path, {"answers.yaml": "q2: ½ η\n".encode(encoding)})
    assert texts(found.answers["q2"]) == {"answer": ("½ η", 1)}
    assert (found.notices, found.damaged) == ((), None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("answers.yaml", b"# Andr\xe9\nq2: caf\xe9\nq3.a: 7\n"),
        ("answers.json", b'{\n"q2": "caf\xe9",\n"q3.a": 7}'),
    ],
)
def test_a_wrong_byte_costs_only_its_field(tmp_path, name, content):
    found = read_only(tmp_path, {name: content})
    assert found.answers["q2"].fields["answer"].error == "byte 0xE9 is not UTF-8; save the file as UTF-8"
    assert "caf\ufffd" in found.answers["q2"].fields["answer"].text
    assert texts(found.answers["q3.a"])["answer"][0] == "7"
    line = 1 if name.endswith("yaml") else 2
    assert said(found.notices) == [
        f"{name}:{line}: error: byte 0xE9 is not UTF-8; what holds such bytes is not read. Save the file as UTF-8",
        f"{name}:2: error: q2: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ]


def test_many_parentheses_are_a_text(tmp_path):
    nested = "(" * 3000 + "1" + ")" * 3000
    found = read_only(tmp_path, {"answers.yaml": f"q2: {nested}\n"})
    assert texts(found.answers["q2"]) == {"answer": (nested, 1)}


def test_many_brackets_cost_only_their_field(tmp_path):
    found = read_only(tmp_path, {"answers.yaml": f"q2: {'[' * 3000}1{']' * 3000}\nq3.a: 7\n"})
    assert found.answers["q2"].fields["answer"].error == "lists and mappings stand more than 50 deep (limit max_depth)"
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 2)}


def test_an_alias_bomb_costs_nothing(tmp_path):
    steps = zip("abcdefg", "bcdefgh", strict=True)
    bomb = "a: &a [x, x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in steps)
    found = read_only(tmp_path, {"answers.yaml": bomb + "q2: *h\nq3.a: 7\n"})
    assert found.answers["q2"].fields["answer"].error.startswith("YAML takes this for an alias")
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 10)}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none(tmp_path, number):
    found = read_only(tmp_path, {"answers.json": f'{{"q2": {number}, "q3.a": 7}}', "answers.yaml": "q3.b: {k: .nan}"})
    assert texts(found.answers["q2"]) == {"answer": f"`{number}` is not JSON and no number"}
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 1)}
    assert texts(found.answers["q3.b"]) == {"k": (".nan", 1)}


def test_all_documents_together_have_a_limit(tmp_path):
    files = {f"{n}.yaml": f"q2: 3\n#{'x' * 999_980}" for n in range(6)}
    found = read_only(tmp_path, files)
    assert found.answers["q2"].fields["answer"].source.file == "3.yaml"  # all say the same, and the last one counts
    message = "not read any more: its documents are more than 4,000,000 bytes together (limit SUBMISSION_BYTES)"
    assert found.damaged == f"4.yaml: {message} (and 1 more)"


def find_one(folder):
    (found,), _ = find_submissions([folder], single=True)
    return found


def test_a_file_that_may_not_be_opened(tmp_path, monkeypatch):
    found = find_one(tree(tmp_path / "ada", {"answers.yaml": "q2: 1", "b.yaml": "q3.a: 7"}))
    real = os.open

    def refuse(path, *args, **kwargs):
        if path == "answers.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    read = read_submission(found, PROBLEMS)
    assert read.damaged == "answers.yaml: cannot be opened: permission denied"
    assert list(read.answers) == ["q3.a"]


def test_what_is_exchanged_after_it_was_found_is_not_followed(tmp_path):
    tree(tmp_path, {"secret/x.yaml": "q2: 1"})
    folder = tree(tmp_path / "ada", {"a.yaml": "", "b/x.yaml": "", "c.yaml": "", "d.yaml": ""})
    found = find_one(folder)
    (folder / "a.yaml").unlink()
    os.symlink(tmp_path / "secret/x.yaml", folder / "a.yaml")
    (folder / "b/x.yaml").unlink()
    (folder / "b").rmdir()
    os.symlink(tmp_path / "secret", folder / "b")
    (folder / "c.yaml").unlink()
    os.mkfifo(folder / "c.yaml")
    (folder / "d.yaml").unlink()
    read = read_submission(found, PROBLEMS)
    assert read.answers == {}
    assert said(read.notices) == [
        "a.yaml: error: cannot be opened: too many levels of symbolic links",
        "b/x.yaml: error: cannot be opened: not a directory",
        "c.yaml: error: a pipe is never opened",
        "d.yaml: error: cannot be opened: no such file or directory",
    ]


def test_a_file_that_grows_while_it_is_read_stops_at_the_limit(tmp_path, monkeypatch):
    found = find_one(tree(tmp_path / "ada", {"answers.yaml": "q2: 1234567890"}))
    sizes = iter([5, 14])
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 10)
    check = opening._check_size
    monkeypatch.setattr(opening, "_check_size", lambda size, before, limit: check(next(sizes), before, limit))
    read = read_submission(found, PROBLEMS)
    assert read.damaged == (
        "answers.yaml: too large to be read: 14 bytes are more than the 10 allowed (limit DOCUMENT_BYTES)"
    )


def test_no_descriptor_stays_open(tmp_path):
    found = find_one(tree(tmp_path / "ada", {"a/b/answers.yaml": "q2: 1", "x.yaml": b"\xff"}))
    before = len(os.listdir("/dev/fd"))
    for _ in range(3):
        read_submission(found, PROBLEMS)
    assert len(os.listdir("/dev/fd")) == before


WORDS = ["q2", "tent", "q3", "q3.a", "w_0", "b_0", "a", "{", "}", "[", "]", ": ", ", ", "\n", "  ", '"']
ODD = ["&a ", "*a", "!!x ", "<<", "'", "\\t", "#", "- ", "? ", "|", ">", "\t", "\0", "\ufeff", "%", "file"]
PIECES = st.lists(st.sampled_from(WORDS) | st.sampled_from(ODD) | st.text(max_size=3), max_size=30)
CONTENTS = st.binary(max_size=60) | PIECES.map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ["answers.yaml", "answers.json"])
@settings(max_examples=200, deadline=None)
@given(content=CONTENTS)
def test_no_bytes_raise(tmp_path_factory, name, content):
    folder = tmp_path_factory.mktemp("any")
    found = read_only(folder, {name: content})
    for answer in found.answers.values():
        assert set(answer.fields) <= {"answer", "k", "s", "w_0", "b_0", "w_1"}
    for notice in found.notices:
        str(notice).encode("utf-8")
    for answer in found.answers.values():
        for field in answer.fields.values():
            (field.text + (field.error or "")).encode("utf-8")


KEYS = ["q2", "tent", "q3", "q3.a", "q3.b", "set", "tnet", "Q2", "name", "w_0", "k", "zz", "a", "b", "answer", "S"]
VALUES = st.recursive(
    st.integers(1000, 9999).map(str),
    lambda inner: st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=4),
    max_leaves=8,
)


def written(value, indent=0):
    if isinstance(value, str):
        return f" {value}\n"
    return "\n" + "".join(f"{' ' * indent}{key}:{written(inner, indent + 1)}" for key, inner in value)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), min_size=1, max_size=5))
def test_nothing_that_was_written_is_lost(tmp_path_factory, entries):
    """Every text of a file is an answer, or a notice or an error names its line or that of a key above it."""
    text = written(entries).lstrip("\n")
    found = read_only(tmp_path_factory.mktemp("any"), {"answers.yaml": text})
    fields = [f for a in found.answers.values() for f in [*a.fields.values(), *filter(None, [a.whole])]]
    answered = {(f.text, f.source.line) for f in fields}
    pointed = {notice.line for notice in found.notices}
    pointed |= {int(line) for notice in found.notices for line in re.findall(r"answers\.yaml:(\d+)", notice.message)}
    above: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        above[len(line) - len(line.lstrip()) :] = [number]
        value = line.partition(":")[2].strip()
        assert not value or (value, number) in answered or pointed & later(above, text), (number, found)


def later(above, text):
    """Return the lines of the keys above a value, and of later ones of the same name, which replace it."""
    lines = text.splitlines()
    names = {lines[number - 1].partition(":")[0].strip() for number in above}
    return {number for number, line in enumerate(lines, 1) if line.partition(":")[0].strip() in names}


@pytest.mark.parametrize("name", ["hostile"])
def test_a_sample_submission_is_read_whole(tmp_path, name):
    """Without its problems, every key of a sample submission is in a notice."""
    content = (Path(__file__).parents[2] / f"submissions/{name}/answers.yaml").read_bytes()
    found = read_only(tmp_path, {"answers.yaml": content})
    keys = re.findall(r"^([\w-]+):", content.decode(), re.MULTILINE)
    assert found.answers == {}
    assert len(keys) > 20
    for key in keys:
        assert any(f"there is no problem {key}" in notice.message for notice in found.notices)


def test_reading_imports_nothing_from_the_folder(tmp_path):
    trap = "raise SystemExit('imported')"
    tree(tmp_path, dict.fromkeys(["yaml.py", "numpy.py", "json.py", "sitecustomize.py", "encodings.py"], trap))
    tree(tmp_path, {"ada.yaml": "q2: 1"})
    code = (
        "from pathlib import Path; from grader.submissions import *;"
        "found, _ = find_submissions([Path('.')]); print([read_submission(f, {}).name for f in found])"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(opening.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "['ada']\n", run.stderr
