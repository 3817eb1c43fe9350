"""What a line of a derivation is made of, the signs that join its parts, and the words of formulas."""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.language.names.functions import FUNCTIONS
from grader.language.spelling.greek import GREEK_NAMES
from grader.records import dataclass

LOGIC = frozenset({"iff", "implies", "impliedby"})
_SIGNS: tuple[tuple[str, str], ...] = (
    ("iff", r"<=>|⇔|⟺|\\(?:Leftrightarrow|Longleftrightarrow|iff)(?![A-Za-z])"),
    ("implies", r"=>|⇒|⟹|∴|\\(?:Rightarrow|Longrightarrow|implies|therefore)(?![A-Za-z])"),
    ("impliedby", r"⇐|⟸|\\(?:Leftarrow|Longleftarrow|impliedby)(?![A-Za-z])"),
    ("proportional", r"∝|\\propto(?![A-Za-z])"),
    ("~", r"≈|≃|≅|\\(?:approx|simeq|cong|approxeq)(?![A-Za-z])"),
    ("!=", r"!=|≠|\\neq?(?![A-Za-z])"),
    ("<=", r"<=|≤|\\le(?:q|qslant)?(?![A-Za-z])"),
    (">=", r">=|≥|\\ge(?:q|qslant)?(?![A-Za-z])"),
    ("=", r":=|≔|==|=|\\coloneqq(?![A-Za-z])"),
    ("<", r"<|\\lt(?![A-Za-z])"),
    (">", r">|\\gt(?![A-Za-z])"),
)
SIGN = re.compile("|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(_SIGNS)))
KNOWN = (
    frozenset({spelling for name, known in FUNCTIONS.items() for spelling in (name, *known.spellings)})
    | frozenset(GREEK_NAMES)
    | {"sum", "prod", "int", "lim", "cases", "otherwise", "and", "not", "iff", "implies", "union", "oo", "infty"}
)  # words of formulas


@dataclass(frozen=True, slots=True)
class Part:
    """A formula with the sign before it, `""` where none stands; `line` counts from 1.

    `concludes`: a word such as `hence` stands before its line.
    """

    sign: str
    text: str
    line: int
    concludes: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words that are not read; `binds` where they may hold a condition.

    `is_reason`: they stand beside a formula that is read. `holds` are relations that they say hold.
    """

    text: str
    line: int
    binds: bool
    is_reason: bool = False
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Defined:
    """`let name = body`."""

    name: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """A condition under which the lines behind it are claimed, up to the next one; `""`: in all other cases.

    `is_line`: only what stands in its own line. `ends`: from here on no case is meant.
    """

    text: str
    condition: str
    line: int
    is_line: bool = False
    ends: bool = False


Line = tuple[Part, ...] | Skipped | Defined | Case


def parts_of(body: str, number: int) -> list[Part]:
    """Return the formulas of a line with the signs before them, signs within brackets aside."""
    depth = depths(body)
    found: list[Part] = []
    sign, start = "", 0
    for match in SIGN.finditer(body):
        if depth[match.start()] > 0:
            continue
        before = body[start : match.start()].strip()
        if before or found:
            found.append(Part(sign, before, number))
        elif sign:
            found.append(Part(sign, "", number))
        sign, start = _name(match), match.end()
    found.append(Part(sign, body[start:].strip(), number))
    return found


def is_signed(text: str) -> bool:
    """Whether a sign stands in a text outside of brackets: not that of `sum_{i=1}^n`."""
    depth = depths(text)
    return any(not depth[match.start()] for match in SIGN.finditer(text))


def _name(match: re.Match[str]) -> str:
    group = match.lastgroup
    assert group is not None
    return _SIGNS[int(group[1:])][0]
