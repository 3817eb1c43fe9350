"""Grammar of integrals: what stands between the sign of an integral and its differential."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from grader.language.grammar.ahead.groups import cut_word, group_or_token
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.binders.circles import around_circle
from grader.language.grammar.binders.derivatives import lower_d
from grader.language.grammar.state import State
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tree import Bind, Const, Div, Neg, Node, Num, Space
from grader.wording import unreadable

_TIMES = frozenset({"*", "·", "×"})


def integral(state: State) -> Node:
    r"""`\int_a^b body dx`, `\int_{\mathbb{R}} body dx`, `\int_1^2 \frac{dx}{x}`; the sign was passed over."""
    if state.tokens[state.position - 1].value == "oint":
        return around_circle(state, partial(_over, state))
    state.enter()
    return _over(state, *bounds(state))


def _over(state: State, low: Node | None, high: Node | None) -> Bind:
    """Read what is integrated, and its differential; the ends are read already."""
    end = _differential(state)
    var = end.value[1:] if end.value != "d" else state.tokens[_place(state, end) + 1].value
    state.bound.append(var)
    around, state.integrated = state.integrated, var
    if _lift_from_fraction(state, end):
        body: Node = state.rules.product(state)
    else:
        state.stops.append(end)
        first = state.token is end
        body = Num(Fraction(1)) if first else state.rules.sum(state)
        state.stops.pop()
        if state.token is not end:
            state.fail(unreadable.DIFFERENTIAL.format(var=var))
        state.position += 1 if end.value != "d" else 2
        after = state.token
        if after.kind == "word" and after not in state.stops and _is_differential(state, after, state.ahead()):
            state.fail(unreadable.INTEGRAL_SIGN_FOR_EACH)
        if state.at("/") and any(token.value == var for token in state.tokens[state.position :]):
            body = _divided(state, body, var)
        if first and _is_operator(state, var):
            body = state.rules.product(state)
    state.bound.pop()
    state.integrated = around
    state.leave()
    return Bind("int", body, var, low, high)


def _divided(state: State, body: Node, var: str) -> Node:
    """`dx/x`, `x dx/(1 + x^2)`: one factor behind the slash divides what is integrated; more leave a doubt."""
    start = state.position
    state.position += 1
    body = Div(body, state.rules.power(state))
    if state.at("/", *_TIMES) or starts_factor(state, state.token):
        state.position = start
        state.fail(unreadable.BEHIND_ALL_INTEGRATED.format(var=var))
    return body


def _is_operator(state: State, var: str) -> bool:
    r"""Whether what stands behind the differential is integrated: `\int_0^1 dx\, x^2`; the last passed is `dx`."""
    if state.at(*_TIMES):
        held = any(token.kind == "word" and var in token.value for token in state.tokens[state.position :])
        if not held or state.choose("integrand") == 0:
            return False
        state.position += 1
        return True
    return starts_factor(state, state.token)


def bounds(state: State) -> tuple[Node | None, Node | None]:
    """Read the ends behind the sign of an integral, or behind a boundary term; none where none stand."""
    if not state.take("_"):
        return None, None
    low = state.rules.exponent(state) if state.at("-") else group_or_token(state)
    if low == Space("R") and not state.at("^"):
        return Neg(Const("oo")), Const("oo")
    if not state.take("^"):
        state.fail(unreadable.UPPER_BOUND_INTEGRAL)
    return low, state.rules.exponent(state)


def _place(state: State, token: Token) -> int:
    return next(place for place, other in enumerate(state.tokens) if other is token)


def _lift_from_fraction(state: State, end: Token) -> bool:
    r"""Take `dx` out of `\frac{dx}{x}`, so that the fraction is what is integrated; tell whether it stood there."""
    place, size = _place(state, end), 1 if end.value != "d" else 2
    if state.tokens[place + size].value != "}":
        return False
    opening = _opening(state, place)
    if opening < 1 or state.tokens[opening - 1].value not in QUOTIENTS:
        return False
    one = Token("num", "1", end.start, end.end, False)
    state.tokens[place : place + size] = [one] if opening == place - 1 else []
    return True


def _opening(state: State, place: int) -> int:
    """Return where the brace stands that holds a place; -1 where none does."""
    depth = 0
    for position in range(place - 1, state.position - 1, -1):
        value = state.tokens[position].value if state.tokens[position].kind == "op" else ""
        depth += (value == "}") - (value == "{")
        if depth < 0:
            return position
    return -1


def _differential(state: State) -> Token:
    """Return the `dx` that ends the integral that begins here."""
    inner, position = 0, state.position
    while position < len(state.tokens) - 1:
        token = state.tokens[position]
        inner += token.value in {"int", "oint"}
        below = lower_d(state, position, fraction=token.value in QUOTIENTS)
        if below:
            position = below
        elif token.kind == "word" and _is_differential(state, token, state.tokens[position + 1]):
            if inner == 0:
                return token
            inner -= 1
        position += 1
    cut = None if inner else _cut_differential(state)
    if cut is None:
        state.fail(unreadable.DIFFERENTIAL_BEHIND_INTEGRAL)
    return cut


def _cut_differential(state: State) -> Token | None:
    """Cut the first word that ends in a differential, as in `2xdx`, and return that; None where none does."""
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        known = state.lexicon.declared(token.value) is not None or state.lexicon.known_function(token.value)
        if token.kind == "word" and not token.tex and not known and len(token.value) > 2 and token.value[-2] == "d":
            if token.value in GREEK_NAMES or "d" in state.lexicon.plain or not token.value.isalpha():
                return None
            cut_word(state, place, [token.value[:-2], token.value[-2:]])
            return state.tokens[place + 1]
    return None


def _is_differential(state: State, token: Token, after: Token) -> bool:
    if token.value in state.lexicon.plain:
        return False
    if token.value == "d":
        return after.kind == "word" and (len(after.value) == 1 or after.value in GREEK_NAMES)
    return len(token.value) == 2 and token.value[0] == "d"
