"""What stands before the answer: earlier members of a chain of equalities, the field's own name."""

from __future__ import annotations

import unicodedata

from grader.language.grammar.scripts.scripts import fail_undeclared
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tokens.sentences import TURNING

OPEN = frozenset({"(", "[", "{", "\\{", "lfloor", "lceil", "lvert", "lVert"})
CLOSE = frozenset({")", "]", "}", "\\}", "rfloor", "rceil", "rvert", "rVert"})
# What no chain of equalities has outside its brackets.
_BREAKS = frozenset({"!=", "<", "<=", ">", ">=", ">>", "<<", "in", "notin", ",", ";", "&", "\\\\"})
_BREAKING_WORDS = frozenset({"and", "or", "not", "iff", "implies", "in", "notin", "where", "with", "since", "because"})
_CASES = frozenset({"if", "for", "when", "otherwise", "else"})
# Signs that may end a formula before `=`; others may deny the equality.
_ENDS = frozenset({"!", "'", "''", "...", "..", ".", "degree", "top", "oo", "emptyset", "quad", "$", "`", ":", '"'})
_OPERATORS = frozenset({"+", "-", "*", "/", "^", "·", "×"})


def check_first_name(state: State, signs: frozenset[str], own: str) -> None:
    """Refuse `z = 2x` where z is neither declared nor the field's own name."""
    place = next(at for at, token in enumerate(state.tokens) if token.kind == "op" and token.value in signs)
    first = state.tokens[state.position]
    if first.value in BINDERS:
        return  # `\sum_v \deg v = 2 m`
    try:
        name = canonical_name(state.text[first.start : state.tokens[place].start])
    except ValueError:
        return
    if not name.rstrip("0123456789").isalpha() and "_" not in name and state.lexicon.declared(name) is None:
        return  # `x1y1`: a product
    if state.names.free or state.lexicon.declared(name) or name == canonical_name(own):
        return
    if state.lexicon.constant(name) is None:
        fail_undeclared(state, first)


def last_member(state: State, signs: frozenset[str]) -> int:
    """Return where the last member of a chain of equalities begins; 0 where there is none.

    Earlier members need not be readable: the last one is the answer. But only equalities may part them.
    """
    start, depth, broken = 0, 0, False
    joined = 0 if any(one.value in _OPERATORS for one in state.tokens[: state.position]) else -1
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        value = token.value
        begun, joined = joined >= start, place if value in _OPERATORS else joined
        if token.kind == "word":
            depth += token.tex * ((value == "begin") - (value == "end"))
            if depth == 0 and value in _CASES and value not in state.lexicon.plain:
                break  # what stands behind is a condition, with equalities of its own
            breaks = (value in _BREAKING_WORDS and value not in state.lexicon.plain) or _turns(state, token)
            broken = broken or (depth == 0 and (breaks or (place > start and begun and _is_prose(state, place))))
        elif token.kind == "op":
            depth += (value in OPEN) - (value in CLOSE)
            if depth:
                continue
            if value in signs and not broken and _parts(state, start, place):
                start = place + 1
            elif value in signs:
                return 0
            broken = broken or value in _BREAKS or value in _BREAKING_WORDS
    return start


_STROKE = "\u0338"  # a solidus through the sign behind it


def _parts(state: State, start: int, place: int) -> bool:
    r"""Whether a formula, or nothing, stands before a sign of equality; `=/=`, `~=` and `\\cancel=` deny one."""
    tokens, sign = state.tokens, state.tokens[place]
    if place == start:
        return place == state.position or sign.value == "~"  # `x =~ 2`
    before, shown = tokens[place - 1], state.text[tokens[place - 1].start]
    if tokens[start].value == "!":
        return False
    if before.kind == "word" and shown == "\\":
        return before.value in GREEK_NAMES | {"}"} or _is_known(state, before)
    if shown == _STROKE or (before.value == "6" and before.gap and not sign.gap and place - start > 1):
        return False  # `≠` as it is copied from a page, `x 6= 2`
    if before.kind != "op" or before.value in CLOSE or unicodedata.combining(before.value[0]):
        return True
    if before.value in _OPERATORS | {"%"}:
        is_script = place - start > 1 and tokens[place - 2].value in {"_", "^"}
        is_refused = start == state.position < place - 1 and before.value != "%"  # as `x -= 2` is where it can be told
        return is_script or is_refused or (before.value in {"*", "%"} and (sign.gap or not before.gap))
    if before.value in {"|", "||"}:
        return sum(one.value == before.value for one in tokens[start:place]) % 2 == 0
    return before.value in _ENDS


def _turns(state: State, token: Token) -> bool:
    """Whether a word denies a member or offers another one: `3 but`, `4 oder`."""
    if token.value.casefold() not in TURNING or not (token.tex or token.gap):
        return False
    return state.text[token.start] != "\\" and not _is_known(state, token)


def _is_known(state: State, token: Token) -> bool:
    lexicon = state.lexicon
    return lexicon.is_unit(token.value) or bool(lexicon.splits(token.value, frozenset(), state.limits.max_splits))


def _is_prose(state: State, place: int) -> bool:
    """Whether an unknown word joins a formula with a sign in it to a word behind: `n p q + 1 mit q = 1 - p`."""
    before, token, after = state.tokens[place - 1 : place + 2]
    parted = token.tex or (token.gap and after.gap)  # words of `\\text{…}` are marked as commands
    if token.kind != "word" or state.text[token.start] == "\\" or not parted:
        return False
    if after.kind != "word" or before.value in _OPERATORS:
        return False
    return not _is_known(state, token)


def pass_own(state: State, own: str) -> None:
    """Pass over `name =`, where the field's own name begins a definition."""
    place = next((at for at, token in enumerate(state.tokens) if token.kind == "op" and token.value == "="), 0)
    try:
        if place and canonical_name(state.text[: state.tokens[place].start]) == canonical_name(own):
            state.position = place + 1
    except ValueError:
        return
