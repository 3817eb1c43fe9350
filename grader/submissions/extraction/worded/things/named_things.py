"""What a text names: the stems of its words, and its numbers and formulas as they are typed without blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grader.language.texts.opposites import stem
from grader.records import dataclass
from grader.submissions.extraction.words import phrases

_LETTER = r"(?<![^\W\d_])[^\W\d_²³½](?![^\W\d_])"
_PIECE = (
    r"(?:\\[A-Za-z]+|(?<![^\W\d_])(?:sqrt|log|ln|exp|sin|cos|tan)(?![^\W\d_])"
    rf"|{_LETTER}|(?>\d+(?:[.,]\d+)*)|[-+−*/^·×⋅(){{}}\[\]_√∞%°²³½!'’′])"
)
_NAMED = re.compile(
    rf"(?P<word>(?!(?:sqrt|log|ln|exp|sin|cos|tan)(?![^\W\d_]))[^\W\d_]{{2,}}(?:[-‐][^\W\d_]{{2,}})*)"
    rf"(?:['’]s?(?![^\W\d_]))?"
    rf"|(?P<formula>{_PIECE}(?:\s?{_PIECE})*)"
)
_ELIDED = re.compile(r"(?<![^\W_])(?:l|d|qu|n|s|j|c|un|dell|all|nell|dall|sull)['’](?=[^\W\d_])")
_INVERTED = re.compile(r"-(?:t-)?(?:elles?|ils?|on|ce)(?![^\W_])")  # `est-elle`
_SYMBOLS = {r"\cdot": "·", r"\times": "·", "×": "·", "⋅": "·", "*": "·", "−": "-", "√": "sqrt", r"\sqrt": "sqrt"}
_SYMBOL = re.compile(r"\\cdot(?![a-z])|\\times(?![a-z])|\\sqrt(?![a-z])|[×⋅*−√]")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]{1,40})\}\s*\{([^{}]{1,40})\}")
_CONTENT = re.compile(r"[^\W_]")
_BY_HOW_MUCH = re.compile(r"(?<![^\W_])(?:by|factor\s+of|faktor|um|facteur(?:\s+de)?|factor\s+de)\s\Z")
# Neutral words elsewhere that may tell one thing from another.
_TELLING_WORDS = (
    "first second gerade recta reta droite single cost costs number total function gradient limit whole dauer"
    " land end final complexity probability quantity algorithm algorithme algorithmus algoritmo method methode"
    " méthode metodo método area matrix scalar vector derivative integral suite series sum value desired interval"
    " product shape size"
)
_TELLING = frozenset(_TELLING_WORDS.split())
_MORE_QUIET = (
    "does did do was were will would shall should could can may might has had having been being if when whenever"
    " as than in at on to for from with under about between which what where how who whose or nor not no so too"
    " also same him her he she his hers them those ones im vom zum zur am ins aufs wie als oder ist sind war hat"
    " wird werden seine ihre ihr ihm ihn jene jener jenes dessen deren denen mit um über wenn falls ob celle celui"
    " celles ceux cet cette dans sur avec sous chez chaque que quand lorsque ou où sa ses leur leurs aux al lo las"
    " los del en con aquel aquella cual cuando su sus por para desde quello quella quelli quelle nel nella nello"
    " nei nelle sul sulla alla allo agli alle dal dalla nell per tra fra quando se na nos nas ao à pelo pela da"
    " dos das num numa aquele aquela dan bij met op uit die dat deze zijn haar hun wordt worden is are be by of"
    " the an its it their there here compare compared relative vs versus case quite rather clearly always then"
    " just only even much slightly little bit far viel etwas deutlich immer nur beaucoup toujours mucho siempre"
    " molto sempre muito veel"
)


@cache
def quiet_words() -> frozenset[str]:
    """Return the words that name nothing: articles, prepositions, pronouns, auxiliaries and what leads to an answer."""
    return (phrases.quiet() - _TELLING) | frozenset(_MORE_QUIET.split())


@dataclass(frozen=True)
class Named:
    """What a text names at a place: the stem of a word, or a formula."""

    what: str
    start: int
    is_formula: bool


def unelided(low: str) -> str:
    """Return a text in small letters with blanks for articles before a vowel and pronouns behind a verb."""
    blank = _ELIDED.sub(lambda match: " " * len(match[0]), low)
    return _INVERTED.sub(lambda match: " " * len(match[0]), blank)


def named_in(low: str, letters: frozenset[str] = frozenset()) -> Iterator[Named]:
    """Yield what a text in small letters names, in its order; single letters that are also words only where given."""
    for match in _NAMED.finditer(unelided(low)):
        if match["word"]:
            if match["word"] not in quiet_words():
                yield Named(stem_of(match["word"]), match.start(), is_formula=False)
        elif _BY_HOW_MUCH.search(match.string, 0, match.start()) is not None:
            continue
        elif (formula := plain(match["formula"])) and (formula not in _WORDS or formula in letters):
            yield Named(formula, match.start(), is_formula=True)


def names(low: str, letters: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what a text in small letters names."""
    return frozenset(one.what for one in named_in(low, letters))


def stem_of(word: str) -> str:
    """Return a word without its ending."""
    word = word.casefold()
    return stem(word.removesuffix("s") if len(word) > MIN_PLURAL and not word.endswith("ss") else word)


def plain(formula: str) -> str:
    """Return a formula without blanks and brackets around a name, its signs as typed; empty for signs alone."""
    if not _CONTENT.search(formula):
        return ""
    tight = _FRACTION.sub(r"\1/\2", formula)
    tight = _SYMBOL.sub(lambda match: _SYMBOLS[match[0]], tight).replace("{", "(").replace("}", ")")
    tight = re.sub(r"\\(?:left|right|,|;|!)(?![a-z])|\s|\\", "", tight)
    tight = re.sub(r"\((\w+)\)", r"\1", tight)
    tight = tight.strip("()[]") if tight.count("(") != tight.count(")") else tight
    return tight.strip("'’′!") if _CONTENT.search(tight) else ""


MIN_PLURAL = 3  # letters of a word that may have an ending of the plural
_WORDS = frozenset("aiouyeàèéó")  # words of one letter
