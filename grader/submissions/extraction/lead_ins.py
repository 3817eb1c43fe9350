"""Sentences that say what is done, up to a colon before a display: `Integrate by parts, $u = x$, …, so $v = …$:`.

The display stands for itself then, as it would behind a full stop. Only words that are known to say how something is
done lead to it, beside equations for letters of the writer's own: `Multiply this by $2$:`, `In the case $y = 0$:` and
`The sum from $n = 2$ on is:` make something else of what follows, and so may any word that is not known.
"""

from __future__ import annotations

import re
from functools import cache

from grader.claims.chains import chain
from grader.submissions.extraction import cues
from grader.submissions.extraction.clause import Clause
from grader.submissions.extraction.lexeme import Lexeme
from grader.submissions.extraction.phrases import F, quiet, singles
from grader.submissions.extraction.prompts import Asked
from grader.submissions.extraction.steps import LETTER
from grader.submissions.extraction.vocabulary import declared_names

# `Numerator and denominator of $\ln$ tend to $0$`, which allows a rule and states nothing of the answer.
_TENDING = re.compile(
    r"(?:both\s+)?(?:numerator\s+and\s+denominator|zähler\s+und\s+nenner|numérateur\s+et\s+dénominateur|"
    rf"numerador\s+y\s+denominador)(?:\s+(?:of|von|de)\s+{F})?\s+(?:both\s+)?"
    r"(?:tend|go|converge|gehen|streben|konvergieren|tendent|tienden|convergen)\s+"
    rf"(?:to|towards|gegen|vers|a|hacia)\s+{F}"
)
_FRACTIONS = re.compile(r"(?<!\w)partial\s+fractions?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(rf"[\w\s,:;.()'’*-]|{F}")
_ORDER = re.compile(r"[<>≤≥≠≈∈]|\\(?:in|lt|gt|leq?|geq?|neq?|approx)(?![A-Za-z])")
_DIFFERENTIAL = re.compile(r"(?:\\?[A-Za-z]+\s*(?:\\[,;:! ]\s*)?)?\\?(?:mathrm\s*)?\{?d\}?\s*[A-Za-z]")  # `x\,dx`, `dv`
_END = frozenset(".,;!")


def without_lead_in(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return the display at the end of a sentence, and what stands before the colon that leads to it."""
    lexemes = [one for one in whole.lexemes if one.kind != "line"]
    end = len(lexemes) - (bool(lexemes) and lexemes[-1].text in _END)
    if end < 3 or not lexemes[end - 1].display or lexemes[end - 2].text != ":" or not _is_statement(lexemes[end - 1]):
        return whole, ""
    lead = Clause(tuple(lexemes[: end - 2]))
    if not lead.formulas or any(one.display for one in lead.formulas) or not _says_what_is_done(asked, lead):
        return whole, ""
    return Clause(tuple(lexemes[end - 1 :])), lead.raw()


def _is_statement(display: Lexeme) -> bool:
    """Whether a display is an equation or a chain: what stands alone may need its words."""
    return len(chain(display.text).members) > 1


def _says_what_is_done(asked: Asked, lead: Clause) -> bool:
    """Whether nothing but known words stands around equations that only introduce letters."""
    tending = _TENDING.search(lead.skeleton)
    around = f"{lead.skeleton[: tending.start()]} {lead.skeleton[tending.end() :]}" if tending else lead.skeleton
    around = _FRACTIONS.sub(" ", around)
    if _SIGNS.sub("", around) or not _harmless().issuperset(_WORD.findall(around)):
        return False
    taken = range(tending.start(), tending.end()) if tending else range(0)
    places = [match.start() for match in re.finditer(F, lead.skeleton)]
    others = [one for one, place in zip(lead.formulas, places, strict=True) if place not in taken]
    return all(_introduces(asked, one.text) for one in others)


@cache
def _harmless() -> frozenset[str]:
    known = quiet() | singles(cues.METHOD, cues.NAMING, cues.BINDING, cues.CONCLUSION, cues.LEADING, cues.REPEATED)
    return known - {*cues.UNSURE.phrases, *cues.RETRACTION.phrases, "up", "partial"}


def _introduces(asked: Asked, text: str) -> bool:
    """Whether a formula is an equation that gives no letter of the problem a value: `u = x`, `f(x) = x e^x`."""
    members = chain(text).members
    if len(members) < 2 or _ORDER.search(text):
        return False
    left = members[0].strip()
    if _DIFFERENTIAL.fullmatch(left):
        return True
    is_letter = LETTER.fullmatch(left) is not None
    return re.search(r"[^\W\d]", left) is not None and not (
        is_letter and (left in declared_names(asked.question) or asked.names_formula(left))
    )


# What is done to the display behind the colon, or is still to do with it, or makes it somebody else's.
_DONE = (
    r"(?:multipl|divi[ds]|add|subtra|exchang|swap|halv|doubl|squar|transpos|tak(?:e|ing)|dividier|teil|subtrahier|zieh|vertausch"
    r"|ajout|soustra|échang|prend|prenant|sum(?:ar|ando)|rest(?:ar|ando)|intercambi|tom(?:ar|ando))\w*"
)
_OBJECT = (
    r"(?:this|that|it|the\s+(?:following|next|result|line)|what|dies\w*|das|die\s+folgende|folgende\w*|hier\w+|ce\s+qui|ceci|cela|"
    r"ça|esto|eso|lo\s+(?:siguiente|que))"
)
_SIGNED = r"(?:sign|factor|vorzeichen|faktor|signe|facteur|signo)"
_MAKES_ANOTHER = re.compile(
    rf"(?<!\w){_DONE}\s+(?:{F}\s+)?(?:(?:of|to|from|by|zu|von|mit|à|de|par|a)\s+)?{_OBJECT}(?!\w)"
    rf"|(?<!\w){_OBJECT}(?:\s\w+){{0,3}}\s(?:divided|multiplied|squared|doubled|geteilt|dividiert|multipliziert|divisé|multiplié|"
    rf"dividido|multiplicado)"
    rf"|(?<!\w)(?:remains|remaining|left|bleibt|reste|queda|falta)(?:\s[\w{F}/]+){{0,4}}\s(?:zu\s)?{_DONE}"
    r"|(?<!\w)(?:missing|fehl(?:t|en)|manque\w*|falta|forg[oe]t\w*|vergess\w+|vergiss\w*|oubli\w*|olvid\w*|whether|ob)(?!\w)"
    r"|(?<!\w)(?:neighbou?r|friend|classmate|colleague|nachbar|freund|kommiliton|voisin|camarade|vecin[oa]|compañer[oa]|amig[oa])"
    rf"|(?<!\w)(?:bis\s+auf|except|sauf|salvo|excepto)\s(?:\w+\s){{0,3}}{_SIGNED}(?!\w)|(?<!\w){_SIGNED}\sprès(?!\w)"
    r"|(?<!\w)(?:only|nur|seulement|uniquement|s[oó]lo|solamente)\s+(?:for|if|when|where|with|für|wenn|mit|pour|si|para|con)(?!\w)"
    rf"|(?<!\w)(?:from\s+{F}\s+on(?:wards)?|ab\s+{F}|(?:à|a)\s+partir\s+de\s+{F}|desde\s+{F})(?!\w)"
    r"|(?<!\w)(?:of|in|to|when|if|unless|von|wenn|falls|quand|si|dans|cuando)\s*$"
)


def makes_another(whole: Clause) -> bool:
    """Whether words before a colon make something else of the display behind it: `Divide the following by $2$:`."""
    lexemes = [one for one in whole.lexemes if one.kind != "line"]
    shown = next((n for n, one in enumerate(lexemes) if one.kind == "formula" and one.display), 0)
    if shown < 2 or lexemes[shown - 1].text != ":":
        return False
    return _MAKES_ANOTHER.search(Clause(tuple(lexemes[: shown - 1])).skeleton) is not None
