"""The journal: what was written is found again, what was torn is not, and a disk that refuses is named."""

import os
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.batch import journal as room
from grader.batch.journal import NAME, Journal
from grader.batch.keys import digest
from grader.batch.lock import Lock
from grader.batch.records import HEAD, Kind, Place
from grader.errors import RefusedError
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Done, Worker

KEYS = [digest(number) for number in range(40)]
DATA = [b'["Done",%d]' % number * (number + 1) for number in range(40)]


@pytest.fixture(name="path")
def journal_path(tmp_path):
    return tmp_path / NAME


def write(path, count, kind=Kind.VERDICT, **how):
    journal = Journal(path, **how)
    for key, data in zip(KEYS[:count], DATA, strict=False):
        journal.append(kind, key, data)
    journal.sync()
    journal.close()


def read(path, **how):
    journal = Journal(path, **how)
    found = {key: journal.read(place) for key, place in (journal.verdicts | journal.submissions).items()}
    journal.close()
    return found, journal.said


def test_what_was_written_is_found_by_its_key(path):
    write(path, 40)
    assert read(path) == (dict(zip(KEYS, DATA, strict=True)), [])


def test_a_later_record_of_a_key_counts(path):
    journal = Journal(path)
    journal.append(Kind.CUT_OFF, KEYS[0], b"first")
    place = journal.append(Kind.VERDICT, KEYS[0], b"second")
    journal.flush()
    assert journal.read(place) == b"second"
    journal.close()
    assert read(path)[0] == {KEYS[0]: b"second"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_wherever_it_is_torn_every_whole_line_before_counts_and_it_goes_on(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("torn") / NAME
    write(path, 5)
    whole = path.read_bytes()
    cut = data.draw(st.integers(len(HEAD), len(whole)))
    path.write_bytes(whole[:cut] + data.draw(st.sampled_from([b"", b"\x00" * 50, b"\x00\n\x00\n"])))
    lines = whole[:cut].count(b"\n") - 1
    assert read(path)[0] == dict(zip(KEYS[:lines], DATA, strict=False))
    write(path, 5)
    assert read(path) == (dict(zip(KEYS[:5], DATA, strict=False)), [])


def test_a_damaged_line_in_the_middle_counts_for_nothing_and_is_said(path):
    write(path, 3)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"Done", b"Gone")
    path.write_bytes(b"".join(lines))
    found, said = read(path)
    assert list(found) == [KEYS[0], KEYS[2]]
    assert said == [f"{path}: 1 damaged line of the journal counts for nothing"]


@pytest.mark.parametrize("text", [b"grader journal 1\nx y z\n", b"\x00\x00", b"{}\n", b"grader journal 2 "])
def test_a_journal_of_another_version_is_kept_and_a_new_one_begun(path, text):
    path.write_bytes(text)
    found, said = read(path)
    assert found == {}
    assert said == [f"{path} is no journal of this version of grader; a new one is begun, and it is kept as {path}.old"]
    assert path.with_name(NAME + ".old").read_bytes() == text
    assert path.read_bytes() == HEAD


def test_a_head_that_was_torn_is_begun_anew(path):
    path.write_bytes(HEAD[:7])
    assert read(path) == ({}, [])
    assert path.read_bytes() == HEAD


def test_fresh_forgets_all_and_retry_open_what_a_clock_or_a_crash_ended(path):
    write(path, 2)
    journal = Journal(path)
    journal.append(Kind.CUT_OFF, KEYS[2], b"late")
    journal.append(Kind.UNREAD, KEYS[3], b"unread")
    journal.sync()
    journal.close()
    assert len(read(path)[0]) == 4
    assert list(read(path, retry_open=True)[0]) == KEYS[:2]
    assert read(path, fresh=True)[0] == {}
    assert read(path)[0] == {}


def test_without_a_file_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    journal = Journal()
    place = journal.append(Kind.VERDICT, KEYS[0], b"x")
    journal.sync()
    assert journal.read(place) == b"x"
    assert list(tmp_path.iterdir()) == []
    journal.close()


# Compaction


@pytest.fixture(name="small_waste")
def leave_out_small_waste(monkeypatch):
    monkeypatch.setattr(room, "LEAST_WASTE", 100)


def compacted(path, used, new=0):
    """Open a journal, use some of its records, write new ones, and leave out the rest."""
    journal = Journal(path)
    journal.use(*(journal.verdicts[KEYS[number]] for number in used))
    for number in range(new):
        journal.append(Kind.SUBMISSION, KEYS[number], b"new")
    journal.compact()
    found = {key: journal.read(place) for key, place in journal.verdicts.items()}
    place = journal.append(Kind.VERDICT, KEYS[39], b"after")
    journal.sync()
    assert journal.read(place) == b"after"
    journal.close()
    return found


def test_what_a_run_did_not_use_is_left_out_where_it_is_most_of_the_file(path, small_waste):
    write(path, 20)
    size = path.stat().st_size
    assert compacted(path, [3, 5], new=2) == {KEYS[number]: DATA[number] for number in (3, 5)}
    assert path.stat().st_size < size / 2
    found, said = read(path)
    assert (sorted(found.values()), said) == (sorted([DATA[3], DATA[5], b"new", b"new", b"after"]), [])
    assert [one.name for one in path.parent.iterdir()] == [NAME]


def test_what_is_little_stays(path, small_waste):
    write(path, 20)
    before = path.read_bytes()
    assert len(compacted(path, range(4, 20))) == 20
    assert path.read_bytes().startswith(before)


def test_what_results_were_made_from_is_found_again_and_a_later_one_counts(path, small_waste):
    for data in (b"first" * 100, b"last"):
        journal = Journal(path)
        journal.append(Kind.ORIGINS, KEYS[0], data)
        journal.compact()
        journal.close()
    journal = Journal(path)
    assert journal.read(journal.origins) == b"last"
    assert b"first" not in path.read_bytes()
    journal.close()


COMPACTED = """
import os, sys
from pathlib import Path
from grader.batch import journal as room
left = int(sys.argv[2])
def counted(name):
    real = getattr(os, name)
    def call(*args, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        return real(*args, **named)
    setattr(room.os, name, call)
room.LEAST_WASTE = 100
journal = room.Journal(Path(sys.argv[1]))
journal.use(next(iter(journal.verdicts.values())))
for name in ("fsync", "replace", "dup2", "open", "close", "unlink"):
    counted(name)
journal.compact()
print("done")
"""


def test_a_kill_at_any_moment_leaves_the_old_one_or_the_new_one_whole(path):
    seen = set()
    for moment in range(20):
        path.unlink(missing_ok=True)
        write(path, 20)
        run = subprocess.run(
            [sys.executable, "-c", COMPACTED, str(path), str(moment)], capture_output=True, check=False
        )
        found, said = read(path)
        assert said == []
        assert found in ({KEYS[0]: DATA[0]}, dict(zip(KEYS[:20], DATA, strict=False)))
        assert [one.name for one in path.parent.iterdir()] == [NAME]
        seen.add(len(found))
        if run.stdout:
            break
    assert seen == {1, 20}
    assert run.returncode == 0


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from grader.batch import journal as room
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room.LEAST_WASTE = 100
journal = room.Journal(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    journal.compact()
except room.RefusedError as error:
    print(error)
"""


def test_a_disk_without_room_for_both_leaves_the_old_one(path):
    write(path, 20)
    run = subprocess.run([sys.executable, "-c", NO_ROOM, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout == f"{path}: File too large\n"
    assert [one.name for one in path.parent.iterdir()] == [NAME]
    assert read(path) == (dict(zip(KEYS[:20], DATA, strict=False)), [])


FULL = """
import resource, signal, sys
from pathlib import Path
from grader.batch.journal import Journal
from grader.batch.records import Kind
from grader.batch.keys import digest
from grader.errors import RefusedError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal = Journal(Path(sys.argv[1]))
journal.append(Kind.VERDICT, digest(0), b"kept")
journal.sync()
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
for number in range(1, 20):
    journal.append(Kind.VERDICT, digest(number), b"x" * 100)
try:
    journal.sync()
except RefusedError as error:
    print(error)
"""


def test_a_disk_that_is_full_is_named_and_leaves_no_half_line(path):
    run = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout == f"{path}: File too large\n"
    assert read(path) == ({KEYS[0]: b"kept"}, [])


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: os.symlink("/dev/null", path)])
def test_what_is_no_file_is_refused(path, make):
    make(path)
    with pytest.raises(RefusedError, match=str(path)):
        Journal(path)


def test_a_process_that_was_forked_before_reads_what_was_written_after(path):
    journal = Journal(path)
    with Worker(journal.read, RunLimits(20)) as worker:
        assert isinstance(worker.call(Place(0, 4)), Done)
        place = journal.append(Kind.VERDICT, KEYS[0], b"late")
        journal.flush()
        assert worker.call(place).value == b"late"
    journal.close()


# The lock

HOLD = """
import sys, time
from pathlib import Path
from grader.batch.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_another_run_is_named_with_its_process_and_begin_and_one_that_died_holds_nothing(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(RefusedError) as error:
            Lock(tmp_path)
        began = rf"{time.strftime('%Y-%m-%d')} \d\d:\d\d:\d\d"
        assert error.match(rf"another run is at work there \(process {process.pid}, begun {began}\)")
        process.send_signal(signal.SIGKILL)
    Lock(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_two_runs_of_one_process_are_kept_apart_too(tmp_path):
    first = Lock(tmp_path)
    with pytest.raises(RefusedError, match="another run of this process is at work there"):
        Lock(tmp_path)
    first.close()
    Lock(tmp_path).close()
