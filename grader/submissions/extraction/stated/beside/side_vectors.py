r"""Vectors and other properties that are said beside eigenvalues: `$1$ with eigenvector $(1, -1)$`, `trace $4$: …`.

A vector is no member of a set of numbers, and a trace that nobody asks for restricts none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.marking.asked.words.glossary import synonyms
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.beside.asides import is_noun, nouns_of_others
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked

_WITH = frozenset({"with", "mit", "avec", "con", "met", "com", "("})
_BETWEEN = frozenset({"and", "und", "et", "y", "e", "en", ",", ":"})
_BESIDE = frozenset(
    {"the", "a", "an", "corresponding", "associated", "respective", "as", "its", "dem", "den", "der", "zugehörigem"}
    | {
        "zugehörigen",
        "zugehöriger",
        "vecteur",
        "vecteurs",
        "les",
        "le",
        "el",
        "los",
        "la",
        "il",
        "gli",
        "vector",
        "vectores",
    }
)
_ARRAY = re.compile(
    r"\s*(?:\\left)?[(\[][^()\[\]]*,[^()\[\]]*(?:\\right)?[)\]](?:\^(?:\{?\\?[A-Za-z]+\}?))?\)?\s*"
    r"|\s*\\begin\{[pbB]?(?:small)?matrix\}.*\\end\{[pbB]?(?:small)?matrix\}\s*|\s*\\binom\s*\{[^{}]*\}\s*\{[^{}]*\}\s*",
    re.DOTALL,
)
_PROPERTIES = re.compile(
    rf"(?:(?>(?:(?:the|die|der|la|le|il|el)\s(?=[^\W\d_]{{2}}))?)(?P<noun>[^\W\d_]{{2,}})\s(?:(?:is|=|ist|vaut|es|è)\s)?{F}"
    r"\s*(?:[,;]\s*)?(?>(?:(?:and|und|et|y|e)\s(?=[^\W\d_]{2}|[:→⇒]))?))+[:→⇒]\s*"
)


def without_vectors(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence without the vectors beside eigenvalues, and without the properties that lead to these."""
    if not asked.question.kind.is_set or not asked.says("eigenvalue") or asked.says("eigenvector"):
        return whole
    lexemes: list[Lexeme] = []
    place = 0
    while place < len(whole.lexemes):
        stop = _behind_vectors(whole.lexemes, place) if lexemes else place
        lexemes += whole.lexemes[place : place + 1] if stop == place else ()
        place = max(stop, place + 1)
    whole = whole if len(lexemes) == len(whole.lexemes) else Clause(tuple(lexemes))
    named = Clause(tuple(part for one in whole.lexemes for part in _with_nouns(one)))
    lead = _PROPERTIES.match(named.skeleton)
    said = re.findall(rf"([^\W\d_]{{2,}})\s(?:(?:is|=|ist|vaut|es|è)\s)?{F}", lead[0]) if lead else []
    are_others = all(word in nouns_of_others() and not asked.says(word) for word in said)
    return named.from_place(lead.end() + 1) if lead and said and are_others else whole


def _with_nouns(one: Lexeme) -> tuple[Lexeme, ...]:
    """Return a formula that is a noun, or begins with one, with that as a word: `trace`, `Trace 4`."""
    match = _NOUN.fullmatch(one.text) if one.kind == "formula" and one.typed else None
    if match is None:
        return (one._replace(kind="word", text=one.text.casefold()),) if is_noun(one) else (one,)
    word = one._replace(kind="word", text=match["noun"].casefold(), raw=match["noun"], typed=False)
    return word, one._replace(text=match["value"], raw=match["value"])


_NOUN = re.compile(r"(?P<noun>[A-Za-z]{3,})\s+(?P<value>[-−]?\d[\d.,/]*)")


def _behind_vectors(lexemes: Sequence[Lexeme], place: int) -> int:
    """Return where `with eigenvectors $(1, -1)$ and $(1, 1)$` ends, the place itself where none begins there."""
    if lexemes[place].text not in _WITH or not any(one.kind == "formula" for one in lexemes[:place]):
        return place
    stop, count, at = place, 0, place + 1
    while at < len(lexemes):
        one = lexemes[at]
        if one.kind == "formula" and _is_array(one.text):
            count, stop = count + 1, at + 1
        elif one.kind == "formula" or not (one.text in _beside() or one.text in _BETWEEN):
            break
        at += 1
    is_closed = stop < len(lexemes) and lexemes[stop].text == ")"
    if lexemes[place].text == "(":
        return stop + 1 if count and is_closed else stop if count and lexemes[stop - 1].text.endswith("))") else place
    return stop if count else place


@cache
def _beside() -> frozenset[str]:
    return _BESIDE | synonyms("eigenvector")


def _is_array(text: str) -> bool:
    row = assignment(text)
    return _ARRAY.fullmatch(row.right if row else text) is not None
