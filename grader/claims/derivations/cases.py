"""Cases of a derivation as they are written: `If z >= 0: …`, `Case 2: z < 0. Then …`, `A = B for z < 0`, `Else …`.

A condition is a text with a sign in it; whether it can be read is seen later, and one that cannot be leaves open what
stands behind it.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.claims.derivations.lines import SIGN, is_signed

ELSE = ""
_CASE = re.compile(
    r"(?P<case>(?:\d+(?:st|nd|rd|th)\s+|first\s+|second\s+|third\s+|last\s+)?(?:case|fall)\b\s*(?:\(?(?:\d+|[ivx]+|[a-d])\)?"
    r"(?=\s*[:.,)–—-]|\s+\())?\s*[:.,)–—-]?\s*\(?|\((?:[a-d]|[ivx]+)\)\s+)?"
    r"(?:(?:first|second|now|next|and|but|finally|also)\b,?\s+)?"
    r"(?P<word>(?:if|for|when|whenever|suppose|assume|in\s+(?:the\s+)?case|falls|wenn|für)\b(?:\s+(?:that|of|dass))?\s+)?",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"(?:(?:second|other|last)\s+case\s*[:,]?\s*)?(?:(?:otherwise|else|sonst|andernfalls|in\s+the\s+other\s+case)\b)\s*[:,]?\s*(?:then\s+)?",
    re.IGNORECASE,
)
_HEAD_END = (
    re.compile(r"\s*\)?\s*:(?!=)\s*(?:then\b\s*)?"),
    re.compile(r"\s*[,.;]?\s*\bthen\b\s*[,:]?\s*(?:we\s+(?:get|have)\s+)?", re.IGNORECASE),
    re.compile(r"\s*,?\s*\b(?:we|you)\s+(?:have|get|obtain|find|see)\b(?:\s+that)?\s*:?", re.IGNORECASE),
    re.compile(r"\s*,\s*(?:it\s+(?:is|holds\s+that)\s+)?(?=\S)"),
    re.compile(r"\s*\.\s+"),
    re.compile(r"\s*\)?\s*[.,:]?\s*$"),
)
_DIVIDED = re.compile(r"\d\s*:\s*\d\Z")  # `3x = 12 : 3 = 4` may be divided by 3
_BEHIND = re.compile(
    r"[\s,;(]{1,4}(?:\\text\{\s*)?(?:if|for|when|whenever|falls|für|wenn)\b\s*\}?\s*(?P<condition>[^()]*(?:\([^()]*\)[^()]*)*?)\)?\s*[.,;]?\s*$",
    re.IGNORECASE,
)
_WORDS_OF_CASES = re.compile(
    r"\b(?:if|for|when|where|whenever|otherwise|else|sonst|falls|wenn|für|unless|except)\b", re.IGNORECASE
)
_ALL = re.compile(r"^(?:all|every|any|each)\s+(?:real\s+)?(?:numbers?\s+)?", re.IGNORECASE)
_END = re.compile(
    r"(?:(?:so|thus|hence|therefore|and)\b,?\s+)?(?:in\s+(?:both|all|either|each|every|any)\s+cases?|in\s+beiden\s+fällen"
    r"|altogether|together|(?:both|the|all)\s+cases\s+(?:together\s+)?(?:give|yield|show))\b[,:]?\s*(?:we\s+(?:get|have)\b\s*)?",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"(?:so|thus|hence|therefore)\b.*\bfor\s+(?:all|every|any|each)\s+(?:real\s+)?(?:numbers?\s+)?\\?[A-Za-z]\w*\s*\.?\s*$",
    re.IGNORECASE,
)


def case_before(text: str) -> tuple[str, str] | None:
    """Return the condition with which a line begins, and what stands behind it; None where it begins with none."""
    other = _ELSE.match(text)
    if other is not None:
        return ELSE, text[other.end() :].strip()
    head = _CASE.match(text)
    assert head is not None  # it may be empty
    body = text[head.end() :]
    is_told = bool(head["case"] or head["word"])
    depth = depths(body)
    for place, end in enumerate(_HEAD_END):
        for match in end.finditer(body):
            if depth[match.start()] or not match.start():
                continue
            condition, rest = body[: match.start()].strip(), body[match.end() :].strip()
            if not _may_be_condition(condition) or (not is_told and (place or not is_signed(rest))):
                break
            if not is_told and _DIVIDED.search(body, 0, match.end() + 1) is not None:
                return f"{condition}{match[0]}", rest  # which is read as nothing, so that nobody guesses
            return _without_all(condition), rest
    return None


def case_behind(body: str) -> tuple[str, str] | None:
    """Return a relation, and the condition for which it is claimed, `A = B` and `z < 0` of `A = B for z < 0`."""
    match = _BEHIND.search(body)
    if match is None or depths(body)[match.start()]:
        return None
    claimed, condition = body[: match.start()].strip(), match["condition"].strip(" $.")
    begins = SIGN.match(claimed)
    if begins or not is_signed(claimed) or _WORDS_OF_CASES.search(claimed) or not _may_be_condition(condition):
        return None
    return claimed, _without_all(condition)


def end_of_cases(text: str) -> str | None:
    """Return what a line says of all cases together, None where it says nothing of them."""
    match = _END.match(text)
    if match is not None:
        return text[match.end() :]
    return text if _FOR_ALL.match(text) else None


def _may_be_condition(text: str) -> bool:
    return is_signed(text) and not _WORDS_OF_CASES.search(text) and not re.search(r":(?!=)", text)


def _without_all(condition: str) -> str:
    return _ALL.sub("", condition)
