r"""Macros that a document defines, written out in its answers: `\newcommand{\norm}[1]{\lVert #1 \rVert}`.

Only text is put in place of text, within limits; nothing is run. A macro with an optional argument stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.records import dataclass

EXPANSIONS = 100  # macros written out in one answer
EXPANDED_CHARACTERS = 4_000  # of an answer with its macros written out
MAX_ARGUMENTS = 9

_USED = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_PLACE = re.compile(r"#([1-9])")


@dataclass(frozen=True, slots=True)
class Macro:
    """How many arguments a macro takes, and what it stands for; None where that is not known."""

    arguments: int
    body: str | None


Macros = Mapping[str, Macro]


def expanded(text: str, macros: Macros) -> str | None:
    """Return a text with its macros written out, None where one of them cannot be, or a limit is passed."""
    start = count = 0
    while match := next((one for one in _USED.finditer(text, start) if one[1] in macros), None):
        macro = macros[match[1]]
        taken = _arguments(text, match.end(), macro.arguments)
        count += 1
        if macro.body is None or taken is None or count > EXPANSIONS or len(text) > EXPANDED_CHARACTERS:
            return None
        inner = _filled(macro.body, taken[0])
        start = match.start()
        text = f"{text[:start]}{inner}{_blank(inner, text, taken[1])}{text[taken[1] :]}"
    return text


def _blank(inner: str, text: str, place: int) -> str:
    r"""Return the blank that keeps a command at the end of a body, such as `\alpha`, from the letter behind it."""
    return " " if text[place : place + 1].isalpha() and re.search(r"\\[A-Za-z]+$", inner) else ""


def _filled(body: str, arguments: list[str]) -> str:
    return _PLACE.sub(lambda place: arguments[int(place[1]) - 1] if int(place[1]) <= len(arguments) else "", body)


def _arguments(text: str, place: int, number: int) -> tuple[list[str], int] | None:
    """Return the arguments behind a macro and the place after them: groups, or single signs."""
    found: list[str] = []
    for _ in range(number):
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text):
            return None
        stop = _end(text, place)
        if stop < 0:
            return None
        found.append(text[place + 1 : stop - 1] if text[place] == "{" else text[place:stop])
        place = stop
    return found, place


def _end(text: str, place: int) -> int:
    """Return the place after the group, the command or the sign that stands at a place; -1 where a group is open."""
    if text[place] == "\\":
        command = _USED.match(text, place)
        return command.end() if command else place + 1
    if text[place] != "{":
        return place + 1
    depth, at = 0, place
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return at + 1
        at += 1
    return -1


def macro_of(command: str, options: str, body: str | None) -> Macro:
    """Return a macro as it was defined; one with an optional argument, or defined in a rarer way, is not known."""
    counted = re.fullmatch(r"\s*(?:\[([1-9])\])?\s*|(?:#\d)+", options)
    if body is None or counted is None or command in {"let", "NewDocumentCommand"}:
        return Macro(0, None)
    if command == "DeclareMathOperator":
        return Macro(0, f"\\operatorname{{{body}}}")
    return Macro(int(counted[1] or 0) or options.count("#"), body.strip())


def is_plain_name(name: str, body: str) -> bool:
    r"""Whether a macro only spells its name: `\newcommand{\R}{\mathbb{R}}`, `\DeclareMathOperator{\relu}{ReLU}`."""
    inner = re.fullmatch(
        r"(?>\s*)(?:\\(?:mathbb|mathrm|operatorname|text|mathop|mathbf)(?>\s*)(?:\{\s*)?)?([A-Za-z]+)(?>\s*)(?:\}\s*)?",
        body,
    )
    return inner is not None and inner[1].casefold() == name.casefold()
