r"""The text of a derivation as lines: what stands in displays and environments, with the signs that join its parts.

A line is words, a definition (`let u = …`), or parts of formulas with signs before them. Displays, `align` and its kin,
`&`, numbers and labels of lines are dress; `\\` ends a line, but in matrices and cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.claims.chains import depths
from grader.errors import LimitError
from grader.language.names.functions import FUNCTIONS
from grader.language.spelling.greek import GREEK_NAMES
from grader.wording import reasons

MAX_LINES = 200  # of a derivation
MAX_TEXT = 40_000  # characters of a derivation
LOGIC = frozenset({"iff", "implies", "impliedby"})

_DRESS = re.compile(
    r"\\(?:begin|end)\{(?:align(?:ed|at|edat)?|gather(?:ed)?|equation|split|eqnarray|multline|displaymath|math)\*?\}"
    r"(?:\{\d\})?|\$\$|\\\[|\\\]|\\(?:no(?:number|tag))(?![A-Za-z])|\\(?:tag|label)\*?\{[^{}]*\}|^\s*```\w*\s*$",
    re.MULTILINE,
)
_INNER = re.compile(r"\\begin\{(?P<name>[^{}]*)\}.*?\\end\{(?P=name)\}", re.DOTALL)
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
_SIGN = re.compile("|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(_SIGNS)))
_CUE = re.compile(
    r"(?:(?:so|thus|hence|therefore|then|and|now|finally|first|next|also|again|similarly|consequently|proof|solution|answer"
    r"|(?:and )?(?:we|you) (?:get|have|obtain|find|see that|know that)|which (?:gives|is|yields|means)|it follows that"
    r"|because of this|that is|i\.e\.|this (?:gives|is|yields)|start(?:ing)? (?:from|with))\b[,:.]?\s*)+",
    re.IGNORECASE,
)
_LET = re.compile(r"(?:let|define|set|put|where|with|denote)\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(
    r"\b(?:if|for|when|whenever|case|assume|assuming|suppose|provided|unless|since|because|as long as|except)\b",
    re.IGNORECASE,
)
_NAME = r"\\?[A-Za-z](?:_\w+)?"
_NAMES = rf"{_NAME}(?:\s*(?:,|and)\s*{_NAME})*"
_FOR_ALL = re.compile(rf"[\s,;(]+for (?:all|every|any|each) (?:real )?(?:numbers? )?{_NAMES}\s*\)?\.?$", re.IGNORECASE)
_BOLD = re.compile(r"(?<![\w)])\*\*([A-Za-z][A-Za-z ]*[:.])\*\*")
_JOINT = re.compile(
    r"\s*(?:[,;]|\\q?quad(?![A-Za-z]))?\s*(?:\\text\s*\{\s*)?(?<![\w\\])(?P<word>where|with|wobei|mit|avec)\b\s*\}?"
    r"|\s*(?:[,;]|\\q?quad(?![A-Za-z]))",
    re.IGNORECASE,
)
_DONE = re.compile(r"\s*(?:□|∎|QED|q\.e\.d\.|\\(?:square|blacksquare|qed|Box)(?![A-Za-z]))\s*\$?\s*\.?$", re.IGNORECASE)
_BECAUSE = re.compile(r"(?:since|because)\b", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[*•]\s+|\(?\d{1,3}[.)]\s+)")
_DASH = re.compile(r"^\s*[-+]\s+")  # of a list where every line has one, else a sign
_REASON = re.compile(
    r"(?:\\q?quad|[\s,;(])+(?:\\text\{\s*)?\(?(?:by|since|because|using)\b.*$", re.IGNORECASE | re.DOTALL
)
KNOWN = (
    frozenset({spelling for name, known in FUNCTIONS.items() for spelling in (name, *known.spellings)})
    | frozenset(GREEK_NAMES)
    | {"sum", "prod", "int", "lim", "cases", "otherwise", "and", "not", "iff", "implies", "union", "oo", "infty"}
)  # words of formulas
_WORD = re.compile(r"(?<![\\A-Za-z_^{])[A-Za-z]{3,}(?![A-Za-z_(^{])")


@dataclass(frozen=True, slots=True)
class Part:
    """A formula with the sign before it, `""` where none stands; `line` counts from 1."""

    sign: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words that are not read; `binds` where they may hold a condition."""

    text: str
    line: int
    binds: bool


@dataclass(frozen=True, slots=True)
class Defined:
    """`let name = body`."""

    name: str
    body: str
    line: int


Line = tuple[Part, ...] | Skipped | Defined


def lines_of(text: str, names: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """Return the lines of a derivation; words in `names` belong to formulas. Raises LimitError: too many lines."""
    if len(text) > MAX_TEXT:
        raise LimitError(reasons.DERIVATION_TOO_LONG.format(count=len(text), max_text=MAX_TEXT))
    pieces = list(_pieces(text))
    if len(pieces) > MAX_LINES:
        raise LimitError(reasons.DERIVATION_LINES_MAX_LINES.format(count=len(pieces), max_lines=MAX_LINES))
    return tuple(line for number, piece in pieces if (line := _line(piece, number, names)) is not None)


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return the lines that are not empty, with their numbers in the text."""
    text = _DRESS.sub(lambda match: "\n" * match[0].count("\n") + "\x00", text)
    kept = _INNER.sub(lambda match: match[0].replace("\\\\", "\x01").replace("&", "\x02").replace("\n", " "), text)
    found = []
    for number, line in enumerate(kept.split("\n"), 1):
        for piece in re.split(r"\x00|\\\\(?:\[[^\]]*\])?|\\newline", line):
            bare = piece.replace("&", " ").replace("\x01", "\\\\").replace("\x02", "&").strip()
            if bare.strip("$ \t.,;"):
                found.append((number, bare))
    if len(found) > 1 and all(_DASH.match(line) for _, line in found):
        return [(number, _DASH.sub("", line)) for number, line in found]
    return found


def _line(piece: str, number: int, names: frozenset[str]) -> Line | None:
    text = _ITEM.sub("", _BOLD.sub(r"\1", piece), count=1).strip()
    if not _DONE.sub("", text).strip("$ "):
        return None
    plain = _without_dollars(text)
    let = _LET.fullmatch(plain)
    if let is not None:
        return _definition(let["rest"], text, number)
    cue = _CUE.match(plain)
    body = plain[cue.end() :] if cue else plain
    if _CONDITION.match(body.strip()):
        is_reason = _BECAUSE.match(body.strip()) and not _SIGN.search(body)
        return Skipped(text, number, binds=not is_reason)
    body = _FOR_ALL.sub("", body)
    reason = _REASON.search(body)
    body = body[: reason.start()] if reason else body
    body = _DONE.sub("", body).strip().rstrip(".,;: ").strip()
    if not body:
        return Skipped(text, number, binds=False)
    words = [word for word in _WORD.findall(_without_texts(body)) if word not in KNOWN | names]
    if len(words) > 1 or _CONDITION.search(_without_texts(body)):
        return Skipped(text, number, binds=bool(_SIGN.search(body) or _CONDITION.search(body)))
    return tuple(_parts(body, number))


def _without_dollars(text: str) -> str:
    return re.sub(r"(?<!\\)\$|\\\(|\\\)", " ", text).strip()


def _without_texts(body: str) -> str:
    return re.sub(r"\\(?:operatorname|mathrm|text(?:rm|bf|it)?|mathbf)\*?\{[^{}]*\}", " ", body)


def _definition(rest: str, text: str, number: int) -> Line:
    parts = list(_parts(rest.strip().rstrip(".,;"), number))
    if len(parts) == 2 and parts[1].sign == "=" and not parts[0].sign and len(parts[0].text.split()) == 1:
        return Defined(parts[0].text, parts[1].text, number)
    return Skipped(text, number, binds=True)


def joint_in(text: str) -> re.Match[str] | None:
    """Return what joins a formula to what is said of its letters: a comma, a wide blank or a word; None without one."""
    depth = depths(text)
    found = (match for match in _JOINT.finditer(text) if match.start() and not depth[match.start()])
    return next(found, None)


def _parts(body: str, number: int) -> list[Part]:
    """Return the formulas of a line with the signs before them, signs within brackets aside."""
    depth = depths(body)
    found: list[Part] = []
    sign, start = "", 0
    for match in _SIGN.finditer(body):
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


def _name(match: re.Match[str]) -> str:
    group = match.lastgroup
    assert group is not None
    return _SIGNS[int(group[1:])][0]
