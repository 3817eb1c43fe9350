"""Texts that are read where nothing else can be: numbers in words, `eleven thirds`, and a reason behind a comma.

Every word has to be known: what else stands there may change the value, and leaves the text unread.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.language.limits import LIMITS
from grader.problems.question import Field, Question

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_GERMAN = "zero ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_FRENCH = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze"
_SPANISH = "cero un dos tres cuatro cinco seis siete ocho nueve diez"
_TENTHS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * n for n, word in enumerate(_TENTHS.split(), 2)}
NUMBERS = {word: n for words in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH) for n, word in enumerate(words.split())} | _TENS
# By the end of a word and without `second`, which is a unit of time, too.
_PARTS = {
    2: "half halves halb halbe demi demis medio medios",
    3: "third thirds drittel tiers tercio tercios",
    4: "quarter quarters fourth fourths viertel quart quarts cuarto cuartos",
    5: "fifth fifths fünftel cinquième cinquièmes quinto quintos",
    6: "sixth sixths sechstel sixième sixièmes sexto sextos",
    7: "seventh sevenths siebtel septième septièmes séptimo séptimos",
    8: "eighth eighths achtel huitième huitièmes octavo octavos",
    9: "ninth ninths neuntel neuvième neuvièmes noveno novenos",
    10: "tenth tenths zehntel dixième dixièmes décimo décimos",
    11: "eleventh elevenths elftel onzième onzièmes",
    12: "twelfth twelfths zwölftel douzième douzièmes",
}
PARTS = {word: n for n, words in _PARTS.items() for word in words.split()}
_NUMBER = rf"(?:\d+|{'|'.join(sorted((*NUMBERS, 'once'), key=len, reverse=True))})"
_PART = rf"(?:{'|'.join(sorted(PARTS, key=len, reverse=True))})"
_FRACTION = re.compile(
    rf"(?<![\w.,^_/])(?:(?P<whole>{_NUMBER})\s+(?:and|und|et|y)\s+)?(?P<over>{_NUMBER}|(?<=\band )a)"
    rf"[\s-]+(?P<under>{_PART})(?!\w)",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"ein", "un"})
_ALONE = re.compile(
    rf"(?<![\w.^_])(?:{'|'.join(sorted(NUMBERS.keys() - _ARTICLES, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)
# `twenty-five`; of `twenty one half` nobody can tell whether that is half of 21.
_COMPOUND = re.compile(
    rf"(?<![\w.,^_-])(?P<tens>{'|'.join(_TENS)})[\s-](?P<one>{'|'.join(_ENGLISH.split()[1:10])})"
    rf"(?![\w-])(?!\s+{_PART}(?!\w))",
    re.IGNORECASE,
)
_ARTICLE = r"(?:an?\s+(?=[A-Za-z]{2}))?"  # `half a mole`, `three eighths of a litre`
_OF = re.compile(rf"(?<=\))\s+(?:times|of|mal|von)\s+{_ARTICLE}(?=\S)")
_HALF = re.compile(rf"\s*half\s+(?:of\s+)?{_ARTICLE}(?=\S)", re.IGNORECASE)
_SIGN = re.compile(r"\s*(?:minus|negative|neg\.|moins|menos|meno)\s+(?=[\w(])", re.IGNORECASE)

_REASON = re.compile(r"\s*(?:by|using|after|from|via|nach|mit|durch|par|d'après|por|según)\s+", re.IGNORECASE)
# What rules and steps are called: nothing of it says anything about the size of a value.
_SMALL = "the a an of and de la le et der die das dem den und y"
_LINKS = frozenset(_SMALL.split())
_NAMED = (
    "rule theorem lemma formula definition law method test chain product quotient power sum master bayes leibniz"
    " taylor cauchy fubini jensen gauss euler newton vieta pythagoras binomial integration differentiation parts"
    " substitution factoring factorization factorisation expanding expansion simplifying simplification rearranging"
    " l'hopital l'hôpital l'hospital kettenregel produktregel quotientenregel potenzregel summenregel satz regel"
    " formel ausmultiplizieren vereinfachen ausklammern faktorisieren umformen partieller induction induktion"
    " règle théorème formule dérivation chaîne parties récurrence développement regla teorema fórmula cadena partes"
    " inducción factorización simplificación"
)
_RULES = frozenset(_NAMED.split())
_CASES = frozenset({"case", "fall", "cas", "caso", "symmetry", "symmetrie", "symétrie", "simetría"})  # perhaps not all
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def in_signs(question: Question, field: Field, text: str) -> str | None:
    """Return a text with signs for its numbers in words, and without a reason behind a comma; None if nothing changes.

    Numbers are read in formulas and values alone: `two and three fifths` lists two members of a set.
    """
    if len(text) > LIMITS.max_text:
        return None
    is_value = not question.kind.is_solutions
    plain = _without_reason(text, _RULES | _CASES if is_value else _RULES)
    if question.kind.is_expression:
        plain = _with_digits(question, field, plain)
    return None if plain == text else plain


def _without_reason(text: str, rules: frozenset[str]) -> str:
    """Return a text without `, by the chain rule`: a comma, a word for a reason, what rules and steps are called."""
    depth = depths(text)
    comma = next((place for place, sign in enumerate(text) if sign == "," and not depth[place]), 0)
    begins = _REASON.match(text, comma + 1) if comma else None
    if begins is None:
        return text
    said = text[begins.end() :].rstrip(" .$)").casefold().replace("’", "'")
    words = _WORD.findall(said)
    known = all(word in rules or word in _LINKS for word in words) and not _LINKS.issuperset(words)
    rest = re.sub(r"\b(?:case|fall|cas|caso)\s+\d\b", "", said)
    return text[:comma] if known and not re.search(r"[^\s\w'-]|\d", rest) else text


def _with_digits(question: Question, field: Field, text: str) -> str:
    text = f"-{text[sign.end() :]}" if (sign := _SIGN.match(text)) else text
    if not field.names.symbols.keys().isdisjoint({*NUMBERS, *PARTS}) or (question.unit and "quart" in text):
        return text  # `six quarts` is a volume, `trois quarts` a fraction
    mixed = _FRACTION.fullmatch(text.strip()) if question.forms else None
    if mixed is not None and mixed["whole"]:  # `two and a third` has the form of `2 1/3`, not of `2 + 1/3`
        return f"{digits(mixed['whole'])} {digits(mixed['over'])}/{PARTS[mixed['under'].casefold()]}"
    done = _COMPOUND.sub(lambda match: str(NUMBERS[match["tens"].casefold()] + NUMBERS[match["one"].casefold()]), text)
    done = _with_product(_FRACTION.sub(_fraction, done))
    done = _ALONE.sub(lambda match: str(NUMBERS[match[0].casefold()]), done)
    if done == text or re.search(r"[\d)]\s+\d|\d\s+\(\d", done):
        return text  # `twenty one`, `3 two thirds`: nobody says what stands between them
    return done


def _with_product(text: str) -> str:
    """Return `(1/2) * ln x` for `(1/2) of ln x` and `half ln x`; of a sum nobody can tell where the half ends."""
    of = _HALF.match(text) or _OF.search(text)
    depth = depths(text)
    if of is None or any(sign in "+-−±" and not depth[place] for place, sign in enumerate(text) if place >= of.end()):
        return text
    return f"{text[: of.start()]}{'(1/2)' if of.re is _HALF else ''} * {text[of.end() :]}"


def _fraction(match: re.Match[str]) -> str:
    over, under = digits(match["over"]), PARTS[match["under"].casefold()]
    fraction = f"({over}/{under})"
    return f"({digits(match['whole'])} + {fraction})" if match["whole"] else fraction


def digits(word: str) -> str:
    """Return the digits of a number in words."""
    small = word.casefold()
    return small if small.isdigit() else str({"a": 1, "once": 11}.get(small) or NUMBERS[small])
