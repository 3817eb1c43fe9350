"""Orders of roots and bases of logarithms in square brackets: `sqrt[3](x)`, `sqrt[3]{x}`, `root[3](x)`, `log[2](x)`.

Maple and LaTeX without its backslash write so. Where the brackets may as well hold the argument, with a factor behind
it, there are two readings.
"""

from __future__ import annotations

from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Node

_ORDERED = frozenset({"sqrt", "root", "log"})
_OPENING, _CLOSING = frozenset({"(", "[", "{", "\\{"}), frozenset({")", "]", "}", "\\}"})


def order_in_brackets(state: State, name: str) -> Node | None:
    """Read an order or a base; None where none stands here, or the brackets are taken to hold the argument."""
    if name not in _ORDERED or not state.at("["):
        return None
    behind = _behind_brackets(state)
    if behind is None:
        return None
    is_settled = name == "root" or behind.kind == "num" or (name == "sqrt" and behind.value == "{")
    if not is_settled and state.choose("order") == 1:
        return None
    held = state.spaced, state.bars, state.listing
    state.spaced, state.bars, state.listing = False, [], False
    state.enter()
    state.position += 1
    order = state.rules.sum(state)
    state.expect("]", "`]`")
    state.leave()
    state.spaced, state.bars, state.listing = held
    return order


def _behind_brackets(state: State) -> Token | None:
    """Return what begins the factor against the brackets here, or parted from a numeral in them; None without one."""
    depth = 0
    for place in range(state.position, len(state.tokens) - 1):
        value = state.tokens[place].value if state.tokens[place].kind == "op" else ""
        depth += (value in _OPENING) - (value in _CLOSING)
        if value == "," and depth == 1:
            return None
        if depth == 0:
            after = state.tokens[place + 1]
            is_group = after.kind == "op" and after.value in {"(", "{"}
            is_numeral = place == state.position + 2 and state.ahead().kind == "num"
            return after if (is_group and is_numeral) or (_is_factor(after) and not after.gap) else None
    return None


def _is_factor(token: Token) -> bool:
    return token.value in {"(", "{"} if token.kind == "op" else token.kind in {"num", "word"}
