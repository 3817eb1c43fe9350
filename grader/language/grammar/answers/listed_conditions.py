"""What conditions that commas part mean: `x = 1, x = 2` are alternatives, `x > 0, x < 1` and `x = 1, y = 2` are not.

Where a list may be read as alternatives and as conditions that hold together, both are readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.language.grammar.ahead.alternatives import are_of_one_left, is_system
from grader.language.grammar.ahead.exclusions import number_said
from grader.language.grammar.state import State
from grader.language.tree import MIRRORED, Logic, Node, Relation, Space, Sym, symbols
from grader.wording import unreadable

_LEFT_OUT = frozenset({"!=", "notin"})


def listed_conditions(state: State, items: Sequence[Node]) -> Node:
    """Return what conditions say that commas part; alternatives may stand among them, `x = 1, x = 2 or x = 3`.

    What can only restrict, `x != 3` and `x in Z`, holds for all of them.
    """
    rest = [item for item in items if not _restricts(item)]
    if 1 < len(rest) < len(items):
        listed = listed_conditions(state, rest)
        parts = listed.args if isinstance(listed, Logic) and listed.op == "and" else (listed,)
        return Logic("and", (*parts, *filter(_restricts, items)))
    if any(_is_mixed(item) for item in items):
        state.unsettled(unreadable.LIST_OF_ALTERNATIVES, state.tokens[0])
    leaves = [part for item in items for part in _parts(item)]
    equations = [leaf for leaf in leaves if _is_equation(leaf)]
    if not equations:
        return Logic("or" if are_alternatives(state, items) else "and", tuple(items))
    others = [leaf for leaf in leaves if not _is_equation(leaf)]
    if not others:
        is_joined = any(isinstance(item, Logic) and item.op == "and" for item in items)  # `x = 1, x = 2 and x = 3`
        is_either = are_alternatives(state, leaves) and not (is_joined and state.choose("list") == 1)
        return Logic("or", tuple(leaves)) if is_either else Logic("and", tuple(items))
    if len(_letters(leaves)) != 1:
        return Logic("and", tuple(items))
    return _with_others(state, items, leaves)


def _with_others(state: State, items: Sequence[Node], leaves: Sequence[Node]) -> Node:
    """Return what equations and other conditions on one letter say.

    `x = 1, x = 3, x > 0` restricts what stands before, or says more; `x = 0, x > 3` may be alternatives.
    """
    of_equations = [item for item in items if all(map(_is_equation, _parts(item)))]
    rest = [item for item in items if item not in of_equations]
    values = [part for item in of_equations for part in _parts(item)]
    ways: list[Node] = [Logic("and", tuple(items))]
    if len(values) > 1:
        ways.insert(0, Logic("and", (Logic("or", tuple(values)), *rest)))
        if _are_values(values):
            ways.pop()  # `x = 1 and x = 3` holds never
    if not all(map(_restricts, rest)):
        ways.append(Logic("or", tuple(leaves)))  # one equation may stand beside what restricts it
    return ways[state.choose("list", ways=len(ways))] if len(ways) > 1 else ways[0]


def _are_values(equations: Sequence[Node]) -> bool:
    """Whether equations give one symbol numbers."""
    sides = [equation.operands for equation in equations if isinstance(equation, Relation)]
    return (
        len({left for left, *_ in sides}) == 1
        and isinstance(sides[0][0], Sym)
        and not any(symbols(right) for _, right in sides)
    )


def _restricts(node: Node) -> bool:
    """Whether a condition can only restrict another: `x != 2`, `x in Z`."""
    if not isinstance(node, Relation):
        return False
    return not _LEFT_OUT.isdisjoint(node.ops) or (node.ops == ("in",) and isinstance(node.operands[1], Space))


def _parts(item: Node) -> tuple[Node, ...]:
    return item.args if isinstance(item, Logic) and item.op in {"or", "and"} else (item,)


def _is_mixed(item: Node) -> bool:
    """Whether `or` joins equations and other conditions, of which some may go with what stands before or behind."""
    parts = _parts(item)
    return isinstance(item, Logic) and item.op == "or" and len({_is_equation(part) for part in parts}) > 1


def _is_equation(node: Node) -> bool:
    return isinstance(node, Relation) and node.ops == ("=",)


def _letters(items: Sequence[Node]) -> frozenset[frozenset[str]]:
    """Return the sets of letters that occur, one for each item."""
    return frozenset(frozenset(symbols(item)) for item in items)


def are_alternatives(state: State, items: Sequence[Node]) -> bool:
    """Return whether listed conditions are alternatives: `x = 1, x = 2` are, `x = 1, y = 2` hold together."""
    if any(map(_restricts, items)):
        return False  # `x >= -1, x != 2`: it restricts what stands beside it
    equations = [item for item in items if isinstance(item, Relation) and item.ops == ("=",)]
    if len(equations) == len(items) and _say_one_thing(equations):
        values = [item.operands[1] for item in equations]
        is_of_symbol = len({item.operands[0] for item in equations}) == 1 and isinstance(equations[0].operands[0], Sym)
        is_plain = state.expected == "set" or not any(symbols(value) for value in values)
        return (is_plain and is_of_symbol) or state.choose("list") == 0
    if _bound_from_both_sides(items):
        return False  # `x > 0, x < 5`: as alternatives they would say nothing
    shared = frozenset.intersection(*(frozenset(symbols(item)) for item in items))
    return bool(shared) and not equations and state.choose("list") == 0


def _bound_from_both_sides(items: Sequence[Node]) -> bool:
    """Whether two conditions bound one symbol from below and, higher up, from above."""
    bounds = [bound for item in items if (bound := _bound(item)) is not None]
    if len(items) != 2 or len(bounds) != 2 or bounds[0][0] != bounds[1][0]:
        return False
    low, high = sorted(bounds, key=lambda bound: bound[1] != ">")
    return (low[1], high[1]) == (">", "<") and low[2] < high[2]


def _bound(item: Node) -> tuple[Node, str, Fraction] | None:
    """Return the symbol that a condition bounds by a number, from which side, and the number."""
    match item:
        case Relation(("<" | "<=" | ">" | ">=" as op,), (Sym() as symbol, right)):
            value, side = number_said(right), op[0]
        case Relation(("<" | "<=" | ">" | ">=" as op,), (left, Sym() as symbol)):
            value, side = number_said(left), MIRRORED[op][0]
        case _:
            return None
    return (symbol, side, value) if value is not None else None


def _say_one_thing(equations: Sequence[Relation]) -> bool:
    """Whether equations say something about one left side, or about one letter alone, and are no system."""
    letters = _letters(equations)
    is_of_letter = len(letters) == 1 and len(next(iter(letters))) == 1
    return not is_system(equations) and (is_of_letter or are_of_one_left(equations))
