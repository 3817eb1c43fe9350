r"""Grammar of falling and rising factorials: `n^{\underline k}`, `n^{\overline k}`; `(n)_k` has several readings."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.ahead.groups import group_or_token, index_or_group
from grader.language.grammar.numbers.bases import doubtful_numeral
from grader.language.grammar.state import State
from grader.language.names.lexicon import Lexicon
from grader.language.tree import ONE, ZERO, Add, Bind, Mul, Neg, Node, Num, Sym, symbols
from grader.wording import unreadable

_INDICES = ("i", "j", "l", "m", "r", "s")
MAX_FACTORS = 16  # of a falling or rising factorial that is written out


def factorial_power(state: State, base: Node) -> Node | None:
    r"""Read `\underline{k}` or `\overline{k}` above a base, in braces or not; None for another exponent."""
    braced = state.at("{")
    mark = state.ahead() if braced else state.token
    is_falling = mark.kind == "op" and mark.value == "falling"
    if not is_falling and (mark.kind != "accent" or state.names.complex or not _is_overline(state, mark.start)):
        return None
    state.position += 1 + braced
    count = group_or_token(state)
    if braced:
        state.expect("}", "`}`")
    if not is_natural(state, count):
        what = "falling" if is_falling else "rising"
        message = unreadable.COUNT_NOT_WHOLE.format(what=what)
        state.wrong(message, mark)
    return _stepped(state, base, count, rising=not is_falling)


def pochhammer(state: State, base: Node, opening: int) -> Node | None:
    """Read the subscript of `(n)_k`, a falling or a rising factorial; None where it is no whole number.

    A number in the brackets that opened at a place may be a numeral as well: `(11)_2` is 3.
    """
    start, tokens = state.position, list(state.tokens)
    numeral = doubtful_numeral(state, opening)
    state.position += 1
    count = index_or_group(state)
    if not is_natural(state, count):
        state.position, state.tokens[:] = start, tokens
        return None
    chosen = state.choose("pochhammer", 2 if numeral is None else 3)
    return numeral if numeral is not None and chosen == 2 else _stepped(state, base, count, rising=chosen == 1)


def _is_overline(state: State, start: int) -> bool:
    return state.text.startswith("\\overline", start)


def _stepped(state: State, base: Node, count: Node, *, rising: bool) -> Node:
    """Return n (n - 1) … (n - k + 1), or n (n + 1) … (n + k - 1): written out, or as a product over an index."""
    if isinstance(count, Num):
        if count.value > MAX_FACTORS:
            state.exceed(unreadable.TOO_MANY_FACTORS, "max_exponent")
        factors = [_step(base, Num(Fraction(step)), rising=rising) for step in range(int(count.value))]
        return Mul(tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE
    used = symbols(base) | symbols(count) | set(state.bound)
    index = next(name for name in (*_INDICES, "_i") if name not in used and not _is_declared(state.lexicon, name))
    last = Add((count, Neg(ONE)))
    return Bind("prod", _step(base, Sym(index), rising=rising), index, ZERO, last)


def _step(base: Node, step: Node, *, rising: bool) -> Node:
    return base if step == ZERO else Add((base, step if rising else Neg(step)))


def _is_declared(lexicon: Lexicon, name: str) -> bool:
    return lexicon.declared(name) is not None


def is_natural(state: State, node: Node) -> bool:
    """Whether a node is surely a whole number from 0: a literal, what is declared so, or an index that begins so."""
    match node:
        case Num(value):
            return value.denominator == 1 and value >= 0
        case Add(parts) | Mul(parts):
            return all(is_natural(state, part) for part in parts)
        case Sym(name) if name in state.bound:
            return _begins_at_number(state, name)
        case Sym(name):
            symbol = state.lexicon.declared(name)
            domain = None if symbol is None else symbol.domain
            if domain is None or not domain.is_integer or domain.shape:
                return False
            return domain.base == "size" or (isinstance(domain.low, Num) and domain.low.value >= 0)
        case _:
            return False


def _begins_at_number(state: State, name: str) -> bool:
    """Whether `name = 0` or another number stands below the sign that binds an index."""
    places = zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False)
    bounds = [third for first, second, third in places if first.value == name and second.value == "="]
    return bool(bounds) and all(third.kind == "num" for third in bounds)
