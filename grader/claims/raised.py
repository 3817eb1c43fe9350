"""What is raised in a text, `Cu²⁺`, `^{14}C`, behind the sign that it is typed with."""

from __future__ import annotations

import re
import unicodedata

_MASS = re.compile(r"(?:\A\s*|(?<=[(,;:])\s?)(?:\{\})?\^(\d{1,3}) ?(?=[A-Z][a-z]?(?!\w))")  # `^{14}C` is 14C
_CLOSED = re.compile(r"\^\{([-−]?\d{1,6}|\d{0,2}[+\-−])\}|([⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁺⁻]?|ⁿ|[⁺⁻](?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?!\w)))")
_FORMULA = re.compile(r"\$(?=\S)([^$]{1,200})(?<=\S)\$(?!\d)")
_RAISED = re.compile(r"[\^$⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁺⁻]")
_THIN = re.compile(r"\\[,;:! ]")


def formula(text: str) -> str:
    """Return a text with what is raised behind a sign, and without the signs that set a formula; empty for others."""
    if not _RAISED.search(text):
        return ""
    plain = _FORMULA.sub(r"\1", _THIN.sub(" ", text))
    return _MASS.sub(r"\1", _CLOSED.sub(lambda one: f"^{one[1] or _plain(one[2])} ", plain))


def with_powers(phrase: str, text: str) -> tuple[str, str] | None:
    """Return a phrase and a text with their powers behind a sign, `O(n²)`, `O(n**2)`; None where both are so."""
    plain = formula(phrase).replace(" ", "") or phrase
    typed = formula(text) or text
    spelled = typed if "**" in phrase else _STARS.sub("^", typed)
    return None if "^" not in plain or (plain, spelled) == (phrase, text) else (plain, spelled)


_STARS = re.compile(r"(?<=\w)\*\*(?=\w)")


def _plain(small: str) -> str:
    return unicodedata.normalize("NFKC", small).replace("−", "-")
