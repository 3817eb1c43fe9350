r"""Texts of sets that are read in two ways: `3 e -1`, `3 / -1`, `3 -1`, `\langle 0, 1 \rangle`.

Euler's number may be the Italian and Portuguese word for and; a slash may list; angles are open or closed intervals by
country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from grader.errors import AnswerError, Span
from grader.language.names import Symbol
from grader.language.tree import Logic, Node, Relation, SetOf, SetOp, walk
from grader.wording import unreadable_answers

_LETTER = r"(?:\\?[A-Za-z]+|[α-ωΑ-Ω])(?:_\{?\w+\}?)?"
# `x > 1 e x < 5`: no condition on x has x within one of its sides.
_BETWEEN_CONDITIONS = re.compile(
    rf"(?<=[\w)\]}}])\s+e\s+(?=\$?(?P<name>{_LETTER})\s*(?:[<>≤≥]|\\(?:leq?|geq?|lt|gt)\b))"
)
_BETWEEN_VALUES = re.compile(r"(?<=[\w)\]}])\s+e\s+(?=[-−+±\d(\[\\√π])")
_LISTING_SLASH = re.compile(r"(?<=[\d)\]}])\s+/\s+(?=[-−]\s?[\d\\])")
# `3 -1`: the sign stands close to its number, and a blank before it.
_SIGNED = re.compile(r"[\s$]*[-−]?\d+(?:[./]\d+)?(?:\s+[-−]\d+(?:[./]\d+)?)+[\s$]*")
_ANGLES = re.compile(r"⟨|〈|\\langle(?![A-Za-z])\s*")
_CLOSING = re.compile(r"⟩|〉|\\rangle(?![A-Za-z])")


def joined_by_word(text: str, symbols: Mapping[str, Symbol]) -> str:
    """Return conditions on one letter with `and` for the `e` between them, where e is no name."""
    if " e " not in text or "e" in symbols:
        return text
    found = list(_BETWEEN_CONDITIONS.finditer(text))
    names = {match["name"].lstrip("\\") for match in found}
    is_one = len(names) == 1 and text.strip(" $\\").startswith(next(iter(names)))
    return _BETWEEN_CONDITIONS.sub(" and ", text) if is_one else text


def between(text: str, *, half_open: bool) -> tuple[str, ...]:
    """Return the intervals that `between -1 and 1` may be, with its ends or without; none for any other text.

    Where one with one end is expected, they may be those with one end, too.
    """
    match = _BETWEEN.fullmatch(text)
    ends = f"{match['low']}, {match['high']}" if match is not None else ""
    with_one = (f"[{ends})", f"({ends}]") if half_open else ()
    return (f"({ends})", f"[{ends}]", *with_one) if ends else ()


_NUMBER = r"\$?\s*[-−]?(?:\d+(?:[./]\d+)?|∞|\\infty|oo)\s*\$?"
_BETWEEN = re.compile(
    rf"\s*(?:\$?[^\W\d_]\$?\s+)?(?:(?:is|lies|ist|liegt|est|está|è)\s+)?(?:between|zwischen|entre|tra|fra|tussen)\s+"
    rf"(?P<low>{_NUMBER})\s+(?:and|und|et|y|e|en)\s+(?P<high>{_NUMBER})[\s.]*",
    re.IGNORECASE,
)


def infinite_value(text: str) -> str:
    """Return what says that an unknown is infinite, `x = ∞`, which no number is; empty for any other text."""
    found = _INFINITE.search(text)
    return found[0].strip() if found is not None else ""


_INFINITE = re.compile(
    r"[A-Za-z]\s*(?:=|→|->|\\(?:to|rightarrow)(?![A-Za-z]))\s*\$?\s*[-−+±]?\s*(?:∞|\\infty|oo|inf(?:inity)?)(?![\w])"
)


def otherwise_meant(text: str, symbols: Mapping[str, Symbol]) -> str | None:
    """Return the other text that a set may have been meant as, None where there is one way to read it."""
    other = text
    if " e " in text and "e" not in symbols:
        other = _BETWEEN_VALUES.sub(" and ", other)
    if "/" in text:
        other = _LISTING_SLASH.sub(" and ", other)
    if _SIGNED.fullmatch(text) is not None:
        other = ", ".join(text.strip(" $").split())
    if _ANGLES.search(text):
        other = _CLOSING.sub("]", _ANGLES.sub("[", other))
    return other if other != text else None


def refuse_two_answers(text: str, tree: Node) -> None:
    """Raise AnswerError where one of two joined sets or conditions holds the other: `{1, 2} or {1}`, `x <= 3 or x < 3`.

    As one set the smaller one would say nothing; they are two answers. Sets that signs part may be a list of them.
    """
    if _OR.search(text) is not None and any(map(_hold_each_other, _joined(tree))):
        raise AnswerError(unreadable_answers.ONE_SET_HOLDS_OTHER, text, Span(0, len(text)))


def refuse_repeated(text: str, tree: Node) -> None:
    """Raise AnswerError where a value stands again beside both signs or behind a set: `x = ±3 or x = 3`.

    A list of single values may well repeat a double root.
    """
    is_twice = isinstance(tree, SetOf) and len({*tree.items}) < len(tree.items)
    if is_twice and _SEVERAL.search(text):
        raise AnswerError(unreadable_answers.ONE_SET_HOLDS_OTHER, text, Span(0, len(text)))


_OR = re.compile(r"(?<![^\W_])(?:or|oder|ou|of|ó|o)(?![^\W_])")
_SEVERAL = re.compile(r"±|\\pm(?![A-Za-z])|\}\s*(?:[;\n]|(?:or|oder|ou|and|und|et)(?!\w))")


def _joined(tree: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the pairs of what `or` joins."""
    for part in walk(tree):
        if isinstance(part, (Logic, SetOp)) and part.op in {"or", "union"}:
            yield from combinations(part.args, 2)


def _hold_each_other(pair: tuple[Node, Node]) -> bool:
    match pair:
        case SetOf(items), SetOf(others):
            return {*items} <= {*others} or {*others} <= {*items}
        case Relation(ops, sides), Relation(others, same):
            return sides == same and [*map(_LOOSE.get, ops, ops)] == [*map(_LOOSE.get, others, others)]
        case _:
            return False


_LOOSE = {"<": "<=", ">": ">="}
