r"""Texts of several lines: a line break is a blank within one formula, and never a sign between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grader.errors import AnswerError, Span
from grader.language.limits import LIMITS
from grader.wording import unreadable

_BRACKET = r"(?s)\\begin\{[^{}]*\}|\\end\{[^{}]*\}|\\[{}]|\\.|[()\[\]{}\n]"
_CASES = r"if|for|when|otherwise|else|falls|wenn|sonst|si|sinon"
_JOINING = rf"or|and|where|with|since|because|in|mod|union|oder|und|ou|et|[yo](?!\s*[=<>≤≥≠∈]|\s*\\|\()|{_CASES}"
_RELATION = r"[=<>≤≥≠≈∈~]|\\(?:le|ge|leq|geq|lt|gt|ne|neq|approx|in|sim|equiv|to|implies|iff)(?![A-Za-z])"
_COMMAND = r"\\(?:cdot|times|pm|cup|cap|quad|qquad|odot|vee|lor|land|wedge|text|end|[A-Za-z]*arrow)(?![A-Za-z])"
_SIGN = rf"[-+*/^·×∪∩,;:|&±−⊙∘@_'!%$⇒→⟹]|\\\\|{_COMMAND}|{_RELATION}"
_GOES_ON = rf"(?i)\s*(?:{_SIGN}|(?:{_JOINING})(?!\w))"
_UNENDED = rf"(?i)(?:{_SIGN}|(?<!\w)(?:{_JOINING}))\s*\Z"
_DIFFERENCE = r"\s*[-−]"  # goes on with a difference, or begins with a negative number
_DRAWN = r"\s*[-–—_=]{3,}\s*"  # a bar of a fraction, or a rule below one
_BESIDE = r"[ \t]{3,}|\t|(?<=\$)[ \t]+(?=\$)|(?<=\\\))[ \t]+(?=\\\()"  # between formulas on one line
# A list, or a class of growth.
_WHOLE = r"\s*(?:[(\[][^()\[\]]*[,;][^()\[\]]*[)\]]|[OΘΩoθ]\s*\([^\n]*\)|\\(?:Theta|Omega|mathcal)[^\n]*\))\s*"
_CASE = rf"(?i)(?<!\w)(?:{_CASES})(?!\w)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled for the first text of several lines."""
    return re.compile(pattern)


def refuse_lines(text: str) -> None:
    """Raise AnswerError where another formula begins in a line of its own: nobody says how the two belong together.

    A line goes on where it ends, or the next one begins, with a sign or a word that joins both; a minus may begin a
    number as well. In LaTeX a line that begins with a command and holds no relation goes on, too.
    """
    if len(text) > LIMITS.max_text:
        return  # a text that long is refused where it is read, or is a list of numbers
    for match in _beside(text):
        raise AnswerError(unreadable.SEVERAL_LINES, text, Span(match.start(), match.end()))
    if "\n" not in text or "\n" not in text.strip():
        return
    depth = 0
    for match in _compiled(_BRACKET).finditer(text):
        if match[0] == "\n":
            if depth == 0 and _begins(text[: match.start()], text[match.end() :]):
                raise AnswerError(unreadable.SEVERAL_LINES, text, Span(match.start(), match.end()))
        elif match[0].startswith("\\begin{") or match[0] in {"(", "[", "{", "\\{"}:
            depth += 1
        elif match[0].startswith("\\end{") or match[0] in {")", "]", "}", "\\}"}:
            depth = max(0, depth - 1)


def in_lines(text: str) -> str:
    """Return a text in which equations that stand beside each other on one line have lines of their own."""
    found = list(_beside(text)) if len(text) <= LIMITS.max_text else []
    for match in reversed(found):
        text = f"{text[: match.start()]}\n{text[match.end() :]}"
    return text


def _beside(text: str) -> Iterator[re.Match[str]]:
    """Yield where an equation, a list or an order ends and another begins on a line, with a wide blank between."""
    if "   " not in text and "\t" not in text and "$ " not in text and "\\) " not in text:
        return
    for match in _compiled(_BESIDE).finditer(text):
        last, line = text[: match.start()].rsplit("\n", 1)[-1], text[match.end() :].split("\n", 1)[0]
        sides = (last.rsplit("   ", 1)[-1].rsplit("\t", 1)[-1], line.split("   ", 1)[0].split("\t", 1)[0])
        both = all(_compiled(_RELATION).search(side) for side in (last, line))
        both = both or all(_compiled(_WHOLE).fullmatch(side) for side in sides)
        if both and _begins(last, line):
            yield match


def _begins(before: str, behind: str) -> bool:
    """Return whether what stands behind a break begins another formula."""
    line, last = behind.lstrip().split("\n", 1)[0], before.rstrip().rsplit("\n", 1)[-1]
    if not line or not last or _compiled(_CASE).search(line):
        return False
    if _compiled(_DRAWN).fullmatch(line):
        return True
    is_wrapped = last.endswith("$") and line.startswith("$")
    last, line = (last.strip("$ \t."), line.strip("$ \t.")) if is_wrapped else (last, line)
    if _compiled(_UNENDED).search(last):
        return False
    is_relation = _compiled(_RELATION).search(line) is not None
    if _compiled(_DIFFERENCE).match(line):
        is_told = _compiled(_RELATION).search(last) is not None
        is_signed = "\\" not in last + line and not line[1:2].isspace()  # `x^2 ⏎ - 2x` goes on
        return is_wrapped or (is_relation and is_told) or (is_signed and not is_told)
    if _compiled(_GOES_ON).match(line):
        return False
    return is_wrapped or is_relation or not ("\\" in last + line and line.startswith(("\\", "{")))
