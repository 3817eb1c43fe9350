r"""Products of letters that are words, too: `3 by`, `= as`, `at + as` where b, y, a, s and t are the problem's letters.

A word of a reason has something behind it that is said: what stands before a sign, an operation or the end is a
product, and so is what stands where a formula needs a factor. Where words follow it is none; else both may be meant.
"""

from __future__ import annotations

import re

from grader.claims.derivations.lines import SIGN, is_signed
from grader.claims.derivations.remark_words import CAUSES, TEXT, WORD, is_word

_LOWER = re.compile(r"(?<![\\A-Za-z_^{'’-])[a-z]{2,3}(?![A-Za-z_({'’])")
_CAUSE = re.compile(CAUSES)
_SAID = re.compile(r"(?<![\\A-Za-z])([A-Za-z]{2,})\s*$")
_MATH = re.compile(r"(?<!\\)\$|\\\(|\\\)")
_CLOSED = re.compile(r"[+*·×⋅/÷^)\]},.;|&]|\\(?:cdot|times|div|quad|qquad|right|\\)(?![A-Za-z])|-(?!\S)|−(?!\S)")
_OPENED = re.compile(r"(?:[-+−*·×⋅/÷(\[{&^]|\\(?:cdot|times|div|left[(\[])|^)\s*$")
_BEFORE = {("maybe", "cause"): "sure", ("maybe", "no"): "no"}  # `3 by by linearity`, `3 as at the start`
MAX_READ = 2_000  # characters of a line that is looked at; a longer one is read as it stands
MAX_WORDS = 40  # such words in a line; one with more is read as it stands


def with_products_apart(text: str, names: frozenset[str]) -> tuple[str, str]:
    """Return a text with a blank between the letters of all that may be such a product, and of the sure ones alone."""
    lines = text.split("\n")
    wide, narrow = ("\n".join(_line(line, names, with_doubtful=way) for line in lines) for way in (True, False))
    return wide, narrow


def are_reasons(text: str, names: frozenset[str]) -> bool:
    """Whether a relation stands behind all words of which it is not sure that they are products: `as a > 0`."""
    doubtful = [
        line[match.end() :]
        for line in text.split("\n")
        for match in _words(line, names)
        if _kind(line, match, names) == "maybe"
    ]
    return all(map(is_signed, doubtful))


def _words(line: str, names: frozenset[str]) -> list[re.Match[str]]:
    if len(line) > MAX_READ:
        return []
    found = [match for match in _LOWER.finditer(line) if _may_be_product(match[0], names)]
    return found if len(found) <= MAX_WORDS else []


def _line(line: str, names: frozenset[str], *, with_doubtful: bool) -> str:
    found = _words(line, names)
    said = [match.span() for match in TEXT.finditer(line)] if found else []
    behind, end = "", len(line)  # the kind of the word behind it, and where that begins
    for match in reversed(found):
        kind = "no" if any(low <= match.start() < high for low, high in said) else _kind(line, match, names)
        if not line[match.end() : end].strip():
            kind = _BEFORE.get((kind, behind), kind)
        is_cause = kind == "no" and _CAUSE.fullmatch(match[0]) is not None
        behind, end = "cause" if is_cause else kind, match.start()
        if kind == "sure" or (kind == "maybe" and with_doubtful):
            line = f"{line[: match.start()]}{' '.join(match[0])}{line[match.end() :]}"
    return line


def _may_be_product(word: str, names: frozenset[str]) -> bool:
    is_of_letters = all(letter in names for letter in word) and word not in names
    return is_of_letters and (_CAUSE.fullmatch(word) is not None or is_word(word, names))


def _kind(line: str, match: re.Match[str], names: frozenset[str]) -> str:
    """Return whether a word is a product: `sure`, `maybe` or `no`."""
    before, after = line[: match.start()], line[match.end() :]
    marks = _MATH.findall(before)
    said = _SAID.search(before)
    if said is not None and is_word(said[1], names) and not _may_be_product(said[1], names):
        return "no"  # words go on: `which is = 2`
    if _MATH.search(line) is not None:
        if len(marks) % 2 == 0:
            return "no"  # it stands among words
        after = _MATH.split(after, maxsplit=1)[0]
    rest = after.strip()
    if not rest or SIGN.match(rest) or _CLOSED.match(rest):
        return "sure"
    if rest[0] in "-−" and (not after[0].isspace() or not is_signed(rest)):
        return "sure"
    if before.rstrip().endswith((",", ";")):
        return "no"
    first = WORD.match(rest)
    if first is not None and len(first[0]) > 1 and is_word(first[0], names) and not _may_be_product(first[0], names):
        return "no"
    needs_factor = bool(before.strip()) and _OPENED.search(before) is not None
    if needs_factor or _ends_with_sign(before):
        return "sure"
    return "maybe" if _CAUSE.fullmatch(match[0]) is not None else "no"  # `i in 1..n`


def _ends_with_sign(before: str) -> bool:
    signs = list(SIGN.finditer(before))
    return bool(signs) and not before[signs[-1].end() :].strip()
