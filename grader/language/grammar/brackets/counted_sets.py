r"""Sets of whole numbers in which dots stand before the last member: `\{0, \dots, 5\}`, `{3, 6, 9, ..., 30}`.

One member or two before the dots count up by 1; of another step, which may be a power, three must stand there.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from grader.language.grammar.ahead.items import DOTS
from grader.language.grammar.state import State
from grader.language.tree import Neg, Node, Num
from grader.wording import unreadable

MAX_MEMBERS = 1_000  # of a set that dots stand in
SHOWN = 3  # members before the dots that show a step other than 1


def members(state: State, found: list[Node], opening: int) -> list[Node]:
    """Return the members of a set, those included for which dots stand."""
    place = found.index(DOTS)
    given, behind = [_whole(one) for one in found[:place]], [_whole(one) for one in found[place + 1 :]]
    start = state.tokens[opening]
    if None in given or not given or len(behind) != 1 or behind[0] is None:
        state.wrong(unreadable.NO_RULE_SEEN_ENTRIES, start)
    shown = [one for one in given if one is not None]
    steps = {after - before for before, after in pairwise(shown)} or {1}
    step, last = steps.pop(), behind[0]
    left = divmod(last - shown[-1], step) if step else (0, 0)
    if steps or left[1] or left[0] < 1 or (abs(step) != 1 and len(shown) < SHOWN) or left[0] > MAX_MEMBERS:
        state.wrong(unreadable.NO_RULE_SEEN_ENTRIES, start)
    return [*found[:place], *(_number(one) for one in range(shown[-1] + step, last + step, step))]


def _whole(node: Node) -> int | None:
    if isinstance(node, Neg) and isinstance(node.arg, Num):
        return None if node.arg.value.denominator > 1 else -int(node.arg.value)
    return int(node.value) if isinstance(node, Num) and node.value.denominator == 1 else None


def _number(value: int) -> Node:
    return Num(Fraction(value)) if value >= 0 else Neg(Num(Fraction(-value)))
