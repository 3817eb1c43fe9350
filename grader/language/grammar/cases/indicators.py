r"""Grammar of what is 1 where something holds, else 0: `\mathbb{1}[i = y]`, `1\{x > 0\}`, `I(x > 0)`, `\delta_{ij}`."""

from __future__ import annotations

from grader.language.grammar.ahead.items import items
from grader.language.grammar.cases.memberships import spelled_out
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces
from grader.language.tokens import Token
from grader.language.tree import ONE, ZERO, Add, Cases, Logic, Mul, Neg, Node, Num, Relation, Sym, symbols
from grader.wording import unreadable

_CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in", "notin"})
_SETS = frozenset({"(", "[", "]", "\\{"})
_SIDES = ("[", "\\{", "(", "_")


def condition_ahead(state: State, place: int) -> bool:
    """Whether the bracket that opens at a place holds a condition, outside of other brackets."""
    if state.tokens[place].kind != "op" or state.tokens[place].value not in _CLOSING:
        return False
    if state.tokens[place].value == "{" and state.tokens[place + 1].value == "\\{":
        return condition_ahead(state, place + 1)
    depth = 0
    for token in state.tokens[place:]:
        if token.kind == "op":
            depth += (token.value in _CLOSING) - (token.value in _CLOSING.values())
        if depth == 0 or token.kind == "end":
            return False
        if depth == 1 and token.value in _RELATIONS and token.kind in {"op", "word"}:
            return True
    return False


def is_indicator(state: State, place: int) -> bool:
    r"""Whether a 1 at a place stands against brackets with a condition: `1[i = y]`, `1\{x > 0\}`, `1_{x > 0}`."""
    after = state.tokens[min(place + 1, len(state.tokens) - 1)]
    is_one = state.tokens[place].value == "1" and not after.gap
    return is_one and after.value in _SIDES and condition_at(state, place + 1)


def indicator(state: State) -> Node:
    """Read the condition in the brackets that open here: 1 where it holds, else 0."""
    opening = state.token
    closing = _CLOSING[opening.value]
    state.enter()
    state.position += 1
    if opening.value == "{" and state.at("\\{"):
        inner = indicator(state)
        state.expect("}", "`}`")
        state.leave()
        return inner
    held = state.spaced, state.bars, state.listing, state.wants_sets
    state.spaced, state.bars, state.listing, state.wants_sets = False, [], False, False
    condition = state.rules.condition(state)
    state.spaced, state.bars, state.listing, state.wants_sets = held
    state.expect(closing, f"`{closing[-1]}`")
    state.leave()
    if not isinstance(condition, Relation | Logic):
        state.wrong(unreadable.CONDITION_THESE_BRACKETS, opening)
    return Cases(((ONE, spelled_out(state, condition)),), ZERO)


def condition_at(state: State, place: int) -> bool:
    """Whether brackets, or a subscript, with a condition begin at a place, or a set and an argument in brackets."""
    return condition_ahead(state, place + (state.tokens[place].value == "_")) or set_at(state, place)


def indicator_behind_sign(state: State) -> Node:
    r"""Read what stands behind `\mathbb{1}`: brackets, or a subscript, with a condition or a set."""
    if set_at(state, state.position):
        return _of_set(state)
    state.take("_")
    return indicator(state)


def set_at(state: State, place: int) -> bool:
    """Whether a subscript that is a set in brackets, and an argument, stand at a place: `_{[0, 1]}(x)`."""
    opening = [token.value for token in state.tokens[place : place + 3]]
    if opening[:2] != ["_", "{"] or opening[2] not in _SETS:
        return False
    depth = 0
    for at in range(place + 1, len(state.tokens) - 1):
        depth += {"{": 1, "}": -1}.get(state.tokens[at].value, 0)
        if depth == 0:
            return state.tokens[at + 1].value == "(" and not state.tokens[at + 1].gap
    return False


def _of_set(state: State) -> Node:
    r"""Read the set and the argument of `1_{[0, 1]}(x)`: 1 where the argument is in the set, else 0."""
    opening = state.token
    state.enter()
    state.position += 2
    held = state.spaced, state.bars, state.listing, state.wants_sets
    state.spaced, state.bars, state.listing, state.wants_sets = False, [], False, True
    members = state.rules.condition(state)
    state.wants_sets = False
    state.expect("}", "`}`")
    state.expect("(", "`(`")
    argument = state.rules.sum(state)
    state.expect(")", "`)`")
    state.spaced, state.bars, state.listing, state.wants_sets = held
    state.leave()
    condition = Relation(("in",), (argument, members))
    spelled = spelled_out(state, condition)
    if spelled == condition:
        state.wrong(unreadable.SET_BELOW, opening)
    return Cases(((ONE, spelled),), ZERO)


def kronecker_delta(state: State, token: Token) -> Node | None:
    r"""`\delta_{ij}` of two whole numbers: 1 where they are equal; None where the name is another one."""
    letters, digits = pieces(token.value)
    if letters != "delta" or digits or "delta" in state.lexicon.plain or not state.at_place(1, "_"):
        return None
    start, tokens = state.position, list(state.tokens)
    state.position += 2
    _in_braces(state)
    found = _pair(state) if state.at("{") else []
    is_loose = state.names.free and not any(map(symbols, found))  # `\delta_{12}` may be any number
    if len(found) < 2 or is_loose or not all(_is_whole(state, index) for index in found):
        state.position, state.tokens[:] = start, tokens
        return None
    if len(found) != 2:
        state.wrong(unreadable.SIGN_TWO_INDICES, token)
    return Cases(((ONE, Relation(("=",), tuple(found))),), ZERO)


def _pair(state: State) -> list[Node]:
    state.enter()
    state.position += 1
    found = items(state, "}")
    state.close("}")
    state.leave()
    return found


def _in_braces(state: State) -> None:
    """Put `i, j` in braces in the place of `ij`, and `i, 1` in that of `i1`."""
    braced = state.at("{")
    token = state.ahead() if braced else state.token
    is_whole = not braced or state.at_place(2, "}")
    if not is_whole or token.kind != "word" or token.tex or len(token.value) == 1:
        return
    if state.lexicon.declared(token.value) is not None or not (token.value.isalpha() or _has_digit(state, token)):
        return
    marks = [token._replace(kind="op", value=value, gap=False) for value in ("{", ",", "}")]
    letters = [
        token._replace(kind="num" if letter.isdigit() else "word", value=letter, gap=False) for letter in token.value
    ]
    listed = [letters[0], *(part for letter in letters[1:] for part in (marks[1], letter))]
    stop = state.position + (3 if braced else 1)
    state.tokens[state.position : stop] = [marks[0], *listed, marks[2]]


def _has_digit(state: State, token: Token) -> bool:
    """Whether a word is a declared index and a digit: `i1`."""
    is_both = len(token.value) == 2 and token.value[0].isalpha() and token.value[1] in "0123456789"
    return is_both and not state.names.free and _is_whole(state, Sym(token.value[0]))


def _is_whole(state: State, node: Node) -> bool:
    """Whether an index is surely a whole number: a literal, a declared or bound index, or a sum of such."""
    match node:
        case Num(value):
            return value.denominator == 1
        case Sym(name):
            symbol = state.lexicon.declared(name)
            return name in state.bound or (symbol is not None and symbol.domain.is_integer and not symbol.domain.shape)
        case Add(parts) | Mul(parts):
            return all(_is_whole(state, part) for part in parts)
        case Neg(arg):
            return _is_whole(state, arg)
        case _:
            return False
