r"""Letters with marks above them as they are typed in one sign or in two, `ẋ` and `x̄`, by their commands."""

from __future__ import annotations

import re
import unicodedata

_COMMANDS = {
    "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot", "\u0308": "ddot",
    "\u030c": "check", "\u20d7": "vec",
}  # fmt: skip
_MARKED = re.compile(r"(?<![^\W\d_])[^\W\d_][\u0302-\u030c\u20d7]*(?![^\W\d_\u0300-\u036f])")  # and no letter of a word


def with_commands(text: str) -> str:
    r"""Return a text in which a letter by itself has the commands of its marks before it, `\dot{x}` for `ẋ`."""
    return text if text.isascii() else _MARKED.sub(_commanded, text)


def _commanded(match: re.Match[str]) -> str:
    signs = unicodedata.normalize("NFD", match[0])
    letter, marks = signs[0], signs[1:]
    if not marks or not _COMMANDS.keys() >= {*marks}:
        return match[0]
    return "".join(f"\\{_COMMANDS[one]}{{" for one in marks) + letter + "}" * len(marks)
