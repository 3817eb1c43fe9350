"""A number with its calculation in brackets, `73728 (= 24 · 24 · 128)`: either may be false, so both are decided."""

from __future__ import annotations

import re

from grader.marking.answer import Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import replace

MAX_CHARACTERS = 1_000  # of a text that is looked at
_CALCULATED = re.compile(
    r"(?P<before>[^=()]{1,40}=\s*)?(?P<value>[-−]?\d[\d.,/]*)\s*\(\s*=\s*"
    r"(?P<calculation>(?:[\d\s.+*/^{}·×−-]|\([^()]{1,100}\)|\\(?:cdot|times|[,;!])(?![A-Za-z]))+)\)[\s.]*"
)


def with_calculation(question: Question, answer: FieldAnswer) -> FieldAnswer:
    """Return a number behind which its calculation stands with both as candidates; any other answer itself."""
    if question.kind.is_one_number != "always" or answer.error is not None or answer.candidates is not None:
        return answer
    match = _CALCULATED.fullmatch(answer.text) if len(answer.text) <= MAX_CHARACTERS else None
    if match is None:
        return answer
    texts = f"{match['before'] or ''}{match['value']}", match["calculation"].strip()
    return replace(answer, candidates=Candidates(tuple(replace(answer, text=text, notes=()) for text in texts)))
