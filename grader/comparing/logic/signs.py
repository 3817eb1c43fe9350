r"""The signs of formulas of logic and of sets, as TeX, Unicode and programs write them."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_TEXT = 400  # characters of a formula
MAX_SIGNS = 150  # in a formula, of which each may stand deeper than the one before

# What a sign is, by its spellings; commands stand without their backslash.
_COMMANDS = {
    "not": "neg lnot",
    "and": "land wedge",
    "or": "lor vee",
    "implies": "to rightarrow Rightarrow implies Longrightarrow longrightarrow",
    "iff": "iff leftrightarrow Leftrightarrow Longleftrightarrow longleftrightarrow",
    "xor": "oplus veebar",
    "union": "cup",
    "intersection": "cap",
    "minus": "setminus smallsetminus backslash",
    "difference": "triangle bigtriangleup ominus",
    "complement": "complement",
    "over": "overline bar",
    "empty": "emptyset varnothing",
    "subset": "subseteq subset subseteqq",
    "superset": "supseteq supset supseteqq",
    "in": "in",
    "notin": "notin",
    "true": "top",
    "false": "bot",
    "all": "forall",
    "some": "exists",
    "none": "nexists",
    "dot": "cdot",
}
_PLAIN = {
    **{"¬": "not", "∧": "and", "&&": "and", "∨": "or", "||": "or", "->": "implies", "=>": "implies", "→": "implies"},
    **{"⇒": "implies", "<->": "iff", "<=>": "iff", "↔": "iff", "⇔": "iff", "⊕": "xor", "⊻": "xor", "∪": "union"},
    **{"∩": "intersection", "∖": "minus", "△": "difference", "∆": "difference", "∅": "empty", "⊆": "subset"},
    **{"⊂": "subset", "⊇": "superset", "⊃": "superset", "∈": "in", "∉": "notin", "⊤": "true", "⊥": "false"},
    **{"∀": "all", "∃": "some", "∄": "none", "∁": "complement", "(": "(", ")": ")", "[": "(", "]": ")", "{": "{"},
    **{
        "}": "}",
        ",": ",",
        ":": ":",
        ".": ":",
        "=": "=",
        "'": "prime",
        "′": "prime",
        "-": "dash",
        "−": "dash",
        "+": "plus",
    },
    **{"·": "dot", "*": "dot", "⋅": "dot", "1": "one", "0": "zero"},
}
_BY_COMMAND = {spelling: kind for kind, spellings in _COMMANDS.items() for spelling in spellings.split()}
# Spellings that are read in two ways, which a sign has as its name.
_IN_TWO_WAYS = frozenset({"subset", "supset", "⊂", "⊃", "oplus", "⊕", "wedge", "∧"})
_GREEK = frozenset({"phi", "varphi", "psi", "chi", "alpha", "beta", "gamma", "theta", "omega", "Omega"})
_WORDS = {"and": "and", "or": "or", "not": "not", "xor": "xor", "implies": "implies", "iff": "iff"}
_SIGN = re.compile(
    r"(?P<blank>[\s$]+|\\[,;:!> ]|\\q?quad(?![A-Za-z])|\\(?:left|right|limits)(?![A-Za-z])|\.\s*\Z)"
    r"|(?P<above>\^\s*(?:\{\s*)?(?:\\complement|\\(?:mathsf|mathrm|text)\s*\{\s*[cC]\s*\}|\\prime|[cC])(?![A-Za-z])(?:\s*\})?)"
    r"|\\text\s*\{\s*(?P<text>[a-z]{2,7})\s*\}|\\(?P<command>[A-Za-z]{1,20})|(?P<word>[a-z]{2,7})(?![A-Za-z])"
    r"|(?P<letter>[A-Za-z])(?:_(?:\{(?P<below>[A-Za-z0-9]{1,4})\}|(?P<sub>[A-Za-z0-9])))?"
    rf"|(?P<plain>{'|'.join(sorted(map(re.escape, _PLAIN), key=len, reverse=True))})"
)


class Sign(NamedTuple):
    """What a sign is, and the name of a letter, or how a sign is spelled that has two meanings."""

    kind: str
    name: str = ""


def signs_of(text: str) -> tuple[Sign, ...] | None:
    """Return the signs of a text; None where one is not of logic or sets."""
    if len(text) > MAX_TEXT:
        return None
    found = list[Sign]()
    place = 0
    while place < len(text):
        match = _SIGN.match(text, place)
        if match is None:
            return None
        place = match.end()
        if match["blank"] is not None:
            continue
        sign = _sign(match)
        if sign is None:
            return None
        found.append(sign)
        if len(found) > MAX_SIGNS:
            return None
    return tuple(found)


def _sign(match: re.Match[str]) -> Sign | None:
    if match["above"] is not None:
        return Sign("prime")
    if (word := match["text"] or match["word"]) is not None:
        return Sign(_WORDS[word]) if word in _WORDS else None
    if (command := match["command"]) is not None:
        if command in _GREEK:
            return Sign("letter", command)
        return _spelled(_BY_COMMAND[command], command) if command in _BY_COMMAND else None
    if match["letter"] is not None:
        below = match["below"] or match["sub"]
        return Sign("letter", f"{match['letter']}_{below}" if below else match["letter"])
    return _spelled(_PLAIN[match["plain"]], match["plain"])


def _spelled(kind: str, spelling: str) -> Sign:
    return Sign(kind, spelling if spelling in _IN_TWO_WAYS else "")
