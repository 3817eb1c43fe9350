"""Grammar of number sets with their dimensions: `\\mathbb{R}^{m \\times n}`, `R^+`, `N_0`."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.grammar.ahead.groups import group_or_token
from grader.language.grammar.arrays.ones import bold_ones, identity
from grader.language.grammar.cases.indicators import condition_at, indicator_behind_sign
from grader.language.grammar.numbers.dimensions import dimensions
from grader.language.grammar.state import State
from grader.language.tree import ZERO, Const, Interval, Neg, Node, Num, SetOf, SetOp, Space, Tup
from grader.wording import unreadable

SPACE_SIGNS = {"bbR": "R", "bbN": "N", "bbZ": "Z", "bbQ": "Q", "bbC": "C"}
_LETTERS = frozenset(SPACE_SIGNS.values())
_INFINITY = Const("oo")
_POSITIVE, _NEGATIVE = Tup((ZERO, _INFINITY)), Tup((Neg(_INFINITY), ZERO))
_NOT_NEGATIVE, _NOT_POSITIVE = Interval(ZERO, _INFINITY, True, False), Interval(Neg(_INFINITY), ZERO, False, True)
_BOUND = re.compile(r"[_^](?P<sign>[<>]=?)(?P<end>[-−]?\d{1,6})")
_PARTS: dict[str, Node] = {
    **dict.fromkeys(("^+", "_>0", "^>0", "_+^*", "^*_+", "^+_*", "_*^+"), _POSITIVE),
    **dict.fromkeys(("^-", "_<0", "^<0", "_-^*", "^*_-", "^-_*", "_*^-"), _NEGATIVE),
    **dict.fromkeys(("^+_0", "_0^+", "_>=0", "^>=0", "_0"), _NOT_NEGATIVE),
    **dict.fromkeys(("^-_0", "_0^-", "_<=0", "^<=0"), _NOT_POSITIVE),
    **dict.fromkeys(("^*", "_!=0"), SetOf((ZERO,))),
}


def space_command(state: State) -> Node:
    r"""`\mathbb{R}^{1\times k}`, whose command stands here."""
    state.position += 1
    braced = state.take("{")
    token = state.token
    behind = state.position + 1 + braced
    if token.value in {"1", "I"} and (not braced or state.at_place(1, "}")) and condition_at(state, behind):
        state.position = behind
        return indicator_behind_sign(state)
    if token.value in {"1", "I"} and state.lexicon.has_arrays and (not braced or state.at_place(1, "}")):
        state.position = behind
        return bold_ones(state) if token.value == "1" else identity(state)
    if token.kind != "word" or token.value not in _LETTERS:
        state.fail(unreadable.ONE_NUMBER_SETS_R)
    state.position += 1
    if braced:
        state.expect("}", "`}`")
    return _with_dimensions(state, token.value)


def space_sign(state: State) -> Node:
    """`ℝ^{m×n}`, whose sign stands here."""
    name = SPACE_SIGNS[state.token.value]
    state.position += 1
    return _with_dimensions(state, name)


def number_set(state: State) -> Node:
    """`R^{m x n}`, whose letter stands here."""
    name = state.token.value
    state.position += 1
    return _with_dimensions(state, name)


def _with_dimensions(state: State, name: str) -> Node:
    part = _part_of_line(state, name) if state.wants_sets else None
    if part is not None:
        return part
    if not state.take("^"):
        return Space(name)
    closing = {"{": "}", "(": ")"}.get(state.token.value)
    if closing is None:
        return Space(name, (group_or_token(state),))
    state.enter()
    state.position += 1
    dims = dimensions(state, closing)
    state.close(closing, unreadable.TIMES_OR)
    state.leave()
    return Space(name, tuple(dims))


def _bounded(scripts: str) -> Node | None:
    """Return the part of the line that a whole number bounds: `R_{>-2}`."""
    if len(scripts) < 3 or scripts[1] not in "<>" or (bound := _BOUND.fullmatch(scripts)) is None:
        return None
    end: Node = Num(Fraction(int(bound["end"].lstrip("-−"))))
    end = Neg(end) if bound["end"][0] in "-−" else end
    is_low, is_closed = bound["sign"][0] == ">", bound["sign"][1:] == "="
    if is_closed:
        return Interval(end, _INFINITY, True, False) if is_low else Interval(Neg(_INFINITY), end, False, True)
    return Tup((end, _INFINITY)) if is_low else Tup((Neg(_INFINITY), end))


def _part_of_line(state: State, name: str) -> Node | None:
    """Read `R^+`, `R_{>0}`, `R^*`, `N_0`: the numbers of a set that are positive, not negative, not 0."""
    place, scripts = state.position, ""
    while state.tokens[place].kind == "op" and state.tokens[place].value in {"^", "_"}:
        scripts += state.tokens[place].value
        braced = state.tokens[place + 1].value == "{"
        place += 1 + braced
        while state.tokens[place].kind != "end" and state.tokens[place].value != "}":
            scripts += state.tokens[place].value
            place += 1
            if not braced:
                break
        place += braced
    part = _PARTS.get(scripts) or _bounded(scripts)
    if part is None or name == "C" or (scripts == "_0" and name != "N"):
        return None
    state.position = place
    whole = Space("Z" if name == "N" else name)
    if isinstance(part, SetOf):
        return SetOp("difference", (whole, part))
    return part if name == "R" else SetOp("intersection", (whole, part))
