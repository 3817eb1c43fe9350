"""Whole numbers in words of seven languages, `vierundsechzig`, `dix mille`, `treinta y dos`, and fractions of them.

Only where a text begins with one, with at most a few words behind it, of which none is a number or a part: with digits
in its place it says the same. What is an article, too, `un`, is a number where the prompt asks how many.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from grader.marking.asked.words.counting import COUNTS, HOW_MUCH
from grader.marking.texts.numbers.said_in_words import PARTS

MAX_CHARACTERS = 120  # of a text that is looked into
MAX_WORDS = 8  # of a number
MAX_BEHIND = 3  # words behind it
_SMALL = {  # from zero on; what has a star may be another word: `once` is no eleven, and `null` may be none
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    "de": "*null ein|eins|eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
    " zeventien achttien negentien",
    "fr": "zéro|nul un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dixsept dixhuit dixneuf",
    "es": "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez *once doce trece catorce quince dieciséis"
    " diecisiete dieciocho diecinueve",
    "it": "zero un|uno|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
    " sedici diciassette diciotto diciannove",
    "pt": "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze"
    " dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
}
_TENS = {  # from twenty on
    "en": "twenty thirty forty|fourty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "fr": "vingt trente quarante cinquante soixante soixante quatrevingt|quatrevingts quatrevingt",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_HUNDRED = {"en": "hundred", "de": "hundert", "nl": "honderd", "fr": "cent", "it": "cento"}
_HUNDREDS = {
    "es": "cien|ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cem|cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
}
_THOUSAND = {
    **{"en": "thousand", "de": "tausend", "nl": "duizend", "fr": "mille", "es": "mil", "it": "mila|mille", "pt": "mil"},
}
_BEFORE_AND = frozenset({"hundred", "thousand", "million"})
_COINS = frozenset({"cent", "uncent"})  # a hundred in French, or a coin
_JOINERS = frozenset({"and", "und", "et", "y", "e"})
_ARTICLES = frozenset({"ein", "eine", "un", "une", "una", "um", "uma", "een", "nul"})
_MINUS = {
    **dict.fromkeys(("minus", "negative", "moins", "menos", "meno"), frozenset(_SMALL)),
    "min": frozenset({"nl"}),  # elsewhere a minimum
}
_PARTS = {
    2: "mezzo mezzi meio meios",
    3: "terzo terzi terço terços derde derden",
    4: "quarto quarti quartos kwart vierde vierden",
    5: "quinto quinti quintos vijfde vijfden",
    6: "sesto sesti sexto sextos zesde zesden",
    7: "settimo settimi sétimo sétimos zevende zevenden",
    8: "ottavo ottavi oitavo oitavos achtste achtsten",
    9: "nono noni nonos negende negenden",
    10: "decimo decimi décimo décimos tiende tienden",
    20: "vingtième vingtièmes zwanzigstel twentieths twentieth vigésimos vigésimo",
}
_UNDER = {word: n for n, words in _PARTS.items() for word in words.split()}
_GLUED_PARTS = {"dreiviertel": "3/4", "driekwart": "3/4"}
_WORDS = re.compile(r"[^\W\d_]+(?:[\s'’-]+[^\W\d_]+)*")
_COUNTS = re.compile(rf"(?i){COUNTS}|(?<!\w){HOW_MUCH}(?!\w)")


def with_digits(prompt: str, text: str, *, has_unit: bool) -> str | None:
    """Return a text with digits for the number in words that it begins with, None for a text without one.

    `has_unit`: a unit is asked for, `eine Sekunde`.
    """
    said = text.strip(" .!")
    if len(said) > MAX_CHARACTERS or _WORDS.fullmatch(said) is None:
        return None
    if (part := _GLUED_PARTS.get(said.casefold())) is not None:
        return part
    words = re.split(r"[\s-]+", said.casefold())
    if "".join(words) in _COINS:
        return None
    minus = _MINUS.get(words[0], frozenset())
    sign, words = ("-", words[1:]) if minus and len(words) > 1 else ("", words)
    for size in range(min(len(words), MAX_WORDS), max(len(words) - MAX_BEHIND, 1) - 1, -1):
        value = _value(tuple(words[:size]), minus or frozenset(_SMALL))
        if value is not None:
            is_article = size == 1 and words[0] in _ARTICLES and not (has_unit and words[1:])
            is_article = is_article and words[-1] not in _UNDER  # `un quarto`
            if is_article and words != ["nul"] and _COUNTS.search(prompt) is None:
                return None
            return _with_rest(f"{sign}{value}", words[size:], said)
    return None


def _with_rest(number: str, behind: list[str], text: str) -> str | None:
    """Return a number with what stands behind it as it was typed; None where that may be a part of the number."""
    if not behind:
        return number
    if behind[0] in _UNDER and len(behind) == 1:
        return f"({Fraction(int(number), _UNDER[behind[0]])})"
    if behind[0] in _JOINERS or _is_number(behind[0]):
        return None
    rest = re.split(r"[\s-]+", text)[-len(behind) :]
    return f"{number} {' '.join(rest)}"


def _is_number(word: str) -> bool:
    return word in _UNDER or word in PARTS or _value((word,), frozenset(_SMALL)) is not None


def _plain(word: str) -> str:
    """Return a word without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


def _value(words: tuple[str, ...], languages: frozenset[str]) -> int | None:
    """Return the number that words are, the same one in all languages that know them; None for none."""
    if any(word == "and" and before not in _BEFORE_AND for before, word in pairwise(words)):
        return None  # `twenty and five` may be two numbers
    inner = [word for place, word in enumerate(words) if not (word in _JOINERS and 0 < place < len(words) - 1)]
    plain = "".join(map(_plain, inner))
    found = {value for language in languages if (value := _in_language(plain, language)) is not None}
    return found.pop() if len(found) == 1 else None


def _in_language(plain: str, language: str) -> int | None:
    table = _below_thousand(language)
    if plain in table:
        return table[plain]
    for thousand in _THOUSAND[language].split("|"):
        above, sign, rest = plain.partition(thousand)
        if sign and (not above or above in table) and (not rest or rest in table):
            many = table[above] if above else 1
            return None if not many else 1000 * many + (table[rest] if rest else 0)
    return None


@cache
def _below_thousand(language: str) -> dict[str, int]:
    """Return the numbers below a thousand by their words, without blanks, joining words and accents."""
    found = dict(_below_hundred(language))
    small = {value: [word for word, one in found.items() if one == value] for value in range(1, 10)}
    for many in range(1, 10):
        for hundred in _hundreds(language, many, small[many]):
            found[hundred] = 100 * many
            found |= {hundred + word: 100 * many + rest for word, rest in _below_hundred(language).items() if rest}
            if language in {"de", "nl"}:
                joined = "und" if language == "de" else "en"
                found |= {f"{hundred}{joined}{word}": 100 * many + one for word, one in found.items() if 0 < one < 13}
    return found


def _hundreds(language: str, many: int, small: list[str]) -> Iterator[str]:
    if language in _HUNDREDS:
        yield from (_plain(word) for word in _HUNDREDS[language].split()[many - 1].split("|"))
        return
    hundred = _HUNDRED[language]
    yield from ([hundred] if many == 1 and language != "en" else [])
    yield from (f"{word}{hundred}" for word in small)
    if language == "fr":
        yield from (f"{word}cents" for word in small)


@cache
def _below_hundred(language: str) -> dict[str, int]:
    small = [[_plain(word) for word in words.split("|")] for words in _SMALL[language].split()]
    found = {word: value for value, words in enumerate(small) for word in words if not word.startswith("*")}
    for place, tens in enumerate(_TENS[language].split(), 2):
        for ten in map(_plain, tens.split("|")):
            if language == "fr" and place in {7, 9}:
                found |= {ten + word: 10 * (place - 1) + value for word, value in list(found.items()) if 9 < value < 20}
                continue
            found[ten] = 10 * place
            for value in range(1, 10):
                found |= {joined: 10 * place + value for one in small[value] for joined in _joined(language, ten, one)}
    return found


def _joined(language: str, ten: str, one: str) -> Iterator[str]:
    """Yield how tens and ones are written in one word, or beside each other."""
    if language == "de":
        yield f"{one}und{ten}"
    elif language == "nl":
        yield f"{one}en{ten}"
    else:
        yield f"{ten}{one}"
        if language == "it" and one[0] in "uo":
            yield f"{ten[:-1]}{one}"
        if language == "es" and ten == "veinte":
            yield f"veinti{one}"
