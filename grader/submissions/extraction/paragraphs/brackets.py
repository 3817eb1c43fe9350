"""Brackets that words open and typed mathematics closes: that of `(mine is 1800)` is no part of the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.submissions.extraction.paragraphs.lexeme import Lexeme

_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")


class Brackets:
    """Follows the brackets of a paragraph, stretch by stretch; of each open one it knows whether words opened it."""

    def __init__(self) -> None:
        self.by_words: list[bool] = []

    def parted(self, stretch: Iterable[Lexeme]) -> Iterator[Lexeme]:
        """Yield the lexemes of a stretch, what closes a bracket that words opened as a sign behind the mathematics."""
        for one in stretch:
            end = self._followed(one) if not one.text.isalnum() else len(one.text)
            if end == len(one.text):
                yield one
                continue
            if end:
                yield one._replace(text=one.text[:end], raw=one.text[:end])
            yield from (Lexeme("sign", sign, sign, one.line) for sign in one.text[end:])

    def _followed(self, one: Lexeme) -> int:
        """Take in the brackets of a lexeme; return where those at its end begin that close one opened by words."""
        end = len(one.text)
        for place, sign in enumerate(one.text):
            if sign in _OPENS:
                self.by_words.append(one.kind == "sign")
            elif sign in _CLOSES and self.by_words and self.by_words.pop() and one.kind == "formula":
                end = min(end, place)
        return end if set(one.text[end:]) <= _CLOSES else len(one.text)
