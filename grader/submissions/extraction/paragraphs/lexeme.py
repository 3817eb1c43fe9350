"""What a paragraph consists of: a word, a formula, a sign, the end of a line."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["word", "formula", "sign", "line", "row", "open"]


class Lexeme(NamedTuple):
    """A stretch of a paragraph. `raw` is what was typed, `text` what it says: a formula without its delimiters.

    `line` and `row` are ends: of a line, and of a row of a displayed formula. `open`: mathematics that is not closed.
    """

    kind: Kind
    text: str
    raw: str
    line: int
    display: bool = False
    typed: bool = False
