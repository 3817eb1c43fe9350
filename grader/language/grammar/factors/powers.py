"""Grammar of powers: a factor with its postfixes, its transposes and its exponents."""

from __future__ import annotations

from fractions import Fraction

from grader.language import grammar
from grader.language.grammar.ahead.groups import choosing, group
from grader.language.grammar.ahead.lookahead import RUN_ENDS
from grader.language.grammar.arrays.arrays import dims_of, is_array
from grader.language.grammar.arrays.ones import transposed_one
from grader.language.grammar.arrays.transposes import is_adjoint, is_inverse_transpose, is_transpose
from grader.language.grammar.factors.atoms import atom
from grader.language.grammar.factors.postfixes import POSTFIXES, degrees, entry_of, is_degree_sign, postfixed
from grader.language.grammar.factors.words import word
from grader.language.grammar.numbers.factorials import factorial_power
from grader.language.grammar.numbers.numerals import numeral
from grader.language.grammar.scripts.scripts import symbol_with_subscript
from grader.language.grammar.state import State
from grader.language.tree import ArrayMul, Call, Const, Index, Neg, Node, Num, Pow, Sym, Transpose, Tup
from grader.wording import unreadable

_MARKS = frozenset({"falling", "bar"})
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
    start, token = state.position, state.tokens[state.position]
    if token.kind == "num" and not isinstance(node, Tup) and state.tokens[state.position + 1].value in RUN_ENDS:
        state.enter()
        exponent: Node = numeral(state, token)
        state.leave()
        if token.value == "1" and state.tokens[state.position].value == "/":
            exponent = grammar.factors.exponents.behind_sign(state, node, exponent)
        if state.is_last_look():
            exponent = grammar.factors.exponents.reaching_on(state, start, exponent)
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
    if is_adjoint(state, node):
        return _after_transpose(state, grammar.arrays.conjugates.of_adjoint(state, node))
    return _with_exponent(state, node)


def _with_exponent(state: State, node: Node) -> Node:
    """Raise to the exponent that begins here, no sign of a transpose; `e^z` of a vector is taken by entries."""
    start = state.position
    exponent = grammar.factors.exponents.exponent_of(state, node)
    if grammar.factors.exponents.goes_on(state, start, node):
        exponent = grammar.factors.exponents.behind_sign(state, node, exponent)
    if state.is_last_look():
        exponent = grammar.factors.exponents.reaching_on(state, start, exponent)
    if state.lexicon.has_arrays and node == Const("e") and len(dims_of(exponent, state.lexicon) or ()) == 1:
        return Call("exp", (exponent,))
    if state.tokens[state.position].value not in _AFTER_EXPONENTS and not isinstance(node, Tup):
        is_bare = isinstance(node, Index) and state.tokens[start - 2].value != ")"
        return grammar.arrays.scripted.raised_entry(state, node, exponent) if is_bare else Pow(node, exponent)
    if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1 and state.at("_"):
        node = entry_of(state, node, start)
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
