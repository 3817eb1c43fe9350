"""Grammar of dimensions, which `×` or a letter x parts: `m \\times n`, `24 x 24 x 128`."""

from __future__ import annotations

import re

from grader.language.grammar.ahead.groups import cut_word
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Node
from grader.wording import unreadable

_CROSSES = frozenset({"x", "X", "by"})
_OPEN = frozenset({"(", "[", "{", "lfloor", "lceil"})
_CLOSE = frozenset({")", "]", "}", "rfloor", "rceil"})


def dimensions(state: State, closing: str) -> list[Node]:
    """Read dimensions parted by `×` or the letter x, up to a closing sign, which stays."""
    dims = []
    while (cross := next_cross(state, closing)) is not None:
        held = state.tokens[cross]
        mark = state.tokens[cross] = held._replace(kind="end")
        dims.append(state.rules.sum(state))
        if state.tokens[state.position] is not mark:
            state.fail(unreadable.END_DIMENSION)
        state.tokens[state.position] = held
        state.position += 1
    dims.append(state.rules.sum(state))
    return dims


def next_cross(state: State, closing: str) -> int | None:
    """Return where the next sign between dimensions stands; None where none does before the closing sign."""
    depth, position = 0, state.position
    while state.tokens[position].kind != "end":
        token = state.tokens[position]
        if token.kind == "op":
            if depth == 0 and token.value in {closing, "="}:
                break
            depth += (token.value in _OPEN) - (token.value in _CLOSE)
            if depth == 0 and (token.value == "×" or (state.star_parts and token.value in {"*", "·"})):
                return position
        elif (
            depth == 0
            and token.kind == "word"
            and _stands_between(state, position)
            and _is_cross(state, position, token)
        ):
            return position
        position += 1
    return None


def _stands_between(state: State, position: int) -> bool:
    """Whether a word has a dimension before and behind it; `x125` holds the one behind, `kx1` both."""
    if len(state.tokens[position].value) > 1:
        return True
    before, after = state.tokens[position - 1], state.tokens[position + 1]
    return (
        position > state.position
        and (before.kind != "op" or before.value in _CLOSE or before.value == "'")
        and (after.kind in {"num", "word"} or after.value in _OPEN)
    )


def _is_cross(state: State, position: int, token: Token) -> bool:
    """Whether a word stands between dimensions: `x`, `by`; `x125` and `kx1` are cut."""
    declared, value = state.lexicon.symbols, token.value
    if token.tex or (value in declared and value not in _CROSSES):
        return False
    if value in _CROSSES:
        symbol = declared.get(value)
        whole = symbol is not None and symbol.domain.is_integer and not symbol.domain.shape
        return not whole or state.choose("shape") == 0
    parts = [part for part in re.split("([xX])", value) if part]
    if len(parts) > 1 and all(part in _CROSSES or part.isdigit() or part in declared for part in parts):
        cut_word(state, position, parts)
        return _is_cross(state, position, state.tokens[position])
    return False
