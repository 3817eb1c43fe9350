r"""What a left side is a name of, `T`, `P(\text{red})`, `\frac{dL}{dw}`, and whether two of them name different things.

Told by form alone: names of different forms, such as `E[X]` and `μ`, may well be of the same thing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from grader.language.spelling.greek import PRINTED
from grader.marking.asked.names.plain_names import MAX_CHARACTERS, in_sign, plain_name
from grader.records import dataclass

KEPT = 2_000  # left sides of which it is kept what they name


_LETTER = r"(?:\\?[^\W\d_]+)"
_SCRIPT = r"(?:_(?:\{[^{}]*\}|\\[A-Za-z]+|\w))"
_NAME = rf"{_LETTER}\d*{_SCRIPT}?"
_ABOVE = r"(?:\^(?:\{[^{}]*\}|\\[A-Za-z]+|[\w*]|\([^()]*\)))?"
_CALL = r"(?:\((?P<at>.*)\))?"
_FRACTION = re.compile(
    rf"\(?[d∂](?:\^(?P<order>\d))?(?P<of>{_NAME})?(?:\([^()]*\))?\)?/\(?[d∂](?P<by>{_NAME})(?:\^\d)?"
    rf"(?P<also>(?:[d∂](?>{_NAME}))*)\)?(?P<behind>.*)"
)
_OPERATOR = re.compile(rf"[∂∇D]_(?P<by>\{{[^{{}}]*\}}|\\[A-Za-z]+|\w)(?:\^(?P<order>\d))?(?P<of>{_NAME})?{_CALL}")
_REPEATED = re.compile(r"[xyztuvw]{2,3}\Z")  # `∂_{xy}`
_GRADIENT = re.compile(rf"∇(?P<of>{_NAME})?{_CALL}")
_PRIMED = re.compile(rf"(?P<of>{_NAME})(?P<primes>'+){_CALL}")
# `f^{(2)}(x)`, and `f^{''}`; a number in brackets by itself may count iterates.
_NUMBERED = re.compile(
    rf"(?P<of>{_NAME})\^(?:\{{(?P<primes>'{{1,9}})\}}{_CALL}|\{{?\((?P<order>\d)\)\}}?\((?P<there>.*)\))"
)
_CALLED = re.compile(rf"(?P<of>{_NAME}){_ABOVE}\((?P<at>.*)\)")
_BARE = re.compile(rf"(?P<of>{_NAME})(?P<above>{_ABOVE})")


@dataclass(frozen=True, slots=True)
class Name:
    """What a left side names. `of`: the letter or word; `at`: in brackets behind it; `above`: what stands above it.

    Of a derivative `by` is what it is by, empty where that is not said, and `order` how often.
    """

    kind: Literal["bare", "call", "derivative"]
    of: str
    at: str = ""
    by: str = ""
    order: int = 0
    above: str = ""


@lru_cache(maxsize=KEPT)
def name_of(left: str) -> Name | None:
    """Return what a left side is a name of, None where it is none: a calculation, an integral, words."""
    text = plain_name(left)
    if not text or len(text) > MAX_CHARACTERS:
        return None
    if (match := _FRACTION.fullmatch(text)) and _closes(match["behind"]):
        behind = name_of(match["behind"].removeprefix("·")) if match["behind"] else None
        if behind is not None and match["behind"][0] == "·" and (behind.above or behind.of == match["by"]):
            behind = None  # a formula, `\\frac{d}{dx} x^3`
        of = match["of"] or (behind.of if behind else "")
        by = "".join(sorted([match["by"], *re.split("[d∂]", match["also"])]))
        return Name("derivative", of, "", by, int(match["order"] or 1))
    if (match := _OPERATOR.fullmatch(text)) and _closes(match["at"] or ""):
        by, order = match["by"].strip("{}"), int(match["order"] or 1)
        return Name("derivative", match["of"] or "", match["at"] or "", by, len(by) if _REPEATED.match(by) else order)
    if (match := _GRADIENT.fullmatch(text)) and _closes(match["at"] or ""):
        return Name("derivative", match["of"] or "", match["at"] or "", "", 1)
    if (match := _PRIMED.fullmatch(text)) and _closes(match["at"] or ""):
        return Name("derivative", match["of"], match["at"] or "", "", len(match["primes"]))
    if (match := _NUMBERED.fullmatch(text)) and _closes(at := match["at"] or match["there"] or ""):
        return Name("derivative", match["of"], at, "", len(match["primes"] or "") or int(match["order"]))
    if (match := _CALLED.fullmatch(text)) and _closes(match["at"]):
        return Name("call", match["of"], match["at"])
    match = _BARE.fullmatch(text)
    return Name("bare", match["of"], above=match["above"]) if match else None


def letters_in(text: str) -> frozenset[str]:
    """Return the letters and words of a formula in the spelling of names, `L` of `dL`, too."""
    found = {in_sign(match[0]) for match in re.finditer(r"\\?[^\W\d_]+", text)}
    return frozenset(found | {word[1:] for word in found if len(word) == 2 and word[0] == "d"})


def calls_in(text: str) -> list[Name]:
    """Return the names with brackets behind them that stand in a left side: `E(X)` of `2E[X] + 1`."""
    plain = plain_name(text)[:MAX_CHARACTERS]
    found = [(match, _closing(plain, match.end())) for match in _OPENED.finditer(plain)]
    return [Name("call", match["of"], plain[match.end() : end]) for match, end in found if end is not None]


_OPENED = re.compile(rf"(?P<of>{_NAME})\(")


def _closing(text: str, start: int) -> int | None:
    """Return the place of the bracket that closes the one right before a place."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return None


def _closes(text: str) -> bool:
    """Whether every bracket in a text is closed in it."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def differ(one: Name, other: Name) -> bool:
    """Whether two names are of different things: by another variable, at another place, of another letter."""
    match one.kind, other.kind:
        case "derivative", "derivative":
            return one.order != other.order or _clash(one, other, "of") or _clash(one, other, "by") or _at(one, other)
        case "derivative", _:
            return _is_of_other(one, other)
        case _, "derivative":
            return _is_of_other(other, one)
        case "bare", "bare":
            return _clash(one, other, "of") or _differs_above(one, other)
        case "call", "call":
            heads = {head_of(one.of), head_of(other.of)}
            return len(heads) > 1 or _at(one, other)
        case _:
            call, bare = (one, other) if one.kind == "call" else (other, one)
            if _is_word(call.at) and _is_word(bare.of):
                return bare.of not in {call.at, call.of}
            is_cased = call.of != bare.of and call.of.casefold() == bare.of.casefold()  # `f(x)`, and F
            return is_cased and head_of(call.of) != head_of(bare.of)  # but `P(A)`, and p


def is_of_letter(one: Name, other: Name) -> bool:
    """Whether two names are of one letter, and none is a derivative of it: `y` and `y(x)`."""
    return "derivative" not in {one.kind, other.kind} and _alike(one.of, other.of)


def _is_of_other(derivative: Name, other: Name) -> bool:
    """Whether a name is of what is differentiated, and not of its derivative by the same: `f(x)`, `L`, `L_b`."""
    base, script = _parted(other.of)
    if base != _parted(derivative.of)[0]:
        return False
    by = _each_time(derivative)  # `f_{yy}` of ∂²f/∂y²
    is_as_long = _is_long(_parted(script)[0]) == _is_long(_parted(by)[0])  # `f_{yy}` is not `f_y`
    return not (by and script and is_as_long and _alike(script, by))


def _clash(one: Name, other: Name, part: Literal["of", "by"]) -> bool:
    first, second = (each.of if part == "of" else _each_time(each) for each in (one, other))
    if part == "by" and one.order == other.order == len(first) == len(second):
        return first != second
    return bool(first and second) and not _alike(first, second)


def _each_time(derivative: Name) -> str:
    """Return by what a derivative is, each time: `xx` of ∂²f/∂x²."""
    return derivative.by * derivative.order if len(derivative.by) == 1 else derivative.by


def _alike(first: str, second: str) -> bool:
    """Whether two letters may stand for the same: one has a script in letters that the other one lacks."""
    (base, script), (base_2, script_2) = _parted(first), _parted(second)
    if base != base_2:
        return _is_long(base) != _is_long(base_2)  # `T`, and `time`
    if script == script_2:
        return True
    if script and script_2:
        return any(one in _COUNTERS and two.isdigit() for one, two in ((script, script_2), (script_2, script)))
    return _INDEX.fullmatch(script or script_2) is None


_INDEX = re.compile(r"\d+(?:,\d+)*")
_COUNTERS = frozenset({"i", "j", "k", "n", "m", "l", "t"})  # an index that stands for any number


def _is_long(base: str) -> bool:
    return len(base) > 1


def _parted(name: str) -> tuple[str, str]:
    """Return a letter in one spelling, and its script."""
    match = re.fullmatch(rf"(?P<base>{_LETTER})(?P<digits>\d*)(?P<script>{_SCRIPT}?)", name)
    if match is None:
        return name, ""
    base = match["base"].removeprefix("\\")
    return PRINTED.get(base, base), match["digits"] + match["script"].lstrip("_").strip("{}")


def _differs_above(one: Name, other: Name) -> bool:
    """Whether one of two names is an inverse, a transpose or a power, and the other one is not: `A^T` and `A`."""
    first, second = (_above(each.above) for each in (one, other))
    return first != second


def _above(above: str) -> str:
    plain = above.lstrip("^").strip("{}()").removeprefix("\\")
    return {"top": "T", "intercal": "T", "*": "", "ast": "", "star": ""}.get(plain, plain)


def head_of(of: str) -> str:
    """Return the name of what is called in one spelling: `Pr` and `P`, `Var` and `V`."""
    base, script = _parted(of)
    return _HEADS.get(base, base) + (f"_{script}" if any(map(str.isdigit, script)) else "")


_HEADS = {
    **dict.fromkeys(("ggT", "pgcd", "PGCD", "mcd", "MCD"), "gcd"),
    **dict.fromkeys(("kgV", "ppcm", "PPCM", "mcm", "MCM"), "lcm"),
    "Pr": "P",
    "p": "P",
    "Prob": "P",
    "V": "Var",
    "var": "Var",
    "Varianz": "Var",
    "Tr": "tr",
    "Spur": "tr",
    "trace": "tr",
    "rot": "curl",
}
_HEADS |= {"rk": "rank", "rg": "rank", "Rang": "rank", "Rg": "rank", "rang": "rank", "cov": "Cov"}


def _at(one: Name, other: Name) -> bool:
    """Whether what stands in the brackets of two names cannot be meant for the same."""
    first, second = one.at, other.at
    if not first or not second or first == second:
        return False
    if "|" in first or "|" in second:
        return True
    forms = _form(first), _form(second)
    if forms == ("relation", "relation"):
        return _left(first) == _left(second)
    if forms[0] == forms[1] == "mixed":
        return sorted(first) != sorted(second)
    return "relation" not in forms and "words" not in forms


def _form(at: str) -> str:
    """Return what stands in brackets: a `relation`, `words`, one `simple` sign or number, or `mixed` ones."""
    if re.search("[=<>∈≠]", at):
        return "relation"
    if re.fullmatch(rf"-?\d+(?:[./]\d+)?|{_NAME}", at):
        return "simple"
    return "words" if re.fullmatch(r"[^\W\d_]{2,}(?:[-,·][^\W\d_]+)*", at) else "mixed"


def _left(relation: str) -> str:
    return re.split("[=<>∈≠]", relation)[0]


def _is_word(text: str) -> bool:
    return text.isalpha() and len(text) > 1
