"""Reasons behind a value that end in another one: `12, so by symmetry 24`, `2x, by the chain rule 6x`.

Which of both is meant, nobody can tell. Equations, comparisons, numbers of theorems and what stands behind a
preposition or the name of a quantity are no other value: `12, since 3 · 4 = 12`, `by Theorem 2`, `by the power rule of
x^2`.
"""

from __future__ import annotations

import re

from grader.language.names.lexicon import is_function
from grader.problems.question import Question
from grader.submissions.extraction.words.prompts import asked_of

MAX_REST = 100  # characters of a reason that may end in a value
MAX_WORDS = 3  # around the value before a reason


def value_in_reason(question: Question, low: str) -> str:
    """Return the value in which the reason behind another one ends, empty where there is none; `low` is one line."""
    match = _REASON.search(low) if "\n" not in low.strip() else None
    if match is None or len(match["rest"]) > MAX_REST:
        return ""
    words, value = _parted(question, low[: match.start()])
    before, run = _parted(question, match["rest"].strip(" .!"))
    is_given = _squeezed(value) in _squeezed(question.prompt.casefold())
    value = _value_of(value) if len(words.split()) <= MAX_WORDS and not (is_given and "=" in value) else ""
    if not before or not run or not value:
        return ""
    if (denied := _DENIED.search(before)) is not None and _squeezed(run) == value:
        return f"{denied[0]} {run}".strip()
    if _is_same(run, value) or _LETTER.fullmatch(run):
        return ""
    is_another = _ends_in_another if match["by"] else _is_said_of_it
    return run if is_another(question, before, run) else ""


_CAUSE = r"because|since|as|weil|denn|da|car|puisque|porque|pues|ya\s+que|perch[eé]|poiché|want|omdat"
_BY = (
    r"by|using|via|due\s+to|because\s+of|thanks\s+to|owing\s+to|wegen|aufgrund|durch|nach|dank|par(?!\s+cons)|grâce\s+à"
    r"|por(?!\s+(?:lo\s+)?(?:tanto|consiguiente|eso)\b)|per(?!\s+cui)|con(?!\s+lo)|door|volgens"
)
_REASON = re.compile(
    rf"(?<=[\w)}}\]%°²³])\s*(?:[,;:.(–—]\s*|\s-\s+|\s)(?:(?:so|also|hence|thus|then|and|und|et|donc|y)\s+)?"
    rf"(?:(?P<by>{_BY})|{_CAUSE})(?!\w)\s*(?P<rest>[^\W\d].*)\Z"
)
_LETTER = re.compile(r"\\?[^\W\d_](?:\([^\W\d_]\))?|\\[a-z]+")
_DENIED = re.compile(r"(?<!\w)(?:not|never|nicht|pas|no|non|niet)(?:\s+(?:equal\s+to|gleich))?\Z")


def _parted(question: Question, rest: str) -> tuple[str, str]:
    """Return the words of a reason, and the mathematics in which it ends."""
    tokens = rest.split()
    unit = "" if question.unit is None else question.unit.unit.text.casefold()
    stop = len(tokens)
    while stop and _is_mathematics(tokens[stop - 1], unit):
        stop -= 1
    return " ".join(tokens[:stop]), " ".join(tokens[stop:])


def _is_mathematics(token: str, unit: str) -> bool:
    if token == unit:
        return True
    words = _SHORT_WORD.findall(re.sub(r"\\[a-z]+", " ", token))
    return all(is_function(word) for word in words) and not token.endswith((",", ":", ";"))


_SHORT_WORD = re.compile(r"[^\W\d_]{2,}")


def _value_of(head: str) -> str:
    """Return the value before a reason, without what stands left of it."""
    return _squeezed(re.split(r"=|≈|:", head)[-1])


def _squeezed(text: str) -> str:
    return re.sub(r"[\s$()]", "", text).rstrip(".,;")


def _is_same(run: str, value: str) -> bool:
    """Whether a run of mathematics ends in the value that stands before the reason."""
    return _squeezed(re.split(r"[=≈]", run)[-1]) == value


_RELATION = re.compile(r"[=<>≤≥≠≈∈→]|\\(?:neq?|leq?|geq?|lt|gt|in|to|approx)(?![a-z])")


def _ends_in_another(question: Question, before: str, run: str) -> bool:
    """Whether what stands behind `by` ends in a value of its own."""
    is_led = _LEADING.search(before) is not None
    if (relation := _RELATION.search(run)) is not None:
        return is_led or (relation.start() == 0 and _METHOD.search(before) is not None)
    if is_led:
        return True
    if _NUMBERED.search(f"{before} {run}") is not None or _TO_WHAT.search(before) is not None:
        return False
    last = before.rsplit(maxsplit=1)[-1]
    return _DONE.search(before) is None and not asked_of(question).says(last)


def _is_said_of_it(question: Question, before: str, run: str) -> bool:
    """Whether a clause that gives a reason says another value of what is asked: `since it is 24`."""
    if _RELATION.match(run) is not None:
        return False
    if _IS_IT.search(before) is not None and (_RELATION.search(run) is None):
        return True
    return " " not in before and _ADJECTIVE.fullmatch(before) is not None and not asked_of(question).says(before)


# Verbs behind which a value stands, and a colon.
_LEADING = re.compile(
    r"(?:(?<!\w)(?:is|are|it['’]s|get|gets|obtain|have|has|gives?|yields?|becomes?|equals?|makes?|ist|sind|gibt|ergibt|erhält|erhalten"
    r"|man|wir|we|est|donne|on|es|da|è|é|vale|vaut)|:)\Z"
)
_METHOD = re.compile(
    r"(?<!\w)(?:symm\w*|sym[eé]tr\w*|simetr\w*|\w*(?:rule|regel|satz|theorem|test|formula|formel)|r[eè]gles?|reglas?|th[eé]or[eè]me"
    r"|formule|fórmula|\w+(?:ing|ung|tion))\Z"
)
_NUMBERED = re.compile(
    r"(?:\A|(?<!\w)(?:in|of|from|on|see|aus|von|auf|du|de|del|vu)\s+)(?:the\s+|dem\s+|der\s+|le\s+|la\s+|el\s+)?(?:theorems?|lemma|corollary|propositions?|definitions?|rules?|equations?|eq\.?|formulas?|parts?"
    r"|steps?|problems?|questions?|exercises?|examples?|pages?|chapters?|sections?|lines?|cases?|axioms?|property|satz|korollar|gleichung"
    r"|formel|regel|teil|schritt|aufgabe|beispiel|seite|kapitel|abschnitt|zeile|fall|th[eé]or[eè]me|lemme|étape|exercice|partie|équation"
    r"|teorema|ecuación|paso|ejercicio|parte|regla)\s+\(?(?:\d[\d.]{0,5}[a-z]?|[a-z]|[ivx]{1,4})\)?\Z"
)
# What takes what stands behind it, and names of quantities.
_TO_WHAT = re.compile(
    r"(?<!\w)(?:of|with|from|to|and|or|by|at|for|in|on|over|than|as|into|via|under|if|when|where|that|a|an|the|von|mit|aus|zu|und|oder|bei|für"
    r"|auf|über|durch|um|als|des|dem|der|den|de|du|avec|à|et|ou|pour|sur|par|en|con|a|y|o|para|por|di|da|e|per|factors?|exponents?|powers?"
    r"|degrees?|radius|lengths?|sides?|heights?|widths?|bases?|slopes?|rank|order|means?|terms?|points?|index|variables?|substitution"
    r"|faktor|exponent|grad|radius|länge|seite|höhe|breite|steigung|rang|ordnung|facteur|exposant|rayon|longueur|degré|factor|exponente"
    r"|radio|longitud|grado)\Z"
)
# What is done with what stands behind it, but for what makes another value of it.
_DONE = re.compile(
    r"(?<!\w)(?!(?:doubling|halving|tripling|rounding|doubled|halved|symmetrizing)(?!\w))(?:[^\W\d_]{3,}ing|[^\W\d_]{3,}ieren|einsetzen|teilen"
    r"|ableiten|kürzen|ausmultiplizieren)\Z"
)
_IS_IT = re.compile(
    r"(?<!\w)(?:(?:it|this|that|(?:the|my)\s+(?:answer|result|value|solution)|es|das|(?:die|das)\s+(?:antwort|ergebnis|lösung)|c['’]|ce|il|la\s+réponse"
    r"|esto|la\s+respuesta)\s+(?:is|was|equals|should\s+be|must\s+be|ist|est|es|è|é)|c['’]est|it['’]s|we\s+(?:get|obtain)|(?:man|wir)\s+erh[aä]lt\w*)\Z"
)
_ADJECTIVE = re.compile(r"(?!(?:all|each|both|every|half|there|only|just|also|det|rank)\Z)[^\W\d_]{5,}")
