r"""A `\times` between capital letters that nothing declares: of numbers, of vectors, or of sets.

`A \times B` and `B \times A` are one number, two vectors that point against each other, and two sets of pairs. A status
is given where all of them lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader.language.spelling import canonical_name
from grader.records import replace
from grader.verdict import Comparison, Reason, Unknown
from grader.wording import open_reasons

Compare = Callable[[Mapping[str, str]], Comparison]
MAX_LETTERS = 8  # that may be vectors
_LETTER = r"(?<![A-Za-z\\_{])[A-Z](?![A-Za-z(])(?:_\w|_\{\w{1,3}\})?"
_SIGN = r"\s{0,9}(?:\\times(?![A-Za-z])|×)\s{0,9}"
_GAP = r"(?:\\left|\\right|[()\s]){0,9}"
_ALONE = re.compile(_LETTER)
_PAIR = re.compile(rf"{_LETTER}{_GAP}{_SIGN}{_GAP}{_LETTER}")
VECTOR = "real^3"


def crossed_letters(texts: tuple[str, str]) -> tuple[str, ...]:
    r"""Return the capital letters of texts in which a `\times` stands between two; none where it does not."""
    if not any("times" in text or "×" in text for text in texts):
        return ()
    if not any(map(_PAIR.search, texts)):
        return ()
    found = [match[0] for text in texts for match in _ALONE.finditer(text)]
    return tuple(dict.fromkeys(map(canonical_name, found)))[:MAX_LETTERS]


def has_dots(texts: tuple[str, str]) -> bool:
    r"""Return whether a dot stands between factors: beside `A \times B` it is another product of vectors."""
    return any("cdot" in text or "·" in text for text in texts)


def beside_crosses(letters: tuple[str, ...], found: Comparison, compare: Compare, *, dots: bool) -> Comparison:
    """Return what was found of numbers, or that it is open where it does not hold of vectors with the same letters.

    A vector against a number is a difference where `dots` make the number; else letters beside each other are none.
    """
    other = compare(dict.fromkeys(letters, VECTOR))
    is_misfit = isinstance(other.evidence, Reason) and not (dots and other.evidence.code == "shape")
    if other.status in (found.status, "unreadable") or is_misfit:
        return found
    ways = open_reasons.CROSS_OF_WHAT.format(status=found.status, status_2=other.status)
    return replace(found, status="undecided", evidence=Unknown(ways))
