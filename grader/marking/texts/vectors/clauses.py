r"""What a text says of the entries of a vector, clause by clause: `w_{1,1} = 1/n, w_{1,i} = 2/n for i = 2, …, n`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache

from grader.claims.chains import depths
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Node, Num
from grader.problems.question import Field
from grader.records import dataclass, replace

_STYLE = r"\\(?:mathbf|boldsymbol|vec|bm|mathrm)\s*"
_DOTS = r"(?:\\[lc]?dots|…|\.\.\.|\.\.)"
_NEAR = r"[\w+\-(){}/\\ ]{1,24}?"  # an end of a range
_SECOND = r"[\w+\- ]{1,8}?"  # what may stand between its first number and the dots
_LINK = (
    r"(?:\s|,|;|\(|\$|\\q?quad\b|\\[,;: ]|\\text\s?\{"
    r"|for\b|where\b|with\b|when\b|if\b|all\b|every\b|each\b|\\forall\b|∀)"
)
_JOINT = re.compile(r"(?:[\s,;.$&]|\\q?quad\b|\\\\|\\[,;: ]|\band\b){1,12}\Z")


@dataclass(frozen=True)
class Clause:
    """A formula for one entry (`place`), for those from one index to another (`ends`), under a condition, or for all.

    `letter` is the index, empty where none is named.
    """

    body: str
    letter: str = ""
    place: Node | None = None
    ends: tuple[Node, Node] | None = None
    condition: str = ""


def clauses(field: Field, text: str, letters: Sequence[str]) -> list[Clause] | None:
    """Return the clauses of a text; None where something stands before the first one."""
    left = left_side(field, letters)
    found = list(left.finditer(text))
    if not found:
        return _under_conditions(text, letters) or [_with_range(field, Clause(text), letters)]
    if text[: found[0].start()].strip(" $"):
        return None
    stops = [*(one.start() for one in found[1:]), len(text)]
    parts = []
    for match, stop in zip(found, stops, strict=True):
        index = next(one for one in match.groups() if one)
        body = _JOINT.sub("", text[match.end() : stop])
        clause = Clause(body, index) if index in letters else Clause(body, place=Num(Fraction(int(index))))
        parts.append(clause if clause.place is not None else _with_range(field, clause, letters))
    return parts


def _under_conditions(text: str, letters: Sequence[str]) -> list[Clause]:
    """Return the clauses of `1/n (i = 1), 2/n (i >= 2)`: each formula with its condition in brackets; else none."""
    depth = depths(text)
    cuts = [place for place, sign in enumerate(text) if sign in ",;" and not depth[place]]
    starts, stops = [0, *(place + 1 for place in cuts)], [*cuts, len(text)]
    parts = [text[start:stop].strip(" $") for start, stop in zip(starts, stops, strict=True)]
    condition = _condition(f"({'|'.join(letters) or 'i'})")
    matches = [condition.search(part) if part.endswith(")") else None for part in parts]
    found = [(part, match) for part, match in zip(parts, matches, strict=True) if match is not None]
    if len(found) < len(parts) or not any("(" in match[0] for _, match in found):
        return []
    named = [next((letter for letter in letters if letter in match["condition"]), "") for _, match in found]
    return [
        Clause(part[: match.start()], letter, condition=match["condition"])
        for (part, match), letter in zip(found, named, strict=True)
    ]


def left_side(field: Field, letters: Sequence[str]) -> re.Pattern[str]:
    r"""Return what finds an entry of a field before a sign of equality: `w_{0,i} =`, `w0_i =`, `(w_0)_1 =`."""
    return _left_side(field.name, field.spellings, tuple(letters))


@lru_cache(maxsize=256)
def _left_side(name: str, spellings: tuple[str, ...], letters: tuple[str, ...]) -> re.Pattern[str]:
    r"""Return what finds `w_{0,i} =`, `w0_i =`, `(w_0)_i =`, `w_0[i] =`, `w_0^{(i)} =` with an index or a number."""
    index = rf"({'|'.join(letters) or 'i'}|\d{{1,3}})"
    sides = []
    for own in (name, *spellings):
        base, _, below = own.partition("_")
        letter = rf"(?:{_STYLE})?\{{?{re.escape(base)}\}}?"
        if below:
            sub = re.escape(below)
            whole = rf"{letter}\s?(?:_\s?\{{?{sub}\}}?|{sub})"
            sides.append(rf"{letter}\s?_\s?\{{\s?{sub}\s?[,;]?\s?{index}\s?\}}")
        else:
            whole = letter
        sides.append(rf"{whole}\s?_\s?\{{?\s?{index}\s?\}}?")
        sides.append(rf"[(\[]\s?{whole}\s?[)\]]\s?_\s?\{{?\s?{index}\s?\}}?")
        sides.append(rf"{whole}\s?[(\[]\s?{index}\s?[)\]]")
        sides.append(rf"{whole}\s?\^\s?\{{?\(?{index}\)?\}}?")
    return re.compile(rf"(?<![\w\\])(?:{'|'.join(sides)})\s?&?\s?(?::=|=|≔)")


def _with_range(field: Field, clause: Clause, letters: Sequence[str]) -> Clause:
    """Return a clause without the range, or the condition, that stands behind its formula."""
    letter = f"({clause.letter})" if clause.letter else rf"({'|'.join(letters) or 'i'})"
    for pattern in _ranges(letter):
        match = pattern.search(clause.body)
        if match is None:
            continue
        ends = _ends(field, match)
        if ends is not None:
            return replace(clause, body=_JOINT.sub("", clause.body[: match.start()]), letter=match["letter"], ends=ends)
    match = _condition(letter).search(clause.body) if clause.letter else None
    if match is not None:
        return replace(clause, body=clause.body[: match.start()], condition=match["condition"])
    match = _every(letter).search(clause.body)
    return replace(clause, body=clause.body[: match.start()], letter=match["letter"]) if match else clause


@lru_cache(maxsize=64)
def _ranges(letter: str) -> tuple[re.Pattern[str], ...]:
    r"""Return what finds `for i = 1, …, n`, `i \in \{1, …, n\}` and `for 1 <= i <= n` at the end of a text."""
    named = letter.replace("(", "(?P<letter>", 1)
    low, high = rf"(?P<low>{_NEAR})", rf"(?P<high>{_NEAR})"
    close = r"[\s$).}\]]{0,6}\Z"
    before = rf"{_LINK}{{1,12}}"
    return (
        re.compile(
            rf"{before}{named}\s?(?:=|∈|\\in\b)\s?(?:\\?[{{\[(])?\s?{low}\s?,?\s?(?:{_SECOND}\s?,\s?)?(?:{_DOTS}|:|\bto\b)\s?,?\s?{high}\s?\\?{close}"
        ),
        re.compile(rf"{before}{low}\s?(?:<=|≤|\\leq?)\s?{named}\s?(?:<=|≤|\\leq?)\s?{high}{close}"),
    )


@lru_cache(maxsize=64)
def _condition(letter: str) -> re.Pattern[str]:
    """Return what finds `for i >= 2`, `if i > 1`, `otherwise` at the end of a text."""
    named = letter.replace("(", "(?:", 1)
    sign = r"(?:<=|>=|≤|≥|<|>|=|≠|!=|\\(?:leq?|geq?|neq?|lt|gt)\b)"
    return re.compile(rf"{_LINK}{{1,12}}(?P<condition>{named}\s?{sign}\s?[\w+\- ]{{1,20}}?)[\s$).}}]{{0,6}}\Z")


@lru_cache(maxsize=64)
def _every(letter: str) -> re.Pattern[str]:
    """Return what finds `for all i` at the end of a text."""
    named = letter.replace("(", "(?P<letter>", 1)
    return re.compile(
        rf"(?:\s|,|\(|\$|\\q?quad\b){{1,8}}(?:for\s(?:all|every|each)|\\forall|∀)[\s$]{{0,3}}{named}[\s$).}}]{{0,6}}\Z"
    )


def _ends(field: Field, match: re.Match[str]) -> tuple[Node, Node] | None:
    """Return the ends of a range, where both can be read in one way."""
    found = []
    for end in (match["low"], match["high"]):
        with suppress(AnswerError):
            readings = read(end.strip(), field.names)
            if len(readings) == 1:
                found.append(readings[0].tree)
    return (found[0], found[1]) if len(found) == 2 else None
