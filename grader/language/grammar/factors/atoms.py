"""Grammar of factors: numbers, words, brackets and signs, each by its first token."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.language.grammar.arrays.transposes import prefixed_transpose
from grader.language.grammar.binders.binders import binder
from grader.language.grammar.binders.derivatives import differential_quotient, partial_derivative
from grader.language.grammar.brackets.brackets import BRACKETS, bracketed, french_interval
from grader.language.grammar.factors.roots import root_sign
from grader.language.grammar.factors.symbols import accented
from grader.language.grammar.factors.words import EXPECTED, word
from grader.language.grammar.numbers.numerals import numeral
from grader.language.grammar.numbers.spaces import SPACE_SIGNS, space_sign
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS
from grader.language.spelling.letters import FRACTIONS
from grader.language.tree import Const, Div, Node, Num


def atom(state: State) -> Node:
    """atom := number | word | sign | accent symbol | `½`: what stands here, by the kind of its first token."""
    read = _KINDS.get(state.tokens[state.position].kind)
    if read is None:
        state.fail(EXPECTED)
    return read(state)


def _sign(state: State) -> Node:
    """sign := bracketed | `√` atom | binder | space | derivative | `∞` | `∅`, by the sign."""
    read = _SIGNS.get(state.tokens[state.position].value)
    if read is None:
        state.fail(EXPECTED)
    return read(state)


def _number(state: State) -> Node:
    return numeral(state, state.tokens[state.position])


def _fraction_sign(state: State) -> Node:
    """`½`, `¾`: one sign."""
    top, bottom = FRACTIONS[state.token.value]
    state.position += 1
    return Div(Num(Fraction(top)), Num(Fraction(bottom)))


def _constant(state: State) -> Node:
    name = state.token.value
    state.position += 1
    return Const(name)


def _derivative(state: State) -> Node:
    r"""`\partial_x f`, `\partial f / \partial x`."""
    node = partial_derivative(state) if state.at_place(1, "_") else differential_quotient(state)
    if node is None:
        state.fail(EXPECTED)
    return node


def _closing_square(state: State) -> Node:
    """A bracket that looks away opens a French interval, where no bars are open that it could stand in."""
    if state.bars:
        state.fail(EXPECTED)
    return french_interval(state)


_KINDS: dict[str, Callable[[State], Node]] = {
    "word": word,
    "num": _number,
    "op": _sign,
    "accent": accented,
    "frac": _fraction_sign,
}
_SIGNS: dict[str, Callable[[State], Node]] = {
    **dict.fromkeys(BRACKETS, bracketed),
    **dict.fromkeys(BINDERS, binder),
    **dict.fromkeys(SPACE_SIGNS, space_sign),
    **dict.fromkeys(("sqrt", "cbrt"), root_sign),
    **dict.fromkeys(("oo", "emptyset"), _constant),
    "partial": _derivative,
    "]": _closing_square,
    "^": prefixed_transpose,
}
