"""Grammar of scripts behind a name: subscripts, layers, primes; and the error for a name nobody declared."""

from __future__ import annotations

from typing import NoReturn

from grader.errors import AnswerError, Span
from grader.language.grammar.arrays.entries import index_list
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces, symbol_name
from grader.language.spelling import name_of, subscript
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import Index, Node, Sym
from grader.wording import unreadable

_PRIMES = frozenset({"'", "''"})


def scripts_here(state: State) -> list[tuple[str, str, int, int]]:
    """Return the scripts that a name here may have: subscript, layer, primes, and where they end."""
    found = [("", "", 0, state.position + 1)]
    sub, layer, primes, place = "", "", 0, state.position + 1
    for _ in range(3):
        token = state.tokens[place]
        if token.kind != "op":
            break
        if token.value == "_" and not sub:
            text, stop = script_text(state, place + 1)
            if not text:
                break
            sub, place = text, stop
        elif token.value == "^" and not layer:
            text, stop = _layer_text(state, place + 1)
            if not text:
                break
            layer, place = text, stop
        elif token.value in _PRIMES and not token.gap and not primes:
            while state.tokens[place].value in _PRIMES and not state.tokens[place].gap:
                primes += len(state.tokens[place].value)
                place += 1
        else:
            break
        found.append((sub, layer, primes, place))
    return found


def script_text(state: State, place: int) -> tuple[str, int]:
    """Return a subscript as canonical text, and the position behind it; no text where none stands."""
    token = state.tokens[place]
    if token.kind in {"word", "num"}:
        is_last = state.tokens[place + 1].kind == "end"
        return token.value.rstrip(".") if is_last else token.value, place + 1  # `x_2.` ends a sentence
    if token.kind != "op" or token.value not in {"{", "oo", "*", "·"}:
        return "", place
    if token.value != "{":
        return {"·": "*"}.get(token.value, token.value), place + 1
    text, depth = "", 1
    place += 1
    while depth and state.tokens[place].kind != "end":
        value = state.tokens[place].value
        depth += (value == "{") - (value == "}")
        if depth:
            text += value
        place += 1
    return subscript(text), place


def _layer_text(state: State, place: int) -> tuple[str, int]:
    """Return `1` of `^{(1)}` or `^(1)`."""
    braced = state.tokens[place].value == "{"
    at = place + 1 if braced else place
    if state.tokens[at].value != "(" or state.tokens[at].kind != "op":
        return "", place
    text = ""
    at += 1
    while state.tokens[at].kind in {"word", "num"} or state.tokens[at].value in {"-", "+"}:
        text += state.tokens[at].value
        at += 1
    if state.tokens[at].value != ")" or (braced and state.tokens[at + 1].value != "}"):
        return "", place
    return text, at + (2 if braced else 1)


def symbol_with_subscript(state: State, node: Node) -> Node | None:
    """Read a subscript that stands behind an exponent: `x^2_i` is about x_i. None where there is no such symbol."""
    if not isinstance(node, Sym):
        return None
    if state.lexicon.has_array(node.name):
        return Index(node, index_list(state, node))
    text, stop = script_text(state, state.position)
    whole = name_of(node.name, text)
    symbol = state.lexicon.declared(whole)
    if not text or (symbol is None and (not state.names.free or "_" in node.name)):
        return None
    state.position = stop
    return Sym(whole if symbol is None else symbol.name)


def fail_undeclared(state: State, token: Token) -> NoReturn:
    """Raise the error for a name that nobody declared, with its subscript, and the nearest declared one."""
    letters, digits = pieces(token.value)
    sub, end = _script_behind(state, token)
    name = symbol_name(letters, digits, sub, "", 0) if letters else token.value
    shown = state.text[token.start : end]
    if token.value == "i" and not sub and not state.names.complex:
        message = unreadable.NOT_DECLARED
    elif token.tex and token.value not in GREEK_NAMES:
        message = unreadable.NOT_KNOWN.format(shown=shown)
    else:
        message = unreadable.UNDECLARED.format(shown=shown)
    raise AnswerError(message + state.lexicon.suggestion(name), state.text, Span(token.start, end))


def _script_behind(state: State, token: Token) -> tuple[str, int]:
    """Return the subscript of the word here, and where it ends in the text."""
    if token is not state.token or not state.at_place(1, "_"):
        return "", token.end
    text, stop = script_text(state, state.position + 2)
    return text, state.tokens[stop - 1].end if text else token.end
