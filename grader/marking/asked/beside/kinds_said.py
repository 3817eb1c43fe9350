"""Which of several like quantities a value is said to be: `test error: 0.05` where the training error is asked for.

Where the noun that is asked for has a word that tells it from its like, and an answer is nothing but a value and words
with another one, the value is not known to be the one that is asked for. `language.texts.opposites` has such words;
those which stand before the same noun elsewhere in the prompt, `rated torque` beside `stall torque`, do the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from grader.language.texts.opposites import OF_QUANTITIES
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.given.sign_words import turning_words
from grader.marking.asked.tables import rows
from grader.marking.asked.wanted import LABELS, has_form
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_BESIDE = rows("beside/words")
MAX_CHARACTERS = 120  # of a value with its words
_WORD = re.compile(r"(?<![\w\\^_])[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_FORMULA = re.compile(r"\$[^$]*\$")
_NUMBER = r"(?:[-−+]\s*)?(?:\d(?:[\d.,/^]*\d)?|√\d+|π|oo|∞)(?:\s*(?:%|°))?"
_SPAN = r"[({\[]+[^(){}\[\]=:]{1,60}[)}\]]+"
_ONE = rf"(?:[-−+\d./]+\s*[<≤]=?\s*[a-z]\s*[<≤]=?\s*[-−+\d./]+|{_SPAN}|{_NUMBER})"
_VALUE = re.compile(rf"(?<![\w^])\$?(?>{_ONE})(?>\s*(?:,|and|und)\s*{_ONE})*\$?")
_WORDED = re.compile(r"\([^()\d]*\)")  # words in brackets, `(test error)`
_IDLE = re.compile(r"(?<!\w)(?:(?:up|down|right|left)\s+to|adds?\s+up|rounded\s+(?:up|down))(?!\w)")
_NOT_SO = re.compile(
    r"(?<!\w)(?:because|since|as|so|thus|hence|therefore|due|not|and|minus|plus|times|than|if|when"
    r"|where(?!\s+(?:the|it|f|is))"
    r"|weil|da|denn|also|nicht|und|als|wenn|car|donc|pas|et|si|porque|no|y|perché|non|e)(?!\w)"
)
_JOINED = re.compile(
    r"(?<!\w)(?:of|for|at|in|on|with|if|when|where|between|from|von|für|bei|mit|wenn|zwischen|des|der|de|du|pour|avec|si"
    r"|con|para|di|per)(?![\w-])"
)
_OF_THING = re.compile(r"(?<!\w)of\s+(?:the|an?)\s+([a-z-]+)(?:\s+([a-z-]+))?")  # `of the faster robot`
_SIGNED = re.compile(  # `with upward positive, …`
    r"(?<!\w)[a-z-]+\s+(?:is\s+|as\s+)?(?:positive|negative)(?=\s*[,.;)])"
)
_HELD = re.compile(r"\([^()]*\)")
_SAYS_NOTHING = LABELS["function"] | LABELS["of"] | LABELS["asking"] | _BESIDE["article"] | _BESIDE["stop"]


def other_kind(question: Question, text: str) -> str:
    """Return the word by which a value is another one of like quantities than the one asked for; else empty."""
    if len(text) > MAX_CHARACTERS or not (words := _words_of_value(text)):
        return ""
    turning = turning_words(question.title, question.lead, question.prompt)  # `upward is positive`
    near, thing = (said - turning for said in _asked(question.lead, question.prompt))
    for line in OF_QUANTITIES:
        own = [side for side in line if not side.isdisjoint(words)]
        wanted = [side for side in line if not side.isdisjoint(near)]
        wanted = wanted or [side for side in line if not side.isdisjoint(thing)]
        if own and len(wanted) == 1 and wanted[0] not in own:
            return next(word for word in words if word in own[0])
    return _other_adjective(question, words, near)


def _words_of_value(text: str) -> tuple[str, ...]:
    """Return the words beside the one value of a text; none where anything else stands in it."""
    held = " ".join(_WORDED.findall(text))
    plain = _WORDED.sub(" ", text)
    if len(_VALUE.findall(plain)) != 1:
        return ()
    said = _IDLE.sub(" ", f"{_VALUE.sub(' ', plain)} {held}".casefold())
    return () if _NOT_SO.search(said) is not None else tuple(_WORD.findall(said))


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of the noun that is asked for, and those of the thing and the last word of the sentence."""
    asking, _ = asking_and_rest(lead, prompt)
    last = _SIGNED.sub(" ", _FORMULA.sub(" ", asking.split("\n")[-1]).casefold())
    parts = _JOINED.split(last)
    first = next((part for part in parts if _WORD.search(part)), "")
    things = {word for one in _OF_THING.findall(last) for word in one} | set(_WORD.findall(last)[-1:])
    return frozenset(_WORD.findall(first)), frozenset(things)


def _other_adjective(question: Question, words: tuple[str, ...], near: frozenset[str]) -> str:
    """Return the word before the noun that is asked for which the prompt says before it elsewhere: `rated torque`."""
    told = _HELD.sub(" ", _FORMULA.sub(" ", f"{question.lead} {question.prompt}")).casefold()
    own = phrase_asked(question.lead, question.prompt) & near - _SAYS_NOTHING
    pairs = [(one, two) for one, two in pairwise(words) if two in own]
    for one, noun in pairs:
        is_told = re.search(rf"(?<!\w){re.escape(one)}\s+{re.escape(noun)}", told) is not None
        told_apart = [word for word in own - {noun} if re.search(rf"(?<!\w){re.escape(word)}\s+{noun}", told)]
        is_said = any(has_form(word, frozenset(words)) for word in told_apart)
        if is_told and one not in near and one not in _SAYS_NOTHING and told_apart and not is_said:
            return one
    return ""
