r"""Expansions that are given with what remains, `1 + x + \frac{x^2}{2} + o(x^2)`, where the prompt asks for one.

The polynomial is the value where the remainder is that of the order which the prompt says: o(x^n), or O(x^{n+1}), in
the letter of the answer and around the point around which the polynomial is written. No power is higher.
"""

from __future__ import annotations

import re

from grader.language.names import Names
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that may be such an expansion
_REMAINDER = re.compile(
    r"\+\s*(?P<kind>o|O|\\mathcal\s*\{?\s*O\s*\}?)\s*(?:\\left|\\bigl?|\\Bigl?)?\s*\(\s*(?P<base>[a-zA-Z]|\(\s*[a-zA-Z]\s*[-+−]\s*\d+\s*\))"
    r"\s*(?:(?:\^|\*\*)\s*\{?\s*(?P<power>\d)\s*\}?)?\s*(?:\\right|\\bigr?|\\Bigr?)?\s*\)[\s$.]*\Z"
)
_EXPANDED = re.compile(
    r"(?i)taylor|maclaurin|développements?\s+limités?|\bDL\b|expansion|expand|entwickl|entwickel|desarroll|svilupp|expans[ãa]o"
)
_ORDER = re.compile(
    r"(?i)\b(?:degree|order|grade?s?|ordnung|degré|ordre|grado|grau|orden|ordine|ordem)\s+\$?(\d)(?!\d|[.,]\d)"
    r"|(?<![\d^_{.,-])(\d)(?:st|nd|rd|th|er|e|è?me|\.|º|ª)?[\s-]+(?:degree|order|ordnung|grade?s?|ordre|orden|ordine|ordem)\b"
    r"|\b(?:T|DL|P)_\{?(\d)\}?"
)
_POWER = re.compile(r"(?:\^|\*\*)\s*\{?\s*(\d+)")
_AROUND = re.compile(r"\([a-zA-Z][-+−]\d+\)")


def polynomial(question: Question, names: Names, text: str) -> str | None:
    """Return an expansion without what remains; None where none is asked for, or the remainder is another."""
    match = _REMAINDER.search(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or not question.kind.is_expression or _EXPANDED.search(question.prompt) is None:
        return None
    orders = {one[1] or one[2] or one[3] for one in _ORDER.finditer(question.prompt)}
    power = int(match["power"] or 1) - (match["kind"] != "o")
    if orders != {str(power)}:
        return None
    before = text[: match.start()].rstrip()
    value = re.sub(r"[\s{}]|\\(?:left|right)", "", before.rpartition("=")[2])
    base = re.sub(r"\s", "", match["base"])
    around = set(_AROUND.findall(value))
    is_around = around == {base} if "(" in base else not around and base in value
    is_known = base.strip("()")[0] in names.symbols
    powers = [int(one) for one in _POWER.findall(before.rpartition("=")[2])]
    if not is_around or not is_known or max(powers, default=0) > power:
        return None
    return before + "$" * (before.count("$") % 2)
