"""Where a name with its scripts and arguments, a derivative or a group ends: told token by token, without grammar."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS

SIGNS = frozenset({"+", "-", "*", "/", "·", "×", "@", "hadamard"})
BARS = frozenset({"|", "||"})
_MARKS = frozenset({"*", "star", "dagger", "'", "''", "top", "T", "prime"})  # above a name, which stays a name
_ACCENTS = ("hat", "bar", "tilde", "dot")
_SQUARES = frozenset({"sigma", "s", "chi", "R", "r", "tau"})  # σ² is what a value is called, as M⁻¹ is


def is_letter(name: str) -> bool:
    """Whether a name is one letter, Greek ones and ones with an accent among them."""
    base = next((name.removeprefix(one) for one in _ACCENTS if name.startswith(one) and name != one), name)
    return len(base) == 1 or base in GREEK_NAMES


def derivative_end(tokens: Sequence[Token], place: int) -> int:
    r"""Return where `dL/dz`, `∂L/∂W` or `\frac{dL}{dz}` ends that begins here; 0 where none does."""
    if tokens[place].value in QUOTIENTS and place + 1 < len(tokens) and tokens[place + 1].value == "{":
        middle = group_end(tokens, place + 1)
        if middle < len(tokens) and tokens[middle].value == "{":
            inner = tokens[place + 2], tokens[middle + 1]
            return call_end(tokens, group_end(tokens, middle)) if all(map(_is_differential, inner)) else 0
        return 0
    if not _is_differential(tokens[place]):
        return 0
    for slash in range(place + 1, min(place + 8, len(tokens) - 1)):
        if tokens[slash].value == "/" and _is_differential(tokens[slash + 1]):
            is_sign = tokens[slash + 1].value in {"partial", "d"}
            return scripts_end(tokens, slash + 2 + is_sign)
        if tokens[slash].value in SIGNS | {"="}:
            return 0
    return 0


def differentiated(derivative: Sequence[Token]) -> list[str]:
    """Return the words that a derivative is of: `dL/dz` says so; `d/dx` stands before what it is of."""
    slash = next((at for at, one in enumerate(derivative) if one.value in {"/", "}"}), len(derivative))
    above = [one.value for one in derivative[:slash] if one.value not in {"{", "partial", "d"} | QUOTIENTS]
    return [value for value in above if value[:1].isalpha()]


def _is_differential(token: Token) -> bool:
    is_word = token.kind == "word" and not token.tex and token.value.startswith("d")
    return token.value == "partial" or (is_word and len(token.value) <= 8)


def scripts_end(tokens: Sequence[Token], place: int) -> int:
    """Return where the subscripts, primes and marks of a name end, and σ² and M⁻¹ with them."""
    while place < len(tokens):
        value = tokens[place].value
        if value in {"'", "''"} or _is_accent(tokens[place]) or (value == "*" and place == len(tokens) - 1):
            place += 1
        elif value == "_" and place + 1 < len(tokens):
            place = group_end(tokens, place + 1)
        elif value == "^" and place + 1 < len(tokens):
            is_signed = tokens[place + 1].value == "-" and place + 2 < len(tokens)  # `C^-1` as typed
            stop = group_end(tokens, place + 1 + is_signed)
            if not _is_mark("".join(one.value for one in tokens[place + 1 : stop]).strip("{}"), tokens[place - 1]):
                return place
            place = stop
        else:
            return place
    return place


def _is_accent(token: Token) -> bool:
    """Whether a sign of Unicode stands above the letter before it, as in `λ̂`."""
    return token.kind == "op" and len(token.value) == 1 and unicodedata.combining(token.value) > 0


def _is_mark(above: str, before: Token) -> bool:
    """Whether what stands above a name leaves it one: `w^*`, `W^{(1)}`, M⁻¹, and the squares that have a name."""
    return (
        above in _MARKS or above.startswith("(") or above == "-1" or (above == "2" and before.value in _SQUARES | BARS)
    )


def marks_end(tokens: Sequence[Token], place: int) -> int:
    """Return the place behind a sign, and behind the mark that it puts above a bracket."""
    stop = group_end(tokens, place + 1) if place + 1 < len(tokens) else place + 1
    above = "".join(one.value for one in tokens[place + 1 : stop]).strip("{}")
    return stop if tokens[place].value == "^" and above in _MARKS else place + 1


def bar_behind(tokens: Sequence[Token], place: int) -> int:
    """Return the place behind the bar that closes the one here; 0 where there is none."""
    bars = (at for at in range(place + 1, len(tokens)) if tokens[at].value == tokens[place].value)
    return next(bars, -1) + 1


def group_end(tokens: Sequence[Token], place: int) -> int:
    """Return where the group or the one token here ends."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += (tokens[at].value in OPEN) - (tokens[at].value in CLOSE)
        if depth <= 0:
            return at + 1
    return len(tokens)


def _opens(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].value in {"(", "["}


def call_end(tokens: Sequence[Token], place: int) -> int:
    """Return where the brackets end that stand against a name, and the primes behind it."""
    return group_end(tokens, place) if _opens(tokens, place) and not tokens[place].gap else place
