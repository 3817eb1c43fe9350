"""Grammar of groups: what stands in braces, or one sign in their place, as TeX takes it; and of `n choose k`."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from grader.language.grammar.ahead.lookahead import is_word
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Call, Div, Neg, Node, Num
from grader.wording import unreadable


@lru_cache(maxsize=1024)
def number(text: str) -> Num:
    """Return a number from its digits, perhaps with a decimal point."""
    return Num(Fraction(int(text)) if text.isdigit() else Fraction(text))


_HALVES = frozenset({"over", "choose"})


def group(state: State) -> Node:
    """group := '{' sum '}'; it begins here."""
    state.position += 1
    held = state.spaced, state.bars, state.listing
    state.spaced, state.bars, state.listing = False, [], False
    state.enter()
    node = chosen(state, state.rules.sum(state))
    state.leave()
    state.expect("}", "`}`")
    state.spaced, state.bars, state.listing = held
    return node


def chosen(state: State, upper: Node) -> Node:
    r"""Return what `{n \choose k}` and `{a \over b}` are, whose upper half is read; that itself without such a sign."""
    if state.tokens[state.position].value not in _HALVES:
        return upper
    if state.take("over"):
        return Div(upper, state.rules.sum(state))
    return Call("binom", (upper, state.rules.sum(state))) if state.take("choose") else upper


_OPENING = frozenset({"(", "[", "{", "=", ","})
# What may bind what stands behind the word, or all of it.
_REACHED = frozenset({"+", "-", "±", "^", "_", "!", "/", "'"})


def choosing(state: State, upper: Node, start: int) -> Node:
    """choosing := factor 'choose' atom; the factor, which begins at the place `start`, has been read.

    Beside another sign or factor nobody can tell how far the word reaches: `2n choose n`, `n choose 2k`,
    `n choose n-1`.
    """
    word = state.token
    if not is_word(state, "choose") or (state.at_place(1, "(") and not state.ahead().gap):
        return upper  # `n choose(n, 2)`
    if start and not _is_sign(state.tokens[start - 1], _OPENING):
        state.wrong(unreadable.CHOOSE_BETWEEN, word)
    state.position += 1
    lower = state.rules.atom(state)
    behind = state.token
    if _is_sign(behind, _REACHED) or (not behind.gap and (behind.kind in {"num", "word"} or behind.value == "(")):
        state.wrong(unreadable.CHOOSE_BETWEEN, word)
    return Call("binom", (upper, lower))


def _is_sign(token: Token, values: frozenset[str]) -> bool:
    return token.kind == "op" and token.value in values


def index_or_group(state: State) -> Node:
    """`{sum}`, or one number or symbol: the base of `log_10`, the order of a norm."""
    return group(state) if state.at("{") else _one_sign(state)


def group_or_token(state: State) -> Node:
    r"""`{sum}`, or one sign, as TeX takes it: `\frac12` is a half, `\frac ab` is a/b."""
    token = state.tokens[state.position]
    if token.value == "{" and token.kind == "op":
        return group(state)
    if token.kind == "num" and len(token.value) > 1 and token.value.isdigit():
        first = token._replace(value=token.value[0], end=token.start + 1)
        rest = token._replace(value=token.value[1:], start=token.start + 1, gap=False)
        state.tokens[state.position : state.position + 1] = [first, rest]
    elif token.kind == "word" and len(token.value) > 1 and not token.tex:
        cut_word(state, state.position, [token.value[0], token.value[1:]])
    if state.take("-"):
        state.enter()
        inner = group_or_token(state)
        state.leave()
        return Neg(inner)
    return _one_sign(state)


def _one_sign(state: State) -> Node:
    if state.token.kind == "num":
        state.position += 1
        return number(state.tokens[state.position - 1].value)
    state.enter()
    node = state.rules.atom(state)
    state.leave()
    return node


def cut_word(state: State, place: int, parts: list[str]) -> None:
    """Put several tokens in the place of one word."""
    token = state.tokens[place]
    start, made = token.start, list[Token]()
    for part in parts:
        kind = "num" if part.isdigit() else "word"
        made.append(Token(kind, part, start, start + len(part), token.gap and not made))
        start += len(part)
    state.tokens[place : place + 1] = made
