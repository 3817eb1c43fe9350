r"""The last look at left sides that are of another place or a derivative of what is asked for: `a_{n+1} = …`, `y' = …`.

What is expected tells what stands there. Where the text says that, it is true, and whether it is enough is for a
person; what the prompt says itself is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import chain
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Derivative, Node, substitute, symbols
from grader.language.tree.substitute import CaptureError
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.left_sides.asking import folded
from grader.marking.asked.names.left_names import Name, name_of
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

MAX_ORDER = 3  # of a derivative
_LEFT = re.compile(r"['’′({_/\\]|[A-Za-z]_|[̇̈]")  # without these a left side is no such thing
_INDEXED = re.compile(r"\\?[^\W\d_]+_\{(?P<at>[^{}]+)\}")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a formula that is refuted, open where it is true of what its left side names."""
    if len(answer.fields) > 1 or not question.kind.is_expression or len(question.for_all) != 1:
        return verdict
    ((name, field),) = answer.fields.items()
    left, *others = chain(field.text).members
    said = name_of(left) if others and _LEFT.search(left) is not None else None
    if said is None or folded(field.text) in folded(f"{question.lead} {question.prompt}"):
        return verdict
    for change in _changes(question, said):
        try:
            accepted = tuple(map(change, question.accepted))
        except CaptureError:
            continue
        asked = replace(question, accepted=accepted, forms=())
        if mark(asked, Answer({name: FieldAnswer(others[-1])})).outcome is Outcome.CORRECT:
            span = (verdict.score_range[0], question.points)
            why = remarks.TRUE_OF_ANOTHER.format(shown=left.strip(" $"))
            feedback = (Feedback("readings", why, why, "verdict"),)
            return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=feedback)
    return verdict


def _changes(question: Question, said: Name) -> Iterator[Callable[[Node], Node]]:
    """Yield what makes of the expected formula what a left side names."""
    variable = question.for_all[0].name
    if said.kind == "derivative":
        if 0 < said.order <= MAX_ORDER and said.by in {"", variable} and said.at in {"", variable}:
            yield lambda tree: Derivative(tree, variable, said.order)
        return
    indexed = _INDEXED.fullmatch(said.of)
    at = said.at or (indexed["at"] if indexed is not None else "")
    if not at or at == variable:
        return
    try:
        places = [one.tree for one in read(at, question.names, "expression")]
    except AnswerError:
        return
    yield from (_at(variable, place) for place in places if symbols(place) <= {variable})


def _at(variable: str, place: Node) -> Callable[[Node], Node]:
    """Return what puts a place for the variable of a formula."""
    return lambda tree: substitute(tree, {variable: place})
