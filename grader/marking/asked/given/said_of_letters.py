r"""What a prompt says of the letters that a problem declares: `for $x > 0$`, `even H and W`, `n is divisible by 3`.

Each is a condition in the language of problems, `n mod 2 = 0`. Of a letter of which a prompt says two things that may
exclude each other, as of cases, nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

KEPT = 2_000  # prompts of which it is kept what they say
MAX_CHARACTERS = 2_000  # of a prompt that is looked into
_LETTER = r"\$?\\?[^\W\d_](?:_\{?\w\}?)?\$?(?![^\W_])"
_LETTERS = rf"(?<![\w\\$])(?P<letters>{_LETTER}(?:\s*(?:,|&|and|und|et|y|e|en|or|oder|ou|o)\s*{_LETTER}){{0,4}})"
_NUMBERS = (
    r"(?:(?:real|reelle\w*|réels?|reales?|whole|ganze\w*|natural|natürliche\w*|entiers?|enter[oa]s?)\s+)?"
    r"(?:(?:integers?|numbers?|zahl(?:en)?|nombres?|números?|numeri?o?|getal(?:len)?|values?|sizes?|width|height)\s+)?"
)
_IS = (
    r"\s*,?\s*(?:(?:which|that|die|das|qui|que|che)\s+)?"
    r"(?:(?:is|are|be|ist|sind|sei(?:en)?|est|sont|es|son|è|sono|both|beide)\s+){0,2}(?:an?\s+|eine?\s+|un\s+)?"
)
# What a word says of a letter, in the language of problems.
_WORDS = (
    (r"even|gerade[rsnm]?|pairs?|paires?|pares|pari|par", "{0} mod 2 = 0"),
    (r"odd|ungerade[rsnm]?|impairs?|impaires?|impares|impar|dispari|oneven", "{0} mod 2 = 1"),
    (r"non-?negative|nicht-?negative?[rsnm]?|nichtnegative?[rsnm]?", "{0} >= 0"),
    (r"(?:strictly\s+)?positive?[rsnm]?|positif(?:s|ve)?|positives|positiv[oai]s?", "{0} > 0"),
    (r"negative?[rsnm]?|négatif(?:s|ve)?|négatives|negativ[oai]s?", "{0} < 0"),
    (r"non-?zero|nonzero|nicht\s+null|non\s+nuls?|no\s+nul[oa]s?", "{0} != 0"),
    (
        r"powers?\s+of\s+(?:two|2|\$2\$)|zweierpotenz(?:en)?|puissances?\s+de\s+(?:2|deux)|potencias?\s+de\s+(?:2|dos)",
        _POWER := "log({0}, 2) = floor(log({0}, 2))",
    ),
)
_SAID = tuple(
    (
        re.compile(rf"(?i)(?<![\w-])(?:{words})(?![\w-])"),
        condition,
        (
            re.compile(rf"(?i)(?<![\w-])(?<!not\s)(?:{words})\s+{_NUMBERS}{_LETTERS}"),
            re.compile(rf"(?i){_LETTERS}{_IS}(?:{words})(?![\w-])(?!\s+(?:[^\W\d_]{{3,}}\s+)?(?:of|von|de|per)\s)"),
        ),
    )
    for words, condition in _WORDS
)
_DIVISIBLE = re.compile(
    rf"(?i){_LETTERS}{_IS}(?:divisible\s+(?:by|par|por)|(?:a\s+)?multiples?\s+(?:of|de)|múltiplos?\s+de|(?P<durch>durch)|vielfaches\s+von)"
    r"\s+\$?(?P<number>\d{1,3})\$?(?(durch)\s+teilbar)(?!\w)"
)
_TWICE = re.compile(rf"{_LETTERS}\s*=\s*(?P<number>[2-9])\s*[a-z]\$?(?![^\W_])(?!\s*[-+*/^])")
_RAISED = re.compile(rf"{_LETTERS}\s*=\s*2\s*\^\s*\{{?\s*[a-z]\s*\}}?\$?(?!\s*[-+*/^\w])")
_SIGN = r"\s*(?P<sign>[<>]=?|[≤≥≠]|!=|\\(?:leq?|geq?|lt|gt|neq?)(?![A-Za-z]))\s*"
_LIMIT = r"(?P<limit>[-−]?\d{1,6}(?:\.\d{1,6})?)(?![\w.^*/+(-])(?!\s*[-+*/^<>≤≥])"
_COMPARED = re.compile(rf"(?<!\d\s<\s)(?<!\d<)(?<!\d\s≤\s)(?<!\d≤){_LETTERS}{_SIGN}{_LIMIT}")
_BELOW = r"(?:<=?|≤|\\leq?(?![A-Za-z])|\\lt(?![A-Za-z]))"
_BETWEEN = re.compile(
    rf"(?<![\w.^*/+-])(?P<low>[-−]?\d{{1,6}}(?:\.\d{{1,6}})?)\s*(?P<one>{_BELOW})\s*(?P<letters>\\?[^\W\d_](?:_\{{?\w\}}?)?)\s*(?P<two>{_BELOW})"
    r"\s*(?P<high>[-−]?\d{1,6}(?:\.\d{1,6})?)(?![\w.^*/+(-])"
)
_ONE = re.compile(r"\\?[^\W\d_](?:_\{?\w\}?)?(?![^\W_])")
_JOINS = re.compile(r"(?<![\w\\$])(?:and|und|et|en|or|oder|ou|[yeo](?=\s+[$\\]))(?![\w$])")
_CASES = re.compile(r"\\begin\{cases\}|(?i:(?<!\w)(?:otherwise|sonst|sinon|without\s+assum\w*|not\s+assum\w*)(?!\w))")


def said_of(lead: str, prompt: str, letters: Collection[str]) -> list[str]:
    """Return the conditions that a prompt puts on letters; none of those of which it says several."""
    found: dict[str, set[str]] = {}
    for letter, condition in _conditions(f"{lead} {prompt}"):
        found.setdefault(letter, set()).add(condition)
    return [said for one, conditions in found.items() if one in letters and len(conditions) == 1 for said in conditions]


@lru_cache(maxsize=KEPT)
def _conditions(said: str) -> tuple[tuple[str, str], ...]:
    """Return each letter with what is said of it."""
    if len(said) > MAX_CHARACTERS or _CASES.search(said) is not None:
        return ()
    return tuple(_in_words(said)) + tuple(_in_formulas(said))


def _in_words(said: str) -> Iterator[tuple[str, str]]:
    for word, condition, patterns in _SAID:
        for pattern in patterns if word.search(said) is not None else ():
            for match in pattern.finditer(said):
                yield from ((one, condition.format(one)) for one in _each(match["letters"]))
    for pattern in (_DIVISIBLE, _TWICE):
        for match in pattern.finditer(said):
            yield from ((one, f"{one} mod {match['number']} = 0") for one in _each(match["letters"]))
    for match in _RAISED.finditer(said):
        yield from ((one, _POWER.format(one)) for one in _each(match["letters"]))


def _in_formulas(said: str) -> Iterator[tuple[str, str]]:
    for match in _COMPARED.finditer(said):
        yield from ((one, f"{one} {match['sign']} {match['limit']}") for one in _each(match["letters"]))
    for match in _BETWEEN.finditer(said):
        one = match["letters"]
        yield one, f"{match['low']} {match['one']} {one} {match['two']} {match['high']}"


def _each(letters: str) -> list[str]:
    """Return the letters of a list of them."""
    return _ONE.findall(_JOINS.sub(",", letters))
