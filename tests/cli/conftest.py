"""A folder with problems and a class, and the command line run in this process."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import grader
from grader.cli.group import cli

ROOT = Path(grader.__file__).parents[1]
PROBLEMS = {
    "volume.yaml": "id: volume\npoints: 2\nanswer: {type: number, expected: 5}\n",
    "linear.yaml": "id: linear\nanswer: {type: choice, expected: no}\n",
    "twice.yaml": """
id: twice
parts:
  - {id: a, points: 1, answer: {type: number, expected: 1}}
  - {id: b, points: 1/3, answer: {type: number, expected: 2}}
""",
    "conv.yaml": """
id: conv
answer:
  type: constraints
  fields: {s_1: positive integer, p: non-negative integer}
  require: [s_1 = 1, p = 2]
""",
}
CLASS = {
    "ada/answers.yaml": "volume: 5\nlinear: no\ntwice: {a: 1, b: 2}\nconv: {s_1: 1, p: 2}\n",
    "bob/answers.yaml": "volume: 4\nlinear: yes\ntwice: {a: 1, b: 3}\n",
    "eve.yaml": "volume: 5 +\nlinear: no\nname: Eve\n",
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The current folder, with `problems/` and the class folder `class/`."""
    write(tmp_path / "problems", PROBLEMS)
    write(tmp_path / "class", CLASS)
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(name="grader")
def run_grader():
    """Run the command line; the result has `exit_code`, `stdout`, `stderr`."""

    def run(*args, stdin=""):
        return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin, prog_name="grader")

    return run


@pytest.fixture
def environment():
    """The environment in which a process of its own finds the package."""
    named = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*map(os.path.abspath, named), str(ROOT)])}


@pytest.fixture
def stream(grader):
    """Run a command on JSON Lines; return its result and the objects it wrote."""

    def run(*args, lines):
        text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
        result = grader(*args, stdin=text)
        return result, [json.loads(line) for line in result.stdout.splitlines()]

    return run
