"""Grammar of factors that are written against each other."""

from __future__ import annotations

import re

from grader.language.grammar.ahead.lookahead import RUN_ENDS, counted_gap, starts_factor
from grader.language.grammar.arrays.arrays import dims_of, is_array, is_flat
from grader.language.grammar.arrays.ones import behind_matrix, is_matrix
from grader.language.grammar.brackets.bars import inner_bar
from grader.language.grammar.cases.indicators import is_indicator
from grader.language.grammar.factors.powers import power
from grader.language.grammar.numbers.number_notations import MIXED
from grader.language.grammar.numbers.numerals import is_ones
from grader.language.grammar.state import State
from grader.language.names.lexicon import FUNCTION_LETTERS, LETTER_FUNCTIONS
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tree import (
    ONE,
    Add,
    Array,
    ArrayMul,
    Div,
    Interval,
    Mul,
    Node,
    Num,
    Pow,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
)
from grader.wording import unreadable

_SET_NODES = (SetOf, SetOp, Interval, Space, Tup, Array)

MIXED_DIGITS = 9  # of each number of a mixed number that a message adds up


def run(state: State, first: Node | None = None) -> tuple[list[Node], bool]:
    """run := power power*: factors written against each other, and whether blanks stood before the second.

    The first factor may be read already.
    """
    found, parted = [power(state) if first is None else first], False
    while True:
        token = state.tokens[state.position]
        if token.value in RUN_ENDS:
            return found, parted
        if not (token.kind == "word" and token.value in state.leaves) and not starts_factor(state, token):
            if not state.bars or (inner := inner_bar(state)) is None:
                return found, parted
            parted = token.gap if len(found) == 1 else parted
            found.append(inner)
            continue
        if state.spaced and token.gap:
            return found, parted
        if state.wants_sets and isinstance(found[-1], _SET_NODES):
            _set_difference(state, token)
            return found, parted
        if (one := _plain_one(state, found[-1])) is not None:
            found.append(one)
            continue
        _refuse_term(state, token)
        gap = token.gap and counted_gap(state)
        parted = gap if len(found) == 1 else parted
        found.append(power(state))
        if state.lexicon.has_arrays and _are_vectors(state, found) and state.choose("star") == 1:
            found = [_by_entry(found)]
        elif token.value in QUOTIENTS and _is_mixed(found[-2], found[-1]) and _reads_mixed(state):
            found[-2:] = [Add((found[-2], found[-1]))]
        elif not gap and token.value in {"(", "["}:
            _refuse_call(state, found[-2], found[-1], token)


def _by_entry(found: list[Node]) -> Node:
    """Return what was read times the last factor, entry by entry."""
    left = found[0] if len(found) == 2 else Mul(tuple(found[:-1]))
    return ArrayMul("hadamard", (left, found[-1]))


def _plain_one(state: State, before: Node) -> Node | None:
    """Return what a 1 behind a matrix and a blank stands for, `A 1`; None where something else stands here."""
    token = state.token
    is_plain = token.value == "1" and token.kind == "num" and token.gap and not is_ones(state, token)
    if not is_plain or state.spaced or state.at_place(1, "/") or state.at_place(1, "^") or not is_matrix(state, before):
        return None
    state.position += 1
    return behind_matrix(state, before, ONE)


def _are_vectors(state: State, found: list[Node]) -> bool:
    """Whether two vectors stand against each other, whose product is a number, or is taken entry by entry."""
    if not is_array(state, found[-1]):
        return False
    sides = (found[0] if len(found) == 2 else Mul(tuple(found[:-1])), found[-1])
    return all(dims is not None and len(dims) == 1 for dims in (dims_of(side, state.lexicon) for side in sides))


def _refuse_mixed(state: State, token: Token) -> None:
    """Refuse `1 5/12`: with a sign of a product, which another message would ask for, it would be another number."""
    digits = state.tokens[state.position - 1], token, state.ahead(2)
    is_mixed = (
        token.gap
        and state.ahead().value == "/"
        and all(one.kind == "num" and one.value.isdecimal() and len(one.value) <= MIXED_DIGITS for one in digits)
    )
    if is_mixed:
        whole, top, bottom = (int(one.value) for one in digits)
        message = unreadable.MIXED_NUMBER.format(whole=whole, top=top, bottom=bottom, above=whole * bottom + top)
        state.wrong(message, token)


def _is_factor(state: State, token: Token) -> bool:
    r"""Whether a number may stand against what is before it: `n 2^n`, `3!7!`, `x 1[x > 0]`, `x^T \mathbf{1}`."""
    before = state.tokens[state.position - 1]
    if (before.value == "!" and before.kind == "op") or is_indicator(state, state.position):
        return True
    if _is_power_of_number(state, token):
        return True
    return state.lexicon.has_arrays and is_ones(state, token)


def _refuse_term(state: State, token: Token) -> None:
    """Refuse `2 3`, and `x^2 (+C)`: nobody begins a factor with a plus and a letter."""
    if token.kind in {"num", "frac"} and not _is_factor(state, token):
        _refuse_mixed(state, token)
        state.fail(unreadable.SIGN_BEFORE_NUMBER)
    if token.value in {"(", "["} and state.at_place(1, "+") and state.ahead(2).kind == "word":
        state.wrong(unreadable.NO_FACTOR_BEGINS_WITH_PLUS, state.ahead())


def _refuse_call(state: State, left: Node, right: Node, token: Token) -> None:
    """Refuse `C(3, 2)`, `E[x]`, `sum_{k=1}^n a(k)`: a symbol that looks like a function. Also `0.(3)`."""
    if isinstance(right, Num) and isinstance(left, Num) and _is_decimal_before(state, token):
        state.fail(unreadable.FRACTION_PLACE_REPEATING_DECIMAL, token)
    if isinstance(left, Transpose) and isinstance(right, Array) and token.value == "[" and not is_flat(left.arg):
        state.wrong(unreadable.BRACKETS_AROUND_TRANSPOSED_ARRAY, token)
    if isinstance(left, Sym) and isinstance(right, (Tup, Array)):
        declared = None if state.names.free else state.lexicon.declared(left.name)
        if declared and (_is_group(right) or (not declared.domain.shape and _is_list(state, left.name, right))):
            return
        shown = state.text[token.start : state.tokens[state.position - 1].end]
        state.wrong(unreadable.SYMBOL_NOT_FUNCTION.format(name=left.name, shown=shown), token)
    if state.names.free:
        _refuse_function_of(state, left, right, token)


def _is_decimal_before(state: State, token: Token) -> bool:
    """Whether the number that a token stands against was typed with decimals: `0.1(6)`, `0.(6)`, not `2.(6)`."""
    before = state.text[: token.start]
    whole, point, places = before.rpartition(".")
    if not point or places.strip("0123456789"):
        return False
    return bool(places) or re.search(r"(?<!\d)0*\Z", whole) is not None


def _refuse_function_of(state: State, left: Node, right: Node, token: Token) -> None:
    """Refuse `x(t)`, `P(A)^2`, `d/dx J(x)` where nothing declares the letter: nobody puts one factor into brackets."""
    name, argument = _base(left), right if state.tokens[state.position - 1].value == ")" else _base(right)
    if not isinstance(name, Sym) or not isinstance(argument, Sym) or name == argument or token.value != "(":
        return
    if _is_settled(state, name.name) or state.text[: token.start].endswith(")"):
        return
    if argument.name in state.bound:
        state.wrong(unreadable.NAME_NOT_FUNCTION.format(name=name.name), state.tokens[state.position - 4])
    state.wrong(unreadable.MAY_BE_FUNCTION_VALUE.format(name=name.name, argument=argument.name), token)


def _base(node: Node) -> Node:
    return node.base if isinstance(node, Pow) else node


def _is_settled(state: State, name: str) -> bool:
    """Whether a letter is known to be a factor, or is one that has been chosen to be one."""
    return (
        name in state.bound or name in LETTER_FUNCTIONS.keys() | {"gamma"} or state.lexicon.declared(name) is not None
    )


def _reads_mixed(state: State) -> bool:
    return MIXED in state.names.notations or state.choose("mixed") == 1


def _is_mixed(left: Node, right: Node) -> bool:
    r"""Whether `3\frac12` stands there: a whole number before a fraction between 0 and 1, both written out."""
    match left, right:
        case Num(whole), Div(Num(above), Num(below)):
            return whole.denominator == above.denominator == below.denominator == 1 and 0 < above < below
        case _:
            return False


def _is_power_of_number(state: State, token: Token) -> bool:
    """Whether `2^n` stands here behind something that is no number: `n 2^n` is a product."""
    if token.kind != "num" or not state.at_place(1, "^"):
        return False
    is_exponent = token.gap and "\\" in state.text and state.at_place(-2, "^")  # `n^2\,2^n`: TeX takes one sign
    return state.tokens[state.position - 1].kind != "num" or is_exponent


def _set_difference(state: State, token: Token) -> None:
    r"""Take `R \ {0}` for the difference: what stands behind a set is joined by a sign, and this is one."""
    if token.kind == "word" and token.value in {"u", "U"}:
        return
    between = state.text[state.tokens[state.position - 1].end : token.start]
    if between.strip() != "\\":
        state.fail(unreadable.SIGN_BETWEEN_SETS)
    sign = Token("op", "difference", token.start - 1, token.start, True)
    state.tokens.insert(state.position, sign)


def _is_list(state: State, name: str, node: Node) -> bool:
    """Whether brackets hold a list that a number may stand before: numbers in square brackets may be indices.

    In round ones they may be arguments only where the letter is one that names functions: `(1, 2) + t(3, 4)` is a line.
    """
    match node:
        case Array(items=items):
            return len(items) > 1 and not all(isinstance(item, Num) for item in items)
        case Tup():
            return not state.wants_sets and name not in LETTER_FUNCTIONS.keys() | FUNCTION_LETTERS
        case _:
            return False


def _is_group(node: Node) -> bool:
    """Whether square brackets hold one formula, and neither a number nor a name, as an index would be."""
    match node:
        case Array(items=(entry,)):
            return not isinstance(entry, Array | Num | Sym)
        case _:
            return False
