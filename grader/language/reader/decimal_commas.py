"""Commas that may be decimal signs though no convention says so: `1,5; 2,5`, `1,5 or 2,5`, `(0,8; 0,4)`.

A comma between two digits, with no blank, parts numbers for some and is a decimal sign for others. It may be the latter
where something else parts the numbers of the same bracket; by itself (`{1,5}`, `(2,3)`) it parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.language.tokens import Token
from grader.records import dataclass, field

_COMMA = re.compile(r"\d,\d")
_PARTED = re.compile(r"[;&~\\\s]|and|or")  # what else may part numbers
_OPEN = frozenset({"(", "[", "{", "\\{"})
_BRACES = frozenset({"{", "\\{"})  # `{-2,5; 2}` may be a list with a slip
_CLOSE = frozenset({")", "]", "}", "\\}"})
_WORDS = frozenset({"and", "or"})
_ROWS = frozenset({";", "&"})


@dataclass(slots=True)
class _Bracket:
    """What stands directly in one bracket: its decimal commas (places), and the pieces between what else parts it."""

    opening: str
    commas: list[int] = field(default_factory=list)
    in_piece: int = 0
    pieces: list[int] = field(default_factory=list)  # how many decimal commas each finished piece holds
    rows: bool = False  # parted by what parts no list with commas: `;`
    other: bool = False  # a comma that is neither a decimal sign nor a list's with a blank behind it

    def part(self) -> None:
        self.pieces.append(self.in_piece)
        self.in_piece = 0

    def decimals(self, *, rows: bool) -> list[int]:
        """Return the places of the commas that may be decimal signs; `rows`: whether `[1,2;3,4]` may hold them."""
        pieces = [*self.pieces, self.in_piece]
        if self.other or len(pieces) < 2 or max(pieces) > 1 or (self.opening == "[" and not rows):
            return []
        return self.commas if self.rows or min(pieces) == 1 else []


def with_decimal_commas(text: str, tokens: list[Token], *, rows: bool) -> tuple[list[Token], bool] | None:
    """Return tokens with the commas that may be decimal signs as such; None where there are none.

    `rows`: whether those of `[1,2;3,4]` may be some. The second value says whether they may be decimal signs where no
    list can be read, too: `(0,8; 0,4)`, and not `1,5, 2,5`.
    """
    if _COMMA.search(text) is None or _PARTED.search(text) is None:
        return None
    brackets = [one for one in _brackets(tokens) if one.decimals(rows=rows)]
    places = {place for one in brackets for place in one.commas}
    if not places:
        return None
    done: list[Token] = []
    for place, token in enumerate(tokens):
        if place - 1 in places:
            done[-1] = done[-1]._replace(value=f"{done[-1].value}.{token.value}", end=token.end)
        elif place not in places:
            done.append(token)
    return done, all(one.rows and one.opening not in _BRACES for one in brackets)


def _brackets(tokens: list[Token]) -> Iterator[_Bracket]:
    """Yield what stands in each bracket, and outside of all; what follows a name or `_` or `^` parts nothing here."""
    stack = [_Bracket("")]
    for place, token in enumerate(tokens):
        here, value = stack[-1], token.value
        if token.kind == "op" and value in _OPEN:
            stack.append(_Bracket(value, other=_is_argument(tokens, place)))
        elif token.kind == "op" and value in _CLOSE and len(stack) > 1:
            yield stack.pop()
        elif value == ",":
            _comma(here, tokens, place)
        elif value in _ROWS or value in _WORDS:
            here.rows = here.rows or value in _ROWS
            here.part()
    yield from stack


def _is_argument(tokens: list[Token], place: int) -> bool:
    before = tokens[place - 1] if place else None
    return before is not None and (before.kind == "word" or before.value in {"_", "^", ")", "}"})


def _comma(here: _Bracket, tokens: list[Token], place: int) -> None:
    """Note a comma: a decimal sign, or one with a blank behind it that lists."""
    before, comma, after = tokens[place - 1] if place else None, tokens[place], tokens[place + 1]
    is_close = not comma.gap and not after.gap
    if is_close and before is not None and _is_digits(before) and _is_digits(after):
        here.commas.append(place)
        here.in_piece += 1
    elif after.gap:
        here.part()
    else:
        here.other = True


def _is_digits(token: Token) -> bool:
    return token.kind == "num" and token.value.isdigit()
