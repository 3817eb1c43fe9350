r"""Remainders that are said with their modulus, `3^{100} \equiv 4 \pmod 7`, where the prompt asks for that remainder.

The modulus must be the prompt's, the remainder the least one that is not negative, and what is congruent to it what the
prompt writes, an inverse that it asks for, or a letter of the answer's own.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that may be such a remainder
_VALUE = re.compile(
    r"(?P<value>\d{1,9})\s*(?:\\[,;: ]|\s)*\(?\s*\\?[bp]?mod(?:ulo)?(?![A-Za-z])\s*\{?\s*(?P<by>\d{1,9})\s*\}?\s*\)?"
)
_INVERSE = re.compile(r"(?P<of>\d{1,9})\s*(?:\^\s*\{?\s*[-−]1\s*\}?|⁻¹)")
_MODULUS = re.compile(
    r"(?i)(?:\\[bp]?mod(?![a-z])|(?<![a-z\\])mod(?:ulo?|\.)?(?![a-z])|divided\s+by|division\s+(?:de\s+\$[^$]{1,40}\$\s+)?(?:by|durch|par)|divisé\s+par"
    r"|dividi\w+\s+(?:\$[^$]{1,40}\$\s+)?(?:entre|por|per)"
    r"|(?:durch|bei)(?=\s+\$?\d+\$?\s+(?:geteilt|dividiert)))\s*\{?\s*\$?\s*(\d{1,9})(?!\d|\.\d)"
)
_LAST_DIGIT = re.compile(
    r"(?i)(?:unit['’]?s?|last|ones|letzte|dernier|última|ultima)\s+(?:digit|ziffer|chiffre|cifra)|einerziffer"
)
_INVERTED = re.compile(r"(?i)invers\w*\s+(?:of|von|de|zu|di)\s+\$?\s*(\d{1,9})(?!\d|\.\d)")


def remainder(question: Question, text: str) -> str | None:
    """Return the remainder that a text says; None where it says none that the prompt asks for."""
    if question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return None
    members = [one.strip(" $.") for one in chain(text.strip(" $.")).members]
    moduli = set(_MODULUS.findall(question.prompt)) | ({"10"} if _LAST_DIGIT.search(question.prompt) else set())
    if (divided := _DIVIDED.fullmatch(text.strip(" $."))) is not None:
        return _left_over(question, divided, moduli)
    match = _VALUE.fullmatch(members[-1])
    if match is None or moduli != {match["by"]} or int(match["value"]) >= int(match["by"]):
        return None
    return match["value"] if len(members) == 1 or _is_of_prompt(question, members[0]) else None


# A division with its remainder: `1024 = 204 · 5 + 4`.
_DIVIDED = re.compile(
    r"(?P<of>\d{1,12})\s*=\s*\(?\s*(?P<first>\d{1,12})\s*(?:[·⋅*×]|\\(?:cdot|times)(?![A-Za-z]))\s*(?P<second>\d{1,12})\s*\)?"
    r"\s*\+\s*(?P<rest>\d{1,9})"
)


def _left_over(question: Question, divided: re.Match[str], moduli: set[str]) -> str | None:
    """Return the remainder of a division of a number of the prompt by its modulus that holds."""
    of, first, second, rest = (int(divided[one]) for one in ("of", "first", "second", "rest"))
    by = int(next(iter(moduli))) if len(moduli) == 1 else 0
    is_held = by in {first, second} and of == first * second + rest and rest < by
    is_theirs = re.search(rf"(?<![\d.]){divided['of']}(?![\d.])", question.prompt) is not None
    return divided["rest"] if is_held and is_theirs else None


def _is_of_prompt(question: Question, left: str) -> bool:
    """Whether the prompt asks of what a left side is what remains of it."""
    if _is_inverse(question, left):
        return True
    close = prompt_names.close(prompt_names.plain(left))
    if close in prompt_names.written(question) and not _INVERTED.search(question.prompt):
        return True
    return re.fullmatch(r"[a-z]", close) is not None and close not in prompt_names.letters(question)


def _is_inverse(question: Question, left: str) -> bool:
    match = _INVERSE.fullmatch(left)
    return match is not None and _INVERTED.findall(question.prompt) == [match["of"]]
