"""Determinants and ranks that say the other one of a yes or no: `no, full rank` under `Is $A$ invertible?`.

A matrix is invertible exactly where its determinant is not 0, it has full rank, and its columns are independent.
"""

from __future__ import annotations

import re

from grader.marking.choices.chosen_options import NO_ALONE, YES_ALONE
from grader.problems.question import Question


def of_matrix(question: Question, low: str) -> str:
    """Return what says of a matrix the opposite of a yes or no, empty where nothing does."""
    head = _HEAD.match(low)
    is_asked = _is_invertible_asked(question.prompt.casefold()) if head is not None else None
    if head is None or is_asked is None or _SUPPOSED.search(low) is not None:
        return ""
    is_invertible = (head[1] in YES_ALONE) == is_asked
    found = _SINGULAR.search(low, head.end()) if is_invertible else _INVERTIBLE.search(low, head.end())
    return found[0] if found is not None else ""


_HEAD = re.compile(rf"\W*(?:answer\s*:\s*)?({'|'.join(sorted(YES_ALONE | NO_ALONE))})\W+(?=\S)")


def _is_invertible_asked(prompt: str) -> bool | None:
    """Return whether a prompt asks whether a matrix is invertible, or whether it is singular; None where neither."""
    named = [_ASKS_INVERTIBLE.search(prompt) is not None, _ASKS_SINGULAR.search(prompt) is not None]
    return named[0] if named[0] != named[1] and _DENIED.search(prompt) is None else None


_ASKS_INVERTIBLE = re.compile(
    r"(?<!\w)(?:invert|inversib|invers[ai]|regulär|nonsingular|non-singular|have\s+an\s+inverse)"
)
_ASKS_SINGULAR = re.compile(r"(?<!\w)singul")
_DENIED = re.compile(
    r"(?<!\w)(?:not|never|nicht|pas|non|niet|não|fails?)\s|integer|ganzzahl|entier|enter[oa]s|modul|(?<!\w)mod(?!\w)|mathbb\s*\{?\s*[zf]|ring(?!\w)"
)
_SUPPOSED = re.compile(
    r"(?<!\w)(?:if|whether|would|should|must|need|wenn|ob|müsste|si|sería|debería|unless|iff|only|except)(?!\w)|\?"
)
_DET = r"(?<!\w)(?:determinante?|déterminant|\\?det)\s*\(?(?:[a-z](?!\w))?\)?"
_EQUALS = r"\s*(?:is|ist|est|es|è|vaut|=)?\s*"
_NONE = r"(?:not|no|nicht|kein\w*|pas\s+(?:de)?|non|without|lacks?|hasn['’]t|isn['’]t|n['’]t|never)"
_RANK = (
    r"(?:full(?:\s+(?:row|column))?[\s-]+rank|vollen?r?\s+rang|rang\s+(?:plein|maximal)"
    r"|rango\s+(?:completo|máximo|pieno))"
)
_COLUMNS = r"(?:columns?|rows?|spalten|zeilen|colonnes|lignes|columnas|filas|colonne|righe)"
_END = r"(?=\s*(?:[,.;)!]|\Z|≠|\\neq?|!=|\s(?:and|so|und|et|y)\s))"
_SINGULAR = re.compile(
    rf"{_DET}{_EQUALS}(?:0|null|zero|nul|cero)(?![\w.,]*\d)"
    rf"|(?<!\w){_NONE}\s+(?:(?:have|has|of|a|its|ein\w*)\s+){{0,2}}{_RANK}|rank[\s-]deficient"
    rf"|{_COLUMNS}\s+(?:are|sind|sont|son|sono)\s+(?:linear\w*\s+|lin\w+ment\s+)?(?:dependent|abhängig|liées?|dépendantes|dependientes)"
)
_INVERTIBLE = re.compile(
    rf"{_DET}\s*(?:≠|\\neq?|!=|/=)\s*0|{_DET}\s+(?:is|ist|est|es)\s+(?:not|nicht|non|no|pas)\s+(?:0|null|zero|nul|cero)(?!\w)"
    rf"|{_DET}{_EQUALS}non-?zero|{_DET}{_EQUALS}[-−]?\s*[1-9]\d*{_END}"
    rf"|(?<!not )(?<!not a )(?<!no )(?<!not have )(?<!without )(?<!lacks )"
    rf"(?<!nicht )(?<!keinen )(?<!kein )(?<!not of )(?<!pas de ){_RANK}"
    rf"|{_COLUMNS}\s+(?:are|sind|sont|son|sono)\s+(?:linear\w*\s+|lin\w+ment\s+)?(?:independent|unabhängig|indépendantes|independientes)"
)
