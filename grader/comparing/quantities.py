"""Numbers with units, where no problem says which unit is meant: `3 km` may be 3000 m, or a product of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.claims.builders.units import converted
from grader.claims.statements import Setting
from grader.comparing.sides import read_text, status
from grader.errors import AnswerError
from grader.evidence import compare as compare_trees
from grader.language.domains import Domain
from grader.language.names import Names
from grader.language.tree import Node, symbols
from grader.language.units.reading import Unit, splits
from grader.records import replace
from grader.verdict import Comparison, Unknown
from grader.wording import open_reasons

Declared = tuple[Names, Mapping[str, Domain]]
MAX_QUANTITY = 100  # characters of a number with its unit
_NUMBER = re.compile(r"[\s$+−-]*(?:\d|\.\d|\\frac)")


def beside_units(left: str, right: str, declared: Declared, found: Comparison) -> Comparison:
    """Return what was found of two texts as letters, or that it is open: as quantities they are equal.

    Where letters of the units are declared they are no units.
    """
    if max(map(len, (left, right))) > MAX_QUANTITY or not all(map(_NUMBER.match, (left, right))):
        return found
    letters = {name for side in (left, right) for tree in trees_of(side, declared) for name in symbols(tree)}
    if not letters or letters & declared[1].keys() or as_quantities(left, right, declared) != "equal":
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.LETTERS_OF_UNITS))


def as_quantities(gold: str, answer: str, declared: Declared) -> str | None:
    """Compare numbers with units. Where a unit stands on one side only, equal numbers tell nothing."""
    ends = [tuple(splits(_without_dollars(side))) for side in (gold, answer)]
    if not any(ends):
        return None
    one, other = (_amount(side, end, declared) for side, end in zip((gold, answer), ends, strict=True))
    if one is None or other is None or one[1] is other[1] is None:
        return None
    if one[1] is None or other[1] is None:
        return "undecided" if _compared(one[0], other[0]) == "equal" else None
    if one[1].dimension != other[1].dimension:
        return "different"
    return _compared(one[0], converted(other[0], other[1], one[1]))


def trees_of(text: str, declared: Declared) -> tuple[Node, ...]:
    """Return the readings of a text; none where it cannot be read."""
    try:
        return tuple(reading.tree for reading in read_text(text, declared[0]))
    except AnswerError:
        return ()


def _amount(text: str, ends: tuple[tuple[str, Unit], ...], declared: Declared) -> tuple[Node, Unit | None] | None:
    """Return a number with its unit, or without one; None where a text is neither."""
    for value, unit in (*ends, (text, None)):
        trees = trees_of(value, declared)
        if len(trees) == 1 and not symbols(trees[0]):
            return trees[0], unit
    return None


def _without_dollars(text: str) -> str:
    return text.replace("\\$", "")


def _compared(gold: Node, answer: Node) -> str:
    return status(compare_trees(gold, answer, Setting()))
