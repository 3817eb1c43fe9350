"""The names of a program: what it uses is declared, and what stands for a library keeps its meaning."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator

from grader.errors import AnswerError, Span
from grader.language.code.parts import BUILTINS, IMPORTED, LIBRARIES
from grader.wording import unreadable_code

FIXED = LIBRARIES.keys() | BUILTINS | {"print"}
PYTHON = frozenset(dir(builtins))


def require_names(text: str, body: Iterable[ast.stmt], names: frozenset[str]) -> None:
    """Raise AnswerError where a program uses a name that nobody declares, or gives one of ours another meaning."""
    nodes = [node for statement in body for node in _walked(statement)]
    own: set[str] = set()
    for node, name in _bound(nodes):
        if name in FIXED - names and not isinstance(node, ast.alias):
            raise _fault(text, node, name, unreadable_code.GETS_ANOTHER_MEANING.format(name=name))
        own.add(name)
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in own | names | FIXED | {"Tensor", "Module"}:
            why = unreadable_code.IS_NOT_READ if node.id in PYTHON else unreadable_code.IS_NOT_DECLARED
            raise _fault(text, node, node.id, f"`{node.id}` {why}")


def own_names(body: Iterable[ast.stmt]) -> frozenset[str]:
    """Return the names that a program binds."""
    return frozenset(name for _, name in _bound(node for statement in body for node in ast.walk(statement)))


def own_functions(body: Iterable[ast.stmt]) -> frozenset[str]:
    """Return the names of the functions and classes that a program defines."""
    nodes = (node for statement in body for node in ast.walk(statement))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef))


def bound_in(function: ast.FunctionDef) -> frozenset[str]:
    """Return the names that are a function's own: what it binds anywhere, outside of inner functions."""
    waiting: list[ast.AST] = [*function.body, function.args]
    nodes: list[ast.AST] = []
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ListComp | ast.GeneratorExp):
            waiting += ast.iter_child_nodes(node)
    return frozenset(name for _, name in _bound(nodes))


def _walked(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield the nodes of a statement in the order of the text, annotations and what is only printed left out."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        inner = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.AnnAssign | ast.arg):
            inner = [child for child in inner if child is not node.annotation]
        if isinstance(node, ast.FunctionDef):
            inner = [child for child in inner if child is not node.returns]
        waiting += [child for child in inner[::-1] if not _prints(child)]


def _prints(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return True
        case _:
            return False


def _bound(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, str]]:
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node, name
            case ast.arg(arg=name):
                yield node, name
            case ast.alias(name=name, asname=other):
                if name in IMPORTED or other or name:
                    yield node, (other or name).partition(".")[0]


def _fault(text: str, node: ast.AST, name: str, why: str) -> AnswerError:
    number = getattr(node, "lineno", 1)
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    column = max(lines[number - 1].find(name), 0)
    return AnswerError(
        unreadable_code.LINE.format(number=number, why=why), text, Span(start + column, start + column + len(name))
    )
