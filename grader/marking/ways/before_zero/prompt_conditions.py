r"""The last look under what the prompt says of its letters: `n//2` of `even n`, `x` for `\sqrt{x^2}` with `x > 0`.

A problem may declare more values than its prompt speaks of. A shape has whole numbers, and so has what is counted.
What is refuted only elsewhere is for a person: the problem asks for more than the prompt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Array, Call, Div, Node, Relation, Tup, symbols
from grader.marking.answer import Answer
from grader.marking.asked.given.said_of_letters import said_of
from grader.marking.asked.words.counting import COUNTS
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks, undecided_reasons

_COUNTED = re.compile(rf"(?i){COUNTS}|(?<!\w)(?:(?:how|wie)\s+oft(?:en)?|combien)(?!\w)")
_ON_AVERAGE = re.compile(r"(?i)expect|average|mean|erwart|durchschnitt|mittel|moyen|espér|esper|media|promedio")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is not under the conditions of the prompt."""
    if not question.for_all or question.kind.is_condition or question.kind.is_growth:
        return verdict
    conditions = (*_said(question), *_whole(question))
    if not conditions:
        return verdict
    found = mark(replace(question, assume=(*question.assume, *conditions)), answer)
    is_empty = any(undecided_reasons.NO_POINT_DOMAIN_FOUND in str(claim) for claim in found.claims)
    if found.outcome is not Outcome.CORRECT and (found.outcome is not Outcome.UNDECIDED or is_empty):
        return verdict
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.RIGHT_AS_PROMPT_SAYS, remarks.RIGHT_AS_PROMPT_SAYS, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))


def _said(question: Question) -> Iterator[Node]:
    """Yield what the prompt says of numbers that the problem declares."""
    letters = {one.name for one in question.for_all if not one.domain.shape}
    for text in said_of(question.lead, question.prompt, letters):
        try:
            readings = read(text, question.names, "condition")
        except AnswerError:
            continue
        if len(readings) == 1 and symbols(readings[0].tree) <= letters:
            yield readings[0].tree


def _whole(question: Question) -> Iterator[Node]:
    """Yield that quotients are whole: the entries of a shape, and what is counted."""
    prompt = f"{question.lead} {question.prompt}"
    is_count = _COUNTED.search(prompt) is not None and _ON_AVERAGE.search(prompt) is None
    for tree in question.accepted if question.kind.is_shape or is_count else ():
        for one in tree.items if isinstance(tree, Array | Tup) else (tree,):
            if isinstance(one, Div) and symbols(one):
                yield Relation(("=",), (Call("floor", (one,)), one))
