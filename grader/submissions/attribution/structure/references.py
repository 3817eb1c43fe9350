"""Rows of a table that only say that the answer stands below: `| 5 | see below |`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Problem, Question
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.structure.section import Section

# How a text sends its reader on, and where, by language.
_BELOW = {
    "en": (r"see|cf\.?|refer\s+to|(?:given|shown|written|done)", r"below|further\s+(?:down|below)|underneath"),
    "de": (r"siehe|s\.|vgl\.?|steht", r"unten|weiter\s+unten|unterhalb"),
    "fr": (r"voir|cf\.?", r"ci-dessous|plus\s+bas|en\s+dessous"),
    "es": (r"v[ée]ase|ver|vea|mirar", r"(?:m[áa]s\s+)?abajo"),
    "it": (r"vedi|si\s+veda|v\.|vedere", r"(?:qui\s+)?sotto|più\s+(?:avanti|sotto|in\s+basso)"),
    "pt": (r"ver|vide|veja", r"(?:mais\s+)?abaixo"),
    "nl": (r"zie", r"(?:hier)?onder|beneden|verderop"),
    "sv": (r"se", r"nedan"),
}
_WORK = (
    r"(?:(?:the|my|die|meine|la|le|ma|mi|il|lo|de|mijn|os?|as?)\s+)?(?:work(?:ing)?s?|derivation|calculations?|proof|solution|steps|rechnung|herleitung|"
    r"lösung|beweis|calcul|démonstration|solución|cálculo|svolgimento|calcoli|soluzione|resolução|uitwerking|berekening)"
)
_SENDS_ON = re.compile(
    "|".join(
        rf"[\W_]*(?:(?:please|bitte)\s+)?(?:{see})\s+(?:{_WORK}\s+)?(?:{below})[\W_]*" for see, below in _BELOW.values()
    ),
    re.IGNORECASE,
)
MAX_CHARACTERS = 60  # of a text that says no more


def sends_below(cells: Sequence[str]) -> bool:
    """Whether the cells of a row, of which there are some, say nothing but that the answer stands below."""
    return bool(cells) and all(len(one) <= MAX_CHARACTERS and _SENDS_ON.fullmatch(one) for one in cells)


def without_references(names: Names, found: list[Section]) -> list[Section]:
    """Return sections without those that send the reader to one below, where something stands for the same problem."""
    answered: set[str] = set()
    kept: list[Section] = []
    for section in reversed(found):
        if section.refers and section.target is not None and section.target.id in answered:
            continue
        kept.append(section)
        if section.has_content and not section.refers and section.target is not None:
            answered |= _ids(names, section.target)
    return kept[::-1]


def _ids(names: Names, target: Target) -> set[str]:
    """Return the id of a target, and that of the problem it is a part of."""
    parent: Problem | None = names.parent(target) if isinstance(target, Question) else None
    return {target.id, *([parent.id] if parent else [])}
