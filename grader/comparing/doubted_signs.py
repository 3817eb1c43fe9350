r"""What is asked again of two texts, as a sign in them may mean other things.

Capitals beside `\times`, commas below letters, and numerals to a base.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader import comparing
from grader.verdict import Comparison

CompareAs = Callable[[str, str, Mapping[str, str]], Comparison]


def beside_doubts(
    texts: tuple[str, str], variables: Mapping[str, str], found: Comparison, compare: CompareAs
) -> Comparison:
    """Return what was found of two texts, or that it is open; `compare` takes two texts and domains of letters."""
    if texts[0] == texts[1]:
        return found
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
