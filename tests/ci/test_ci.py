"""The action, the template, the hooks and the autograders, each tried by running its steps on a copy of its layout."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import course, run_grader, write  # noqa: F401 fixtures
from tests.rows import sampled

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ACTION = ROOT / "ci" / "action" / "action.yml"
NEEDED = os.environ.get("GRADER_COMPONENTS") == "required"


def loaded(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def run(script, folder, **variables):
    """Run a step as the runner does: bash that stops at the first error."""
    told = {**os.environ, "GITHUB_ACTIONS": "true", **{name: str(value) for name, value in variables.items()}}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def repository(course, grader):  # noqa: F811
    """A student's repository with the public problems, the private ones beside it, and an unreadable answer."""
    write(course / "repo", {"answers.md": "# volume\n\n5\n\n# linear\n\nno\n\n# twice\n\n(a) 1 +\n\n(b) 2\n"})
    assert grader("export", "problems", "--public", "-o", "repo/public").exit_code == 0
    return course / "repo"


@pytest.fixture
def temporary(tmp_path):
    """The runner's folder, in which our own environment stands for the one that the first step makes."""
    folder = tmp_path / "runner"
    (folder / "grader").mkdir(parents=True)
    (folder / "grader" / "bin").symlink_to(BIN)
    return folder


def step(name):
    (found,) = [one for one in loaded(ACTION)["runs"]["steps"] if one["name"] == name]
    return found


def inputs(**given):
    """Return the variables of the check's step, as the runner makes them from the action's inputs."""
    values = {name: str(one.get("default", "")) for name, one in loaded(ACTION)["inputs"].items()} | given
    named = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
    return {name: named.sub(lambda match: values[match[1]], one) for name, one in step("Check")["env"].items()}


def test_the_action_shows_a_red_check_at_the_line_of_an_unreadable_answer(repository, temporary):
    told = inputs(submission="answers.md", problems="public")
    done = run(step("Check")["run"], repository, RUNNER_TEMP=temporary, **told)
    assert done.returncode == 1, done.stderr
    assert "::error file=answers.md,line=11,title=twice.a%3A unreadable::" in done.stdout
    mended = (repository / "answers.md").read_text().replace("1 +", "1")
    write(repository, {"answers.md": mended})
    done = run(step("Check")["run"], repository, RUNNER_TEMP=temporary, **told)
    assert (done.returncode, "::error" in done.stdout) == (0, False)


def test_a_repository_of_which_nothing_can_be_read_fails(repository, temporary):
    write(repository, {"answers.md": "# Homework\n\nsee scan.pdf, everything is on paper and looks fine\n"})
    done = run(
        step("Check")["run"], repository, RUNNER_TEMP=temporary, **inputs(submission="answers.md", problems="public")
    )
    assert done.returncode == 1
    assert "::error file=answers.md" in done.stdout


def test_the_action_grades_and_sets_its_outputs(repository, temporary, tmp_path):
    told = inputs(submission="answers.md", problems="../problems", mode="grade", **{"fail-on": ""})
    files = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
    done = run(step("Check")["run"], repository, RUNNER_TEMP=temporary, **told, **files)
    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=") for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    assert set(outputs) == set(loaded(ACTION)["outputs"])
    assert outputs["status"] == "open"
    assert "| twice.a | unreadable |" in files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


def test_the_action_refuses_another_mode(repository, temporary):
    done = run(step("Check")["run"], repository, RUNNER_TEMP=temporary, **inputs(problems="public", mode="rm -rf"))
    assert (done.returncode, done.stdout) == (2, "::error title=grader::mode is preview or grade\n")


@pytest.mark.thorough
@pytest.mark.skipif(not NEEDED, reason="GRADER_COMPONENTS=required installs a wheel, which takes the network")
def test_the_action_installs_a_wheel_that_works(repository, tmp_path):
    folder = tmp_path / "fresh"
    folder.mkdir()
    told = {"RUNNER_TEMP": folder, "GITHUB_ACTION_PATH": ACTION.parent, "PIP_COMPILE": 0}  # only what runs is compiled
    done = run(step("Install")["run"], repository, **told)
    assert done.returncode == 0, done.stderr
    told = inputs(submission="answers.md", problems="public")
    assert run(step("Check")["run"], repository, RUNNER_TEMP=folder, **told).returncode == 1


def test_a_linter_of_actions_finds_nothing():
    command = [BIN / "zizmor", "--offline", "--no-progress", "--min-severity", "low", ACTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.thorough
def test_the_template_for_gitlab_runs_and_fails_with_the_answer(repository):
    template = loaded(ROOT / "ci" / "gitlab.yml")
    told = template["variables"] | {"GRADER_SUBMISSION": "answers.md", "GRADER_PROBLEMS": "public"}
    (repository / ".grader").mkdir()
    (repository / ".grader" / "bin").symlink_to(BIN)
    first, *others = template["grader"]["script"]
    assert "pip install" in first
    codes = [run(one, repository, **told).returncode for one in others]
    assert codes == [0, 1]
    report = template["grader"]["artifacts"]["reports"]["codequality"]
    (found,) = [one for one in json.loads((repository / report).read_text()) if one["severity"] == "critical"]
    assert found["location"] == {"path": "answers.md", "lines": {"begin": 11}}


@pytest.mark.thorough
def test_the_hooks_run(course, repository):  # noqa: F811
    hooks = {one["id"]: one for one in loaded(ROOT / ".pre-commit-hooks.yaml")}
    commands = {id_: " ".join([f"{BIN}/{one['entry']}", *one["args"]]) for id_, one in hooks.items()}
    assert run(commands["grader-lint"], course).returncode == 0
    assert run(commands["grader-preview"], repository).returncode == 1
    write(course / "problems", {"volume.yaml": "id: volume\nanswer: {type: nonsense}\n"})
    assert run(commands["grader-lint"], course).returncode == 1


@pytest.fixture
def gradescope(course, grader):  # noqa: F811
    """Gradescope's folders, with an autograder in its place and our own environment for the one that it would build."""
    write(course, {"hw.yaml": "title: HW\nproblems: [volume, linear]\n"})
    made = grader("export", "problems", "--format", "gradescope", "--assignment", "hw.yaml", "-o", "auto/source")
    assert made.exit_code == 0, made.stderr
    (course / "auto" / "source" / "venv").symlink_to(BIN.parent)
    (course / "auto" / "submission").mkdir()
    return course / "auto"


GRADESCOPE = {
    "right": ("volume: 5\nlinear: no\n", [2, 1]),
    "wrong": ("volume: 4\nlinear: no\n", [0, 1]),
    "open": ("volume: 5 +\nlinear: no\n", [None, 1]),
}


@pytest.mark.parametrize("name", sampled(GRADESCOPE))
def test_an_autograder_for_gradescope(gradescope, name):
    text, scores = GRADESCOPE[name]
    write(gradescope / "submission", {"answers.yaml": text})
    done = run("./source/run_autograder", gradescope, AUTOGRADER=gradescope)
    assert done.returncode == 0, done.stdout + done.stderr
    body = json.loads((gradescope / "results" / "results.json").read_text())
    assert [test.get("score") for test in body["tests"]] == scores


@pytest.mark.thorough
def test_an_autograder_for_gradescope_that_breaks_leaves_no_result(gradescope):
    write(gradescope / "source" / "course", {"problems/volume.yaml": "id: volume\nanswer: {type: nonsense}\n"})
    done = run("./source/run_autograder", gradescope, AUTOGRADER=gradescope)
    assert done.returncode != 0
    assert "The grader did not come to its end (exit code 2)." in done.stdout
    assert list((gradescope / "results").iterdir()) == []


@pytest.mark.thorough
def test_an_external_grader_for_prairielearn(course, grader):  # noqa: F811
    assert grader("export", "problems", "--format", "prairielearn", "-o", "pl").exit_code == 0
    grade = course / "grade"
    (grade / "student").mkdir(parents=True)
    (grade / "tests").symlink_to(course / "pl" / "question" / "tests")
    told = {"GRADE": grade, "GRADER": course / "pl" / "image", "PATH": f"{BIN}:{os.environ['PATH']}"}
    results = grade / "results" / "results.json"
    write(grade / "student", {"answers.yaml": "volume: 5 +"})
    assert run("./tests/run.sh", grade, **told).returncode == 0
    assert json.loads(results.read_text())["gradable"] is False
    write(grade / "student", {"answers.yaml": "volume: 5\nlinear: no\ntwice: {a: 1, b: 2}\nconv: {s_1: 1, p: 2}\n"})
    assert run("./tests/run.sh", grade, **told).returncode == 0
    assert json.loads(results.read_text())["score"] == 1.0
    info = json.loads((course / "pl" / "question" / "info.json").read_text())
    assert info["externalGradingOptions"]["entrypoint"] == "/grade/tests/run.sh"


def test_an_export_is_either_public_or_an_autograder(course, grader):  # noqa: F811
    for flags in ((), ("--public", "--format", "gradescope")):
        done = grader("export", "problems", *flags, "-o", "out")
        assert done.exit_code == 2
        assert "say either --public or --format gradescope|prairielearn" in done.stderr


def test_the_page_shows_a_workflow_that_names_inputs_of_the_action():
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    block = next(one for one in re.findall(r"```yaml\n(.*?)```", page, re.S) if "runs-on" in one)
    (job,) = yaml.safe_load(block)["jobs"].values()
    (used,) = [one for one in job["steps"] if "ci/action" in one["uses"]]
    assert set(used["with"]) <= set(loaded(ACTION)["inputs"])
