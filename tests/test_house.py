"""The house rules: style, types and the order of imports, held by tools."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import faces
from tests.ambiguous_repeats import ambiguous
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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_functions_and_files_are_short(folder):
    long: list[str] = []
    for file in sorted(folder.glob("*.py")):
        text, name = file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()
        if len(text.splitlines()) > FILE_LINES:
            long.append(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= FUNCTION_LINES:
                long.append(f"{name}: {node.name}")
    assert long == [], "split them by what they do"


FUNCTION_LINES = 35  # of a function, its docstring included, decorators left out
FILE_LINES = 300


def test_evidence_has_few_loose_files_and_folders_that_one_look_takes_in():
    room = ROOT / "grader" / "evidence"
    files = {folder: len(list(folder.glob("*.py"))) for folder in FOLDERS if folder.is_relative_to(room)}
    assert files[room] <= LOOSE
    flat = [folder for folder in files if not any(other.parent == folder for other in files)]
    assert [str(folder) for folder in flat if files[folder] > DOZEN] == [], "put what belongs together into a folder"


CROWDED = ["marking/asked", "marking/texts", "marking/ways", "submissions/attribution"]
CROWDED += ["submissions/extraction/stated", "submissions/extraction/worded"]


@pytest.mark.parametrize("room", CROWDED)
def test_rooms_of_many_files_have_few_loose_ones(room):
    assert len(list((ROOT / "grader" / room).glob("*.py"))) <= LOOSE, "put it into the folder of its kind"


LOOSE = 9  # the face and eight files
DOZEN = 13  # and so with a folder's face


@pytest.mark.parametrize("room", ["evidence", "language"])
def test_tests_stand_in_the_rooms_that_they_test(room):
    folders = {file.parent.relative_to(ROOT / "tests" / room) for file in (ROOT / "tests" / room).rglob("*.py")}
    assert len(folders) > 3
    assert [str(folder) for folder in sorted(folders) if not (ROOT / "grader" / room / folder).is_dir()] == []


def test_every_limit_says_what_it_counts():
    silent = [f"{limit.file}: {limit.name}" for limit in limits() if not limit.counts]
    assert not silent, "say it behind the number, or in the line above"


BARE = {"forms/digits.py": "the ten of scientific notation"}
SILENT = {
    "calculus/at_points/bound.py": "why the value stays open is kept by its node",
    "calculus/integrals/integrands/terms.py": "the term that it stands for names the limit",
    "definedness/directions.py": "an angle as a direction: the condition stays as it is",
    "families/matrices/almost_everywhere/generic.py": "points that are tried",
    "families/matrices/powers/recurrences.py": "a proof by induction is tried without it",
    "numbers/rounding.py": "digits of a number that is no decimal for its caller",
    "sets/members.py": "pieces in which a nice number is looked for",
    "signs/enclosures.py": "an end of a range that is not used",
}
MANY = 8  # what a bare number may not reach: below, it is a form, as 2 roots or 3 coefficients are


def test_numbers_that_decide_have_names():
    bare = list(_places(lambda node: isinstance(node, ast.Compare) and any(map(_is_many, _sides(node)))))
    assert {file for file, _ in bare} == BARE.keys(), bare


def test_what_is_refused_is_refused_by_the_name_of_a_limit():
    silent = list(_places(lambda node: isinstance(node, ast.If) and _is_silent(node)))
    why = (
        "say which limit refuses, by `refuse_above` or `budget.is_above`; what is no refusal is listed with its reason"
    )
    assert {file for file, _ in silent} == SILENT.keys(), f"{why}: {silent}"


def _places(is_one):
    room = ROOT / "grader" / "evidence"
    for file in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if is_one(node):
                yield file.relative_to(room).as_posix(), node.lineno


def _sides(compare):
    return compare.left, *compare.comparators


def _is_many(side):
    return isinstance(side, ast.Constant) and type(side.value) is int and side.value >= MANY


def _is_silent(branch):
    names = {node.id for part in ast.walk(branch.test) if isinstance(part, ast.Compare) and not _is_equality(part)
             for side in _sides(part) for node in ast.walk(side) if isinstance(node, ast.Name)}  # fmt: skip
    ends = ast.unparse(branch.body[0]) in {"return", "return None", "raise DeclinedError"}
    return ends and any(name.startswith("MAX_") for name in names)


def _is_equality(compare):
    return all(isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn | ast.Is | ast.IsNot) for op in compare.ops)


def test_the_page_of_limits_says_what_stands_in_the_code():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with `python -m tests.update_limits`"


def test_no_group_is_possessive():
    """Before Python 3.11.5 a possessive group does not match where its parts go back: `(?>(?:…)*)` does the same."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\{?[\d,]+\}\}?)\+")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / "grader").rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if possessive.search(line)
    ]
    assert found == [], "write an atomic group"


SPLIT = (r"(?:a+)+", r"(?:a+|b)*c", r"(?:\s*a+)+", r"(?:(?:a{2,}|b)c?)+", r"x(?:a{1,40}b?){1,20}", r"(?:\s*,?\s*a)+")
SPLIT += (
    r"(?:ab?|b?c)+",
    r"(?:(?:a*|b*)c)*",
    r"(?:a,a|a|,)+",
    r"(?=(?:ac|[ab]c)*d)",
    r"(?>(?:ac|[ab]c)*)",
    r"(?:\w+\s*)+",
)
SPLIT += (r"(?:(?:a|b)|(?>a+)|c)+", r"(a+)(?:,?\1)+", r"(?:a{1,2}b?)+", r"(?i)(?:kx|[K-M]x)+", r"(?:a|[^b])*")
NOT_SPLIT = (r"(?:(?>a+)|b)+", r"(?:a+b)+", r"(?:a|b)+", r"(?:a+b?){1,3}", r"(?:, a+)*", r"(?>a+)+", r"(?:\w+\b\s*)+")
NOT_SPLIT += (
    r"(?:\s*(?:,\s*)?a)+",
    r"(?:\d{1,3}(?!\d),?)+",
    r"(?:(?>\s*-?)\s*a)+",
    r"(?:(?>a b|a)| b)+",
    r"(a)(?:,\1)+",
)
NOT_SPLIT += (r"(?:(?>(?:and )?)[a-z]+!)+", r"(?:(?<!a)[ab]|a(?=b))+", r"(?:[^()]|\([^()]*\))*")


def test_patterns_that_are_split_in_many_ways_are_told_from_others():
    assert [one for one in SPLIT if not ambiguous(one)] == []
    assert [one for one in NOT_SPLIT if ambiguous(one)] == []


@pytest.mark.thorough
def test_no_pattern_is_split_in_many_ways():  # all of `grader` is loaded, and marks
    command = [sys.executable, "-m", "tests.compiled_patterns"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "", "let each text be read in one way, or make the inner part atomic, `(?>a+)`"
    assert int(run.stderr) > 1000
