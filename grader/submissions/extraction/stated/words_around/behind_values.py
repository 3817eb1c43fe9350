"""Words right behind a value that make another one of it: `3 Mio.`, `7 and up`, `0.25 turns` for a unit."""

from __future__ import annotations

import re

from grader.language.units.reading import splits, unit_fault
from grader.problems.question import Question
from grader.submissions.extraction.stated.words_around.around_words import ENDS, WORD
from grader.wording import writing_notices

_MULTIPLIED = re.compile(
    r"\s*(?:mi[oa]|mill|mrd|mld|mds|bio|tsd|tausend|mil|mille|mi|ki|gi|bn|tn|dozen|dutzend|douzaines?|docenas?|score)\.?(?!\w)"
)
_OPEN_END = re.compile(
    r"[\s,]*(?:(?:and|or|und|oder|et|ou|y|o|e)\s+)(?:up|upwards?|down|downwards?|above|below|beyond|higher|lower|over|under|more|less|"
    r"fewer|mehr|weniger|höher|darüber|darunter|plus|moins|más|menos|più|meno|mais|on)(?!\w)"
)
_ROUNDED = re.compile(r"[\s,]*\(?\s*(?:rounded|rounding)\s+(?:up|down)(?!\w)|[\s,]*\(?\s*(?:auf|ab)gerundet(?!\w)")


# A unit by which what stands before it is divided: `11.25 mL per kg`.
_PER = re.compile(r"(?<![\w])(?:per|pro|par|por)\s+(?P<unit>[^\W\d_]{1,12})(?!\w)")
_ASKING = re.compile(r"[^.?!]*+(?>(?:\.\d[^.?!]*+)*)\?")


def _per_other(question: Question, tail: str) -> re.Match[str] | None:
    """Return the unit that a value is said to be for each of, where the prompt asks for nothing for each of it."""
    for found in _PER.finditer(tail):
        said = re.compile(rf"(?:per|pro|par|por|/)\s*{re.escape(found['unit'])}(?!\w)", re.IGNORECASE)
        asking = "".join(_ASKING.findall(question.prompt)) or question.prompt
        if not unit_fault(found["unit"]) and said.search(asking) is None:
            return found
    return None


def value_made(question: Question, text: str, tail: str, rest: str) -> str | None:
    """Return why the words behind a value may make another one of it; None where they do not.

    A word that is neutral elsewhere may be a unit, where one is asked for and none stands behind the value. `rest` is
    the tail without what only closes a sentence, `in total`.
    """
    if not tail.strip(" ."):
        return None
    changed = _MULTIPLIED.match(tail) or _OPEN_END.match(tail) or _per_other(question, tail)
    if changed is None and question.tolerance is None:
        changed = _ROUNDED.match(tail)
    if changed is not None:
        return writing_notices.BEHIND.format(shown=changed[0].strip())
    behind = WORD.match(rest.lstrip())
    if (
        question.unit is None
        or behind is None
        or next(splits(text), None) is not None
        or not unit_fault(rest.strip(ENDS))
    ):
        return None
    return writing_notices.BEHIND.format(shown=behind[0])
