r"""The signs of vector calculus before a written formula: `\nabla(x^2 + y^2)`, `\nabla \cdot (x, y)`, `\nabla^2 (x y)`.

Nothing says what is differentiated by: where the letters are x, y and z, it is they. A gradient has two or three
entries, of which the other side tells which; a status is given where all numbers that fit lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.comparing.pieces import end_of, parted, tree_of, within
from grader.language.tree import symbols
from grader.records import replace
from grader.verdict import Comparison, FieldResult, Reason, Unknown
from grader.wording import open_reasons

Compare = Callable[[str, str], Comparison]
MAX_TEXT = 600  # characters of a text
MAX_SIGNS = 4  # of vector calculus, in a text
_SIGN = re.compile(r"nabla|∇|\{(?:grad|div|curl|rot)\}")
_CALL = re.compile(
    r"(?:(?:\\nabla(?![A-Za-z])|∇)(?P<behind>\s{0,9}(?:\^\s{0,9}(?:2|\{\s{0,9}2\s{0,9}\})|²|\\cdot|\\times|[·×⋅])?)"
    r"|\\(?:operatorname|mathrm|text)\s{0,9}\{(?P<name>grad|div|curl|rot)\})"
    r"\s{0,9}(?:\\left\s{0,9}|\\[Bb]igg?l?\s{0,9})?(?P<open>\(|\[)"
)
# What ends what is differentiated: of `\\nabla(x)(y)` the product may be meant.
_BEHIND = re.compile(
    r"(?:[\s$]|\\[,;:! ]|\\q?quad(?![A-Za-z])){0,20}(?:\.?\s{0,9}\Z|[-+−=,)\]}]|\\[\])}]|\\right(?![A-Za-z]))"
)
_NAMED = {"div": ".", "curl": "x", "rot": "x", "grad": ""}
_KINDS = {"^": "2", "²": "2", "\\cdot": ".", "·": ".", "⋅": ".", "\\times": "x", "×": "x", "": ""}
_COORDINATES = ("x", "y", "z")
_CONSTANTS = frozenset("abcdkmnpqABCR") | {"alpha", "beta", "gamma", "lambda", "mu", "omega", "e"}
_COMMA = re.compile(",")


def beside_nabla(left: str, right: str, found: Comparison, compare: Compare) -> Comparison:
    """Return what two texts are with derivatives by x, y and z in place of signs; what was found for others."""
    ways = list[Comparison]()
    for count in (2, 3):
        one, other = _written(left, count), _written(right, count)
        if one is not None and other is not None:
            ways.append(compare(one, other))
    ways = [one for one in ways if one.status != "unreadable" and not _is_shape(one)]
    if not ways:
        return found
    first = ways[0]
    if any(one.status != first.status for one in ways):
        first = replace(first, evidence=Unknown(open_reasons.COORDINATES), status="undecided")
    return replace(first, left=FieldResult(left, first.left.read), right=FieldResult(right, first.right.read))


def _is_shape(found: Comparison) -> bool:
    return isinstance(found.evidence, Reason) and found.evidence.code == "shape"


def _written(text: str, count: int) -> str | None:
    """Return a text with derivatives by the first coordinates; None where one of its signs cannot be told."""
    if len(text) > MAX_TEXT:
        return None
    parts = list[str]()
    start = 0
    for _ in range(MAX_SIGNS):
        match = _CALL.search(text, start)
        if match is None:
            rest = text[start:]
            return None if _SIGN.search(rest) else "".join((*parts, rest))
        stop = end_of(text, match.start("open"))
        inner = within(text, match.start("open"), stop) if stop else ""
        behind = (match["behind"] or "").strip()
        kind = _NAMED[match["name"]] if match["name"] else _KINDS["^" if behind.startswith("^") else behind]
        said = _derivatives(kind, inner, count)
        if said is None or _SIGN.search(text[start : match.start()]) or not _BEHIND.match(text, stop):
            return None
        parts += [text[start : match.start()], said]
        start = stop
    return None


def _derivatives(kind: str, inner: str, count: int) -> str | None:
    pieces = parted(inner, _COMMA)
    trees = [tree_of(piece) for piece in pieces]
    letters = frozenset[str]().union(*(symbols(tree) for tree in trees if tree is not None))
    by = _COORDINATES[:count]
    if None in trees or letters - {*by} - _CONSTANTS or not letters & {*by}:
        return None
    if kind in {"", "2"} and len(pieces) == 1:
        second = " + ".join(_by(one, inner, times=2) for one in by)
        return f" grad({inner}, [{', '.join(by)}]) " if kind == "" else f" ({second}) "
    if kind == "." and len(pieces) == count:
        return f" ({' + '.join(map(_by, by, pieces))}) "
    if kind == "x" and len(pieces) == count == len(_COORDINATES):
        first, second, third = pieces
        rows = ((third, "y", second, "z"), (first, "z", third, "x"), (second, "x", first, "y"))
        return f" [{', '.join(f'{_by(one, piece)} - {_by(two, other)}' for piece, one, other, two in rows)}] "
    return None


def _by(letter: str, text: str, times: int = 1) -> str:
    """Return a derivative as a text; that of a constant is 0."""
    tree = tree_of(text)
    if tree is None or letter not in symbols(tree):
        return "0"
    return f"d/d{letter} ({text})" if times == 1 else f"d^{times}/d{letter}^{times} ({text})"
