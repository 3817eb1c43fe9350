"""What a chain of formulas says as a whole: the relation that it is, and whether one value is said to be two.

`sqrt(4) = ±2` holds, as a condition, for one of the signs, and shows nothing of a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.claims.derivations.lines import Part
from grader.language.tree import Node, Relation
from grader.records import replace

ORDER = frozenset({"<", "<=", ">", ">=", "!="})
_TWO_SIGNS = re.compile(r"[±∓]|\\(?:pm|mp)(?![A-Za-z])|\+/?-")


def with_arrow(parts: Sequence[Part]) -> Sequence[Part]:
    """Return a line of conditions with an arrow for a `<=` that it begins with, where a condition stands behind it."""
    is_arrow = len(parts) > 1 and parts[0].sign == "<="
    return [replace(parts[0], sign="impliedby"), *parts[1:]] if is_arrow else parts


def relation_of(members: Sequence[tuple[str, Node | None]]) -> Node | None:
    """Return the relation that a chain is, members behind their signs; None where one was not read, or for others."""
    trees = [tree for _, tree in members if tree is not None]
    signs = [sign for sign, _ in members[1:]]
    if len(trees) < max(2, len(members)) or not all(sign == "=" or sign in ORDER for sign in signs):
        return None
    return Relation(tuple(signs), tuple(trees))  # type: ignore[arg-type]  # of these signs


def gains_signs(members: Sequence[tuple[str, str]], *, of_values: bool) -> bool:
    """Whether a member of a chain, each the sign before it and its text, has two signs and the one before it none.

    What is solved stands first in a chain of conditions, `x = ±2`, and may have several values.
    """
    values = members if of_values else members[1:]
    return any(
        sign == "=" and _TWO_SIGNS.search(text) is not None and _TWO_SIGNS.search(before) is None
        for (_, before), (sign, text) in pairwise(values)
    )
