r"""Sets of which a problem asks how many members they have, and bars around others: `|M|`, `|A \cap B|`."""

from __future__ import annotations

import re

from grader.marking.asked.about.objects import letters_in_formulas, normal
from grader.marking.asked.words.phrases import asks_how_many
from grader.problems.question import Question

_HAVING = r"has|have|having|with|of|hat|haben|mit|von|a|ont|avec|de|tiene|tienen|con|ha|hanno"
_OF_SUBSETS = re.compile(
    r"(?i)\bsubsets?\b|teilmenge|sous-ensembles?|subconjuntos?|sottoinsiemi"
    r"|power\s+set|potenzmenge|ensemble\s+des\s+parties|conjunto\s+(?:potencia|de\s+(?:las\s+)?partes)|insieme\s+delle\s+parti"
)
_CARDINAL = re.compile(r"(?i)(?<!\w)(?:cardinal|mächtigkeit|kardinal)")
_CALLED = re.compile(
    r"[\s$]*\\?(?:operatorname\s*\{)?(?:[cC]ard|[kK]ard)\}?\s*\(?(?P<inside>[^|=()]{1,60}(?:\([^()=]*\))?)\)?[\s$]*"
)
_POWER_SET = re.compile(r"(?:(?:P|𝒫|℘|\\wp|Pot)\(|2\^)(?P<of>[^()]+)\)?")
_COUNTED_SET = re.compile(
    r"(?i)(?:elements?|members?|elemente?|éléments?|elementos?)\s+(?:does|do|has|have|are\s+(?:there\s+)?in|hat|haben"
    r"|sind\s+in|a|ont|tiene|hay\s+en|of|in|von)\s+(?:the\s+set\s+|die\s+menge\s+)?\$([^$=]{1,40})\$"
)
_BARS = re.compile(
    r"[\s$]*(?:\\left\s*)?(?:\||\\[lr]?vert(?![A-Za-z]))(?P<inside>[^|=]{1,60}?)(?:\\right\s*)?(?:\||\\[lr]?vert(?![A-Za-z]))\s*"
)


def barred_left(text: str) -> str:
    """Return the left side of a text that is nothing but a name in bars, `|A| = 3`; empty for any other."""
    match = (_BARS.match(text) if "|" in text or "vert" in text else None) or _CALLED.match(text)
    return match[0].strip(" $") if match is not None and text[match.end() :].startswith("=") else ""


def is_number_of_other(question: Question, left: str) -> bool:
    """Whether a left side is the number of members of a set of which no such number is asked for: `|A \\cap B|`."""
    match = _BARS.fullmatch(left) or _CALLED.fullmatch(left)
    return match is not None and is_other_number(question, match["inside"].strip())


def is_other_number(question: Question, inside: str) -> bool:
    """Whether a problem asks how many things there are, and bars stand around a set of which it asks no such thing.

    That is a set whose number it gives, `a set $M$ with 8 elements`; where it asks for subsets, all but the set of all;
    and where it writes the set that it asks about, `How many elements has $P(M)$?`, any other.
    """
    if not asks_how_many(question.lead, question.prompt) and _CARDINAL.search(question.prompt) is None:
        return False
    said, name, close = f"{question.title} {question.lead} {question.prompt}", re.escape(inside), normal(inside)
    letters = letters_in_formulas(question)
    if re.search(rf"(?<![\w\\])\$?\s*{name}\s*\$?\s+(?:{_HAVING})\s+\$?\d|\|\s*{name}\s*\|\s*=\s*\d", said):
        return True
    if _OF_SUBSETS.search(said) is not None:
        power = _POWER_SET.fullmatch(close)
        capitals = {one for one in letters if one.isupper()}
        return power is None or (bool(capitals) and power["of"].isalpha() and power["of"] not in capitals)
    counted = {normal(one) for one in _COUNTED_SET.findall(said)}
    return bool(counted) and close not in counted and not (len(close) == 1 and close not in letters)


def is_counted_unknown(question: Question, left: str) -> bool:
    """Whether a left side is the unknown of an equation of which the problem asks how many solutions there are."""
    letter = left.strip(" $")
    if not re.fullmatch("[a-z]", letter) or not asks_how_many(question.lead, question.prompt):
        return False
    prompt, by_itself = f"{question.lead} {question.prompt}", rf"(?<![A-Za-z\\]){letter}(?![A-Za-z(_])"
    return (
        re.search(rf"\$[^$]*{by_itself}[^$]*[=<>≤≥][^$]*\$", prompt) is not None
        and re.search(rf"\$\s*{letter}\s*\$", prompt) is None
    )
