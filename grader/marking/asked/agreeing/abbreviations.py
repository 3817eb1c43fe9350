"""Abbreviations in capital letters: `PPV` are the firsts of `positive predictive value`, `NPV` may be anything else."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.tables import rows
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.asked.words.quantities import same_quantity
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which firsts they have
_USUAL = rows("words/abbreviations")  # the words, joined by `_`, that an abbreviation of any language usually is for
_SHORT = re.compile(r"[A-Z]{3,5}")
_BEGINS = re.compile(r"\W*((?:[^\W\d_]+\s+){1,3}?)(?:of|von|de|di|für|for)\s")  # `Present value of 1210?`
_CAPITALS = re.compile(r"(?!\w*[XYZ])[A-Z]{2,4}")  # no `EX` of a variable
_TWO = re.compile(r"[A-Z]{2}")
_TRADE = re.compile(
    r"(?i)(?<!\w)cost|kosten|coût|coste|custo|revenue|erlös|umsatz|recette|ingreso|ricav|receita|demand|nachfrage"
)
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = "of the a an de du des der die das la le les el del di il lo do da van het et and und"
_JOINS = frozenset(_JOINED.split())


def is_other_abbreviation(question: Question, left: str) -> bool:
    """Whether a left side is an abbreviation that the prompt does not write, and no firsts of its words."""
    name = name_of(left)
    if name is None or name.kind == "derivative":
        return False
    if _CAPITALS.fullmatch(name.of) is not None and _is_near_firsts(question, name.of):
        return True
    said = f"{question.title} {question.lead} {question.prompt}"
    is_known = _TWO.fullmatch(name.of) is not None and name.of.casefold() in _USUAL
    if not (is_known and _TRADE.search(said)) and _SHORT.fullmatch(name.of) is None:
        return False
    is_written = re.search(rf"(?<![A-Za-z]){name.of}(?![A-Za-z])", said) is not None
    if (
        is_written
        or (not is_known and name.of.casefold() in said.casefold())
        or any(name.of in one.symbol for one in question.fields.values())
    ):
        return False
    if all(re.search(rf"(?<![A-Za-z]){one}(?![a-z])", said) for one in name.of):
        return False  # points, or factors
    short = name.of.casefold()
    same = synonyms(short) | same_quantity(short)
    if any(one in said.casefold() for one in same):
        return False  # `HCF` of `gcd`
    asking = asking_words(question.lead, question.prompt) if short in _USUAL else ""
    if any(one.replace("_", " ") in asking for one in _USUAL.get(short, ())):
        return False  # `VPP` of a positive predictive value
    return short not in _firsts(question.lead, question.prompt)


def _is_near_firsts(question: Question, short: str) -> bool:
    """Whether the words that are asked for have one other first than an abbreviation: `FV` of a present value."""
    asking = asking_words(question.lead, question.prompt)
    words, begins = _WORD.findall(asking), _BEGINS.match(asking)
    phrase = phrase_asked(question.lead, question.prompt) | frozenset(begins[1].split() if begins is not None else ())
    runs = [words[place : place + len(short)] for place in range(len(words) - len(short) + 1)]
    firsts = ["".join(word[0] for word in run).upper() for run in runs if phrase.issuperset(run)]
    # `CB` is the side `BC` that the prompt writes.
    is_written = re.search(rf"(?<![A-Za-z])(?:{short}|{short[::-1]})(?![A-Za-z])", question.prompt) is not None
    return not is_written and short not in firsts and any(_are_near(short, one) for one in firsts)


def _are_near(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


@lru_cache(maxsize=KEPT)
def _firsts(lead: str, prompt: str) -> str:
    """Return the first letters of the words that ask, with and without those that join others."""
    words = _WORD.findall(asking_words(lead, prompt))
    return f"{''.join(word[0] for word in words)} {''.join(word[0] for word in words if word not in _JOINS)}"
