"""Signs of a transpose: `^T`, `^{\\top}`, `.T`, and where a T above a factor is a number."""

from __future__ import annotations

from grader.language.grammar.ahead.groups import cut_word
from grader.language.grammar.arrays.arrays import is_array, rank_of
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import ONE, Add, Array, Call, Const, Node, Num, Sym, Transpose, Tup, walk
from grader.wording import unreadable

_FILLED = frozenset({"ones", "zeros", "eye"})
_TRANSPOSES = frozenset({"T", "top", "intercal", "tr"})


def is_dot_transpose(state: State, node: Node) -> bool:
    """Whether `.T` stands here, without blanks."""
    after = state.ahead()
    if state.token.gap or after.value != "T" or after.gap or isinstance(node, (Num, Const)):
        return False
    return not _is_letter_power(state, node)


def is_transpose(state: State, node: Node) -> bool:
    """Whether a transpose sign stands here, in braces or not; it is passed over then."""
    token = state.token
    if token.kind == "num":
        return False
    braced = state.at("{")
    token = state.ahead() if braced else token
    if token.kind == "word" and not braced:
        token = _cut_letter(state, token, node)
    is_sign = token.value in _TRANSPOSES and token.kind in {"word", "op"}
    if not is_sign and not _is_small_sign(state, token, node):
        return False
    if braced and not state.at_place(2, "}"):
        return False
    if token.value == "T" and _is_letter_power(state, node):
        return False
    state.position += 3 if braced else 1
    return True


def is_adjoint(state: State, node: Node) -> bool:
    """Whether `^H`, the sign of a conjugate transpose, stands above an array where H is no name; it is passed over.

    `A^*` may be the adjugate or an optimum, and `A^\\dagger` the pseudo-inverse: nobody can tell.
    """
    braced = state.at("{")
    token = state.ahead() if braced else state.token
    if token.kind != "word" or not token.value.startswith("H") or state.names.free or "H" in state.lexicon.plain:
        return False
    if not is_array(state, node):
        return False
    token = token if braced else _cut_letter(state, token, node)
    if token.value != "H" or (braced and not state.at_place(2, "}")):
        return False
    state.position += 3 if braced else 1
    return True


def is_inverse_transpose(state: State, node: Node) -> bool:
    r"""Whether `^{-\top}`, or `^{-T}` where T is no number, stands above a matrix; it is passed over then."""
    sign = state.ahead(2)
    if not (state.at("{") and state.at_place(1, "-") and state.at_place(3, "}") and sign.value in _TRANSPOSES):
        return False
    is_letter = sign.value == "T" and (state.names.free or "T" in state.lexicon.plain)
    if is_letter and not _is_matrix(state, node):
        return False
    is_flat = isinstance(node, Sym) and rank_of(state, node) == 1
    if is_flat or not is_array(state, node) or ("T" in state.lexicon.plain and sign.value == "T"):
        return False
    state.position += 4
    return True


def prefixed_transpose(state: State) -> Node:
    """`^tA`, `{}^tA`, as French courses write a transpose; the sign stands here, where a factor may begin."""
    start = state.token
    state.position += 1
    braced = state.take("{")
    token = state.token
    if token.kind == "word" and not braced and token.value[0] in "tT" and len(token.value) > 1 and not token.tex:
        cut_word(state, state.position, [token.value[0], token.value[1:]])
    if state.token.value not in {"t", "T", "top"} or (braced and not state.at_place(1, "}")):
        state.fail(unreadable.NUMBER_SYMBOL_BRACKET, start)
    state.position += 2 if braced else 1
    state.enter()
    node = state.rules.power(state)
    state.depth -= 1
    if not isinstance(node, Sym | Array | Add) or not is_array(state, node):
        state.fail(unreadable.ARRAY_TRANSPOSE, start)
    return Transpose(node)


def _cut_letter(state: State, token: Token, node: Node) -> Token:
    """`x^Ty`, `A^Hx`: cut the word where only its beginning is the sign of a transpose."""
    value = token.value
    if token.tex or len(value) == 1 or value[0] not in "TH" or not (is_array(state, node) or state.names.free):
        return token
    if state.lexicon.declared(value) is None and value not in state.lexicon.functions:
        cut_word(state, state.position, [value[0], value[1:]])
    return state.token


def _is_letter_power(state: State, node: Node) -> bool:
    """Whether the T above a factor is a number: it may be, where it is declared or anything may stand."""
    declared = "T" in state.lexicon.plain
    if not declared and not state.names.free:
        return False
    if node == ONE and not declared:
        return False  # nobody raises 1 to a power: it is an array of ones
    if isinstance(node, (Num, Const)) and not is_array(state, node):
        return True
    array = is_array(state, node) or isinstance(node, Tup)
    if not declared and _is_matrix(state, node):
        return False
    if declared and not array:
        return not state.names.free or isinstance(node, Sym)
    is_flat = isinstance(node, (Array, Tup)) or (isinstance(node, Sym) and rank_of(state, node) == 1)
    return not is_flat and state.choose("power") == 1


def _is_small_sign(state: State, token: Token, node: Node) -> bool:
    """Whether a small t above a factor can only be the sign: the factor is an array, and nothing is called t."""
    if token.value != "t" or token.tex:
        return False
    undeclared = not state.names.free and "t" not in state.lexicon.plain and "t" not in state.bound
    return undeclared and is_array(state, node)


def _is_matrix(state: State, node: Node) -> bool:
    """Whether a tree holds a declared array, or one of ones, and is one: no number can stand above it but a power's."""
    return is_array(state, node) and any(_has_places(state, part) for part in walk(node))


def _has_places(state: State, part: Node) -> bool:
    if isinstance(part, Sym):
        return bool(rank_of(state, part))
    return part == Const("ones") or (isinstance(part, Call) and part.name in _FILLED)


def oriented(node: Node) -> Node:
    """Return a flat list as a row, a transposed one as a column."""
    match node:
        case Transpose(arg=Array(items=items) | Tup(items=items)) if not any(isinstance(i, Array) for i in items):
            return Array(tuple(Array((item,)) for item in items))
        case Array(items=items) if not any(isinstance(item, Array) for item in items):
            return Array((Array(items),))
        case _:
            return node
