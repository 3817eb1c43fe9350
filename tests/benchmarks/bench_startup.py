"""Processor time of one `compare` and one `check`, start and all, beside that of importing what they cannot do without.

Run from the root: `python -m tests.benchmarks.bench_startup [--repeat N] [--without-bytecode]`. `compare 'x+1' '1+x'`
is measured beside `python -c 'import flint, click'` (the bar is 2.8 times that), `check` of a problem with one field
beside importing flint, click, yaml and pydantic with one model (twice that). All run in turn, in one run; the figures
are medians of processor time, the worker's included. Python finds compiled modules, as it does where a package was
installed; `--without-bytecode` compiles ours each time, as PYTHONDONTWRITEBYTECODE makes it in a checkout.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pairs import ROOT

PROBLEM = "id: one\nprompt: Simplify.\nanswer: {type: expression, given: {x: real}, expected: x + 1}\n"
LIBRARIES = "import flint, click"
MODELS = f"{LIBRARIES}, yaml, pydantic\nclass One(pydantic.BaseModel):\n    text: str = ''\n"
GRADER = ("-m", "grader")


def commands(problem: Path) -> dict[str, tuple[str, ...]]:
    """Return what is run, by name: each command behind what it is measured by."""
    return {
        "flint and click": ("-c", LIBRARIES),
        "compare": (*GRADER, "compare", "x+1", "1+x"),
        "with models": ("-c", MODELS),
        "check": (*GRADER, "check", str(problem), "1+x"),
    }


def seconds(args: tuple[str, ...], environment: dict[str, str]) -> float:
    """Return the processor time of one run of Python, and of the processes that it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *args], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the medians and the two ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=25)
    parser.add_argument("--without-bytecode", action="store_true")
    asked = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        problem = Path(folder) / "one.yaml"
        problem.write_text(PROBLEM, encoding="utf-8")
        environment["PYTHONPYCACHEPREFIX"] = folder
        every = commands(problem)
        for args in every.values():
            seconds(args, environment)
        if asked.without_bytecode:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
            shutil.rmtree(f"{folder}{ROOT / 'grader'}")
        taken: dict[str, list[float]] = {name: [] for name in every}
        for _ in range(asked.repeat):
            for name, args in every.items():
                taken[name].append(seconds(args, environment))
    found = {name: statistics.median(times) for name, times in taken.items()}
    for base, name in (("flint and click", "compare"), ("with models", "check")):
        ratio = found[name] / found[base]
        print(f"{name:8} {found[name] * 1e3:6.0f} ms   {base} {found[base] * 1e3:4.0f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
