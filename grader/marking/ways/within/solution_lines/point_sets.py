"""Points, put together: `P_1 = (1, 1) ⏎ P_2 = (-2, 4)`, `x = 1, y = 1; x = -2, y = 4` for a set of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.tree import Array, SetOf, Tup
from grader.marking.ways.within.solution_lines.line_parts import Part
from grader.problems.question import Question

_NAMED = re.compile(r"(?<![\w\\])(?P<letter>\\?[^\W\d_]{1,2})_?(?:\{?\d+\}?|[₀-₉]+)?\s*(?==)")


def coordinates_of(question: Question, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the letters of the coordinates, in the order of their names; signs for them where they have none."""
    items = [one for tree in question.accepted if isinstance(tree, SetOf) for one in tree.items]
    sizes = {len(one.items) for one in items if isinstance(one, Tup | Array)}
    if len(sizes) != 1:
        return ()
    (size,) = sizes
    names = sorted({one["letter"].lstrip("\\") for part in parts for one in _NAMED.finditer(part.text)})
    return tuple(names) if len(names) == size else tuple(f"#{place}" for place in range(size))
