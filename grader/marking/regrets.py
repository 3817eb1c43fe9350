"""What is no fault of a problem, and yet what its author would regret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grader.claims.builders.claims import value_claims
from grader.errors import AnswerError, Diagnostic
from grader.language.printing import show
from grader.language.tree import ZERO, Array, Node, Num
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.choices.crossed import crossed
from grader.marking.examples import example_text
from grader.marking.feedback.network_feedback import MISSHAPEN
from grader.marking.judging.judged import judge
from grader.marking.mark import mark_question
from grader.problems.question import Question, is_curve
from grader.records import replace
from grader.verdict import Outcome, Unknown


def regrets(question: Question) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each thing that may be regretted."""
    kinds = (_unfit, _misshapen, _free_fields, _examples, _zero, _undrawn, _synonyms, _misread)
    for message in (message for kind in kinds for message in kind(question)):
        yield Diagnostic(question.file, question.line, 0, question.id, message)


def _unfit(question: Question) -> Iterator[str]:
    """An expected answer that would not be correct if a student gave it: undefined, or never decided."""
    if not question.kind.has_expected_value:
        return
    (name,) = question.fields
    for tree in question.accepted:
        try:
            judged = judge(question, [claim for claim in value_claims(question, {name: tree}) if not claim.is_quiet])
        except AnswerError as error:
            yield f"the expected answer `{show(tree)}` cannot be decided about: {error.message}"
            continue
        if judged.mark.outcome is not Outcome.CORRECT:
            why = next((c.evidence.reason for c in judged.claims if isinstance(c.evidence, Unknown)), "")
            said = why or "; ".join(feedback.text for feedback in judged.feedback)
            yield f"the expected answer `{show(tree)}`, handed in, is {judged.mark.outcome.value}: {said}"


def _misshapen(question: Question) -> Iterator[str]:
    """A network's formula whose arrays do not fit together, seen at weights of 0 of the declared shapes."""
    if not question.kind.has_weights or question.output is None:
        return
    zeros = {name: _zeros(field.domain.shape) for name, field in question.fields.items()}
    judged = judge(question, value_claims(question, zeros))
    reasons = [claim.evidence.reason for claim in judged.claims if isinstance(claim.evidence, Unknown)]
    yield from dict.fromkeys(reason for reason in reasons if reason.startswith(MISSHAPEN))


def _zeros(dims: tuple[Node, ...]) -> Node:
    """Return an array of zeros; a size that is a letter is 2."""
    if not dims:
        return ZERO
    size = int(dims[0].value) if isinstance(dims[0], Num) else 2
    return Array((_zeros(dims[1:]),) * size)


def _free_fields(question: Question) -> Iterator[str]:
    for number, mistake in enumerate(question.mistakes, 1):
        free = [name for name in question.fields if name not in mistake.when]
        if free:
            yield f"mistake {number} leaves {', '.join(free)} free: it matches whatever stands there"


def _examples(question: Question) -> Iterator[str]:
    outcomes = {example.outcome for example in question.examples}
    if question.kind.by_person or Outcome.REVIEW.value in outcomes:
        return
    if Outcome.CORRECT.value not in outcomes:
        yield "there is no correct example, so nothing shows that the problem can be solved"
    if Outcome.INCORRECT.value not in outcomes:
        yield "there is no incorrect example, so nothing shows that a wrong answer is refuted"
    for example in question.examples:
        if example.outcome == Outcome.UNDECIDED.value:
            yield f"the example `{example_text(example)}` is undecided: a person must mark answers like it"


def _zero(question: Question) -> Iterator[str]:
    """A tolerance so wide that 0 is accepted where 0 is not the answer."""
    if question.tolerance is None or len(question.fields) != 1:
        return
    answer = Answer({next(iter(question.fields)): FieldAnswer("0")})
    within, exactly = (mark_question(one, answer) for one in (question, replace(question, tolerance=None)))
    if within.outcome is Outcome.CORRECT and within.score != Fraction(0) and exactly.outcome is Outcome.INCORRECT:
        yield "the tolerance accepts 0"


def _undrawn(question: Question) -> Iterator[str]:
    """A drawing that is asked to show the expected function, where there is none or nobody sees it."""
    if question.plot != "target":
        return
    if question.reveal == "verdict":
        yield "`plot: target` shows nothing: `reveal: verdict` hides where an answer fails, and with it the drawing"
    elif not question.accepted or not is_curve(question):
        yield "`plot: target` shows nothing: only functions of one real symbol are drawn beside what is expected"


def _synonyms(question: Question) -> Iterator[str]:
    """One word or sentence accepted, and all others wrong: a synonym gets 0."""
    if question.text_test is None or question.text_test.kind != "accept" or question.unmatched_is_open:
        return
    if len(question.accepted_texts) == 1 and _WORD.search(question.accepted_texts[0]):
        yield (
            "`unmatched: incorrect` beside one accepted text: the same said in other words, or in another language,"
            " gets 0; list more under `accept`, or leave `unmatched` out and list wrong texts under `mistakes`"
        )


def _misread(question: Question) -> Iterator[str]:
    """What is read otherwise than its author may mean: `C` of a temperature, `[2, 3]` as a set, a list as a text."""
    prompt = f"{question.lead}\n{question.prompt}"
    unit = "" if question.unit is None else question.unit.unit.text.strip()
    if unit in _OTHER_UNITS and _WARMTH.search(prompt) is not None:
        yield f"the unit `{unit}` is the {_OTHER_UNITS[unit]}; degrees of a temperature are `°{unit}`"
    for tree in question.accepted if question.kind.is_set and _RANGED.search(prompt) is None else ():
        if isinstance(tree, Array) and len(tree.items) == 2 and all(isinstance(one, Num) for one in tree.items):
            ends = show(tree)[1:-1]
            yield f"`[{ends}]` is the interval from one number to the other; the set of the two is `{{{ends}}}`"
    if question.text_test is not None and question.text_test.kind == "accept":
        for text in filter(_LISTED.fullmatch, question.accepted_texts):
            yield f"`{text}` is one text with its brackets; texts of which any one is right are a list under `accept`"
    for key in sorted(crossed(question)):
        yield f"`{key}` is the key of one option and all that another one says: by itself it goes to a person"


_OTHER_UNITS = {"C": "coulomb", "F": "farad"}
_WARMTH = re.compile(
    r"(?i)temperatur|température|(?<!\w)(?:boil|melt|freez|degrees?|warm|heat|siede|schmelz|gefrier|grad|degrés?|grados?|gradi)"
)
_RANGED = re.compile(
    r"(?i)interval|intervall|range|inequalit|ungleichung|inéquation|inecuaci|disequaz|domain|definition|closed|abgeschlossen"
    r"|[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![a-z])|between|zwischen|entre|tra|at (?:most|least)"
)
_LISTED = re.compile(r"\[[^\W\d_][\w '’-]*(?:,\s*[^\W\d_][\w '’-]*)+\]")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{4,40}(?![^\W_])")  # no formula, no key
