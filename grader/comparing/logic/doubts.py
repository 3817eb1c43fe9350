r"""Signs that mean other things beside other letters: `V \oplus W` of spaces, `u \wedge v` of vectors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from grader.comparing.logic.signs import Sign, signs_of
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import open_reasons

_BAR = re.compile(r"\\(?:overline|bar)(?![A-Za-z])")
SUMS = frozenset({"oplus", "⊕"})
WEDGES = frozenset({"wedge", "∧"})
_SPACES = frozenset("UVWuvw")  # letters for spaces and vectors
_STATEMENTS = frozenset("pqrs") | {"phi", "psi", "chi", "varphi"}  # small letters for statements
# What only logic and sets have beside these signs.
_SURE = frozenset({"not", "or", "union", "minus", "complement", "true", "false", "in", "notin", "all", "some", "none"})


def beside_doubts(left: str, right: str, found: Evidence) -> Evidence:
    """Return evidence, or that it is open where a sign may be one of vectors, which leads elsewhere."""
    one, other = signs_of(left) or (), signs_of(right) or ()
    doubted = {name for name in (sign.name for sign in (*one, *other)) if name in SUMS | WEDGES}
    if not isinstance(found, (Point, Proof)) or one == other or not doubted or not _may_be_vectors(one, other):
        return found
    is_wedge = doubted <= WEDGES
    is_plain = all(sign.kind in "()" or sign.kind == "letter" or sign.name in doubted for sign in (*one, *other))
    first, second = _letters(one), _letters(other)
    if is_plain and (is_wedge or doubted <= SUMS):
        has_same = first == second if is_wedge else Counter(first) == Counter(second)
        is_apart = set(first) != set(second) and len(set(first)) == len(first) and len(set(second)) == len(second)
        if has_same if isinstance(found, Proof) else is_apart:
            return found
    return Unknown(open_reasons.SIGN_OF_VECTORS.format(sign=sorted(doubted)[0]))


def without_bars(text: str) -> str:
    """Return a text of sets without the bars over them."""
    if _BAR.search(text) is None:
        return text
    return _BAR.sub("", text).replace("{", "(").replace("}", ")")


def _letters(signs: Sequence[Sign]) -> list[str]:
    return [sign.name for sign in signs if sign.kind == "letter"]


def _may_be_vectors(*sides: Sequence[Sign]) -> bool:
    """Whether nothing tells that signs are of logic or of sets."""
    signs = [sign for side in sides for sign in side]
    names = {name.partition("_")[0] for name in _letters(signs)}
    is_sure = any(sign.kind in _SURE or (sign.kind in {"and", "xor"} and not sign.name) for sign in signs)
    if any(sign.name in SUMS for sign in signs):
        return not is_sure or bool(names & _SPACES)
    small = {name for name in names if not name[0].isupper()}
    return not is_sure and bool(small - _STATEMENTS or names & _SPACES)
