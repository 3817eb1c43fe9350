"""Grammar of calls as programs write them: `diff(f, x, 2)`, `integrate(f, (x, 0, 1))`, `limit(f, x, 0)`."""

from __future__ import annotations

from typing import Literal

from grader.language.grammar.ahead.lookahead import commas_in
from grader.language.grammar.binders.derivatives import differentiated_by, order_here, refuse_letter
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tree import Bind, Derivative, Node
from grader.wording import unreadable

Kind = Literal["sum", "prod", "int", "lim", "max", "min", "array"]
_CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}
_HINTS = {
    "sum": unreadable.SUM,
    "prod": unreadable.PRODUCT,
    "int": unreadable.INTEGRAL,
    "lim": unreadable.A_LIMIT,
}
_DERIVATIVE = unreadable.DERIVATIVE


def is_call(state: State, kind: Kind) -> bool:
    """Whether the bracket here opens a call; that behind a sign of integration does where commas part it."""
    return state.at("(", "[") and (kind != "int" or bool(commas_in(state, state.position)))


def called_binder(state: State, kind: Kind) -> Node:
    """`sum(body, k, 1, n)`, `Sum(body, (k, 1, n))`, `Sum[body, {k, 1, n}]`, `sum(body, k=1..n)`, `int(body, x)`."""
    opening, commas = state.position, commas_in(state, state.position)
    if not commas:
        state.fail(unreadable.SOMETHING.format(some=_HINTS[kind]))
    state.enter()
    grouped = state.tokens[commas[0] + 1].value in {"(", "{", "\\{"}
    state.position = commas[0] + 1 + grouped
    var = index_name(state)
    body = _body_of_call(state, opening, [var])
    bracket = _CLOSING.get(state.token.value, ")") if grouped else ""
    state.position += 1 + grouped
    low, high = _bounds_in_call(state, kind)
    if grouped:
        state.expect(bracket, f"`{bracket[-1]}`")
    _close_call(state, opening)
    state.leave()
    return Bind(kind, body, var, low, high)


def _body_of_call(state: State, opening: int, names: list[str]) -> Node:
    """Read the first argument of the call that opens at a place, and the comma behind it."""
    held = state.spaced, state.bars, state.listing
    state.spaced, state.bars, state.listing = False, [], False
    state.position = opening + 1
    state.bound += names
    body = state.rules.sum(state)
    del state.bound[len(state.bound) - len(names) :]
    state.spaced, state.bars, state.listing = held
    state.expect(",", "`,`")
    return body


def _close_call(state: State, opening: int) -> None:
    closing = _CLOSING[state.tokens[opening].value]
    state.expect(closing, f"`{closing}`")


def _bounds_in_call(state: State, kind: Kind) -> tuple[Node | None, Node | None]:
    """Read what stands behind the symbol: `, low, high`, `= low..high`, or for a limit `, point` or `-> point`."""
    if kind == "lim":
        if not state.take(",", "->", "="):
            state.fail(unreadable.SOMETHING.format(some=_HINTS[kind]))
        low = _bound_in_call(state)
        if state.at(","):
            state.wrong(unreadable.LIMIT_FROM_ONE_SIDE, state.token)
        return low, None
    if kind == "int" and state.at(")", "]"):
        return None, None
    dotted = state.take("=")
    if not dotted and not state.take(","):
        state.fail(unreadable.SOMETHING.format(some=_HINTS[kind]))
    low = _bound_in_call(state)
    if not (state.take("..") if dotted else state.take(",")):
        state.fail(unreadable.DOTS_AND_UPPER_BOUND if dotted else unreadable.COMMA_AND_UPPER_BOUND)
    return low, _bound_in_call(state)


def _bound_in_call(state: State) -> Node:
    spaced, state.spaced = state.spaced, False
    bars, state.bars = state.bars, []
    node = state.rules.sum(state)
    state.spaced, state.bars = spaced, bars
    return node


def index_name(state: State) -> str:
    """Read the name of a symbol to be bound."""
    token = state.token
    if token.kind != "word" or not (len(token.value) == 1 or token.value in GREEK_NAMES):
        state.fail(unreadable.NAME_INDEX)
    state.position += 1
    return token.value


def called_derivative(state: State) -> Node:
    """`diff(f, x)`, `diff(f, x, 2)`, `diff(f, x, y)`; the name stands here."""
    opening = state.position + 1
    commas = commas_in(state, opening)
    start = state.token
    if not commas:
        state.position += 1
        state.fail(_DERIVATIVE)
    state.enter()
    names = [state.tokens[place + 1].value for place in commas if state.tokens[place + 1].kind == "word"]
    body = _body_of_call(state, opening, [name for name in names if not state.lexicon.has_array(pieces(name)[0])])
    orders = [_variable_of_call(state)]
    while state.take(","):
        orders.append(_variable_of_call(state))
    _close_call(state, opening)
    state.leave()
    refuse_letter(state, body, [var for var, _ in orders], start)
    for var, times in reversed(orders):
        body = Derivative(body, var, times)
    return body


def _variable_of_call(state: State) -> tuple[str, int]:
    """Read `x` or `x, 2`."""
    name = differentiated_by(state)
    if not (state.at(",") and state.ahead().kind == "num"):
        return name, 1
    state.position += 1
    return name, order_here(state)
