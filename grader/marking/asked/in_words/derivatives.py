"""Derivatives that words ask for, and left sides of another order, variable or place: `f'(1)` of the second one.

Only a prompt is looked into whose sentence asks for one derivative and that writes none as a formula.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name, name_of
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_ASKED = re.compile(
    r"(?i)(?<!\w)(?:compute|find|give|calculate|determine|evaluate|what\s+is|berechnen?(?:\s+sie)?|bestimmen?(?:\s+sie)?)"
    r"\s+(?:(?:the|die)\s+)?(?:value\s+of\s+the\s+)?(?:(?P<order>first|second|third|fourth|[1-4](?:st|nd|rd|th)"
    r"|erste|zweite|dritte|vierte|[1-4]\.)\s+)?(?:(?:partial|partielle)\s+)?(?:derivative|ableitung)(?!\w)(?P<behind>.*)",
    re.DOTALL,
)
_ORDERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4
}  # fmt: skip
_WRITTEN = re.compile(
    r"['’′∂∇˙]|\\(?:partial|nabla|d?dot|prime)(?![A-Za-z])|(?<![A-Za-z])d\^?\d?[A-Za-z]?\s*\}?\s*[/{]\s*\{?\s*d[a-z]"
)
_OTHERWISE = re.compile(
    r"(?i)invers|umkehr|derivativ\w*.*derivativ|ableitung.*ableitung|(?<!\w)mixed|gemischt", re.DOTALL
)
_BY = re.compile(
    r"(?i)(?:with\s+respect\s+to|w\.?r\.?t\.?|nach)\s+\$?(?P<by>[A-Za-z])\$?(?![\w(^])(?!\s+(?:and|und|then)(?!\w))"
)
_NUMBER = r"[-−]?\d+(?:\.\d+)?(?:/\d+)?"
_LETTERS = r"\(?[a-z](?:\s*,\s*[a-z])*\)?\s*=\s*"
_PLACE = re.compile(
    rf"(?<!\w)(?:at|for|bei|in|für|an\s+der\s+Stelle|im\s+Punkt)\s+(?:the\s+)?(?:point\s+)?\$?(?:{_LETTERS})?"
    rf"(?:\((?P<several>{_NUMBER}(?:\s*,\s*{_NUMBER}){{1,3}})\)|(?P<one>{_NUMBER}))\s*\$?\s*[.?!]?\s*\Z"
)
_JOINED = re.compile(r"[*·]|\\(?:cdot|times)(?![A-Za-z])")  # `dL/du · du/dw`, which is a chain
_BELOW = re.compile(r"[a-zA-Z]_\{?(?P<by>[xyztuvw]{1,3})\}?")


def is_other_derivative(question: Question, left: str) -> bool:
    """Whether a left side is a derivative of another order, variable or place than the words ask for, or a value."""
    told = parts.prompts(question)
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or len(question.fields) > 1:
        return False
    is_product = _JOINED.search(left) is not None
    if is_product or _WRITTEN.search(told) is not None or _OTHERWISE.search(told) is not None:
        return False
    asked = _ASKED.search(parts.asking_part(question.lead, question.prompt))
    name = name_of(left) if asked is not None else None
    if asked is None or name is None or parts.folded(left) in parts.folded(told):
        return False
    by, place = _BY.search(asked["behind"]), _place(asked["behind"])
    said = _derived(name, left)
    if said is None:  # a function at a place has a value of its own
        return bool(place) and name.kind == "call" and len(name.of) == 1 and "^" not in left and bool(_numbers(name.at))
    if said[0] != _order(asked["order"]) or (by is not None and said[1] and {*said[1]} != {by["by"]}):
        return True
    at = _numbers(name.at)
    return bool(at) and bool(place) and at != place


def _order(said: str | None) -> int:
    word = (said or "first").casefold()
    return _ORDERS[word] if word in _ORDERS else int(word[0])


def _derived(name: Name, left: str) -> tuple[int, str] | None:
    """Return how often and by what a name is derived; None of one that is no derivative."""
    below = _BELOW.fullmatch(name.of)
    if name.kind != "derivative":
        return (len(below["by"]), below["by"]) if below is not None else None
    is_twice = below is not None or (bool(name.by) and re.search(r"['’′]", left) is not None)
    return None if is_twice else (name.order, name.by)


def _place(behind: str) -> tuple[Fraction, ...]:
    match = _PLACE.search(behind)
    return _numbers(match["several"] or match["one"]) if match is not None else ()


def _numbers(text: str) -> tuple[Fraction, ...]:
    """Return the numbers of a place; none of one that has anything else."""
    items = [one.strip().strip("()").replace("−", "-") for one in re.split("[,;]", text)]
    is_read = all(re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?(?:/[1-9]\d{0,8})?", one) for one in items)
    return tuple(_fraction(one) for one in items) if is_read else ()


def _fraction(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / int(under or 1)
