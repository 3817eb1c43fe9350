"""What uses what, with uses through package faces: `marking.texts.programs` uses that file, which is imported nowhere.

import-linter sees the import of the face alone.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

Uses = dict[str, set[str]]


def uses(root: Path) -> Uses:
    """Return the files that each file below a package uses, by their dotted names."""
    names = {_dotted(path, root): path for path in root.rglob("*.py")}
    known = frozenset(names)
    return {name: set(_used(ast.parse(path.read_bytes()), known)) - {name} for name, path in names.items()}


def circles(found: Uses) -> list[str]:
    """Return, for each package whose parts use each other in a circle, the circle."""
    between: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for user, used in found.items():
        for other in used:
            one, two = user.split("."), other.split(".")
            same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
            if same:
                between[".".join(one[:same])][one[same]].add(two[same])
    return [f"{name}: {' -> '.join(said)}" for name, graph in sorted(between.items()) if (said := _circle(graph))]


def _circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _dotted(path: Path, root: Path) -> str:
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _used(tree: ast.Module, names: frozenset[str]) -> Iterator[str]:
    """Yield what a file imports, and what it names through faces that it imports."""
    nodes = list(_run(tree))
    known: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                yield from {whole, node.module} & names if whole not in names else {whole}
                if whole in names:
                    known[one.asname or one.name] = whole
        elif isinstance(node, ast.Import):
            yield from {one.name for one in node.names} & names
    for node in nodes:
        if isinstance(node, ast.Attribute) and (named := _named(node, known)) in names:
            yield named


def _named(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    before = _named(node.value, known) if isinstance(node, ast.Attribute) else ""
    return f"{before}.{node.attr}" if before and isinstance(node, ast.Attribute) else ""


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree that are run: what stands under `TYPE_CHECKING` is read by mypy alone."""
    waiting = [tree]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in {getattr(child.test, of, "") for of in ("id", "attr")}:
                yield from child.orelse
                waiting += child.orelse
            elif not isinstance(child, _LEAVES):
                yield child
                waiting.append(child)


# What names no file by itself.
_LEAVES = (ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.cmpop, ast.boolop, ast.unaryop)
