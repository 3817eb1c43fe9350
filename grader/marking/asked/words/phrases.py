"""The noun that a prompt asks for with its adjectives: `standard deviation` of `What is its standard deviation?`."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.words.counting import COUNTS

KEPT = 2_000  # prompts of which it is kept what they ask for
MAX_CHARACTERS = 2_000  # of a prompt that is looked into

_ARTICLE = (
    r"(?:(?:the|its|their|a|an|die|den|das|der|seine?n?|ihre?n?|la|le|les|sa|son|el|los|las|su|sus|il|lo|gli|o|os|as|het|de|all)\s+"
    r"|l['’])*"
)
ASKING = (
    r"how\s+many|how\s+(?:large|big|long|high|much)\s+is|wie\s+viele|wie\s+(?:groß|lang|hoch)\s+(?:ist|sind)|combien\s+de|"
    r"cu[aá]nt[oa]s|what\s+(?:is|are|was|were)|what's|was\s+ist|was\s+sind|wie\s+lautet|quel(?:le)?s?\s+(?:est|sont)|cu[aá]l(?:es)?\s+(?:es|son)|"
    r"which|welche\w*|quel(?:le)?s?|qué|find|give|compute|determine|calculate|evaluate|state|derive|"
    r"bestimmen?(?:\s+sie)?|berechnen?(?:\s+sie)?|geben\s+sie|gib|finden?(?:\s+sie)?|"
    r"calculer|calculez|déterminer|déterminez|trouver|trouvez|donner|donnez|"
    r"calcule|calcula|calcular|halle|halla|hallar|determina|determinar|encuentre|encuentra|dé|dê|escriba|escribe|indique|indica|"
    r"calcol(?:a|are|ate)|trov(?:a|are|ate)|determin(?:are|ate)|scriv(?:i|ere|ete)|qual\s+[èé]|quali\s+sono|quanto\s+vale|"
    r"encontre|ache|obtenha|escreva|bereken|bepaal|geef|wat\s+is|wat\s+zijn|how\s+much|wie\s?viel"
)
# What says where a thing is that is asked for: `the voltage across $R_2$`.
PLACES = (
    "across|through|throughout|along|against|about|around|during|inside|outside|behind|below|above|beneath|near|towards?|"
    "past|until|without|ohne|gegen|entlang|innerhalb|außerhalb|hors|contre|pendant|contra|durante|contro|tegen|zonder"
)
_STOP = (
    rf"{PLACES}|"
    r"of|der|between|zwischen|entre|tussen|for|that|with|in|on|does|do|did|has|have|is|are|acts?|by|from|when|after|at|as|and|or|to|can|must|von|für|mit|in|auf|hat|"
    r"haben|ist|sind|bei|und|wirkt|eine[srmn]?|ein|d['’]\w+|de|des|du|pour|avec|dans|est|sont|agit|a|ont|que|qui|con|en|tiene|tienen|actúa|and|y|et"
    r"|di|del|dell['’]\w+|dell[oae]|dei|degli|do|da|dos|das|van|voor|met|per|se|nel|nella|em|no|na|è|é"
    r"|e|ed|che|is|zijn|an(?=\s*(?:[.?!:;]|\Z))"
)
_WHAT_NOUN = (
    r"what(?=\s+[^\W\d_]{4,}\s+(?:is|are|was|does|do|did|will|must|can|has|have)(?!\w))"  # `What power is dissipated?`
)
_PHRASE = re.compile(
    rf"(?<!\w)(?:{ASKING}|{_WHAT_NOUN})\s+{_ARTICLE}(?P<noun>(?:(?!(?:{_STOP})(?!\w))[^\W\d_][\w'’-]*\s*){{1,4}})",
    re.IGNORECASE,
)
_OF_WHAT = (
    r"of|for|von|für|eine[rs]|de|du|di|del|des|der|in|at|after|nach|per|when|if|with|bei|mit|wenn|avec|à|con|dell[oae]"
    r"|d['’]|done|performed|by|on|along|through|over|between|from|verrichtet|durch|auf|an|sur|dans|en|por|sobre"
)
# A noun without a verb, perhaps with its letter: `A car brakes. Acceleration?`, `Power $P$ of 2 lamps?`
_ALONE = re.compile(
    rf"(?:\A|[.;:!]\s+){_ARTICLE}(?!(?:{ASKING}|where|when|who|how|what|why|is|are|was|does|do|did|can|will|should|if|in|at|for|wo|wann|wer"
    r"|wie|was|ist|sind|hat|kann|wird|où|quand|qui|comment|est|dónde|cuándo|cómo|es|dove|quando|come)(?!\w))"
    rf"(?P<noun>(?:(?!(?:{_STOP})(?!\w))[^\W\d_](?:[^\W\d_'’-]|-(?=[^\W\d_]))*\s*){{1,3}})(?=\?|(?<=\s)(?:§\s+)?(?:{_OF_WHAT})\s?(?:[^.?!;:]|\.(?=\d)){{1,120}}\?)"
    r"(?:[^.?!]|\.(?=\d))*\?\s*\Z",
    re.IGNORECASE,
)
# What anything may be called.
_ANYTHING = frozenset(
    {"value", "answer", "result", "number", "formula", "wert", "zahl", "ergebnis", "valeur", "nombre", "valor"}
)
_IT = frozenset({"it"})
# What is asked for by how: `How long does it take?`
_HOW = (
    (
        re.compile(
            r"(?<!\w)(?:how\s+long\s+(?:does|do|will|did)|wie\s+lange|combien\s+de\s+temps|cuánto\s+tiempo)(?!\w)", re.I
        ),
        "time",
    ),
    (
        re.compile(
            r"(?<!\w)(?:how\s+fast|wie\s+schnell|à\s+quelle\s+vitesse|a\s+qué\s+velocidad)(?!\w)", re.IGNORECASE
        ),
        "speed",
    ),
    (
        re.compile(r"(?<!\w)(?:how\s+far|wie\s+weit|à\s+quelle\s+distance|a\s+qué\s+distancia)(?!\w)", re.IGNORECASE),
        "distance",
    ),
    (
        re.compile(
            r"(?<!\w)(?:how\s+high\s+(?:does|do|will|did)|wie\s+hoch\s+(?:fliegt|steigt|kommt))(?!\w)", re.IGNORECASE
        ),
        "height",
    ),
)
_MATHEMATICS = re.compile(r"\$[^$]*\$")


@lru_cache(maxsize=KEPT)
def phrase_asked(lead: str, prompt: str) -> frozenset[str]:
    """Return the words of the noun that a problem asks for in small letters; none where it asks for several, or none.

    What a part asks for counts, and where that asks for nothing in words, what stands above all parts.
    """
    for text in (prompt, lead):
        if len(text) > MAX_CHARACTERS:
            return frozenset()
        named = _LETTER_BEFORE.sub(r"\1-", text) if "$-" in text else text
        told = _ORDINAL.sub(" ", _BRACKETED.sub(r"\1", " ".join(_MATHEMATICS.sub(" § ", named).split())))
        found = [match["noun"] for match in _PHRASE.finditer(told)]
        if found:
            nouns = [noun for noun in map(_words, found) if noun != _IT]
            return nouns[-1] if len(nouns) == 1 or _is_said_before(told, found, nouns) else frozenset()
        if len(asked := [noun for how, noun in _HOW if how.search(text)]) == 1:
            return frozenset({asked[0]})
        if not asked and (alone := _ALONE.search(told)) is not None:
            return _words(alone["noun"])
    return frozenset()


def _words(noun: str) -> frozenset[str]:
    """Return the words of a noun that call it something; a letter by itself is its name."""
    return frozenset(one for one in noun.casefold().split() if len(one) > 1) - _ANYTHING


@lru_cache(maxsize=KEPT)
def letter_beside(prompt: str) -> str:
    """Return the formula right behind the noun that a prompt asks for, `P` of `Power $P$ of …?`; empty for none."""
    told = " ".join(_MATHEMATICS.sub(" § ", prompt).split()) if len(prompt) <= MAX_CHARACTERS else ""
    found = [match.end("noun") for match in _PHRASE.finditer(told)]
    if not found and (alone := _ALONE.search(told)) is not None:
        found = [alone.end("noun")]
    if len(found) != 1 or not told.startswith("§", found[0]):
        return ""
    formulas: list[str] = _MATHEMATICS.findall(prompt)
    return formulas[told[: found[0]].count("§")].strip("$ ")


@lru_cache(maxsize=KEPT)
def asks_again(prompt: str) -> bool:
    """Whether a prompt asks for several things, and then for one of them: `… mean and variance. Give the variance.`"""
    told = " ".join(_MATHEMATICS.sub(" § ", prompt).split()) if len(prompt) <= MAX_CHARACTERS else ""
    found = [match["noun"] for match in _PHRASE.finditer(told)]
    return _is_said_before(told, found, [frozenset(one.casefold().split()) - _ANYTHING for one in found])


def _is_said_before(told: str, found: list[str], nouns: list[frozenset[str]]) -> bool:
    """Whether the last noun is one of those before it: `Find the mean and the variance. Give the variance.`"""
    if len(found) < _SEVERAL or not nouns or not nouns[-1]:
        return False
    before = frozenset(told[told.find(found[0]) : told.rfind(found[-1])].casefold().replace(",", " ").split())
    return nouns[-1] <= frozenset(word.removeprefix("l'").removeprefix("l’") for word in before)


_ORDINAL = re.compile(r"\s\d{1,4}(?:st|nd|rd|th|ème|er?|º|ª|\.)\s(?=[^\W\d_]{3})")  # `the 7th term`
_SEVERAL = 2
_LETTER_BEFORE = re.compile(r"\$([A-Za-z])\$-(?=[^\W\d_]{3})")  # `$z$-score`
_BRACKETED = re.compile(r"(?<=\s)\(([^\W\d_]+)\)(?=\s[^\W\d_])")  # one adjective: `the (unbiased) variance`
_COUNTING = re.compile(rf"{COUNTS}|(?<!\w)(?:count\s+(?:the|all)|zählen?\s+sie)(?!\w)")


def asks_how_many(lead: str, prompt: str) -> bool:
    """Whether a problem asks for a number of things."""
    return _COUNTING.search(f"{lead} {prompt}".casefold()) is not None


_NOUN = rf"(?P<noun>(?:(?!(?:{_STOP})(?!\w))[^\W\d_][\w'’-]*\s*){{1,4}})"
# A part that is nothing but a noun with what it is of, `The remainder of § on division by 11.`
_NOUN_ALONE = re.compile(
    rf"\s*(?:the|die|den|das|der|la|le|les|el|los|las|il|lo|gli|i|o|os|as|het|de)\s+{_NOUN}"
    r"(?=(?:of|for|with|in|on|between|after|at|under|von|für|mit|in|auf|zwischen|nach|bei|unter|de|des|du|d['’]\w+|pour|avec|dans|entre"
    r"|après|con|en|para|di|del|dell['’]\w+|dell[oae]|dei|degli|per|do|da|dos|das|van|voor|met)(?!\w)|§|[.:]?\s*\Z)",
    re.IGNORECASE,
)
# What has the value of what it is of: `the magnitude of the deceleration`.
_OF_ITS_SIZE = re.compile(
    r"(?<!\w)(?:magnitude|modulus|absolute\s+value|numerical\s+value|betrag|module|valeur\s+absolue|intensité|módulo|modulo|intensità)\s+"
    rf"(?:of|von|der|des|de|du|di|del|da|do)\s+{_ARTICLE}{_NOUN}",
    re.IGNORECASE,
)
# Other verbs that ask for a noun: `Count the trainable parameters`, `Express the work W`.
_ALSO_ASKING = re.compile(
    r"(?<!\w)(?:count|express|zählen?(?:\s+sie)?|exprimer|exprimez|exprime|expres[ae]r?|esprim(?:i|ere|ete))\s+"
    r"(?:the|its|their|all|die|den|das|der|alle|la|le|les|l['’]|el|los|las|il|lo|gli|i|o|os|as)\s*"
    rf"{_NOUN}",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?<!\w)(?:how\s+much\s+work|work\s+(?:§\s+)?(?:done|performed|needed|required))(?!\w)", re.IGNORECASE
)


@lru_cache(maxsize=KEPT)
def also_asked(lead: str, prompt: str) -> frozenset[str]:
    """Return further words of nouns that a problem asks for, in small letters: without a verb, or by another one.

    `The remainder of …` of a part, `Find the magnitude of the deceleration.`, `Count the trainable parameters.`
    """
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return frozenset()
    told = " ".join(_MATHEMATICS.sub(" § ", prompt).split())
    alone = _NOUN_ALONE.match(told) if "?" not in told and _PHRASE.search(told) is None else None
    above = " ".join(_MATHEMATICS.sub(" § ", lead).split())
    found = [match["noun"] for text in (told, above) for match in _OF_ITS_SIZE.finditer(text)]
    found += [match["noun"] for text in (told, above) for match in _ALSO_ASKING.finditer(text)]
    found += [alone["noun"]] if alone is not None else []
    work = {"work"} if _WORK.search(told) else set()
    return (frozenset(" ".join(found).casefold().split()) | work) - _ANYTHING - _ANSWERS


_ANSWERS = frozenset(
    {"answers", "results", "solution", "antwort", "lösung", "réponse", "résultat", "respuesta", "resultado", "risposta"}
    | {"risultato", "resposta", "antwoord", "your", "final"}
)
