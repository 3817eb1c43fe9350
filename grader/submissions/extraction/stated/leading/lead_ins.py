"""Sentences that say what is done, up to a colon before a display: `Integrate by parts, $u = x$, …, so $v = …$:`.

The display stands for itself then, as it would behind a full stop. Only words that are known to say how something is
done lead to it, beside equations for letters of the writer's own: `Multiply this by $2$:`, `In the case $y = 0$:` and
`The sum from $n = 2$ on is:` make something else of what follows, and so may any word that is not known. An equation
for what the problem speaks of stands for itself unless the words before it deny, restrict or suppose something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.claims.chains import chain
from grader.marking.asked.names.left_names import is_of_letter, name_of
from grader.submissions.extraction.formulas.restricted import is_bare, is_membership, solutions
from grader.submissions.extraction.formulas.values import unboxed
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.leading.steps import LETTER
from grader.submissions.extraction.stated.words_around.labels_said import is_refused
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, alternatives, quiet, singles, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.extraction.words.vocabulary import declared_names

# `Numerator and denominator of $\ln$ tend to $0$`, which allows a rule and states nothing of the answer.
_TENDING = re.compile(
    r"(?:both\s+)?(?:numerator\s+and\s+denominator|zähler\s+und\s+nenner|numérateur\s+et\s+dénominateur|"
    rf"numerador\s+y\s+denominador)(?:\s+(?:of|von|de)\s+{F})?\s+(?:both\s+)?"
    r"(?:tend|go|converge|gehen|streben|konvergieren|tendent|tienden|convergen)\s+"
    rf"(?:to|towards|gegen|vers|a|hacia)\s+{F}"
)
# `so we may use l'Hôpital's rule, twice`: a modal verb of the writer, and how often a method is used.
_HARMLESS = re.compile(
    rf"(?<!\w)(?:we|you|one|i|wir|man|on|nous|se)\s+(?:may|can|could|might|können|kann|darf|dürfen|peut|pouvons|puede)(?!\w)"
    rf"|(?:['’]s|(?<!\w)(?:rule|regel|règle|regla|hospital|hôpital|parts|parties|partes|integration))\s*,?\s+"
    rf"(?:{alternatives(cues.REPEATED)})(?!\w)"
)
_FRACTIONS = re.compile(r"(?<!\w)partial\s+fractions?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(rf"[\w\s,:;.()'’*-]|{F}")
_ORDER = re.compile(r"[<>≤≥≠≈∈]|\\(?:in|lt|gt|leq?|geq?|neq?|approx)(?![A-Za-z])")
_DIFFERENTIAL = re.compile(r"(?:\\?[A-Za-z]+\s*(?:\\[,;:! ]\s*)?)?\\?(?:mathrm\s*)?\{?d\}?\s*[A-Za-z]")  # `x\,dx`, `dv`
_END = frozenset(".,;!")


def without_lead_in(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return the display at the end of a sentence, and what stands before the colon that leads to it.

    A formula in the line counts where its left side is what the problem speaks of: `The leaves dominate: $T(n) = …$`.
    """
    if ":" not in whole.skeleton:
        return whole, ""
    lexemes = [one for one in whole.lexemes if one.kind != "line"]
    if (members := _without_lead_of_members(asked, lexemes)) is not None:
        return members
    end = len(lexemes)
    while end > 2 and (lexemes[end - 1].text in _END or is_membership(lexemes[end - 1].text)):  # `…, k \in \mathbb{R}`
        end -= 1
    if end < 3 or lexemes[end - 2].text != ":" or not _is_statement(asked, lexemes[end - 1]):
        return whole, ""
    lead = Clause(tuple(lexemes[: end - 2]))
    is_bare_lead = lexemes[end - 1].display and not lead.formulas  # `The answer is:`, which other rules know
    if is_bare_lead or any(one.display for one in lead.formulas):
        return whole, ""
    leads = _says_nothing_against if _is_named(asked, lexemes[end - 1]) else _says_what_is_done
    if not leads(asked, lead):
        return whole, ""
    return Clause(tuple(lexemes[end - 1 :])), lead.raw()


def _is_statement(asked: Asked, last: Lexeme) -> bool:
    """Whether a formula is an equation or a chain: what stands alone may need its words."""
    return last.kind == "formula" and len(chain(last.text).members) > 1 and (last.display or _is_named(asked, last))


def _is_named(asked: Asked, last: Lexeme) -> bool:
    """Whether the left side of an equation is what the problem speaks of."""
    left = chain(last.text).members[0]
    own, name = name_of(next(iter(asked.question.fields.values())).symbol), name_of(left)
    is_own = own is not None and name is not None and is_of_letter(own, name)
    is_operated = _OPERATED.match(left) is not None and asked.names_formula(left)  # `$\\sum_{n=1}^\\infty 3/4^n = 1$`
    return is_operated or (is_bare(left) and (is_own or asked.names_formula(left)))


def _without_lead_of_members(asked: Asked, lexemes: Sequence[Lexeme]) -> tuple[Clause, str] | None:
    """Return all values of a letter by their numbers in a display, `x_1 = 3, x_2 = 1`, and what leads to it.

    None where no set is asked for, or words before the colon speak against them.
    """
    start = len(lexemes)
    while start and (lexemes[start - 1].display or lexemes[start - 1].text in _END):
        start -= 1
    shown = [one.text for one in lexemes[start:] if one.kind == "formula"]
    if not asked.question.kind.is_set or len(shown) < 2 or start < 2 or lexemes[start - 1].text != ":":
        return None
    lead = Clause(tuple(lexemes[: start - 1]))
    is_whole = _NUMBERED.search(" ".join(shown)) is not None and solutions(asked.question, shown) != ""
    if not is_whole or any(one.display for one in lead.formulas) or not _says_nothing_against(asked, lead):
        return None
    if _THEY.match(lead.skeleton) is None:
        return None  # `The squares of the singular values are:`
    return Clause(tuple(lexemes[start:])), lead.raw()


# What says of the members themselves what they are.
_THEY = re.compile(
    r"\s*(?:they|these|those|sie|diese|ils|elles|ce|estos|ellos|essi|eles|zij)\s+(?:are|sind|sont|son|sono|são|zijn)(?!\w)"
)
_NUMBERED = re.compile(r"_\{?1\}?(?!\d)(?=.*_\{?2\}?(?!\d))", re.DOTALL)
# A relation between numbers alone is so, or not, and restricts nothing: `$\\log_2 4 = 2 > 1$`.
_OF_NUMBERS = re.compile(
    r"(?:[\d\s+*/^_{}().,=<>≤≥≠−·-]|\\(?:log|ln|lg|[dt]?frac|sqrt|cdot|times|left|right|leq?|geq?|lt|gt|neq?)(?![A-Za-z])|\\[,;!:])+"
)
_OPERATED = re.compile(r"\\(?:sum|int|lim|prod|det|iint)(?![A-Za-z])")


def _says_nothing_against(asked: Asked, lead: Clause) -> bool:
    """Whether no word before an equation for what the problem speaks of denies, restricts or supposes anything.

    Of a label every word must be known, as it must where the equation has no name: `rejected: $N = 14$`.
    """
    said = _HARMLESS.sub(" ", lead.skeleton)
    if is_refused(asked, f"{said}:") or _spells_words(asked, lead):
        return False
    return not (_blocking().search(said) or NEGATED.search(said) or _is_restricted(lead))


def _spells_words(asked: Asked, lead: Clause) -> bool:
    """Whether a formula before a colon is a word that the problem does not say: `false: $N = 14$`."""
    return any(one.text.isalpha() and len(one.text) > 2 and not asked.says(one.text) for one in lead.formulas)


def _blocking() -> re.Pattern[str]:
    return words(
        cues.AGAINST,
        cues.NEGATION,
        cues.UNSURE,
        cues.SUPPOSING,
        cues.RETRACTION,
        cues.TURNING,
        cues.ALTERNATIVE,
        cues.AMOUNT,
    )


def _is_restricted(lead: Clause) -> bool:
    """Whether a condition with a relation other than `=` stands there: `For $x > 0$:`."""
    conditions = re.finditer(rf"{words(cues.CONDITION).pattern}(?=[^.;:]*{F})", lead.skeleton)
    return any(conditions) and any(
        _ORDER.search(one.text) and not _OF_NUMBERS.fullmatch(one.text) for one in lead.formulas
    )


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
    return all(introduces(asked, one.text) for one in others)


@cache
def _harmless() -> frozenset[str]:
    known = quiet() | singles(cues.METHOD, cues.NAMING, cues.BINDING, cues.CONCLUSION, cues.LEADING, cues.REPEATED)
    return known - {*cues.UNSURE.phrases, *cues.RETRACTION.phrases, "up", "partial"}


def introduces(asked: Asked, text: str) -> bool:
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
    r"|(?<!\w)(?:swap|exchang|vertausch|échang|intercambi)\w*"
    r"|(?<!\w)(?:of|in|to|when|if|unless|von|wenn|falls|quand|si|dans|cuando)\s*$"
)


def makes_another(whole: Clause) -> bool:
    """Whether words before a colon make something else of the display behind it: `Divide the following by $2$:`."""
    if ":" not in whole.skeleton:
        return False
    lexemes = [one for one in whole.lexemes if one.kind != "line"]
    places = [n for n, one in enumerate(lexemes) if one.kind == "formula"]
    shown = next((n for n in places if lexemes[n].display), places[-1] if places else 0)
    if shown < 2 or lexemes[shown - 1].text != ":" or unboxed(lexemes[shown].text)[1]:
        return False  # what is boxed is the answer
    return _MAKES_ANOTHER.search(Clause(tuple(lexemes[: shown - 1])).skeleton) is not None
