"""Reactions and substances in other notations: `2e- + Cu2+ = Cu` for Cu2+ + 2e- -> Cu, `F3N` for NF3.

A person looks at what is found here. A reaction is the substances of its two sides, so many of each: their order, the
sign between the sides, electrons on the other side with a minus and a common factor make no other one of it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.texts.folded import typed_out, without_carets

MAX_REACTION = 300  # characters of a text that is read as a reaction
_STATE = re.compile(r"(?<=[A-Za-z\d)\]+⁺⁻-])\s?\((?:s|l|g|aq)\)|\s?[↑↓]")
_SUMMED = re.compile(r"\s*(?:→|↔|⇌)\s*|\s+\+\s+|(?<=[a-z\d)])\+(?=\d{0,2}[A-Z])")
_COEFFICIENT = re.compile(r"\A\s*\d{0,3}\s*")
_SYMBOLS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo"
    " Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg"
    " Tl Pb"
    " Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am"
)
_ELEMENT = rf"(?:{'|'.join(sorted(_SYMBOLS.split(), key=len, reverse=True))})"
_FORMULA = rf"(?:[(\[]?{_ELEMENT}\d{{0,3}}(?:[)\]]\d{{0,2}})?){{1,20}}"
_SUBSTANCE = re.compile(rf"{_FORMULA}(?:\d?[+-])?")
_TELLING = re.compile(r"\d|[a-z]")  # of a substance that is no product of letters


def without_states(text: str) -> str:
    """Return a text without signs of the state of a substance: `AgCl(s)`, `H2↑`."""
    return _STATE.sub("", text)


def is_turned(accepted: str, text: str) -> bool:
    """Whether two texts are one substance of two elements, which stand in another order: `F3N` for NF3."""
    meant, said = (_BINARY.fullmatch(typed_out(one).replace("_", "").strip(" .")) for one in (accepted, text))
    if meant is None or said is None or not _TELLING.search(meant[0]) or meant["first"] == meant["second"]:
        return False
    return meant["first"] == said["second"] and meant["second"] == said["first"]


_BINARY = re.compile(rf"(?P<first>{_ELEMENT}\d{{0,2}})(?P<second>{_ELEMENT}\d{{0,2}})")


def is_reacting(accepted: str, text: str) -> bool:
    """Whether an accepted text is a substance of a reaction that a text is: of `Zn + 2 HCl → ZnCl2 + H2`."""
    meant, said = (without_carets(typed_out(without_states(one))).strip(" .") for one in (accepted, text))
    if _SUBSTANCE.fullmatch(meant) is None or not _TELLING.search(meant):
        return False
    terms = _SUMMED.split(said)
    if re.search("[→↔⇌]", said) is not None:
        return meant in (_COEFFICIENT.sub("", one) for one in terms)
    return len(terms) > 1 and meant in terms and all(_SUBSTANCE.fullmatch(_COEFFICIENT.sub("", one)) for one in terms)


def is_same_reaction(accepted: str, text: str) -> bool:
    """Whether two texts are one reaction, in the same direction."""
    meant = _sides(accepted)
    return meant is not None and meant == _sides(text)


_ELECTRON = "e-"
_Side = frozenset[tuple[str, Fraction]]


def _sides(text: str) -> tuple[_Side, _Side] | None:
    """Return how much of each substance goes in and comes out, per the first of them; None for no reaction."""
    if len(text) > MAX_REACTION:
        return None
    sides = _ARROW.split(typed_out(_BACK.sub("←", without_states(text))).strip(" ."))
    if "←" in text or _BACK.search(text) is not None:
        sides = sides[::-1]
    terms = [_terms(one) for one in sides]
    if len(terms) != 2 or terms[0] is None or terms[1] is None:
        return None
    counts = terms[0], terms[1]
    for side, other in (counts, counts[::-1]):
        if side.get(_ELECTRON, 0) < 0:  # `Zn - 2e- -> Zn2+`
            other[_ELECTRON] = other.get(_ELECTRON, Fraction(0)) - side.pop(_ELECTRON)
    scale = min(counts[0].items())[1] if counts[0] else Fraction(0)
    if scale <= 0:
        return None
    first, last = (frozenset((one, many / scale) for one, many in side.items() if many) for side in counts)
    return first, last


def _terms(side: str) -> dict[str, Fraction] | None:
    """Return how many of each substance stand on a side; None where something else does."""
    found: dict[str, Fraction] = {}
    for sign, term in _SIGNED.findall(f"+ {side.strip()}"):
        told = _TERM.fullmatch(term.strip())
        if told is None or (sign == "-" and told["electron"] is None):
            return None
        name = _ELECTRON if told["electron"] else f"{told['substance']}{_charge(told['charge'] or '')}"
        many = Fraction((told["many"] or "1").replace(" ", ""))
        found[name] = found.get(name, Fraction(0)) + (many if sign == "+" else -many)
    return found


def _charge(written: str) -> str:
    """Return a charge as a number before its sign, no 1: `2+` of `^+2`, `+` of `1+`."""
    digits, sign = re.sub(r"\D", "", written), written.strip("^{}()0123456789 ")
    return f"{'' if digits == '1' else digits}{sign}"


_ARROW, _BACK = re.compile(r"\s*(?:→|↔|⇌|←|(?<![<>=])=(?![<>=]))\s*"), re.compile(r"←|(?<!\S)<-+(?![->])")
_SIGNED = re.compile(
    r"(?:(?<=\s)|\A|(?<=[a-z\d)\]+-])(?=\+\d{0,2}[A-Z]))([+-])(?:\s+|(?=\d{0,3}\s?[A-Ze]))((?:(?!\s[+-]|\+\d{0,2}[A-Z]).)+)"
)
_TERM = re.compile(
    rf"(?P<many>\d{{1,3}}(?:\s?/\s?[1-9]\d?)?)?\s*(?:(?P<electron>e(?:\^?-)?)|(?P<substance>{_FORMULA})"
    r"(?P<charge>\^?[{(]?(?:\d?[+-]|[+-]\d)[})]?)?)"
)
