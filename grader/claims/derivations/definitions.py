r"""Lines that give names to formulas without a word that says so: `u = x^2, v = e^{3x}`, `Substitution: u = x^2`.

A letter that the question does not know is such a name where it stands alone before `=`, and recurs below. Beside the
names may stand what their derivatives are, `u' = 2x`, which are steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from grader.claims.chains import parts_outside
from grader.claims.derivations.lines import KNOWN, Defined, Line, Skipped, is_signed, parts_of
from grader.claims.derivations.wholes import ORDER
from grader.records import dataclass, replace

MAX_READ = 2_000  # characters of a line in which names are looked for; in a longer one there are none
_LEAD = re.compile(
    r"(?:(?:(?P<let>let|define|set|put|where|with|denote)|using|use|by|(?:we\s+)?substitut(?:e|ion|ing))\b\s*:?\s*)?"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
_THEN = re.compile(r"[\s.,;:]{0,4}(?:\b(?:then|now|so|hence|thus)\b)?[\s.,;:]{0,4}$", re.IGNORECASE)
_NAME = re.compile(r"\\?[A-Za-z](?:_\w+)?(?:\([a-z]\))?")
_SLOPE = re.compile(r"(?P<name>[A-Za-z](?:_\w+)?)['′](?:\([a-z]\))?")
_COLON = re.compile(r":(?!=)|,?\s\b(?:then|gives|yields|(?:we|you)\s(?:get|have|obtain|find))\b:?", re.IGNORECASE)
_WORD = re.compile(r"\\?[A-Za-z]+")
_CONSTANTS = frozenset({"e", "i", "d"})
Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Named:
    """Lines that a line of definitions is, and what stands behind them in it."""

    lines: tuple[Line, ...]
    rest: str


def named_in(pieces: Sequence[Piece], names: frozenset[str]) -> Mapping[int, Named]:
    """Return the lines that give names to formulas, by their places."""
    found: dict[int, Named] = {}
    known: set[str] = set()
    for place, (number, piece) in enumerate(pieces):
        behind = "\n".join(text for _, text in pieces[place + 1 :])
        named = _named(piece, number, _Names(names, frozenset(known), behind)) if len(piece) <= MAX_READ else None
        if named is not None:
            found[place] = named
            known |= {line.name.partition("(")[0] for line in named.lines if isinstance(line, Defined)}
    return _with_names_first(found)


@dataclass(frozen=True, slots=True)
class _Names:
    """The question's names, those that are given to formulas above, and the text below a line."""

    asked: frozenset[str]
    given: frozenset[str]
    behind: str

    def is_new(self, name: str) -> bool:
        """Whether a letter is neither the question's nor one that stands for a formula already."""
        return name.removeprefix("\\") not in self.asked | self.given | _CONSTANTS

    def recurs(self, name: str) -> bool:
        """Whether a letter stands in the text below, not in a word of formulas."""
        bare = name.removeprefix("\\")
        words = (word.removeprefix("\\") for word in _WORD.findall(self.behind) if word not in KNOWN)
        return any(bare == word or (len(bare) == 1 and bare in word) for word in words)

    def is_given_again(self, name: str) -> bool:
        """Whether a letter stands for another formula below, `u = x^2 ⏎ … ⏎ u = x + 1`: which one is meant?"""
        again = re.compile(rf"(?m)(?:^|[,;:])[ \t$&]*{re.escape(name)}[ \t]*:?=(?P<body>[^=\n,;]*)")
        return any(self.has_asked(match["body"]) for match in again.finditer(self.behind))

    def is_bound(self, name: str) -> bool:
        """Whether a letter is that of an integral or a sum below, which stands for no formula there."""
        bare = re.escape(name)
        return (
            re.search(rf"(?<![A-Za-z])d\s?{bare}(?![A-Za-z(]|\s*(?:/|\}}\s*\{{)\s*d)|_\{{?{bare}\s*=", self.behind)
            is not None
        )

    def has_asked(self, body: str) -> bool:
        """Whether a letter of the question stands in a formula, or any where it has none."""
        letters = {letter for word in _WORD.findall(body) if word not in KNOWN for letter in (word, *word)}
        return bool(letters & self.asked if self.asked else letters - _CONSTANTS)


def _named(piece: str, number: int, names: _Names) -> Named | None:
    lead = _LEAD.fullmatch(re.sub(r"(?<!\\)\$|\\\(|\\\)", " ", piece).strip())
    if lead is None:
        return None
    colon = _COLON.search(lead["rest"])
    head, rest = (lead["rest"], "") if colon is None else (lead["rest"][: colon.start()], lead["rest"][colon.end() :])
    if rest.strip() and not is_signed(rest):
        return None
    within = names if not rest else _Names(names.asked, names.given, f"{rest} {names.behind}")
    found = [_lines(one, number, within) for one in parts_outside(_THEN.sub("", head), _BETWEEN)]
    is_one_let = lead["let"] and not rest and [len(one) for one in found] == [1]  # which is read as it stands
    return None if not all(found) or not found or is_one_let else Named(tuple(chain(*found)), rest.strip())


def _lines(text: str, number: int, names: _Names) -> tuple[Line, ...]:
    """Return `u = x^2` as a definition, `u = e^x > 0` with what it says of it, `u' = 2x` as a step; none for others."""
    parts = parts_of(text, number)
    signs = [one.sign for one in parts]
    if signs[:2] != ["", "="] or not ORDER.issuperset(signs[2:]) or not parts[1].text:
        return ()
    name, body = parts[0].text, parts[1].text
    slope = _SLOPE.fullmatch(name)
    if slope is not None:
        is_known = not names.is_new(slope["name"]) and slope["name"] not in names.asked
        return (tuple(parts),) if len(parts) < 3 and (is_known or names.recurs(slope["name"])) else ()
    if _NAME.fullmatch(name) is None:
        return ()
    heading = name.partition("(")[0]
    is_doubtful = names.is_given_again(heading) or names.is_bound(heading)
    is_given = names.is_new(heading) and names.recurs(heading) and not is_doubtful
    if not is_given or not names.has_asked(body):
        return ()
    told = " ".join(f"{one.sign} {one.text}".strip() for one in (replace(parts[1], sign=""), *parts[2:]))
    beside = (Skipped(text, number, binds=False, is_reason=True, holds=(told,)),) if parts[2:] else ()
    return (Defined(name, body, number), *beside)


def _with_names_first(found: dict[int, Named]) -> dict[int, Named]:
    """Return lines of definitions that follow each other with the names first: `v' = e^x` may stand above `v = e^x`."""
    for first in [place for place in found if place - 1 not in found]:
        places = list(_run(first, found))
        lines = [line for place in places for line in found[place].lines]
        ordered = sorted(lines, key=lambda line: not isinstance(line, Defined))
        for place in places:
            found[place] = Named((), found[place].rest)
        found[first] = Named(tuple(ordered), found[first].rest)
    return found


def _run(first: int, found: Mapping[int, Named]) -> Iterator[int]:
    place = first
    while place in found:
        yield place
        if found[place].rest:
            return
        place += 1
