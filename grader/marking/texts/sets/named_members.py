"""Members of a set that were given names: `x_1 = 2, x_2 = 3`, `λ = 1 or λ = 3`, `λ_{1,2} = 2 ± 1`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.claims.chains import depths
from grader.language.limits import LIMITS
from grader.language.names import Names
from grader.language.spelling import canonical_name

_UNKNOWNS = frozenset({"x", "y", "z"})  # of which each is another one
CONSTANTS = frozenset({"e", "i", "pi", "π", "\\pi"})  # what no value is called
_INDEX = r"(?:_\{[\d,/\s]+\}|_\d+|\d+|[₀-₉]+)"
_LETTER = r"(?:\\[A-Za-z]+|[^\W\d_₀-₉²³]+)"
_JOINED = r"(?:or|and|oder|und|ou|et|o|y)"
_SEPARATOR = rf"(?:[,;]|\\(?:lor|vee|q?quad)\b|\b{_JOINED}\b|\\(?:text|mathrm)\s*\{{\s*{_JOINED}\s*\}})"
_BEFORE = rf"(?:\A|{_SEPARATOR})(?:\s|\\[ ,;:!]|\$|{_SEPARATOR})*"
_RUN = re.compile(_BEFORE)
_NAME = re.compile(
    rf"(?P<before>{_BEFORE})"
    rf"(?P<letter>{_LETTER})(?P<index>{_INDEX}'*|'*)\s*(?P<sign>=|∈|\\in\b)(?!=)\s*"
)
_MORE = re.compile(rf"{_SEPARATOR}|[<>≤≥≠]|\\(?:[lg]eq?|[lg]t|neq?|in)(?![A-Za-z])|∈")
_AND = re.compile(r"\b(?:and|und|et|y)\b")


def without_names(text: str, names: Names) -> str:
    """Return the values of a set without what they were called, `2; 3` of `x_1 = 2, x_2 = 3`; any other text itself.

    They are called alike, by a letter that nothing declares, and each value is one. Values with one letter joined by
    `and` stay as they are: they may contradict one another.
    """
    if len(text) > LIMITS.max_text:
        return text  # which is refused where it is read
    depth = depths(text)
    found = [match for match in _named(text) if not depth[match.start("letter")]]
    if not found or found[0].start() or not _are_names(found, names):
        return text
    ends = [match.start() for match in found[1:]] + [len(text)]
    values = [text[match.end() : end].strip(" $") for match, end in zip(found, ends, strict=True)]
    if len(values) == 1:
        is_of_all = found[0]["sign"] != "=" or {",", "/"} & set(found[0]["index"])
        return values[0] if is_of_all else text
    indices = [match["index"] for match in found]
    joined = any(_AND.search(match["before"]) for match in found)
    if (joined and len(set(indices)) < len(indices)) or any(map(_says_more, values)):
        return text
    return "; ".join(values)


def _named(text: str) -> Iterator[re.Match[str]]:
    """Yield the names with what parts them from the value before; of a run of separators one beginning is tried."""
    place = 0
    while place < len(text) and (run := _RUN.search(text, place)) is not None:
        found = _NAME.match(text, run.start())
        if found is not None:
            yield found
        place = max(run.end(), run.start() + 1) if found is None else found.end()


def is_other_unknown(letter: str, names: Names) -> bool:
    """Whether a letter is one of the usual unknowns where another of these is asked for: `y` of x."""
    return letter in _UNKNOWNS - names.symbols.keys() and not _UNKNOWNS.isdisjoint(names.symbols)


def _are_names(found: Sequence[re.Match[str]], names: Names) -> bool:
    letters = {match["letter"] for match in found}
    if len(letters) > 1 or letters & CONSTANTS or any(is_other_unknown(one, names) for one in letters):
        return False
    called = letters | {match["letter"] + match["index"] for match in found}
    try:
        return not any(name in names.symbols or canonical_name(name) in names.symbols for name in called)
    except ValueError:  # `x² =` names nothing
        return False


def _says_more(value: str) -> bool:
    """Whether a text has a separator or an inequality outside of brackets: `3 or x > 5`."""
    depth = depths(value)
    return any(not depth[match.start()] for match in _MORE.finditer(value))
