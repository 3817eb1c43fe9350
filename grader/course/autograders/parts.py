"""What every autograder holds: our code as it runs here, what it needs at the same versions, problems, assignment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import grader
from grader.records import dataclass, field

LEFT_OUT = {"__pycache__"}  # folders of our code that are made anew where it runs
PACKAGE = "proofgrader"


@dataclass(frozen=True)
class Bundle:
    """Files by their path in the new folder, with slashes, and which of them are programs."""

    files: Mapping[str, bytes]
    programs: frozenset[str] = field(default_factory=frozenset)


def code(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of our package, below `folder`."""
    root = Path(grader.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and not LEFT_OUT & set(path.relative_to(root).parts):
            yield f"{folder}/grader/{path.relative_to(root).as_posix()}", path.read_bytes()


def requirements() -> bytes:
    """Return the packages that ours needs, each at the version that is installed here, as pip reads them."""
    try:
        needed = distribution(PACKAGE).requires or []
    except PackageNotFoundError:
        needed = []
    names = [re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0] for one in needed if "extra ==" not in one]
    return "".join(f"{name}=={version(name)}\n" for name in sorted(names)).encode()


def course(folder: str, problems: Path, assignment: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield the problem files, below `folder`, and the assignment beside them."""
    if problems.is_dir():
        found = sorted(path for path in problems.rglob("*") if path.is_file() and not path.name.startswith("."))
        yield from ((f"{folder}/problems/{path.relative_to(problems).as_posix()}", path.read_bytes()) for path in found)
    else:
        yield f"{folder}/problems/{problems.name}", problems.read_bytes()
    if assignment is not None:
        yield f"{folder}/assignment.yaml", assignment.read_bytes()


def script(text: str, assignment: Path | None) -> bytes:
    """Return a script with what `@ASSIGNMENT@` stands for: the flag that names the assignment, where there is one."""
    flag = "" if assignment is None else '--assignment "$course/assignment.yaml"'
    return text.replace("@ASSIGNMENT@", flag).encode()
