"""Twenty kills at random moments, twice the disk full in between, and then the verdicts of an undisturbed run.

python -m tests.benchmarks.chaos_class [--students 60] [--kills 20] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_class import make
from tests.cli.test_chaos import command
from tests.cli.test_cli_grade import results


def main() -> None:
    """Read the options, disturb a run, and compare it with one that nobody disturbed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "problems").mkdir()
        (folder / "class").mkdir()
        answers = make(folder, given.students, 5, 0.5)
        how = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": os.getcwd()}}
        started = time.monotonic()
        whole = subprocess.check_output(command(folder / "whole"), **how)
        seconds = time.monotonic() - started
        print(f"{answers} answers; undisturbed: {seconds:.1f} s")
        finished = 0
        for number in range(given.kills):
            if number in {given.kills // 3, 2 * given.kills // 3}:
                journal = folder / "reports" / "run.journal"
                size = (journal.stat().st_size if journal.exists() else 0) + 5_000
                full = subprocess.run(command(folder / "reports", 0, size), check=False, **how)
                print(f"full disk: exit code {full.returncode}")
            process = subprocess.Popen(
                command(folder / "reports", 0.1), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how
            )
            time.sleep(draw.uniform(0, seconds))
            finished += process.poll() is not None
            process.send_signal(signal.SIGKILL)
            process.wait()
            journal = folder / "reports" / "run.journal"
            print(f"    kill {number + 1}: journal of {journal.stat().st_size if journal.exists() else 0:,} bytes")
        last = subprocess.check_output(command(folder / "reports"), **how)
        same = last == whole and results(folder / "reports") == results(folder / "whole")
        print(f"{finished} of {given.kills} had come to their end before; identical: {same}")


if __name__ == "__main__":
    main()
