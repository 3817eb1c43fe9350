"""Zip files that were handed in: read in place, never unpacked, and nothing in one leads anywhere or costs much."""

import io
import os
import random
import stat
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest

from grader.submissions import find_submissions, limits, read_submission
from grader.submissions.model import Root
from grader.submissions.opening.archives import opened
from grader.submissions.opening.zip_files import OF_SUBMISSION, Held, ZipError, read_directory, read_member

from .support import PROBLEMS, said, texts, tree
from .test_class_folders import packed

GOOD = {"answers.yaml": "q2: 1"}


def handed_in(folder, data, name="hw.zip", **more):
    """Return the one submission of a class in which a student handed in an archive, as found and as read."""
    path = tree(folder / "class", {f"ada/{name}": data, **more})
    found, _ = find_submissions([path])
    (files,) = [one for one in found if one.name == "ada"]
    return files, read_submission(files, PROBLEMS)


def with_entries(*entries, method=zipfile.ZIP_DEFLATED):
    """Return an archive with these entries beside an answer: each a name, or a ZipInfo, and its bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        file.writestr("answers.yaml", "q2: 1")
        for name, data in entries:
            file.writestr(name, data)
    return stream.getvalue()


def special(name, mode):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


ESCAPES = [
    "../x.yaml",
    "/etc/passwd.yaml",
    "C:\\x.yaml",
    "c:/x.yaml",
    "\\\\host\\share\\x.yaml",
    "a/../../x.yaml",
    "..\\x.yaml",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_a_name_that_leads_out_is_refused_and_keeps_questions_open(tmp_path, name):
    tree(tmp_path, {"x.yaml": "q3: {a: 1, b: {k: 2}}"})
    files, read = handed_in(tmp_path, with_entries((name, "q3: {a: 1}")))
    assert [one.name for one in files.documents] == ["hw.zip/answers.yaml"]
    assert read.damaged == f"hw.zip/{name}: leads out of the archive, and is never read"
    assert list(read.answers) == ["q2"]


def test_windows_signs_between_folders_are_folders(tmp_path):
    info = zipfile.ZipInfo("x")
    info.filename = "week\\more.yaml"
    files, read = handed_in(tmp_path, with_entries((info, "q3: {a: 1}")))
    assert [one.name for one in files.documents] == ["hw.zip/answers.yaml", "hw.zip/week/more.yaml"]
    assert (sorted(read.answers), read.damaged) == (["q2", "q3.a"], None)


KINDS = {stat.S_IFLNK: "a symbolic link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_never_followed(tmp_path, kind):
    tree(tmp_path, {"secret.yaml": "q3: {a: 1}"})
    _, read = handed_in(tmp_path, with_entries((special("more.yaml", kind | 0o777), "../../secret.yaml")))
    assert read.damaged == f"hw.zip/more.yaml: {KINDS[kind]} in an archive is not followed"


def encrypted(data):
    """Return an archive all of whose members are marked as encrypted."""
    changed = bytearray(data)
    for mark, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        place = data.find(mark)
        while place >= 0:
            changed[place + at] |= 1
            place = data.find(mark, place + 1)
    return bytes(changed)


def flipped(data):
    """Return an archive in which one bit of the first member's bytes is another one."""
    changed = bytearray(data)
    changed[30 + len("answers.yaml") + 1] ^= 0x10
    return bytes(changed)


NOT_READ = {
    "no zip": (b"PK, not", "hw.zip: the archive is not read: it is no zip file, or a part of one is missing"),
    "empty": (b"", "hw.zip: the archive is not read: it is no zip file, or a part of one is missing"),
    "cut off": (with_entries()[:-30], "the archive is not read: it is no zip file, or a part of one is missing"),
    "first part missing": (with_entries()[60:], "it is broken: its directory is not where it says"),
    "of several": (
        with_entries()[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 1, 1, 1, 1, 58, 47, 0),
        "hw.zip: the archive is not read: it is a part of an archive in several files",
    ),
    "encrypted": (encrypted(with_entries()), "cannot be opened: is encrypted; hand it in without a password"),
    "flipped": (flipped(with_entries(method=zipfile.ZIP_STORED)), "its bytes do not fit its checksum"),
    "another method": (with_entries(method=zipfile.ZIP_LZMA), "is packed by a method that is not read (number 14"),
}  # fmt: skip


@pytest.mark.parametrize("why", NOT_READ)
def test_an_archive_that_cannot_be_read_keeps_questions_open(tmp_path, why):
    data, message = NOT_READ[why]
    _, read = handed_in(tmp_path, data)
    assert read.answers == {}
    assert read.damaged is not None
    assert message.removeprefix("cannot be opened: ") in read.damaged
    assert any(notice.level == "error" for notice in read.notices)


def announced(data, size):
    """Return an archive whose directory and first member announce another unpacked size."""
    place = data.index(b"PK\1\2")
    return data[: place + 24] + struct.pack("<L", size) + data[place + 28 :]


def test_bombs_are_refused_by_what_they_announce_and_by_what_they_are(tmp_path):
    bomb = with_entries(("more.ipynb", bytes(19_000_000)))
    assert len(bomb) < 50_000
    _, read = handed_in(tmp_path / "1", bomb)
    assert read.damaged.startswith("hw.zip/more.ipynb: cannot be opened: 19,000,000 bytes are packed in 18,")
    assert read.damaged.endswith("more than 250 in one (limit ARCHIVE_RATIO)")
    _, read = handed_in(tmp_path / "2", with_entries(("more.yaml", bytes(2_000_000))))
    assert read.damaged.endswith("2,000,000 bytes are more than the 1,000,000 allowed (limit DOCUMENT_BYTES)")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("answers.yaml", "q2: 1\n" + "#" * 50_000_000)
    _, read = handed_in(tmp_path / "3", announced(stream.getvalue(), 6))
    assert read.damaged.endswith("cannot be opened: is broken: it is larger packed than unpacked")
    small = packed({"answers.yaml": "q2: 1\n" + "#" * 300_000})
    _, read = handed_in(tmp_path / "4", announced(small, 6))
    assert read.damaged.endswith("cannot be opened: is broken: its bytes do not fit its checksum")


def test_one_stretch_of_bytes_under_many_names_is_read_to_the_limit_of_a_submission(tmp_path):
    data = random.Random(1).randbytes(600_000).hex().encode()[:900_000]
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = body.compress(data) + body.flush()
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(data), len(squeezed), len(data), 1, 0)
    head, names = b"", 200
    for number in range(names):
        name = f"{number:03}.md".encode()
        head += (
            struct.pack(
                "<4s6H3L5H2L",
                b"PK\1\2",
                20,
                20,
                0,
                8,
                0,
                0,
                zlib.crc32(data),
                len(squeezed),
                len(data),
                len(name),
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + name
        )
    start = local + b"x" + squeezed
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, names, names, len(head), len(start), 0)
    _, read = handed_in(tmp_path, start + head + end)
    assert "its documents are more than 4,000,000 bytes together (limit SUBMISSION_BYTES)" in read.damaged + str(
        read.notices
    )


def test_limits_of_archives_refuse_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_ENTRIES", 3)
    _, read = handed_in(tmp_path / "1", packed({f"{n}.yaml": "q2: 1" for n in range(4)}))
    message = "hw.zip: the archive is not read: 4 files and folders are more than the 3 allowed (limit ARCHIVE_ENTRIES)"
    assert (read.damaged, read.answers) == (message, {})
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 100)
    _, read = handed_in(tmp_path / "2", packed(GOOD))
    assert (read.damaged, read.answers) == (
        "hw.zip: the archive is not read: 129 bytes are more than the 100 allowed (limit ARCHIVE_BYTES)", {},
    )  # fmt: skip
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 1_000_000)
    monkeypatch.setattr(limits, "ARCHIVE_NAME_BYTES", 60)
    _, read = handed_in(tmp_path / "3", packed({"n" * 5000 + ".yaml": "q2: 1"}))
    assert read.damaged.endswith("its directory takes 5,051 bytes for 1 entries (limit ARCHIVE_NAME_BYTES)")


def test_three_thousand_files_in_one_submission_are_none(tmp_path):
    files = {f"{number:04}.yaml": f"q2: {number}" for number in range(3000)}
    message = "ada: not read: more than 1,000 files and folders (limit SUBMISSION_ENTRIES)"
    for name, path in {
        "folder": tree(tmp_path / "folder", {f"ada/{one}": text for one, text in files.items()}),
        "archive": tree(tmp_path / "archive", {"ada.zip": packed(files)}),
    }.items():
        (found,), _ = find_submissions([path])
        read = read_submission(found, PROBLEMS)
        assert (name, read.damaged, read.answers) == (name, message, {})
    flat = {f"doe_1_{number}_{number}.yaml": "q2: 1" for number in range(1, 3001)} | {"roe_2_9999_a.yaml": "q2: 1"}
    (doe, roe), _ = find_submissions([tree(tmp_path / "flat", flat)])
    assert read_submission(doe, PROBLEMS).damaged == message.replace("ada", "doe_1")
    assert read_submission(roe, PROBLEMS).damaged is None


def test_names_that_stand_twice_and_files_that_are_folders(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_entries(("answers.yaml", "q2: 2"), ("a", "x"), ("a/b.yaml", "q3: {a: 1}"))
    files, read = handed_in(tmp_path, data)
    assert [one.name for one in files.documents] == ["hw.zip/a/b.yaml"]
    assert (
        read.damaged == "hw.zip/answers.yaml: two files of one name stand in the archive (and 1 more)"
        or read.damaged == ("hw.zip/a: a file and a folder of one name stand in the archive (and 1 more)")
    )
    assert list(read.answers) == ["q3.a"]


def test_folders_too_deep(tmp_path):
    _, read = handed_in(tmp_path, with_entries(("/".join("abcdefghijklmnop") + ".yaml", "q3: {a: 1}")))
    assert "more than 8 folders inside each other (limit SUBMISSION_DEPTH)" in read.damaged


def test_links_and_escapes_in_the_archive_of_a_class_belong_to_their_student(tmp_path):
    data = with_entries(
        ("bob/../../x.yaml", "q2: 1"), ("bob/answers.md", "# q2\n\n1"), ("ada.md", "# q2\n\n1"),
        (special("bob/l.yaml", stat.S_IFLNK | 0o777), "x"), ("../eve.yaml", "q2: 1"),
    ).replace(b"answers.yaml", b"cleo999.yaml")  # fmt: skip
    (tmp_path / "class.zip").write_bytes(data)
    found, _ = find_submissions([tmp_path / "class.zip"])
    assert {files.name: files.damaged for files in found} == {
        "ada": None,
        "bob": "bob/../../x.yaml: leads out of the archive, and is never read (and 1 more)",
        "cleo999": None,
        "eve": "../eve.yaml: leads out of the archive, and is never read",
    }


@pytest.mark.parametrize("before", [b"", b"#!/bin/sh\n"])
def test_archives_with_the_fields_of_zip64_and_bytes_before_them(tmp_path, monkeypatch, before):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for number in range(20):
            file.writestr(zipfile.ZipInfo(f"s{number // 10}/{number % 10}.md"), "# q2\n\n7")
        with file.open(zipfile.ZipInfo("s0/answers.yaml"), "w", force_zip64=True) as member:
            member.write(b"q3: {a: 1}")
    data = stream.getvalue()
    assert b"PK\6\6" in data
    (tmp_path / "class.zip").write_bytes(before + data[:-14] + b"\xff" * 12 + data[-2:])  # only those fields tell
    found, notices = find_submissions([tmp_path / "class.zip"])
    assert (len(found), notices) == (2, ())
    read = read_submission(found[0], PROBLEMS)
    assert {id_: texts(answer) for id_, answer in read.answers.items()} == {
        "q2": {"answer": ("7", 3)}, "q3.a": {"answer": ("1", 1)},
    }  # fmt: skip


@pytest.mark.parametrize("place", [0, 2**63, 2**64 - 1])
def test_places_that_no_file_has(tmp_path, place):
    good = with_entries(("b.md", "x" * 300))
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, 50, place)
    at = struct.pack("<4sLQL", b"PK\6\7", 0, place, 1)
    end = b"PK\5\6" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"
    for number, data in enumerate((good[:-22] + wide + at + end, good[:-22] + at + end)):
        _, read = handed_in(tmp_path / str(number), data)
        assert read.damaged.startswith("hw.zip: the archive is not read: it is broken: its ")
    changed = bytearray(good)
    spot = good.index(b"PK\1\2") + 42
    changed[spot : spot + 4] = struct.pack("<L", min(place, 2**32 - 2) or 7)
    _, read = handed_in(tmp_path / "member", bytes(changed))
    assert "is broken: it does not stand where the archive says" in read.damaged


def test_names_in_utf8_without_a_mark_of_it(tmp_path):
    data = bytearray(packed({"été.yaml": "q2: 1"}))
    place = data.index(b"PK\1\2") + 8
    data[place : place + 2] = b"\0\0"
    files, _ = handed_in(tmp_path, bytes(data))
    assert [one.name for one in files.documents] == ["hw.zip/été.yaml"]


@pytest.mark.parametrize("seed", range(300))
def test_whatever_bytes_stand_in_an_archive_nothing_but_its_fault_is_raised(seed):
    chance = random.Random(seed)
    data = bytearray(with_entries(("b.md", "x" * 300), ("c/d.md", "y"), method=chance.choice([0, 8])))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.choice([0, 1, 0xFF, 0x7F, chance.randrange(256)])
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    try:
        directory = read_directory(Held(bytes(data)), OF_SUBMISSION)
    except ZipError:
        return
    for member in directory.members.values():
        with suppress(ZipError):
            assert len(read_member(Held(bytes(data)), member)) == member.size


def test_an_archive_exchanged_for_another_while_it_is_read_is_the_other(tmp_path):
    path = tree(tmp_path / "class", {"ada.zip": packed(GOOD)})
    (files,), _ = find_submissions([path])
    (path / "ada.zip").write_bytes(packed({"other.yaml": "q2: 2"}))
    read = read_submission(files, PROBLEMS)
    assert read.damaged == "answers.yaml: cannot be opened: no such file in the archive"
    with opened(Root(path.resolve(), inner=files.documents[0].root.inner)) as archive:
        assert [str(one) for one in archive.directory.members] == ["other.yaml"]


EXCHANGED = {
    "a folder": ("ada", "ada"),
    "a file": ("ada/answers.yaml", "ada/answers.yaml"),
    "an archive": ("bob.zip", "bob.zip"),
}


@pytest.mark.parametrize("what", EXCHANGED)
def test_a_submission_exchanged_for_a_link_while_it_is_read_leads_nowhere(tmp_path, what):
    secret = {"ada/answers.yaml": "q2: 99", "bob.zip": packed({"answers.yaml": "q2: 99"})}
    path = tree(tmp_path / "class", {"ada/answers.yaml": "q2: 1", "bob.zip": packed(GOOD)})
    tree(tmp_path / "secret", secret)
    found, _ = find_submissions([path])
    place = EXCHANGED[what][0]
    os.rename(path / place, tmp_path / "away")
    os.symlink(tmp_path / "secret" / place, path / place)
    read = {files.name: read_submission(files, PROBLEMS) for files in found}
    ada, bob = read["ada"], read["bob"]
    hit, other = (bob, ada) if what == "an archive" else (ada, bob)
    assert hit.answers == {}
    assert "cannot be opened: " in hit.damaged
    assert texts(other.answers["q2"]) == {"answer": ("1", 1)}
    found, _ = find_submissions([path])
    again = {files.name: read_submission(files, PROBLEMS) for files in found}
    assert "not followed" in again["bob" if what == "an archive" else "ada"].damaged
    assert "99" not in str([said(one.notices) for one in again.values()])
