"""Terms of sequences that words ask for, `the fifth term`, and left sides with another index: `a_6 = 19`."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question

_ORDINALS = (
    "first erste premier primer primo",
    "second zweite deuxième segundo secondo",
    "third dritte troisième tercer terzo",
    "fourth vierte quatrième cuarto quarto",
    "fifth fünfte cinquième quinto",
    "sixth sechste sixième sexto sesto",
    "seventh siebte septième séptimo settimo",
    "eighth achte huitième octavo ottavo",
    "ninth neunte neuvième noveno nono",
    "tenth zehnte dixième décimo decimo",
)
_NUMBERS = {word: place for place, words in enumerate(_ORDINALS, 1) for word in words.split()}
_TERM = re.compile(
    rf"(?i)(?<!\w)(?:(?P<digits>\d{{1,4}})(?:st|nd|rd|th|\.|e|er|ème|º|°)|(?P<word>{'|'.join(_NUMBERS)})s?)\s+"
    r"(?:term|member|(?:folgen)?glied|terme|término|termine)(?![^\W\d_])(?!\s+(?:is\s+|of\s+|ist\s+|=\s*)?\$?[-−]?\d)"
)
_INDEXED = re.compile(r"(?P<of>[A-Za-z])(?:_\{?|(?=\d))(?P<index>\d{1,4})\}?")
_NUMBER = re.compile(r"\d{1,4}")
_SUM = re.compile(r"(?i)(?<![^\W\d_])(?:sum|summe|somme|suma|somma)|(?<![A-Za-z])S_")


def is_other_term(question: Question, left: str) -> bool:
    """Whether a left side is a term of a sequence, or a sum of them, and words ask for another term.

    An index that counts from 0 is one less than the place of its term.
    """
    if question.kind.is_one_number != "always" or len(question.fields) > 1:
        return False
    asked = _terms(parts.asking_part(question.lead, question.prompt))
    name = name_of(left) if len(asked) == 1 else None
    if name is None or name.above or name.kind == "derivative":
        return False
    match = _INDEXED.fullmatch(name.of)
    index = name.at if name.kind == "call" and _NUMBER.fullmatch(name.at) else match["index"] if match else ""
    if not index or (name.kind == "call" and len(name.of) > 1):
        return False
    (place,) = asked
    is_sum = name.of[0] == "S" and _SUM.search(parts.prompts(question)) is None
    return is_sum or int(index) not in {place, place - 1}


@lru_cache(maxsize=parts.KEPT)
def _terms(asking: str) -> frozenset[int]:
    """Return the places of the terms that a part asks for."""
    return frozenset(
        int(match["digits"]) if match["digits"] else _NUMBERS[match["word"].casefold()]
        for match in _TERM.finditer(asking)
    )
