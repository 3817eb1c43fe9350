"""Accepted lists with a remark at each of their members: `mitosis (2n), meiosis (n)` for mitosis and meiosis.

A person looks at what is found here. A text has as many parts as the list has members, and each part holds another
one of them as whole words, none that it denies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.builders.parted import is_in_any_order, is_parted, members_of, orders_nothing
from grader.language.texts import akin, opposites
from grader.language.texts.folded import typed_out

MAX_LISTED = 400  # characters of a text that is looked at as a list
_REMARK = re.compile(r"(?:(?<=\s)|\A)\([^()]{1,120}\)(?!\w)|\s[-–—]\s[^,;\n]{1,120}(?=[,;\n]|\Z)")
_LETTERED = re.compile(r"(?<!\w)\(?[a-hA-H1-9]\)\s*|(?<!\w)[1-9][.:]\s+")
_JOINT = re.compile(
    r"(?<!\w)(?:as\s+well\s+as|(?:along|together)\s+with|sowie|wie\s+auch|ainsi\s+que|así\s+como|come\s+anche|bem\s+como)(?!\w)|[.](?=\s)"
)
_EITHER = re.compile(r"(?<!\w)(?:or|oder|ou|o|either|entweder)(?!\w)")


def has_remarks(accepted: str, text: str, prompt: str) -> bool:
    """Whether a text is an accepted list with a remark beside its members."""
    members = members_of(accepted)
    if len(members) < 2 or len(text) > MAX_LISTED:
        return False
    plain = _JOINT.sub(",", typed_out(_LETTERED.sub(", ", _REMARK.sub(" ", text)))).strip(" ,;.")
    low = plain.casefold()
    if _EITHER.search(low) is not None or opposites.negations(low) > opposites.negations(accepted.casefold()):
        return False
    if plain != text and (is_parted(accepted, plain) or is_in_any_order(accepted, plain, prompt)):
        return True
    meant, said = [*map(akin.tokens, members)], [*map(akin.tokens, members_of(plain))]
    if len(meant) != len(said) or not all(map(_is_telling, meant)):
        return False
    is_in_order = all(map(_holds, said, meant))
    return is_in_order or (orders_nothing(accepted, prompt) and _hold_each(said, meant))


def _is_telling(member: Sequence[str]) -> bool:
    """Whether a member is more than a letter or a number, and no formula: it has a word, or letters with a number."""
    if any(not one[0].isalnum() and one != "-" for one in member):
        return False
    return any(len(one) >= MIN_WORD and one.isalpha() for one in member) or (
        len(member) > 1 and any(map(str.isalpha, member)) and any(map(str.isdigit, member))
    )


MIN_WORD = 3  # letters of a member that is a word


def _holds(part: Sequence[str], member: Sequence[str]) -> bool:
    """Whether a member stands in a part as whole words, in some form of them, beside no sign that changes it."""
    size = len(member)
    found = (at for at in range(len(part) - size + 1) if akin.are_akin(part[at : at + size], member))
    has_number = any(map(str.isdigit, member))
    return any(
        not any(
            one in _CHANGING or (has_number and one[0].isdigit()) for one in (*part[:at][-1:], *part[at + size :][:1])
        )
        for at in found
    )


_CHANGING = frozenset("+-*/^¬~!&|·")  # signs beside a member that make another one of it


def _hold_each(parts: Sequence[Sequence[str]], members: Sequence[Sequence[str]]) -> bool:
    """Whether each part holds another one of the members."""
    left = list(members)
    for part in parts:
        found = next((one for one in left if _holds(part, one)), None)
        if found is None:
            return False
        left.remove(found)
    return not left
