"""Encodings and line ends of running documents: read where they say what they are, else named with the line."""

import pytest

from .support import RUNNING, read_only, said, texts

TEXT = "# q2\n\n½ η\n\n# q3\n\n## a\n\n7\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, ends):
    found = read_only(tmp_path, {"a.md": TEXT.replace("\n", ends).encode(encoding)}, RUNNING)
    assert texts(found.answers["q2"]) == {"answer": ("½ η", 3)}
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 9)}
    assert (found.notices, found.damaged) == ((), None)


@pytest.mark.parametrize("name", ["a.md", "a.tex"])
def test_a_wrong_byte_costs_only_its_answer(tmp_path, name):
    text = TEXT if name == "a.md" else "\\section{q2}\n\n½ η\n\n\\section{q3}\n\\subsection{a}\n\n\n7\n"
    found = read_only(tmp_path, {name: text.encode("latin-1", "replace").replace(b"\xbd", b"\xe9")}, RUNNING)
    assert found.answers["q2"].fields["answer"].error == "byte 0xE9 is not UTF-8; save the file as UTF-8"
    assert found.answers["q2"].fields["answer"].text.startswith("\ufffd")
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 9)}
    assert said(found.notices) == [
        f"{name}:3: error: byte 0xE9 is not UTF-8; what holds such bytes is not read. Save the file as UTF-8",
        f"{name}:3: error: q2: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ]


def test_control_characters_are_named(tmp_path):
    found = read_only(tmp_path, {"a.md": "# q2\n\n1\x00 2\n\n# q3\n## a\n\x1b[31m\n"}, RUNNING)
    error = "a sign stands here that is no character; write the answer again, in UTF-8"
    assert found.answers["q2"].fields["answer"].error == error
    assert said(found.notices)[0] == (
        "a.md:3: error: the character U+0000 is no text; what holds such characters is not read"
    )


def test_utf16_without_a_mark_is_named(tmp_path):
    found = read_only(tmp_path, {"a.md": TEXT.encode("utf-16-le")}, RUNNING)
    why = "is not UTF-8 text (every other byte is 0, as in UTF-16 without a byte-order mark); save it as UTF-8"
    assert found.damaged == f"a.md: {why}"


def test_a_direction_override_stays_in_the_text_and_out_of_messages(tmp_path):
    found = read_only(tmp_path, {"a.md": "# q2\n\n1 + \u202e2\n\n# te\u202ent\n\nx = 1\n"}, RUNNING)
    assert found.answers["q2"].fields["answer"].text == "1 + \u202e2"
    assert not any("\u202e" in str(notice) for notice in found.notices)
