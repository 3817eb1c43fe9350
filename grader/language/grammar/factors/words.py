"""Grammar of words: what a word may be, given the declared names."""

from __future__ import annotations

from grader.language.grammar.ahead.groups import cut_word
from grader.language.grammar.ahead.lookahead import is_keyword
from grader.language.grammar.ahead.refusals import (
    refuse_choice,
    refuse_function_and_e,
    refuse_function_letter,
    refuse_unknown_function,
)
from grader.language.grammar.arrays.entries import array_entry
from grader.language.grammar.binders.entry_sums import MEANS, mean_of
from grader.language.grammar.brackets.brackets import bracketed
from grader.language.grammar.factors.application import known_call
from grader.language.grammar.factors.commands import COMMANDS, latex_command
from grader.language.grammar.factors.named_calls import declared_call, letter_call, upright_beta
from grader.language.grammar.factors.operators import operator
from grader.language.grammar.factors.splitting import split_or_free
from grader.language.grammar.factors.symbols import accented, declared_here, of_argument, take_symbol
from grader.language.grammar.scripts.scripts import scripts_here
from grader.language.grammar.state import State
from grader.language.names.defined import DEFINED
from grader.language.names.lexicon import GROWTH, SMALL_GROWTH, pieces, symbol_name
from grader.language.spelling import ACCENTS
from grader.language.tokens import Token
from grader.language.tree import Call, Const, Node
from grader.wording import unreadable

# What programs write before the names of functions: `np.sqrt(x)`.
_MODULES = frozenset(
    {"np", "numpy", "jnp", "jax", "math", "cmath", "torch", "tf", "scipy", "sp", "sympy", "mpmath", "linalg", "special"}
    | {"nn", "functional", "F"}
)
_IN_PROGRAMS = {"maximum": "max", "minimum": "min", "clamp": "clip"}  # `np.maximum(0, x)`
_SCRIPTS = frozenset({"_", "'", "''"})
_CALLED = frozenset({"where", "outer"})  # calls that are no functions of one value
EXPECTED = unreadable.NUMBER_SYMBOL_BRACKET


def word(state: State) -> Node:
    """Read a word: a declared symbol or function, a command, or what `_undeclared` makes of it."""
    token = state.tokens[state.position]
    if token.tex and token.value in COMMANDS and _is_undeclared_command(state, token.value):
        return latex_command(state, token) or _undeclared(state, token)
    if token.value not in state.bound and token.value != "d" and _is_bare(state):  # most words have one meaning
        call = state.lexicon.calls.get(token.value)
        if call is not None and token.value not in state.lexicon.spelled_calls:
            return known_call(state, call)
        leaf = state.lexicon.leaf(token.value)
        if leaf is not None:
            return _letter(state, leaf)
    if token.value[0] == "d" and "d" in state.lexicon.plain and (quotient := operator(state, token.value)) is not None:
        return quotient
    if state.lexicon.symbols or state.bound:
        name, stop = declared_here(state, token)
        if name is not None and name in state.lexicon.functions and _is_applied(state, stop):
            state.position = stop
            return declared_call(state, name, 0)
        if name is not None:
            return take_symbol(state, name, stop)
    value = token.value
    call_ = _declared_function(state, token) if state.lexicon.functions else None
    if call_ is not None:
        return call_
    if state.tokens[state.position + 1].value == "_" and (node := _with_subscript(state, token)) is not None:
        return node
    node = latex_command(state, token)
    if node is None:
        node = operator(state, value)
    return node if node is not None else _undeclared(state, token)


def _with_subscript(state: State, token: Token) -> Node | None:
    """Read an accent whose letter stands below, or a known function with a subscript; None for other words."""
    below = state.ahead(2)
    if token.value in ACCENTS and below.kind == "word":
        state.tokens[state.position : state.position + 2] = [token._replace(kind="accent")]
        return accented(state)
    if state.lexicon.known_function(f"{token.value}_{below.value}") is None:
        return None
    joined = token._replace(value=f"{token.value}_{below.value}", end=below.end)
    state.tokens[state.position : state.position + 3] = [joined]
    return _undeclared(state, joined)


def _is_undeclared_command(state: State, value: str) -> bool:
    """Whether a command stands before a group and is no name of a problem."""
    behind = state.tokens[state.position + 1].value
    return behind == "{" and value not in state.lexicon.plain and value not in state.bound


def _is_applied(state: State, stop: int) -> bool:
    """Whether what may be a value or a function is one: brackets stand behind it, perhaps behind an exponent."""
    after = [token.value for token in state.tokens[stop : stop + 3]]
    return after[0] in {"(", "'"} or (after[0] == "^" and after[-1] == "(" and after[1].isdigit())


def _declared_function(state: State, token: Token) -> Node | None:
    """Read a declared function, whose name may have a subscript: `f(x)`, `f_1(x)`, `f1(x)`, `my_fun(x)`."""
    if token.value in state.lexicon.functions:
        state.position += 1
        return declared_call(state, token.value, 0)
    letters, digits = pieces(token.value)
    for sub, layer, primes, stop in reversed(scripts_here(state)):
        name = symbol_name(letters, digits, sub, layer, 0)
        if name in state.lexicon.functions:
            state.position = stop
            return declared_call(state, name, primes)
    return None


def _is_bare(state: State) -> bool:
    """Whether nothing stands behind a word that could be part of its name."""
    after = state.tokens[state.position + 1].value
    if after == "^":
        raised = state.tokens[state.position + 2].value
        return raised != "(" and (raised != "{" or state.tokens[state.position + 3].value != "(")
    return after not in _SCRIPTS


def _letter(state: State, leaf: Node) -> Node:
    """Read a symbol or a constant with one meaning."""
    beta = upright_beta(state) if state.tokens[state.position].value == "B" else None
    if beta is not None:
        return beta
    state.position += 1
    return of_argument(state, leaf) if state.tokens[state.position].value == "(" else leaf


def _undeclared(state: State, token: Token) -> Node:
    value = token.value
    if value in state.lexicon.spelled_calls and not token.tex and _is_product(state):
        cut_word(state, state.position, list(value))
        return word(state)
    if value in MEANS and state.at_place(1, "(") and (mean := _mean(state)) is not None:
        return mean
    if value in _MODULES and _is_member(state):
        state.position += 2
        called = state.token
        state.tokens[state.position] = called._replace(value=_IN_PROGRAMS.get(called.value, called.value))
        return word(state)
    call = (upright_beta(state) if value == "B" else None) or letter_call(state, value)
    if call is not None:
        return call
    if state.wants_growth and value in GROWTH | SMALL_GROWTH and value not in state.lexicon.plain:
        return _growth(state)
    known = state.lexicon.known_function(value) or _binary_logarithm(state, token)
    if known is not None:
        return known_call(state, known) if _is_whole(state, token) else _number_behind(state, token)
    if is_keyword(state, token):
        state.fail(EXPECTED)
    entry = array_entry(state, token)
    if entry is not None:
        return entry
    constant = state.lexicon.constant(value)
    if constant is not None and state.ahead().value != "_":
        state.position += 1
        return Const(constant)
    if state.lexicon.known_function(pieces(value)[0]) is not None:
        return _number_behind(state, token)
    for refuse in (refuse_function_letter, refuse_function_and_e, refuse_unknown_function, refuse_choice):
        refuse(state, token)
    return split_or_free(state, token)


def _is_product(state: State) -> bool:
    """Whether `im` or `re` is i m or r e, not the part of a complex number: of `im(z)`, `im z` both may be meant."""
    after = state.ahead()
    symbol = state.lexicon.declared(after.value) if after.kind == "word" and after.gap else None
    is_argument = after.value == "(" or (symbol is not None and symbol.domain.base == "complex")
    return not is_argument or state.choose("split") == 1


def _binary_logarithm(state: State, token: Token) -> str | None:
    """Return the logarithm to base 2 where `ld` and `lb` are it: as commands, or where they are no products."""
    if token.value not in {"ld", "lb"} or token.value in state.lexicon.plain:
        return None
    is_product = state.names.free or state.lexicon.splits(token.value, frozenset())
    return "log2" if token.tex or not is_product else None


def _mean(state: State) -> Node | None:
    """Read `mean(x)` of a vector; None for other arguments."""
    start, tokens = state.position, list(state.tokens)
    state.position += 1
    mean = mean_of(state, bracketed(state))
    if mean is None:
        state.position, state.tokens[:] = start, tokens
    return mean


def _is_member(state: State) -> bool:
    """Whether `np` stands before a full stop and a function or constant known here, or another module."""
    dot, name = state.ahead(), state.ahead(2)
    if dot.value != "." or dot.kind != "op" or dot.gap or name.kind != "word" or name.gap:
        return False
    if name.value in {*_CALLED, *_IN_PROGRAMS} and state.ahead(3).value == "(":
        return True
    known = state.lexicon.known_function(name.value) is not None or state.lexicon.constant(name.value) is not None
    return known or name.value in _MODULES or name.value in MEANS or name.value == "sum"


def _is_whole(state: State, token: Token) -> bool:
    """Whether `log2` is the name of a function: with brackets, or in `\\operatorname`."""
    return not token.value[-1].isdigit() or token.tex or state.at_place(1, "(")


def _number_behind(state: State, token: Token) -> Node:
    """`ln2`, `sin2x`, `log2x`: a function and a number written against it."""
    letters, digits = pieces(token.value)
    after = state.ahead()
    if after.kind == "word" and not after.gap and state.lexicon.known_function(token.value + after.value) in DEFINED:
        joined = token._replace(value=token.value + after.value, end=after.end)  # `log1p` is cut behind its digit
        state.tokens[state.position : state.position + 2] = [joined]
        return known_call(state, joined.value)
    if state.at_place(1, "("):
        shown = f"{letters}({digits}(…))"
        state.wrong(unreadable.NOT_FUNCTION_KNOWN.format(value=token.value, shown=shown), token)
    middle = token.start + len(letters)
    number = Token("num", digits, middle, token.end, False)
    stop = state.position + 1
    if after.kind == "num" and after.value[0] == "." and not after.gap:
        number, stop = number._replace(value=digits + after.value, end=after.end), stop + 1
    state.tokens[state.position : stop] = [token._replace(value=letters, end=middle), number]
    return word(state)


def _growth(state: State) -> Node:
    name = state.token.value
    state.position += 1
    if not state.at("("):
        state.fail(unreadable.AFTER.format(name=name))
    return Call(name, (bracketed(state),))
