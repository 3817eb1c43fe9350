"""Whether a text says of what is asked for that it has no value, `diverges`, `die Reihe konvergiert nicht, da …`."""

from __future__ import annotations

import re
from functools import cache

from grader.claims.wording import MAX_WORDS, words

_OF = (
    r"(?:(?:it|this|that|es|il|elle|esso|ella|(?:(?:the|this|der|die|das|le|la|el|il|lo|o|a) |l['’] ?)"
    r"(?:limit|integral|series|sum|sequence|grenzwert|limes|reihe|summe|folge|limite|intégrale|série|somme|suite|límite"
    r"|serie|suma|sucesión|integrale|somma|successione|soma)) )?"
)
_SAID = (
    r"(?:dne|undefined|not defined|divergent|diverges|is undefined|is not defined|is divergent|does not converge"
    r"|doesn['’]t converge|is not convergent|not convergent|no convergence|does not exist"
    r"|(?:ist )?(?:divergent|nicht definiert|undefiniert|nicht konvergent)|divergiert|konvergiert nicht|existiert nicht"
    r"|diverge|(?:est|es|è|é) divergente?|ne converge pas|n['’]existe pas|n['’]est pas défini[e]?|non défini[e]?"
    r"|no converge|no existe|no está definid[oa]|non converge|non esiste|non è definit[oa]|não converge|não existe)"
)
_NO = r"(?P<no>(?:no|nein|non|não)(?:, | |: |; |\. ))?"
_REASON = (
    r"(?:\s*[,;:(–—-]?\s*(?:because|since|as|weil|da|denn|car|puisque|parce que|porque|ya que|perch[eé]|poiché|pois)\b"
    r"(?P<why>.{3,300}))?"
)
_LIMIT = r"(?:\s*[(:,]\s*(?P<limit>[^()]{0,60}(?:\([^()]*\)[^()]{0,60})?(?:∞|\\infty|\binf\b|\binfinity)\s*)\)?)?"
_AGAINST = re.compile(
    r"\b(?:but|however|unless|except|although|though|if|aber|jedoch|falls|wenn|außer|obwohl|mais|sauf|si|pero|salvo|aunque"
    r"|ma|però|tranne|mas|or|oder|ou|o)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_KNOWN = frozenset({"lim", "log", "int", "infty", "inf", "infinity", "frac", "sqrt", "sin", "cos", "tan", "exp", "sum"})


@cache
def _pattern() -> re.Pattern[str]:
    """Return how such a text is written, compiled when it is first asked for: few questions do."""
    return re.compile(rf"{_NO}{_OF}{_SAID}(?:{_REASON}|{_LIMIT})")


def says_no_value(text: str, prompt: str) -> bool:
    """Return whether a text says so and no more than why; `no` before it answers a prompt that asks for no denial."""
    if len(text) > MAX_WORDS:
        return False
    said = _pattern().fullmatch(words(text.replace("$", " ")))
    if said is None or (said["no"] and re.search(r"(?i)diverg|\bno\b", prompt)):
        return False
    limit = _WORD.findall(said["limit"] or "")
    return not _AGAINST.search(said["why"] or "") and all(word in _KNOWN for word in limit)
