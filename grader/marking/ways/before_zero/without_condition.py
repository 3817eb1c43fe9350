"""A refuted value under a condition, `1/(1-q)` for |q| < 1, that would be right without it.

What a condition leaves out is missing, so the answer is refuted. But one that the prompt itself states restricts
nothing, and where the prompt asks about a series, an integral or a limit, which may exist nowhere else, a person
decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import marking
from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.printing import show
from grader.language.tree import Cases, Node
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_CONDITION = re.compile(
    r"[<>≤≥≠]|\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])|∈|(?<![^\W_])(?:if|for|when|where|provided)(?![^\W_])"
)
_MAY_DIVERGE = re.compile(
    r"(?i)\\(?:sum|int|lim|prod|infty)(?![A-Za-z])|[∑∫∞…]|\\[cl]?dots|\.\.\.|series|reihe|série|serie|integral|intégral|converg|konverg"
)
_STATED = re.compile(r"\$([^$]*[<>≤≥≠][^$]*|[^$]*\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])[^$]*)\$")

Mark = Callable[[Question, Answer], Verdict]


def right_without_condition(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict | None:
    """Return the verdict on a refuted answer that is right without its condition, None where it is not."""
    texts = {name: _text(one) for name, one in answer.fields.items()}
    length = sum(map(len, texts.values()))
    if not question.kind.is_expression or length > LIMITS.max_text or not any(map(_CONDITION.search, texts.values())):
        return None
    values = {name: _without_condition(question, name, one) for name, one in texts.items()}
    changed = {name: one for name, one in values.items() if one != texts[name]}
    fields = {name: replace(answer.fields[name], text=one, said="", candidates=None) for name, one in values.items()}
    if not changed or (found := mark(question, Answer(fields))).outcome is not Outcome.CORRECT:
        return None
    if all(_is_stated(question, name, texts[name], one) for name, one in changed.items()):
        return replace(found, fields={name: replace(one, text=texts[name]) for name, one in found.fields.items()})
    if _MAY_DIVERGE.search(f"{question.lead} {question.prompt}") is None:
        return None
    return _open(question, verdict, "; ".join(changed.values()))


def _is_stated(question: Question, name: str, text: str, value: str) -> bool:
    """Whether a text restricts a value by what the prompt itself states in a formula."""
    restricted = _read(question, name, text)
    return isinstance(restricted, Cases) and any(
        _read(question, name, f"{value}, {one[1]}") == restricted for one in _STATED.finditer(question.prompt)
    )


def _without_condition(question: Question, name: str, text: str) -> str:
    """Return the value of a text that says one under one condition; any other text itself."""
    tree = _read(question, name, text)
    is_one = isinstance(tree, Cases) and tree.otherwise is None and len(tree.branches) == 1
    return show(tree.branches[0][0]) if is_one and isinstance(tree, Cases) else text


def _read(question: Question, name: str, text: str) -> Node | None:
    """Return what a text is read as; None where it cannot be read, or in several ways."""
    try:
        trees = [one.tree for one in marking.texts.field_texts.read_value(question, question.fields[name], text)]
    except AnswerError:
        return None
    return trees[0] if len(trees) == 1 else None


def _text(field: FieldAnswer) -> str:
    while field.candidates is not None:
        field = field.candidates.texts[field.candidates.named]
    return field.text


def _open(question: Question, verdict: Verdict, value: str) -> Verdict:
    """Return the verdict that leaves to a person whether the condition may stand."""
    staff, student = remarks.RIGHT_WITHOUT_CONDITION.format(text=value), remarks.CONDITION_LEAVES_OUT
    said = Feedback("readings", staff, student, "verdict")
    span = (verdict.score_range[0], question.points)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
