"""Grammar of listed answers: `x = 1, x = 2`, `1, 2`, `x = 1 or 2`, `(0, 1) or (2, 3)`, `x = ±2`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.language.functions import PREDICATES
from grader.language.products import Products
from grader.language.reading import Expect
from grader.language.tokens import Token
from grader.language.tree import (
    Apply,
    Array,
    Builder,
    Call,
    Cases,
    Const,
    Interval,
    Logic,
    Node,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
    symbols,
)

SETS = (SetOf, SetOp, Interval, Space, Tup, Array, Builder)
_EQUALS = frozenset({"=", "~"})
_TRUTHS = frozenset({"true", "false"})
_TWO_SIGNS = frozenset({"±", "∓"})
_LISTS: frozenset[Expect] = frozenset({"set", "condition"})

REALS = Space("R")
NOTHING = Const("emptyset")
PHRASES: dict[str, Node] = {
    **dict.fromkeys(
        ("all real numbers", "all reals", "every real number", "the real numbers", "real numbers", "reals"), REALS
    ),
    **dict.fromkeys(("all integers", "the integers", "integers", "every integer", "all whole numbers"), Space("Z")),
    **dict.fromkeys(
        ("no solution", "no solutions", "there is no solution", "there are no solutions", "no real solution"), NOTHING
    ),
    **dict.fromkeys(("no real solutions", "none", "empty", "empty set", "the empty set"), NOTHING),
}


def is_condition(node: Node) -> bool:
    """Return whether a tree is a condition."""
    if isinstance(node, Call):
        return node.name in PREDICATES
    return isinstance(node, (Relation, Logic, Apply, Cases)) or (isinstance(node, Const) and node.name in _TRUTHS)


def is_set(node: Node) -> bool:
    """Return whether a tree is a set where sets are expected."""
    return isinstance(node, SETS) or node == NOTHING


class Listing(Products):
    """What is joined by commas, `and` and `or`, where a set or a condition is expected."""

    def listed(self, expect: Expect) -> Node:
        """listed := condition ((',' | ';') ['and' | 'or'] condition)*."""
        self.expected = expect
        items = [self.condition()]
        while self.tokens[self.position].kind != "end" and self._goes_on(items[0]):
            self.position += 1
            if self.at(",") or self.is_word("and", "or") or self.at("and", "or"):
                self.position += 1
            items.append(self.completed(items[-1], self.condition()))
        return items[0] if len(items) == 1 else self._list(items)

    def _goes_on(self, first: Node) -> bool:
        if self.expected not in _LISTS or not self.at(",", ";", "quad") or self.ahead().kind == "end":
            return False
        if is_condition(first):
            return True
        before, after = self.tokens[self.position - 1], self.ahead()
        is_number = before.kind == after.kind == "num" and not after.gap
        return self.expected == "set" and not is_number

    def _list(self, items: list[Node]) -> Node:
        if all(map(is_condition, items)):
            return Logic("or" if self._are_alternatives(items) else "and", tuple(items))
        if any(map(is_condition, items)):
            self.fail("Expected conditions only, or values only, in this list")
        if all(map(is_set, items)):
            return SetOp("union", tuple(items)) if self.choose("list") == 0 else SetOf(tuple(items))
        return SetOf(tuple(part for item in items for part in (item.items if isinstance(item, SetOf) else (item,))))

    def _are_alternatives(self, items: Sequence[Node]) -> bool:
        """Whether listed conditions are alternatives: `x = 1, x = 2` are, `x = 1, y = 2` hold together."""
        equations = [item for item in items if isinstance(item, Relation) and item.ops == ("=",)]
        names = {item.operands[0] for item in equations}
        if len(equations) == len(items) and len(names) == 1 and isinstance(next(iter(names)), Sym):
            values = [item.operands[1] for item in equations]
            if self.expected == "set" or not any(symbols(value) for value in values):
                return True
            return self.choose("list") == 0
        shared = frozenset.intersection(*(symbols(item) for item in items))
        return bool(shared) and not equations and self.choose("list") == 0

    def completed(self, left: Node, right: Node) -> Node:
        """Return `x = 2` for the 2 of `x = 1 or 2`, `x in (2, 3)` for the last part of `x in (0, 1) or (2, 3)`."""
        last = left.args[-1] if isinstance(left, Logic) and left.op in {"and", "or"} else left
        if self.expected not in _LISTS or is_condition(right) or not isinstance(last, Relation):
            return right
        if len(last.ops) != 1 or not isinstance(last.operands[0], Sym):
            return right
        fits = last.ops[0] == ("in" if is_set(right) else "=")
        return Relation(last.ops, (last.operands[0], right)) if fits else right

    def joined_sets(self, left: Node, right: Node, sign: Token) -> Node | None:
        """Return what `and` or `or` makes of two sides of which one at least is a set or a value; None for others."""
        if self.expected != "set" or sign.value not in {"and", "or"}:
            return None
        conditions = is_condition(left), is_condition(right)
        if all(conditions):
            return self._alternatives(left, right) if sign.value == "and" else None
        values = [not condition and not is_set(side) for condition, side in zip(conditions, (left, right), strict=True)]
        sides = [SetOf((side,)) if value else side for side, value in zip((left, right), values, strict=True)]
        if any(conditions):
            return SetOp("intersection" if sign.value == "and" else "union", tuple(sides))
        if any(values) and all(isinstance(side, SetOf) for side in sides):
            return SetOf(tuple(item for side in sides if isinstance(side, SetOf) for item in side.items))
        together = sign.value == "and" and self.choose("joined") == 1
        return SetOp("intersection" if together else "union", tuple(sides))

    def _alternatives(self, left: Node, right: Node) -> Node | None:
        """Return `x = 1 and x = 2` as the list of two solutions, where that is the reading to take."""
        last = left.args[-1] if isinstance(left, Logic) and left.op in {"and", "or"} else left
        sides = [side for side in (last, right) if isinstance(side, Relation) and side.ops == ("=",)]
        if len(sides) < 2 or len({side.operands[0] for side in sides}) > 1 or not isinstance(sides[0].operands[0], Sym):
            return None
        if self.choose("joined") == 1:
            return SetOp("intersection", (left, SetOf((sides[1].operands[1],))))
        before = left.args if isinstance(left, Logic) and left.op == "or" else (left,)
        return Logic("or", (*before, right))


# Two signs


def has_two_signs(tokens: Sequence[Token]) -> bool:
    """Return whether `±` occurs."""
    return not _TWO_SIGNS.isdisjoint([token.value for token in tokens])


def with_sign(tokens: Sequence[Token], upper: bool) -> list[Token]:
    """Return tokens with the upper or the lower sign in the place of each `±`."""
    signs = {"±": "+" if upper else "-", "∓": "-" if upper else "+"}
    return [
        token._replace(value=signs.get(token.value, token.value)) if token.kind == "op" else token for token in tokens
    ]


def both_signs(upper: Node, lower: Node, apart: bool = False) -> Node:
    """Return the tree that two trees, read with the upper and the lower signs, mean together.

    `x = ±1` is `x = 1 or x = -1`; items of a list and alternatives have signs of their own, and with `apart` so have
    the parts of `x = ±1 and y = ±2`.
    """
    if upper == lower:
        return upper
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
        case SetOf(items), SetOf(others) if len(items) == len(others):
            found = [pair if pair[0] != pair[1] else pair[:1] for pair in zip(items, others, strict=True)]
            return SetOf(tuple(item for pair in found for item in pair))
        case SetOp(op, args), SetOp(other, others) if op == other and len(args) == len(others):
            return SetOp(op, tuple(both_signs(*pair, apart) for pair in zip(args, others, strict=True)))
        case Relation(("in",), (value, inside)), Relation(("in",), (other, others)) if value == other:
            return Relation(("in",), (value, both_signs(inside, others, apart)))
    if is_condition(upper):
        return Logic("or", (upper, lower))
    return SetOp("union", (upper, lower)) if is_set(upper) else SetOf((upper, lower))


def _differences(left: Sequence[Node], right: Sequence[Node]) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))
