"""Accepted texts within others as rows of signs, blanks not counting: `{A}+ = {A,B}`, `p->q is it`, `Zn + 2 HCl → H2`.

A person looks at what is found here. Beside it may stand words, brackets, a colon, an equals sign or an arrow, and
signs of the state of a substance; what goes on with the formula, `¬`, `+ C`, `and r`, makes another one of it.
"""

from __future__ import annotations

import re

from grader.claims.builders.held import only_denies
from grader.language.texts.folded import typed_out, without_carets

MIN_ROW = 3  # signs of an accepted text that is looked for
_RELATION = re.compile(r"[=→↔<>≤≥≠]")
_JOINING = r"(?:and|or|xor|nor|nand|not|implies|iff|plus|minus|times|und|oder|nicht|et|ou|ni|y|o|e)"
_LEADS = rf"(?:\A|(?<!\w)(?!{_JOINING}(?!\w))[^\W\d_]{{2,40}}['’s]{{0,2}}[,.;]? |: ?)"
_RELATED = rf"(?:{_LEADS}|(?<![<>!~/:≠=])(?:=|→|≡|↔) ?)"
_OPENED = r"[(\[„“\"«]? ?\Z"
_BEHIND = rf"[)\]”\"»]?(?:[.!?]*\Z|[,;:]? \(?(?!{_JOINING}(?!\w))[^\W\d_]{{2}}|: )"
_ONE_AHEAD, _PART_AHEAD = re.compile(_LEADS + _OPENED), re.compile(_RELATED + _OPENED)
_ONE_BEHIND, _PART_BEHIND = re.compile(_BEHIND), re.compile(rf"{_BEHIND}| ?(?:=(?![=<>])|→|≡|↔)")
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
_SUBSTANCE = re.compile(rf"(?:\(?{_ELEMENT}\d{{0,3}}(?:\)\d{{1,2}})?){{1,20}}(?:\d?[+-])?")
_TELLING = re.compile(r"\d|[a-z]")  # of a substance that is no product of letters


def stands_beside(accepted: str, text: str) -> bool:
    """Whether an accepted text with signs stands in a text beside what makes no other one of it."""
    row, said = re.sub(r"\s+", "", _compared(accepted)), _compared(text)
    if _stands_alone(accepted.strip().casefold(), text.strip().casefold()):
        return True
    if len(row) < MIN_ROW or not re.search(r"[^\w\s.'’-]", row) or not re.search(r"\w", row):
        return False
    places = [place for place, sign in enumerate(said) if not sign.isspace()]
    squeezed = "".join(said[place] for place in places)
    is_relation = _RELATION.search(row) is not None
    ahead, behind = (_ONE_AHEAD, _ONE_BEHIND) if is_relation else (_PART_AHEAD, _PART_BEHIND)
    at = squeezed.find(row)
    while at >= 0:
        before, after = said[: places[at]], said[places[at + len(row) - 1] + 1 :]
        if ahead.search(before) and behind.match(after):
            return before.endswith(": ") or not only_denies(f"{before} {after}")  # `NE: (U, L)`
        at = squeezed.find(row, at + 1)
    return False


MAX_SIGNS = 6  # of an accepted text that may stand between words: `-1`, `Cl-`, `[]`


def _stands_alone(accepted: str, text: str) -> bool:
    """Whether a short text with a sign stands between blanks or brackets, and all beside it are words: `use -f`."""
    if len(accepted) > MAX_SIGNS or re.search(r"[^\w\s.'’]", accepted) is None or accepted not in text:
        return False
    found = re.search(rf"(?:\A|(?<=[\s(„\"'`])){re.escape(accepted)}(?=[\s)“”\"'`,;:.!?]|\Z)", text)
    if found is None:
        return False
    beside = f"{text[: found.start()]} {text[found.end() :]}"
    return _WORDS.fullmatch(beside) is not None and _DENIES.search(beside) is None


_WORDS = re.compile(r"(?:[^\W\d_]|[\s()„“”\"'`’.,;:!?])*")
_DENIES = re.compile(
    r"(?<!\w)(?:not?|never|neither|nor|nicht|kein\w*|pas|ni|non|niet|geen|nunca|jamais)(?!\w)|n['’]t(?!\w)"
)


def _compared(text: str) -> str:
    return typed_out(text).casefold().replace("<=", "≤").replace(">=", "≥").replace("!=", "≠")


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
