"""Grammar of roots and bases: `√2x`, `\\sqrt2`, `\\sqrt[3]{x}`, `sqrt[3](x)`, `log[2](x)`, and bases of one digit."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.ahead.arguments import has_function
from grader.language.grammar.ahead.groups import cut_word, group_or_token
from grader.language.grammar.ahead.lookahead import CLOSERS, counted_gap, is_word, starts_factor
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Array, Call, Mul, Node, Num, Pow

_ORDERED = frozenset({"sqrt", "root", "log"})
TWO, TEN = Num(Fraction(2)), Num(Fraction(10))
_RELATIONS = frozenset({"=", "<", ">", "<=", ">=", "!=", "~"})
_OPENING, _CLOSING = frozenset({"(", "[", "{", "\\{"}), frozenset({")", "]", "}", "\\}"})


def root_sign(state: State) -> Node:
    r"""`√2` and `\sqrt2` take one factor; in `√2x` the root may go on, up to the next function."""
    sign = state.token.value
    state.enter()
    takes_one = state.token.tex and state.token.kind == "word"
    state.position += 1
    order = order_in_brackets(state, sign)
    if order is not None:
        rooted: Node = state.rules.atom(state)
        state.leave()
        return Call("root", (rooted, order))
    start = state.position
    inner: Node = _bracketed(state) if state.at("[") else _radicand(state, takes_one=takes_one)
    if not _is_one_group(state, start) and (whole := _all_below(state, start)) is not None:
        state.leave()
        return _rooted(sign, whole)
    if isinstance(inner, Pow) and not _is_one_group(state, start) and state.choose("root") == 0:
        state.leave()
        return Pow(_rooted(sign, inner.base), inner.exp)
    if state.token.kind == "word" and _root_goes_on(state):
        more = [inner]
        if state.tokens[state.position - 1].value not in {")", "]", "}"} and state.choose("root") == 1:
            while _root_goes_on(state):
                more.append(state.rules.power(state))
            inner = Mul(tuple(more))
    state.leave()
    return _rooted(sign, inner)


def _all_below(state: State, start: int) -> Node | None:
    """Read the product or the sum below a root sign, where that is the reading to take of `√x² + 1`; None elsewhere."""
    if state.tokens[state.position].value in CLOSERS or not state.is_last_look():
        return None
    if not (reach := state.choose("root-end", 3)):
        return None
    state.retry([*state.tokens], start)
    return state.rules.sum(state) if reach == 2 else state.rules.product(state)


def _radicand(state: State, *, takes_one: bool) -> Node:
    return state.rules.atom(state) if takes_one else state.rules.power(state)


def _bracketed(state: State) -> Node:
    """Read what square brackets hold behind the sign of a root, where no list is: `√[x² + 1]`."""
    held = state.rules.atom(state)
    return held.items[0] if isinstance(held, Array) and len(held.items) == 1 else held


def _root_goes_on(state: State) -> bool:
    """Whether a factor, no function and no exponential, is written against what was read, without a space by TeX."""
    token = state.token
    if token.kind == "word" and has_function(state, state.position):
        return False
    is_apart = counted_gap(state) or "\\" in state.text[state.tokens[state.position - 1].end : token.start]
    return starts_factor(state, token) and not is_apart


def _is_one_group(state: State, start: int) -> bool:
    """Whether one pair of brackets holds all that was read from a place to here."""
    depth = 0
    for place in range(start, state.position):
        value = state.tokens[place].value
        depth += (value in {"(", "[", "{"}) - (value in {")", "]", "}"})
        if depth == 0:
            return place > start and place == state.position - 1
    return False


def _rooted(sign: str, inner: Node) -> Node:
    return Call("sqrt", (inner,)) if sign == "sqrt" else Call("root", (inner, Num(Fraction(3))))


def root_command(state: State) -> Node | None:
    r"""`\sqrt{x}`, `\sqrt[3]{x}`, `\sqrt2`; None for `sqrt` before round brackets, which is a call."""
    if not state.token.tex or state.at_place(1, "("):
        return None
    after = state.ahead()
    is_group = after.value == "{" or (after.value == "[" and "left" not in state.text[after.start - 5 : after.end])
    return _root_of_group(state) if is_group else root_sign(state)


def _root_of_group(state: State) -> Node:
    state.enter()
    state.position += 1
    degree: Node | None = None
    if state.take("["):
        degree = state.rules.sum(state)
        state.expect("]", "`]`")
    inner = group_or_token(state)
    state.leave()
    return Call("sqrt", (inner,)) if degree is None else Call("root", (inner, degree))


def order_in_brackets(state: State, name: str) -> Node | None:
    """Read the order of a root or the base of a logarithm in square brackets, as Maple writes them; None without one.

    Where the brackets may as well hold the argument, with a factor behind it, there are two readings.
    """
    if name not in _ORDERED or not state.at("["):
        return None
    behind = _behind_brackets(state)
    if behind is None:
        return None
    is_settled = name == "root" or behind.kind == "num" or (name == "sqrt" and behind.value == "{")
    if not is_settled and state.choose("order") == 1:
        return None
    held = state.spaced, state.bars, state.listing
    state.spaced, state.bars, state.listing = False, [], False
    state.enter()
    state.position += 1
    order = state.rules.sum(state)
    state.expect("]", "`]`")
    state.leave()
    state.spaced, state.bars, state.listing = held
    return order


def said_order(state: State, name: str) -> Node | None:
    """Read the order of `root 3 of x`, the base of `log 2 of x` and `log base 2 of x`; None where none is said so."""
    if name not in {"root", "log"} or not state.token.gap:
        return None
    is_named = name == "log" and is_word(state, "base")
    held, behind = state.ahead(is_named), state.ahead(is_named + 1)
    if held.kind not in {"num", "word"} or behind.value != "of" or behind.kind != "word":
        return None
    state.position += is_named
    order: Node = state.rules.atom(state)
    return order if is_word(state, "of") else None


def argument_of(state: State) -> Node:
    """Read what stands behind the `of` of `log 2 of x`: it reaches as far as one factor, one term, or all of a sum."""
    state.position += 1
    state.enter()
    start = state.position
    argument = state.rules.juxtaposed(state)
    if state.tokens[state.position].value not in CLOSERS | _RELATIONS and (reach := state.choose("of", 3)):
        state.position = start
        argument = state.rules.product(state) if reach == 1 else state.rules.sum(state)
    state.leave()
    return argument


def _bases(state: State) -> list[Num]:
    if state.is_last_look():
        return [TEN, TWO]
    return [base for base in (TEN, TWO) if f"log {base.value}" in state.names.notations]


def base_of(state: State, name: str) -> Node | None:
    r"""Return the base of `log2`, `log10`, `lg` and `log`; None for e.

    Where the problem speaks of the bases 10 or 2, `log x` may have that one too, and `lg x` has it.
    """
    bases = _bases(state)
    match name:
        case "log2":
            return TWO
        case "log10":
            return TEN
        case "lg" if len(bases) == 1:
            return bases[0]
        case "lg":
            return TWO if state.choose("lg") == 1 else TEN
        case _:
            which = state.choose("log", 1 + len(bases)) if bases else 0
            return bases[which - 1] if which else None


def cut_base(state: State, token: Token) -> None:
    r"""Cut the number below `\log` behind its first digit, where TeX takes that alone: `\log_23` is log 3 to base 2.

    Before a factor, `\log_23 x`, who wrote it may have meant all digits; no base is 0 or 1, no number begins with 0.
    """
    digits = state.token.value
    if not token.tex or token.value != "log" or state.token.kind != "num" or len(digits) < 2:
        return
    behind = state.ahead()
    if not digits.isdigit() or digits[0] in "01" or digits[1] == "0" or behind.value == "^":
        return
    if not starts_factor(state, behind) or state.choose("log-base") == 1:
        cut_word(state, state.position, [digits[0], digits[1:]])


def _behind_brackets(state: State) -> Token | None:
    """Return what begins the factor against the brackets here, or parted from a numeral in them; None without one."""
    depth = 0
    for place in range(state.position, len(state.tokens) - 1):
        value = state.tokens[place].value if state.tokens[place].kind == "op" else ""
        depth += (value in _OPENING) - (value in _CLOSING)
        if value == "," and depth == 1:
            return None
        if depth == 0:
            after = state.tokens[place + 1]
            is_group = after.kind == "op" and after.value in {"(", "{"}
            is_numeral = place == state.position + 2 and state.ahead().kind == "num"
            return after if (is_group and is_numeral) or (_is_factor(after) and not after.gap) else None
    return None


def _is_factor(token: Token) -> bool:
    return token.value in {"(", "{"} if token.kind == "op" else token.kind in {"num", "word"}
