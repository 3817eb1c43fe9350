"""What reading costs: a class of 22,000 answers in natural documents, and binary numbers as fractions.

    PYTHONPATH=. python tests/benchmarks/bench_submissions.py

All that `grade` loads is loaded before the workers are forked, as there. Prints processor time: for each form that of
the main process for one submission and that of both for 22,000 answers; for each precision that of one number, beside
a walk on fractions as a reference.
"""

import random
import resource
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import numpy as np

from grader.batch.grading import load_everything
from grader.problems.load import load_problems
from grader.submissions import find_submissions, read_all
from grader.submissions.weights.floats import PRECISIONS, simplest

PROBLEMS, STUDENTS, ANSWERS = 11, 2000, 22_000
WORK = "We add what belongs together, so\n{display}\n\nAnswer: $x + {value}$\n\n"
FORMS = {
    "yaml": ("", "q{number}: x + {value}\n", ""),
    "md": ("# Homework 4\n\nAda Lovelace, 12345\n\n", "## Problem q{number}\n\n" + WORK, ""),
    "tex": (
        "\\documentclass{article}\n\\begin{document}\n",
        "\\section{{Problem q{number}}}\n" + WORK,
        "\\end{document}\n",
    ),
}


def homework(form: str, student: int) -> str:
    """Return what one student hands in."""
    head, part, end = FORMS[form]
    display = f"$$x + 1 = {student} + x$$" if form == "md" else f"\\[ x + 1 = {student} + x \\]"
    values = ((number, number + student % 7) for number in range(PROBLEMS))
    return head + "".join(part.format(number=n, value=value, display=display) for n, value in values) + end


def read_class(form: str, folder: Path) -> None:
    """Read a class, and print what it cost."""
    (folder / "problems").mkdir()
    (folder / "class").mkdir()
    for number in range(PROBLEMS):
        answer = f"{{type: expression, for_all: {{x: real}}, expected: x + {number}}}"
        (folder / "problems" / f"q{number}.yaml").write_text(f"id: q{number}\nanswer: {answer}\n")
    for student in range(STUDENTS):
        (folder / "class" / f"s{student}.{form}").write_text(homework(form, student))
    problems = load_problems(folder / "problems")
    load_everything()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    found, _ = find_submissions([folder / "class"])
    answers = sum(len(read.answers) for _, read in read_all(found, problems))
    main = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert answers == PROBLEMS * STUDENTS
    share = f"{1000 * main / STUDENTS:.2f} ms of the main process for a submission"
    print(f"{form:8} {share}, {(main + worker) * ANSWERS / answers:.1f} s for {ANSWERS:,} answers")


def on_fractions(pattern: int, name: str) -> Fraction:
    """Return the simplest fraction by a walk on fractions, between the middles to the two neighbours."""
    number, (below, above) = exact(pattern, name), (exact(pattern - 1, name), exact(pattern + 1, name))
    low, high, digits = (below + number) / 2, (number + above) / 2, []
    while low.__ceil__() > high or (low.__ceil__() in {low, high} and pattern % 2):
        digits.append(low.__floor__())
        low, high = 1 / (high - digits[-1]), 1 / (low - digits[-1])
    found = Fraction(low.__ceil__())
    for digit in reversed(digits):
        found = digit + 1 / found
    return found


def exact(pattern: int, name: str) -> Fraction:
    """Return the number of a pattern."""
    return Fraction(float(np.array(pattern, f"u{PRECISIONS[name].bits // 8}").view(name)))


def weights(name: str) -> None:
    """Measure numbers of one precision."""
    generator = random.Random(1)
    drawn = np.array([abs(generator.gauss(0, 1)) for _ in range(2000)], name)
    patterns = [p for p in drawn.view(f"u{drawn.itemsize}").tolist() if exact(p, name).denominator > 1]
    costs = []
    for work in (lambda p: simplest(p, PRECISIONS[name]), lambda p: on_fractions(p, name)):
        start = time.process_time()
        for pattern in patterns:
            work(pattern)
        costs.append((time.process_time() - start) / len(patterns) * 1e6)
    assert all(simplest(p, PRECISIONS[name]) == on_fractions(p, name).as_integer_ratio() for p in patterns)
    print(f"{name:8} {costs[0]:.1f} µs for a number, {costs[1]:.1f} µs on fractions: {costs[1] / costs[0]:.0f} times")


if __name__ == "__main__":
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            read_class(form, Path(folder))
    for name in ("float16", "float32", "float64"):
        weights(name)
