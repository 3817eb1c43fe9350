"""Lists of values, where nothing says what is asked for: `1, 2`, `(5, 2), (7, 2)`, `6 and 8`.

A list may stand for its members alone or for their order too: a status is given where both lead to it. Braces, and
words between the members, say that they are all that counts.
"""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.reader import Reading, read
from grader.language.tree import Array, Node, SetOf, SetOp, Tup, symbols
from grader.records import replace

MOST_MEMBERS = 64
_WORDS = re.compile(r"(?:\b|(?<=\d))(?:and|or)(?:\b|(?=\d))")
_SIGNS = re.compile(r"[∧∨]|\\(?:land|lor|wedge|vee)(?![A-Za-z])")
Pair = tuple[Reading, Reading]


def are_joined_by_signs(left: str, right: str) -> bool:
    r"""Whether signs of logic stand in two texts: `p \lor q` is true or false, and lists no values."""
    return _SIGNS.search(left) is not None or _SIGNS.search(right) is not None


def read_lists(left: str, right: str, names: Names) -> tuple[Pair, Pair | None] | None:
    """Return two texts as sets of their members, and as tuples where the order may count; None for other texts."""
    one, other = _members(left, names), _members(right, names)
    if one is None or other is None or _may_be_statements(left, right, one, other):
        return None
    if any(_WORDS.search(text) is not None or _is_in_braces(text, names) for text in (left, right)):
        return (one, other), None
    return (one, other), (_ordered(one), _ordered(other))


def _may_be_statements(left: str, right: str, one: Reading, other: Reading) -> bool:
    """Whether letters are joined by signs of logic, `p ∧ q`, or by `and` on one side and `or` on the other."""
    if not symbols(one.tree) | symbols(other.tree):
        return False
    joints = [frozenset(_WORDS.findall(text)) for text in (left, right)]
    return any(map(_SIGNS.search, (left, right))) or (all(joints) and joints[0] != joints[1])


def _members(text: str, names: Names) -> Reading | None:
    """Return a list of values or points as a set of them; None for a single value and for sets of another kind."""
    try:
        readings = read(text, names, "set")
    except AnswerError:
        return None
    found = (replace(reading, tree=tree) for reading in readings if (tree := _as_set(reading.tree)) is not None)
    return next(found, None)


def _as_set(tree: Node) -> SetOf | None:
    match tree:
        case SetOf(items) if 1 < len(items) <= MOST_MEMBERS and not any(isinstance(item, Array) for item in items):
            return tree
        case SetOp("union", parts) if len(parts) <= MOST_MEMBERS and all(isinstance(part, Tup) for part in parts):
            return SetOf(parts)
        case _:
            return None


def _is_in_braces(text: str, names: Names) -> bool:
    try:
        return isinstance(read(text, names, "condition")[0].tree, SetOf)
    except AnswerError:
        return False


def _ordered(reading: Reading) -> Reading:
    assert isinstance(reading.tree, SetOf)
    return replace(reading, tree=Tup(reading.tree.items))
