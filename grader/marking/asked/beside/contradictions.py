r"""Answers that contradict the prompt: `pH = 5` where the pH is 9 and the pOH is asked for, `P(A) = 0.7` of 0.3.

What a prompt gives a number to has no other one, unless it asks for that very thing. Such a name before a value says
that the value is another thing than the asked one, or is wrong; both are for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.marking.asked.given.asked_part import MAX_CHARACTERS
from grader.marking.asked.left_sides.amounts import amounts
from grader.marking.asked.left_sides.asking import asking_part, numbers_in
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.problems.question import Question

KEPT = 4_000  # names of which it is kept what a prompt gives to them
MAX_NAME = 40  # characters of a name
_IS = r"(?:=|:|(?<![^\W\d_])(?:is|are|was|equals|ist|sind|beträgt|est|vaut|es|vale|è))"
_ARTICLE = r"(?:(?:the|an?|its|der|die|das|eine?|la|les?|el|los|las|il|lo|un|une|una)\s+|l['’])"
_NAMED = re.compile(
    rf"(?i)[\s$*]*(?:at\s+)?{_ARTICLE}?(?P<name>[^=:\n≈]{{0,{MAX_NAME}}}?)[\s$]*(?:{_IS}(?![^\W\d_])|[≈→])"
)
_BESIDE = re.compile(
    rf"(?i)[\s$*]*{_ARTICLE}?(?P<name>[^\W\d_]{{2,}}(?:[\s-]+[^\W\d_]{{2,}})*?)\s+(?:{_IS}\s+)?"
    r"[-−]?\d+(?:[.,/]\d+)?\s*\.?\Z"
)
_NO_NAMES = re.compile(rf"(?i)(?:{_ARTICLE}|{_IS}\s|(?:there|it|we|he|she|they|es|er|sie|il|elle|on|hay)\s)")
_CALCULATED = re.compile(r"[+*/·^−]|\A-|\\[a-z]")
_NUMBER = r"[-−]?\d+(?:[.,]\d+)?(?:[/:]\d+|[eE][-−]?\d+)?"
_VALUED = rf"[\s$]*(?:{_IS}(?![^\W\d_]))?[\s$]*(?P<number>{_NUMBER})(?!\w|\s*[-/(^_*+−·]|[.,:]\d)"
_NO_OPERAND = r"(?<![\w\\^*/+·−({-])(?<![\^*/+·−] )(?<![\w)] - )"  # the x of `3^x = 81` has another value
# Before a name of words another one would be a part of it: `odds` of `prior odds`.
_STARTS = re.compile(
    r"(?i)(?:\A|[.,;:?!()$\n]|(?<!\w)(?:the|an?|its|if|when|with|for|and|of|let|where|given|that|at|has|have|der|die|das|den|dem|wenn|mit"
    r"|bei|und|für|la|le|les|un|une|el|los|las|una|il|si|avec|pour|et|con|para|y|se|per|e|d['’]|l['’]))\s*\Z"
)
_NEW = re.compile(
    r"(?i)(?<!\w)(?:later|now|then|reduced|raised|increase[sd]?|decrease[sd]?|double[sd]?|halve[sd]?|final|instead"
    r"|dann|jetzt|später|steigt|sinkt|erhöht|gesenkt|ensuite|alors|maintenant|luego|ahora|entonces|poi|adesso)(?!\w)"
)


def contradicted(question: Question, text: str, read: str) -> str:
    """Return the name before the value of a text to which the prompt gives another number; empty for none.

    `read` is the value that counts.
    """
    if question.kind.is_one_number != "always" or len(question.lead) + len(question.prompt) > MAX_CHARACTERS:
        return ""
    values = numbers_in(text) if numbers_in(read) else frozenset()
    for name in dict.fromkeys(_names(text)):
        given = {
            worth
            for one in _given(question.lead, question.prompt, name)
            for amount in amounts(one)
            for worth in amount.values
        }
        if given and values and given.isdisjoint(values) and not _is_own(question, name):
            return name
    return ""


def _names(text: str) -> Iterator[str]:
    """Yield what stands before the value of a text: the left side of a chain, words before a number."""
    for pattern in (_NAMED, _BESIDE):
        match = pattern.match(text)
        name = match["name"].strip(" $") if match is not None else ""
        is_name = _CALCULATED.search(name) is None and name.count("(") == name.count(")") and not name.isdigit()
        if 0 < len(name) <= MAX_NAME and is_name and _NO_NAMES.fullmatch(f"{name} ") is None:
            yield name


def _is_own(question: Question, name: str) -> bool:
    return any(name in {field.symbol, key} for key, field in question.fields.items()) or name in question.names.symbols


@lru_cache(maxsize=KEPT)
def _given(lead: str, prompt: str, name: str) -> tuple[str, ...]:
    """Return the numbers that a prompt gives to a name, none where it asks for its value, or one that changes."""
    told = f"{lead} {prompt}"
    if CHANGES.search(told) is not None or _NEW.search(told) is not None:
        return ()
    pieces = re.findall(r"[^\W\d_]+|[^\s$]", name)
    if not all(piece.casefold() in told.casefold() for piece in pieces):
        return ()
    signs = r"[\s$]*".join(map(re.escape, pieces))
    is_word = re.fullmatch(r"[^\W\d_]{3,}(?:[\s-]+[^\W\d_]+)*", name) is not None
    begins = r"(?<![\w\\])" if is_word else _NO_OPERAND
    pattern = re.compile(rf"(?{'i' if is_word else ''}:{begins}{signs}){_VALUED}")
    found = list(pattern.finditer(told))
    if is_word:
        found = [one for one in found if _STARTS.search(told[max(0, one.start() - MAX_NAME) : one.start()])]
    rest = pattern.sub(" ", asking_part(lead, prompt))
    is_asked = re.search(rf"(?i:(?<![\w\\]){signs}(?!\w))", rest) is not None
    return () if is_asked else tuple(one["number"] for one in found)
