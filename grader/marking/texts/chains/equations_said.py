r"""What numbers letters have in a text of equations: `x = 4, so y = 3`, `x = 3 and y = 2, since x = y + 1`.

Words, commas and arrows that leave an equation what it is part them. A letter has the value of what stands on the other
side of it, calculated with the letters that have one. Every equation of the text must be true of these values, whether
it gives one or is a reason, and every sign in it must have one; else the text says nothing that is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from fractions import Fraction

from grader.claims.chains import chain, depths
from grader.marking.texts.numbers.settled_commas import value_of
from grader.records import dataclass

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_EQUATIONS = 12
MAX_NAMES = 8

_WORDS = (
    r"and|so|therefore|thus|hence|then|with|where|since|because|as|which\s+(?:gives|means|implies|yields)|gives|yields|implies"
    r"|from\s+this|it\s+follows\s+that|we\s+(?:get|have|find)|und|also|somit|daher|folglich|damit|dann|mit|wobei|denn|weil|da"
    r"|daraus\s+folgt|et|donc|alors|avec|où|car|puisque|d['’]où|entonces|luego|con|donde|porque|ya\s+que|quindi|allora"
    r"|dove|perch[eé]|poich[eé]|portanto|logo|com|onde|en|dus|met|want|omdat"
    r"|at|for|using|bei|für|pour|para|per"
)
_ARROWS = r"=>|⇒|⟹|→|->|\\(?:implies|Rightarrow|Longrightarrow|rightarrow|to|land|wedge|q?quad)(?![A-Za-z])|∧|\\\\"
_PARTING = re.compile(
    rf"\s*(?:[;\n]|,(?!\d)|(?<!\d),|\.\s+(?=[A-Z])|{_ARROWS}|(?<!\S)(?:{_WORDS})(?=[\s,$])"
    r"|(?<=[\d)]\s)[ye](?=\s+[A-Za-zα-ω]\w?\s*=))\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*(?:(?:since|as|because|from|weil|da|aus|comme|puisque|como|poiché)\s+)?", re.IGNORECASE)
_GREEK = r"\\?(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|rho|sigma|tau|phi|omega|Delta)(?![A-Za-z])"
_LETTER = rf"(?:{_GREEK}|[A-Za-zα-ωΔ])"
_NAME = re.compile(
    rf"(?P<name>{_LETTER}(?:_\{{?(?:\d|[A-Za-z](?![A-Za-z]))\}}?|[₀-₉])?['’′]{{0,2}})"
    r"(?P<at>\s?\(\s*[-−]?\d+(?:\s*,\s*[-−]?\d+)*\s*\))?"
)
_COMMAND = re.compile(r"\\(?:frac|dfrac|tfrac|cdot|times|left|right)(?![A-Za-z])|\\[,;:! ]")
_BESIDE = re.compile(r"\s\((?P<inside>[^()]*=[^()]*|(?:[^()]*\([^()]*\))*[^()]*=[^()]*(?:\([^()]*\)[^()]*)*)\)")
_OTHER = re.compile(r"[<>≤≥≠≈±∓|!?:%√]|\\(?:pm|mp|neq?|leq?|geq?|approx|sqrt|in)(?![A-Za-z])")
_CASES = re.compile(r"\\begin\s*\{cases\}(?P<lines>[^&{}]*)\\end\s*\{cases\}")
_MONEY = re.compile(r"\$\s?\d(?:[\d.,]*\d)?(?![\d.,]|\s?\$)|\A[^$]*(?:\$[^$]*\$[^$]*)*\$[^$]*\Z")
_STAR = re.compile(r"(?<=[A-Za-z\d])\s?\^?\{?(?:\*|\\ast)\}?(?=\s*=)")
_DECIMAL = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d)")
_POWERS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PI = re.compile(r"π|\\?(?<![A-Za-z])pi(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Said:
    """The values that a text of equations gives: what is typed for each name, and with which names each stands."""

    values: dict[str, str]
    numbers: dict[str, Fraction]
    beside: dict[str, frozenset[str]]


def said(text: str) -> Said | None:
    """Return the values of all names of a text of true equations; None where it is anything else."""
    if len(text) > MAX_CHARACTERS or text.count("=") < 2 or _OTHER.search(text) or _MONEY.search(text):
        return None
    equations = _equations(text)
    if not 1 < len(equations) <= MAX_EQUATIONS or any(len(one) < 2 for one in equations):
        return None
    bare = {one for equation in equations for member in equation if (one := _bare(member))}
    letters = {one for one in bare if one[-1] not in ")²"}
    read = [[_Member.of(member, letters) for member in equation] for equation in equations]
    names = dict.fromkeys(name for equation in read for member in equation for name in member.names)
    numbers = _solved(read)
    if (
        not 0 < len(names) <= MAX_NAMES
        or numbers.keys() != names.keys()
        or not all(_is_true(one, numbers) for one in read)
    ):
        return None
    together = [frozenset(name for member in one for name in member.names) for one in read]
    beside = {name: frozenset().union(*(one for one in together if name in one)) for name in names}
    return Said({name: _typed(read, name, numbers) for name in names}, numbers, beside)


def name_of(text: str) -> str:
    """Return the name that a text is, in the spelling in which names are compared; empty where it is none."""
    return _bare(text)


def stands_for(text: str, names: Collection[str], prompt: str) -> Said | None:
    """Return the values that a text gives to names, and beside them only to letters of which the prompt says as much.

    Such a letter is one by which a name is calculated, `v = 2t with t = 2`, or a place where all are meant, `at t = 2`.
    """
    found = said(text)
    if found is None or not found.values.keys() >= {*names}:
        return None
    others = found.values.keys() - {*names}
    return found if all(_is_given(prompt, found, one, names) for one in others) else None


def _is_given(prompt: str, found: Said, name: str, names: Collection[str]) -> bool:
    """Whether a prompt says that a letter is a number, `at t = 2`, or the number, and nothing else of the letter."""
    number, plain = found.numbers[name], prompt.replace("$", " ").replace("{", "").replace("}", "")
    given = re.findall(rf"(?<![\w\\]){re.escape(name)}\s*=\s*([-−]?\d+(?:[./]\d+)?)(?![\w.]*\w)", plain)
    if given:
        return all(value_of(one) == number for one in given)
    if (call := _CALLED.fullmatch(name)) is not None and "x" in names:  # `x = 1 and y = f(1) = -1`
        return value_of(call["at"]) == found.numbers["x"] and any(
            found.numbers[one] == number and one in found.beside[name] for one in names
        )
    written = {value_of(one) for one in re.findall(r"(?<![\w.,])\d+(?:\.\d+)?(?![\d.,]\d)", plain)}
    return number in written and not found.beside[name].isdisjoint(names)


_CALLED = re.compile(r"[a-z]'*\((?P<at>[^(),]+)\)")


def _equations(text: str) -> list[list[str]]:
    """Return the members of the equations of a text."""
    text = _CASES.sub(r" \g<lines> ", text)
    plain = _BESIDE.sub(r", \g<inside>, ", _STAR.sub("", text.replace("$", " "))).strip(" \t\n.")
    plain = _OPENING.sub("", plain, count=1)
    depth, parts, start = depths(plain), [], 0
    for match in _PARTING.finditer(plain):
        if not depth[match.start()] and match.end() > match.start():
            parts.append(plain[start : match.start()])
            start = match.end()
    found = [one.strip(" \t.") for one in (*parts, plain[start:])]
    return [[member.strip() for member in chain(one).members] for one in found if one]


def _key(match: re.Match[str]) -> str:
    name = match["name"].replace("{", "").replace("}", "").replace("’", "'").replace("′", "'").removeprefix("\\")
    name = "".join(f"_{unicodedata.digit(one)}" if one in "₀₁₂₃₄₅₆₇₈₉" else one for one in name)
    return name + re.sub(r"\s", "", match["at"] or "").replace("−", "-")


def _bare(member: str) -> str:
    """Return the name that a whole member is, empty where it is none."""
    if (numbered := _NUMBERED.fullmatch(member)) is not None:
        return f"{numbered['name']}_{numbered['count']}"
    squared = _SQUARED.sub("", member)
    match = _NAME.fullmatch(squared)
    return "" if match is None else _key(match) + "²" * (squared != member)


_NUMBERED = re.compile(r"(?P<name>[A-Za-z])(?P<count>\d)")  # `x1`
_SQUARED = re.compile(r"\s?(?:²|\^\s?(?:2|\{\s?2\s?\}))\Z")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an equation: its text, the name that it is by itself, and all names that stand in it."""

    text: str
    name: str
    names: tuple[str, ...]
    pieces: tuple[str, ...]  # what is typed around and between the names

    @classmethod
    def of(cls, text: str, letters: set[str]) -> _Member:
        """Return a member; `x(2)` and `x²` are products where x has a value of its own, and else names."""
        if (name := _bare(text)) and (name[-1] not in ")²" or re.split(r"[(²]", name)[0] not in letters):
            return cls(text, name, (name,), ("", ""))
        plain = _POWERS.sub(lambda found: f"^({unicodedata.normalize('NFKC', found[0])})", _DECIMAL.sub(".", text))
        plain = _PI.sub("π", _COMMAND.sub(lambda found: _TYPED.get(found[0], found[0]), plain))
        names, pieces, place = [], [], 0
        for match in _NAME.finditer(plain):
            if plain[: match.start()].endswith("\\") or match[0] == "π":
                continue
            key = _key(match)
            if match["at"] and key not in letters and key.partition("(")[0] in letters:
                end, key = match.end("name"), key.partition("(")[0]
            else:
                end = match.end()
            names.append(key)
            pieces.append(plain[place : match.start()])
            place = end
        return cls(text, "", tuple(names), (*pieces, plain[place:]))

    def value(self, numbers: dict[str, Fraction]) -> Fraction | None:
        """Return the value of a member with the values of its names; None where it has none."""
        if any(name not in numbers for name in self.names):
            return None
        return value_of(_SIDE_BY_SIDE.sub(r"\g<0>*", self.put(numbers).replace("π", "(355/113)")))

    def put(self, numbers: dict[str, Fraction]) -> str:
        """Return a member with numbers for its names."""
        put = [f"({numbers[name].numerator}/{numbers[name].denominator})" for name in self.names]
        return "".join(piece + value for piece, value in zip(self.pieces, (*put, ""), strict=True))


_TYPED = {"\\cdot": "*", "\\times": "*", "\\left": "", "\\right": ""}
_SIDE_BY_SIDE = re.compile(r"\)(?=\s*\d)")


def _solved(equations: list[list[_Member]]) -> dict[str, Fraction]:
    """Return the value of each name that stands by itself beside something with a value."""
    numbers: dict[str, Fraction] = {}
    for _ in range(MAX_NAMES):
        for equation in equations:
            value = next((one for each in equation if (one := each.value(numbers)) is not None), None)
            for member in equation:
                if value is not None and member.name:
                    numbers.setdefault(member.name, value)
    return numbers


def _is_true(equation: list[_Member], numbers: dict[str, Fraction]) -> bool:
    values = [member.value(numbers) for member in equation]
    return None not in values and len({*values}) == 1


def _typed(equations: list[list[_Member]], name: str, numbers: dict[str, Fraction]) -> str:
    """Return the last number that is typed beside a name; its value where only a calculation is."""
    of = [one for one in equations if any(member.name == name for member in one)]
    for equation in of:
        if not equation[-1].names:
            return _DECIMAL.sub(".", equation[-1].text)
    multiple = next(
        (one.put(numbers) for equation in of for one in equation if any("π" in part for part in one.pieces)), ""
    )
    return multiple or str(numbers[name])
