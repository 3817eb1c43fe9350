"""How many, as prompts say it in words or signs: `at least two` is `≥ 2`, `genau zweimal` is `= 2`, `none` is `= 0`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

KEPT = 2_000  # texts of which it is kept what they say
Relation = tuple[str, Fraction | None]  # a sign and a number; None for `all`, whose number nobody says
_WORDS = (
    "zero null zéro cero nul",
    "one once ein eine einen einer einem eins einmal un une uno una um uma een één",
    "two twice zwei zweimal deux dos due dois duas twee tweemaal",
    "three thrice drei dreimal trois tres tre três drie driemaal",
    "four vier viermal quatre cuatro quattro quatro",
    "five fünf fünfmal cinq cinco cinque vijf",
    "six sechs sechsmal seis sei zes",
    "seven sieben siebenmal sept siete sette sete zeven",
    "eight acht achtmal huit ocho otto oito",
    "nine neun neunmal neuf nueve nove negen",
    "ten zehn zehnmal dix diez dieci dez tien",
)
_NUMBERS = {word: Fraction(number) for number, row in enumerate(_WORDS) for word in row.split()}
# These count behind a relation.
_ARTICLES = frozenset(("ein", "eine", "einen", "einer", "einem", "un", "une", "uno", "una", "um", "uma", "een"))
_BEFORE = (
    (
        "≤",
        r"no\s+more\s+than|not\s+more\s+than|nicht\s+mehr\s+als|at\s+most|höchstens|maximal|au\s+plus|como\s+máximo|a\s+lo\s+sumo"
        r"|al\s+massimo|al\s+più|hoogstens|no\s+máximo|≤|<=|\\leq?(?![a-z])",
    ),
    (
        "≥",
        r"at\s+least|no\s+(?:less|fewer)\s+than|nicht\s+weniger\s+als|mindestens|mind\.|wenigstens|au\s+moins|al\s+menos"
        r"|por\s+lo\s+menos|almeno|minstens|pelo\s+menos|ao\s+menos|≥|>=|\\geq?(?![a-z])",
    ),
    ("≠", r"not|nicht|no\s+es|non\s+è|different\s+from|≠|!=|\\neq?(?![a-z])"),
    (
        ">",
        r"(?:more|greater|larger|higher|bigger|longer|heavier|taller)\s+than|exceeds?|above|over|mehr\s+als|größer\s+als"
        r"|über|plus\s+(?:grande?\s+)?(?:de|que)|supérieure?\s+à|más\s+de|mayor\s+(?:de|que)|più\s+di|maggiore\s+di|meer\s+dan"
        r"|groter\s+dan|mais\s+de|maior\s+(?:do\s+)?que|>",
    ),
    (
        "<",
        r"(?:less|fewer|smaller|lower|shorter|lighter)\s+than|below|under|weniger\s+als|kleiner\s+als|unter|moins\s+de"
        r"|inférieure?\s+à|menos\s+de|menor\s+(?:de|que)|meno\s+di|minore\s+di|minder\s+dan|kleiner\s+dan|<",
    ),
    (
        "=",
        r"exactly|precisely|genau|exactement|exactamente|esattamente|precies|exatamente|=|is|equals|equal\s+to|ist|gleich|est"
        r"|égale?\s+à|es|igual\s+a|è|uguale\s+a|é",
    ),
)
_BEHIND = (
    ("≥", r"or\s+more|or\s+(?:greater|higher|larger)|oder\s+mehr|ou\s+(?:plus|mais)|o\s+más|o\s+più|of\s+meer"),
    ("≤", r"or\s+(?:less|fewer|smaller|lower)|oder\s+weniger|ou\s+(?:moins|menos)|o\s+menos|o\s+meno|of\s+minder"),
)
_NUMBER = rf"[-−]?\d+(?:[.,]\d+)?(?:/[1-9]\d*)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_BEFORE_NUMBER = "|".join(f"(?P<{name}>{words})" for name, (_, words) in zip("abcdef", _BEFORE, strict=True))
_BEHIND_NUMBER = "|".join(f"(?P<{name}>{words})" for name, (_, words) in zip("gh", _BEHIND, strict=True))
_SAID = re.compile(
    rf"(?:(?:{_BEFORE_NUMBER})[\s$·]*)?(?<![\w.,^_]|(?<=\d)[-−])(?P<number>{_NUMBER})(?![^\W\d_])(?!\s*[%€])"
    rf"(?:[\s$·]*(?:[^\W\d_]+\s+)?(?:{_BEHIND_NUMBER})(?!\w))?"
)
_JOINED = re.compile(r"\s*,\s*(?:or\s+)?|\s+(?:or|oder|ou|o|of)\s+")
_ONE = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_ALTERNATIVES = re.compile(rf"{_ONE}(?:(?:{_JOINED.pattern}){_ONE}){{1,9}}(?![\w.,]|\s+(?:or|oder|ou|o|of)(?!\w))")
_WHOLE = (
    (
        ("=", Fraction(0)),
        r"none|no|kein\w*|aucune?|ningún|ningun[oa]|nessun[oa]?|nenhuma?|geen|never|nie|jamais|nunca|mai",
    ),
    (("=", Fraction(2)), r"both|beide[nr]?|(?:les|tous\s+les|toutes\s+les)\s+deux|amb[oa]s|entramb[ie]|allebei"),
    (("=", None), r"all|alle[nr]?|every|each|tou(?:te)?s|tod[oa]s|tutt[ie]"),
)
_WHOLES = [(said, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for said, words in _WHOLE]


@lru_cache(maxsize=KEPT)
def relations_said(text: str) -> frozenset[Relation]:
    """Return the numbers of a text in small letters, each with its relation; articles count only behind one."""
    found: set[Relation] = set()
    for match in _SAID.finditer(text):
        sign = next((sign for name, (sign, _) in zip("abcdef", _BEFORE, strict=True) if match[name]), "")
        sign = next((own for name, (own, _) in zip("gh", _BEHIND, strict=True) if match[name]), sign)
        if not sign and match["number"] in _ARTICLES:
            continue
        found.add((sign or "=", number_of(match["number"])))
    return frozenset(found | {said for said, pattern in _WHOLES if pattern.search(text)})


@lru_cache(maxsize=KEPT)
def relations_counted(text: str) -> frozenset[Relation]:
    """Return the numbers of a text in small letters that count: `exactly twice` of `exactly twice in three throws`.

    Beside a number with a relation in words, or so many times, a bare one says of how many.
    """
    matches = [match for match in _SAID.finditer(text) if _COUNTS.match(match[0]) is not None]
    counted = frozenset(one for match in matches for one in relations_said(match[0]))
    whole = frozenset(one for one in counted if one[1] is not None and one[1].denominator == 1)
    return whole | (relations_said(_SAID.sub(" ", text)) if whole else relations_said(text))


_COUNTS = re.compile(
    r"(?!(?:=|is|ist|est|es|è|é|not|nicht)(?!\w))(?:[^\W\d_]|[≤≥<>]).*\s|(?:once|twice|thrice|(?:ein|zwei|drei|vier|fünf|sechs"
    r"|sieben|acht|neun)mal|tweemaal|driemaal)(?!\w)|.*\s(?:or|oder|ou|o|of)\s"
)


def words_without_relations(text: str) -> str:
    """Return a text in small letters without the numbers that it says, and the words of their relations."""
    return _SAID.sub(" ", text)


def from_zero_at_most(text: str) -> str:
    """Return a text that begins with all numbers from 0 to one as `at most` that one: `0 or 1`."""
    found = _ALTERNATIVES.match(text)
    numbers = sorted(map(number_of, _JOINED.split(found[0]))) if found is not None else []
    if found is None or numbers != list(range(len(numbers))):
        return text
    return f"at most {numbers[-1]}{text[found.end() :]}"


def number_of(text: str) -> Fraction:
    """Return the number that digits or a word are."""
    if text in _NUMBERS:
        return _NUMBERS[text]
    return Fraction(text.replace("−", "-").replace(",", "."))


def agree(one: Relation, other: Relation, *, is_continuous: bool) -> bool:
    """Whether two relations are the same, of a whole number where it is not said that the values are continuous."""
    (sign, number), (sign_2, number_2) = one, other
    if number is None or number_2 is None:
        return sign == sign_2
    if is_continuous:
        return number == number_2 and _LOOSE.get(sign, sign) == _LOOSE.get(sign_2, sign_2)
    return _whole(sign, number) == _whole(sign_2, number_2)


_LOOSE = {"≥": ">", "≤": "<"}


def _whole(sign: str, number: Fraction) -> Relation:
    if sign == "≠" and not number:
        return "≥", Fraction(1)  # of a count
    if sign == "≤" and not number:
        return "=", number
    if sign in {">", "<"} and number.denominator == 1:
        return ("≥", number + 1) if sign == ">" else _whole("≤", number - 1)
    return sign, number
