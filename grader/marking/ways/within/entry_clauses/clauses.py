r"""The clauses of a text that gives the entries of a list one by one: `h = 3√3 ≈ 5.2, A = 9√3`, `750 g flour, 5 eggs`.

A clause is a value, with what is called so before it or behind it. Of a chain the last member is the value, or the last
before a sign that says to round. A text with anything else beside its clauses has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain, depths, parts_outside
from grader.language.units.reading import known_unit
from grader.marking.texts.text_pieces import is_number
from grader.records import dataclass

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_CLAUSES = 12

_PARTING = re.compile(
    r"\s*(?:\n|(?<!\\);|&|∧|(?<!\\),(?!\d)|(?<![\d\\]),|\\\\|\\(?:q?quad|land)(?![A-Za-z])|(?<![\w\\])(?:and|und|sowie|et)(?!\w))\s*"
)
_OUTER = {"(": ")", "[": "]"}
_DEGREES = re.compile(r"\s*(?:\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))|\\degree(?![A-Za-z]))")
_EDGE = " \t\n$."
_MONEY = re.compile(r"\$\s*\d[^$]*\Z")
_NUMBER = r"[-−+]?\s*(?:\d|√|π|[½⅓⅔¼¾]|\\(?:[dt]?frac|sqrt|pi)(?![A-Za-z]))"
_LABEL = re.compile(rf"(?P<name>[^=≈:]{{1,60}}?)\s*:(?!=)\s*(?P<value>(?=.*{_NUMBER}).+)", re.DOTALL)
_BEFORE = re.compile(rf"(?P<name>[^\W\d_][^=≈:\d]{{0,60}}?)\s+(?P<value>{_NUMBER}.*)", re.DOTALL)
_BEHIND = re.compile(r"(?P<value>[-−+]?\d[\d./]*(?:\s*%)?)\s*(?P<name>(?!π)[^\W\d_][^=≈:()/*·^√]{0,60})")
_IN_BRACKETS = re.compile(r"(?P<value>[^()=≈:]*\d[^()=≈:]*?)\s*\((?P<name>[^\W\d_][^()=≈:\d]{0,60})\)")
_LEFT = re.compile(r"\\?[^\W\d_]+(?:[_^]?\{?[\w*,+−-]{0,8}\}?)?[*]?")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause gives a value: `lefts` is what stands before its signs, `label` what it is called in words.

    `exact` is the value that no sign says to be rounded; `is_plain`: nothing but calculations with numbers stand before
    it.
    """

    lefts: tuple[str, ...]
    label: str
    members: tuple[str, ...]
    exact: str
    is_plain: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, or what has its value; none where it stands by itself."""
        return (self.label,) if self.label else self.lefts

    @property
    def last(self) -> str:
        """The value that stands last, perhaps a rounded one."""
        return self.members[-1]

    @property
    def values(self) -> tuple[str, ...]:
        """What the value may be."""
        return tuple(dict.fromkeys((self.exact, self.last)))


def clauses_of(text: str) -> list[Clause]:
    """Return the clauses of a text in order; none where something else stands there, or it is one clause."""
    if len(text) > MAX_CHARACTERS:
        return []
    plain = _DEGREES.sub("°", text).strip()
    plain = plain[1:-1] if plain[:1] == plain[-1:] == "$" and plain.count("$") == len("$$") else plain
    parts = _parts(_without_brackets(plain.strip(" \t\n.")))
    in_money = [_MONEY.match(one) is not None for one in parts]
    if not 1 < len(parts) <= MAX_CLAUSES or (any(in_money) and not all(in_money)):
        return []
    found = [_clause(one.strip(_EDGE)) for one in parts]
    return [one for one in found if one is not None] if None not in found else []


def is_name(text: str) -> bool:
    """Whether a text is one letter or word, perhaps with an index."""
    return _LEFT.fullmatch(text) is not None


def _without_brackets(text: str) -> str:
    """Return what stands between brackets around a whole text, the text itself where none do."""
    is_one = len(text) > 1 and _OUTER.get(text[0]) == text[-1] and all(depths(text)[1:-1])
    return text[1:-1].strip() if is_one else text


def _parts(text: str) -> list[str]:
    """Return what line breaks, commas and words part outside of brackets."""
    return [one for one in parts_outside(text, _PARTING) if one.strip(_EDGE)]


def _clause(part: str) -> Clause | None:
    label = _LABEL.fullmatch(part)
    if label is not None and ":" in label["value"]:
        return None  # a ratio
    rest = label["value"] if label is not None else part
    said = chain(rest)
    members, name = [one.strip(_EDGE) for one in said.members], label["name"].strip(_EDGE) if label is not None else ""
    if not all(members):
        return None
    if not name and not _LEFT.fullmatch(members[0]) and not is_number(members[0]):
        name, members[0] = _called(members[0]) if len(members) == 1 or said.signs[0] else ("", members[0])
    exact = next((members[place] for place, is_about in enumerate(said.signs) if is_about), members[-1])
    if exact == members[0] and _LEFT.fullmatch(exact):
        exact = members[-1]  # `α ≈ 37°`
    is_plain = not name and all(is_number(one) and not _LEFT.fullmatch(one) for one in members[:-1])
    return Clause(_lefts(members), name, tuple(members), exact, is_plain=is_plain)


def _called(text: str) -> tuple[str, str]:
    """Return what a value is called beside it, and the value; no name where it stands by itself."""
    found = _IN_BRACKETS.fullmatch(text) or _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    if found is None:
        return "", text
    name, value = found["name"].strip(_EDGE), found["value"].strip()
    first, _, rest = name.partition(" ")
    if found.start("value") < found.start("name") and known_unit(first) is not None:
        return rest.strip(), f"{value} {first}"  # `750 g flour`
    return name, value


def _lefts(members: Sequence[str]) -> tuple[str, ...]:
    """Return what stands first in a chain, and the names behind it that have the same value, `I_1 = I_2 = 2`."""
    if len(members) < 2:
        return ()
    names = [members[0]]
    for one in members[1:-1]:
        if _LEFT.fullmatch(one) is None:
            break
        names.append(one)
    return tuple(names)
