"""The last look at what is right but for points: `(y-4)/(x-2) = 4` of a line, a density for x > 0, `arctan(2/x)`.

A quotient leaves out where it divides by 0, a density may have any value at single points, and an antiderivative may
have another constant on either side of a gap. Where the text is proved to be right but for these, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product

from grader.language.printing import show
from grader.language.tree import ZERO, Cases, Div, Mul, Node, Relation, RelationOp, Sym
from grader.marking.answer import Answer
from grader.marking.read import trees_of
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

MAX_WAYS = 16  # in which the ends of ranges may be taken
_QUOTIENT = re.compile(r"/|\\[dt]?frac")
_STRICT = re.compile(r"[<>≤≥∈]|_\s*\{|(?<![A-Za-z])in(?![A-Za-z])|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z])")
_DENSITY = re.compile(r"(?i)(?<![a-z])(?:densit|pdf(?![a-z])|dichte|densid|densité|dichtheid)|dichte(?![a-z])")
_OTHERWISE: dict[RelationOp, RelationOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is proved to be right but for single points."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    if question.up_to == "constant" and _QUOTIENT.search(field.text):
        return _by_sides(question, answer, verdict, mark)
    if question.kind.is_set and question.forms and _SIZE.fullmatch(field.text.strip(" $.")):
        return _by_size(question, answer, verdict, mark)
    is_quotient = question.kind.is_condition and not question.forms and _QUOTIENT.search(field.text) is not None
    is_density = question.kind.is_expression and _STRICT.search(field.text) is not None
    if not is_quotient and not (is_density and _DENSITY.search(f"{question.lead} {question.prompt}")):
        return verdict
    for tree in trees_of(question, name, field.text):
        for meant in _cleared(tree) if is_quotient else _with_ends(tree):
            other = replace(field, text=show(meant), written=field.text, candidates=None)
            found = mark(question, Answer({name: other}))
            if found.outcome is Outcome.CORRECT:
                return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _cleared(tree: Node) -> Iterator[Node]:
    """Yield an equation between a quotient and something else without its denominator."""
    if isinstance(tree, Relation) and tree.ops == ("=",):
        for side, other in (tree.operands, tree.operands[::-1]):
            if isinstance(side, Div):
                yield Relation(("=",), (side.num, Mul((other, side.den))))


def _with_ends(tree: Node) -> Iterator[Node]:
    """Yield cases with other ends of their ranges in them, and with 0 where nothing is said."""
    if isinstance(tree, Mul):  # with the function that is 1 in a range
        inner = [place for place, one in enumerate(tree.factors) if isinstance(one, Cases)]
        for place in inner if len(inner) == 1 else ():
            for cases in _with_ends(tree.factors[place]):
                yield Mul((*tree.factors[:place], cases, *tree.factors[place + 1 :]))
    if not isinstance(tree, Cases):
        return
    values = [value for value, _ in tree.branches]
    ways = product(*(list(_other_ends(condition)) for _, condition in tree.branches))
    elsewhere = ZERO if tree.otherwise is None and len(values) == 1 else tree.otherwise
    for conditions in islice(ways, MAX_WAYS):
        yield Cases(tuple(zip(values, conditions, strict=True)), elsewhere)


def _other_ends(condition: Node) -> Iterator[Node]:
    if not isinstance(condition, Relation):
        yield condition
        return
    for ops in product(*((op, _OTHERWISE[op]) if op in _OTHERWISE else (op,) for op in condition.ops)):
        yield Relation(ops, condition.operands)


def _by_size(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an inequality of an absolute value, open where it is right and the prompt has none."""
    prompt = f"{question.lead} {question.prompt}"
    if not prompt.strip() or _BARS.search(prompt) is not None:
        return verdict
    found = mark(replace(question, forms=()), answer)
    if found.outcome is not Outcome.CORRECT:
        return verdict
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.SIZE_MAY_BE_SOLVED, remarks.SIZE_MAY_BE_SOLVED, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))


_ABSOLUTE = r"(?:\\left\s*)?(?:\|[^|]{1,20}\||abs\s*\([^()]{1,20}\))"
_SIZE = re.compile(
    rf"{_ABSOLUTE}\s*(?:[<>≤≥]|\\[lg](?:t|eq?)(?![A-Za-z]))[^|]{{1,20}}|[^|]{{1,20}}(?:[<>≤≥]|\\[lg](?:t|eq?)(?![A-Za-z]))\s*{_ABSOLUTE}"
)
_BARS = re.compile(r"\||\\(?:[lr]?vert|mid)|(?<![A-Za-z])abs|(?i:absolut|betrag|valeur abs|valor abs)")


def _by_sides(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an antiderivative, open where it is one on either side of 0."""
    if len(question.for_all) != 1:
        return verdict
    symbol = Sym(question.for_all[0].name)
    sides = (Relation((">",), (symbol, ZERO)), Relation(("<",), (symbol, ZERO)))
    asked = (replace(question, assume=(*question.assume, side)) for side in sides)
    if any(mark(one, answer).outcome is not Outcome.CORRECT for one in asked):
        return verdict
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.RIGHT_ON_EITHER_SIDE, remarks.RIGHT_ON_EITHER_SIDE, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
