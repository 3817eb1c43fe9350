r"""Probabilities of events that a prompt describes in words: `P(X \ge 2)` of `exactly two` is another one.

Neutral are the relations that the asking part says, events in its words or letters, and what the prompt writes itself.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from grader.marking.asked.about.objects import asked_of, normal
from grader.marking.asked.agreeing.numbers_said import (
    Relation,
    agree,
    from_zero_at_most,
    number_of,
    relations_counted,
    relations_said,
    words_without_relations,
)
from grader.marking.asked.given.asked_part import ASKS, asking_words, words_beside
from grader.marking.asked.names.left_names import Name, name_of
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they write
MAX_CHARACTERS = 80  # of an event
MAX_GIVEN = 12  # numbers of a prompt that are looked at
NEAR = 0.0055  # how far a rounded number may be off
_SIGNS = {"=": "=", "≠": "≠", "!=": "≠", "<": "<", ">": ">", "<=": "≤", ">=": "≥", "≤": "≤", "≥": "≥"}
_SIGNS |= {"\\ge": "≥", "\\geq": "≥", "\\le": "≤", "\\leq": "≤", "\\ne": "≠", "\\neq": "≠"}
_NUMBER = r"[-−]?\d+(?:[.,]\d+)?(?:/[1-9]\d*)?"
_RELATION = re.compile(rf"(?P<of>[^\W\d_][\w·]*)·?(?P<sign><=|>=|!=|[=≠<>≤≥])·?(?P<number>{_NUMBER})")
_GIVEN = re.compile(r"(?<![\w.,])\d{1,12}(?:[.,]\d{1,12})?")
_CONTINUOUS = re.compile(
    r"(?i)normal|gau(?:ss|ß)|exponen|uniform|gleichverteilt|densit|dichte|densidad|continu|stetig|\\mathcal\s*\{?N|\bN\("
)
_WRITTEN = re.compile(
    r"(?<![A-Za-z])(?:P|Pr)\s*\}?\s*(?:\\left)?[(\[](?P<event>[^()\[\]$]{1,60})(?:\\right)?[)\]](?!\s*=)"
)
_RELATED = re.compile(
    rf"(?<![A-Za-z])(?P<of>[A-Za-z])\s*(?P<sign><=|>=|!=|[=≠<>≤≥]|\\(?:geq?|leq?|neq?)(?![a-z]))\s*(?P<number>{_NUMBER})"
)
_COMPARES = re.compile(r"[=<>≠≤≥]")
_FORMATS = re.compile(
    r"(?<!\w)[^\W_]+\s+(?:significant\s+|signifikante\s+)?(?:decimal|dezimal|nachkomma|stellen|décimal|chiffres|cifra|digit|places|algarism)\w*"
)
_SIGN = re.compile(r"(?P<sign>[+-]|pos\w*|neg\w*)")
_LETTERS = re.compile(r"[A-Za-z]{2,4}")
_COUNT = re.compile(r"\d{1,3}")
_PARTS = re.compile(r"·|(?<=\d)(?=[^\W\d_])")  # `2 heads`, whose blank a name has lost
_WORD = re.compile(r"[^\W\d_]{3,}")
# What a test may be asked for: on which side of the bar its result stands, and which one.
_OF_TESTS = (
    (
        re.compile(
            r"positive?[rn]?\s+(?:predictive|prädiktive|prédictive)|prédictive\s+positive|predictivo\s+positivo"
        ),
        "right",
        "+",
    ),
    (
        re.compile(
            r"negative?[rn]?\s+(?:predictive|prädiktive|prédictive)|prédictive\s+négative|predictivo\s+negativo"
        ),
        "right",
        "-",
    ),
    (re.compile(r"sensitiv|sensibil|true\s+positive"), "left", "+"),
    (re.compile(r"specificity|spezifi|spécificité|especificidad|true\s+negative"), "left", "-"),
    (re.compile(r"fals\w*[\s-]*negativ|faux\s+négatif"), "left", "-"),
    (re.compile(r"fals\w*[\s-]*positiv|faux\s+positif"), "left", "+"),
)


def is_of_other_event(question: Question, left: str) -> bool:
    """Whether a left side is a probability of something else than what the part that asks describes."""
    name = name_of(left) if "P" in left else None
    if name is None or name.kind != "call" or name.of not in {"P", "Pr"} or len(name.at) > MAX_CHARACTERS:
        return False
    if normal(name.at) in asked_of(question, "P") or _is_written(question, name):
        return False
    asking = _asking(question)
    if "|" in name.at:
        return _is_of_other_test(asking, name.at)
    if (match := _RELATION.fullmatch(name.at)) is not None:
        return _is_other_relation(question, match)
    if _COUNT.fullmatch(name.at) is not None:  # `P(3)` of `exactly twice`
        counted = relations_counted(_FORMATS.sub(" ", asking))
        said: Relation = ("=", number_of(name.at))
        return bool(counted) and not any(agree(said, one, is_continuous=False) for one in counted)
    if _LETTERS.fullmatch(name.at) and not name.at.islower():
        return _is_of_other_letters(question, asking, name.at)
    return _is_in_other_words(question, asking, _PARTS.sub(" ", name.at).casefold())


def _is_written(question: Question, name: Name) -> bool:
    """Whether a prompt writes a probability itself, and does not give it a value."""
    return re.sub(r"[\s{}]", "", name.at) in _written(question.lead, question.prompt)


@lru_cache(maxsize=KEPT)
def _written(lead: str, prompt: str) -> frozenset[str]:
    found = (name_of(f"P({match['event']})") for match in _WRITTEN.finditer(f"{lead} {prompt}"))
    return frozenset(name.at for name in found if name is not None)


def _asking(question: Question) -> str:
    """Return the parts that ask; of a part without a verb what it says, too: `at least one six`."""
    asking, own = asking_words(question.lead, question.prompt), question.prompt.casefold()
    return asking if ASKS.search(own) else f"{asking} . {own}"


def _asked_relations(question: Question, letter: str = "") -> frozenset[Relation]:
    """Return the relations of the part that asks, in words, in probabilities that it writes, or of a letter."""
    found = set(relations_counted(_FORMATS.sub(" ", _asking(question))))
    for match in _RELATED.finditer(f"{question.lead} {question.prompt}") if letter else ():
        if match["of"] == letter:
            found.add((_SIGNS[match["sign"]], number_of(match["number"])))
    for event in _written(question.lead, question.prompt):
        if (written := _RELATION.fullmatch(event)) is not None:
            found.add((_SIGNS[written["sign"]], number_of(written["number"])))
    return frozenset(found)


def _is_other_relation(question: Question, match: re.Match[str]) -> bool:
    asked = _asked_relations(question, match["of"])
    if not asked:
        return False
    said: Relation = (_SIGNS[match["sign"]], number_of(match["number"]))
    prompts = f"{question.lead} {question.prompt}"
    is_continuous = _CONTINUOUS.search(prompts) is not None
    if (
        match["of"] in {"Z", "U"}
        and is_continuous
        and not re.search(rf"(?<![A-Za-z]){match['of']}(?![A-Za-z])", prompts)
    ):
        is_turned = all((said[0] in "<≤") != (sign in "<≤") for sign, _ in asked if sign in "<≤>≥")
        return is_turned or not _is_standardised(said[1], prompts)
    return not any(agree(said, one, is_continuous=is_continuous) for one in asked)


def _is_standardised(number: Fraction | None, prompts: str) -> bool:
    """Whether a number is how far two numbers of prompts are apart in a third, or its root: `(115 - 100)/15`."""
    given = [number_of(one) for one in _GIVEN.findall(prompts)[:MAX_GIVEN]]
    numbers = list(map(float, given))
    units = [unit for one in numbers if one > 0 for unit in (one, math.sqrt(one))]
    apart = [abs(one - other) for one, other in combinations(numbers, 2)]
    return number is None or not units or any(abs(far / unit - abs(number)) < NEAR for far in apart for unit in units)


def _is_of_other_test(asking: str, event: str) -> bool:
    """Whether a result of a test stands on the wrong side of the bar, or is the other result."""
    asked = next(((side, sign) for pattern, side, sign in _OF_TESTS if pattern.search(asking)), None)
    if asked is None:
        return False
    parts = dict(zip(("left", "right"), event.casefold().split("|", 1), strict=True))
    found = {side: match["sign"][0] for side, part in parts.items() if (match := _SIGN.match(part)) is not None}
    signs = {side: {"p": "+", "n": "-"}.get(sign, sign) for side, sign in found.items()}
    return bool(signs) and signs != {asked[0]: asked[1]}


def _is_of_other_letters(question: Question, asking: str, event: str) -> bool:
    """Whether letters are the firsts of words beside the part that asks, or are written there: `BB`, `Aa`."""
    prompt = f"{question.lead} {question.prompt}"
    if re.search(rf"(?<![A-Za-z]){event}(?![A-Za-z])", prompt) is not None:
        return event.casefold() not in re.findall(r"[^\W\d_]+", asking)
    firsts, all_firsts = (
        {word[0] for word in _WORD.findall(text) if not relations_said(word)} for text in (asking, prompt.casefold())
    )
    letters = set(event.casefold())
    return event.isupper() and letters <= all_firsts and not letters <= firsts


def _is_in_other_words(question: Question, asking: str, event: str) -> bool:
    """Whether an event in words has other numbers than the part that asks, or only words that stand beside that."""
    if not any(map(str.isalpha, event)) or _COMPARES.search(event) is not None:
        return False  # `P(5, 2)`, a number of permutations, and what is told elsewhere: `P(1 < X < 2)`
    event = from_zero_at_most(event)
    said, asked = relations_counted(event), _asked_relations(question)
    if said and asked and not any(agree(one, other, is_continuous=False) for one in said for other in asked):
        return True
    words = [word for word in _WORD.findall(words_without_relations(event)) if not relations_said(word)]
    # What the letter of a probability that the prompt writes counts is told beside it: `X counts heads`.
    told = question.prompt.casefold() if _written(question.lead, question.prompt) else asking
    if not words or any(word[:-1] in told for word in words):
        return False
    return bool(said & asked) or all(word in words_beside(question.lead, question.prompt) for word in words)
