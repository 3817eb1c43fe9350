r"""The last look at indicators: `-\ln(x) 1_{(0,1)}(x)` is 0 elsewhere, where its logarithm is not even defined.

A product is defined where its factors are; who writes an indicator means nothing of the rest outside. Where the answer
is proved to be right as cases, it is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.language.printing import show
from grader.language.tree import ONE, ZERO, Cases, Div, Mul, Neg, Node
from grader.marking.answer import Answer
from grader.marking.read import trees_of
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a product with an indicator that is refuted, open where it is right as cases."""
    if len(answer.fields) > 1 or not question.kind.is_expression:
        return verdict
    ((name, field),) = answer.fields.items()
    texts = (show(meant) for tree in trees_of(question, name, field.text) for meant in _as_cases(tree))
    return between_right(question, (name, field), texts, verdict, mark)


def _as_cases(tree: Node) -> Iterator[Node]:
    """Yield the cases that a product with one indicator is, its sign and its divisor included."""
    if isinstance(tree, Neg):
        yield from (Cases(((Neg(value), where),), ZERO) for value, where in _parts(tree.arg))
    else:
        yield from (Cases(((value, where),), ZERO) for value, where in _parts(tree))


def _parts(tree: Node) -> Iterator[tuple[Node, Node]]:
    if isinstance(tree, Div):
        yield from ((Div(value, tree.den), where) for value, where in _parts(tree.num))
        return
    factors = tree.factors if isinstance(tree, Mul) else ()
    places = [place for place, one in enumerate(factors) if _is_indicator(one)]
    for place in places if len(places) == 1 else ():
        rest, indicator = (*factors[:place], *factors[place + 1 :]), factors[place]
        if isinstance(indicator, Cases):
            yield (Mul(rest) if len(rest) > 1 else rest[0]), indicator.branches[0][1]


def _is_indicator(tree: Node) -> bool:
    is_one_case = isinstance(tree, Cases) and len(tree.branches) == 1 and tree.otherwise == ZERO
    return isinstance(tree, Cases) and is_one_case and tree.branches[0][0] == ONE
