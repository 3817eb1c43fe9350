"""What kind an interval is said to be beside its brackets: `the open interval (0, 1)`, `(0, 1), offen`.

Where the brackets say the same, nothing is left to say; where they say something else, nobody knows what is meant.
"""

from __future__ import annotations

import re

# Kinds by whether the left and the right end belong to the interval.
_KINDS = {
    "open": {(False, False)},
    "closed": {(True, True)},
    "half": {(False, True), (True, False)},
    "finite": set[tuple[bool, bool]](),
}
_WORDS = {
    "open": r"open|offene?[nmrs]?|ouvert|abierto",
    "closed": r"closed|(?:ab)?geschlossene?[nmrs]?|fermé|cerrado",
    "half": r"(?:half|semi)[- ]?(?:open|closed)|halb[- ]?offene?[nmrs]?|semi[- ]?ouvert|semi[- ]?abierto",
    "finite": r"finite|endliche?[nmrs]?|fini|finito",
}
_KIND = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_NOUN = r"(?:(?:unit|real)\s+)?(?:interval|set|intervalls?|menge|intervalle|ensemble|intervalo|conjunto)"
_BEFORE = re.compile(rf"(?<![\w-])(?:{_KIND})(?P<noun>\s+{_NOUN})?\s*$", re.IGNORECASE)
_BEHIND_NOUN = re.compile(rf"(?<=\w)(?P<noun>)\s+(?:{_KIND})\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"[\s,;(]*(?:(?:an?|the|das|ein|une?|l[ea]|el)\s+)?(?:{_NOUN}\s+)?(?:{_KIND})(?:\s+{_NOUN})?[\s).!]*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:\\left\s*)?(?P<left>[(\[\]])[^,;]*[,;][^,;]*(?P<right>[)\[\]])\s*")
AGAINST = "not"  # a word for a kind that is none of this interval's


def without_kind(lead: str, text: str, tail: str) -> tuple[str, str]:
    """Return the words before and behind an interval without its kind, where it is one of this kind."""
    ends = _ENDS.fullmatch(text.replace(r"\right", " "))
    if ends is None:
        return lead, tail
    has = ends["left"] == "[", ends["right"] == "]"
    if (match := _BEFORE.search(lead) or _BEHIND_NOUN.search(lead)) is not None:
        said = (match["noun"] or "") if has in _kinds(match) else f" {AGAINST} "
        lead = lead[: match.start()] + said
    if (match := _BEHIND.fullmatch(tail)) is not None:
        tail = "" if has in _kinds(match) else f" {AGAINST} {tail}"
    return lead, tail


def _kinds(match: re.Match[str]) -> set[tuple[bool, bool]]:
    return next(_KINDS[kind] for kind in _KINDS if match[kind])
