"""The house rules: style, types and the order of imports, held by tools."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import faces
from tests.update_limits import PAGE, limits, page

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=lambda command: command[0] + command[1] if len(command) > 1 else command[0],
)
def test_tool_is_content(command):
    run = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_circle_between_siblings_passes_through_faces():
    assert faces.circles(faces.uses(ROOT / "grader")) == []


FOLDERS = sorted({file.parent for file in (ROOT / "grader").rglob("*.py")})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_says_what_lives_there_what_it_may_use_and_how_to_add_to_it(folder):
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert len(re.findall(r"[.:](?=\s|$)", said)) >= 3, said
    assert re.search(r"\b(may|uses?|knows|import)\b", said), said


@pytest.mark.parametrize("room", ["evidence", "language"])
def test_tests_stand_in_the_rooms_that_they_test(room):
    folders = {file.parent.relative_to(ROOT / "tests" / room) for file in (ROOT / "tests" / room).rglob("*.py")}
    assert len(folders) > 3
    assert [str(folder) for folder in sorted(folders) if not (ROOT / "grader" / room / folder).is_dir()] == []


def test_every_limit_says_what_it_counts():
    silent = [f"{limit.file}: {limit.name}" for limit in limits() if not limit.counts]
    assert not silent, "say it behind the number, or in the line above"


def test_the_page_of_limits_says_what_stands_in_the_code():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with `python -m tests.update_limits`"
