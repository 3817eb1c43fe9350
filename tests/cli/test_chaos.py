"""A run that is killed at random moments, and goes on each time, ends as one that nobody disturbed.

`tests/benchmarks/chaos_class.py` does the same to larger classes, more often.
"""

import random
import signal
import subprocess
import sys
import time

from tests.cli import forked
from tests.cli.test_cli_grade import results

STUDENTS = 14
SLOW = """
import resource, sys, time
from grader.course import work
seconds, size = float(sys.argv.pop(1)), int(sys.argv.pop(1))
if size:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
real = work.mark_question
def slow(question, answer):
    time.sleep(seconds)
    return real(question, answer)
work.mark_question = slow
from grader.cli import main
main()
"""


def command(folder, seconds=0.0, size=0, jobs=2):
    """Return the command that grades a class into a folder, each answer slowed down, with files of a size at most."""
    args = ("class", "--problems", "problems", "-o", folder, "--no-cache", "--format", "jsonl", "--jobs", str(jobs))
    return [sys.executable, "-c", SLOW, str(seconds), str(size), "grade", *args]


def killed(folder, bytes_more, seconds):
    """Run until the journal has so many bytes more, then kill the run; return whether it lived so long."""
    journal = folder / "run.journal"
    before = journal.stat().st_size if journal.exists() else 0
    with forked.Forked(command(folder, seconds), stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            size = journal.stat().st_size if journal.exists() else 0
            if size >= before + bytes_more:
                process.send_signal(signal.SIGKILL)
                return True
            time.sleep(0.005)
    return False


def test_kills_and_a_full_disk_change_nothing_in_the_end(course):
    draw = random.Random(3)
    for number in range(STUDENTS):
        text = f"volume: {number % 7} + 0\nlinear: no\ntwice: {{a: {number}, b: 2}}\nconv: {{s_1: {number}, p: 2}}\n"
        (course / "class" / f"s{number:02}.yaml").write_text(text)

    def run(*how):
        return forked.run(command(*how), capture_output=True)

    whole = run(course / "whole")
    for _ in range(2):
        assert killed(course / "reports", draw.randrange(1, 6_000), 0.02)
        assert not (course / "reports" / "run.json").exists()
    full = (course / "reports" / "run.journal").stat().st_size + 3_000
    assert run(course / "reports", 0.0, full).returncode == 6
    resumed = run(course / "reports")
    assert resumed.returncode == whole.returncode == 0
    assert resumed.stdout == whole.stdout
    assert results(course / "reports") == results(course / "whole")
