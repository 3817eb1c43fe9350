"""Accepted texts within others as rows of signs, blanks not counting: `{A}+ = {A,B}`, `p->q is it`, `Zn + 2 HCl → H2`.

A person looks at what is found here. Beside it may stand words, brackets, a colon, an equals sign or an arrow;
what goes on with the formula, `¬`, `+ C`, `and r`, makes another one of it.
"""

from __future__ import annotations

import re

from grader.claims.builders.held import only_denies
from grader.language.texts.folded import typed_out

MIN_ROW = 3  # signs of an accepted text that is looked for
_RELATION = re.compile(r"[=→↔<>≤≥≠]")
_JOINING = r"(?:and|or|xor|nor|nand|not|implies|iff|plus|minus|times|und|oder|nicht|et|ou|ni|y|o|e)"
_LEADS = rf"(?:\A|(?<!\w)(?!{_JOINING}(?!\w))[^\W\d_]{{2,40}}['’s]{{0,2}}[,.;]? |: ?)"
_RELATED = rf"(?:{_LEADS}|(?<![<>!~/:≠=])(?:=|→|≡|↔) ?)"
_OPENED = r"[(\[„“\"«]? ?\Z"
_BEHIND = rf"[)\]”\"»]?(?:[.!?]*\Z|[,;:]? \(?(?!{_JOINING}(?!\w))[^\W\d_]{{2}}|: )"
_ONE_AHEAD, _PART_AHEAD = re.compile(_LEADS + _OPENED), re.compile(_RELATED + _OPENED)
_ONE_BEHIND, _PART_BEHIND = re.compile(_BEHIND), re.compile(rf"{_BEHIND}| ?(?:=(?![=<>])|→|≡|↔)")


def stands_beside(accepted: str, text: str) -> bool:
    """Whether an accepted text with signs stands in a text beside what makes no other one of it."""
    row, said = re.sub(r"\s+", "", _compared(accepted)), _compared(text)
    plain = typed_out(text) if "\\" in text else text
    if any(_stands_alone(accepted.strip().casefold(), one.strip().casefold()) for one in dict.fromkeys((text, plain))):
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
    if _BETWEEN_LETTERS.fullmatch(text.replace(accepted, "§", 1)) is not None:  # `A⊆B`
        return True
    found = re.search(rf"(?:\A|(?<=[\s(„\"'`])){re.escape(accepted)}(?=[\s)“”\"'`,;:.!?]|\Z)", text)
    if found is None:
        return False
    beside = f"{text[: found.start()]} {text[found.end() :]}"
    return _WORDS.fullmatch(beside) is not None and _DENIES.search(beside) is None


_BETWEEN_LETTERS = re.compile(r"\s*[^\W\d_]\s*§\s*[^\W\d_][\s.]*")
_WORDS = re.compile(r"(?:[^\W\d_]|[\s()„“”\"'`’.,;:!?])*")
_DENIES = re.compile(
    r"(?<!\w)(?:not?|never|neither|nor|nicht|kein\w*|pas|ni|non|niet|geen|nunca|jamais)(?!\w)|n['’]t(?!\w)"
)


def _compared(text: str) -> str:
    return typed_out(text).casefold().replace("<=", "≤").replace(">=", "≥").replace("!=", "≠")
