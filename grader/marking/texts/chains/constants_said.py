"""Remarks behind a formula that its letters are any constants: `A cos x + B sin x, (A, B) ∈ ℝ²`, `C e^x (C beliebig)`.

Only where arbitrary constants are asked for, and of letters that stand in the formula and are none of its variables.
"""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.spelling import canonical_name
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
_LETTER = r"(?:\\[a-z]{2,7}|[A-Za-zα-ω])(?:_\{?\d\}?|[₀-₉])?(?![A-Za-z])"
_LINK = r"(?:where|with|for|wobei|mit|für|avec|où|pour|con|donde|dove|com|onde)"
_REALS = r"(?:∈|\\in(?![A-Za-z]))\s*(?:ℝ|\\mathbb\s*\{?R\}?|\\R|R)(?:\s*\^\s*\{?\d\}?|[²³⁴])?"
_KIND = (
    r"(?:(?:an?|any|real|arbitrary|free|des|une?|eine?|beliebige[nr]?|reelle[nr]?|réel(?:le)?s?|reales|reali)\s+){0,3}"
    r"(?:constants?|konstanten?|konstant|constantes?|costant[ei]|numbers?|zahlen?|beliebig|reell|réel(?:le)?s?|reales|reali|arbitrary"
    r"|real|arbitraires?|quelconques?)"
)
_SAID = re.compile(
    rf"(?P<formula>.*?\S)\$?(?:\s*[,;]\s*|\s+\(\s*|\s+(?={_LINK}\s))\$?(?:{_LINK}\s+)?\(?(?P<letters>{_LETTER}(?:\s*(?:,|and|und|et|y|e)\s*{_LETTER})*)\)?"
    rf"\s*(?:{_REALS}|(?:is|are|ist|sind|est|sont|étant|son)?\s*{_KIND})[\s.)$]*",
    re.IGNORECASE | re.DOTALL,
)
_ONE = re.compile(_LETTER)
_MAY = re.compile(r"∈|\\in(?![A-Za-z])|(?i:konstant|constant|costant|beliebig|réel|reell?|arbitr|real)")


def without_remark(question: Question, names: Names, text: str) -> str:
    """Return a formula without the remark that its letters are any constants; any other text itself."""
    is_asked = bool(question.constants) or question.up_to is not None
    said = _SAID.fullmatch(text) if is_asked and len(text) <= MAX_CHARACTERS and _MAY.search(text) else None
    if said is None:
        return text
    formula = said["formula"]
    for letter in _ONE.findall(said["letters"]):
        own = re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}|{re.escape(letter)}(?![A-Za-z])", formula)
        if own is None or _is_variable(question, names, letter):
            return text
    return formula + "$" * (formula.count("$") % 2)


def _is_variable(question: Question, names: Names, letter: str) -> bool:
    try:
        name = canonical_name(letter)
    except (AnswerError, ValueError):
        return True
    return name in {"e", "i", "d", "pi"} or (name in names.symbols and name not in question.constants)
