"""Numerals to a base, on both sides or in a program's notation: `(45)_{10}` beside `(101101)_2`, and `0x1F`."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from grader.language import grammar
from grader.records import replace
from grader.verdict import Comparison, FieldResult, Unknown
from grader.wording import open_reasons

Compare = Callable[[str, str], Comparison]
_BASE = r"_\s{0,9}(?:\{\s{0,9}(?:16|8|2)\s{0,9}\}|(?:16|8|2)(?!\d))"
_OF_PROGRAMS = re.compile(  # a base below says again what the letter says
    rf"(?<![\w.\\])0([xXbBoO])([0-9A-Fa-f]{{1,16}})(?![0-9A-Fa-f.])(?:{_BASE})?"
)
_BRACKETED = re.compile(rf"\((0[xXbBoO][0-9A-Fa-f]{{1,16}})\){_BASE}")
_BARE = re.compile(r"(?<![\w.^_\\})])(\d{1,18})_(?:\{\s{0,9}(\d{1,2})\s{0,9}\}|(\d{1,2})(?!\d))")  # `101_2`
_BASES = {"x": 16, "b": 2, "o": 8}
_SURE = re.compile(
    r"0[xX](?=.{0,15}[A-F])(?=.{0,15}\d)[0-9A-F]{2,16}(?![a-f])"
    r"|0[xX](?=.{0,15}[a-f])(?=.{0,15}\d)[0-9a-f]{2,16}(?![A-F])"
)
_LETTERED = re.compile(  # `\text{2D}_{16}`, `2D_{16}`
    r"(?<![\w.\\{])(?P<set>\\(?:text|mathrm|texttt|textrm)\s{0,9}\{)?(?P<figures>\d{1,9}[A-F][0-9A-F]{0,9})(?(set)\})"
    r"\s{0,9}_\s{0,9}(?:\{\s{0,9}(?P<base>1[1-6])\s{0,9}\}|(?P<one>1[1-6])(?!\d))"
)


def beside_numerals(
    texts: tuple[str, str], declared: Container[str], found: Comparison, compare: Compare
) -> Comparison:
    """Return what was found, or that two texts are equal, or may be, with the values of their numerals."""
    if any("0" in text and _OF_PROGRAMS.search(text) for text in texts):
        return _of_programs(texts, found, compare)
    if found.status not in {"different", "undecided", "unreadable"}:
        return found
    if any("_" in text and _LETTERED.search(text) for text in texts):
        valued = compare(*(_LETTERED.sub(_lettered, text) for text in texts))
        if valued.status == "equal":
            are_set = all(match["set"] for text in texts for match in _LETTERED.finditer(text))
            return _echoed(texts, found, valued, is_sure=are_set)
        return found
    if found.status == "different" and all("_" in text and _BARE.search(text) for text in texts):
        return _beside_classes(texts, found, compare)
    if found.status == "undecided" and grammar.numbers.bases.speaks_of_bases("  ".join(texts), declared):
        valued = compare(*map(grammar.numbers.bases.with_values, texts))
        return _echoed(texts, found, valued, is_sure=True) if valued.status == "equal" else found
    return found


def _beside_classes(texts: tuple[str, str], found: Comparison, compare: Compare) -> Comparison:
    """Return a difference, or that it is open where `11_2` and `101_2` may be one class of remainders."""
    bases = {match[2] or match[3] for text in texts for match in _BARE.finditer(text)}
    if len(bases) > 1:
        return found
    base = next(iter(bases))
    one, other = (_BARE.sub(r" \1 ", text) for text in texts)
    if compare(f"mod(({one}) - ({other}), {base})", "0").status != "equal":
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.NUMERALS_OR_CLASSES.format(base=base)))


def _of_programs(texts: tuple[str, str], found: Comparison, compare: Compare) -> Comparison:
    """Return what was found, or what two texts are, or may be, with the values of the numerals of programs.

    `0x1F` is 31, hardly 0, but what holds of 0 times a letter is not denied: it is open, unless the letter stands
    elsewhere, `0x1 + 2x2`.
    """
    valued = compare(*map(_with_values, texts))
    if valued.status in (found.status, "unreadable"):
        return found
    if found.status in {"undecided", "unreadable"} and valued.status != "equal":
        return found
    written = [match for text in texts for match in _OF_PROGRAMS.finditer(text)]
    is_sure = all(_is_sure(match) for match in written)
    if valued.status == "equal":
        return _echoed(texts, found, valued, is_sure=is_sure)
    others = " ".join(_OF_PROGRAMS.sub(" ", text) for text in texts)
    if found.status == "equal" and not is_sure and all(_stands(match[1], others) for match in written):
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.NUMERALS_OF_PROGRAMS))


def _is_sure(match: re.Match[str]) -> bool:
    """Whether a numeral of programs is hardly anything else: with figures and letters, and no letter behind it."""
    return _SURE.match(match[0]) is not None and not match.string[match.end() :][:1].isalpha()


def _stands(letter: str, text: str) -> bool:
    """Whether a letter stands by itself in a text, or before a number."""
    return re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", text) is not None


def _echoed(texts: tuple[str, str], found: Comparison, valued: Comparison, *, is_sure: bool) -> Comparison:
    if is_sure:
        one, other = (
            FieldResult(text, side.read) for text, side in zip(texts, (valued.left, valued.right), strict=True)
        )
        return replace(valued, left=one, right=other)
    return replace(found, status="undecided", evidence=Unknown(open_reasons.NUMERALS_OF_PROGRAMS))


def _with_values(text: str) -> str:
    return _OF_PROGRAMS.sub(_value, _BRACKETED.sub(r"\1", text))


def _lettered(match: re.Match[str]) -> str:
    """Return a numeral with figures that are letters as a number, where they are all below the base."""
    base = int(match["base"] or match["one"])
    fits = all(int(figure, 16) < base for figure in match["figures"])
    return f" ({int(match['figures'], base)}) " if fits else match[0]


def _value(match: re.Match[str]) -> str:
    base = _BASES[match[1].lower()]
    fits = all(int(figure, 16) < base for figure in match[2])
    return f" ({int(match[2], base)}) " if fits else match[0]
