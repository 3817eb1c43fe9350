"""Equal claims are decided once in a process: a class writes few answers, each in many ways.

Deciding is pure, so the same statement in the same setting and under the same limits has the same evidence. Texts that
are read as the same trees make the same statement, and so do programs that differ only within their lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice

from grader.claims.statements import AllOf, AnyOf, Claim, Equal, Holds, SameCode, Setting, Statement, Within
from grader.evidence import decide
from grader.evidence.budget import Budget, Limits
from grader.language.code.program import Frame, Program
from grader.language.tree import Node, walk
from grader.verdict import Evidence

KEPT = 500  # decisions of a process that are kept, the oldest making room
KEPT_NODES = 200  # of the trees of a statement that is kept
KEPT_CHARACTERS = 2_000  # of a program that is kept

_known: dict[object, Evidence] = {}


def decided_once(claim: Claim, limits: Limits) -> Evidence:
    """Return the evidence for or against a claim, decided within these limits."""
    statement = _statement(claim.statement)
    if statement is None:
        return decide(claim, Budget(limits))
    key = (statement, _setting(claim.setting), limits)
    found = _known.get(key)
    if found is None:
        found = decide(claim, Budget(limits))
        _keep(key, found)
    return found


def _keep(key: object, found: Evidence) -> None:
    for oldest in list(_known)[: max(0, len(_known) - KEPT + 1)]:  # as a whole: other threads may keep something, too
        _known.pop(oldest, None)
    _known[key] = found


def _setting(one: Setting) -> object:
    """Return a setting as a part of a key; what stands in another order is another setting."""
    maps = (tuple(each.items()) for each in (one.conventions, one.functions))
    return (one.variables, one.assume, *maps, one.compact, one.accept_error, one.constants)


def _statement(one: Statement) -> object | None:
    """Return a statement as a part of a key, None for one that is not kept."""
    if isinstance(one, SameCode):
        short = len(one.answer.text) <= KEPT_CHARACTERS
        return (_program(one.answer, one.frame), one.expected, _frame(one.frame)) if short else None
    trees = list(_trees(one))
    nodes = (node for tree in trees if tree is not None for node in walk(tree))
    is_short = None not in trees and sum(1 for _ in islice(nodes, KEPT_NODES + 1)) <= KEPT_NODES
    return one if is_short else None


def _trees(statement: Statement) -> Iterator[Node | None]:
    """Yield the trees of a statement, None for one that is not kept."""
    match statement:
        case Equal() | Within():
            yield from (statement.answer, statement.expected)
        case Holds():
            yield statement.condition
        case AnyOf(statements) | AllOf(statements):
            for part in statements:
                yield from _trees(part)
        case _:
            yield None


def _program(one: Program, frame: Frame) -> object:
    """Return a program with its lines; blanks within them say nothing, but in what is the problem's own code."""
    lines = tuple(getattr(node, "lineno", 0) for part in one.body for node in ast.walk(part))
    is_setup = frame.setup is not None and frame.setup.text == one.text
    return tuple(map(ast.dump, one.body)), lines, is_setup


def _frame(one: Frame) -> object:
    sizes = tuple(tuple(each.items()) for each in one.sizes)
    return one.inputs, one.names, one.library, one.setup, sizes
