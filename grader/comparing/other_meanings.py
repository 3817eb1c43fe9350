r"""The other ways in which golds and answers are written: what they refute or prove must hold in each of them.

`0,5` beside 0.5, `101_2` beside 101, `\log 1000` beside 3, `\sin 30` in degrees, `[2.5]` beside 2, `2k\pi` beside
`2n\pi`. A way is added to `texts_that_may_be_meant`, or where a text does not show it to `trees_that_may_be_meant`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import permutations

from grader.comparing.keys import hexadecimal, roman, without_key
from grader.evidence.trees.features import facts_of
from grader.language.tree import Call, CaptureError, Const, Div, Mul, Node, Num, Sym, rebuild, substitute, symbols, walk

Pair = tuple[str, str]
Trees = tuple[Node, Node]
Change = str | Callable[[re.Match[str]], str]
_NOTABLE = re.compile(  # something of what other signs are tried for: most texts have nothing of it
    r"\d(?:,|\{,)\d?|\d\.\d{3}|[\dA-F)]_|\}_|0[xXbBoO]|log|\[|\\(?:over|vec)|[A-Z][A-Z]|(?<![A-Za-z])[a-z]?j"
)
_BRACKETS = re.compile(r"[(\[]")
_COMMA = re.compile(r"(?<![\d.,])(\d{1,18})(?:,|\{,\})(\d{1,18})(?![\d.,])")
_DOTS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?:\.\d{3}){1,6})(?![\d.,])")
_CONTINENTAL = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?:\.\d{3}){1,6}),(\d{1,18})(?![\d.,])")
_BASED = re.compile(r"(?<![A-Za-z_^])\(?(\d{1,18})\)?_(?:\{\s{0,9}\d{1,2}\s{0,9}\}|\d{1,2}(?!\d))")
_HEX = re.compile(r"(?<![\w.\\])(?:0[xX]([0-9A-Fa-f]{1,16})|\(?([0-9A-F]{1,16})\)?_(?:\{16\}|16))(?!\w)")
_BITS = re.compile(r"(?<![\w.\\])0[bB]([01]{1,64})(?!\w)")
_OCTAL = re.compile(r"(?<![\w.\\])0[oO]([0-7]{1,20})(?!\w)")
_LOG = re.compile(r"\\log(?![A-Za-z])(?!\s{0,9}_)|(?<![A-Za-z\\])log(?![A-Za-z_])")
_OF_TWO = re.compile(r"^[^A-Za-z]*$|log\s{0,9}_\s{0,9}\{?\s{0,9}2")  # a number, or a logarithm to base 2
_NATURAL = re.compile(
    r"\\int|\\lim|\\sum|\\exp|\\frac\{d|\\partial|(?<![A-Za-z\\])(?:e\s{0,9}\^|d/d|exp|lim|sum)"
)  # calculus
_UNIT = re.compile(r"(?<![A-Za-z\\_^{])([a-z]?)j(?![A-Za-z])")
_IMAGINARY = re.compile(r"(?<![A-Za-z\\])i(?![A-Za-z])")
_POINT = re.compile(r"^\(([^(),]{1,40}),([^(),]{1,40})\)$")  # of the complex plane
_GAUSS = re.compile(  # behind an operator or a command brackets only hold together
    r"(?<![A-Za-z}\]])(?<![A-Za-z}\]]\s)(?:\\left\s{0,9})?\[([^][,;]{1,80}?)(?:\\right\s{0,9})?\]"
)
_TWO = r"\s{0,9}([A-Z])\s{0,9}([A-Z])\s{0,9}"
_BARE_PAIR = r"(?<![A-Za-z\\])([A-Z])([A-Z])(?![A-Za-z])"
_SEGMENT = re.compile(  # also as the length of the vector
    rf"\\overline\s{{0,9}}\{{{_TWO}\}}|\|\s{{0,9}}\\(?:vec|overrightarrow|overline)\s{{0,9}}\{{{_TWO}\}}\s{{0,9}}\|"
    rf"|\|{_TWO}\||{_BARE_PAIR}"
)
_ARROW = re.compile(rf"\\(?:vec|overrightarrow)\s{{0,9}}\{{{_TWO}\}}")
_DIRECTED = re.compile(rf"{_ARROW.pattern}|{_BARE_PAIR}")
_UNIT_VECTORS = re.compile(
    r"\\(?:hat|vec|mathbf|boldsymbol|bm)\s{0,9}\{?\s{0,9}\\?[ijk](?:math)?(?![A-Za-z])"
    r"|(?<![A-Za-z\\])i\s{0,9}[+-][^ijk]{0,20}j(?![A-Za-z])"
)
MAX_RENAMED = 2  # letters of one side that have other names on the other side
# Letters of general solutions: those that count or run through a line, and constants of integration.
_FAMILIES = (frozenset("jklmnprstuNZ"), frozenset("ABCDKck"))
_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_INVERSES = frozenset({"arcsin", "arccos", "arctan", "arccot"})
_MARKED = re.compile(r"\\(?:hat|vec|over|mathbf|bold|bm)|j")  # by what unknown vectors have
_UNKNOWN = (_ARROW, _UNIT_VECTORS)
_HALF_TURN = Num(Fraction(180))


def texts_that_may_be_meant(sides: Pair, bare: Pair, *, plain: bool) -> Iterator[Pair]:
    """Yield two texts in other ways in which they may be meant.

    `bare` are the texts without what only dresses them, `plain` says that nothing tells how numbers are written.
    """
    if _NOTABLE.search("  ".join(sides)) is not None:
        yield from _in_other_signs(sides, bare, plain=plain)
    if any(map(_IMAGINARY.search, sides)):
        yield from _changed(bare, _POINT, r"\1+(\2)i")
    for change in (roman, hexadecimal, without_key):
        if (changed := (change(bare[0]), change(bare[1]))) != bare:
            yield changed


def _in_other_signs(sides: Pair, bare: Pair, *, plain: bool) -> Iterator[Pair]:
    if plain:
        yield from _numbers(sides)
    if not any(map(_NATURAL.search, sides)):
        yield from _changed(sides, _LOG, r"\\log_{10}")
        if any(map(_OF_TWO.search, sides)):
            yield from _changed(sides, _LOG, r"\\log_{2}")
    yield from _changed(bare, _HEX, lambda found: f"({int(found[1] or found[2], 16)})")
    yield from _changed(bare, _BITS, lambda found: f"({int(found[1], 2)})")
    yield from _changed(bare, _OCTAL, lambda found: f"({int(found[1], 8)})")
    for meant in (r"\\lfloor \1 \\rfloor ", r"(\1)"):
        yield from _changed(sides, _GAUSS, meant)
    yield from _changed(sides, _SEGMENT, lambda found: "".join(sorted(filter(None, found.groups()))))
    yield from _changed(sides, _DIRECTED, _from_points)
    yield from _changed(sides, _UNIT, r"\1i")


def has_unknown_vector(sides: Pair) -> bool:
    r"""Return whether a vector that stands on one side only may be any list: `\vec{AB}`, `2\hat{i} + \hat{j}`."""
    if _MARKED.search("  ".join(sides)) is None:
        return False
    return any((pattern.search(sides[0]) is None) != (pattern.search(sides[1]) is None) for pattern in _UNKNOWN)


def texts_that_must_agree(sides: Pair) -> Iterator[Pair]:
    r"""Yield two texts in the ways in which they may be meant though they are equal as read.

    `\log` beside `\ln` may be the logarithm to base 10, `\vec{AB}` leads from A to B.
    """
    if any("ln" in side and _LOG.search(other) is not None for side, other in (sides, sides[::-1])):
        yield from _changed(sides, _LOG, r"\\log_{10}")
    yield from with_points(sides)


def with_points(sides: Pair) -> Iterator[Pair]:
    r"""Yield two texts with differences of points for arrows between two points, `\vec{AB}`."""
    yield from _changed(sides, _ARROW, _from_points)


def trees_that_may_be_meant(one: Node, other: Node) -> Iterator[Trees]:
    """Yield two trees with angles in degrees, in functions or beside pi, and with another letter that counts."""
    if not (_ANGLES | _INVERSES).isdisjoint(facts_of(one).calls | facts_of(other).calls):
        turned = _in_degrees(one), _in_degrees(other)
        if turned != (one, other):
            yield turned
    turns = ["pi" in facts_of(tree).constants for tree in (one, other)]
    if turns[0] != turns[1]:
        yield (_turned(one), other) if turns[0] else (one, _turned(other))
    mine, yours = sorted(symbols(one) - symbols(other)), sorted(symbols(other) - symbols(one))
    if len(mine) != len(yours) or not 0 < len(mine) <= MAX_RENAMED or not _are_one_family([*mine, *yours]):
        return
    if not all(isinstance(part, (Sym, Mul)) for part in walk(one)):  # those are keys of options
        for names in permutations(yours):
            with suppress(CaptureError):  # a name that a sum of the other side binds
                yield substitute(one, dict(zip(mine, map(Sym, names), strict=True))), other


def _are_one_family(names: list[str]) -> bool:
    return any(family.issuperset(name.partition("_")[0] for name in names) for family in _FAMILIES)


def _numbers(sides: Pair) -> Iterator[Pair]:
    """Yield numbers with a decimal comma, with dots between thousands, and with the base left away.

    Where the other side has commas, those within brackets part the members of pairs and intervals.
    """
    if not (all("," in side for side in sides) and any(map(_BRACKETS.search, sides))):
        yield from _changed(sides, _COMMA, r"\1.\2")
    yield from _changed(sides, _DOTS, lambda found: found[0].replace(".", ""))
    yield from _changed(sides, _CONTINENTAL, lambda found: f"{found[1].replace('.', '')}.{found[2]}")
    if not all(map(_BASED.search, sides)):
        yield from _changed(sides, _BASED, r"\1")


def _changed(sides: Pair, pattern: re.Pattern[str], change: Change) -> Iterator[Pair]:
    if any(map(pattern.search, sides)):
        yield pattern.sub(change, sides[0]), pattern.sub(change, sides[1])


def _from_points(found: re.Match[str]) -> str:
    """Return an arrow between two points as a difference."""
    start, end = filter(None, found.groups())
    return f"({end}-{start})"


def _in_degrees(tree: Node) -> Node:
    """Return a tree with the numbers that are angles as degrees, unless they are written with pi."""
    tree = rebuild(tree, _in_degrees)
    match tree:
        case Call(name, (angle,)) if name in _ANGLES and not symbols(angle) and Const("pi") not in walk(angle):
            return Call(name, (Div(Mul((angle, Const("pi"))), _HALF_TURN),))
        case Call(name) if name in _INVERSES and not symbols(tree):
            return _turned(tree)
        case _:
            return tree


def _turned(angle: Node) -> Node:
    """Return an angle as a number of degrees."""
    return Div(Mul((angle, _HALF_TURN)), Const("pi"))
