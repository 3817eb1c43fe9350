"""What turns a multiple round beside it, or goes on with it: `9 times smaller`, `doubles twice`, `divided by …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.texts.opposites import way_of

REACH = 5  # words behind a multiple that are looked at
_AGAIN = frozenset({"twice", "thrice", "again", "zweimal"})


def repeated(phrase: Sequence[str], ahead: Sequence[str], words: Sequence[str]) -> str:
    """Return the word that repeats a change by a factor, right behind it: `doubles twice`."""
    if words and words[0] in _AGAIN and any(map(_BY_FACTOR.fullmatch, phrase)):
        return words[0]
    return ahead[-1] if ahead and phrase[0] in _AGAIN and _BY_FACTOR.fullmatch(ahead[-1]) else ""


_BY_FACTOR = re.compile(r"(?:doubl|tripl|quadrupl|halv)(?:es|ed|e|ing)")


def measured_less(
    prompt: str, phrase: Sequence[str], ahead: Sequence[str], words: Sequence[str], own: Sequence[str]
) -> str:
    """Return the words beside a multiple that turn it round, or calculate on: `9 times smaller`, `divided by …`.

    A measure that a folded prompt says itself turns nothing, nor does one where a problem looks for what gets less.
    """
    is_multiple = any(one in _FRACTIONS or _MULTIPLE.fullmatch(one) for one in phrase)
    if not is_multiple or any(way_of(one) == "down" or _LESS.fullmatch(one) for one in own):
        return ""
    if ahead and ahead[-1] in _TIMES and phrase[0] in _FRACTIONS:
        return ahead[-1]  # `twice a quarter`
    found = _LESS_BEHIND.match(" ".join(words[:REACH])) or _LESS_BY.search(" ".join(ahead[-2:]))
    return "" if found is None or (found["less"] and found["less"] in prompt) else found[0]


_MULTIPLE = re.compile(
    r"\d+(?:[.,]\d+)?|times|twice|thrice|factor|(?:doubl|tripl|quadrupl)(?:es|ed|e|ing)"
    r"|\w{2,12}fold|fold|\w{2,12}fach|mal|fois|veces"
)
_SMALL = (
    r"(?:small|short|slow|low|weak|few|narrow|light|cold|cheap)(?:er)?|less|little|kleiner|weniger|kürzer|langsamer"
    r"|petite?|menos|menor"
)
_FRACTIONS = frozenset(
    {"half", "third", "quarter", "fourth", "fifth", "hälfte", "drittel", "viertel", "moitié", "tiers"}
)
_TIMES = frozenset({"twice", "thrice", "half", "double", "triple"})
_LESS = re.compile(_SMALL)
_LESS_BEHIND = re.compile(
    rf"(?:(?:as|so|too) )?(?P<less>{_SMALL})(?!\w)|(?:, )?(?:and )?(?:then )?(?:divided|multiplied|minus|plus|squared"
    r"|cubed|reduced|decreased|halved|subtract\w*)(?!\w)"
)
_LESS_BY = re.compile(r"(?<!\w)(?:divided|(?P<less>less|smaller|lower|fewer|shorter|slower|weaker|down))(?: by)?\Z")
