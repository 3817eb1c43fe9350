"""Grammar of `n choose k`, with the word between numbers, letters or brackets."""

from __future__ import annotations

from grader.language.grammar.lookahead import is_word
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Call, Node
from grader.wording import unreadable

_OPENING = frozenset({"(", "[", "{", "=", "*", "·", "×", ","})
_HIGHER = frozenset({"^", "_", "!", "/", "'"})  # which bind what stands behind the word, or all of it


def chosen(state: State, upper: Node, start: int) -> Node:
    """choosing := factor 'choose' atom; the factor, which begins at the place `start`, has been read.

    Beside another sign or factor nobody can tell how far the word reaches: `2n choose n`, `n choose 2k`.
    """
    word = state.token
    if not is_word(state, "choose") or (state.at_place(1, "(") and not state.ahead().gap):
        return upper  # `n choose(n, 2)`
    if start and not _is_op(state.tokens[start - 1], _OPENING):
        state.wrong(unreadable.CHOOSE_BETWEEN, word)
    state.position += 1
    lower = state.rules.atom(state)
    behind = state.token
    if _is_op(behind, _HIGHER) or (not behind.gap and (behind.kind in {"num", "word"} or behind.value == "(")):
        state.wrong(unreadable.CHOOSE_BETWEEN, word)
    return Call("binom", (upper, lower))


def _is_op(token: Token, values: frozenset[str]) -> bool:
    return token.kind == "op" and token.value in values
