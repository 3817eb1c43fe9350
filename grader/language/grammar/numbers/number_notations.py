r"""Grammar of numbers in the notations of schools: `1 1/2`, `0.\overline{3}`, `0.(3)`, `3:4`."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.spelling.letters import FRACTIONS
from grader.language.tokens import Token
from grader.language.tree import Add, Div, Node, Num
from grader.wording import unreadable

MIXED, REPEATING, RATIO = "mixed number", "repeating decimal", "ratio"
MAX_REPEATING = 40  # digits of a number that repeat
_MARKS = frozenset({"bar", "overline", "dot"})


def behind_digits(state: State, token: Token) -> Node | None:
    """Return the number that goes on behind the digits of a token; None where these are all of it. They are read."""
    after = state.tokens[state.position]
    if after.kind == "frac" or (after.kind == "num" and after.gap):
        return _mixed(state, token)
    if after.kind == "accent" or after.value == "(":
        return _repeating(state, token)
    return None


def _mixed(state: State, token: Token) -> Node | None:
    """`1 1/2`, `1½`: read where the problem allows mixed numbers; written against each other they may be a product."""
    after = state.token
    if not token.value.isdigit() or _stands_below(state):
        return None
    if after.kind == "frac":
        return _with_sign(state, token)
    slash, below, behind = (state.ahead(count) for count in (1, 2, 3))
    if MIXED not in state.names.notations or not (slash.value == "/" and below.kind == "num"):
        return None
    if behind.value in {"/", "^", "%", "!"} or not (after.value.isdigit() and below.value.isdigit()):
        return None
    state.position += 3
    return _sum(state, token, Fraction(int(after.value)), Fraction(int(below.value)), after)


def _with_sign(state: State, token: Token) -> Node | None:
    if MIXED not in state.names.notations and state.choose("mixed") == 0:
        return None
    above, below = FRACTIONS[state.token.value]
    after = state.token
    state.position += 1
    return _sum(state, token, Fraction(above), Fraction(below), after)


def _sum(state: State, whole: Token, above: Fraction, below: Fraction, place: Token) -> Node:
    if not 0 < above < below:
        state.fail(unreadable.FRACTION_BETWEEN_BEHIND_WHOLE, place)
    return Add((Num(Fraction(int(whole.value))), Div(Num(above), Num(below))))


def _stands_below(state: State) -> bool:
    """Whether a quotient or a power stands before the digits, of which a mixed number leaves two readings."""
    return state.position >= 2 and state.tokens[state.position - 2].value in {"/", "^", "_"}


def _repeating(state: State, token: Token) -> Node | None:
    r"""`0.\overline{3}`, `0.\dot{1}\dot{6}`; `0.(3)` where the problem allows it, and may be a product elsewhere."""
    if "." not in token.value:
        return None
    digits, end = _in_brackets(state) if state.at("(") else _under_marks(state)
    if not digits:
        return None
    if state.at("(") and REPEATING not in state.names.notations and state.choose("repeating") == 1:
        return None
    if len(digits) > MAX_REPEATING:
        state.wrong(unreadable.AT_MOST_DIGITS_NUMBER.format(max_repeating=MAX_REPEATING), state.token)
    state.position = end
    return _periodic(token.value, digits)


def _in_brackets(state: State) -> tuple[str, int]:
    inner, close = state.ahead(), state.ahead(2)
    is_period = inner.kind == "num" and inner.value.isdigit() and close.value == ")" and not state.token.gap
    return (inner.value, state.position + 3) if is_period else ("", state.position)


def _under_marks(state: State) -> tuple[str, int]:
    r"""Return the digits below a line, or from one dot to the next, and the place behind them."""
    digits, place, dots = "", state.position, 0
    while place < len(state.tokens):
        token = state.tokens[place]
        if token.kind == "accent" and token.value in _MARKS and dots < 2:
            inner, place = _marked(state, place)
            if not inner or (token.value == "dot" and len(inner) > 1):
                return "", state.position
            digits += inner
            if token.value != "dot":
                break
            dots += 1
        elif dots == 1 and token.kind == "num" and token.value.isdigit() and _has_dot_behind(state, place):
            digits += token.value
            place += 1
        else:
            break
    return digits, place


def _has_dot_behind(state: State, place: int) -> bool:
    behind = state.tokens[place + 1]
    return behind.kind == "accent" and behind.value == "dot"


def _marked(state: State, place: int) -> tuple[str, int]:
    """Return the digits that a mark stands above, in braces or not, and the place behind them."""
    inner, after = state.tokens[place + 1], state.tokens[min(place + 2, len(state.tokens) - 1)]
    if inner.value == "{" and after.kind == "num" and after.value.isdigit():
        close = state.tokens[place + 3]
        return (after.value, place + 4) if close.value == "}" else ("", place)
    return (inner.value, place + 2) if inner.kind == "num" and len(inner.value) == 1 else ("", place)


def _periodic(before: str, period: str) -> Node:
    """Return 0.1666… for `0.1` and `6`, as a number in lowest terms."""
    places = len(before.partition(".")[2])
    value = Fraction(before + "0") + Fraction(int(period), 10**places * (10 ** len(period) - 1))
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return Num(value)
    return Div(Num(Fraction(value.numerator)), Num(Fraction(value.denominator)))


def ratio(state: State, left: Node) -> Node | None:
    """`3:4`, where the problem allows ratios: the left side is read. None where no such sign stands."""
    if RATIO not in state.names.notations or not state.at(":"):
        return None
    sign = state.token
    state.position += 1
    right = state.rules.sum(state)
    if state.at(":"):
        state.wrong(unreadable.RATIO_TWO_SIDES, state.token)
    if isinstance(left, Add) or isinstance(right, Add):
        state.wrong(unreadable.BRACKETS_AROUND_SUM_BESIDE, sign)
    return Div(left, right)
