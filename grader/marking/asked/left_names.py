r"""What a left side is a name of, `T`, `P(\text{red})`, `\frac{dL}{dw}`, and whether two of them name different things.

Told by form alone: names of different forms, such as `E[X]` and `μ`, may well be of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

from grader.language.spelling.greek import PRINTED
from grader.language.spelling.names import ACCENTS, STYLES, WORDS
from grader.language.tokens.commands import BLANK, COMMANDS, LEFT, QUOTIENTS, RIGHT
from grader.records import dataclass

KEPT = 2_000  # left sides of which it is kept what they name
MAX_CHARACTERS = 120  # of a name

_ABOVE_LETTERS = (frozenset(ACCENTS) - {"dot", "ddot"}) | {"widehat", "widetilde", "overline"}  # dots are derivatives
_STYLES = STYLES | WORDS | _ABOVE_LETTERS | {"mathbb"}
_IDLE = LEFT | RIGHT | BLANK | {"quad", "qquad"}
_MEANT = {"partial": "∂", "in": "∈", "!=": "≠", **{sign: sign for sign in ("|", "<=", ">=", "<", ">")}}
# Commands of signs and of words that names are made of, and how these are written here.
_WRITTEN = {command: _MEANT[sign] for command, sign in COMMANDS.items() if sign in _MEANT}
_WRITTEN |= {"nabla": "∇", "given": "|", "Pr": "P"}


def _any_of(commands: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(commands)))


_WRAPPED = re.compile(rf"\\(?:{_any_of(_STYLES)})\*?\s*\{{([^{{}}]*)\}}")
_DRESS = re.compile(
    rf"\\(?:{_any_of(filter(str.isalpha, _IDLE | _STYLES))})(?![A-Za-z])"
    rf"|\\(?:{_any_of(one for one in _IDLE if not one.isalpha())})|[\s$`~]"
)
_HELD = r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\\(?:{_any_of(QUOTIENTS)}){_HELD}{_HELD}"), r"\1/\2"),
    (re.compile(r"\^\{?\\prime\}?|’"), "'"),
    (re.compile(rf"\\({_any_of(_WRITTEN)})(?![A-Za-z])"), lambda match: _WRITTEN[match[1]]),
    (re.compile(r"⁻¹"), "^{-1}"),
    (re.compile(r"ᵀ"), "^T"),
    # events that are joined by signs or words: `P(A or B)`
    (re.compile(r"\\(?:cup|lor)(?![A-Za-z])|∨|(?<=[A-Z])\s+(?:or|oder|ou|o)\s+(?=[A-Z](?![A-Za-z]))"), "∪"),
    (re.compile(r"\\(?:cap|land|wedge)(?![A-Za-z])|∧|(?<=[A-Z])\s+(?:and|und|et|y|e)\s+(?=[A-Z](?![A-Za-z]))"), "∩"),
    (re.compile("[²³]"), lambda match: "^2" if match[0] == "²" else "^3"),
    (re.compile("[≤≥]"), lambda match: "<=" if match[0] == "≤" else ">="),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"_([A-Za-z]{2,})(?![A-Za-z])"), r"_{\1}"),  # `x_max`
    (re.compile(r"\[|\\\{"), "("),
    (re.compile(r"\]|\\\}"), ")"),
    (
        re.compile(r"(?<![A-Za-z])P\s*_\s*(?:\{\s*([A-Z])\s*\}|([A-Z]))\s*\(\s*([A-Z])\s*\)"),
        r"P(\3|\1\2)",
    ),  # French for `P(M|T)`
    (
        re.compile(
            r"\\?(?<![A-Za-z])(det|tr|Tr|Spur|rank|rk|rg|dim|Var|Cov|E)\s+([A-Z](?:\^(?:\{[^{}]*\}|\w)|_\w)?)(?![A-Za-z])"
        ),
        r"\1(\2)",
    ),
    # one way of writing `\\ln 2`, `ln2` and `ln(2)`
    (re.compile(r"\\?(?<![A-Za-z])(ln|log|exp|sqrt|sin|cos|tan)(?:\s*[({]\s*(\d+)\s*[)}]|\s*(\d+))"), r"\1·\2\3"),
)
_PARTED = re.compile(r"(?<![\\\w])((?!d\b)[^\W\d_]+)\s+(?=[^\W_])")  # words and factors beside each other
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_BRACES = re.compile(r"\{\s*(\w|\\[A-Za-z]+)\s*\}")
_LETTER = r"(?:\\?[^\W\d_]+)"
_SCRIPT = r"(?:_(?:\{[^{}]*\}|\\[A-Za-z]+|\w))"
_NAME = rf"{_LETTER}\d*{_SCRIPT}?"
_ABOVE = r"(?:\^(?:\{[^{}]*\}|\\[A-Za-z]+|[\w*]|\([^()]*\)))?"
_CALL = r"(?:\((?P<at>.*)\))?"
_FRACTION = re.compile(
    rf"\(?[d∂](?:\^(?P<order>\d))?(?P<of>{_NAME})?(?:\([^()]*\))?\)?/\(?[d∂](?P<by>{_NAME})(?:\^\d)?"
    rf"(?P<also>(?:[d∂]{_NAME})*)\)?(?P<behind>.*)"
)
_OPERATOR = re.compile(rf"[∂∇D]_(?P<by>\{{[^{{}}]*\}}|\\[A-Za-z]+|\w)(?P<of>{_NAME})?{_CALL}")
_GRADIENT = re.compile(rf"∇(?P<of>{_NAME})?{_CALL}")
_PRIMED = re.compile(rf"(?P<of>{_NAME})(?P<primes>'+){_CALL}")
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
    text = _plain(left)
    if not text or len(text) > MAX_CHARACTERS:
        return None
    if (match := _FRACTION.fullmatch(text)) and _closes(match["behind"]):
        behind = name_of(match["behind"]) if match["behind"] else None
        of = match["of"] or (behind.of if behind else "")
        by = "".join(sorted([match["by"], *re.split("[d∂]", match["also"])]))
        return Name("derivative", of, "", by, int(match["order"] or 1))
    if (match := _OPERATOR.fullmatch(text)) and _closes(match["at"] or ""):
        return Name("derivative", match["of"] or "", match["at"] or "", match["by"].strip("{}"), 1)
    if (match := _GRADIENT.fullmatch(text)) and _closes(match["at"] or ""):
        return Name("derivative", match["of"] or "", match["at"] or "", "", 1)
    if (match := _PRIMED.fullmatch(text)) and _closes(match["at"] or ""):
        return Name("derivative", match["of"], match["at"] or "", "", len(match["primes"]))
    if (match := _CALLED.fullmatch(text)) and _closes(match["at"]):
        return Name("call", match["of"], match["at"])
    match = _BARE.fullmatch(text)
    return Name("bare", match["of"], above=match["above"]) if match else None


def _plain(left: str) -> str:
    """Return a left side without blanks, braces around one sign and what only dresses it."""
    text = _COMPLEMENT.sub(r"\1\2\3^c", left[: 2 * MAX_CHARACTERS])
    while text != (inner := _WRAPPED.sub(r" \1 ", text)):
        text = inner
    for pattern, put in _SIGNS:
        text = pattern.sub(put, text)
    text = _COMMAND.sub(lambda match: _letter(match[0]), text)
    return _DRESS.sub("", _BRACES.sub(r"\1", _PARTED.sub(r"\1·", text)))


# The complement of an event, `P(\\bar A)`; at the beginning of a name, `\\bar X`, it is a mean.
_COMPLEMENT = re.compile(r"(?<=[(\[{|])\s*\\(?:bar|overline)\s*(?:\{\s*([A-Z])\s*\}|([A-Z])|(\{[^{}]{1,40}\}))(?!_)")


def _letter(command: str) -> str:
    """Return a Greek letter for its command, any other command itself."""
    return PRINTED.get(command.removeprefix("\\").removeprefix("var"), command)


def letters_in(text: str) -> frozenset[str]:
    """Return the letters and words of a formula in the spelling of names, `L` of `dL`, too."""
    found = {_letter(match[0]) for match in re.finditer(r"\\?[^\W\d_]+", text)}
    return frozenset(found | {word[1:] for word in found if len(word) == 2 and word[0] == "d"})


def calls_in(text: str) -> list[Name]:
    """Return the names with brackets behind them that stand in a left side: `E(X)` of `2E[X] + 1`."""
    plain = _plain(text)[:MAX_CHARACTERS]
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
            return call.of != bare.of and call.of.casefold() == bare.of.casefold()  # `f(x)`, and F


def is_of_letter(one: Name, other: Name) -> bool:
    """Whether two names are of one letter, and none is a derivative of it: `y` and `y(x)`."""
    return "derivative" not in {one.kind, other.kind} and _alike(one.of, other.of)


def _is_of_other(derivative: Name, other: Name) -> bool:
    """Whether a name is of what is differentiated, and not of its derivative by the same: `f(x)`, `L`, `L_b`."""
    base, script = _parted(other.of)
    if base != _parted(derivative.of)[0]:
        return False
    is_as_long = _is_long(_parted(script)[0]) == _is_long(_parted(derivative.by)[0])  # `f_{yy}` is not `f_y`
    return not (derivative.by and script and is_as_long and _alike(script, derivative.by))


def _clash(one: Name, other: Name, part: Literal["of", "by"]) -> bool:
    first, second = (each.of if part == "of" else each.by for each in (one, other))
    return bool(first and second) and not _alike(first, second)


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
    "Pr": "P",
    "p": "P",
    "Prob": "P",
    "V": "Var",
    "var": "Var",
    "Varianz": "Var",
    "Tr": "tr",
    "Spur": "tr",
    "trace": "tr",
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
