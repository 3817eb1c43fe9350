"""The last look at all relations of a sentence: `The equations are 2x + y = 3 and x + 2y = 0`, `(x, y) with x + y = 1`.

One alone may have been taken for the answer. Where all of them together are right, it is open.
"""

from __future__ import annotations

from collections.abc import Callable

from grader import marking
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a condition that is refuted, open where all relations of its text together are right."""
    if len(answer.fields) > 1 or not question.kind.is_condition:
        return verdict
    ((name, field),) = answer.fields.items()
    said = field.said or field.written or field.text
    together = marking.texts.sentences.all_relations.all_relations
    texts = (together(question, part) for part in dict.fromkeys((said, field.text)))
    return between_right(question, (name, field), filter(None, texts), verdict, mark)
