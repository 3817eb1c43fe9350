"""The cache of verdicts: bounded, shared, and gone around where its file is of no use."""

import os
import sqlite3

import pytest

from grader.batch.cache import MAX_RECORD_BYTES, Cache, usual_path
from grader.batch.keys import digest

KEYS = [digest(number) for number in range(2000)]


@pytest.fixture(name="path")
def cache_path(tmp_path):
    return tmp_path / "deep" / "verdicts.sqlite"


def test_what_one_run_adds_another_finds(path):
    first = Cache(path)
    assert first.found(KEYS) == {}
    first.add([(KEYS[0], b"zero"), (KEYS[1], b"one")])
    first.add([(KEYS[0], b"other")])
    second = Cache(path)
    assert second.found([*KEYS, KEYS[0]]) == {KEYS[0]: b"zero", KEYS[1]: b"one"}
    first.close()
    second.close()
    assert first.said == second.said == []


def test_a_process_that_was_forked_opens_the_file_for_itself(path):
    cache = Cache(path)
    cache.add([(KEYS[0], b"zero")])
    child = os.fork()
    if child == 0:
        os._exit(0 if cache.found(KEYS[:2]) == {KEYS[0]: b"zero"} else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert cache.found(KEYS[:1]) == {KEYS[0]: b"zero"}
    cache.close()


def test_processes_that_open_a_new_file_at_once_all_use_it(path):
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            cache = Cache(path)
            cache.add([(KEYS[number], b"x")])
            os._exit(len(cache.said))
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 6
    cache = Cache(path)
    assert len(cache.found(KEYS)) == 6
    cache.close()


def test_the_oldest_make_room(path):
    cache = Cache(path, max_bytes=300_000)
    for start in range(0, 2000, 100):
        cache.add([(key, b"x" * 500) for key in KEYS[start : start + 100]])
    found = cache.found(KEYS)
    assert 300 < len(found) < 700
    assert set(KEYS[-100:]) <= found.keys()
    assert KEYS[0] not in found
    assert path.stat().st_size < 1_000_000
    cache.close()


def test_a_verdict_that_is_very_long_is_not_kept(path):
    cache = Cache(path)
    cache.add([(KEYS[0], b"x" * (MAX_RECORD_BYTES + 1)), (KEYS[1], b"x")])
    assert cache.found(KEYS[:2]) == {KEYS[1]: b"x"}
    cache.close()


def test_a_verdict_that_was_altered_counts_for_nothing(path):
    cache = Cache(path)
    cache.add([(KEYS[0], b"zero"), (KEYS[1], b"one")])
    cache.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE verdicts SET data = x'0000' WHERE key = ?", (KEYS[0],))
    connection.close()
    cache = Cache(path)
    assert cache.found(KEYS[:2]) == {KEYS[1]: b"one"}
    cache.close()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (
            lambda path: path.write_bytes(b"no database, but long enough to be taken for one" * 40),
            "file is not a database",
        ),
        (lambda path: path.mkdir(), "unable to open database file"),
        (lambda path: path.parent.rmdir() or path.parent.write_text(""), "Not a directory|File exists"),
    ],
)
def test_what_is_no_cache_is_said_once_and_gone_around(path, spoil, why):
    path.parent.mkdir()
    spoil(path)
    cache = Cache(path)
    assert cache.found(KEYS) == {}
    cache.add([(KEYS[0], b"x")])
    assert cache.found(KEYS) == {}
    assert len(cache.said) == 1
    assert any(one in cache.said[0] for one in why.split("|"))
    assert cache.said[0].endswith("; every answer is decided anew")


def test_a_cache_that_is_not_wanted_is_empty():
    cache = Cache(None)
    cache.add([(KEYS[0], b"x")])
    assert (cache.found(KEYS), cache.said) == ({}, [])


def test_it_lies_with_the_users_other_caches(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert usual_path().parent == tmp_path / "grader"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert usual_path().parent == tmp_path / ".cache" / "grader"
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as where nobody knows the user
    assert usual_path() is None
