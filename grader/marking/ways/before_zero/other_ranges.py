r"""The last look at ranges where whole numbers are asked for: `[5, ∞)` says which ones as `n ≥ 5` does.

As a set of numbers it has more members; as what holds of the declared letter it has none but those. Where it is proved
to be right so, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_RANGE = re.compile(r"[\[(\]][^=<>≤≥∈]*[\])\[]")  # an interval somewhere, and no condition
_OF_LETTER = re.compile(r"[=<>≤≥∈]|\\(?:in|leq?|geq?|lt|gt|mid)(?![A-Za-z])|(?<![A-Za-z])in(?![A-Za-z])")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a range that is refuted, open where it is right for the whole numbers of a letter."""
    if len(answer.fields) > 1 or not question.kind.is_set or len(question.for_all) != 1:
        return verdict
    ((name, field),) = answer.fields.items()
    letter = question.for_all[0]
    if not letter.domain.is_integer or _RANGE.search(field.text) is None or _OF_LETTER.search(field.text) is not None:
        return verdict
    text = field.text.strip(" $.\n")
    return between_right(question, (name, field), (f"{letter.name} ∈ {text}",), verdict, mark)
