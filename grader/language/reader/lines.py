r"""Texts of several lines: a line break is a blank within one formula, and never a sign between two."""

from __future__ import annotations

import re
from functools import cache

from grader.errors import AnswerError, Span
from grader.language.limits import LIMITS
from grader.wording import unreadable

_BRACKET = r"(?s)\\begin\{[^{}]*\}|\\end\{[^{}]*\}|\\[{}]|\\.|[()\[\]{}\n]"
_CASES = r"if|for|when|otherwise|else|falls|wenn|sonst|si|sinon"
_JOINING = rf"or|and|where|with|since|because|in|mod|union|oder|und|ou|et|[yo](?!\s*[=<>≤≥≠∈]|\s*\\)|{_CASES}"
_RELATION = r"[=<>≤≥≠≈∈~]|\\(?:le|ge|leq|geq|lt|gt|ne|neq|approx|in|sim|equiv|to|implies|iff)(?![A-Za-z])"
_COMMAND = r"\\(?:cdot|times|pm|cup|cap|quad|qquad|odot|vee|lor|land|wedge|text|end|[A-Za-z]*arrow)(?![A-Za-z])"
_SIGN = rf"[-+*/^·×∪∩,;:|&±−⊙∘@_'!%$⇒→⟹]|\\\\|{_COMMAND}|{_RELATION}"
_GOES_ON = rf"(?i)\s*(?:{_SIGN}|(?:{_JOINING})(?!\w))"
_UNENDED = rf"(?i)(?:{_SIGN}|(?<!\w)(?:{_JOINING}))\s*\Z"
_CASE = rf"(?i)(?<!\w)(?:{_CASES})(?!\w)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled for the first text of several lines."""
    return re.compile(pattern)


def refuse_lines(text: str) -> None:
    """Raise AnswerError where another formula begins in a line of its own: nobody says how the two belong together.

    A line goes on where it ends, or the next one begins, with a sign or a word that joins both. In LaTeX a line that
    holds no relation goes on, too.
    """
    if "\n" not in text or len(text) > LIMITS.max_text or "\n" not in text.strip():
        return  # a text that long is refused where it is read, or is a list of numbers
    depth = 0
    for match in _compiled(_BRACKET).finditer(text):
        if match[0] == "\n":
            if depth == 0 and _begins(text[: match.start()], text[match.end() :]):
                raise AnswerError(unreadable.SEVERAL_LINES, text, Span(match.start(), match.end()))
        elif match[0].startswith("\\begin{") or match[0] in {"(", "[", "{", "\\{"}:
            depth += 1
        elif match[0].startswith("\\end{") or match[0] in {")", "]", "}", "\\}"}:
            depth = max(0, depth - 1)


def _begins(before: str, behind: str) -> bool:
    line, last = behind.lstrip().split("\n", 1)[0], before.rstrip()
    if not line or not last or _compiled(_CASE).search(line) or _compiled(_GOES_ON).match(line):
        return False
    if _compiled(_UNENDED).search(last.rsplit("\n", 1)[-1]):
        return False
    return "\\" not in last + line or _compiled(_RELATION).search(line) is not None
