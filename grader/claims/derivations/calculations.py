"""Calculations beside a line, `= x - 3x // 1 - 3 = -2`, and what is done to both sides of it, `3x = 9    :3`."""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.claims.derivations.lines import SIGN, is_signed
from grader.claims.derivations.remark_words import WORD, is_word

_BESIDE = re.compile(r"\s+(?://|\|)\s*(?=\S)")
_DONE = re.compile(
    r"(?<=\S)(?:(?=[ ]{3}|[ ]{0,2}\t)(?>[ \t]+)|(?>[ \t]*)\\q?quad\s*|[ \t]+[/\\%][ \t]*(?=[-+:*·×÷]))"
    r"(?:[-+−:*/·×⋅÷]|\\(?:cdot|times|div)(?![A-Za-z]))[ \t]?[^\s=<>≤≥≠\n&\\][^=<>≤≥≠\n&\\]{0,40}(?=\$?(?:\n|\Z|\\\\))"
)
_COMMENT = re.compile(r"(?<==)(?P<kept>[^=%\n]*\S)[ \t]+%[ \t]+[^%\n]*=[^%\n]*$")

MAX_READ = 2_000  # characters of a line that is looked at; a longer one is read as it stands


def without_calculation(body: str, names: frozenset[str]) -> tuple[str, str]:
    """Return a line without the relation that stands behind `//` or a bar beside its own one, and that relation."""
    if len(body) > MAX_READ:
        return body, ""
    depth, bars = depths(body), body.count("|")
    for match in _BESIDE.finditer(body):
        before, said = body[: match.start()], body[match.end() :].strip()
        if depth[match.start()] or not is_signed(before):
            continue
        if "|" in match[0] and (bars != 1 or "\\|" in body):
            continue
        return (before, said) if _is_relation(said, names) else (body, "")
    return body, ""


def _is_relation(said: str, names: frozenset[str]) -> bool:
    has_words = any(len(word[0]) > 1 and is_word(word[0], names) for word in WORD.finditer(said))
    return is_signed(said) and SIGN.match(said) is None and "//" not in said and not has_words


def without_operations(text: str, *, is_of_values: bool) -> str:
    """Return the equations of a text without what may be done to both sides, and without calculations behind `%`.

    A chain of values has no other side, and columns in it are often wide.
    """
    return "\n".join(_without_operation(line, is_of_values=is_of_values) for line in text.split("\n"))


def _without_operation(line: str, *, is_of_values: bool) -> str:
    if len(line) > MAX_READ:
        return line
    line = _COMMENT.sub(r"\g<kept>", line)
    return line if is_of_values or not SIGN.search(line) else _DONE.sub("", line)
