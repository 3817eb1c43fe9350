r"""What is asked again of two texts, as a sign in them may mean other things.

Capitals beside `\times`, commas below letters, numerals to a base, `f \circ g` and `\vec{AB}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader import comparing
from grader.comparing.sides import names_for, read_both
from grader.records import replace
from grader.verdict import Comparison, Unknown
from grader.wording import open_reasons

CompareAs = Callable[[str, str, Mapping[str, str]], Comparison]
_ORDERED = re.compile(r"\\(?:circ|vec|overrightarrow)(?![A-Za-z])|∘")


def beside_doubts(
    texts: tuple[str, str], variables: Mapping[str, str], found: Comparison, compare: CompareAs
) -> Comparison:
    """Return what was found of two texts, or that it is open; `compare` takes two texts and domains of letters."""
    if texts[0] == texts[1]:
        return found
    if found.status == "equal" and any(map(_ORDERED.search, texts)):
        found = _beside_orders(texts, variables, found, compare)
    as_numerals = comparing.numerals.beside_numerals
    found = as_numerals(texts, variables, found, lambda one, other: compare(one, other, variables))
    if found.status not in {"equal", "different"}:
        return found
    crossed = comparing.crosses.crossed_letters(texts, variables)
    as_vectors = (compare(*texts, {**variables, **dict.fromkeys(some, comparing.crosses.VECTOR)}) for some in crossed)
    found = comparing.crosses.beside_crosses(found, as_vectors, dots=comparing.crosses.has_dots(texts))
    if found.status == "different" and any(map(comparing.index_commas.has_set_comma, texts)):
        return comparing.index_commas.beside_set_commas(texts, found, lambda one, other: compare(one, other, variables))
    if found.status == "equal" and comparing.index_commas.has_commas(texts):
        as_named = comparing.index_commas.beside_commas
        found = as_named(texts, variables, found, lambda one, other: compare(one, other, variables))
    return found


def _beside_orders(
    texts: tuple[str, str], variables: Mapping[str, str], found: Comparison, compare: CompareAs
) -> Comparison:
    r"""Return an equality, or that it is open: functions do not commute in `f \circ g`, nor points in `\vec{AB}`."""
    for pair in comparing.other_meanings.with_points(texts):
        if not variables and compare(*pair, variables).status not in {"equal", "unreadable"}:
            return replace(found, status="undecided", evidence=Unknown(open_reasons.ARROW_OF_POINTS))
    if not any(map(comparing.factor_orders.is_composed, texts)):
        return found
    left, right = ([one.tree for one in side] for side, _ in read_both(*texts, names_for(variables)[0]))
    if not comparing.factor_orders.rests_on_order(left, right, lambda name: name not in variables):
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.ORDER_OF_FUNCTIONS))
