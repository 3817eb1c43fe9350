"""Grammar of `\\begin{…}` environments: matrices and definitions by cases."""

from __future__ import annotations

from grader.language.grammar.cases.cases import rows_of_cases
from grader.language.grammar.state import State
from grader.language.tree import Array, Call, Node
from grader.wording import unreadable

_MATRICES = frozenset(
    {"matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix", "psmallmatrix"}
)
_CASES = frozenset({"cases", "dcases", "rcases"})
_LOOSE = frozenset({"array", "matrix", "aligned"})  # definitions by cases behind a brace
_BARRED = {"vmatrix": "det", "Vmatrix": "norm"}


def environment(state: State) -> Node:
    r"""`\begin{name} … \end{name}`, whose first command stands here."""
    fence = state.position and state.tokens[state.position - 1].value == "\\{"
    state.enter()
    state.position += 1
    name = _name_in_braces(state)
    if name in {"array", "array*"} and state.at("{"):
        _skip_group(state)
    node: Node
    if name in _CASES or (fence and name in _LOOSE):
        node = rows_of_cases(state)
    elif name in _MATRICES or name in _BARRED:
        rows = _rows_of_cells(state)
        node = Array(tuple(Array(tuple(row)) for row in rows))
        node = Call(_BARRED[name], (node,)) if name in _BARRED else node
    else:
        state.wrong(unreadable.ENVIRONMENT_NOT_KNOWN.format(name=name), state.token)
    state.leave()
    if not (state.token.kind == "word" and state.token.value == "end"):
        state.fail(unreadable.END_OF_ENVIRONMENT.format(name=name))
    state.position += 1
    if _name_in_braces(state) != name:
        state.wrong(unreadable.CLOSED_BY_ANOTHER_ENVIRONMENT.format(name=name), state.tokens[state.position - 1])
    return node


def _name_in_braces(state: State) -> str:
    state.expect("{", unreadable.NAME_ENVIRONMENT_BRACES)
    name = ""
    while state.token.kind != "end" and not state.at("}"):
        name += state.token.value
        state.position += 1
    state.expect("}", "`}`")
    return name


def _skip_group(state: State) -> None:
    while state.token.kind != "end" and not state.take("}"):
        state.position += 1


def _rows_of_cells(state: State) -> list[list[Node]]:
    rows: list[list[Node]] = [[]]
    bars, state.bars = state.bars, []
    spaced, state.spaced = state.spaced, False
    while True:
        rows[-1].append(state.rules.sum(state))
        if state.take("&"):
            continue
        state.take(",")
        if not state.take("\\\\"):
            break
        if state.token.value == "end":
            break
        rows.append([])
    state.bars, state.spaced = bars, spaced
    if len({len(row) for row in rows}) > 1:
        state.wrong(unreadable.ROWS_MATRIX_DIFFERENT_LENGTHS, state.token)
    return rows
