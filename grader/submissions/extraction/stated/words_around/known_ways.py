"""What says before or behind a formula how it was found or is proved, and makes nothing else of it.

`Swapping the order of integration: …`, `… and I prove it by induction: …`, `Since $x = 1$ the remainder is …`. What
stands behind a proof that is announced, a display with its step, proves the formula before it and is no answer.
"""

from __future__ import annotations

import re

from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import of_short

_ORDER = re.compile(
    r"\s*(?:(?:we|i|one|wir|ich|man|nous|on|je)\s+)?(?:swap|exchang|interchang|revers|chang|vertausch|échang|interver|intercambi|"
    r"cambi|permut|invert)\w*\s+(?:of\s+|de\s+)?(?:(?:the|die|der|das|el|la)\s+|l['’]\s*)?(?:order\s+of\s+(?:integration|summation)|"
    r"integrationsreihenfolge|summationsreihenfolge|reihenfolge\s+der\s+(?:integration|summation)|ordre\s+d['’]\s*intégration|"
    r"ordre\s+des\s+intégrales|orden\s+de\s+(?:integración|las\s+integrales))\s*(?:[:,]|(?:gives|yields|ergibt|liefert|donne|da)(?!\w))\s*"
    r"|\s*(?:die\s+)?(?:integrations|summations)?reihenfolge\s+(?:der\s+(?:integration|summation|integrale)\s+)?"
    r"(?:(?:ver)?tausch|umdreh|umkehr|änder)\w*\s*[:,]\s*"
)
# How a curve is parametrised, in formulas for letters of one's own: `Parametrisierung $\\gamma(t) = (t, 2t)$:`.
_CURVE = re.compile(
    r"\s*(?:(?:with|using|by|mit|avec|con|the|a|die|der|einer|eine|la|le|una|une|we|wir|on|nous)\s+){0,3}(?:parametri|paramétri|paramétrage|"
    rf"parameteri)[^\W\d_]*(?:\s+(?:of|von|de|by|durch|par|por|{F}))*\s*{F}(?:\s*,\s*{F})*\s*(?::|(?:gives|yields|ergibt|liefert|donne|da)(?!\w))\s*"
)
# Which way a network is gone through, before an equation for what is asked for: `Backward: $dL/dw = 6$`.
_PASS = re.compile(
    rf"\s*(?:the\s+)?(?:backward|forward|backprop(?:agation)?|rückwärts|vorwärts)(?:\s*-?(?:pass|lauf))?\s*:\s*(?={F})"
)
_SUBJECT = r"(?:(?:i|we|one|this|it|that|which|wir|ich|man|dies|das|es|on|nous|je|se|lo|la|le)\s+){0,3}"
_CAN = (
    r"(?:(?:can|may|will|is|be|are|easily|also|kann|wird|lässt|leicht|peut|puede|podemos|pouvons|sich|easily)\s+){0,3}"
)
_PROVES = (
    r"(?:check(?:s|ed)?|prove[sdn]?|verif(?:y|ies|ied)|show(?:s|n|ed)?|confirm(?:s|ed)?|beweis\w*|zeig\w*|bewies\w*|prüf\w*|überprüf\w*|"
    r"vérifi\w*|démontr\w*|montr\w*|prouv\w*|comprueb\w*|comprob\w*|demuestr\w*|demostr\w*|verific\w*)"
)
_WAY = (
    r"(?:induction|(?:vollständige\w*\s+)?induktion|récurrence|inducción|induzione|indução|substitution|einsetzen|"
    r"sustitución)"
)
_WAYS = re.compile(r"indu[ck]|induz|récurrence|substitution|einsetzen|sustitución")
_PROVED = re.compile(
    r"(?:\s+(?:coincide|encaja|fits|works|passt|stimmt|convient|marche)(?!\w))?"
    rf"(?:\s*[,;])?\s+(?:(?:and|und|et|y|e|which|was|lo\s+que|ce\s+qui)\s+)?{_SUBJECT}{_CAN}{_PROVES}\s+(?:(?:it|this|that|es|das|dies|ich|wir|man)\s+){{0,2}}"
    rf"(?:by|per|mit|durch|via|with|par|por|mediante)\s+{_WAY}(?:\s+(?:on|over|nach|über|sur|en|sobre)\s+{F})?\s*(?P<end>[.!]*\Z|:\s*)"
)
# What was divided by, up to the verb before the only value: `Dividiendo entre $3!$ por las A quedan $60$`.
_DIVIDED = re.compile(
    r"\s*(?:(?:now|then|luego|ahora|dann|nun)\s+)?(?:dividing|multiplying|dividiendo|multiplicando|en\s+divisant|en\s+multipliant)\s+"
    rf"(?:this\s+)?(?:by|entre|por|par)\s+{F}(?:\s+(?:and|et|por|for|pour|las?|los|el|les?|the|de|of|[a-z]|{F})(?!\w)|,){{0,12}}?\s*"
    rf"(?=(?:leaves|quedan?|resultan?|resta)\s+{F}[\s.]*\Z)"
)
_BY = r"(?:by|from|por|nach|aus|par|d['’]après|según)\s"
_CAUSED = re.compile(
    rf"(?P<cause>\s*(?:{_BY}[^,;:{F}]{{1,40}}(?:{F}[^,;:{F}]{{0,20}})?,)?[\s,;]*(?:(?:and|und|et|y)\s+)?(?:since|as|because|da|weil|comme|puisque|como|dado\s+que)\s+{F})\s+"
    rf"(?P<main>(?:(?:the|der|die|das|le|la|el)\s+|l['’]\s*)(?P<noun>[^\W\d_]{{3,}})\s+(?:is|ist|est|es)\s+{F}[\s.!]*\Z)"
)
# With what a value was found or checked: `(checked with numpy)`, `, same as the computer says`, `(calculator)`.
_TOOL = (
    r"(?:numpy|sympy|scipy|matlab|octave|sage|wolfram\s?alpha|wolfram|mathematica|maple|geogebra|desmos|excel|python|julia"
    r"|calculator|computer|taschenrechner|rechner|calculatrice|ordinateur|calculadora|ordenador|computadora|calcolatrice|rekenmachine)"
)
_CHECKED = (
    r"(?:checked|double-?checked|verified|confirmed|computed|calculated|geprüft|überprüft|nachgeprüft|nachgerechnet|berechnet|vérifiée?|calculée?"
    r"|comprobad[oa]|verificad[oa]|calculad[oa]|verificat[oa]|calcolat[oa]|gecontroleerd|berekend)"
)
_BESIDE_TOOL = (
    r"(?:i|we|it|this|that|have|also|again|too|with|by|using|via|in|on|the|an?|my|graphing|pocket|numerically|above|below|mit|dem|einem|meinem|auch"
    r"|oben|unten|avec|la|le|une?|ma|con|el|un|una|mi|come|col|per|met|de|een|numerisch|numériquement)"
)
_TOOLS = re.compile(
    rf"(?<={F})(?P<said>\s*[,;]?\s*(?:\(\s*)?(?:(?:{_BESIDE_TOOL}\s+){{0,5}}{_CHECKED}(?:\s+{_BESIDE_TOOL}){{0,5}}(?:\s+{_TOOL}(?:\s+{_BESIDE_TOOL}){{0,2}})?"
    rf"|(?:{_BESIDE_TOOL}\s+){{0,4}}{_TOOL}|(?:the\s+)?same\s+as\s+(?:the\s+|my\s+)?{_TOOL}(?:\s+(?:says|gives|shows|said))?)\s*\)?)[\s.!]*\Z"
)
_TOOL_WORD = re.compile(rf"(?<!\w)(?:{_TOOL}|{_CHECKED})(?!\w)")
# Which case of the master theorem gives a class of growth: `Case 2:`, `first case:`, `case 2, `.
_NTH = (
    r"(?:first|second|third|erste[rn]?|zweite[rn]?|dritte[rn]?|premier|deuxième|troisième|primer|segundo|tercer"
    r"|primo|secondo|terzo)"
)
_CASE = re.compile(
    rf"(?:\A|(?<={F}))[\s,;]*(?:(?:so|also|donc|by|we\s+are\s+in|this\s+is)\s+)?(?:the\s+|der\s+|le\s+|el\s+|il\s+)?"
    rf"(?:(?:case|fall|cas|caso)\s+(?:{F}|[ivx]{{1,3}}|one|two|three|eins|zwei|drei)|{_NTH}\s+(?:case|fall|cas|caso))"
    r"(?:\s+(?:of|des|du|del)\s+(?:the\s+)?(?:master\s*-?\s*theorems?|mastertheorems?|théorème\s+maître|teorema\s+maestro))?\s*[:,]\s*"
    rf"(?={F}[\s.!]*\Z)"
)
_CASE_SAID = re.compile(r"(?<!\w)(?:cases?|fälle?n?|fall|cas|casos?|casi)(?!\w)")
# A constant that the problem leaves out: `$x \\sin x$ plus a constant`, `(más una constante)`.
_PLUS_CONSTANT = re.compile(
    rf"(?<={F})(?P<said>\s*,?\s*(?:\(\s*)?(?:plus|más|mais|più)\s+(?:an?|eine|une|una|uma)\s+(?:\w+\s+)?(?:constant|konstante|constante|costante)"
    r"(?:\s+of\s+integration|\s+de\s+integración|\s+d['’]intégration)?\s*\)?)[\s.!]*\Z"
)
_DOUBTS = (cues.AGAINST, cues.RETRACTION, cues.UNSURE, cues.SUPPOSING, cues.TURNING)


def without_known_ways(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return a sentence without what says how its formula was found or is proved, and what that was."""
    skeleton = whole.skeleton
    if not _may_say_way(skeleton):
        return whole, ""
    if (cut := _behind(asked, skeleton)) > 0:
        kept = tuple(one for one, at in zip(whole.lexemes, whole.starts, strict=True) if at + 1 <= cut)
        return Clause(kept), whole.raw(cut)
    case = _CASE.search(skeleton) if asked.question.kind.is_growth else None
    if case is not None and len(_CASE_SAID.findall(skeleton)) == 1:
        return whole.from_place(case.end()), whole.raw(0, case.end())
    order = _ORDER.match(skeleton) or _CURVE.match(skeleton) or _DIVIDED.match(skeleton)
    if order is not None and F in skeleton[order.end() :]:
        return whole.from_place(order.end()), whole.raw(0, order.end())
    way = _PASS.match(skeleton)
    if way is not None and (row := assignment(whole.formulas[0].text)) is not None and asked.asks_for(row.left):
        return whole.from_place(way.end()), whole.raw(0, way.end())
    proved = _PROVED.search(skeleton) if _WAYS.search(skeleton) else None
    if proved is not None and _is_proof(asked, whole, proved):
        kept = tuple(one for one, at in zip(whole.lexemes, whole.starts, strict=True) if at + 1 <= proved.start())
        return Clause(kept), whole.raw(proved.start())
    caused = _CAUSED.match(skeleton) if skeleton.count(F) > 1 else None
    if caused is not None and asked.says(caused["noun"]) and not words(*_DOUBTS).search(skeleton):
        return whole.from_place(caused.start("main")), whole.raw(0, caused.end("cause"))
    return whole, ""


@of_short
def _may_say_way(skeleton: str) -> bool:
    """Whether the words of a sentence may say how its formula was found or is proved."""
    begins = any(one.match(skeleton) for one in (_ORDER, _CURVE, _DIVIDED, _PASS, _CAUSED))
    said = (_WAYS, _TOOL_WORD, _PLUS_CONSTANT, _CASE)
    return begins or any(one.search(skeleton) is not None for one in said)


def _behind(asked: Asked, skeleton: str) -> int:
    """Return where what says with which tool a value was found begins, or that it is one up to a constant; else 0."""
    if (tools := _TOOLS.search(skeleton)) is not None:
        return tools.start("said")
    constant = _PLUS_CONSTANT.search(skeleton) if asked.question.up_to == "constant" else None
    return constant.start("said") if constant is not None else 0


def _is_proof(asked: Asked, whole: Clause, proved: re.Match[str]) -> bool:
    """Whether a formula for what is asked for stands before a proof, and words behind it deny nothing."""
    before, behind = whole.skeleton[: proved.start()], whole.skeleton[proved.end() :]
    if F not in before or NEGATED.search(behind) or words(*_DOUBTS).search(behind):
        return False
    row = assignment(whole.formulas[before.count(F) - 1].text)
    return not behind.strip(" .!") or (row is not None and asked.asks_for(row.left))
