"""Grammar of symbols: the declared names with their scripts, and letters under an accent."""

from __future__ import annotations

from grader.language.grammar.ahead.groups import cut_word, group_or_token
from grader.language.grammar.binders.entry_sums import mean_of
from grader.language.grammar.scripts.scripts import fail_undeclared, scripts_here
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces, symbol_name
from grader.language.spelling import canonical_name
from grader.language.tokens import Token
from grader.language.tree import Call, Node, Sym
from grader.wording import unreadable


def declared_here(state: State, token: Token) -> tuple[str | None, int]:
    """Return the longest declared symbol that is spelled from here, and the position after it."""
    letters, digits = pieces(token.value)
    after = state.tokens[state.position + 1]
    if token.value in state.bound and after.value != "_":
        return token.value, state.position + 1
    if after.kind != "op" or after.value not in {"_", "^", "'", "''"}:
        symbol = state.lexicon.symbols.get(symbol_name(letters, digits, "", "", 0))
        return (None, 0) if symbol is None else (symbol.name, state.position + 1)
    best: tuple[str | None, int] = (None, 0)
    for sub, layer, primes, stop in scripts_here(state):
        symbol = state.lexicon.symbols.get(symbol_name(letters, digits, sub, layer, primes))
        if symbol is not None and stop > best[1]:
            best = (symbol.name, stop)
    if best[0] is not None or not _partial_subscript(state, letters, digits):
        return best
    return declared_here(state, token)


def _partial_subscript(state: State, letters: str, digits: str) -> bool:
    """`x_ix_j`: cut the word behind `_` where only its beginning makes a declared name."""
    place = state.position + 2
    if state.ahead().value != "_" or state.ahead(2).kind != "word" or state.ahead(2).tex:
        return False
    token = state.tokens[place]
    for length in range(len(token.value) - 1, 0, -1):
        if state.lexicon.declared(symbol_name(letters, digits, token.value[:length], "", 0)) is not None:
            cut_word(state, place, [token.value[:length], token.value[length:]])
            return True
    return False


def take_symbol(state: State, name: str, stop: int) -> Node:
    """Pass over a declared symbol; one whose subscript is bound here would be taken for a constant."""
    if state.bound and "_" in name:
        script = state.tokens[state.position + 2 : stop]
        bound = next((part for part in script if part.kind == "word" and part.value in state.bound), None)
        if bound is not None:
            shown = state.text[state.token.start : state.tokens[stop - 1].end]
            state.wrong(unreadable.ONE_SYMBOL.format(shown=shown, value=bound.value), bound)
    state.position = stop
    return of_argument(state, Sym(name)) if state.at("(") else Sym(name)


def of_argument(state: State, node: Node) -> Node:
    """`S(x)` is S where S is defined by x; a vector is no function; the name was passed over, and a bracket follows.

    Where S and x are both numbers, the product is as honest.
    """
    symbol = state.lexicon.symbols.get(node.name) if isinstance(node, Sym) else None
    if symbol is None or state.token.gap:
        return node
    inner, stop = _lone_symbol(state)
    is_array = state.lexicon.has_array(symbol.name)
    if inner in symbol.depends:
        if is_array or state.lexicon.has_array(inner) or state.choose("dependence") == 0:
            state.position = stop
    elif is_array and (symbol.depends or ((inner or _holds_number(state, stop)) and len(symbol.domain.shape) == 1)):
        state.wrong(unreadable.ARRAY_NOT_FUNCTION_STANDS.format(name=symbol.name), state.token)
    return node


def _holds_number(state: State, stop: int) -> bool:
    """Whether the brackets here hold a number, as an index would be."""
    return stop == state.position + 3 and state.ahead().kind == "num"


def _lone_symbol(state: State) -> tuple[str, int]:
    """Return the declared symbol that alone stands in the brackets here, empty for none, and the place behind them."""
    place = state.position + 1
    while state.tokens[place].value not in {")", ""}:
        place += 1
    try:
        name = canonical_name(state.text[state.tokens[state.position + 1].start : state.tokens[place].start])
    except ValueError:
        return "", place + 1
    symbol = state.lexicon.symbols.get(name)
    return ("" if symbol is None else symbol.name), place + 1


def accented(state: State) -> Node:
    r"""`\tilde{w}_0` is one symbol, `tilde_w_0`."""
    accent = state.token
    state.position += 1
    if accent.value == "bar" and state.names.complex and not _is_barred_symbol(state):
        if _is_repeating(state):
            state.fail(unreadable.FRACTION_PLACE_REPEATING_DECIMAL, accent)
        _drop_braces(state)
        return Call("conj", (group_or_token(state),))
    braced = state.take("{")
    token = state.token
    if token.kind != "word":
        state.fail(unreadable.LETTER_UNDER_ACCENT)
    letters, digits = pieces(token.value)
    if braced and state.ahead().value != "}":
        state.fail(unreadable.ONE_LETTER_UNDER_ACCENT, state.ahead())
    place = state.position
    if braced:
        state.position += 1
    for sub, layer, primes, stop in reversed(scripts_here(state)):
        name = accent.value + "_" + symbol_name(letters, digits, sub, layer, primes)
        symbol = state.lexicon.declared(name)
        if symbol is None and stop == state.position + 1 and (mean := _mean(state, accent, letters)) is not None:
            state.position = stop
            return mean
        if symbol is not None or (state.names.free and not primes):
            state.position = stop
            return Sym(name if symbol is None else symbol.name)
    state.position = place
    end = state.ahead().end if braced else token.end
    fail_undeclared(state, accent._replace(value=f"{accent.value}_{token.value}", end=end, tex=False))


def _drop_braces(state: State) -> None:
    r"""Take a script behind braces around a letter as that of the letter: `\bar{z}_1` is `\bar z_1`."""
    place = state.position
    opened, letter, closed, script = (state.tokens[min(place + step, len(state.tokens) - 1)] for step in range(4))
    if (opened.value, closed.value, script.value) == ("{", "}", "_") and letter.kind == "word":
        state.tokens[place : place + 3] = [letter]


def _mean(state: State, accent: Token, name: str) -> Node | None:
    r"""Return the mean that `\bar{x}` is of a declared vector x; None for others."""
    return mean_of(state, Sym(name)) if accent.value == "bar" and state.lexicon.has_array(name) else None


def _is_repeating(state: State) -> bool:
    r"""Whether a bar stands above digits behind a number: `0.1\overline{6}`."""
    inner = state.ahead() if state.at("{") else state.token
    after = state.ahead(2) if state.at("{") else state.ahead()
    return (
        inner.kind == "num"
        and state.tokens[state.position - 2].kind == "num"
        and (after.value == "}" or inner is state.token)
    )


def _is_barred_symbol(state: State) -> bool:
    """Return whether a symbol with a bar is declared that starts with the letter here."""
    word = state.ahead() if state.token.value == "{" else state.token
    letters, _ = pieces(word.value)
    return any(name == f"bar_{letters}" or name.startswith(f"bar_{letters}_") for name in state.names.symbols)
