"""Words that say the opposite of others, and words that deny what stands beside them.

The pairs are rows of `opposites.txt`: of the first ones exactly one holds, of the next not both do; then come those of
which one is said of two things in one order where the other is in the other order, and the last are told apart only
where they are said of a number, or where one of them says which of several like quantities is asked for. Words that
differ by a prefix alone need no row.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

MIN_LETTERS = 3  # behind a prefix
MIN_STEM = 4  # letters of a word that may have an ending
_PREFIXES = (
    *("", "a", "an", "anti", "bi", "con", "contra", "de", "di", "dis", "down", "endo", "ex", "exo", "extra", "hetero"),
    *("homo", "hyper", "hypo", "il", "im", "in", "inter", "intra", "ir", "iso", "macro", "max", "micro", "min", "mis"),
    *("mono", "multi", "non", "out", "over", "poly", "post", "pre", "semi", "sub", "super", "sur", "uni", "un"),
    *("under", "up", "unter", "über"),
)
_DENYING = frozenset({"non", "un", "in", "im", "ir", "il", "dis", "nicht"})  # a word with it holds where it does not
# Verbs for ways in which something changes, and other words for them: those of two ways are opposites.
_UP = re.compile(
    r"(?:increas|grow|rais|doubl|tripl|climb|expand)(?:e?[sd]|e|ing)?|grew|ris(?:es?|en|ing)|rose|steig\w+|wächst"
    r"|wachsend\w*|erhöht|verdoppelt"
    r"|augmente|croît|aumenta|crece|duplica|cresce|raddoppia"
)
_DOWN = re.compile(
    r"(?:decreas|shrink|fall|drop|declin|reduc|diminish|lower|lessen|halv|weaken)(?:p?ed|e?[sd]|e|p?ing)?|shrank"
    r"|fell|sink(?:t|end\w*)|fällt|fallend\w*"
    r"|verringert|halbiert|diminue|décroît|baisse|disminuye|decrece|diminuisce|decresce"
)
_BY_FACTOR = re.compile(r"(?:doubl|tripl|halv)\w*|verdoppelt|halbiert|duplica|raddoppia")  # as something else stays
_SAID = {
    "up": "larger bigger higher zunimmt größer höher sube stijgt groeit",
    "down": "vanishes smaller abnimmt schrumpft kleiner niedriger baja scende daalt krimpt",
    "same": "stays remains unchanged constant bleibt konstant reste constante permanece",
}
_WAYS = {word: way for way, words in _SAID.items() for word in words.split()}
NEGATION = re.compile(
    r"(?<!\w)(?:not?|never|none|neither|nor|without|cannot|hardly|rarely|barely|lacks?|lacking|absence|instead"
    r"|rather than|opposite|contrary|except|unlike|false|wrong|incorrect|fails?|avoids?|prevents?|excludes?"
    r"|solve[sd]?|cures?|myth|immune|free of|far from|reduce[sd]?|mitigate[sd]?|overcomes?|eliminate[sd]?"
    r"|removes?|removed|unlikely|isnt|doesnt"
    r"|dont|cant|aint|isn|doesn|didn|nowhere|non|anti|nicht|kein\w*|nie|niemals|nirgends|ohne|weder|noch|gegenteil"
    r"|falsch|ne|pas|jamais|sans"
    r"|aucune?|guère|contraire|nunca|sin|ni|tampoco|ning[uú]n[oa]?|contrario|falso|senza|mai|nessun[oa]?|neanche"
    r"|nemmeno"
    r"|n[ãa]o|nem|sem|tampouco|nenhuma?|contrário|deixa|niet|geen|nooit|zonder|nergens|onwaar)(?!\w)|n['’]t(?!\w)"
)
# What takes back or doubts what stands beside it.
_HEDGED = re.compile(
    r"(?<!\w)(?:doubt\w*|excluded|ruled\s+out|anything\s+but|maybe|perhaps|unsure|not\s+sure|guess\w*|vielleicht"
    r"|bezweifle|ausgeschlossen"
    r"|peut-être|doute|exclue?s?|quizás?|dudo|excluid[oa]s?|forse|dubito|esclus[oaei]|talvez|misschien)(?!\w)"
)
Row = tuple[frozenset[str], ...]


def _rows() -> dict[str, tuple[Row, ...]]:
    """Return the rows of the table by the heading above them, each the words of its sides."""
    text = (Path(__file__).parent / "opposites.txt").read_text(encoding="utf-8")
    parts = (part.partition("]\n") for part in text.split("[")[1:])
    return {
        head: tuple(tuple(frozenset(side.split()) for side in line.split("|")) for line in lines.split("\n") if line)
        for head, _, lines in parts
    }


def stem(word: str) -> str:
    """Return a word without an ending of the plural, of a verb, or of what is said of one that does so."""
    word = re.sub(r"(?<=[^s])s$", "", word) if len(word) > MIN_STEM else word  # `solutions` as `solution`
    return re.sub(r"(?:ent|ed|es|s|e|n|en|t)$", "", word) if len(word) > MIN_STEM else word


def _pairs(rows: tuple[Row, ...]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((word, other)) for one, two in rows for word in one for other in two)


_ROWS = _rows()
OF_NUMBERS = _ROWS["of a number"]
OF_QUANTITIES = _ROWS["of a quantity"]
_CONVERSES = frozenset(frozenset(one.casefold() for one in pair) for pair in _pairs(_ROWS["of two things"]))
_EXACT = _pairs(_ROWS["one holds"])
_KNOWN = _EXACT | _pairs(_ROWS["not both"])
COMPLEMENTS = frozenset(frozenset(map(stem, pair)) for pair in _EXACT)  # stems of which exactly one holds


@lru_cache(maxsize=4096)
def are_opposites(word: str, other: str) -> bool:
    """Whether two words differ by a prefix alone, `increasing` and `decreasing`, or are known opposites."""
    if word == other:
        return False
    if frozenset((word, other)) in _KNOWN or _change_otherwise(word, other):
        return True
    stems = {word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix)}
    others = {other[len(prefix) :] for prefix in _PREFIXES if other.startswith(prefix)}
    return any(len(stem) >= MIN_LETTERS for stem in stems & others)


def are_converses(word: str, other: str) -> bool:
    """Whether one thing is `larger` than another exactly where the other one is `smaller` than the first."""
    return frozenset((word.casefold(), other.casefold())) in _CONVERSES


def are_ways(word: str, other: str) -> bool:
    """Whether two words say that something changes in contrary ways: `rise`, `fall`."""
    return {"up", "down"} == {way_of(word) or _WAYS.get(word, ""), way_of(other) or _WAYS.get(other, "")}


def _change_otherwise(word: str, other: str) -> bool:
    ways = [way_of(one) or _WAYS.get(one, "") for one in (word, other)]
    is_other = all(ways) and ways[0] != ways[1]
    return is_other and not ("same" in ways and any(map(_BY_FACTOR.fullmatch, (word, other))))


@lru_cache(maxsize=2048)
def way_of(word: str) -> str:
    """Return in which way a verb says that something changes; empty for any other word."""
    return "up" if _UP.fullmatch(word) else "down" if _DOWN.fullmatch(word) else ""


def are_complements(word: str, other: str) -> bool:
    """Whether one of two stems holds exactly where the other one does not: neither convex nor concave may hold."""
    if frozenset((word, other)) in COMPLEMENTS:
        return True
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return longer.endswith(shorter) and longer.removesuffix(shorter).rstrip("-") in _DENYING


def negations(text: str) -> int:
    """Return how many words of a folded text may deny what stands beside them."""
    return sum(1 for _ in NEGATION.finditer(text))


def is_hedged(text: str) -> bool:
    """Whether a folded text doubts or takes back what stands in it: `maybe`, `can be ruled out`."""
    return _HEDGED.search(text) is not None
