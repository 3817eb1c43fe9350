"""What is looked at where two texts differ: lists as rows, and letters that stand for all of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.comparing.said_letters import members, renamed
from grader.comparing.sides import Sides
from grader.language import grammar
from grader.language.domains import Domain
from grader.language.names import Names
from grader.language.reader import Reading
from grader.records import replace
from grader.verdict import Comparison, Reason, Unknown
from grader.wording import open_reasons

Decide = Callable[[Reading, Reading, Mapping[str, Domain], Comparison], Comparison]


def beside_members(sides: Sides, domains: Mapping[str, Domain], found: Comparison, decide: Decide) -> Comparison:
    r"""Return what was found, or that it is open: the k of `x = \pi k, k \in Z` may stand for all of its values.

    Two such letters, one on each side, may have different names.
    """
    readings = [readings for readings, _ in sides]
    letters = [tuple({name: 0 for one in side for name in members(one.tree, domains)}) for side in readings]
    if not any(letters):
        return found
    if all(len(one) == 1 for one in (*letters, *readings)) and letters[0] != letters[1]:
        (first,), (second,) = readings
        tree = renamed(second.tree, letters[1][0], letters[0][0])
        other = decide(first, replace(second, tree=tree), domains, found) if tree is not None else found
        if other.status == "equal":
            return other
    letter = next(name for several in letters for name in several)
    why = open_reasons.ALL_VALUES_OF_LETTER.format(letter=letter)
    return replace(found, status="undecided", evidence=Unknown(why))


def beside_rows(
    sides: Sides,
    texts: tuple[str, str],
    setting: tuple[Names, Mapping[str, Domain]],
    found: Comparison,
    decide: Decide,
) -> Comparison | None:
    """Return what was found with what a program's product makes as a row, where it has the other side's shape."""
    readings = [readings for readings, _ in sides]
    if any(len(side) != 1 for side in readings):
        return None
    names, domains = setting
    for place in (0, 1):
        pair = [readings[0][0], readings[1][0]]
        tree = grammar.arrays.program_rows.as_row(pair[place].tree, texts[place], names)
        if tree is None:
            continue
        pair[place] = replace(pair[place], tree=tree)
        other = decide(pair[0], pair[1], domains, found)
        if not (isinstance(other.evidence, Reason) and other.evidence.code == "shape"):
            return other
    return None
