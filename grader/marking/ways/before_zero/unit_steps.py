r"""The last look at unit steps: `2e^{-3t} σ(t)` and `2e^{-3t}·1(t)`, in which σ is no sigmoid and 1 no factor of t.

Courses on signals write the step of Heaviside so. Where the answer is proved to be right with it, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer
from grader.marking.texts.left_hand import prompt_names
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

Mark = Callable[[Question, Answer], Verdict]
_STEP = re.compile(
    r"(?:σ|\\sigma(?![A-Za-z])|(?<![\d.,^_A-Za-z])1)\s*(?:\\left)?"
    r"(?=\(\s*[^\W\d_]\s*(?:[-−]\s*[\w.]+\s*)?(?:\\right)?\))"
)


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an expression that is refuted, open where it is right with a unit step for σ or 1."""
    if len(answer.fields) > 1 or not question.kind.is_expression or "σ" in prompt_names.letters(question):
        return verdict
    ((name, field),) = answer.fields.items()
    text = _STEP.sub("H", field.text)
    return between_right(question, (name, field), (text,) if text != field.text else (), verdict, mark)
