"""Grammar of conditions: iff, implies, or, and, not, relations, set operations."""

from __future__ import annotations

from typing import Literal, cast

from grader.language import grammar
from grader.language.grammar.ahead.alternatives import completed, is_condition, is_set, joined_sets
from grader.language.grammar.ahead.lookahead import CLOSERS, is_free_word, word_or_sign
from grader.language.grammar.state import State
from grader.language.grammar.terms.sums import sum_
from grader.language.tokens import Token
from grader.language.tree import Logic, Node, Relation, RelationOp, SetOf, SetOp, symbols
from grader.wording import unreadable

_LEVELS = {"iff": 0, "implies": 1, "or": 2, "and": 3}
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->"})
_NEGATED = {"=": "!=", "in": "notin"}
SetKind = Literal["union", "intersection", "difference"]
_SETS: dict[str, SetKind] = {
    "union": "union",
    "intersection": "intersection",
    "intersect": "intersection",
    "difference": "difference",
    "setminus": "difference",
}
_LETTERS: dict[str, SetKind] = {"u": "union", "U": "union"}


def condition(state: State) -> Node:
    """condition := negation (('iff' | 'implies' | 'or' | 'and') negation)*, the last binds most."""
    if state.tokens[state.position].value == "not" and word_or_sign(state, "not"):
        left = _denied(state)
    else:
        first = sum_(state)
        if state.tokens[state.position].value in CLOSERS:
            return first
        left = relation(state, first)
    return _connected(state, left, 0) if _level(state) is not None else left


def _denied(state: State) -> Node:
    """Read what the word `not` before a condition denies: the next one, or all that `or` and `and` join to it."""
    sign, is_bracketed = state.tokens[state.position - 1], state.token.value == "("
    left = _negation(state)
    if not isinstance(left, Logic) or sign.kind != "word" or sign.tex or is_bracketed or _level(state) is None:
        return left
    if state.token.value not in {"or", "and"} or state.ahead().value == "not" or state.choose("negation") == 0:
        return left
    return _noted(state, Logic("not", (_connected(state, left.args[0], _LEVELS["or"]),)), sign)


def _level(state: State) -> int | None:
    """Return how loosely the connective here binds; None where none stands."""
    token = state.tokens[state.position]
    level = _LEVELS.get(token.value)
    if level is None or (token.kind == "word" and not is_free_word(state, token)):
        return None
    return level


def _connected(state: State, left: Node, least: int) -> Node:
    """Read the connectives that bind as tightly as `least`, and what they connect."""
    last = None
    while (level := _level(state)) is not None and level >= least:
        sign = state.token
        state.position += 1
        state.enter()
        right = _negation(state) if word_or_sign(state, "not") else relation(state)
        while (inner := _level(state)) is not None and (inner > level or inner == level == 1):
            right = _connected(state, right, inner)
        state.leave()
        left = _logic(state, left, right, sign, longer=last == sign.value)
        last = sign.value
    return left


def _logic(state: State, left: Node, right: Node, sign: Token, *, longer: bool) -> Node:
    op = sign.value
    right = completed(state, left, right)
    node = joined_sets(state, left, right, sign)
    if node is not None:
        return node
    for side in (left, right):
        if not is_condition(side):
            hint = unreadable.AT_LEAST_WRITTEN if state.text[sign.start : sign.end] == "=>" else ""
            state.wrong(
                unreadable.CONDITION_ON_BOTH_SIDES.format(some=state.text[sign.start : sign.end], hint=hint), sign
            )
    args = (*left.args, right) if longer and isinstance(left, Logic) and op in {"and", "or"} else (left, right)
    return _noted(state, Logic(op, args), sign)  # type: ignore[arg-type]


def _noted(state: State, node: Node, sign: Token) -> Node:
    """Remember where a condition stands, for the error where none may."""
    state.conditions.append((node, sign))
    return node


def _negation(state: State) -> Node:
    """negation := 'not' negation | relation; a `not` was passed over."""
    sign = state.tokens[state.position - 1]
    state.enter()
    inner = _negation(state) if word_or_sign(state, "not") else relation(state)
    state.leave()
    return _noted(state, Logic("not", (inner,)), sign)


def relation(state: State, first: Node | None = None) -> Node:
    """relation := set (('=' | '<' | …) set)*: a chain, of which the first sum may be read already."""
    left = sets(state, first)
    sign = state.tokens[state.position]
    op = _relation_sign(state)
    if op is None:
        return left
    operands, ops, signs = [left], list[RelationOp](), list[Token]()
    wants_sets = state.wants_sets
    while op is not None:
        ops.append(op)
        signs.append(state.tokens[state.position - 1])
        state.wants_sets = wants_sets or op in {"in", "notin"}
        opening = state.tokens[state.position]
        operands.append(sets(state))
        if opening.value == "(" and op in {"in", "notin"} and state.has_decimal_commas():
            grammar.brackets.decimals.refuse_number(state, operands[-1])
        state.wants_sets = wants_sets
        op = _relation_sign(state)
    read = Relation(tuple(ops), tuple(operands))
    found = read if "mod" not in state.text else grammar.answers.congruences.congruent(state, read, signs)
    return _noted(state, found, sign)


def _relation_sign(state: State) -> RelationOp | None:
    token = state.tokens[state.position]
    value = token.value
    if token.kind == "op":
        if value in _RELATIONS:
            state.position += 1
            return cast("RelationOp", value)
    elif token.kind != "word" or value in state.lexicon.plain:
        return None
    elif value in {"in", "notin"}:
        state.position += 1
        return cast("RelationOp", value)
    if value == "not" and state.ahead().kind in {"op", "word"} and state.ahead().value in _NEGATED:
        state.position += 2
        return cast("RelationOp", _NEGATED[state.tokens[state.position - 1].value])
    return None


def sets(state: State, first: Node | None = None) -> Node:
    """sets := sum (('∪' | '∩' | '∖') sum)*, from the left; the first sum may be read already.

    Some let `∩` bind more than the `∪` before it, as `and` does: there two readings are honest.
    """
    left, signs = sum_(state) if first is None else first, list[SetKind]()
    parts = [left]
    while (op := _set_sign(state)) is not None:
        if state.has_decimal_commas():
            grammar.brackets.decimals.refuse_number(state, left)
        parts.append(_next_set(state, op))
        signs.append(op)
    if not signs:
        return left
    is_mixed = "intersection" in signs[signs.index("union") :] if "union" in signs else False
    if is_mixed and state.choose("sets") == 1:
        parts, signs = _joined(parts, signs)
    return _from_left(parts, signs)


def _next_set(state: State, op: SetKind) -> Node:
    """Read what stands behind a sign between sets, where the sign stands here."""
    state.position += 1
    opening = state.tokens[state.position]
    right = sum_(state)
    if opening.value == "(" and state.has_decimal_commas():
        grammar.brackets.decimals.refuse_number(state, right)
    if op == "difference" and not (is_set(right) or symbols(right)):
        return SetOf((right,))  # `(-2, 2) without 1`, `[0, 1] ∖ {0}`
    return right


def _joined(parts: list[Node], signs: list[SetKind]) -> tuple[list[Node], list[SetKind]]:
    """Return the parts of a chain, of which those beside `∩` are one, and the signs that are left."""
    runs, kept = [[parts[0]]], list[SetKind]()
    for op, part in zip(signs, parts[1:], strict=True):
        if op == "intersection":
            runs[-1].append(part)
        else:
            runs.append([part])
            kept.append(op)
    return [run[0] if len(run) == 1 else SetOp("intersection", tuple(run)) for run in runs], kept


def _from_left(parts: list[Node], signs: list[SetKind]) -> Node:
    left, last = parts[0], ""
    for op, right in zip(signs, parts[1:], strict=True):
        longer = isinstance(left, SetOp) and last == op != "difference"
        left = SetOp(op, (*left.args, right) if longer and isinstance(left, SetOp) else (left, right))
        last = op
    return left


def _set_sign(state: State) -> SetKind | None:
    token = state.tokens[state.position]
    op = _SETS.get(token.value)
    if op is None and state.wants_sets and token.kind == "word":
        op = _LETTERS.get(token.value)
    if op is not None and token.kind == "word" and not is_free_word(state, token):
        return None
    return op
