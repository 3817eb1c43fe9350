r"""Grammar of boundary terms: `[u(x) v(x)]_a^b` beside an integral over x is u(b) v(b) - u(a) v(a).

With an infinite end it is the integral of the derivative, which has the same value where u v is smooth, as unknown
functions are; of known functions it is the difference of the limits.
"""

from __future__ import annotations

from itertools import pairwise

from grader.language.grammar.binders.integrals import bounds
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import State
from grader.language.tree import Add, Apply, Bind, Derivative, Neg, Node, is_infinite, substitute, walk
from grader.wording import unreadable


def boundary_term(state: State) -> Node | None:
    """Read a boundary term at an opening square bracket; None where none stands there."""
    closing = _closing(state)
    behind = state.tokens[closing + 1 :]
    if len(behind) < 2 or behind[0].value != "_" or not any(token.value == "^" for token in behind):
        return None
    inside = {token.value for token in state.tokens[state.position : closing]}
    letters = _differentials(state)
    names = letters & inside or (letters if inside & state.names.functions.keys() else set())  # `[f g]_a^b`
    if len(names) != 1:
        return None
    (var,) = names
    state.position += 1
    state.bound.append(var)
    around, state.integrated = state.integrated, var
    body = state.rules.sum(state)
    state.integrated = around
    state.bound.pop()
    state.expect("]", unreadable.BRACKET_AND_ENDS)
    low, high = bounds(state)
    if low is None or high is None:
        state.fail(unreadable.BOTH_ENDS)
    return _difference(body, var, low, high)


def _difference(body: Node, var: str, low: Node, high: Node) -> Node:
    is_unknown = any(isinstance(part, Apply) for part in walk(body))
    if is_unknown and (is_infinite(low) or is_infinite(high)):
        return Bind("int", Derivative(body, var), var, low, high)
    return Add((_at(body, var, high), Neg(_at(body, var, low))))


def _at(body: Node, var: str, end: Node) -> Node:
    return Bind("lim", body, var, end) if is_infinite(end) else substitute(body, {var: end})


def _closing(state: State) -> int:
    """Return where the bracket at the position closes, or the last place where a comma parts entries."""
    depth = 0
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
            if depth == 1 and token.value in {",", ";"}:
                break
        if depth == 0:
            return place
    return len(state.tokens) - 1


def _differentials(state: State) -> set[str]:
    """Return the letters x of which a `dx` stands behind some sign of an integral."""
    words = [token.value for token in state.tokens if token.value not in {"{", "}", "mathrm"}]
    if "int" not in words:
        return set()
    words = words[words.index("int") :]
    joined = {word[1:] for word in words if len(word) == 2 and word[0] == "d" and word[1].isalpha()}
    return joined | {after for word, after in pairwise(words) if word == "d" and after.isalpha()}
