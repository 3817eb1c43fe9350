"""Two signs at once: `x = ±2` is read with the upper and with the lower signs."""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import AnswerError, Span, UnsettledError
from grader.language.grammar.ahead.alternatives import is_condition, is_set
from grader.language.tokens import VALUE, Token
from grader.language.tree import Apply, Builder, Call, Cases, Interval, Logic, Node, Relation, SetOf, SetOp, children
from grader.wording import unreadable

_BEFORE_VALUES = frozenset({"=", "~", ",", ";", "{", "\\{", "(", "in", "or", "and"})
_TWO_SIGNS = frozenset({"±", "∓"})
_EITHER = frozenset({"=", "in", "~", "->"})  # what holds for one sign or the other
_CLOSED = (Cases, Builder, Apply, SetOf, SetOp, Interval, Logic, Relation)  # no value with one sign or the other
_OF_SEVERAL = frozenset({"max", "min", "gcd", "lcm"})
_EXCLUDING = frozenset({"!=", "notin"})
_PARTING = frozenset({",", ";", "or", "and", "union", "="})


def has_two_signs(tokens: Sequence[Token]) -> bool:
    """Return whether `±` occurs."""
    return not _TWO_SIGNS.isdisjoint(map(VALUE, tokens))


def with_typed_signs(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return tokens with `±` for a `+-` that begins a value; raises AnswerError where it may be a sum too."""
    done: list[Token] = []
    for token in tokens:
        before = done[-1] if done else None
        if before is None or (before.value, token.value) != ("+", "-") or before.end != token.start:
            done.append(token)
        elif len(done) == 1 or done[-2].value in _BEFORE_VALUES:
            done[-1] = before._replace(value="±", end=token.end)
        else:
            message = unreadable.THESE_SIGNS_MAY_BE
            raise AnswerError(message, text, Span(before.start, token.end))
    return done


def with_sign(tokens: Sequence[Token], upper: bool) -> list[Token]:
    """Return tokens with the upper or the lower sign in the place of each `±`."""
    signs = {"±": "+" if upper else "-", "∓": "-" if upper else "+"}
    return [
        token._replace(value=signs.get(token.value, token.value)) if token.kind == "op" else token for token in tokens
    ]


def has_two_in_one_value(tokens: Sequence[Token]) -> bool:
    """Return whether there are just two `±`, within one value: `±a ± b` may be four numbers."""
    places = [place for place, token in enumerate(tokens) if token.value in _TWO_SIGNS]
    if len(places) != 2 or any(tokens[place].value == "∓" for place in places):
        return False
    return _PARTING.isdisjoint(map(VALUE, tokens[slice(*places)]))


def refuse_independent(tokens: Sequence[Token], text: str) -> None:
    """Raise UnsettledError for `±` that may be independent: three in a text with two in one value, two in one point.

    Two alone have both readings, and `∓` says that they are tied.
    """
    signs = [token for token in tokens if token.value in _TWO_SIGNS]
    if len(signs) < 2 or any(token.value == "∓" for token in signs):
        return
    values, points = _counts(tokens)
    if (len(signs) > 2 and values > 1) or points > 1:
        raise UnsettledError(unreadable.INDEPENDENT_SIGNS, text, Span(signs[1].start, signs[1].end))


def _counts(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return how many `±` stand in one value at most, and how many in one bracket `(…, …)`."""
    most, here, points, opened = 0, 0, 0, list[list[int]]()  # of each bracket: the signs in it, and its commas
    for token in tokens:
        here = 0 if token.value in _PARTING else here + (token.value in _TWO_SIGNS)
        most = max(most, here)
        if token.kind != "op":
            continue
        if token.value == "(":
            opened.append([0, 0])
        elif token.value == ")" and opened:
            signs, commas = opened.pop()
            points = max(points, signs if commas else 0)
        elif opened:
            opened[-1][0] += token.value in _TWO_SIGNS
            opened[-1][1] += token.value == ","
    return most, points


def with_first_sign(tokens: Sequence[Token], upper: bool) -> list[Token]:
    """Return tokens with the upper or the lower sign in the place of the first `±` alone."""
    place = next(place for place, token in enumerate(tokens) if token.value in _TWO_SIGNS)
    return [*with_sign(tokens[: place + 1], upper), *tokens[place + 1 :]]


def both_signs(upper: Node, lower: Node, apart: bool = False) -> Node:
    """Return the tree that two trees, read with the upper and the lower signs, mean together.

    `x = ±1` is `x = 1 or x = -1`, `x != ±1` that it is neither, and so is `not x = ±1`; items of a list and
    alternatives have signs of their own, and with `apart` so have the parts of `x = ±1 and y = ±2` and of
    `x = ±1 implies y = ±2`. Of `x > ±1` nobody can tell: one of both holds, with `apart` both do.
    """
    if upper == lower:
        return upper
    if (by_parts := _by_parts(upper, lower, apart)) is not None:
        return by_parts
    if isinstance(upper, Relation) and isinstance(lower, Relation) and not _EITHER.issuperset(upper.ops):
        return Logic("and" if apart or _EXCLUDING.issuperset(upper.ops) else "or", (upper, lower))
    if not _distributes(upper, lower):
        raise UnsettledError(unreadable.BOTH_SIGNS_WITHIN)
    if is_condition(upper):
        return Logic("or", (upper, lower))
    return SetOp("union", (upper, lower)) if is_set(upper) else SetOf((upper, lower))


def _by_parts(upper: Node, lower: Node, apart: bool) -> Node | None:
    """Return what two trees mean together whose parts have signs of their own; None for others."""
    match upper, lower:
        case Logic("or", args), Logic("or", others) if len(args) == len(others):
            pairs = [both_signs(*pair, apart) for pair in zip(args, others, strict=True)]
            flat = [
                part for one in pairs for part in (one.args if isinstance(one, Logic) and one.op == "or" else (one,))
            ]
            return Logic("or", tuple(flat))
        case Logic("and", args), Logic("and", others) if len(args) == len(others) and (
            apart or _differences(args, others) == 1
        ):
            return Logic("and", tuple(both_signs(*pair, apart) for pair in zip(args, others, strict=True)))
        case SetOf(items), SetOf(others) if len(items) == len(others) and all(map(_distributes, items, others)):
            found = [pair if pair[0] != pair[1] else pair[:1] for pair in zip(items, others, strict=True)]
            return SetOf(tuple(item for pair in found for item in pair))
        case SetOp(op, args), SetOp(other, others) if op == other and len(args) == len(others):
            return SetOp(op, tuple(both_signs(*pair, apart) for pair in zip(args, others, strict=True)))
        case Relation(("in",), (value, inside)), Relation(("in",), (other, others)) if value == other:
            return Relation(("in",), (value, both_signs(inside, others, apart)))
        case Builder(value, names), Builder(other) if value == other:
            return Builder(value, names, both_signs(upper.condition, lower.condition, apart))
        case Builder(_, names, condition), Builder(_, others, same) if (names, condition) == (others, same):
            return SetOp("union", (upper, lower))
    return _connected(upper, lower, apart) if isinstance(upper, Logic) and isinstance(lower, Logic) else None


def _connected(upper: Logic, lower: Logic, apart: bool) -> Node | None:
    """Return what a denial or an implication says with both signs; None for others."""
    if upper.op != lower.op or upper.op not in {"not", "implies", "iff"} or len(upper.args) != len(lower.args):
        return None
    if not apart and _differences(upper.args, lower.args) > 1:
        return Logic("and", (upper, lower))
    return Logic(upper.op, tuple(both_signs(*pair, apart) for pair in zip(upper.args, lower.args, strict=True)))


def _distributes(upper: Node, lower: Node) -> bool:
    """Whether one sign or the other makes a whole value, or a whole relation: not one within cases or a maximum."""
    pairs = [(upper, lower, False)]
    while pairs:
        left, right, is_within = pairs.pop()
        if left == right:
            continue
        is_outer = not is_within and isinstance(left, Logic | Relation)
        if not is_outer and (isinstance(left, _CLOSED) or (isinstance(left, Call) and left.name in _OF_SEVERAL)):
            return False
        inner, others = tuple(children(left)), tuple(children(right))
        if type(left) is type(right) and len(inner) == len(others):
            pairs += [(*pair, not is_outer) for pair in zip(inner, others, strict=True)]
    return True


def _differences(left: Sequence[Node], right: Sequence[Node]) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))
