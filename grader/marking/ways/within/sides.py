r"""A whole number given for each direction: a window `4 × 4` is 4 wide and 4 high, a stride `(2, 2)` is 2 in both.

Whether `4 × 4` is that or 16, and whether a list may stand for its one number, nobody can tell from the text.
"""

from __future__ import annotations

import re

from grader.marking.answer import Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import replace

_LEAD = r"\s*(?P<lead>[^=]{0,20}=)?[\s$]*"
_BY = r"\s*(?:×|x|\\times(?![A-Za-z])|by)\s*"
_SQUARE = re.compile(rf"{_LEAD}(?P<side>\d+)(?:{_BY}(?P=side)(?!\d))+[\s$.]*")
_LIST = re.compile(rf"{_LEAD}[(\[]\s*(?P<side>\d+)\s*(?:,\s*(?P=side)\s*)+[)\]][\s$.]*")
_SIGN = re.compile(r"(?<=\d)\s*(?:x|by)\s*(?=\d)")


def with_side(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return a repeated whole number, in a field of which conditions are asked, with it once as a candidate."""
    domain = question.fields[name].domain
    is_chosen = not question.accepted and domain.is_integer and not domain.shape
    if not is_chosen or answer.error is not None or answer.candidates is not None or answer.written:
        return answer
    found = _SQUARE.fullmatch(answer.text) or _LIST.fullmatch(answer.text)
    if found is None:
        return answer
    texts = (_SIGN.sub(" × ", answer.text), f"{found['lead'] or ''} {found['side']}".strip())
    several = tuple(replace(answer, text=text, written=answer.text, notes=()) for text in texts)
    return replace(answer, candidates=Candidates(several))
