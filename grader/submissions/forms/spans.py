r"""Running text told apart: prose, formulas (`$…$`, `\(…\)`, environments), code, comments, what is not closed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from grader.records import dataclass
from grader.submissions.kept import of_short

Kind = Literal["text", "math", "display", "code", "comment", "open"]

ENVIRONMENTS = (
    "equation|align|aligned|alignat|flalign|gather|gathered|split|eqnarray|multline|displaymath|math|"
    "[bpvBV]?matrix|smallmatrix|array|cases|dcases"
)
_START = re.compile(
    r"\\begin\{(?P<name>(?:"
    + ENVIRONMENTS
    + r")\*?)\}|(?P<escape>\\[\\$%#])|(?P<open>\$\$|\$|\\\(|\\\[|<!--)|(?P<ticks>`+)"
)
_SIGN = re.compile(r"[\\$<`]")  # with which each of these begins
_CLOSING = {"$$": "$$", "$": "$", "\\(": "\\)", "\\[": "\\]", "<!--": "-->"}
_KIND: dict[str, Kind] = {"$$": "display", "$": "math", "\\(": "math", "\\[": "display", "<!--": "comment"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of running text: `text` is what stands between its delimiters, from `start` to `end` with them."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def is_formula(self) -> bool:
        """Whether it is mathematics by its delimiters."""
        return self.kind in {"math", "display"}


def pieces(text: str, ticks: bool = True) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph in order, without gaps. `ticks`: backticks hold code.

    Where a delimiter is not closed, the rest of the paragraph is one piece of kind `open`.
    """
    return _with_code(text) if ticks else _pieces(text, ticks=False)


@of_short
def _with_code(text: str) -> tuple[Piece, ...]:
    return _pieces(text, ticks=True)


def _pieces(text: str, *, ticks: bool) -> tuple[Piece, ...]:
    found: list[Piece] = []
    done = position = 0
    while sign := _SIGN.search(text, position):
        match = _START.match(text, sign.start())
        if match is None:
            position = sign.end()
            continue
        position = match.end()
        if match["escape"] or (match["ticks"] and not ticks):
            continue
        piece = _piece(text, match)
        if piece is None:
            continue
        if piece.start > done:
            found.append(Piece("text", text[done : piece.start], done, piece.start))
        found.append(piece)
        done = position = piece.end
    if done < len(text):
        found.append(Piece("text", text[done:], done, len(text)))
    return tuple(found)


def _piece(text: str, match: re.Match[str]) -> Piece | None:
    start, inside = match.span()
    if match["name"]:
        stop = environment_end(text, start)
        kind: Kind = "display"
        return Piece("open", text[start:], start, len(text)) if stop < 0 else Piece(kind, text[start:stop], start, stop)
    if match["ticks"]:
        stop = text.find(match["ticks"], inside)
        return None if stop < 0 else Piece("code", text[inside:stop], start, stop + len(match["ticks"]))
    closing = _CLOSING[match["open"]]
    stop = closing_place(text, closing, inside, len(text))
    if stop < 0:
        return Piece("open", text[start:], start, len(text))
    return Piece(_KIND[match["open"]], text[inside : stop - len(closing)], start, stop)


def closing_place(text: str, closing: str, start: int, stop: int) -> int:
    """Return the place after what closes a delimiter, escapes such as `\\$` passed over; -1 where nothing does."""
    if closing == "-->":
        found = text.find(closing, start, stop)
        return found + len(closing) if found >= 0 else -1
    for sign in _ESCAPED[closing].finditer(text, start, stop + len(closing) - 1):  # what begins before `stop`
        if sign[0] == closing:
            return sign.end()
    return -1


_ESCAPED = {one: re.compile(rf"{re.escape(one)}|\\.", re.DOTALL) for one in _CLOSING.values()}


_MARK = re.compile(r"\\(begin|end)\{([A-Za-z]+\*?)\}")


def environment_end(text: str, start: int, stop: int | None = None) -> int:
    r"""Return the place after the `\end` that closes the environment begun at `start`, -1 where none before `stop`."""
    begun: list[str] = []
    for mark in _MARK.finditer(text, start, len(text) if stop is None else stop):
        if mark[1] == "begin":
            begun.append(mark[2])
        elif not begun or begun.pop() != mark[2]:
            return -1
        if not begun:
            return mark.end()
    return -1


def environment_ends(text: str) -> dict[int, int]:
    r"""Return for each place where an environment begins the one after the `\end` that closes it, in one pass."""
    found: dict[int, int] = {}
    begun: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if mark[1] == "begin":
            begun.append(mark)
        elif begun and begun[-1][2] == mark[2]:
            found[begun.pop().start()] = mark.end()
        else:
            begun.clear()
    return found


def masked(text: str, parts: tuple[Piece, ...]) -> str:
    """Return a text of the same length in which only prose is left; a stand-in takes the place of each other sign."""
    signs = []
    for piece in parts:
        signs.append(piece.text if piece.kind == "text" else STAND_IN * (piece.end - piece.start))
    return "".join(signs)


STAND_IN = "\ue000"  # stands for a sign that is no prose


@of_short
def prose_of(text: str) -> str:
    """Return a text with a stand-in in the place of each sign that is no prose."""
    return text if _SIGN.search(text) is None else masked(text, pieces(text))


@lru_cache(maxsize=1)  # asked for a document several times in a row
def brace_ends(text: str) -> Mapping[int, int]:
    """Return for each brace that opens where the one stands that closes it."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for sign in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if sign[0] == "{":
            begun.append(sign.start())
        elif sign[0] == "}" and begun:
            found[begun.pop()] = sign.start()
    return found


def first_from(places: list[int], start: int, stop: int) -> int:
    """Return the first of several places, which are in order, from `start` on; `stop` where none is before it."""
    number = bisect_left(places, start)
    return min(places[number], stop) if number < len(places) else stop
