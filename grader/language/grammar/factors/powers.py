"""Grammar of powers: a factor with its postfixes, its transposes and its exponents."""

from __future__ import annotations

from fractions import Fraction

from grader.language import grammar
from grader.language.grammar.ahead.arguments import has_function, is_function_word
from grader.language.grammar.ahead.groups import choosing, group
from grader.language.grammar.ahead.lookahead import RUN_ENDS, starts_factor
from grader.language.grammar.arrays.arrays import dims_of, is_array
from grader.language.grammar.arrays.ones import transposed_one
from grader.language.grammar.arrays.transposes import is_inverse_transpose, is_transpose
from grader.language.grammar.factors.atoms import atom
from grader.language.grammar.factors.postfixes import POSTFIXES, degrees, entry_of, is_degree_sign, postfixed
from grader.language.grammar.factors.words import word
from grader.language.grammar.numbers.factorials import factorial_power
from grader.language.grammar.numbers.numerals import numeral
from grader.language.grammar.scripts.scripts import symbol_with_subscript
from grader.language.grammar.state import State
from grader.language.tree import ArrayMul, Call, Const, Div, Index, Mul, Neg, Node, Num, Pow, Sym, Transpose, Tup
from grader.wording import unreadable

_MARKS = frozenset({"falling", "bar"})
_OPENING = frozenset({"{", "(", "["})
_SIGNS_BEHIND = frozenset({"/", "*"})
MAX_ENTRYWISE = 16  # of an entrywise power, which is a product
_AFTER_EXPONENTS = frozenset({"_", "!"})


def power(state: State) -> Node:
    """power := atom postfix* ('^' exponent)*; `x^2^3` is x^(2^3)."""
    start = state.position
    token = state.tokens[start]
    leaf = state.leaves.get(token.value)
    if leaf is None or token.kind != "word" or token.value in state.bound:
        node = numeral(state, token) if token.kind == "num" else atom(state)
    elif state.tokens[state.position + 1].value in RUN_ENDS and token.value != "d":
        state.position += 1
        return leaf
    else:
        node = word(state)
    token = state.tokens[state.position]
    if token.value in RUN_ENDS:
        return node
    if token.kind != "op":
        return choosing(state, node, start) if token.value == "choose" else node
    if token.value in POSTFIXES:
        node = postfixed(state, node, start)
        token = state.tokens[state.position]
    if token.value != "^" or token.kind != "op":
        return node
    braced = state.tokens[state.position + 1].value == "{"
    return (_entrywise_power(state, node) if braced else None) or _raised(state, node)


def _raised(state: State, node: Node) -> Node:
    """Raise to the exponent that follows, or transpose."""
    state.position += 1
    token = state.tokens[state.position]
    if token.kind == "num" and not isinstance(node, Tup) and state.tokens[state.position + 1].value in RUN_ENDS:
        state.enter()
        exponent: Node = numeral(state, token)
        state.leave()
        if token.value == "1" and state.tokens[state.position].value == "/":
            exponent = _behind_sign(state, node, exponent)
        return Pow(node, exponent)
    if isinstance(node, Num) and is_degree_sign(state):
        return degrees(node)
    mark = state.tokens[state.position + 1] if token.value == "{" else token
    if mark.value == "[" and token.value == "{" and state.at_place(3, "]") and state.at_place(4, "}"):
        state.wrong(unreadable.LAYER_OR_POWER, token)
    if mark.value in _MARKS and (stepped := factorial_power(state, node)) is not None:
        return stepped
    if is_inverse_transpose(state, node):
        return _after_transpose(state, Pow(node, Neg(Num(Fraction(1)))))
    is_grouped = state.tokens[state.position - 2].value == ")"
    if is_transpose(state, node):
        if isinstance(node, Num):
            node = transposed_one(state, node)
        return _after_transpose(state, node, is_grouped=is_grouped)
    return _with_exponent(state, node)


def _with_exponent(state: State, node: Node) -> Node:
    """Raise to the exponent that begins here, no sign of a transpose; `e^z` of a vector is taken by entries."""
    start = state.position
    exponent = _exponent_of(state, node)
    if state.tokens[state.position].value in _SIGNS_BEHIND and _is_bare(state, start):
        exponent = _behind_sign(state, node, exponent)
    if state.lexicon.has_arrays and node == Const("e") and len(dims_of(exponent, state.lexicon) or ()) == 1:
        return Call("exp", (exponent,))
    if state.tokens[state.position].value not in _AFTER_EXPONENTS and not isinstance(node, Tup):
        is_bare = isinstance(node, Index) and state.tokens[start - 2].value != ")"
        return grammar.arrays.scripted.raised_entry(state, node, exponent) if is_bare else Pow(node, exponent)
    if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1 and state.at("_"):
        node = entry_of(state, node)
    if state.at("!"):
        state.fail(unreadable.BRACKETS_FACTORIAL_MAY_BE)
    if isinstance(node, Tup):
        state.fail(unreadable.NUMBER_RAISE_POWER, state.tokens[state.position - 1])
    if state.at("_"):
        if (entry := grammar.arrays.scripted.indexed_power(state, node, exponent)) is not None:
            return entry
        node = _late_subscript(state, node, "superscript", exponent)
    return Pow(node, exponent)


def _entrywise_power(state: State, node: Node) -> Node | None:
    r"""`A^{\odot 2}`, `A^{\circ 2}` of an array; None for another exponent."""
    sign, number = state.ahead(2), state.ahead(3)
    if not (state.at_place(1, "{") and sign.value == "hadamard" and number.kind == "num" and state.at_place(4, "}")):
        return None
    if not is_array(state, node) or not number.value.isdigit() or not 2 <= int(number.value) <= MAX_ENTRYWISE:
        state.fail(unreadable.ARRAY_WITH_WHOLE_NUMBER, sign)
    state.position += 5
    return ArrayMul("hadamard", (node,) * int(number.value))


def _late_subscript(state: State, node: Node, what: str, exponent: Node | None = None) -> Node:
    """`x^2_i` is the square of x_i."""
    token = state.token
    state.position += 1
    inner = symbol_with_subscript(state, node)
    if inner is None or (state.names.free and what == "superscript" and _may_be_entry(inner, exponent)):
        state.fail(unreadable.SUBSCRIPT_BEFORE.format(what=what), token)
    return inner


def _may_be_entry(symbol: Node, exponent: Node | None) -> bool:
    """Whether `A^{-1}_{ij}` may be an entry of an inverse, of a matrix that nothing declares."""
    if not isinstance(symbol, Sym) or not isinstance(exponent, Neg):
        return False
    base, _, sub = symbol.name.partition("_")
    return base[0].isupper() and len(sub.strip("{}").replace(",", "")) > 1


def _after_transpose(state: State, node: Node, *, is_grouped: bool = True) -> Node:
    if state.at("_"):
        if (entry := grammar.arrays.scripted.indexed_transpose(state, node)) is not None:
            return entry
        if isinstance(node, Sym) and state.lexicon.has_array(node.name):
            state.fail(unreadable.SUBSCRIPT_BEFORE_TRANSPOSE)
        node = _late_subscript(state, node, "transpose")
    node = (None if is_grouped else grammar.arrays.scripted.transposed_entry(state, node)) or Transpose(node)
    if state.at("^"):
        state.enter()
        node = _raised(state, node)
        state.leave()
    return node


def _exponent_of(state: State, base: Node) -> Node:
    """Read an exponent; in `e^2x` and `x^ab` it may go on behind what the sign binds."""
    start = state.token
    node = _before_subscript(state, base) or exponent(state)
    before, token = state.tokens[state.position - 1], state.tokens[state.position]
    if token.kind != "word" or token.gap or start.value == "{":
        return node
    if "\\" in (state.text[token.start], state.text[before.start]):
        return node
    known = isinstance(base, Num) or base == Const("e")
    same_word = before.kind == "word" and before.end == token.start and start.kind in {"word", "op"}
    if not (same_word or (known and before.kind == "num")) or not starts_factor(state, token):
        return node
    if (state.ahead().value, state.ahead(2).value) == ("^", "{"):
        return node  # who puts the next exponent in braces would have put this one in braces too
    if state.choose("exponent") == 0:
        return node
    factors = [node]
    while state.token.kind == "word" and not state.token.gap and starts_factor(state, state.token):
        factors.append(power(state))
    return _product(factors)


def _before_subscript(state: State, base: Node) -> Node | None:
    """Return the letter k of `a^k_j`, where the subscript is read as that of a; None for another exponent."""
    letter = state.lexicon.leaf(state.token.value) if state.token.kind == "word" and state.at_place(1, "_") else None
    if letter is None or not isinstance(base, Sym) or "_" in base.name or state.token.value in state.bound:
        return None
    if not (state.names.free and base.name not in state.lexicon.symbols) or state.choose("superscript") == 0:
        return None
    state.position += 1
    return letter


def _is_bare(state: State, start: int) -> bool:
    """Whether an exponent was typed without brackets that may go on: a 1, one with a minus, a power."""
    first = state.tokens[start]
    if first.value in _OPENING or state.tokens[start - 1].end < state.tokens[start - 1].start + 1:
        return False
    held = state.tokens[start : state.position]
    return first.value in {"1", "-"} or any(token.value == "^" for token in held)


def _behind_sign(state: State, base: Node, exponent: Node) -> Node:
    """`x^1/2`, `e^-x/2`, `e^-k*t`: the exponent may go on behind the sign, where it was typed without brackets."""
    exponent = _times(state, base, exponent)
    if not state.at("/") or not _may_be_denominator(state, exponent) or state.choose("exponent-division") == 0:
        return exponent
    state.position += 1
    den = _denominator(state)
    divided = Neg(Div(exponent.arg, den)) if isinstance(exponent, Neg) else Div(exponent, den)
    return _times(state, base, divided)


def _times(state: State, base: Node, exponent: Node) -> Node:
    """Return an exponent of e with the factors that `*` joins to it, where that is the reading to take."""
    if not _is_product_above(state, base) or state.choose("exponent") == 0:
        return exponent
    factors = [exponent]
    while _is_product_above(state, base):
        state.position += 1
        factors.append(power(state))
    return _product(factors)


def _denominator(state: State) -> Node:
    """Read what stands below an exponent: one factor, or with those written against it."""
    below = [power(state)]
    stop = state.position
    while state.token.kind == "word" and not state.token.gap and starts_factor(state, state.token):
        below.append(power(state))
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


def exponent(state: State) -> Node:
    """exponent := ['-' | '+'] (group | number | atom ('^' exponent)?)."""
    sign = state.tokens[state.position]
    if sign.value == "{" and sign.kind == "op":
        return group(state)
    state.enter()
    node: Node
    if sign.kind == "op" and sign.value in {"-", "+"}:
        negative = sign.value == "-"
        state.position += 1
        node = exponent(state)
        node = Neg(node) if negative else node
    else:
        node = atom(state)
        if state.at("^"):
            node = _raised(state, node)
    state.leave()
    return node


def _product(factors: list[Node]) -> Node:
    """Return the product of an exponent's factors; a sign in front is the product's."""
    match factors:
        case [factor]:
            return factor
        case [Neg(arg=first), *rest]:
            return Neg(Mul((first, *rest)))
        case _:
            return Mul(tuple(factors))
