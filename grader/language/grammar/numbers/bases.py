r"""Grammar of numerals to a base: `(101101)_2`, `(2F)_{16}`, `55_8`.

In brackets a falling or a rising factorial may be written so, whatever the figures are: each is a reading. Without
brackets a number below a larger one can say nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.tree import Node, Num

MAX_BASE = 16  # of a numeral
TEN = 10  # the last base whose figures are digits
MAX_FIGURES = 64  # of a numeral
SURE_FIGURES = 4  # of a numeral to base 2, that is hardly anything else
_FIGURES = "0123456789ABCDEF"
_SCRIPTS = frozenset({"^", "_", "frac", "dfrac", "tfrac"})  # behind which one sign is an exponent or a part
_LETTERS = frozenset({"word", "accent"})  # tokens behind a number below, that make it one of what stands behind

_BASED = re.compile(
    r"\(([0-9A-F]{1,64}(?:\.[0-9A-F]{1,64})?)\)\s{0,9}_\s{0,9}(?:\{\s{0,9}(\d{1,2})\s{0,9}\}|(\d{1,2})(?!\d))"
)


def bare_numeral(state: State, start: int) -> Node | None:
    r"""Return the number without brackets at a place, whose base stands below it here, and pass over the base; or None.

    Where a problem asks, its words say which base is meant, and whether the figures or the number are the answer. The 2
    of `10\,_2F_1` is no base: it stands before a letter.
    """
    if not state.names.free or state.tokens[start].kind != "num" or state.position != start + 1:
        return None
    figures, found = figures_from(state, start), base_here(state)
    if found is None or figures is None or not _fits(figures, found[0]):
        return None
    base, length = found
    before = state.tokens[start - 1].value if start else ""
    is_apart = state.tokens[start].end != state.token.start or state.ahead(length).kind in _LETTERS
    if before in _SCRIPTS or is_apart or ("." not in figures and int(figures) < base):
        return None  # `3_7` may be a class of remainders
    state.position += length
    return value_of(figures, base)


def _is_sure(figures: str, base: int) -> bool:
    """Whether figures in brackets, to a base, are hardly anything but a numeral."""
    has_letters = not figures.replace(".", "").isdecimal()
    return has_letters or (base == 2 and len(figures) >= SURE_FIGURES and "." not in figures)


def speaks_of_bases(text: str, declared: Container[str] = ()) -> bool:
    """Return whether what stands in brackets above a base are numerals, one of them hardly anything else.

    Numbers above several bases are none: `(12)_3 + (12)_4` is said of falling factorials.
    """
    found = [(match[1], int(match[2] or match[3])) for match in _BASED.finditer(text)]
    named = any(letter in declared for figures, _ in found for letter in figures)
    fit = all(2 <= base <= MAX_BASE and _fits(figures, base) for figures, base in found)
    return not named and fit and any(_is_sure(*one) for one in found)


def with_values(text: str) -> str:
    """Return a text with the values of the numerals in brackets, where all of them are such."""
    return _BASED.sub(_value, text)


def _value(match: re.Match[str]) -> str:
    value = value_of(match[1], int(match[2] or match[3])).value
    return f" ({value.numerator}/{value.denominator}) " if value.denominator > 1 else f" ({value.numerator}) "


def figures_from(state: State, start: int, *, may_be_parted: bool = False) -> str | None:
    """Return the figures in the brackets that opened at a place and closed before this one; None for other texts.

    Capital letters are figures where nothing has their names, and a letter alone is none.
    """
    tokens = state.tokens[start : state.position]
    if tokens and tokens[0].value == "(" and tokens[-1].value == ")":
        tokens = tokens[1:-1]
    parted = any(token.gap for token in tokens[1:]) and not may_be_parted
    if not tokens or parted or any(token.tex or token.kind not in {"num", "word"} for token in tokens):
        return None
    figures = "".join(token.value for token in tokens)
    letters = [letter for letter in figures if letter.isalpha()]
    named = any(state.lexicon.declared(letter) is not None or letter in state.bound for letter in letters)
    is_short = len(figures) > MAX_FIGURES or (letters and len(figures) < 2 and not may_be_parted)
    return None if named or is_short or not set(figures) <= {*_FIGURES, "."} else figures


def base_here(state: State) -> tuple[int, int] | None:
    """Return the base that stands below a number here, and the number of its tokens; None where there is none."""
    ahead = [state.ahead(place) for place in (1, 2, 3)]
    braced = ahead[0].value == "{" and ahead[2].value == "}"
    sign = ahead[1] if braced else ahead[0]
    if not state.at("_") or sign.kind != "num" or not sign.value.isdecimal() or len(sign.value) > 2:
        return None
    base = int(sign.value)
    return (base, 4 if braced else 2) if 2 <= base <= MAX_BASE else None


def _fits(figures: str, base: int) -> bool:
    return all(figure == "." or _FIGURES.index(figure) < base for figure in figures) and figures.count(".") <= 1


def value_of(figures: str, base: int) -> Num:
    """Return the number that figures write to a base, perhaps with a point."""
    whole, _, part = figures.partition(".")
    return Num(Fraction(int(whole + part or "0", base), base ** len(part)))


def doubtful_numeral(state: State, start: int) -> Node | None:
    """Return what the brackets that opened at a place are as a numeral; None where they are none."""
    figures, found = figures_from(state, start, may_be_parted=True), base_here(state)
    if figures is None or found is None or not _fits(figures, found[0]):
        return None
    is_plain = figures.isdecimal() and found[0] <= TEN
    return value_of(figures, found[0]) if is_plain or state.names.free else None
