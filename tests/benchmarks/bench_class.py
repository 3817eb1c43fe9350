"""A whole class: what a run costs the process that leads it, its workers, and its memory.

python -m tests.benchmarks.bench_class [--students 100] [--problems 5] [--shared 0.9] [--jobs 2] [--hang 0]

Students answer problems of `problems/` with their examples, in varied notation; one in a hundred is hostile. Of all
texts the share `--shared` is shared with others. `--hang` puts in so many answers that never end, by a marker that
sleeps. Figures are processor times but where they say otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.problems.load import load_problems

HOSTILE = ("(" * 400, "9^9^9^9", "x" * 5000, "\\frac{" * 50, "1/0", "\u202e1", "__import__('os')", "=1+1", "a;=1+1;b")


def varied(text: str, draw: random.Random) -> str:
    """Return a text in another notation that means the same."""
    for old, new in (("*", " \\cdot "), (" + ", "+"), ("^2", "^{2}"), (", ", ","), ("sqrt(x)", "\\sqrt{x}")):
        if draw.random() < 0.4:
            text = text.replace(old, new)
    return text


def apart(text: str, number: int) -> str:
    """Return a text that means the same and that nobody else writes: blanks between its words tell the number.

    Blanks at its ends would not do: they are no part of an answer.
    """
    some, more = (" " * (1 + count) for count in divmod(number, 100))
    words = [place for place, char in enumerate(text) if char in " ,+*=("]
    if len(words) < 2:
        return f"({some}{text}{more})"
    first, last = words[0] + 1, words[-1] + 1
    return f"{text[:first]}{some}{text[first:last]}{more}{text[last:]}"


def quoted(text: str) -> str:
    """Return a text as YAML holds it whatever stands in it."""
    return "'" + text.replace("'", "''").replace("\n", "\n\n") + "'"


def make(folder: Path, students: int, problems: int, shared: float) -> int:
    """Write the problems and the class, and return the number of answers."""
    draw = random.Random(5)
    every = [one for one in load_problems("problems").values() if not one.has_parts and one.questions[0].examples]
    some = draw.sample(every, problems)
    for one in some:
        shutil.copy(Path("problems") / one.file, folder / "problems")
    pools = {one.id: [example.fields for example in one.questions[0].examples if example.fields] for one in some}
    for number in range(students):
        lines = []
        for id_, examples in pools.items():
            fields = dict(draw.choice(examples))
            if draw.random() < 0.01:
                fields = dict.fromkeys(fields, draw.choice(HOSTILE))
            else:
                fields = {name: varied(text, draw) for name, text in fields.items()}
            if draw.random() >= shared:
                name = next(iter(fields))
                fields[name] = apart(fields[name], number)
            inner = "".join(f"\n  {name}: {quoted(text)}" for name, text in fields.items())
            lines.append(
                f"{id_}: {quoted(next(iter(fields.values())))}" if list(fields) == ["answer"] else f"{id_}:{inner}"
            )
        (folder / "class" / f"student{number:05}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return students * problems


RUN = """
import json, os, resource, sys, time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from grader.batch.cache import Cache
from grader.course.plan import Plan
from grader.course.run import class_run
from grader.course import work
folder, jobs, cache, hang = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
real = work.mark_question
def slow(question, answer):
    text = next(iter(answer.fields.values())).text if answer.fields else ""
    if hang and sum(map(ord, text)) % hang == 0:
        time.sleep(1000)
    return real(question, answer)
work.mark_question = slow
def used():
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime, time.monotonic(), own.ru_maxrss / 1024
plan = Plan((folder / "class",), folder / "problems", reports=folder / "reports", cache=Path(cache) if cache else None)
if hang:
    plan = replace(plan, limits=replace(plan.limits, wall_seconds=10.0))
start = used()
with class_run(plan) as run:
    opened = used()
    with closing(run.marked(jobs)) as steps:
        for step in steps:
            pass
    marked = used()
    run.finish()
    finished = used()
    said = run.said()
end = used()
print(json.dumps([start, opened, marked, finished, end, said]))
"""


def run(folder: Path, answers: int, jobs: int, cache: str, hang: int, name: str) -> None:
    """Run once, and print what it cost for each answer."""
    command = [sys.executable, "-c", RUN, str(folder), str(jobs), cache, str(hang)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    start, opened, marked, finished, end, said = json.loads(found.stdout)
    milli = 1000 / answers
    rows = (
        ("opening", opened[0] - start[0], opened[1] - start[1]),
        ("marking", marked[0] - opened[0], marked[1] - opened[1]),
        ("tables and pages", finished[0] - marked[0], finished[1] - marked[1]),
    )
    print(f"{name}: wall {end[2] - start[2]:.1f} s, memory of main {end[3]:.0f} MB; {'; '.join(said)}")
    for what, own, others in rows:
        print(f"    {what:20} main {own * milli:.3f} ms, workers {others * milli:.3f} ms an answer")


def main() -> None:
    """Read the options, make the class, and run it anew and again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--problems", type=int, default=5)
    parser.add_argument("--shared", type=float, default=0.9)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--hang", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "problems").mkdir()
        (folder / "class").mkdir()
        answers = make(folder, given.students, given.problems, given.shared)
        print(f"{answers} answers of {given.students} students, load {os.getloadavg()[0]:.1f}")
        run(folder, answers, given.jobs, "", given.hang, "first, no cache")
        run(folder, answers, given.jobs, "", given.hang, "again, nothing changed")


if __name__ == "__main__":
    main()
