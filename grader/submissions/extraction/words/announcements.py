"""What only announces an answer, `So my final answer is`: a frame of which each word is known to say nothing of it."""

from __future__ import annotations

import re
from functools import cache

from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.cues import Table
from grader.submissions.extraction.words.phrases import PLACED, alternatives

_OWN = (
    "the|my|our|die|das|meine?|unsere?|endgültige|la|le|ma|mon|notre|finale?|el|mi|nuestra|il|mia|a|o|minha|meu|de|"
    "het|mijn"
)
_EQUAL = "is|are|equals|ist|lautet|sind|est|sont|es|son|è|é|são"


@cache
def announcement() -> re.Pattern[str]:
    """Return the pattern of such words at the beginning of a text; none says of what it is, as `in total` does."""
    whole = frozenset(cues.WHOLE.phrases)
    conclusion, said = (Table(tuple(set(one.phrases) - whole)) for one in (cues.CONCLUSION, cues.FRAME))
    concluding = rf"(?>(?:{alternatives(conclusion)})(?!\w)[\s,:]*)"
    called = rf"(?:(?:{_OWN})[\s*_]+)*(?:{alternatives(cues.ANSWER)})(?!\w)[\s*_]*(?:[:=]|(?:{_EQUAL})(?!\w)\s*:?)"
    either = rf"{concluding}*(?:{called}|(?:{alternatives(said)})(?!\w)\s*:?)|{concluding}+"
    return re.compile(rf"[\s*_]*(?:{either})[\s*_]*(?!\s*(?:{PLACED})\s)")
