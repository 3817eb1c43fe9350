"""Comparisons in words where a set or a condition is asked for: `x größer gleich 3` is `x >= 3`.

The first word behind a name must begin one of these phrases, and every other word is read as ever, so that one more,
`x beinahe größer gleich 3`, leaves the text unread. French `supérieur à` may be `>` or `>=`, and is none of them.
"""

from __future__ import annotations

import re

_GREATER = r"(?:größer|grösser|groesser)"
_COMPARISONS = {
    ">=": (
        rf"{_GREATER}\s+(?:oder\s+)?gleich",
        rf"{_GREATER}\s+als\s+oder\s+gleich",
        r"mindestens",
        r"wenigstens",
        r"(?:greater|bigger|larger)\s+(?:than\s+)?or\s+equal(?:\s+to)?",
        r"at\s+least",
        r"supérieure?s?\s+ou\s+éga(?:le?s?|ux)\s+à",
        r"au\s+moins",
        r"mayor(?:es)?\s+o\s+igual(?:es)?\s+(?:que|a)",
        r"al\s+menos",
        r"como\s+mínimo",
        r"maggior[ei]\s+o\s+ugual[ei]\s+[ad]i?",
        r"almeno",
    ),
    "<=": (
        r"kleiner\s+(?:oder\s+)?gleich",
        r"kleiner\s+als\s+oder\s+gleich",
        r"höchstens",
        r"hoechstens",
        r"(?:less|smaller)\s+(?:than\s+)?or\s+equal(?:\s+to)?",
        r"at\s+most",
        r"inférieure?s?\s+ou\s+éga(?:le?s?|ux)\s+à",
        r"au\s+plus",
        r"menor(?:es)?\s+o\s+igual(?:es)?\s+(?:que|a)",
        r"a\s+lo\s+sumo",
        r"como\s+máximo",
        r"minor[ei]\s+o\s+ugual[ei]\s+[ad]i?",
        r"al\s+massimo",
        r"al\s+più",
    ),
    ">": (
        rf"(?:(?:echt|strikt)\s+)?{_GREATER}(?:\s+als)?",
        r"(?:strictly\s+)?(?:greater|bigger|larger)\s+than",
        r"strictement\s+supérieure?s?\s+à",
        r"(?:estrictamente\s+)?mayor(?:es)?\s+que",
        r"(?:strettamente\s+)?maggior[ei]\s+di",
    ),
    "<": (
        r"(?:(?:echt|strikt)\s+)?kleiner(?:\s+als)?",
        r"(?:strictly\s+)?(?:less|smaller)\s+than",
        r"strictement\s+inférieure?s?\s+à",
        r"(?:estrictamente\s+)?menor(?:es)?\s+que",
        r"(?:strettamente\s+)?minor[ei]\s+di",
    ),
    "!=": (
        r"ungleich",
        r"nicht\s+gleich",
        r"verschieden\s+von",
        r"different\s+from",
        r"différente?s?\s+de",
        r"distint[oa]s?\s+de",
        r"divers[oaie]\s+da",
    ),
}
_PHRASES = "|".join(phrase for phrases in _COMPARISONS.values() for phrase in phrases)
# A second comparison of the same: `x less than -1 or greater than 3`.
NEXT_COMPARISON = re.compile(rf"(?<=[\w)])\s+(?P<or>or|oder|ou|o|of)\s+(?=(?:{_PHRASES})\s)", re.IGNORECASE)
_SIGNS = {f"s{place}": sign for place, sign in enumerate(_COMPARISONS)}
_COPULA = r"(?:is|are|must\s+be|has\s+to\s+be|ist|sind|est|sont|doit\s+être|es|son|debe\s+ser|è|sono|deve\s+essere)"
_COMPARED = re.compile(
    rf"(?P<name>(?<![\w\\])(?!(?:or|and|oder|und|ou|et)\s)\\?[^\W\d_]+(?:_\{{?\w{{1,8}}\}}?)?\$?)\s+(?:{_COPULA}\s+)?(?:"
    + "|".join(rf"(?P<s{place}>{'|'.join(phrases)})" for place, phrases in enumerate(_COMPARISONS.values()))
    + r")\s+(?=\$?[-+−\d\\(]|\$?[^\W\d_](?![^\W\d_]))",
    re.IGNORECASE,
)
# What says of a name before a condition on it that it is any one.
_ANY = re.compile(
    r"\A\s*(?:(?:for|für|pour|para|per)\s+)?(?:(?:all|alle|every|tous\s+les|tout|todos\s+los|todo|tutti\s+gli|ogni)\s+)?"
    r"(?=\$?\\?[^\W\d_](?:_\w)?\$?\s)",
    re.IGNORECASE,
)


def with_comparisons(text: str) -> str:
    """Return a text with signs for its comparisons in words, and without `for all` before the first of them."""
    done = _COMPARED.sub(lambda match: f"{match['name']} {_SIGNS[match.lastgroup or '']} ", text)
    return text if done == text else _ANY.sub("", done, count=1)
