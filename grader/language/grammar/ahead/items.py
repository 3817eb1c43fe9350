"""Grammar of what is parted by commas in brackets."""

from __future__ import annotations

from grader.language.grammar.state import State
from grader.language.tree import Node, Sym

_SEPARATORS = frozenset({",", "quad"})


DOTS = Sym("...")  # stands for what was left out, until a rule was found; no text can spell it


def items(state: State, *closing: str, dots: bool = False) -> list[Node]:
    """Read expressions parted by commas up to a closing sign, which stays; a last comma may stand alone.

    With `dots`, three dots may stand in the place of an expression.
    """
    bars, state.bars = state.bars, []
    listing, state.listing = state.listing, True
    found: list[Node] = []
    token = state.tokens[state.position]
    while token.value not in closing or token.value == "[" or token.kind != "op":
        has_dots = dots and token.value == "..." and state.take("...")
        found.append(DOTS if has_dots else state.rules.condition(state))
        if state.tokens[state.position].value not in _SEPARATORS or not _separated(state):
            break
        token = state.tokens[state.position]
    state.bars, state.listing = bars, listing
    return found


def _separated(state: State) -> bool:
    """Pass what parts two items: one comma, wide blanks, or both."""
    start = state.position
    while state.take("quad"):
        pass
    state.take(",")
    while state.take("quad"):
        pass
    return state.position > start
