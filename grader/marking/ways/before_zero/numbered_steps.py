"""The last look at steps that are counted in one line, `(1) 3x^2 - 3 = 0 (2) (x-1)(x+1) = 0 (3) x = 1, x = -1`.

The last of them may be the answer, and its number no factor. Where it is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

Mark = Callable[[Question, Answer], Verdict]
_NUMBER = re.compile(
    r"(?:(?<=\s)|\A|(?<=;))(?:\((?P<one>\d{1,2})\)|(?P<two>\d{1,2})[.)]|[Ss]tep\s+(?P<three>\d{1,2})\s*:)\s+"
)


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on counted steps that are refuted, open where the last of them is right by itself."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    text = field.said or field.text
    marks = list(_NUMBER.finditer(text))
    numbers = [int(one["one"] or one["two"] or one["three"]) for one in marks]
    if len(marks) < 2 or numbers[0] != 1 or numbers != sorted(numbers):  # one twice is a slip of the pen
        return verdict
    return between_right(question, (name, field), (text[marks[-1].end() :].strip(" .;"),), verdict, mark)
