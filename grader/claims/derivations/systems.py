r"""Systems of equations within a brace, `\begin{cases} x + y = 5 \\ x - y = 1 \end{cases}`: all of its rows hold."""

from __future__ import annotations

import re

from grader.claims.derivations.lines import is_signed

MAX_READ = 10_000  # characters of a text in which systems are looked for
_SYSTEM = re.compile(
    r"(?:\\left\s*\\\{\s*\\begin\{(?P<inner>array|aligned|matrix)\}(?:\{[^{}]*\})?(?P<within>(?:(?!\\begin|\\end)[\s\S])*)"
    r"\\end\{(?P=inner)\}\s*\\right\s*\.?)|\\begin\{cases\}(?P<rows>(?:(?!\\begin|\\end)[\s\S])*)\\end\{cases\}"
)
_WORD = re.compile(r"(?<![\\\w])(?:if|for|when|else|otherwise)\b|\\text")


def with_systems_in_lines(text: str) -> str:
    """Return a text with `and` between the rows of systems, each of which is a condition; what has cases stays."""
    return _SYSTEM.sub(_in_one_line, text) if len(text) <= MAX_READ else text


def _in_one_line(system: re.Match[str]) -> str:
    rows = [
        row.replace("&", " ").strip(" \n\t,;") for row in re.split(r"\\\\", system["rows"] or system["within"] or "")
    ]
    rows = [" ".join(row.split()) for row in rows if row]
    is_plain = len(rows) > 1 and all(is_signed(row) and _WORD.search(row) is None for row in rows)
    return " and ".join(rows) + "\n" * system[0].count("\n") if is_plain else system[0]
