"""Grammar of solutions with an integer of their own: `x = 8 + 15 k, k in Z` is the set `{8 + 15 k : k in Z}`.

Several of them, parted by commas or words, are all of the solutions together.
"""

from __future__ import annotations

from grader.language.grammar.answers.conditions import condition
from grader.language.grammar.scripts.scripts import fail_undeclared
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Builder, Logic, Node, Relation, SetOp, Space, Sym, symbols

_PARTING = frozenset({",", ";"})
_CONSTANTS = frozenset({"e", "i"})
_FOLLOWING = 6  # tokens of `k in \mathbb{Z}`, with the end


def with_integer(state: State) -> Node | None:
    """Return the set of such solutions, None where no letter that nobody declared is said to be in a set at the end."""
    place = _parting(state)
    if place is None:
        return None
    letter = state.tokens[place + 1]
    state.bound.append(letter.value)
    value = condition(state)
    while state.position < place and state.tokens[state.position].value in _PARTING:
        state.position += 1
        value = Logic("or", (value, condition(state)))
    if state.position != place:
        fail_undeclared(state, letter)
    state.position += 1
    where = condition(state)
    state.bound.pop()
    if not (isinstance(where, Relation) and isinstance(where.operands[-1], Space) and len(where.ops) == 1):
        fail_undeclared(state, letter)
    return _set_of(state, value, letter, where)


def _parting(state: State) -> int | None:
    """Return where the comma stands behind which an undeclared letter, which stood before it, is in a set."""
    for place in range(max(state.position + 1, len(state.tokens) - 2 - _FOLLOWING), len(state.tokens) - 3):
        sign, letter, relation = state.tokens[place : place + 3]
        if sign.kind == "op" and sign.value in _PARTING and relation.value == "in":
            known = state.names.free or state.lexicon.declared(letter.value) is not None
            is_letter = (
                letter.kind == "word" and len(letter.value) == 1 and letter.value not in _CONSTANTS and not known
            )
            before = [token.value for token in state.tokens[state.position : place]]
            return place if is_letter and letter.value in before else None
    return None


def _set_of(state: State, value: Node, letter: Token, where: Relation) -> Node:
    match value:
        case Logic("or" | "and", args):  # one integer hardly gives both values
            return SetOp("union", tuple(_set_of(state, arg, letter, where) for arg in args))
        case Relation(("=",), (Sym(name), right)) if name != letter.value and name not in symbols(right):
            return Builder(right, (letter.value,), where)
        case Logic() | Relation():
            fail_undeclared(state, letter)
        case _:
            return Builder(value, (letter.value,), where)
