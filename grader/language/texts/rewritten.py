r"""Texts that say the same in other signs: `0.0` for 0, `Ca^(2+)` for Ca^2+, `{1; 0}` for {0, 1}, `(¬A) ∨ (¬B)`.

Each is written in one way: numbers by their value, charges behind one sign, the members of sets and the operands of
`+`, `∨` and `∧` in one order, without brackets around what is a letter with its negation. Of a chain of equalities
that is done with each end of it: `45_{10} = 101101_2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

from grader.language.texts.folded import are_alike, typed_out
from grader.language.texts.notations.quantifiers import quantified

KEPT = 1_000  # texts whose forms are kept
MAX_MEMBERS = 30  # of a set, or operands of a sum, that are put in order
_EQUAL = re.compile(r"(?<![<>!:≠=])(?:={1,2}|≡|:=)(?![=>])|↔")
_NUMBER = re.compile(r"([-+]?)\s?(?=[.,]?\d)(\d{0,30})(?:[.,](\d{1,30}))?(?:\s?/\s?([1-9]\d{0,9}))?\s?(%?)")
_BINARY = re.compile(
    r"(?:0b)?\(?([01]{0,40}[.,][01]{1,40})\)?(?:b|_\{?\(?2\)?\}?)|0b([01]{0,40}[.,][01]{1,40})"
)  # `(0.101)_2`
_DENIED = re.compile(r"\\(?:overline|bar)\s*\{?([A-Za-z])\}?|([A-Za-z])[\u0304\u0305]")
_CHARGED = re.compile(r"[A-Z][a-z]?\d?|[\])]")  # behind which a charge may stand
_CHARGES = (
    (re.compile(r"(?:(?<=[A-Z][a-z])|(?<=\A[A-Z]))1([+-])(?=\s*\Z)"), r"^\1"),  # `Cu1+`
    (re.compile(r"(?<=[A-Za-z\d\])])\s?\^?\s?\(\s?(\d?)\s?([+-])\s?\)(?!\w)"), r"^\1\2"),  # `Ca^(2+)`, `SO4 (2-)`
    (re.compile(r"(?<=[A-Za-z\])])\s?\^?\s?\(\s?([+-])\s?(\d)\s?\)(?!\w)"), r"^\2\1"),
    (re.compile(r"(?<=[A-Za-z\d\])])\^\{?([+-])(\d)\}?(?!\w)"), r"^\2\1"),  # `SO4^{-2}`
    (re.compile(r"(?<=[A-Z][a-z])([+-])(\d)(?=\s*\Z)"), r"^\2\1"),  # `Ca+2`
    (re.compile(r"(?<=\d)\s(\d?[+-])(?=\s*\Z)"), r"^\1"),  # `SO4 2-`
    (re.compile(r"(?<=[\])])\s?(\d?[+-])(?=\s*\Z)"), r"^\1"),  # `[SO4]2-`
)
_STOCK = re.compile(r"\A([A-Z][a-z]?)\s?\((I{1,3}|IV|VI?|[2-6])\)\s*\Z")  # `Cu(I)`, `Al(3)` of `Al(III)`
_ROMAN = {"I": "", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_TWICE = re.compile(r"(?<=[A-Za-z\d\])])\s?\^?\{?(\+\+\+?|--?-)\}?(?=\s*\Z)")  # `Ca++`
_ONE = re.compile(r"(?<=\^)1(?=[+-](?!\w))")
_GROUPED = re.compile(r"\A\s*[(\[]([A-Z][A-Za-z\d]*)[)\]](?=\^\d?[+-]\s*\Z)")
_ION = re.compile(r"[+-]\s*\Z")
_INDEX = re.compile(r"(?<=[A-Za-z)\]])_(?=\d)")
_SET = re.compile(r"\{([^{}]{1,200})\}")
_SQUARED = re.compile(r"(\{[^{}]{1,60}\})\s?(?:·|x)\s?\1(?!\s?(?:·|x|\^))")
_CORES = {"He": "1s2", "Ne": "1s2 2s2 2p6", "Ar": "1s2 2s2 2p6 3s2 3p6"}
_CORE = re.compile(r"\[(He|Ne|Ar)\]\s?(?=\d[spdf])|(?<=[spdf]\d)\s?\[(He|Ne|Ar)\]\Z")
_GROWTH, _LOGARITHM = (
    re.compile(r"\A\s*(?:[OoΘΩ]|Theta|Omega)\s?\("),
    re.compile(r"(?<![A-Za-z])(?:l[gdb]|log\s?_\s?\{?\w{1,2}\}?|log)\s*(?=[A-Za-z(])"),
)
_FILLED = re.compile(r"(?:(?<=\d[spdf])|(?<=\d[spdf] ))(?:\^\{(\d{1,2})\}|([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}))")  # `4s²3d⁶`
_ORBITAL = re.compile(r"(?<=\d[spdf])\s?\^?\s?\(\s?(\d{1,2})\s?\)")


def are_same(one: str, other: str) -> bool:
    """Whether two texts are alike as they are written in one way, or an end of the first one is the second one."""
    meant, sides = _form(other), _EQUAL.split(one)
    if len(sides) == len(_EQUAL.split(other)) == 2 and are_alike(" = ".join(map(str.strip, sides[::-1])), other):
        return True
    return any(said == meant or are_alike(said, meant) for said in _ends(one))


def with_nuclei(phrase: str, text: str) -> str:
    """Return a text with its isotopes as `C-14`, where a phrase names one: `14C`, `^{14}C`, `C14`."""
    meant = typed_out(phrase)
    if _NAMED_NUCLEUS.search(meant) is None or "_" in meant:  # `^{14}_6C` is no `^{14}_7C`
        return text
    typed = typed_out(text)
    return _NUCLEUS.sub(lambda one: f"{one[3] or one[4]}-{one[1] or one[2] or one[5]}", typed)


_NAMED_NUCLEUS = re.compile(r"(?<![\w^-])(?:[A-Z][a-z]?-\d{1,3}(?![\w-])|\^\{?\d{1,3}\}?[\s_\dA-Z])")
_NUCLEUS = re.compile(
    r"(?<![\w^.-])(?:(?:\{\s*\}\s?)?\^\{?(\d{1,3})\}?(?:_\{?\d{1,3}\}?)?\s?|(\d{1,3})[\s-]?)([A-Z][a-z]?)(?![\w-])"
    r"|(?<![\w^.-])([A-Z][a-z]?)[\s-]?(\d{1,3})(?![\w-])"
)


def _ends(text: str) -> Iterator[str]:
    """Yield a text, and each end of it where it is a chain of equalities, in one way of writing."""
    yield _form(text)
    members = [one for one in _EQUAL.split(typed_out(text)) if one.strip()]
    yield from (_form(one) for one in ((members[-1], members[0]) if len(members) > 1 else ()))


@lru_cache(maxsize=KEPT)
def _form(text: str) -> str:
    plain = typed_out(text).strip(" $")
    binary = _BINARY.fullmatch(plain)
    number = _NUMBER.fullmatch((binary[1] or binary[2]) if binary else plain.removesuffix("."))
    if number is not None:
        return _value(number)
    plain = typed_out(_DENIED.sub(r"¬\1\2", _FILLED.sub(lambda shell: f"{shell[1] or shell[2]} ", _apart(text))))
    plain = _in_shells(_CORE.sub(lambda core: f" {_CORES[core[1] or core[2]]} ", _ORBITAL.sub(r"\1", plain)).strip())
    plain = _LOGARITHM.sub("log ", plain) if _GROWTH.match(plain) else plain
    return quantified(_in_order(_in_sets(_charged(plain))))


def _apart(text: str) -> str:
    """Return a text in which the bar above a capital letter is a sign by itself: `Ā`, as `B̄` always is."""
    return "".join(normalize("NFD", one) if one in _BARRED else one for one in text)


_BARRED = frozenset("ĀĒĪŌŪȲ")


def _value(number: re.Match[str]) -> str:
    sign, whole, part, below, percent = number.groups()
    value = Fraction(f"{whole or 0}.{part or 0}") / int(below or 1) / (100 if percent else 1)
    return str(-value if sign == "-" else value)


def _in_shells(text: str) -> str:
    """Return an electron configuration with its orbitals in one order: `2p4 2s2 1s2`."""
    if _SHELLS.fullmatch(text) is None:
        return text
    return " ".join(sorted("".join(one) for one in _SHELL.findall(text)))


_SHELL = re.compile(r"([1-7][spdf])\s?\^?\{?(\d{1,2})\}?(?![spdf])")
_SHELLS = re.compile(rf"(?:{_SHELL.pattern}[\s,;]{{1,3}}){{1,20}}{_SHELL.pattern}")


def _charged(text: str) -> str:
    """Return a formula of chemistry with its charge behind the sign of a power."""
    text = _STOCK.sub(lambda ion: f"{ion[1]}^{_ROMAN.get(ion[2], ion[2])}+", text)
    if _CHARGED.search(text) is None:
        return text
    for charge, plain in _CHARGES:
        text = charge.sub(plain, text)
    text = _TWICE.sub(lambda signs: f"^{len(signs[1])}{signs[1][0]}", text)
    text = _GROUPED.sub(r"\1", _ONE.sub("", text))
    return _INDEX.sub("", text) if _ION.search(text) else text


def _in_sets(text: str) -> str:
    """Return a text with the members of its sets in one order, and a product of a set with itself as its power."""
    text = _SET.sub(lambda found: "{" + ", ".join(_sorted(re.split(r"\s*[,;]\s*", found[1].strip()))) + "}", text)
    return _SQUARED.sub(r"\1^2", text)


def _in_order(text: str) -> str:
    """Return a text with the operands of the one sign that joins all of it in order, on each side of an arrow."""
    sides = re.split(r"\s*→\s*", text)
    if "(" in text and any(sign in text for sign in "∨∧"):
        return text
    for sign in ("∨", "∧", "+"):
        if all(other not in text for other in "∨∧" if other != sign) and (sign != "+" or _SUM.search(text)):
            split = re.compile(rf"\s*{re.escape(sign)}\s*" if sign != "+" else r"\s*(?<![\^\s])\s*\+\s+|\s+\+\s*")
            sides = [f" {sign} ".join(_sorted(split.split(one.strip()))) for one in sides]
    return " → ".join(sides)


_SUM = re.compile(r"\S\s\+\s\S")


def _sorted(members: list[str]) -> list[str]:
    return sorted(members) if len(members) <= MAX_MEMBERS and all(members) else members
