"""A left side as it is compared with names: without blanks, styles and braces, its signs written in one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from grader.language.spelling.greek import PRINTED
from grader.language.spelling.names import ACCENTS, STYLES, WORDS
from grader.language.tokens.commands import BLANK, COMMANDS, LEFT, QUOTIENTS, RIGHT

MAX_CHARACTERS = 120  # of a name
_ABOVE_LETTERS = (frozenset(ACCENTS) - {"dot", "ddot"}) | {"widehat", "widetilde", "overline"}  # dots are derivatives
_STYLES = STYLES | WORDS | _ABOVE_LETTERS | {"mathbb"}
_IDLE = LEFT | RIGHT | BLANK | {"quad", "qquad"}
_MEANT = {"partial": "∂", "in": "∈", "!=": "≠", **{sign: sign for sign in ("|", "<=", ">=", "<", ">")}}
# Commands of signs and of words that names are made of, and how these are written here.
_WRITTEN = {
    **{command: _MEANT[sign] for command, sign in COMMANDS.items() if sign in _MEANT},
    **{"nabla": "∇", "given": "|", "Pr": "P"},
}


def _any_of(commands: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(commands)))


_WRAPPED = re.compile(rf"\\(?:{_any_of(_STYLES)})\*?\s*\{{([^{{}}]*)\}}")
_DRESS = re.compile(
    rf"\\(?:{_any_of(filter(str.isalpha, _IDLE | _STYLES))})(?![A-Za-z])"
    rf"|\\(?:{_any_of(one for one in _IDLE if not one.isalpha())})|[\s$`~]"
)
_HELD = r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\\(?:{_any_of(QUOTIENTS)}){_HELD}{_HELD}"), r"\1/\2"),
    (re.compile(r"\^\{\s*((?:\\prime\s*){2,4})\}"), lambda match: "'" * match[1].count("p")),
    (re.compile(r"\^\{?\\prime\}?|’"), "'"),
    (re.compile(rf"\\({_any_of(_WRITTEN)})(?![A-Za-z])"), lambda match: _WRITTEN[match[1]]),
    # the divergence and the curl of a field, `\\nabla \\cdot F`, by their names
    (re.compile(r"∇\s*(?:[·⋅]|\\cdot(?![A-Za-z]))\s*(?:\\[A-Za-z]+\s+)?([A-Za-z])(?![A-Za-z])"), r"div(\1)"),
    (re.compile(r"∇\s*(?:×|\\times(?![A-Za-z]))\s*(?:\\[A-Za-z]+\s+)?([A-Za-z])(?![A-Za-z])"), r"curl(\1)"),
    (re.compile(r"⁻¹"), "^{-1}"),
    (re.compile(r"ᵀ"), "^T"),
    # events that are joined by signs or words: `P(A or B)`
    (re.compile(r"\\(?:cup|lor)(?![A-Za-z])|∨|(?<=[A-Z])\s+(?:or|oder|ou|o)\s+(?=[A-Z](?![A-Za-z]))"), "∪"),
    (re.compile(r"\\(?:cap|land|wedge)(?![A-Za-z])|∧|(?<=[A-Z])\s+(?:and|und|et|y|e)\s+(?=[A-Z](?![A-Za-z]))"), "∩"),
    (re.compile("[²³]"), lambda match: "^2" if match[0] == "²" else "^3"),
    (re.compile("[≤≥]"), lambda match: "<=" if match[0] == "≤" else ">="),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"_([A-Za-z]{2,}(?![A-Za-z])|\d{2,4}(?!\d))"), r"_{\1}"),  # `x_max`, `S_10`
    (re.compile(r"\[|\\\{"), "("),
    (re.compile(r"\]|\\\}"), ")"),
    (
        re.compile(r"(?<![A-Za-z])P\s*_\s*(?:\{\s*([A-Z])\s*\}|([A-Z]))\s*\(\s*([A-Z])\s*\)"),
        r"P(\3|\1\2)",
    ),  # French for `P(M|T)`
    (
        re.compile(
            r"\\?(?<![A-Za-z])(det|tr|Tr|Spur|rank|rk|rg|dim|Var|Cov|E|div|curl|rot|arg)\s+([A-Z](?:\^(?:\{[^{}]*\}|\w)|_\w)?)(?![A-Za-z])"
        ),
        r"\1(\2)",
    ),
    # one way of writing `\\ln 2`, `ln2` and `ln(2)`
    (re.compile(r"\\?(?<![A-Za-z])(ln|log|exp|sqrt|sin|cos|tan)(?:\s*[({]\s*(\d+)\s*[)}]|\s*(\d+))"), r"\1·\2\3"),
)
_PARTED = re.compile(r"(?<![\\\w])((?!d\b)[^\W\d_]+)\s+(?=[^\W_])")  # words and factors beside each other
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_BRACES = re.compile(r"\{\s*(\w|\\[A-Za-z]+)\s*\}")


def plain_name(left: str) -> str:
    """Return a left side without blanks, braces around one sign and what only dresses it."""
    text = _COMPLEMENT.sub(r"\1\2\3^c", _ACCENTED.sub(_unaccented, left[: 2 * MAX_CHARACTERS]))
    while text != (inner := _WRAPPED.sub(r" \1 ", text)):
        text = inner
    for pattern, put in _SIGNS:
        text = pattern.sub(put, text)
    text = _COMMAND.sub(lambda match: in_sign(match[0]), text)
    return _DRESS.sub("", _BRACES.sub(r"\1", _PARTED.sub(r"\1·", text)))


# A letter by itself with a hat, a tilde or a bar, in one sign or in two, as in `ŷ`; no letter of a word.
_ACCENTED = re.compile(r"(?<![^\W\d_])[^\W\d_][\u0302-\u0305]?(?![^\W\d_\u0300-\u036f])")


def _unaccented(letter: re.Match[str]) -> str:
    signs = unicodedata.normalize("NFD", letter[0])
    base, marks = signs[0], signs[1:]
    return base if marks and set(marks) <= set("\u0302\u0303\u0304\u0305") else letter[0]


# The complement of an event, `P(\\bar A)`; at the beginning of a name, `\\bar X`, it is a mean.
_COMPLEMENT = re.compile(r"(?<=[(\[{|])\s*\\(?:bar|overline)\s*(?:\{\s*([A-Z])\s*\}|([A-Z])|(\{[^{}]{1,40}\}))(?!_)")


def in_sign(command: str) -> str:
    """Return a Greek letter for its command, any other command itself."""
    return PRINTED.get(command.removeprefix("\\").removeprefix("var"), command)


_SET = re.compile(r"[\s$]|\\(?:left|right|limits|displaystyle)(?![A-Za-z])|\\[,;:! ]")


def tightened(text: str, *, has_braces: bool = True) -> str:
    """Return a formula without blanks and commands that only set it, and without braces where they are to go."""
    plain = _SET.sub("", text)
    return plain if has_braces else plain.replace("{", "").replace("}", "")
