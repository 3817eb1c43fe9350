"""What `and` and `or` make of conditions, sets and values: `x = 1 or 2`, `(0, 1) or (2, 3)`."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm, prod

from grader.language import grammar
from grader.language.grammar.state import Expect, State
from grader.language.names.functions import PREDICATES
from grader.language.tokens import Token
from grader.language.tree import (
    Add,
    Apply,
    Array,
    Builder,
    Call,
    Cases,
    Const,
    Interval,
    Logic,
    Neg,
    Node,
    Num,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
)
from grader.wording import unreadable

SETS = (SetOf, SetOp, Interval, Space, Tup, Array, Builder)
_TRUTHS = frozenset({"true", "false"})
NOTHING = Const("emptyset")
PAIR = 2
LISTS: frozenset[Expect] = frozenset({"set", "condition"})


def is_condition(node: Node) -> bool:
    """Return whether a tree is a condition."""
    if isinstance(node, Call):
        return node.name in PREDICATES
    return isinstance(node, (Relation, Logic, Apply, Cases)) or (isinstance(node, Const) and node.name in _TRUTHS)


def is_set(node: Node) -> bool:
    """Return whether a tree is a set where sets are expected."""
    return isinstance(node, SETS) or node == NOTHING


def as_members(sets: Sequence[Node]) -> tuple[Node, ...]:
    """Return sets that are members of one with the sign of the empty set written out, `{}`."""
    return tuple(SetOf(()) if one == NOTHING else one for one in sets)


def completed(state: State, left: Node, right: Node, sign: str = "") -> Node:
    """Return `x = 2` for the 2 of `x = 1 or 2`, `x in (2, 3)` for the last part of `x in (0, 1) or (2, 3)`.

    Behind a comma, the `sign`, it is what is left out too: `x != 1, 2`.
    """
    last = left.args[-1] if isinstance(left, Logic) and left.op in {"and", "or"} else left
    if state.expected not in LISTS or is_condition(right) or not isinstance(last, Relation):
        return right
    if len(last.ops) != 1 or not isinstance(last.operands[0], Sym):
        return right
    fits = last.ops[0] == ("in" if is_set(right) else "=") or (
        sign == "," and last.ops == ("!=",) and not is_set(right)
    )
    return Relation(last.ops, (last.operands[0], right)) if fits else right


def joined_sets(state: State, left: Node, right: Node, sign: Token) -> Node | None:
    """Return what `and` or `or` makes of two sides of which one at least is a set or a value; None for others."""
    if state.expected not in LISTS or sign.value not in {"and", "or"}:
        return None
    conditions = is_condition(left), is_condition(right)
    if all(conditions):
        return _alternatives(state, left, right) if sign.value == "and" else None
    if state.expected != "set":
        return None
    values = [not condition and not is_set(side) for condition, side in zip(conditions, (left, right), strict=True)]
    sides = [SetOf((side,)) if value else side for side, value in zip((left, right), values, strict=True)]
    if (values[1] or _is_finite(right)) and _leaves_out(left):
        state.wrong(unreadable.LEFT_OUT_TOO, sign)
    if any(conditions):
        return SetOp("intersection" if sign.value == "and" else "union", tuple(sides))
    if all(isinstance(side, SetOf) for side in sides) and _other_joint(sign) in {one.value for one in state.tokens}:
        state.wrong(unreadable.AND_BESIDE_OR, sign)
    if any(values) and all(isinstance(side, SetOf) for side in sides):
        return SetOf(tuple(item for side in sides if isinstance(side, SetOf) for item in side.items))
    if sign.value == "or" and _ends(left) is not None and _ends(left) == _ends(right):
        state.wrong(unreadable.TWO_INTERVALS, sign)
    together = sign.value == "and" and state.choose("joined") == 1
    return SetOp("intersection" if together else "union", tuple(sides))


def _other_joint(sign: Token) -> str:
    """Return the word that makes another thing than a list of values of one joined by `sign`: `p and (q or r)`."""
    return "or" if sign.value == "and" else "and"


def are_of_one_left(equations: Sequence[Relation]) -> bool:
    """Return whether equations say what one left side is, as those of `|x| = 1, |x| = 3` and congruences may do."""
    parted = [_congruence(equation) for equation in equations]
    congruences = [one for one in parted if one is not None]
    if len(congruences) < len(parted):
        return len({equation.operands[0] for equation in equations}) == 1
    return len({left for left, _ in congruences}) == 1 and not is_system(equations)


def is_system(equations: Sequence[Relation]) -> bool:
    """Return whether equations are congruences by coprime numbers, which are a system to solve."""
    moduli = [one[1] for one in map(_congruence, equations) if one is not None]
    numbers = [int(modulus.value) for modulus in moduli if isinstance(modulus, Num) and modulus.value.denominator == 1]
    return len(numbers) == len(equations) and lcm(*numbers) == abs(prod(numbers))


def _congruence(equation: Relation) -> tuple[Node, Node] | None:
    """Return the left side and the modulus of `mod(a - b, n) = 0`; None for others."""
    match equation:
        case Relation(("=",), (Call("mod", (Add((left, Neg())), modulus)), Num(value))) if value == 0:
            return left, modulus
        case Relation(("=",), (Call("mod", (left, modulus)), Num(value))) if value == 0:
            return left, modulus
        case _:
            return None


def _is_finite(node: Node) -> bool:
    return isinstance(node, SetOf)


def _leaves_out(node: Node) -> bool:
    """Whether a side ends in what is left out: `x != 1`, `R - {1}`; a number behind it may be left out too."""
    match node:
        case Logic("and" | "or", args):
            return _leaves_out(args[-1])
        case Relation(ops, _):
            return ops[-1] in {"!=", "notin"}
        case Logic("not") | SetOp("difference"):
            return True
        case _:
            return False


def _ends(node: Node) -> tuple[Node, Node] | None:
    """Return the ends of an interval, whatever its brackets: `(0, 1) or [0, 1]` are two answers, and no union."""
    match node:
        case Interval(low, high) | Tup((low, high)) | Array((low, high)):
            return low, high
        case _:
            return None


def _alternatives(state: State, left: Node, right: Node) -> Node | None:
    """Return `x = 1 and x = 2` as the list of two solutions, where that is the reading to take."""
    last = left.args[-1] if isinstance(left, Logic) and left.op in {"and", "or"} else left
    sides = [side for side in (last, right) if isinstance(side, Relation) and side.ops == ("=",)]
    are_solutions = state.expected == "set" and len(sides) == PAIR and are_of_one_left(sides)
    if not are_solutions and not _leave_nothing(state, last, right):
        return None
    if not are_solutions or not isinstance(sides[0].operands[0], Sym):
        return Logic("or", (left, right)) if state.choose("joined") == 0 else None
    if state.choose("joined") == 1:
        return SetOp("intersection", (left, SetOf((sides[1].operands[1],))))
    before = left.args if isinstance(left, Logic) and left.op == "or" else (left,)
    return Logic("or", (*before, right))


def _leave_nothing(state: State, left: Node, right: Node) -> bool:
    """Whether two conditions on one letter cannot both hold, so that `and` between them may mean either.

    Within a set by a condition, and where no problem stands behind a text, `and` has one meaning.
    """
    if state.names.free and state.expected == "condition":
        return False
    letter = grammar.ahead.exclusions.letter_left_nothing(left, right)
    return letter is not None and letter.name not in state.bound
