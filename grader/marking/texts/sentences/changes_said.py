"""Changes in words with their direction: `falls by 2 %` is -2 % where a fall counts as negative, `an increase of 21 %`.

Without a sign that the prompt settles, only the direction for which it asks says the value by itself. Another subject
than the one it asks about, or any other word, leaves the text as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that may say a change
_UP = (
    r"grows?|increas(?:es?|ed)|ris(?:es?|en)|rose|grew|goes\s+up|gains?|growth|wächst|steigt|nimmt\s+zu|zunahme|anstieg|augmente|augmentation"
    r"|croît|aumenta|aumento|sube|crece|cresce|stijgt|toename"
)
_DOWN = (
    r"falls?|fell|decreas(?:es?|ed)|drops?|dropped|declines?|declined|shrinks?|shrank|sinks?|goes\s+down|reduction|loss"
    r"|fällt|sinkt|nimmt\s+ab|abnahme|rückgang|diminue|diminution|baisse|disminuye|disminución|baja|diminuisce|diminuzione|diminui|daalt|afname"
)
_IT = r"(?:it|this|that|es|er|sie|il|elle|el|ella|esso|essa|het)"
_SAID = re.compile(
    rf"\s*(?:(?:{_IT}|(?:the|its|der|die|das|le|la|el|il|lo|o|a|de|het)\s+(?P<subject>[^\W\d_]+))\s+)?(?:(?:is|has|ist)\s+)?"
    rf"(?:an?\s+|the\s+|eine?\s+|une?\s+|un[ao]?\s+)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:by|of|um|von|de|del|di|en|met)\s+"
    r"(?P<value>\$?\d+(?:[.,]\d+)?\s*(?:\\?%|percent|prozent)?\s?[^\W\d_]{0,8}\$?)[\s.]*",
    re.IGNORECASE,
)
_WORD = r"(?i)(?<![^\W\d_])(?:{})(?![^\W\d_])"
_GOES_UP, _GOES_DOWN = re.compile(_WORD.format(_UP)), re.compile(_WORD.format(_DOWN))
_CHANGES = re.compile(
    r"(?i)(?<![^\W\d_])(?:chang(?:es?|ed|ing)|(?:ver)?änder\w*|chang\w*|variation|varie|cambi[ao]|variación|variazione|varia|verand\w+)(?![^\W\d_])"
)
_CONVENTION = re.compile(
    rf"(?i)(?<![^\W\d_])(?:(?P<down>{_DOWN}|decreases?|losses|falling)|(?P<up>{_UP}|increases?|rising)|(?P<sign>negativ\w*|minus))"
    r"(?![^\W\d_])|(?P<other>positiv\w*|[.;])"
)
_SIGNED = re.compile(r"(?i)negativ|positiv|minus|(?<![^\W\d_])sign(?![^\W\d_])|vorzeichen|signe|segno|signo|sinal")
# What takes a convention back, or asks for the amount alone: `not negative if it falls`, `without a sign`.
_UNSIGNED = re.compile(
    r"(?i)(?<!\w)(?:not|never|no|nicht|kein\w{0,2}|nie|pas|jamais|non|nunca|mai|niet|geen|nooit|without|ohne|sans|sin|senza|zonder"
    r"|amounts?|magnitude|absolute\w*|beträg\w*|betrag\w*|absolu\w*|absolut[oa]|assolut[oa])(?!\w)|n['’]t(?!\w)"
)
_SUBJECT = re.compile(
    r"(?i)(?:does|do|will|did|has|sich|wächst|steigt|sinkt|fällt)\s+(?:the|der|die|das)\s+(?P<subject>[^\W\d_]+)"
)


def signed(question: Question, text: str) -> str:
    """Return the change that a text says in the direction that it says; any other text itself."""
    match = _SAID.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or question.kind.is_one_number != "always" or not _is_asked_of(question, match["subject"]):
        return text
    said = "up" if match["up"] else "down"
    if _CHANGES.search(question.prompt) is not None or _SIGNED.search(question.prompt) is not None:
        signed_value = match["value"] if said == "up" else f"-{match['value'].strip('$')}"
        is_settled = _falls_are_negative(question.prompt) and _UNSIGNED.search(question.prompt) is None
        return signed_value if is_settled else text
    ways = {name for name, way in (("up", _GOES_UP), ("down", _GOES_DOWN)) if way.search(question.prompt)}
    return match["value"] if ways == {said} else text


def _falls_are_negative(prompt: str) -> bool:
    """Whether a prompt says that what falls is negative: both words stand beside each other, in either order."""
    kinds = [str(one.lastgroup) for one in _CONVENTION.finditer(prompt)]
    pairs = list(pairwise(kinds))
    return (
        ("up", "sign") not in pairs
        and ("sign", "up") not in pairs
        and bool({("down", "sign"), ("sign", "down")} & {*pairs})
    )


def other_subject(question: Question, text: str) -> str:
    """Return of what a text says a change, where the prompt asks for that of something else; else an empty text."""
    match = _SAID.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    subject = match["subject"] if match is not None else None
    return subject if subject and _asked(question) and not _is_asked_of(question, subject) else ""


def _is_asked_of(question: Question, subject: str | None) -> bool:
    """Whether a subject is the one whose change the prompt asks for; none says nothing of another."""
    return subject is None or _asked(question) == {subject.casefold()}


def _asked(question: Question) -> set[str]:
    return {one["subject"].casefold() for one in _SUBJECT.finditer(question.prompt)}
