"""Grammar of exponents typed without brackets: how far they go, and where that is in doubt."""

from __future__ import annotations

from grader.language.grammar.ahead.arguments import has_function, is_function_word
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.state import State
from grader.language.tree import Add, Const, Div, Mul, Neg, Node, Num, Sym

_OPENING = frozenset({"{", "(", "["})
_TERM_SIGNS = frozenset({"+", "-"})
_GOES_ON = frozenset({"/"}) | _TERM_SIGNS  # a sign of a product that is written out ends what is raised
_TIMES = frozenset({"*", "·", "×"})
_SIGNS_BEHIND = frozenset({"/", "*"})


def exponent_of(state: State, base: Node) -> Node:
    """Read an exponent; in `e^2x` and `x^ab` it may go on behind what the sign binds."""
    start = state.token
    node = _before_subscript(state, base) or state.rules.exponent(state)
    before, token = state.tokens[state.position - 1], state.tokens[state.position]
    if token.kind != "word" or token.gap or start.value == "{":
        return node
    if "\\" in (state.text[token.start], state.text[before.start]):
        return node
    same_word = before.kind == "word" and before.end == token.start and start.kind in {"word", "op"}
    if not (same_word or (_is_known(base) and before.kind in {"num", "frac"})) or not starts_factor(state, token):
        return node
    if (state.ahead().value, state.ahead(2).value) == ("^", "{") or (same_word and _uses_braces(state)):
        return node  # who puts the next exponent in braces would have put this one in braces too
    if state.choose("exponent") == 0:
        return node
    return _product([node, *_against(state)])


def reaching_on(state: State, start: int, exponent: Node) -> Node:
    """Return an exponent typed without brackets, `x^3/2`, `e^-k t`, `2^n-1`, with what is read as more of it.

    That is nothing, one factor, what stands before the next sign of a sum, or all of the sum: not behind a sign with
    blanks, nor where TeX shows what is raised.
    """
    first, behind = state.tokens[start], state.tokens[state.position]
    is_times = behind.value in _TIMES and _may_be_multiplied(state, start)
    if first.value in _OPENING or not (is_times or behind.value in _GOES_ON or starts_factor(state, behind)):
        return exponent
    is_shown = behind.gap or "\\" in state.text or "$" in state.text
    if (is_shown and behind.value in _TERM_SIGNS) or not _is_typed(state, start):
        return exponent
    is_sum = behind.value in _TERM_SIGNS
    if not (reach := state.choose("exponent-end", 2 if is_sum else 3)):
        return exponent
    choices, state.choices = state.choices, {**state.choices, "exponent-end": 0}
    if is_sum:
        more = _with_terms(state, exponent)
    else:
        more = _with_factor(state, exponent) if reach == 1 else _product_from(state, start)
    state.choices = choices
    return more


def _may_be_multiplied(state: State, start: int) -> bool:
    """Whether an exponent of e goes on behind a sign that is written out: `e^-λ·t`, and not `e^2*x`."""
    first = state.tokens[start]
    return state.tokens[start - 2].value == "e" and (first.value == "-" or first.kind == "frac")


def _is_typed(state: State, start: int) -> bool:
    """Whether an exponent stands behind a sign, and is no raised digit."""
    sign = state.tokens[start - 1]
    return state.text[sign.start : sign.end] in {"^", "**"}


def _with_factor(state: State, exponent: Node) -> Node:
    """Read one more factor of an exponent, with or without a sign, or what it is divided by."""
    if state.take("/"):
        below = state.rules.power(state)
        return Neg(Div(exponent.arg, below)) if isinstance(exponent, Neg) else Div(exponent, below)
    state.take(*_TIMES)
    return _product([exponent, state.rules.power(state)]) if starts_factor(state, state.token) else exponent


def _product_from(state: State, start: int) -> Node:
    """Read the product that begins at a place, which may have a sign."""
    state.position = start
    is_negative = state.take("-")
    node = state.rules.product(state)
    return Neg(node) if is_negative else node


def _with_terms(state: State, exponent: Node) -> Node:
    """Read the terms that stand behind an exponent without blanks, up to the next sign of a product: `K^α-1 L`."""
    terms, spaced = [exponent], state.spaced
    state.spaced = True
    while state.at("+", "-") and not state.token.gap:
        place = state.position
        is_negative = state.take("-") or not state.take("+")
        term = state.rules.juxtaposed(state)
        if not isinstance(term, Num | Sym):  # `x^n+1^n`, `a^2-ab`: terms of their own end what is raised
            state.position = place
            break
        terms.append(Neg(term) if is_negative else term)
    state.spaced = spaced
    return Add(tuple(terms)) if len(terms) > 1 else exponent


def _uses_braces(state: State) -> bool:
    r"""Whether scripts of several signs stand in braces here; then one without braces is one sign: `\beta^kg_{t-k}`."""
    if "\\" not in state.text:
        return False
    tokens = state.tokens
    return any(
        token.value in {"^", "_"} and tokens[place + 1].value == "{" and tokens[place + 3].value != "}"
        for place, token in enumerate(tokens[:-3])
    )


def _is_written_against(state: State) -> bool:
    """Whether a word stands here, against what was read, that may be a factor."""
    return state.token.kind == "word" and not state.token.gap and starts_factor(state, state.token)


def _against(state: State) -> list[Node]:
    """Read the factors that are written against what was read."""
    factors = list[Node]()
    while _is_written_against(state):
        factors.append(state.rules.power(state))
    return factors


def _before_subscript(state: State, base: Node) -> Node | None:
    """Return the letter k of `a^k_j`, where the subscript is read as that of a; None for another exponent."""
    letter = state.lexicon.leaf(state.token.value) if state.token.kind == "word" and state.at_place(1, "_") else None
    if letter is None or not isinstance(base, Sym) or "_" in base.name or state.token.value in state.bound:
        return None
    if not (state.names.free and base.name not in state.lexicon.symbols) or state.choose("superscript") == 0:
        return None
    state.position += 1
    return letter


def goes_on(state: State, start: int, base: Node) -> bool:
    """Whether a sign stands here behind an exponent, begun at the place `start`, that may go on behind it."""
    return state.tokens[state.position].value in _SIGNS_BEHIND and _is_bare(state, start, base)


def _is_bare(state: State, start: int, base: Node) -> bool:
    """Whether an exponent was typed without brackets that may go on: a 1, one with a minus, a power, `e^2x`."""
    first = state.tokens[start]
    if first.value in _OPENING or state.tokens[start - 1].end < state.tokens[start - 1].start + 1:
        return False
    held = state.tokens[start : state.position]
    went_on = len(held) > 1 and _is_known(base)
    return first.value in {"1", "-"} or went_on or any(token.value == "^" for token in held)


def _is_known(base: Node) -> bool:
    """Whether the base is a number, whose exponent is mostly a whole product."""
    return isinstance(base, Num) or base == Const("e")


def behind_sign(state: State, base: Node, exponent: Node) -> Node:
    """`x^1/2`, `e^-x/2`, `e^-k*t`: the exponent may go on behind the sign, where it was typed without brackets."""
    exponent = _times(state, base, exponent)
    if not state.at("/") or not _may_be_denominator(state, exponent) or state.choose("exponent-division") == 0:
        return exponent
    state.position += 1
    den = _denominator(state)
    divided: Node = Neg(Div(exponent.arg, den)) if isinstance(exponent, Neg) else Div(exponent, den)
    if _is_known(base) and _is_coefficient(state, exponent, den) and state.choose("exponent") == 1:
        divided = _product([divided, state.rules.power(state), *_against(state)])  # `e^-1/2x^2` may be e^(-x^2/2)
    return _times(state, base, divided)


def _is_coefficient(state: State, above: Node, below: Node) -> bool:
    """Whether a letter stands behind the quotient that ends an exponent, with blanks behind a plain number too."""
    if state.token.kind != "word" or not starts_factor(state, state.token) or has_function(state, state.position):
        return False
    whole = above.arg if isinstance(above, Neg) else above
    return not state.token.gap or (isinstance(whole, Num) and isinstance(below, Num))


def _times(state: State, base: Node, exponent: Node) -> Node:
    """Return an exponent of e with the factors that `*` joins to it, where that is the reading to take."""
    if not _is_product_above(state, base) or state.choose("exponent") == 0:
        return exponent
    factors = [exponent]
    while _is_product_above(state, base):
        state.position += 1
        factors.append(state.rules.power(state))
    return _product(factors)


def _denominator(state: State) -> Node:
    """Read what stands below an exponent: one factor, or with those written against it."""
    below = [state.rules.power(state)]
    stop = state.position
    below += _against(state)
    if len(below) > 1 and state.choose("division") == 0:
        state.position = stop
        return below[0]
    return _product(below)


def _is_product_above(state: State, base: Node) -> bool:
    """Whether `*` stands tightly between an exponent of e and a number or letter, which no function begins."""
    after = state.ahead()
    tight = state.at("*") and not (state.token.gap or after.gap or state.token.tex)
    letter = after.kind == "word" and not after.tex and not is_function_word(state, after)
    factor = after.kind == "num" or letter
    return tight and base == Const("e") and factor and not has_function(state, state.position + 1)


def _may_be_denominator(state: State, exponent: Node) -> bool:
    """Whether the number or letter behind the slash may be below an exponent; `x^-2/2` is no x to the -1."""
    after = state.ahead()
    whole = exponent.arg if isinstance(exponent, Neg) else exponent
    if isinstance(whole, Num) and after.kind == "num" and after.value.isdigit() and int(after.value):
        return (whole.value / int(after.value)).denominator > 1
    return starts_factor(state, after) and not has_function(state, state.position + 1)


def _product(factors: list[Node]) -> Node:
    """Return the product of an exponent's factors; a sign in front is the product's."""
    match factors:
        case [factor]:
            return factor
        case [Neg(arg=first), *rest]:
            return Neg(Mul((first, *rest)))
        case _:
            return Mul(tuple(factors))
