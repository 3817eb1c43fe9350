r"""What is drawn on formulas: `\textcolor{red}{x}` and `\underbrace{x}_{\text{loss}}` are `x`.

Not where the ink is not seen, or where what is drawn says more: `\underbrace{x \cdots x}_{n}`.
"""

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


_BRACES = {"underbrace": "_", "overbrace": "^"}  # and the sign before what is written at the brace
_DOTS = frozenset({"dots", "cdots", "ldots", "...", "…", "⋯", "dotsc", "dotsb", "vdots"})
_SUMMANDS = frozenset({"+", "-", "±"})
_BEFORE = frozenset({"+", "=", "~", "<", "<=", ">", ">=", "(", "{", "[", ",", ";", "&"})
_BEHIND = _BEFORE | {"", "-", "±", ")", "}", "]", ".", "\\\\"}
_BOUND = frozenset({"^", "_", "!", "'"})  # which would go with the last sign below the brace


def unbraced(tokens: list[Token]) -> list[Token]:
    r"""Drop braces drawn below or above a part, and what is written at them.

    A brace is no bracket: one around a sum beside a factor stays, and is not known; so does one that counts what dots
    leave out, `\underbrace{x \cdots x}_{n}`.
    """
    closings = _closings(tokens)
    dropped: set[int] = set()
    for place, token in enumerate(tokens):
        sign = _BRACES.get(token.value) if token.tex else None
        stop = closings.get(place + 1) if sign else None
        if stop is None or place in dropped:
            continue
        behind = _behind_label(tokens, closings, stop + 1, sign)
        if behind is None:
            continue
        before = next((tokens[one] for one in range(place - 1, -1, -1) if one not in dropped), None)
        if _is_drawn_only(before, tokens[place + 2 : stop], tokens[behind]):
            dropped.update((place, place + 1), range(stop, behind))
            tokens[place + 2] = tokens[place + 2]._replace(gap=True)
    return [token for place, token in enumerate(tokens) if place not in dropped]


def _closings(tokens: list[Token]) -> dict[int, int]:
    """Return where each brace that opens is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "op" and token.value == "{":
            opened.append(place)
        elif token.kind == "op" and token.value == "}" and opened:
            found[opened.pop()] = place
    return found


def _behind_label(tokens: list[Token], closings: dict[int, int], place: int, sign: str | None) -> int | None:
    """Return the place behind what is written at a brace that ends before a place, if anything is; None where it does
    not end."""
    if tokens[place].value != sign:
        return place
    label = tokens[place + 1]
    if label.kind == "end" or (label.value == "{" and place + 1 not in closings):
        return None
    return closings.get(place + 1, place + 1) + 1


def _is_drawn_only(before: Token | None, body: list[Token], after: Token) -> bool:
    r"""Whether a brace groups nothing and counts nothing."""
    if not _DOTS.isdisjoint(one.value for one in body) or after.value in _BOUND:
        return False
    is_apart = (before is None or before.value in _BEFORE) and after.value in _BEHIND
    return is_apart or not _has_summands(body)


def _has_summands(body: list[Token]) -> bool:
    """Whether a sign that joins summands stands outside all brackets."""
    depth = 0
    for one in body:
        depth += (one.value in {"(", "[", "{"}) - (one.value in {")", "]", "}"})
        if depth == 0 and one.value in _SUMMANDS:
            return True
    return False


def closing_of(tokens: list[Token], place: int) -> int | None:
    """Return where the brace that opens at a place is closed."""
    depth = 0
    for stop in range(place, len(tokens)):
        if tokens[stop].kind == "op":
            depth += {"{": 1, "}": -1}.get(tokens[stop].value, 0)
        if depth == 0:
            return stop
    return None
