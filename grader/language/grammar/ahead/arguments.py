"""Grammar of the argument of a function without brackets: how far it goes, and where that is in doubt."""

from __future__ import annotations

from grader.language.grammar.ahead.lookahead import TERM_ENDS, counted_gap, starts_factor
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS, LETTER_FUNCTIONS
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.language.tree import Const, Div, Mul, Neg, Node, Num
from grader.wording import unreadable

_OPENING = frozenset({"(", "[", "{", "\\{", "lfloor", "lceil", "lvert", "lVert"})
_CLOSING = frozenset({")", "]", "}", "\\}", "rfloor", "rceil", "rvert", "rVert"})
_BARS = frozenset({"|", "||"})
_GROUPS = {**dict.fromkeys(QUOTIENTS, 2), "binom": 2}
_TIMES = frozenset({"*", "·", "×"})
PI = Const("pi")
ROOTS = frozenset({"sqrt", "cbrt"})


def _refuse_lost_inverse(state: State) -> None:
    """Refuse `tan-1 x`: the inverse function, whose sign was lost when it was copied, or a value times x."""
    one, behind = state.ahead(), state.ahead(2)
    is_tight = state.at("-") and not state.token.gap and not one.gap and one.value == "1" and one.kind == "num"
    if is_tight and starts_factor(state, behind):
        state.wrong(unreadable.INVERSE_OR_VALUE, state.token)


def bare_argument(state: State, *, is_root: bool = False) -> Node:
    """`sin 2x` takes the product written against it; it stops at the next function, exponential, or bracket with one.

    Two readings where blanks, a bracket without a function, or a sign stand between the argument and what may be its
    next factor, and where a letter stands against the number below a root: `sqrt2x`.
    """
    if state.at("-", "+"):
        negative = state.at("-")
        _refuse_lost_inverse(state)
        state.position += 1
        state.enter()
        inner = bare_argument(state)
        state.leave()
        return Neg(inner) if negative else inner
    start = state.position
    factors = [state.rules.power(state)]
    if state.tokens[state.position].value in TERM_ENDS:
        return _as_sum(state, start) or factors[0]
    doubtful = is_root and isinstance(factors[0], Num) and _continues(state, factors) and not _is_parted(state)
    if doubtful and state.choose("root") == 0:
        return factors[0]
    while (goes_on := _continues(state, factors)) and not _is_parted(state) and not _may_end(state, factors):
        factors.append(state.rules.power(state))
    if goes_on and not state.spaced and _is_parted(state) and state.choose("application") == 1:
        while _continues(state, factors):
            factors.append(state.rules.power(state))
    while _goes_on_behind_sign(state, factors) and state.choose("application-sign") == 1:
        state.position += 1
        factors.append(state.rules.power(state))
        while _continues(state, factors) and not _is_parted(state):
            factors.append(state.rules.power(state))
    node: Node = _as_sum(state, start) or (factors[0] if len(factors) == 1 else Mul(tuple(factors)))
    if state.at("/") and not state.spaced and _divides(state) and state.choose("application-division") == 1:
        return Div(node, _divisor(state))
    return node


def _may_end(state: State, factors: list[Node]) -> bool:
    """Whether an argument with a letter ends here, where that is the reading to take of `sin α m`."""
    return state.is_last_look() and not are_numbers(factors) and state.choose("application-end") == 1


def _as_sum(state: State, start: int) -> Node | None:
    """Read the sum that begins at a place, where that is the reading to take of `cos ωt + φ`; None elsewhere."""
    has_ends = state.tokens[start].value in _BARS | _OPENING  # `ln|x|+1`
    if has_ends or not state.at("+", "-") or not state.is_last_look() or state.choose("application-sum") == 0:
        return None
    state.position = start
    return state.rules.sum(state)


def _divisor(state: State) -> Node:
    """Return the product written behind the bar of a quotient that is an argument as a whole."""
    state.position += 1
    below = [state.rules.power(state)]
    while _continues(state, below) and not _is_parted(state):
        below.append(state.rules.power(state))
    return below[0] if len(below) == 1 else Mul(tuple(below))


def _is_parted(state: State) -> bool:
    """Whether what stands here is not surely a factor of the argument: blanks or a bracket begin it."""
    token = state.token
    return counted_gap(state) or (token.kind == "op" and token.value not in ROOTS) or token.value in _GROUPS


def _divides(state: State) -> bool:
    """Whether what is behind the slash may belong to the argument: a function, or a bracket with one, does not."""
    return not has_function(state, state.position + 1)


def _goes_on_behind_sign(state: State, factors: list[Node]) -> bool:
    """Whether a sign stands here whose second factor may belong to the argument: `sin 2*x`, `sin x*y`.

    A sign with blanks around it, or one that shows no `*`, ends an argument that has a letter in it.
    """
    if not state.at(*_TIMES) or state.spaced or not starts_factor(state, state.ahead()):
        return False
    tight = state.at("*") and not state.token.tex and not (state.token.gap or state.ahead().gap)
    return (tight or are_numbers(factors)) and not has_function(state, state.position + 1)


def _continues(state: State, factors: list[Node]) -> bool:
    """Whether a further factor of the argument may stand here; behind numbers alone more may be one."""
    token = state.tokens[state.position]
    if token.kind in {"num", "frac"} or not starts_factor(state, token) or _is_binder(state, token):
        return False
    if are_numbers(factors) and not is_function_word(state, token):
        return True
    if token.value in ROOTS and token.kind in {"word", "op"}:
        return are_numbers(factors)
    return not has_function(state, state.position)


def are_numbers(factors: list[Node]) -> bool:
    """Return whether factors are numbers, written out or named."""
    return all(type(factor) is Num or factor == PI for factor in factors)


def has_function(state: State, start: int) -> bool:
    """Whether a factor that begins at a place is a function or an exponential, or a bracket that holds one."""
    token = state.tokens[start]
    if token.kind != "op" and token.value not in _GROUPS:
        return _is_function(state, start)
    stop = _end_of_factor(state, start)
    return any(_is_function(state, place) for place in range(start, stop))


def _is_function(state: State, place: int) -> bool:
    """Whether a function, an exponential or a sign that binds an index begins at a place."""
    token, after = state.tokens[place], state.tokens[min(place + 1, len(state.tokens) - 1)]
    if _is_binder(state, token) or (token.kind == "op" and token.value in ROOTS):
        return True
    if token.kind == "num":
        return after.value == "^" and not _is_number_above(state, place + 2)
    if token.kind != "word":
        return False
    if token.value[-1] == "e" and after.value == "^" and "e" not in state.lexicon.plain:
        return token.value not in GREEK_NAMES and token.value not in state.lexicon.plain
    if token.value in LETTER_FUNCTIONS and token.value not in state.lexicon.plain:
        return after.value == "("
    return is_function_word(state, token)


def _is_number_above(state: State, place: int) -> bool:
    """Whether the exponent that begins at a place is a number, in braces or not, with a sign or not."""
    values = [token for token in state.tokens[place : place + 3] if token.value not in {"{", "-", "("}]
    return bool(values) and values[0].kind == "num"


def _is_binder(state: State, token: Token) -> bool:
    """Whether a sum, a product, an integral or a limit begins with a token."""
    return token.value in BINDERS and token.kind in {"word", "op"} and token.value not in state.lexicon.plain


def _end_of_factor(state: State, start: int) -> int:
    """Return where the factor ends that begins at a place, without its exponents."""
    token, place = state.tokens[start], start
    if token.kind == "op" and token.value in _BARS:
        return next(
            (at + 1 for at in range(start + 1, len(state.tokens)) if state.tokens[at].value == token.value), start + 1
        )
    groups = _GROUPS.get(token.value, 1)
    place += token.value in _GROUPS
    while groups and place < len(state.tokens) - 1:
        place = behind_group(state, place)
        groups -= 1
    return max(place, start + 1)


def behind_group(state: State, start: int) -> int:
    """Return the place behind the bracket, or the one token, that stands at a place."""
    depth = 0
    for place in range(start, len(state.tokens)):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in _OPENING) - (token.value in _CLOSING)
        if depth <= 0:
            return place + 1
    return len(state.tokens) - 1


def is_function_word(state: State, token: Token) -> bool:
    """Whether a word is a function that may be applied without brackets."""
    if token.value in state.lexicon.plain:
        return token.value in state.lexicon.functions
    if state.lexicon.known_function(token.value) is not None:
        return True
    beginnings = (token.value[:stop] for stop in range(2, len(token.value)))
    return not token.tex and any(state.lexicon.known_function(beginning) for beginning in beginnings)
