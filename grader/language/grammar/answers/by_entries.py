r"""Grammar of arrays by a rule for their entries: `M_{ij} = x_i y_j`, `g_i = 2 x_i for i = 1..n`.

What is read is `array_{i=1}^{n} body`: the array whose entry at i is the body there, of a matrix row by row.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.language.grammar.arrays.arrays import dims_of, is_array
from grader.language.grammar.binders.ranges import Lower, range_of
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.scripts.scripts import script_text
from grader.language.grammar.state import State
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import ONE, Bind, Node, Sym, symbols
from grader.wording import unreadable


def entries(state: State, own: str | None) -> Node | None:
    r"""Read `g_i = body`, where g is the field or an array and i is nothing else; None for all other texts.

    `\frac{\partial f}{\partial x_i} = body` gives the entries of the derivative by x.
    """
    names, body = _indices_on_the_left(state, own)
    before, start = state.position, state.tokens[state.position]
    if not names:
        start, names, body = _indices_of_derivative(state, own)
    if not names:
        return None
    declared = [_declared_range(state, start.value, place) for place in range(len(names))]
    state.position = body
    state.bound += names
    node = state.rules.sum(state)
    del state.bound[len(state.bound) - len(names) :]
    if symbols(node).isdisjoint(names) and is_array(state, node):  # `v_t = b v + g`: the letter below is part of a name
        state.position = before
        return None
    given = _stated_range(state, names)
    rule = node
    for name, own_range in reversed(list(zip(names, declared, strict=True))):
        low, high = given or own_range or range_of(state, Lower(start, names), name, rule)
        node = Bind("array", node, name, low, high)
    return node


def _indices_on_the_left(state: State, own: str | None) -> tuple[list[str], int]:
    """Return the letters below the name before the first equality, and where the body begins."""
    places = range(state.position, len(state.tokens))
    equal = next((place for place in places if state.tokens[place].value == "="), 0)
    if state.names.free or equal < state.position + 3 or _goes_on(state, equal + 1):
        return [], 0
    first, script, *below = state.tokens[state.position : equal]
    if first.kind != "word" or script.value != "_":
        return [], 0
    is_own = own is not None and first.value == canonical_name(own)
    is_new = _is_letter(first.value) and not _is_letter(own or "") and state.lexicon.declared(first.value) is None
    if not is_own and not state.lexicon.has_array(first.value) and not (is_new and state.lexicon.has_arrays):
        return [], 0
    letters = "".join(token.value for token in below if token.value not in {"{", "}", ","})
    if not letters.isalpha() or len(letters) > 2 or any(map(state.lexicon.declared, letters)):
        return [], 0
    return list(letters), equal + 1


def _is_letter(name: str) -> bool:
    """Whether a name is a letter: `g_i = …` gives the array that is asked for, which may have no letter yet."""
    return len(name) == 1 or name in GREEK_NAMES


def _indices_of_derivative(state: State, own: str | None) -> tuple[Token, list[str], int]:
    r"""Return the array below `\frac{\partial f}{\partial x_i} = …`, its indices, and where the body begins.

    The array may be a letter that is not declared, since what is asked for is the derivative by it: `dL/dW_{ij} = …`.
    """
    start = state.token
    places = range(state.position, len(state.tokens))
    equal = next((place for place in places if state.tokens[place].value == "="), 0)
    left = state.tokens[state.position : equal]
    signs = sum(token.value == "partial" or _is_differential(token) for token in left)
    if state.names.free or signs != 2 or _goes_on(state, equal + 1):
        return start, [], 0
    below = next((place for place in range(len(left) - 1, 0, -1) if left[place].value == "_"), 0)
    letters = script_text(state, state.position + below + 1)[0].replace(",", "") if below else ""
    base = left[below - 1] if below else start
    base = base._replace(value=base.value[1:]) if _is_differential(base) else base
    is_new = _is_letter(base.value) and not _is_letter(own or "") and state.lexicon.declared(base.value) is None
    known = base.kind == "word" and (state.lexicon.has_array(base.value) or (is_new and state.lexicon.has_arrays))
    known = known and sum(token.value == "partial" or _is_differential(token) for token in left[:below]) == signs
    if not known or not letters.isalpha() or len(letters) > 2 or any(map(state.lexicon.declared, letters)):
        return start, [], 0
    return base, list(letters), equal + 1


def _is_differential(token: Token) -> bool:
    """Whether a word is `dL`, written as one."""
    return token.kind == "word" and len(token.value) == 2 and token.value[0] == "d"


def _goes_on(state: State, start: int) -> bool:
    """Whether another equality stands behind the first one, outside brackets and before a range is stated."""
    depth = 0
    for token in state.tokens[start:]:
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
        if depth == 0 and token.value in {"for", "forall", ",", "quad"}:
            return False
        if depth == 0 and token.value == "=" and token.kind == "op":
            return True
    return False


def _declared_range(state: State, base: str, place: int) -> tuple[Node, Node] | None:
    """Return the range of an index of a declared array; None where its sizes are not known."""
    dims = dims_of(Sym(base), state.lexicon) if state.lexicon.has_array(base) else None
    return None if dims is None or place >= len(dims) else (ONE, dims[place])


def _stated_range(state: State, names: Sequence[str]) -> tuple[Node, Node] | None:
    """Read `for i = 1..n`, `for i = 1, …, n`, `for all i` behind the rule; None where no range is stated."""
    state.take(",")
    while state.take("quad"):
        pass
    if state.token.kind == "end":
        return None
    if state.token.value in {"for", "forall"}:
        state.position += 1
        while state.token.value in {"all", "each", "every"}:
            state.position += 1
    elif state.token.value not in names:
        state.fail(unreadable.END_ANSWER)
    if state.token.value not in names:
        state.fail(unreadable.THIS_INDEX.format(some=names[0]))
    state.position += 1
    if not state.take("="):
        return None
    low = state.rules.sum(state)
    state.take(",")
    if not state.take("..", "..."):
        state.fail(unreadable.LAST_INDEX)
    state.take(",")
    return low, state.rules.sum(state)
