"""Typed mathematics put together again: stretches beside each other are one formula, which a stroke may part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from grader.submissions.extraction.paragraphs.lexeme import Lexeme


def parted_by_strokes(found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which a stroke between two formulas, `$2x$ / $3x$`, is a sign: it parts them, or lists them."""
    for place in range(1, len(found) - 1):
        one, before, after = found[place], found[place - 1], found[place + 1]
        parts = one.typed and one.text in {"/", "|", "//"} and before.kind == after.kind == "formula"
        if parts and not (before.typed or after.typed):
            found[place] = one._replace(kind="sign", typed=False)
    return found


def runs(found: list[Lexeme]) -> Iterator[Lexeme]:
    """Yield lexemes with typed stretches joined, also with formulas that they touch: `w = $[1, 2]$`, `1, 2, 3`.

    Brackets that are open go on behind the end of a line.
    """
    run: list[Lexeme] = []
    depth, related = 0, False
    for lexeme, following in zip_longest(found, found[1:]):
        if not run and lexeme.kind != "formula":
            yield lexeme
            continue
        if _goes_on(run, depth, lexeme, None if related and not depth else following):
            run.append(lexeme)
            depth = max(0, depth + _step(lexeme))
            related = related or _RELATED.search(lexeme.text) is not None
            continue
        yield from _joined(run)
        run, depth, related = [], 0, False
        yield lexeme
    yield from _joined(run)


_RELATED = re.compile(r"[<>≤≥≠]")  # behind a comma that follows it another value begins


def _goes_on(run: list[Lexeme], depth: int, lexeme: Lexeme, following: Lexeme | None) -> bool:
    """Whether a lexeme belongs to the run of typed mathematics before it; `following` is what comes next, if it may."""
    if lexeme.kind == "formula" and not lexeme.display:
        return not run or lexeme.typed or run[-1].typed or run[-1].kind in {"sign", "line"}
    if not run or not run[0].typed or following is None:
        return False
    if depth > 0 and following.kind in {"formula", "line"}:
        return lexeme.kind == "line" or lexeme.text in {",", ";", "-", "–"}
    return following.kind == "formula" and following.typed and run[-1].typed and lexeme.text in {",", ";", "-", "–"}


def _step(lexeme: Lexeme) -> int:
    return steps(lexeme.text)


def steps(text: str) -> int:
    """Return how many brackets a text opens more than it closes."""
    return 0 if text.isalpha() else sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))


def _joined(run: list[Lexeme]) -> Iterator[Lexeme]:
    if len(run) < 2:
        yield from run
        return
    text, raw = (" ".join(parts).replace(" ,", ",").replace(" ;", ";") for parts in _texts(run))
    yield run[0]._replace(text=text, raw=raw, typed=True)


def _texts(run: list[Lexeme]) -> tuple[list[str], list[str]]:
    return [one.text for one in run], [one.raw for one in run]
