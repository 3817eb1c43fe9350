"""Loads a tree of problem files: everything that can be loaded, and all that is wrong, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from grader.errors import Diagnostic, ProblemError
from grader.problems.file import FileProblem, read_problem
from grader.problems.question import Problem, Problems
from grader.problems.texts.located import Located, damages, duplicates, path_text
from grader.problems.texts.source import LIMITS, SourceError, YamlLimits, read_bytes
from grader.problems.texts.yamltext import read_yaml

Reader = Callable[[Located, str, tuple[Diagnostic, ...]], FileProblem]
ONLY_ASSIGNMENTS = "holds no problem, only what is set (`problems`): `grade --assignment` and `template` read that"
SUFFIXES = frozenset({".yaml", ".yml"})


def load_problems(path: str | Path) -> Problems:
    """Return the problems of a file or a folder by id; raises one ProblemError with every fault of the tree."""
    problems, faults = load_tree(path)
    if faults:
        raise ProblemError(faults)
    return problems


def load_tree(
    path: str | Path, limits: YamlLimits = LIMITS, read: Reader = read_problem
) -> tuple[Problems, tuple[Diagnostic, ...]]:
    """Return the problems that could be loaded, by id, and every fault of the others.

    A folder is searched for `*.yaml` and `*.yml`, not in folders whose names begin with a dot. An assignment, which
    lists `problems`, is passed over. Files are named relative to `path`. `read` says what a file may hold.
    """
    root = Path(path)
    files = list(_files(root))
    if not files:
        return {}, (Diagnostic(root.as_posix(), 0, 0, "", _nothing(root)),)
    problems: dict[str, Problem] = {}
    faults: list[Diagnostic] = []
    places: dict[str, Diagnostic] = {}
    for file, name in files:
        found = _load(file, name, limits, read)
        faults.extend(found.faults)
        if not found.id:
            continue
        place = Diagnostic(name, found.line, found.column, "id", "")
        first = places.setdefault(found.id, place)
        if first is not place:
            message = f"the id `{found.id}` stands also in {first.file}, line {first.line}"
            faults.append(Diagnostic(name, found.line, found.column, "id", message))
        elif found.problem is not None:
            problems[found.id] = found.problem
    if not places and not faults:
        faults.append(Diagnostic(root.as_posix(), 0, 0, "", ONLY_ASSIGNMENTS))
    return problems, tuple(faults)


def _nothing(root: Path) -> str:
    if not root.exists():
        return "there is no such file or folder"
    return "holds no problem file (*.yaml, *.yml)" if root.is_dir() else "cannot be read"


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the problem files in order, each with its name relative to the folder."""
    if root.is_file():
        yield root, root.name
    elif root.is_dir():
        try:
            entries = sorted(root.iterdir(), key=lambda entry: entry.name)
        except OSError:
            yield root, root.name  # which is a fault of its own
            return
        for entry in entries:
            if entry.name.startswith(".") or (entry.is_symlink() and entry.is_dir()):
                continue
            if entry.is_dir():
                yield from (
                    (file, entry.name if file == entry else f"{entry.name}/{name}") for file, name in _files(entry)
                )
            elif entry.suffix.lower() in SUFFIXES:
                yield entry, entry.name


def _load(file: Path, name: str, limits: YamlLimits, read: Reader) -> FileProblem:
    if file.is_dir():
        return FileProblem(faults=(Diagnostic(name, 0, 0, "", "this folder cannot be looked into"),))
    try:
        document = read_yaml(read_bytes(file, name, limits), name, limits)
    except SourceError as error:
        return FileProblem(faults=(error.diagnostic,))
    if document.faults:
        return FileProblem(faults=document.faults)
    if document.root is None:
        return FileProblem(faults=(Diagnostic(name, 0, 0, "", "the file is empty; expected `id` and `answer`"),))
    damaged = [
        Diagnostic(name, node.line, node.column, path_text(path), node.message) for path, node in damages(document.root)
    ]
    twice = [
        Diagnostic(name, key.line, key.column, path_text(path), f"this key stands twice, first in line {first.line}")
        for path, first, key in duplicates(document.root)
    ]
    return read(document.root, name, (*damaged, *twice))
