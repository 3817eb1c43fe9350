r"""Ranges in words: `the integers from -2 to 2`, `all real numbers greater than 4`.

An interval of confidence, `10 ± 1.96`, `from 8.04 to 11.96`, has the ends that are expected; with brackets of the other
kind nobody can tell whether they are meant, and of any other interval that goes from one number to another.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor

from grader.language.tree import Array, Interval, Node, SetOf, Tup
from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.numbers.settled_commas import value_of
from grader.marking.texts.sets.compared_in_words import with_comparisons
from grader.problems.declared.tree_kinds import holds_ranges
from grader.problems.question import Field, Question

MAX_CHARACTERS = 160  # of a text that is looked into
MAX_LISTED = 100  # whole numbers that a range stands for
_NUMBER = r"[-−]?\s?\d{1,9}(?:[.,]\d{1,9}|\s?/\s?\d{1,9})?"
_LOW, _HIGH = rf"\$?\s*(?P<low>{_NUMBER})\s*\$?", rf"\$?\s*(?P<high>{_NUMBER})\s*\$?"
_ALL = r"(?:(?:all|every|any|the|alle|die|den|tous|les|todos|los|tutti|gli|i|todas|as)\s+){0,2}"
_WHOLE = (
    r"(?:integers?|integer\s+(?:numbers?|values?)|whole\s+numbers?|ganzen?\s+zahlen|entiers|nombres\s+entiers|(?:números\s+)?enteros"
    r"|(?:numeri\s+)?interi|(?:números\s+)?inteiros|gehele\s+getallen)"
)
_WITH_ENDS = r"(?:,?\s*\(?(?:inclusive|included|both\s+included|einschließlich|inklusive|inclus|incluidos|inclusi)\)?)?"
_FROM = re.compile(
    rf"\s*(?P<whole>{_ALL}{_WHOLE}\s+)?(?:(?P<from>from|von|de|da|van|desde)\s+)?{_LOW}\s*"
    rf"(?:(?<=[\s\d$])(?:to|through|bis|à|hasta|até|tot|al?)\s)\s*{_HIGH}{_WITH_ENDS}[\s.]*",
    re.IGNORECASE,
)
_BOUNDS = rf"{_LOW}\s*(?P<first><=?|≤|\\leq?)\s*\$?(?P<letter>[a-z])\$?\s*(?P<second><=?|≤|\\leq?)\s*{_HIGH}"
_IN_WHOLE = r"(?:∈|\\in|in)\s*\$?\s*(?:ℤ|Z|\\mathbb\s*\{?\s*Z\s*\}?)\$?"
_IS_WHOLE = (
    rf"\$?[a-z]\$?\s*(?:(?:is|ist|est|es)\s+)?(?:an?\s+)?"
    rf"(?:{_WHOLE}|ganz(?:zahlig)?|entier|entero|intero|whole|{_IN_WHOLE})"
)
_BETWEEN = re.compile(
    rf"\s*(?:{_IS_WHOLE}\s*[,;:]\s*(?:with\s+)?)?{_BOUNDS}"
    rf"(?:\s*[,;(]\s*(?:(?:with|and|where)\s+)?{_IS_WHOLE}\s*\)?|\s+(?:with|and|for|where)\s+{_IS_WHOLE})?[\s.]*",
    re.IGNORECASE,
)
_ASKS_WHOLE = re.compile(rf"(?<!\w){_WHOLE}(?!\w)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\s*(?:(?:all|every|any|the|alle|die|tous\s+les|todos\s+los|tutti\s+i)\s+)?"
    r"(?:(?:real|reellen?)\s+)?(?:numbers?|reals?|values?|zahlen|nombres|números|numeri)\s+"
    r"(?:réels\s+|reales\s+|reali\s+)?(?:(?:that|which)\s+(?:are|is)\s+)?(?P<rest>(?:strictly\s+)?[^\W\d_]{2,}.*|[<>≤≥].*)",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"(?i)(?:confidence|prediction|credible)\s+interval|(?:konfidenz|vertrauens|prognose)\w*interval|intervalle\s+de\s+confiance"
    r"|intervalo\s+de\s+confian[zç]a|intervallo\s+di\s+confidenza|betrouwbaarheidsinterval"
)
_SPREAD = re.compile(rf"\s*\$?\s*(?P<middle>{_NUMBER})\s*(?:±|\\pm|\+/-)\s*(?P<by>{_NUMBER})\s*\$?[\s.]*")
_DASHED = re.compile(
    r"\s*\$?\s*(?P<low>\d{1,9}(?:\.\d{1,9})?)\s*[-–—]{1,2}\s*(?P<high>\d{1,9}(?:\.\d{1,9})?)\s*\$?[\s.]*"
)
_BRACKETS = re.compile(rf"\s*\$?\s*[(\[\]]\s*(?P<low>{_NUMBER})\s*[,;]\s*(?P<high>{_NUMBER})\s*[)\[\]]\s*\$?[\s.]*")


_OF_LETTER = re.compile(
    rf"\s*{_LOW}\s*(?:<=?|≤|\\leq?)\s*\$?\s*(?:[^\W\d_]|\\[a-z]{{2,6}})\s*\$?\s*(?:<=?|≤|\\leq?)\s*{_HIGH}[\s.]*"
)


def plainly(question: Question, field: Field, text: str) -> str:
    """Return a range in words as a set in signs; the text where it may be another one."""
    if not question.kind.is_set or len(text) > MAX_CHARACTERS:
        return text
    is_whole = bool(question.accepted) and all(isinstance(one, SetOf) for one in question.accepted)
    if is_whole:
        return _listed(question, text) or text
    if (found := _FROM.fullmatch(text)) is not None and not found["whole"]:
        ends = _ends(question)
        if ends is not None and _is_of_confidence(question):
            return _interval(found["low"], found["high"], closed=ends)
    found = _COMPARED.fullmatch(text)
    if found is None or not any(map(holds_ranges, question.accepted)):
        return text
    letter = next(iter(field.names.symbols), "x")
    compared = with_comparisons(f"{letter} {found['rest']}")
    return compared if re.search(r"[<>≤≥]", compared) and not re.search(r"[^\W\d_]{2,}", compared) else text


def of_confidence(question: Question, text: str) -> tuple[str, ...]:
    """Return the intervals that a text may be where one of confidence is asked for; none for any other text."""
    ends = _ends(question) if question.kind.is_set and len(text) <= MAX_CHARACTERS else None
    if ends is None or not _is_of_confidence(question):
        return ()
    if (spread := _SPREAD.fullmatch(text)) is not None:
        middle, by = (_value(spread[one]) for one in ("middle", "by"))
        if middle is not None and by is not None and by > 0:
            return (
                _interval(f"{spread['middle']} - {spread['by']}", f"{spread['middle']} + {spread['by']}", closed=ends),
            )
    if (dashed := _DASHED.fullmatch(text)) is not None and Fraction(dashed["low"]) < Fraction(dashed["high"]):
        return (_interval(dashed["low"], dashed["high"], closed=ends),)
    if (found := _BRACKETS.fullmatch(text) or _OF_LETTER.fullmatch(text)) is not None:
        return tuple(dict.fromkeys((text.strip(), _interval(found["low"], found["high"], closed=ends))))
    return ()


def other_parameter(question: Question, text: str) -> str:
    """Return the letter of a range that means another parameter than the one whose interval is asked for."""
    found = _SAID_OF.fullmatch(text) if question.kind.is_set and len(text) <= MAX_CHARACTERS else None
    if found is None or not _is_of_confidence(question):
        return ""
    letter = prompt_names.greek((found["between"] or found["before"]).removeprefix("\\"))
    prompt = f"{question.lead} {question.prompt}".casefold()
    asked = {letter for words, own in _PARAMETERS if re.search(words, prompt) for letter in own}
    is_other = letter in _FIXED and bool(asked) and letter not in asked | prompt_names.letters(question)
    return letter if is_other else ""


# Letters that mean one thing in statistics, and the words of prompts that ask for it.
_PARAMETERS = (
    (r"(?<!\w)(?:mean|average|mittelwert|erwartungswert|moyenne|media|média|gemiddelde)", "μ"),
    (r"(?<!\w)(?:proportion|probability|share|anteil|wahrscheinlichkeit|probabilité|proporción|proporzione)", "pπ"),
    (r"(?<!\w)(?:variance|varianz|variancia|varianza|(?:standard\s+)?deviation|standardabweichung|écart)", "σs"),
    (r"(?<!\w)(?:correlation|korrelation|corrélation|correlación|correlazione)", "ρr"),
)
_FIXED = frozenset("μσnNspπρr")
_SAID_OF = re.compile(
    rf"\s*(?:{_LOW}\s*(?:<=?|≤|\\leq?)\s*\$?\s*(?P<between>[^\W\d_]|\\[a-z]{{2,6}})(?:\^2|²)?\s*\$?\s*(?:<=?|≤|\\leq?)\s*{_HIGH}"
    rf"|\$?\s*(?P<before>[^\W\d_]|\\[a-z]{{2,6}})(?:\^2|²)?\s*(?:∈|\\in(?![a-z])|in(?!\w)|=)[^=<>≤≥]*)[\s.]*"
)


def _is_of_confidence(question: Question) -> bool:
    return _CONFIDENCE.search(f"{question.lead} {question.prompt}") is not None


def _ends(question: Question) -> bool | None:
    """Return whether both ends belong to the one interval that is expected; None where just one does, or of others."""
    kinds = set(map(_closed, question.accepted))
    return kinds.pop() if len(kinds) == 1 else None


def _closed(tree: Node) -> bool | None:
    """Whether both ends belong to an interval; None where just one does, and for any other set."""
    match tree:
        case Array((_, _)) | Interval(_, _, True, True):
            return True
        case Tup((_, _)) | Interval(_, _, False, False):
            return False
        case _:
            return None


def _interval(low: str, high: str, *, closed: bool) -> str:
    return f"[{low}, {high}]" if closed else f"({low}, {high})"


def _value(text: str) -> Fraction | None:
    return value_of(text.replace(" ", "").replace(",", "."))


def _whole_letters(text: str) -> set[str]:
    """Return the letters that are said to be whole, `z integer`."""
    return {one[1] for one in _WHOLE_LETTER.finditer(text)}


_WHOLE_LETTER = re.compile(
    rf"(?<![^\W_])\$?([a-z])\$?\s*(?:(?:is|ist|est|es)\s+)?(?:an?\s+)?"
    rf"(?:{_WHOLE}|ganz|entier|entero|intero|whole|{_IN_WHOLE})",
    re.IGNORECASE,
)


def _listed(question: Question, text: str) -> str:
    """Return the whole numbers of a range as a set; empty where they are not said to be whole, or it has no ends."""
    found = _FROM.fullmatch(text) or _BETWEEN.fullmatch(text)
    if found is None:
        return ""
    if found.re is _BETWEEN and not {found["letter"]}.issuperset(_whole_letters(text)):
        return ""
    says_whole = _ASKS_WHOLE.search(text) or re.search(
        r"(?i)(?:∈|\\in|in)\s*\$?\s*(?:ℤ|Z|\\mathbb)|ganz|whole|entier", text
    )
    if not says_whole and _ASKS_WHOLE.search(question.prompt) is None:
        return ""
    low, high = _value(found["low"]), _value(found["high"])
    if low is None or high is None:
        return ""
    is_open = (
        [found.re is _BETWEEN and found[one] == "<" for one in ("first", "second")]
        if found.re is _BETWEEN
        else [False, False]
    )
    if found.re is _FROM and (low.denominator != 1 or high.denominator != 1):
        return ""
    first = floor(low) + 1 if is_open[0] else ceil(low)
    last = ceil(high) - 1 if is_open[1] else floor(high)
    if not 0 <= last - first < MAX_LISTED:
        return ""
    return f"{{{', '.join(str(one) for one in range(first, last + 1))}}}"
