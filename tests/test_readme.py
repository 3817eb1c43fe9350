"""The README does what it says: its files are written, its commands run, its output compared."""

import doctest
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from grader.cli.group import cli

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ABOVE = re.compile(r"^`([^`\n]+\.\w+)`:\n\n```(\w+)\n", re.MULTILINE)


def blocks():
    """Return the blocks of the README; a file whose name stands above its block begins with a line that names it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return BLOCK.findall(ABOVE.sub(r"```\2\n# \1\n", text))


FILES = {"yaml", "json", "csv", "markdown", "latex"}
NAMED = re.compile(r"# (\S+\.\w+)\n")


def write(body, folder):
    name = NAMED.match(body)
    if name:
        path = folder / name[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body if path.suffix == ".yaml" else body[name.end() :], encoding="utf-8")


def run(command, folder):
    """Run a command in this process; that it also starts as one of its own is held by the tests of the room `cli`."""
    program, *words = shlex.split(command)
    assert program == "grader", command
    text = ""
    if "<" in words:
        at = words.index("<")
        text, words = (folder / words[at + 1]).read_text(encoding="utf-8"), words[:at]
    done = CliRunner().invoke(cli, words, input=text, prog_name="grader", env={"COLUMNS": "100"})
    assert done.exit_code in {0, 1, 4}, done.stderr
    return done.stdout


def test_every_command_prints_what_the_readme_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "problems").mkdir()
    seen = 0
    for kind, body in blocks():
        if kind in FILES:
            write(body, tmp_path)
        if kind != "console":
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            assert run(command, tmp_path).rstrip() == expected.rstrip(), command
            seen += 1
    assert seen >= 8


def test_every_line_of_python_returns_what_the_readme_shows(tmp_path, monkeypatch):
    (tmp_path / "problems").mkdir()
    for kind, body in blocks():
        if kind in FILES:
            write(body, tmp_path)
    monkeypatch.chdir(tmp_path)
    code = "\n".join(body for kind, body in blocks() if kind == "python")
    found = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(code, {}, "README", "README.md", 0))
    assert found.attempted >= 7
    assert found.failed == 0


def test_the_two_commands_are_those_that_ci_runs():
    shell = [body.strip() for kind, body in blocks() if kind == "sh"]
    assert len(shell) == 2
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "-m venv" in line] == shell
    assert lines[-1] == ".venv/bin/python -m pytest -m thorough"
