"""Names of persons with titles, with initials for first names, with the family name ahead: `Bach, J. S.`, `Mr Newton`.

An initial and a first name must be those of the accepted name, in their order; the family name must be there.
"""

from __future__ import annotations

import re

from grader.language.texts.folded import are_alike
from grader.language.texts.opposites import negations

MAX_NAMES = 6  # names of a person, with the family name
_TITLE = re.compile(
    r"(?i)(?<![^\W_])(?:sir|dame|lord|lady|mrs?|ms|miss|dr|prof(?:essor)?|king|queen|saint|st|herr|frau|fräulein|monsieur"
    r"|madame|mme|mlle|m(?=\.\s?[A-Z]\w)|señora?|don|doña|signora?|könig(?:in)?|kaiser(?:in)?|roi|reine|rey|reina|re"
    r"|regina)(?:\.\s*|\s+)(?=[^\W\d_])"
)
_TURNED = re.compile(r"\s*([^\W\d_][\w'’-]{1,30})\s*(?:,\s*([^,()]{1,40})|\(([^,()]{1,40})\))\s*")
_INITIALS = re.compile(r"(?<![^\W\d_])([A-ZÀ-Þ])\.?(?=[A-ZÀ-Þ](?:[.\s]|\Z))")  # `J.S.`, `JS`
_NAME = re.compile(r"[A-ZÀ-Þ](?:\.|[^\W\d_]*(?:['’-][^\W\d_]+)*)|(?:von|van|de|da|di|der|den|du|la|le|ter)")


def are_one(text: str, accepted: str) -> bool:
    """Whether a text names the person whose full name, or family name, is accepted."""
    meant, said = _names(accepted), _names(text)
    if (
        not said
        or not meant
        or negations(text.casefold())
        or not are_alike(said[-1], meant[-1])
        or len(meant[-1].strip(".")) < 2
    ):
        return False
    if len(meant) == 1:
        return text.strip() != accepted.strip()
    left = [*meant[:-1]]
    for one in said[:-1]:
        while left and not _is_first(one, left[0]):
            left.pop(0)
        if not left:
            return False
        left.pop(0)
    return True


def _names(text: str) -> list[str]:
    """Return the names of a person in their order, the family name last; none for what is no name."""
    plain = _TITLE.sub("", text.strip(" !"))
    turned = _TURNED.fullmatch(plain)
    if turned is not None:
        plain = f"{turned[2] or turned[3]} {turned[1]}"
    names = re.sub(r"\.(?=\S)", ". ", _INITIALS.sub(r"\1. ", plain)).split()
    return names if 0 < len(names) <= MAX_NAMES and all(map(_NAME.fullmatch, names)) else []


def _is_first(said: str, meant: str) -> bool:
    is_initial = len(said.strip(".")) == 1 or len(meant.strip(".")) == 1
    return meant[0] == said[0] if is_initial else are_alike(said, meant)
