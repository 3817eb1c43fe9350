"""Grammar of LaTeX commands that take groups: fractions, roots, binomials, environments, number sets."""

from __future__ import annotations

from collections.abc import Callable

from grader.language.grammar.ahead.groups import group_or_token
from grader.language.grammar.binders.derivatives import differential_quotient
from grader.language.grammar.cases.environments import environment
from grader.language.grammar.factors.roots import root_command
from grader.language.grammar.numbers.spaces import space_command
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tree import Call, Div, Node


def latex_command(state: State, token: Token) -> Node | None:
    """Read a command with arguments; None where the word is none."""
    read = COMMANDS.get(token.value)
    return read(state) if read is not None and (token.tex or state.at_place(1, "{")) else None


def _fraction(state: State) -> Node:
    quotient = differential_quotient(state)
    return quotient if quotient is not None else Div(*_pair(state))


def _binomial(state: State) -> Node:
    return Call("binom", _pair(state))


def _pair(state: State) -> tuple[Node, Node]:
    state.position += 1
    return group_or_token(state), group_or_token(state)


COMMANDS: dict[str, Callable[[State], Node | None]] = {
    **dict.fromkeys(QUOTIENTS, _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "sqrt": root_command,
    "begin": environment,
    "mathbb": space_command,
}
