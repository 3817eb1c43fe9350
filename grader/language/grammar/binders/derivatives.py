"""Grammar of derivatives: quotients of differentials, and operators with a subscript."""

from __future__ import annotations

from itertools import groupby

from grader.language.grammar.ahead.groups import cut_word, group_or_token
from grader.language.grammar.ahead.lookahead import is_keyword
from grader.language.grammar.arrays.entries import index_list
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces, symbol_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tree import Call, Derivative, Div, Index, Mul, Node, Num, Sym, walk
from grader.wording import unreadable

_BARS = frozenset({"|", "||"})
_GROUPS = frozenset({"(", "[", "{", "lvert", "lVert", "lfloor", "lceil"}) | _BARS
_BEHIND_D = frozenset({"^", "_", "}", "/", "'", "sqrt"}) | _GROUPS | QUOTIENTS
_NEAR, _FAR = 6, 200  # signs from the upper d to the line, where nothing or a bracket stands behind it
_TIMES = frozenset({"*", "·", "×"})
_ENDING = frozenset({"+", "-", "=", ",", ";", "<", ">", "<=", ">=", "!=", "pm", "mp"})
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_OPEN, _CLOSE = frozenset({"(", "[", "{"}), frozenset({")", "]", "}"})
_SCRIPTS = frozenset({"^", "_", "'", "}", ")"})


def differential_quotient(state: State) -> Node | None:
    r"""`d/dx f`, `\frac{d^2 f}{dx^2}`, `\frac{\partial^2 f}{\partial x\,\partial y}`; None where it is none."""
    fraction = state.token.value in QUOTIENTS
    if not lower_d(state, state.position, fraction=fraction):
        return None
    if "d" in state.lexicon.plain and not _is_partial(state, fraction) and state.choose("differential") == 1:
        return None
    start = state.token
    state.enter()
    state.position += 2 if fraction else 0
    _pass_d(state)
    order = _order(state)
    body = None if state.at("}", "/") else state.rules.product(state) if fraction else state.rules.power(state)
    state.expect("}" if fraction else "/", "`}`" if fraction else "`/`")
    if fraction:
        state.expect("{", "`{`")
    below = _below(state, fraction=fraction)
    if sum(times for _, times in below) != order:
        state.fail(unreadable.SAME_ORDER_ABOVE_BELOW)
    entry = _entry_below(state, [var for var, _ in below])
    if fraction:
        state.expect("}", "`}`")
    node = _differentiated(state, [] if entry else [var for var, _ in below]) if body is None else body
    state.leave()
    refuse_letter(state, node, [var for var, _ in below], start)
    if entry:
        return Index(Call("grad", (node, entry.base)), entry.indices)
    for var, times in reversed(below):
        node = Derivative(node, var, times)
    return node


def _entry_below(state: State, variables: list[str]) -> Index | None:
    r"""Read the indices below `\partial`: a derivative by an entry of an array is that entry of its gradient."""
    if len(variables) != 1 or not state.lexicon.has_array(variables[0]) or not state.take("_"):
        return None
    by = Sym(variables[0])
    return Index(by, index_list(state, by))


def _is_partial(state: State, fraction: bool) -> bool:
    return state.at_place(2 if fraction else 0, "partial")


def refuse_letter(state: State, body: Node, variables: list[str], start: Token) -> None:
    """Refuse to differentiate a letter of which nothing is known by another: it would be 0."""
    inner = body.base if isinstance(body, Index) else body
    other = next((var for var in variables if isinstance(inner, Sym) and var != inner.name), None)
    if state.names.free and isinstance(inner, Sym) and other is not None:
        message = unreadable.NOT_KNOWN_FUNCTION.format(name=inner.name, other=other)
        state.wrong(message, start)


def gradient(state: State) -> Node:
    r"""`\nabla_x body` is `grad(body, x)`, and the derivative where x is a number; the sign stands here."""
    start = state.token
    state.position += 1
    if not state.take("_"):
        state.wrong(unreadable.SIGN_DOES_NOT_SAY, start)
    state.enter()
    variables = _variables_below(state)
    if len(variables) > 1 or state.at("^"):
        state.fail(unreadable.ONE_GRADIENT)
    body = _differentiated(state, [] if state.lexicon.has_array(variables[0]) else variables)
    state.leave()
    refuse_letter(state, body, variables, start)
    by = Sym(variables[0])
    if state.lexicon.has_array(by.name) or any(isinstance(part, Index) and part.base == by for part in walk(body)):
        return Call("grad", (body, by))
    return Derivative(body, by.name)


def partial_derivative(state: State) -> Node:
    r"""`\partial_x body`, `\partial_x^2 body`, `\partial_{xy} body`; the sign and its `_` stand here."""
    start = state.token
    state.position += 2
    state.enter()
    variables = _variables_below(state)
    if len(variables) == 1:
        variables *= _order(state)
    node = _differentiated(state, variables)
    state.leave()
    refuse_letter(state, node, variables, start)
    for var, run in groupby(reversed(variables)):
        node = Derivative(node, var, len(list(run)))
    return node


def _variables_below(state: State) -> list[str]:
    """Read the symbols of a subscript: one, or several in braces."""
    if not state.take("{"):
        letters, digits = pieces(state.token.value or " ")
        one = (
            len(letters) == 1
            or letters in GREEK_NAMES
            or state.lexicon.declared(symbol_name(letters, digits, "", "", 0))
        )
        if state.token.kind == "word" and not (state.token.tex or one):
            cut_word(state, state.position, [letters[0], state.token.value[1:]])
        return [differentiated_by(state)]
    found = [differentiated_by(state)]
    while not state.take("}"):
        state.take(",")
        found.append(differentiated_by(state))
    return found


def _below(state: State, *, fraction: bool) -> list[tuple[str, int]]:
    r"""Read `dx`, `dx^2` or `\partial x\,\partial y` below the line: the symbols with their orders."""
    found: list[tuple[str, int]] = []
    while not found or (_is_d(state, state.position, above=False) if fraction else state.at("partial")):
        _pass_d(state)
        found.append((differentiated_by(state), _order(state)))
    return found


def _differentiated(state: State, variables: list[str]) -> Node:
    """Read what stands behind `d/dx`: a product, or only its first factor where that is a bracket.

    Nobody can tell where it ends before a quotient, or before another derivative: `d/dx f * d/dx g`, `d/dx f / x`.
    """
    state.bound += variables
    bracketed, start, before = state.at(*_CLOSED_BY), state.position, list(state.tokens)
    if not bracketed and (stop := _before_doubt(state)) and state.choose("factors") == 1:
        body = _factors_before(state, stop)
        del state.bound[len(state.bound) - len(variables) :]
        return body
    body = state.rules.product(state)
    if bracketed and isinstance(body, (Mul, Div)):
        end, after = state.position, list(state.tokens)
        state.position, state.tokens[:] = start, before
        first = state.rules.power(state)
        alone = state.tokens[state.position - 1].value == _CLOSED_BY[before[start].value]  # and no power of a bracket
        if alone and state.token.start < after[end].start and state.choose("factors") == 1:
            body = first
        else:
            state.position, state.tokens[:] = end, after
    del state.bound[len(state.bound) - len(variables) :]
    return body


def _before_doubt(state: State) -> int:
    """Return where a sign of division or another derivative stands in the product that begins here; 0 for none."""
    depth = 0
    for place in range(state.position, len(state.tokens) - 1):
        token = state.tokens[place]
        if place > state.position and depth == 0 and _begins_derivative(state, place):
            return place - (state.tokens[place - 1].value in _TIMES)
        if token.kind != "op":
            continue
        if depth == 0 and (token.value in _ENDING or (token.value == "/" and place > state.position)):
            return place if token.value == "/" else 0
        depth += (token.value in _OPEN) - (token.value in _CLOSE)
        if depth < 0:
            return 0
    return 0


def _begins_derivative(state: State, place: int) -> bool:
    value = state.tokens[place].value
    is_fraction = value in QUOTIENTS
    return (is_fraction or value[:1] == "d" or value == "partial") and lower_d(state, place, fraction=is_fraction) > 0


def _factors_before(state: State, stop: int) -> Node:
    """Read the factors up to a place."""
    factors = [state.rules.power(state)]
    while state.position < stop:
        if state.at(*_TIMES):
            state.position += 1
        factors.append(state.rules.power(state))
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


_MAY_BE_D = frozenset({"d", "p"})  # how what `_is_d` knows begins


def lower_d(state: State, start: int, *, fraction: bool) -> int:
    """Return where the lower d of a differential quotient stands that begins at a place; 0 where none begins."""
    first = start + 2 if fraction else start
    if not fraction and state.tokens[start].value[:1] not in _MAY_BE_D:  # most are none
        return 0
    if not _is_d(state, first, above=True) or (fraction and state.tokens[start + 1].value != "{"):
        return 0
    after = state.tokens[first + 1]
    if after.kind == "op" and after.value not in _BEHIND_D:
        return 0
    depth, slash, barred = 0, "}" if fraction else "/", False
    reach = _FAR if fraction or after.value in _GROUPS | {"^"} else _NEAR
    for place in range(first, min(len(state.tokens) - 2, first + reach)):
        token = state.tokens[place]
        if token.kind == "word" and is_keyword(state, token):
            return 0
        if token.kind != "op":
            continue
        if token.value in _BARS:
            barred = not barred
        elif token.value == slash and depth == 0 and not barred:
            below = place + 2 if fraction else place + 1
            whole = not fraction or state.tokens[place + 1].value == "{"
            return below if whole and _is_d(state, below, above=False) else 0
        depth += (token.value in {"{", "(", "["}) - (token.value in {"}", ")", "]"})
        is_sign = place == first and token.value == "partial"
        if depth < 0 or not (fraction or depth or barred or is_sign or token.value in _SCRIPTS | _BARS):
            return 0
    return 0


def _is_d(state: State, place: int, *, above: bool) -> bool:
    """Whether `d`, `∂`, or a word such as `dx` stands at a place."""
    if place >= len(state.tokens) - 1:
        return False
    token, after = state.tokens[place], state.tokens[place + 1]
    if token.kind == "op" and token.value == "partial":
        return above or after.kind in {"word", "accent"}
    if token.kind != "word" or token.value[0] != "d" or token.value in state.lexicon.plain - {"d"}:
        return False
    if token.value == "d":
        return above or after.kind in {"word", "accent"}
    return not token.tex and len(token.value.rstrip("0123456789")) == 2


def _pass_d(state: State) -> None:
    """Pass over the d here; `dx` becomes x."""
    token = state.token
    if token.kind == "word" and token.value != "d":
        state.tokens[state.position] = token._replace(value=token.value[1:], start=token.start + 1, gap=False)
    else:
        state.position += 1


def _order(state: State) -> int:
    return order_here(state) if state.take("^") else 1


def order_here(state: State) -> int:
    """Read the order of a derivative."""
    exponent = group_or_token(state)
    if isinstance(exponent, Num) and exponent.value.denominator == 1 and 1 <= exponent.value <= 9:
        return int(exponent.value)
    state.fail(unreadable.ORDER_DERIVATIVE)


def differentiated_by(state: State) -> str:
    """Return the name of the symbol that stands here, and pass over it."""
    node = state.rules.atom(state)
    if isinstance(node, Sym):
        return node.name
    state.fail(unreadable.SYMBOL_DIFFERENTIATE_BY, state.tokens[state.position - 1])
