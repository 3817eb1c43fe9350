r"""A displayed or inline formula taken apart: the rows of `align`, assignments beside each other, chains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.claims.chains import depths
from grader.records import dataclass
from grader.submissions.forms.spans import environment_ends

KEPT = 500  # formulas, of which one is looked at several times in its sentence
_OUTER = re.compile(
    r"(?P<blank>\s*)"
    r"\\begin\{(equation|align|aligned|alignat|flalign|gather|gathered|split|eqnarray|multline|displaymath|math)(\*?)\}"
    r"(?:\[[tbc]\])?(?:(?<=at\})\{\d*\}|(?<=at\*\})\{\d*\})?"
)
_NOISE = re.compile(
    r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag|displaystyle|hfill|smallskip|medskip|bigskip|par)(?![A-Za-z])"
)
_LEAD = re.compile(
    r"^(?:\s|&|\\(?:therefore|because|Rightarrow|implies|Longrightarrow|quad|qquad|;|,|:|!)(?![A-Za-z])|∴|⇒)+"
)
_RELATION = re.compile(r"(?<![<>!:=≠\\])(?:=|≔|\\coloneqq(?![A-Za-z]))(?!=)|:=")
_JOINTS = re.compile(
    r"(?:(?<!\s)|(?=\S))\s*+(?:(?<!\\)[,;]\s*+)?(?:\\q?quad(?![A-Za-z])|\\text\{\s*+(?:,\s*+)?(?:and|,|;|so|with|where)\s*+\}|"
    r"\\(?:Rightarrow|implies|Longrightarrow|Leftrightarrow|iff|land|wedge)(?![A-Za-z])|[⇒⟹⇔∧]|(?<!\\)[,;])"
    r"(?:\s|\\[ ,;:!]|~|\\q?quad(?![A-Za-z]))*"
)


_IMPLIES = re.compile(r"\\(?:Rightarrow|implies|Longrightarrow)(?![A-Za-z])|[⇒⟹]")


@dataclass(frozen=True, slots=True)
class Row:
    """One formula; `line` counts from 0, the first line of the text that it was found in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """`left = right`, where `right` may go on as a chain."""

    left: str
    right: str


def rows(text: str) -> tuple[Row, ...]:
    """Return the formulas in a displayed one, where a row that goes on with `=` belongs to the row before."""
    inner, line = _inside(text, 0) if "\\begin" in text else (text, 0)
    found: list[Row] = []
    for piece, start in _split(inner, _LINE) if "\\\\" in inner else ((inner, 0),):
        shown = _NOISE.sub(" ", _without_marks(piece))
        at = line + inner.count("\n", 0, start + len(piece) - len(piece.lstrip()))
        if not shown.strip():
            continue
        if found and _goes_on(shown, piece):
            found[-1] = Row(f"{found[-1].text} {trimmed(shown)}", found[-1].line)
        else:
            found.append(Row(trimmed(shown), at))
    return tuple(row for row in found if row.text)


_LINE = re.compile(r"\\\\(?:\s*\[[^\[\]]*\])?")


def _goes_on(shown: str, piece: str) -> bool:
    """Whether a row goes on with the one before: it begins with a relation or an operator, or is moved in by `&`."""
    begins = _LEAD.sub("", shown).lstrip()
    if re.match(r"=|:=|\+|\\cdot|\\times|\*|/", begins):
        return True
    return piece.lstrip().startswith("&") and assignment(begins) is None


def _inside(text: str, line: int) -> tuple[str, int]:
    """Return what stands inside environments that only set rows, and by how many lines it stands lower."""
    ends = environment_ends(text)
    start, stop = 0, len(text)
    while match := _OUTER.match(text, start, stop):
        begin = match.end("blank")
        end = ends.get(begin, stop + 1)
        if end > stop or text[end:stop].strip(" \t\n.,;"):
            break
        line += text.count("\n", start, match.end())
        start, stop = match.end(), text.rindex("\\end", begin, end)
    return text[start:stop], line


def _without_marks(text: str) -> str:
    """Return a row without the signs `&` that align it; those of matrices stay, also where a macro sets them."""
    if "&" not in text:
        return text
    depth, signs = 0, []
    for place, sign in enumerate(text):
        if text.startswith("\\begin", place) or (sign == "{" and text[place - 1 : place] != "\\"):
            depth += 1
        elif text.startswith("\\end", place) or (sign == "}" and text[place - 1 : place] != "\\"):
            depth -= 1
        signs.append(" " if sign == "&" and depth <= 0 and text[place - 1 : place] != "\\" else sign)
    return "".join(signs)


_GOES_ON = re.compile(r"[,;]\s*\.{3}$|(?m:^)[^,\n]*,.*\s\.{3}$|\.\d+\.{3}$")  # a list, or the digits of a decimal


def trimmed(text: str) -> str:
    """Return a formula without what leads in (`therefore`) and the sign that ends a sentence; of a list that goes on,
    `1, 2, 3, ...`, with its dots.
    """
    text = _LEAD.sub("", text).strip()
    if _GOES_ON.search(text) is not None:
        return text
    stop = len(text)
    while stop and (text[stop - 1] in ".,;" or text[stop - 1].isspace()):
        stop -= 2 if text[stop - 2 : stop - 1] == "\\" else 1
    return text[:stop]


def assignments(text: str) -> tuple[Assignment, ...]:
    """Return the assignments that stand beside each other, `a = 1, \\quad b = 2`; one where there is one.

    In `a, b = 1, 2` the one on the left of which everything stands.
    """
    found: list[str] = []
    before = 0
    for part, start in _split(text, _JOINTS):
        if len(found) == 1 and _IMPLIES.search(text[before:start]) and assignment(found[0]) is None:
            found[0] = part  # `\\begin{cases} … \\end{cases} \\Rightarrow x = 3`: what follows from a system
        elif found and assignment(part) is None:
            found[-1] += text[before:start] + part
        else:
            found.append(part)
        before = start + len(part)
    if found and assignment(found[0]) is None:
        found = [text]
    parts = (assignment(trimmed(part)) for part in found)
    return tuple(part for part in parts if part is not None)


@lru_cache(maxsize=KEPT)
def assignment(text: str) -> Assignment | None:
    """Return a formula as an assignment, None where no `=` stands outside of brackets, or nothing beside it."""
    for left, start in _split(text, _RELATION):
        if start + len(left) == len(text):
            return None
        match = _RELATION.match(text, start + len(left))
        assert match
        right = text[match.end() :].strip()
        return Assignment(left.strip(), right) if left.strip() and right else None
    return None


def _split(text: str, joint: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Yield the parts of a text between joints outside of brackets and environments, with their places."""
    depth, start = depths(text), 0
    for match in joint.finditer(text):
        if match.start() >= start and depth[match.start()] == 0:
            yield text[start : match.start()], start
            start = match.end()
    yield text[start:], start
