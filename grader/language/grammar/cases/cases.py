"""Grammar of definitions by cases: `cases(a if c, b otherwise)`, `{a if c; b otherwise}`, rows of an environment."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.ahead.lookahead import is_word
from grader.language.grammar.cases.memberships import spelled_out
from grader.language.grammar.state import State
from grader.language.tree import Cases, Node
from grader.wording import unreadable


def plain_cases(state: State) -> Node:
    """`cases(a if x > 0, b otherwise)`."""
    state.enter()
    state.position += 2
    branches: list[tuple[Node, Node]] = []
    otherwise: Node | None = None
    spaced, state.spaced = state.spaced, False
    bars, state.bars = state.bars, []
    while otherwise is None:
        value = state.rules.sum(state)
        if is_word(state, "otherwise", "else"):
            state.position += 1
            otherwise = value
        elif is_word(state, "if", "for", "when"):
            branches.append((value, _branch_condition(state)))
        else:
            state.fail(unreadable.IF_OR_OTHERWISE)
        if not state.take(",", ";"):
            break
    state.spaced, state.bars = spaced, bars
    state.close(")")
    state.leave()
    return Cases(tuple(branches), otherwise)


def rows_of_cases(state: State) -> Node:
    r"""`a & x > 0 \\ b & \text{otherwise}`, inside an environment."""
    branches: list[tuple[Node, Node]] = []
    otherwise: Node | None = None
    while True:
        value = grammar.cases.no_value.no_value(state) or state.rules.sum(state)
        state.take(",")
        state.take("&")
        if is_word(state, "otherwise", "else"):
            state.position += 1
            otherwise = value
        else:
            branches.append((value, _branch_condition(state)))
        state.take(",", ";", ".")
        if otherwise is not None or not state.take("\\\\") or state.token.value == "end":
            break
    state.take("\\\\")
    return Cases(tuple(branches), otherwise)


def piecewise(state: State, first: list[Node]) -> Node:
    """`{a if x > 0; b otherwise}`, whose first value is read."""
    branches: list[tuple[Node, Node]] = []
    value = first[0]
    while True:
        if is_word(state, "otherwise", "else"):
            state.position += 1
            state.take(";", ",")
            state.expect("}", "`}`")
            return Cases(tuple(branches), value)
        if not is_word(state, "if", "for", "when"):
            state.fail(unreadable.IF_OR_OTHERWISE)
        branches.append((value, _branch_condition(state)))
        if state.take("}"):
            return Cases(tuple(branches))
        if not state.take(";", ","):
            state.fail(unreadable.SEMICOLON_OR_BRACE)
        if is_word(state, "otherwise", "else"):
            state.position += 1
        value = grammar.cases.no_value.no_value(state) or state.rules.sum(state)
        if state.take("}"):
            return Cases(tuple(branches), value)


def conditional(state: State, value: Node) -> Node:
    """`(a if x > 0 else b)`, whose first value is read; behind `else` another one may begin."""
    branches: list[tuple[Node, Node]] = []
    while is_word(state, "if"):
        branches.append((value, _branch_condition(state)))
        if not is_word(state, "else", "otherwise"):
            state.fail(unreadable.IF_OR_OTHERWISE)
        state.position += 1
        value = state.rules.sum(state)
    state.close(")")
    return Cases(tuple(branches), value)


def _branch_condition(state: State) -> Node:
    while is_word(state, "if", "for", "when"):
        state.position += 1
    return spelled_out(state, state.rules.condition(state))
