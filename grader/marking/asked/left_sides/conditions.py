r"""Probabilities under a condition: of `that a smoker is a woman` it is `P(W \mid S)`, and no other one.

Which words stand before the bar and which behind it a part that asks says by `given` and its like, or by what it says
of what: `that a smoker is a woman`. A letter stands for itself, or for the word that it begins.
"""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MIN_WORD = 3  # letters of a word that a letter may begin
_GIVEN = re.compile(
    r"(?<!\w)(?:given(?:\s+that)?|if|when|provided|among|chez|bei|wenn|falls|unter\s+der\s+bedingung|sachant(?:\s+que)?|dado(?:\s+que)?|si"
    r"|sabiendo|dato|data|wetende|gegeben)(?!\w)"
)
_OF_THING = re.compile(
    r"(?<!\w)that\s+(?:an?|the|one)\s+(?P<given>[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s+(?:is|has|comes|came|was|does|suffers|belongs)"
    r"(?!\w)(?P<event>[^.?!]*)"
)
_USUAL = frozenset("ABDEFGHTXYabdeftxy")  # letters of events that need not begin a word
_SIGN = {"+": "positi", "-": "negati", "pos": "positi", "neg": "negati"}  # which all languages begin so


def is_unknown_condition(question: Question, asking: str, event: str) -> bool:
    """Whether an event with its condition has a word that does not stand there, or on the other side."""
    if f"({parts.folded(event)})" in parts.folded(parts.prompts(question)):
        return False
    before, behind = _sides(asking.casefold(), parts.prompts(question).casefold())
    said, told = event.split("|", 1)
    rest = parts.stems_in(parts.prompts(question)) - parts.stems_in(asking)
    return any(
        _is_unknown(question, one, own, other, rest)
        for one, own, other in ((said, before, behind), (told, behind, before))
    )


def _sides(asking: str, said: str) -> tuple[str, str]:
    """Return what the part that asks says of an event, and of its condition; all that is said where it does not."""
    found = list(_GIVEN.finditer(asking))
    if len(found) == 1:
        return asking[: found[0].start()], asking[found[0].end() :]
    things = list(_OF_THING.finditer(asking))
    if not found and len(things) == 1:
        return things[0]["event"], things[0]["given"]
    return asking, said


def _is_unknown(question: Question, said: str, own: str, other: str, rest: frozenset[str]) -> bool:
    """Whether one side of a bar has a word or a letter that the part of its own does not have."""
    words = re.findall(r"[^\W\d_]+|[-+](?!\d)", re.sub(r"\\(?!bar|neg|lnot)[A-Za-z]+|·", " ", said))
    for word in (_SIGN.get(one.casefold(), one) for one in words):
        if len(word) == 1:
            if _is_of_other_letter(question, word, own, other, rest):
                return True
        elif len(word) >= MIN_WORD and not _holds(own, word):
            return True
    return False


def _holds(text: str, word: str) -> bool:
    return parts.stands(parts.stem(word.casefold()), parts.stems_in(text))


def _is_of_other_letter(question: Question, letter: str, own: str, other: str, rest: frozenset[str]) -> bool:
    """Whether a letter of a prompt stands on its other side, or begins a word of that side, or of what is not asked."""
    small = letter.casefold()
    if letter in parts.letters_in(parts.prompts(question)):
        return re.search(rf"(?<![^\W\d_]){re.escape(small)}(?![^\W\d_])", own) is None
    begins, begins_other = (any(one[0] == small for one in re.findall(r"[^\W\d_]{3,}", text)) for text in (own, other))
    if begins or letter in _USUAL:
        return False
    return begins_other or any(len(one) >= MIN_WORD and one[0] == small for one in rest)
