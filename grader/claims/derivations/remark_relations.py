"""The relations of remarks, parted from each other and from the words around them."""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.claims.derivations.lines import SIGN, is_signed
from grader.claims.derivations.remark_words import WORD, is_word

_PIECES = re.compile(r"(?:(?<!\s)\s+)?(?:[,;]|\b(?:and|since|because|hence|so|as)\b)\s*")
_ENDED = re.compile(r"[\w)\]}']\s+\Z")  # a formula, behind which no sign stands
_NO_WORD = re.compile(rf"\s*(?:\Z|[-+*/^)]|{SIGN.pattern})")
_TEXT_END = re.compile(r"\\(?:text|mbox)\s*\{[\s)\].]*\}?\Z")


def without_closing(said: str) -> str:
    """Return a reason without its end, and without the brackets of words that end behind it, which open nothing."""
    said = _TEXT_END.sub("", said.strip()).rstrip(".,; ")
    while said.endswith((")", "]", "}")) and depths(said)[-2] == 0:
        said = said[:-1].rstrip(".,; ")
    return said


def pieces_of(said: str, names: frozenset[str]) -> list[str]:
    """Return what words and commas part, `as` where it is no product of a and s."""
    found, start = list[str](), 0
    for joint in _PIECES.finditer(said):
        word = WORD.search(joint[0])
        if word is None or is_word(word[0], names):
            found.append(said[start : joint.start()])
            start = joint.end()
    return [one.strip(" .") for one in (*found, said[start:]) if one]


def words_of(piece: str, names: frozenset[str]) -> list[re.Match[str]]:
    """Return the words of a piece, not the `sum` of `sum_{k=1}^n k`, nor `by` where it is a product before a sign."""
    found = (match for match in WORD.finditer(piece) if is_word(match[0], names))
    return [
        match
        for match in found
        if piece[match.end() : match.end() + 1] not in {"_", "^", "("}
        and not (names.issuperset(match[0]) and _NO_WORD.match(piece, match.end()))
    ]


def without_words(piece: str, names: frozenset[str]) -> str:
    """Return a relation without words before and behind it, to which no sign joins them: `rule: e^c > 0 always`."""
    words = [match for match in words_of(piece, names) if len(match[0]) > 1]
    start, end = 0, len(piece)
    for match in words:
        behind = piece[match.end() :].lstrip(" :")
        if piece[start : match.start()].strip(" :") or not behind or SIGN.match(behind) or behind[0] in "+*/^":
            break
        start = match.end()
    for match in reversed(words):
        rest = piece[start : match.start()]
        is_last = not piece[match.end() : end].strip(" ,") and match.start() >= start
        if not is_last or _ENDED.search(rest) is None or not is_signed(rest):
            break
        end = match.start()
    return piece[start:end].strip(" :,")
