"""The modulus that is written behind a value, `5 mod 8`: it must be the one that the prompt has."""

from __future__ import annotations

import re

from grader.problems.question import Question

_BEHIND = re.compile(r"(?<![A-Za-z])\\?(?:modulo|p?mod|bmod)\s*\{?\s*\(?\s*(?P<number>\d{1,9})(?![\d.,]*\d)")
_OF_PROMPT = re.compile(
    r"(?<![A-Za-z])\\?(?:m[oó]dulo|p?mod|bmod)\s*[{($\s]*(?P<mod>\d{1,9}|\\?[^\W\d_](?![^\W\d_]))"
    r"|(?:divided|dividing|division|divid\w*|teil\w*|divis\w*|deel\w*|gedeeld)\s+(?:by|durch|par|por|per|entre|door)\s*\$?\s*(?P<by>\d{1,9})"
    r"|\d\s*(?::|÷|/)\s*(?P<over>\d{1,9})|(?:Z|ℤ)\s*\}?\s*(?:/|_)\s*\{?\(?(?P<ring>\d{1,9})|\[(?P<box>\d{1,9})\]|F_\{?(?P<field>\d{1,9})",
    re.IGNORECASE,
)


def other_modulus(question: Question, text: str) -> str:
    """Return the modulus of a text that is not the prompt's; empty where that has none, or only one by a letter.

    One by a letter, `mod φ(n)`, is no number that the prompt has.
    """
    found = list(_BEHIND.finditer(text))
    if not found:
        return ""
    told = f"{question.lead} {question.prompt}"
    moduli = frozenset(part for one in _OF_PROMPT.finditer(told) for part in one.groups() if part is not None)
    numbers = frozenset(one for one in moduli if one.isdigit())
    if not numbers:
        return found[0][0] if moduli and _is_given_product(told, found[0]["number"]) else ""
    return next((one[0] for one in found if one["number"] not in numbers), "")


def _is_given_product(told: str, number: str) -> bool:
    """Whether a number is one that a prompt gives, or the product of two: the `n` of a key, and not `φ(n)`."""
    given = {int(one) for one in re.findall(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)", told)[:20]}
    return int(number) in given | {one * other for one in given for other in given if one != other}
