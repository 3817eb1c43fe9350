r"""Colours in formulas: `\textcolor{red}{x}` is `x`, unless its ink is not seen."""

from __future__ import annotations

import re

from grader.language.tokens.tokenizer import Token

_COLOURS = frozenset({"textcolor", "color", "colorbox"})
_TAKES = frozenset({"^", "_", "sqrt", "frac", "dfrac", "tfrac"})
# Ink that nobody sees on white paper; a formula in it stays unread.
_UNSEEN = re.compile(
    r"(?:white|snow|ivory|ghostwhite|floralwhite|mintcream|azure|seashell|whitesmoke|transparent)(?:!.*)?"
    r"|#(?:[ef][0-9a-f]){3}|#[ef]{3}|\w+!\d(?:!.*)?",
    re.IGNORECASE,
)


def uncoloured(tokens: list[Token]) -> list[Token]:
    r"""Drop colours, and the braces of what `\textcolor{red}{…}` shows: they are no brackets that anyone sees."""
    done: list[Token] = []
    dropped: set[int] = set()  # where braces of coloured parts close
    position = 0
    while position < len(tokens):
        token = tokens[position]
        stop = closing_of(tokens, position + 1) if token.tex and token.value in _COLOURS else None
        if stop is None or tokens[position + 1].value != "{" or _is_unseen(tokens[position:stop]):
            done += [token] if position not in dropped else []
            position += 1
            continue
        position = stop + 1
        is_argument = bool(done) and done[-1].value in _TAKES  # whose braces count
        is_shown = token.value != "color" and tokens[position].value == "{" and not is_argument
        end = closing_of(tokens, position) if is_shown else None
        if end is not None:
            dropped.add(end)
            tokens[position + 1] = tokens[position + 1]._replace(gap=token.gap)
            position += 1
    return done


def _is_unseen(named: list[Token]) -> bool:
    r"""Whether `\textcolor{white` gives ink that is not seen; the colour of a box is paper."""
    return named[0].value != "colorbox" and _UNSEEN.fullmatch("".join(one.value for one in named[2:])) is not None


def closing_of(tokens: list[Token], place: int) -> int | None:
    """Return where the brace that opens at a place is closed."""
    depth = 0
    for stop in range(place, len(tokens)):
        if tokens[stop].kind == "op":
            depth += {"{": 1, "}": -1}.get(tokens[stop].value, 0)
        if depth == 0:
            return stop
    return None
