r"""Sentences that say a value and nothing else, in six languages: `konvergiert gegen 2`, `nur für t = 1`, `8π VE`.

Each is a closed list of words: one more leaves the text as it is. A letter that stands in such a sentence must be the
one whose value the prompt asks for, an adjective must be the prompt's own, and what is counted in units of area or
volume must be an area or a volume.
"""

from __future__ import annotations

import re

from grader import marking
from grader.language.limits import LIMITS
from grader.language.tree import Array, Node
from grader.marking.asked.labels import other_word
from grader.marking.asked.wanted import wanted
from grader.marking.asked.words.glossary import synonyms
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into
_LETTER = r"(?:\\[A-Za-z]{2,8}|[^\W\d_])(?:_\{?\w{1,3}\}?|\d)?"
_EQUATION = rf"(?P<equation>\$?\s*(?P<letter>{_LETTER})\s*=\s*[^=<>;,]{{1,80}})"
_ONLY = r"(?:only|just|nur|genau|exactly|precisely|exactement|seulement|uniquement|sólo|solo|solamente|soltanto|apenas)"
_FOR = (
    r"(?:for|at|für|bei|an\s+der\s+stelle|pour|para|per|en|in|if|iff|if\s+and\s+only\s+if|when|wenn|falls|dann\s+und\s+nur\s+dann,?\s+wenn"
    r"|genau\s+dann,?\s+wenn|si|si\s+et\s+seulement\s+si|si\s+y\s+s[oó]lo\s+si|se|se\s+e\s+solo\s+se|quand|cuando|quando)"
)
_FOR_LETTER = re.compile(
    rf"\s*(?:(?!{_ONLY}\s)(?P<adjective>[^\W\d_]{{4,20}})\s+)?(?:{_ONLY}\s+)?{_FOR}\s+{_EQUATION}\Z", re.IGNORECASE
)
_ONLY_LETTER = re.compile(rf"\s*{_ONLY}\s+{_EQUATION}\Z", re.IGNORECASE)
_MUST = re.compile(
    rf"\s*\$?(?P<letter>{_LETTER})\$?\s+(?:must\s+be|has\s+to\s+be|muss(?=.*\ssein)|doit\s+être|debe\s+ser|tiene\s+que\s+ser|deve\s+essere"
    r"|deve\s+ser|moet(?=.*\szijn))\s+(?P<value>[^=<>;,]{1,60}?)(?:\s+(?:sein|zijn))?[\s.]*\Z",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"\s*{_EQUATION.replace('{{1,80}}', '{{1,40}}?')}\$?\s+(?:is|ist|est|es|è|é)\s+"
    r"(?P<words>[^\W\d_]+(?:\s+[^\W\d_]+){0,2})[\s.]*\Z",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?i)(?<!\w)(?:not|no|nicht|kein\w*|pas|non|não|niet|never|nie|un\w+|in\w+able|instab\w+)(?!\w)")
_ASKING = re.compile(
    r"[^.?!]*\?|(?i:(?:find|determine|give|compute|bestimm|berechn|gib|déterminer|trouver|determin|hall)[^.?!]*)"
)

_SUBJECT = (
    r"(?:it|es|sie|elle|il|ella|(?:the|die|der|das|la|le|il|o|a|de)\s+(?P<subject>series|sequence|integral|function|expression|reihe|folge"
    r"|funktion|ausdruck|série|suite|intégrale|fonction|serie|sucesión|integrale|función|successione|funzione|sequência|função))"
)
_TENDS = (
    r"(?:(?:converges|tends|goes)\s+to|approaches|(?:konvergiert|strebt|geht)\s+gegen|(?:converge|tend)\s+vers|(?:converge|tiende|tende)\s+a"
    r"|(?:converge|tende)\s+para|convergeert\s+naar)"
)
_CONVERGES = re.compile(rf"\s*(?:{_SUBJECT}\s+)?{_TENDS}\s+(?P<value>\S.*)", re.IGNORECASE | re.DOTALL)
_TOWARDS = re.compile(r"\s*(?:gegen|vers)\s+(?P<value>[^\W\d_]?.{1,60})", re.IGNORECASE)
_WITH_VALUE = re.compile(
    rf"\s*(?:{_SUBJECT}\s+)?(?:(?:is|ist|est|es|è)\s+)?(?:konvergent|konvergiert|convergent|converges|convergente|converge)\s*"
    r"(?:,|mit|with|avec|con|und\s+hat\s+den|and\s+has\s+the)\s*(?P<noun>wert|grenzwert|summe|limes|value|limit|sum|valeur|limite|somme|valor"
    r"|suma|valore|somma)\s*(?::|=|is|ist|est|es|è)?\s*(?P<value>[^\W\d_]?.{1,60})",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    r"(?P<label>[^=<>:;,$\d]{3,60}?)\s+(?:exists|existiert|existe|esiste|bestaat)\s+(?:and|und|et|y|e|en)\s+"
    r"(?P<is>is|equals|ist|beträgt|est|vaut|es|vale|è)\s+(?P<value>\S.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_PERCENT = re.compile(
    r"(?P<value>.*\d)\s*(?:prozent|percent|per\s+cent|pour\s*cent|por\s+ciento|per\s+cento|por\s+cento|procent)[\s.]*",
    re.I,
)
_MEASURED = re.compile(
    r"(?P<value>.*?[\w)}π°])(?:\s*(?:\\[,;: ]|~|\s)\s*|\s*\\(?:text|mathrm)\s*\{\s*){1,2}"
    r"(?P<unit>square\s+units?|cubic\s+units?|sq\.?\s+units?|units?"
    r"|(?:u|units?)\s*(?:\^\s*\{?\s*(?P<power>[23])\s*\}?|(?P<raised>[²³]))"
    r"|VE|FE|LE|(?P<german>(?i:Volumen|Flächen|Längen))einheiten|unités|unidades|unità)\s*\}?[\s.$]*"
)
_KINDS = {"length": 1, "area": 2, "volume": 3}
_SAID_OF = {
    "length": synonyms("length")
    | synonyms("distance")
    | synonyms("radius")
    | synonyms("height")
    | synonyms("width")
    | synonyms("norm"),
    "area": synonyms("area") | {"surface", "oberfläche", "superficie"},
    "volume": synonyms("volume"),
}
EXAMPLE = re.compile(
    r"(?<!\s)\s*+(?:e\.\s?g\.|for\s+(?:example|instance)|z\.\s?b\.|zum\s+beispiel|beispielsweise|par\s+exemple|p\.\s?ex\.|por\s+ejemplo|p\.\s?ej\."
    r"|per\s+esempio|ad\s+esempio|p\.\s?es\.|bijvoorbeeld|bijv\.)\s*[,:]?\s*(?=\S)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?<!\s)\s*+(?:ca\.?|circa|about|approximately|approx\.?|roughly|around|etwa|ungefähr|rund|environ|approximativement|aproximadamente|alrededor\s+de"
    r"|ongeveer)\s+(?:il|le|el|the)?\s*(?=[\d$.-])",
    re.IGNORECASE,
)


def plainly(question: Question, field: Field, text: str) -> str:
    """Return the value or equation that a sentence says, the text itself where it says more."""
    if len(text) > min(MAX_CHARACTERS, LIMITS.max_text):
        return text
    if question.kind.takes_any:
        text = EXAMPLE.sub("", text, count=1)
    if ":" in text:
        text = marking.texts.sentences.labelled_values.without_method_label(text)
    if not question.kind.is_expression:
        return text
    if question.tolerance is not None:
        text = _ABOUT.sub("", text, count=1)
    text = _in_other_words(question, text)
    if (found := _equation(question, text)) is not None:
        return found
    for pattern in (_CONVERGES, _TOWARDS, _WITH_VALUE):
        match = pattern.fullmatch(text)
        if match is not None and _is_convergent(question, match):
            return match["value"]
    if (match := _EXISTS.fullmatch(text)) is not None:
        return f"{match['label']} {match['is']} {match['value']}"
    text = marking.texts.sentences.labelled_values.without_label(question, text)
    if question.kind.is_array:
        return _point(question, field, text)
    return _without_unit(question, text) if question.unit is None else text


def _in_other_words(question: Question, text: str) -> str:
    """Return the number of a change, of an operator or beside its quotient that a sentence says, else the text."""
    if question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return text
    sentences = marking.texts.sentences
    text = sentences.operators_said.value_of_operator(question, sentences.changes_said.signed(question, text))
    return marking.texts.numbers.remainders_said.beside_quotient(question, text) if "re" in text.casefold() else text


_POINT = re.compile(
    r"(?P<before>(?:[^\W\d_]{2,}\s+){0,4})\$?\s*(?P<letter>[A-Z](?:_\{?\w\}?|\d)?)?\s*(?P<point>(?:\\left)?\([^()=]*(?:[|;,]|\\mid|\s/\s)[^()=]*\))"
    r"\$?[\s.]*"
)
_COPULA = re.compile(r"\s+(?:is|ist|lautet|est|es|è|é)\s*\Z", re.IGNORECASE)


def _point(question: Question, field: Field, text: str) -> str:
    """Return the point of `S(2|-3)` and `Scheitelpunkt S(2|-3)`, whose letter the problem does not use."""
    match = _POINT.fullmatch(text.strip())
    if match is None or not all(map(_is_flat, question.accepted)):
        return text
    letter, words = match["letter"] or "", _COPULA.sub("", f" {match['before']}").strip()
    if letter and (letter in field.names.symbols or letter[0] in prompt_names.letters(question)):
        return text
    if not (letter or words) or (words and other_word(question, words)):
        return text
    return re.sub(r"[|;]|\\mid|\s/\s", ", ", match["point"].replace("\\left", "").replace("\\right", ""))


def _is_flat(tree: Node) -> bool:
    return isinstance(tree, Array) and not any(isinstance(item, Array) for item in tree.items)


def _equation(question: Question, text: str) -> str | None:
    if (match := _ONLY_LETTER.match(text)) is not None:
        return match["equation"]
    match = _FOR_LETTER.match(text)
    if match is not None and _is_asked(question, match["letter"]):
        adjective = match["adjective"]
        return match["equation"] if not adjective or _are_said(question, adjective) else None
    if (match := _MUST.match(text)) is not None and _is_asked(question, match["letter"]):
        return f"{match['letter']} = {match['value']}"
    match = _IS.match(text)
    return match["equation"] if match is not None and _are_said(question, match["words"]) else None


def _is_asked(question: Question, letter: str) -> bool:
    """Whether a letter is the one whose value the prompt asks for."""
    plain = prompt_names.plain(letter)
    own = {prompt_names.plain(field.symbol) for field in question.fields.values() if field.symbol}
    asked = prompt_names.asked_letters(question) | {prompt_names.plain(one) for one in _WHICH.findall(question.prompt)}
    return plain in asked | own


# Of which letter the value is asked for: `For which $t$ are they orthogonal?`
_WHICH = re.compile(
    r"(?i)(?<!\w)(?:for\s+(?:which|what)|für\s+welche[ns]?|pour\s+quel(?:le)?s?|para\s+qué|per\s+quale|at\s+which)\s+"
    r"(?:(?:real|value|of|reelle[sn]?|wert|von|valeur|de|valor|valore|di)\s+){0,3}\$\s*(\\?[^\W\d_]+)\s*\$"
)


def _are_said(question: Question, words: str) -> bool:
    """Whether words stand in the sentence that asks, in any language, and nothing there is denied."""
    asking = " ".join(_ASKING.findall(question.prompt)).casefold()
    said = frozenset(re.findall(r"[^\W\d_]+", asking))
    is_denied = _DENIED.search(asking) is not None or _DENIED.search(words) is not None
    return not is_denied and all(not ({one} | synonyms(one)).isdisjoint(said) for one in words.casefold().split())


_SERIES = synonyms("series") | {"reihe", "série", "serie"}
_SEQUENCES = synonyms("sequence") | {"successione", "sequência"}


def _is_convergent(question: Question, match: re.Match[str]) -> bool:
    """Whether the prompt asks for what converges: a limit, or the sum of the series that a sentence speaks of."""
    asked, groups = wanted(question), match.groupdict()
    subject, noun = (groups.get("subject") or "").casefold(), (groups.get("noun") or "").casefold()
    is_sum = asked.is_asked("sum") or asked.is_asked("series")
    is_limit = asked.is_asked("limit") or (not is_sum and match.re is not _TOWARDS)
    if subject in _SERIES:
        return is_sum
    if subject in _SEQUENCES:
        return is_limit and not is_sum
    if noun in {"sum", "summe", "somme", "suma", "somma"}:
        return is_sum
    if noun in {"limit", "grenzwert", "limes", "limite"}:
        return is_limit
    return is_limit or is_sum


def _without_unit(question: Question, text: str) -> str:
    """Return a number without a word for percent, and without units of the area, volume or length that is asked for."""
    if (match := _PERCENT.fullmatch(text)) is not None:
        return f"{match['value']} %"
    match = _MEASURED.fullmatch(re.sub(r"\s{2,}", " ", text))
    if match is None or {"V", "F", "L", "u"} & question.names.symbols.keys():
        return text
    power = _power(match)
    asked = wanted(question)
    kinds = [kind for kind, words in _SAID_OF.items() if any(map(asked.is_asked, words))]
    return match["value"] if len(kinds) == 1 and power in {0, _KINDS[kinds[0]]} else text


def measures_asked(question: Question, words: str) -> bool:
    """Whether words are a unit of the area, volume or length that is asked for: `Flächeneinheiten`."""
    return _without_unit(question, f"1 {words}") == "1"


def _power(match: re.Match[str]) -> int:
    """Return the power of a unit, 0 where it may have any."""
    unit = match["unit"].casefold()
    if match["power"] or match["raised"]:
        return int(match["power"] or {"²": 2, "³": 3}[match["raised"]])
    if match["german"]:
        return {"volumen": 3, "flächen": 2, "längen": 1}[match["german"].casefold()]
    if unit in {"ve", "fe", "le"}:
        return {"ve": 3, "fe": 2, "le": 1}[unit]
    return 2 if unit.startswith("sq") else 3 if unit.startswith("cubic") else 0
