"""The last look at what is left out: `x ≠ 2` where something is not defined for 2, and `x = 2` of a domain.

Both say the same of what is defined where. Where a set is refuted, and what it leaves out, or all but what it holds,
is proved to be what is expected, a person decides, if the prompt asks where something is defined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader import marking
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.tree import Logic, Node, Relation, SetOf, SetOp, Space, Sym
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_REAL = Space("R")
_DEFINED = re.compile(
    r"(?i)(?<![a-z])(?:un|not\s+|in)?defined|exclu|esclu|domain|dominio|domínio|domein|restriction|indetermin|discontinu"
    r"|singularit|(?:not|nowhere)\s+(?:continuous|differentiable)|(?:nicht\s+|un)?definiert|definitions|ausgeschlossen|ausschließ"
    r"|(?:un|nicht\s+)stetig|nicht\s+differenzierbar|défini|interdit|definid|definit|gedefinieerd"
)

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a set that is refuted, open where what it leaves out is proved to be what is expected."""
    if not question.kind.is_set or len(answer.fields) > 1:
        return verdict
    if _DEFINED.search(f"{question.lead} {question.prompt}") is None:
        return verdict
    held = [values for tree in question.accepted if (values := _values(tree))]
    if held and len(held) == len(question.accepted):
        others = tuple(SetOp("difference", (_REAL, SetOf(values))) for values in held)
        if mark(replace(question, accepted=others, forms=()), answer).outcome is not Outcome.CORRECT:
            return verdict
        span = (verdict.score_range[0], question.points)
        said = Feedback("readings", remarks.IS_WHAT_IS_LEFT, remarks.IS_WHAT_IS_LEFT, "verdict")
        return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
    ((name, field),) = answer.fields.items()
    for values in _typed(question, name, field.text):
        text = f"R \\setminus {show(SetOf(values))}"
        other = replace(field, text=text, written=field.text, candidates=None)
        found = mark(question, Answer({name: other}))
        if found.outcome is Outcome.CORRECT:
            return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _typed(question: Question, name: str, text: str) -> Iterator[tuple[Node, ...]]:
    """Yield the values that equations name, `x = 2`; a set of values as a domain holds these."""
    try:
        readings = marking.texts.field_texts.read_value(question, question.fields[name], text)
    except AnswerError:
        return
    trees = (one.tree for one in readings if not isinstance(one.tree, SetOf))
    yield from (values for tree in trees if (values := _values(tree)))


def _values(tree: Node) -> tuple[Node, ...]:
    """Return the values of a set that is written out, `{2, 3}`, `x = 2 or x = 3`; none of another one."""
    match tree:
        case SetOf(items):
            return items
        case Relation(("=",), (Sym(), value)):
            return (value,)
        case Logic("or", args):
            found = [_values(one) for one in args]
            return tuple(value for values in found for value in values) if all(found) else ()
        case _:
            return ()
