"""Programs that are nearly right: one place of a program changed as students slip.

A line is not left out where a name would have no value without it: that is told when a program is read.
Programs are parsed and written again, never run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

Slip = tuple[str, Callable[[], object]]  # what is changed, and what changes it
MAX_LENGTH = 4_000  # of a program that is changed
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
AXES = frozenset({"dim", "axis"})


def code_slips(code: str) -> Iterator[tuple[str, str]]:
    """Yield what was changed with the changed program, each program once; nothing for what is no Python."""
    try:
        tree = ast.parse(_as_function(code)) if len(code) <= MAX_LENGTH else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    if tree is None:
        return
    seen = {_text(tree)}
    for number, _ in enumerate(ast.walk(tree)):
        for rule in range(len(_slips(tree, number))):
            other = deepcopy(tree)
            said, change = _slips(other, number)[rule]
            change()
            text = _text(other)
            if text not in seen:
                seen.add(text)
                yield said, text


def _as_function(code: str) -> str:
    return "def _():\n" + "\n".join(f"    {line}" for line in code.splitlines())


def _text(tree: ast.Module) -> str:
    lines = ast.unparse(tree).splitlines()[1:]
    return "\n".join(line[4:] for line in lines)


def _slips(tree: ast.Module, number: int) -> list[Slip]:
    """Return the slips at a place; the first place is the module, the second the function around the program."""
    node = next(node for place, node in enumerate(ast.walk(tree)) if place == number)
    return [*_of_operators(node), *_of_arguments(node), *_of_parts(tree, node)]


def _of_operators(node: ast.AST) -> Iterator[Slip]:
    match node:
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPPED:
            yield "another operator", partial(setattr, node, "op", SWAPPED[type(op)]())
        case ast.Compare(ops=[op]) if type(op) in SWAPPED:
            yield "another comparison", partial(setattr, node, "ops", [SWAPPED[type(op)]()])


def _of_arguments(node: ast.AST) -> Iterator[Slip]:
    match node:
        case ast.keyword(arg="keepdim" | "keepdims", value=ast.Constant(value=True)):
            yield "a lost keepdim", partial(setattr, node, "value", ast.Constant(False))
        case ast.keyword(arg=str(name), value=ast.Constant(value=int(axis))) if name in AXES:
            yield "another axis", partial(setattr, node, "value", ast.Constant(1 if axis == 0 else 0))
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int(value)):
            yield f"{value + 1} for {value}", partial(setattr, node, "value", value + 1)


def _of_parts(tree: ast.Module, node: ast.AST) -> Iterator[Slip]:
    """Yield a transpose lost, a factor or a term dropped, an operand alone, a statement left out."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is node:
                yield from ((said, partial(setattr, parent, name, other)) for said, other in _instead(node))
            elif isinstance(value, list) and node in value:
                place = value.index(node)
                if isinstance(node, ast.stmt) and len(value) > 1 and not _is_needed(tree, node):
                    yield "a line left out", partial(value.__delitem__, place)
                yield from ((said, partial(value.__setitem__, place, other)) for said, other in _instead(node))


def _is_needed(tree: ast.Module, left_out: ast.stmt) -> bool:
    """Return whether a line sets a name that is read elsewhere and set nowhere else: without it nothing is read."""
    inside = set(ast.walk(left_out))
    rest = [node for node in ast.walk(tree) if node not in inside]
    added_to = {node.target for node in rest if isinstance(node, ast.AugAssign)}
    names = [node for node in rest if isinstance(node, ast.Name)]
    needed = {one.id for one in names if isinstance(one.ctx, ast.Load) or one in added_to}
    kept = {one.id for one in names if isinstance(one.ctx, ast.Store) and one not in added_to}
    mine = {one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return bool(mine & needed - kept)


def _instead(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Attribute(value=value, attr="T"):
            yield "a transpose lost", value
        case ast.Call(func=ast.Attribute(value=value, attr="t" | "transpose"), args=[*_]):
            yield "a transpose lost", value
        case ast.BinOp(left=left, op=op, right=right):
            said = "a term dropped" if isinstance(op, ast.Add | ast.Sub) else "a factor dropped"
            yield said, left
            yield said, right
        case ast.UnaryOp(operand=operand):
            yield "a sign lost", operand
