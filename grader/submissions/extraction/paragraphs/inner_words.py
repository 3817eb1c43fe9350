r"""A formula parted at its words: at `\text{…}`, `\quad` and arrows of implication outside of brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.submissions.extraction.formulas.values import PROOF_END
from grader.submissions.extraction.paragraphs.lexeme import Lexeme

CONNECTIVES = frozenset({"if", "for", "and", "or", "otherwise", "else", "mod", "in", "real"})  # words of prose here
_INNER = re.compile(
    r"\\(?:text|textrm|textnormal|mbox|textit|textbf|mathrm)\s*\{(?P<words>[^{}$]*)\}"
    r"|\\q?quad(?![A-Za-z])|(?P<arrow>\\(?:Rightarrow|implies|Longrightarrow|therefore)(?![A-Za-z])|⇒|∴|⇔|\\(?:iff|Leftrightarrow|Longleftrightarrow)(?![A-Za-z]))"
    r"|(?P<tends>\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→|\\xrightarrow\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\})"
)
_ENDS = " \t\n.,;:"
_TENDS = re.compile(r"\s*(?:\|?\\?[A-Za-z]+(?:_\{?\w+\}?)?\|?|\([^()]*\))\s*")  # what tends to something in a condition


def parted_formula(text: str, raw: str, line: int, *, display: bool) -> Iterator[Lexeme]:
    r"""Yield a formula, parted at `\text{…}`, `\quad` and arrows of implication outside of brackets."""
    depth = depths(text) if any(sign in text for sign in "\\⇒⇔→∴") else []
    start = 0
    for match in _INNER.finditer(text):
        if depth[match.start()] > 0 or not _is_prose(match["words"]):
            continue
        if match["tends"] and not match["tends"].startswith("\\x") and _is_condition(text[start : match.start()]):
            continue  # `x \to 0`, `f: A \to B`
        yield from _formula(text[start : match.start()], line, display=display)
        start = match.end()
        if match["words"] is not None:
            yield from _inner_words(match["words"], line)
        elif match["arrow"] or match["tends"]:
            yield Lexeme("word", "⇒", match[0], line)
        else:
            yield Lexeme("sign", ",", match[0], line)
    if start:
        yield from _formula(text[start:], line, display=display)
    elif text.strip() and not PROOF_END.fullmatch(text.strip()):
        yield Lexeme("formula", text.strip(), raw, line, display)


def _is_condition(before: str) -> bool:
    return _TENDS.fullmatch(before) is not None or ":" in before


def _is_prose(words: str | None) -> bool:
    r"""Whether the text in a formula parts it: words with blanks around them, or a word such as `if`; no operator."""
    return words is None or words != words.strip() or " " in words or words.casefold() in _JOINING


_JOINING = CONNECTIVES | {
    "o",
    "ou",
    "oder",
    "so",
    "with",
    "where",
    "since",
    "because",
    "when",
    "und",
    "et",
    "y",
    "für",
    "si",
    "thus",
}


def _formula(text: str, line: int, *, display: bool) -> Iterator[Lexeme]:
    inner = text.rstrip(_ENDS)
    ending = text[len(inner) :].strip()[:1]
    inner = inner.lstrip(" \t\n,;.")
    if inner and not PROOF_END.fullmatch(inner):
        yield Lexeme("formula", inner, inner, line, display)
    yield from (Lexeme("sign", sign, sign, line) for sign in ending)


def _inner_words(text: str, line: int) -> Iterator[Lexeme]:
    for match in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,.;:()]|\S", text):
        is_word = match[0][0].isalpha()
        yield Lexeme("word" if is_word else "sign", match[0].casefold(), match[0], line)
