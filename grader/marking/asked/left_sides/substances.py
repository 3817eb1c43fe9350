"""Amounts and masses of substances: `n(CO2) = 10 mol` where the moles of O2 are asked for, `M(Na)` of NaCl.

A formula of chemistry is known that stands in the part that asks, or is that of a substance that has a name there.
"""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.tables import rows
from grader.problems.question import Question

_HEADS = frozenset("nmMcVNw")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d{0,2})+[+-]?")
_BARE = re.compile(r"[\s${}_^\\·]|mathrm|text|ce(?=\{)")
_SET, _LOWERED = re.compile(r"\\(?:mathrm|text|ce)\s*(?=\{)"), re.compile(r"[_{}]")  # `\mathrm{CO_2}`
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁺⁻", "0123456789+-")
_NAMED = rows("words/substances")  # the names of a substance by its formula


def is_other_substance(question: Question, name: Name) -> bool:
    """Whether a name is an amount of a substance that the part that asks does not name."""
    said = _BARE.sub("", name.at).translate(_SUBSCRIPTS)
    if name.of not in _HEADS or _FORMULA.fullmatch(said) is None:
        return False
    asking = _SET.sub(" ", parts.asking_part(question.lead, question.prompt)).translate(_SUBSCRIPTS)
    asking = _BARE.sub(" ", _LOWERED.sub("", asking))
    asking = re.sub(r"\([^()]*(?:->|→|\d\.\d)[^()]*\)", " ", asking)
    asking = _ELEMENTS.sub(" ", " ".join(asking.split()))
    if (counted := _COUNTED.search(asking)) is not None and _FORMULA.fullmatch(counted["formula"]):
        return counted["formula"] != said  # of N2 in `how many moles of H2 react with 4 mol of N2`
    if re.search(rf"(?<![A-Za-z\d]){re.escape(said)}(?![A-Za-z\d])", asking) is not None:
        return False
    told = parts.prompts(question).casefold()
    if any(one.replace("_", " ") in told for one in _NAMED.get(said, ())):
        return False
    others = {one.replace("_", " ") for formula, named in _NAMED.items() if formula != said for one in named}
    is_named = any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", told) for one in others)
    return is_named or _COMPOUND.search(asking) is not None


_COUNTED = re.compile(
    r"(?:[Hh]ow\s+m(?:any|uch)|[Ww]ie\s?viele?|[Cc]ombien|[Cc]u[aá]nt[oa]s?|[Qq]uant[iaeo])\s+(?:[^\W\d_]+\s+){1,2}?"
    r"(?:(?:of|de|von|di)\s+|d['’])?(?P<formula>(?:[A-Z][a-z]?\d{0,2}){1,8}[+-]?)(?![\w+-])"
)
_COMPOUND = re.compile(r"(?<!\w)(?=[A-Za-z]*\d|[A-Z][a-z]?[A-Z][a-z]?(?!\w))(?:[A-Z][a-z]?\d*)+(?!\w)")


_ELEMENT_MASS = r"[A-Z][a-z]?[ =:]{1,3}\d+(?:\.\d+)?"
_ELEMENTS = re.compile(rf"\( ?{_ELEMENT_MASS}(?:[,;] ?{_ELEMENT_MASS})*\)")  # `(Ca 40, C 12, O 16)`
_NAME = re.compile(r"[\s$]*(?:[mM]_\{?)?(?P<formula>(?:[A-Z][a-z]?(?:_?\{?\d{1,2}\}?)?){1,6})\}?[\s$]*")


def is_part_of_compound(question: Question, left: str) -> bool:
    """Whether a left side is made of elements to which a prompt gives masses, and is no substance that it asks of."""
    told = " ".join(parts.prompts(question).replace("$", "").split())
    listed, match = _ELEMENTS.search(told), _NAME.fullmatch(left.translate(_SUBSCRIPTS))
    if listed is None or match is None or len(question.fields) > 1:
        return False
    known, said = set(_ELEMENT.findall(listed[0])), _LOWERED.sub("", match["formula"])
    asked = _COMPOUND.findall(_ELEMENTS.sub(" ", told.translate(_SUBSCRIPTS)))
    return set(_ELEMENT.findall(said)) <= known and bool(asked) and said not in asked


_ELEMENT = re.compile("[A-Z][a-z]?")


def is_other_amount(question: Question, name: Name) -> bool:
    """Whether a letter is the usual one of another quantity of a substance than is asked for: `n = 9 g` of a mass."""
    told, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    if name.of not in _LETTERS or _MOLES.search(told) is None:
        return False
    phrase = _OF_WHAT.sub(" ", asking)
    asked = {letter for letter, words in _LETTERS.items() if words.search(phrase) is not None}
    return len(asked) == 1 and name.of not in asked


_OF_WHAT = re.compile(
    r"(?i)(?<!\w)(?:of|in|are|aus|von|sind|de|dans|en|con|with|mit|if|when)(?!\w)(?:[^.?!]|\.(?=\d))*|\([^()]*\)"
)
_MOLES = re.compile(r"(?i)(?<![^\W\d_])mol(?:es?|ar\w*|en|ek\w*|i)?(?![^\W\d_])|stoffmenge")
_LETTERS = {
    "n": re.compile(r"(?i)(?<!\w)mol(?:es?|i|en)?(?!\w)|stoffmenge|amount\s+of\s+substance|quantité\s+de\s+matière"),
    "m": re.compile(
        r"(?i)(?<!molar\s)(?<!molecular\s)(?<!\w)mass[ea]?(?!\w)(?!\s+(?:mola|%|fraction))|(?<!\w)masa(?!\s+mola)|(?<!\w)grams?(?!\w)"
    ),
    "M": re.compile(r"(?i)mola\w*\s+mass|molmasse|mass[ea]?\s+mola|masa\s+mola|molecular\s+mass"),
    "V": re.compile(r"(?i)(?<!\w)volum"),
    "c": re.compile(r"(?i)concentra|konzentration|molarit"),
}
