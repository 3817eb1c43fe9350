"""What a program leaves: what it returns, and what it made of the things that it was given."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from grader.evidence.families.code.errors import RunError, UnreadError
from grader.evidence.families.code.inputs import scope_of
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import (
    Class,
    Function,
    Listed,
    Module,
    Named,
    Object,
    Scope,
    Size,
    Tensor,
    Value,
)
from grader.evidence.families.code.statements.interpreter import Interpreter
from grader.language.code.program import Frame, Program
from grader.language.code.reader import is_printed
from grader.records import dataclass, replace

RETURNED = "return"
DEFINING = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Expr)
MAX_THINGS = 200  # that can be reached from the names that a program is given


@dataclass(frozen=True)
class Left:
    """What a program leaves: `returned`, and what can be reached, by path; `changed` are those not left as given."""

    returned: Value
    reached: Mapping[str, Value]
    changed: frozenset[str]


def left_by(program: Program, frame: Frame, run: Run, sizes: Mapping[str, Size], is_ours: bool = False) -> Left:
    """Run a program in a frame, and return what it leaves; raises RunError. Ours may take derivatives."""
    scope = scope_of(frame, run, sizes)
    if frame.setup is not None:
        _set_up(frame.setup, run, scope)
    before = dict(_reached(scope))
    for value in before.values():
        if isinstance(value, Tensor):
            value.cell.has_changed = False
    start = {path: replace(value) if isinstance(value, Tensor) else value for path, value in before.items()}
    inner = Scope({"grad": Module("grader.grad")} if is_ours else {}, scope)
    at = Interpreter(run, program.text)
    returned = _ended(at, program, inner, frame)
    after = dict(_reached(scope))
    changed = frozenset(path for path, value in after.items() if not _is_as_before(start.get(path, _NOTHING), value))
    return Left(returned, after, changed)


_NOTHING = object()


def _set_up(setup: Program, run: Run, scope: Scope) -> None:
    try:
        Interpreter(run, setup.text).body(setup.body, scope)
    except RunError as error:
        raise UnreadError(f"the problem's own code fails ({error.said}), which") from error


def _ended(at: Interpreter, program: Program, scope: Scope, frame: Frame) -> Value:
    """Return what a program returns: by `return`, as its last expression, or from the function that it defines."""
    *body, last = program.body or (ast.Pass(lineno=1),)
    ended = at.body(body, scope)
    if ended is not None:
        return ended.value
    if isinstance(last, ast.Expr) and not _has_return(program.body) and not is_printed(last):
        return _guarded(at, last, scope)
    ended = at.body([last], scope)
    if ended is not None:
        return ended.value
    return _called(at, program, scope, frame)


def _guarded(at: Interpreter, last: ast.Expr, scope: Scope) -> Value:
    at.run.line = last.lineno
    try:
        return at.value(last.value, scope)
    except RunError as error:
        error.line = error.line or at.run.line
        raise


def _has_return(body: tuple[ast.stmt, ...]) -> bool:
    return any(isinstance(node, ast.Return) for one in body for node in ast.walk(one))


def _called(at: Interpreter, program: Program, scope: Scope, frame: Frame) -> Value:
    """Return what the function gives that a program only defines; the last one, or the method of the last class."""
    only = all(isinstance(one, DEFINING) for one in program.body)
    named = [one for one in program.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    if not only or not named:
        return None
    found = scope.names[named[-1].name]
    at.run.line = named[-1].lineno
    owner: Value = None
    if isinstance(found, Class):
        methods = [one for name, one in found.methods.items() if name != "__init__"]
        if len(methods) != 1:
            raise UnreadError("a class with several methods", named[-1].lineno)
        owner, found = scope.find("self"), methods[0]
        owner = owner[0] if isinstance(owner, tuple) and owner else Object()
        found = replace(found, owner=owner)
    assert isinstance(found, Function)
    return at.call_function(found, [], _arguments(found, scope))


def _arguments(function: Function, scope: Scope) -> dict[str, Value]:
    """Return the inputs that a function's parameters name."""
    given = function.node.args
    names = [one.arg for one in (*given.posonlyargs, *given.args)]
    if function.owner is not None:
        names = names[1:]
    found: dict[str, Value] = {}
    for number, name in enumerate(names):
        known = scope.find(name)
        if known is not None and not isinstance(known[0], Function):
            found[name] = known[0]
        elif number < len(names) - len(given.defaults):
            raise UnreadError(f"the parameter `{name}`, which is no name that is given,", function.node.lineno)
    return found


# What can be reached.


def _reached(scope: Scope) -> Iterator[tuple[str, Value]]:
    """Yield numbers and arrays by the paths from the names of a scope."""
    waiting: list[tuple[str, Value]] = list(scope.names.items())[::-1]
    seen: set[int] = set()
    for _ in range(MAX_THINGS):
        if not waiting:
            return
        path, value = waiting.pop()
        if isinstance(value, Object | Listed | Tensor):
            if id(value) in seen:
                continue
            seen.add(id(value))
        inner: list[tuple[str, Value]] = []
        match value:
            case Object(fields=fields):
                inner = [(f"{path}.{name}", one) for name, one in fields.items()]
            case Listed(items) | tuple(items) | Named(items=items):
                inner = [(f"{path}[{number}]", one) for number, one in enumerate(items)]
            case Tensor(fields=fields):
                yield path, value
                inner = [(f"{path}.{name}", one) for name, one in fields.items()]
            case _:
                yield path, value
        waiting += inner[::-1]
    raise UnreadError(f"more than {MAX_THINGS} things in what is given (limit MAX_THINGS)")


def _is_as_before(before: object, after: Value) -> bool:
    """Return whether what stands at a path is what stood there: the same storage, never written to."""
    match before, after:
        case Tensor(), Tensor():
            return before.cell is after.cell and before.view == after.view and not after.cell.has_changed
        case _:
            return before is after
