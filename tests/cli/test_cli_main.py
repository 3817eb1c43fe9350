"""The command as a process: what it loads, what it must never import, its help."""

import json
import shutil
import subprocess
import sys

import pytest

import grader as package
from grader.cli.group import COMMANDS

HEAVY = ["sympy", "flint", "z3", "pydantic", "yaml", "numpy", "rich", "multiprocessing"]
LOADED = f"""
import sys
from click.testing import CliRunner
from grader.cli import cli
result = CliRunner().invoke(cli, sys.argv[1:])
assert result.exit_code == 0, result.output
print([name for name in {HEAVY} if name in sys.modules])
"""


def loaded(environment, args):
    environment = {key: value for key, value in environment.items() if key != "PYTHONPATH"}
    environment["PYTHONPATH"] = package.__path__[0].rpartition("/")[0]
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *args], capture_output=True, text=True, env=environment, check=False
    )
    assert run.stderr == ""
    return run.stdout


@pytest.mark.parametrize("args", [["--help"], ["-h"], ["--version"]])
def test_help_loads_no_mathematics(environment, args):
    assert loaded(environment, args) == "[]\n"


def test_reading_loads_no_mathematics_and_comparing_loads_it_in_its_worker(environment):
    assert loaded(environment, ["read", "x + 1"]) == "[]\n"
    assert loaded(environment, ["compare", "x", "x"]) == "[]\n"


def test_help_lists_every_command_in_the_words_of_its_own_help(grader):
    listed = grader("--help").stdout
    for name, words in COMMANDS.items():
        assert f"  {name} " in listed
        assert words in listed
        own = grader(name, "--help")
        assert own.exit_code == 0
        assert own.stdout.startswith(f"Usage: grader {name} ")


def test_no_arguments_show_the_help(grader):
    result = grader()
    assert result.exit_code == 2
    assert "Usage: grader" in result.stderr


def test_the_version(grader):
    assert grader("--version").stdout == f"grader, version {package.__version__}\n"


def test_an_unknown_command(grader):
    result = grader("grad")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No such command 'grad'" in result.stderr


HOSTILE = ["numpy", "click", "yaml", "sitecustomize", "usercustomize", "random", "multiprocessing", "json", "pydantic"]
MARK = "open({marker!r}, 'a').write(__name__)\n"
SHIM = "import sys\nfrom grader.cli import main\nsys.exit(main())\n"


@pytest.mark.parametrize("way", ["module", "script"])
@pytest.mark.parametrize("here", [".", "class"])
def test_nothing_in_the_current_folder_or_the_class_is_imported(course, environment, way, here):
    marker = course / "marker"
    for folder in (course, course / "class", course / "class" / "ada", course / "problems"):
        for name in HOSTILE:
            (folder / f"{name}.py").write_text(MARK.format(marker=str(marker)))
        (folder / "rich").mkdir()
        (folder / "rich" / "__init__.py").write_text(MARK.format(marker=str(marker)))
    if way == "module":
        command = [sys.executable, "-m", "grader"]
    else:
        (course / "bin").mkdir()
        (course / "bin" / "grader").write_text(SHIM)
        command = [sys.executable, str(course / "bin" / "grader")]
    args = ["grade", course / "class", "--problems", course / "problems", "--format", "jsonl"]
    run = subprocess.run(
        [*command, *args], cwd=course / here, capture_output=True, text=True, env=environment, check=False
    )
    assert run.stderr == ""
    assert run.returncode == 0
    assert run.stdout.count('"student": "ada"') == 4
    assert not marker.exists()


def test_the_current_folder_leaves_the_path(course, environment):
    copy = course / "copy"
    shutil.copytree(package.__path__[0], copy / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    probe = "import sys, runpy; sys.argv = ['grader', '--version']; sys.path[:0] = ['', '.', {here!r}]\n"
    probe += "try: runpy.run_module('grader', run_name='__main__')\nexcept SystemExit: print(sys.path[:3])\n"
    run = subprocess.run(
        [sys.executable, "-c", probe.format(here=str(copy))],
        cwd=copy, capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    shown = run.stdout.splitlines()[-1]
    assert "''" not in shown
    assert "'.'" not in shown
    assert repr(str(copy)) not in shown


def test_an_encoding_that_lacks_a_character_is_no_error(course, environment):
    command = [sys.executable, "-c", "from grader.cli import main; main()", "check", "problems/volume.yaml", "η"]
    environment = {**environment, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    run = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert run.returncode == 0
    assert "η" in run.stdout.decode("utf-8")


def test_lint_counts_and_passes(course, grader):
    result = grader("lint", "problems")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("4 problems, 0 examples, 0 errors, ")
    found = json.loads(grader("lint", "problems", "--format", "json").stdout)
    assert (found["schema"], found["problems"], found["diagnostics"]) == (1, 4, [])


def test_lint_fails_with_1_and_lists_what_is_wrong(course, grader):
    (course / "problems" / "volume.yaml").write_text(
        "id: volume\nanswer: {type: number, expected: 5}\nexamples: {correct: [4], incorrect: [5]}\n"
    )
    (course / "problems" / "bad.yaml").write_text("title: no id\n")
    result = grader("lint", "problems")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "bad.yaml" in result.stdout
    assert "`4` should be correct but is incorrect" in result.stdout
    assert "`5` should be incorrect but is correct" in result.stdout


def test_lint_of_an_assignment_alone_says_that_it_is_no_problem(course, grader):
    (course / "week.yaml").write_text("problems: [volum]\n")
    result = grader("lint", "week.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "week.yaml: holds no problem, only what is set (`problems`): `grade --assignment` and `template` read that",
        "0 problems, 0 examples, 1 error, 0 warnings",
    ]


def test_lint_of_nothing_fails(course, grader):
    (course / "nothing").mkdir()
    assert grader("lint", "nothing").exit_code == 1
    assert grader("lint", "gone").exit_code == 2


def test_schema_is_json(grader):
    assert isinstance(json.loads(grader("schema").stdout), dict)
