r"""Boxes around formulas in one spelling: `\fbox{$x$}`, and a document's own macro for it, become `\boxed{x}`.

So do two lines below a formula, `\underline{\underline{c = 3}}`; below a letter alone they may say that it is a tensor.
What only sets the box in the macro, `\begin{center}`, `\centerline` and `\[`, is dress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BODY = (
    r"(?:\\underline\s*\{\s*\\underline|\\(?:fbox|framebox|boxed))\s*\{\s*(?:\$|\\\()?\s*(?:\\displaystyle)?\s*#1"
    r"\s*(?:\$|\\\))?\s*\}"
)
_LAYOUT = r"begin\s*\{(?:center|flushleft|flushright)\}"
_SPACE = r"(?:centering|noindent|par|(?:small|med|big)skip)(?![A-Za-z])"
_SET = rf"(?:(?:\\(?:{_LAYOUT}|{_SPACE}|(?:centerline|ensuremath)\s*\{{|\[|\()|\${{1,2}}(?!\$))\s*)*"
_DEFINED = re.compile(
    rf"\\(?:re|provide)?newcommand\*?\s*\{{?\\(?P<name>[A-Za-z]+)\}}?\s*\[1\]\s*(?P<body>\{{)\s*{_SET}{_BODY}"
)
_CLOSING = re.compile(
    r"(?:\s|\}|\$|\\\]|\\\)|\\end\s*\{[a-z]+\}|\\(?:par|(?:small|med|big)skip)(?![A-Za-z]))*"
)  # of what only sets the box
_USED = re.compile(r"\\(?P<name>[A-Za-z]+)\s*(?=\{)")
_FORMULA = re.compile(r"\s*(?:\$(?P<dollars>[^$]+)\$|\\\((?P<round>(?:[^\\]|\\[^()\\])+)\\\))\s*")
BOX_CHARACTERS = 2_000  # of a formula in a box


def with_boxes(text: str, braces: Mapping[int, int]) -> str:
    """Return a document, free of comments, with its boxes in one spelling; `braces` says where each one closes."""
    own = {match["name"] for match in _DEFINED.finditer(text) if _is_only_box(text, match, braces)}
    begin = max(text.find("\\begin{document}"), 0)
    parts: list[str] = []
    kept = 0
    for match in _USED.finditer(text, begin) if own or "\\f" in text or "\\underline" in text else ():
        inner = _inner(text, match, own, braces) if match.start() >= kept else None
        if inner is not None:
            parts += [text[kept : match.start()], f"\\boxed{{{inner}}}"]
            kept = braces[match.end()] + 1
    return "".join([*parts, text[kept:]])


def _is_only_box(text: str, match: re.Match[str], braces: Mapping[int, int]) -> bool:
    """Whether nothing stands in the body of a macro behind its box: `\\fbox{#1} is wrong` says more."""
    stop = braces.get(match.start("body"))
    return stop is not None and _CLOSING.fullmatch(text, match.end(), max(stop, match.end())) is not None


def _inner(text: str, match: re.Match[str], own: set[str], braces: Mapping[int, int]) -> str | None:
    """Return the formula in a box, None where something else stands in it."""
    stop = braces.get(match.end())
    if stop is None or stop - match.end() > BOX_CHARACTERS:
        return None
    inside = text[match.end() + 1 : stop]
    if match["name"] == "underline":
        return _underlined_twice(text, match, braces)
    formula = _FORMULA.fullmatch(inside)
    if match["name"] in {"fbox", "framebox"}:
        return (formula["dollars"] or formula["round"]) if formula else None
    if match["name"] not in own or ("$" in inside and not formula):
        return None
    return (formula["dollars"] or formula["round"]) if formula else inside


def _underlined_twice(text: str, match: re.Match[str], braces: Mapping[int, int]) -> str | None:
    """Return the formula below which two lines stand, None for one line, a letter, or words."""
    inner = _USED.match(text, match.end() + 1)
    if inner is None or inner["name"] != "underline" or braces.get(inner.end()) is None:
        return None
    stop = braces[inner.end()]
    inside = text[inner.end() + 1 : stop]
    if text[stop + 1 : braces[match.end()]].strip() or _LETTER.fullmatch(inside):
        return None
    formula = _FORMULA.fullmatch(inside)
    if formula is None and ("$" in inside or _WORDS.search(inside)):
        return None
    return (formula["dollars"] or formula["round"]) if formula else inside


_LETTER = re.compile(r"\s*(?:\\[A-Za-z]+|[A-Za-z])\s*(?:[_^]\s*(?:\w|\{[^{}]*\})\s*)*")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-zÀ-ÿ]{3,}")
