"""Grammar of sets by a condition: `{x : x > 0}`, `{x | x > 0}`, `{x in R : x > 0}`, `{2k : k in Z}`."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.state import State
from grader.language.spelling import canonical_name
from grader.language.tokens import Token
from grader.language.tree import Builder, Logic, Node, Relation
from grader.wording import unreadable

_OPEN = frozenset({"(", "[", "{", "\\{"})
_CLOSE = frozenset({")", "]", "}", "\\}"})


def builder_bar(state: State) -> int:
    """Return where the sign stands that parts value and condition in the braces just opened; 0 for none."""
    depth, bars = 0, list[int]()
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        if token.kind != "op":
            continue
        if token.value in _CLOSE and depth == 0:
            break
        depth += (token.value in _OPEN) - (token.value in _CLOSE)
        if depth == 0 and (token.value == ":" or _is_mid(state, token)):
            return place
        if depth == 0 and token.value == "|":
            bars.append(place)
    return bars[0] if len(bars) % 2 == 1 and bars[0] > state.position else 0


def _is_mid(state: State, token: Token) -> bool:
    return token.value == "|" and state.text[token.start : token.end] == "\\mid"


def builder(state: State, bar: int, closing: str) -> Node:
    """builder := (sum | relation) (':' | '|') condition (',' condition)*, its names bound."""
    names = _bound_names(state, bar, closing)
    count = len(state.bound)
    state.bound.extend(names)
    state.stops.append(state.tokens[bar])
    first = state.rules.condition(state)
    state.stops.pop()
    if not (state.at(":") or state.at("|")):
        state.fail(unreadable.CONDITION)
    state.position += 1
    conditions: list[Node] = [first] if isinstance(first, Relation) else []
    value = first.operands[0] if isinstance(first, Relation) else first
    conditions.append(state.rules.condition(state))
    while state.take(",", ";"):
        conditions.append(state.rules.condition(state))
    del state.bound[count:]
    state.expect(closing, f"`{closing[-1]}`")
    own = conditions[isinstance(first, Relation) :]
    if len(own) > 1 and grammar.ahead.exclusions.exclude_each_other(own) and state.choose("list") == 0:
        conditions[isinstance(first, Relation) :] = [Logic("or", tuple(own))]  # together they would hold never
    return Builder(value, names, joined(conditions))


def _bound_names(state: State, bar: int, closing: str) -> tuple[str, ...]:
    """Return the names that the value introduces: `x`, those of a tuple, else those with a set of their own."""
    left = state.tokens[state.position : bar]
    place = next((at for at, token in enumerate(left) if token.value in {"in", "<", ">", "<=", ">="}), len(left))
    tuple_of = place > 2 and left[0].value == "(" and left[place - 1].value == ")"
    groups = _parted(left[1 : place - 1]) if tuple_of else [left[:place]]
    names = [_name(state, group) for group in groups]
    if all(names):
        return tuple(dict.fromkeys(names))
    found, stop = dict[str, None](), bar
    while state.tokens[stop].kind != "end" and state.tokens[stop].value != closing:
        if state.tokens[stop].value == "in" and state.tokens[stop - 1].kind == "word":
            found[_name(state, [state.tokens[stop - 1]])] = None
        stop += 1
    return tuple(name for name in found if name)


def _name(state: State, tokens: list[Token]) -> str:
    """Return the canonical name that some tokens spell, empty where they spell none."""
    if not tokens:
        return ""
    try:
        return canonical_name(state.text[tokens[0].start : tokens[-1].end])
    except ValueError:
        return ""


def _parted(tokens: list[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.value == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    return groups


def joined(conditions: list[Node]) -> Node:
    """Return the condition that all of some conditions hold."""
    parts = [
        part
        for condition in conditions
        for part in (condition.args if isinstance(condition, Logic) and condition.op == "and" else (condition,))
    ]
    return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))
