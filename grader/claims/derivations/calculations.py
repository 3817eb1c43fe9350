"""Calculations beside a line, `= x - 3x // 1 - 3 = -2`, and what is done to both sides of it, `3x = 9    :3`.

Of several bars, `5x + 2 = 2x + 14 | -2x | -2`, each begins an operation on both sides, or two of them are those of an
absolute value.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.claims.derivations.lines import SIGN, is_signed
from grader.claims.derivations.remark_words import WORD, is_word
from grader.claims.derivations.remarks import OPERATION

_BESIDE = re.compile(r"\s+(?://|\||#|←)\s*(?=\S)")
_DONE = re.compile(
    r"(?<=\S)(?:(?=[ ]{3}|[ ]{0,2}\t)(?>[ \t]+)|(?>[ \t]*)\\q?quad\s*|[ \t]+[/\\%][ \t]*(?=[-+:*·×÷]))"
    r"(?:[-+−:*/·×⋅÷]|\\(?:cdot|times|div)(?![A-Za-z]))[ \t]?[^\s=<>≤≥≠\n&\\][^=<>≤≥≠\n&\\]{0,40}(?=\$?(?:\n|\Z|\\\\))"
)
_COMMENT = re.compile(r"(?<==)(?P<kept>[^=%\n]*\S)[ \t]+%[ \t]+[^%\n]*=[^%\n]*$")
_OPERAND = re.compile(r"[\w)}]")
_MODULUS = re.compile(r"(?<!\|)\|(?=[^\s|])[^|\n]*(?<=[^\s|])\|(?!\|)")
_BAR = re.compile(r"(?<!\\)\|{1,2}|\\mid(?![A-Za-z])")

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
    words = [word[0] for word in WORD.finditer(said)]
    letters = {word for word in words if len(word) == 1}  # `ab` beside a and b is their product
    has_words = any(len(word) > 1 and is_word(word, names) and not letters.issuperset(word) for word in words)
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


def with_one_bar(text: str) -> str:
    """Return a text in which operations behind several bars at the end of a relation stand behind a single one.

    Nothing is done to both sides of the last line.
    """
    lines = text.split("\n")
    last = max((place for place, line in enumerate(lines) if line.strip()), default=0)
    return "\n".join([*map(_with_one_bar, lines[:last]), *lines[last:]])


def _with_one_bar(line: str) -> str:
    head, *said = _BAR.split(line) if len(line) <= MAX_READ else [line]
    operations = [one.strip() for one in said if one.strip(" \t$\\&")]
    is_one = len(said) < 2 and "\\mid" not in line
    if is_one or not all(OPERATION.fullmatch(one) and _OPERAND.search(one) for one in operations):
        return line
    has_right = SIGN.search(head) is not None and SIGN.split(head)[-1].strip(" \t$\\&")
    return f"{head.rstrip()} | {', '.join(operations)}" if operations and has_right else line


def may_have_moduli(text: str) -> bool:
    """Whether bars stand around something as those of an absolute value do, `|-x| + 5`."""
    return _MODULUS.search(text) is not None
