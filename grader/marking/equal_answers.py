"""Whether two answers to one question are the same: by their text, or proved equal field by field."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from grader import marking
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.statements import AllOf, Claim, Equal
from grader.claims.wording import bare, says_none, words
from grader.errors import AnswerError
from grader.evidence import decide
from grader.evidence.budget import LIMITS, Budget
from grader.language.reader import Reading
from grader.language.tree import Node, symbols
from grader.marking.choices.chosen_options import read_choice
from grader.marking.read import MAX_READINGS
from grader.marking.texts.field_texts import read_value
from grader.marking.texts.written_down import Texts, abridged
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Proof

STEPS = 20_000  # of `max_steps` for one comparison: many answers may have to be compared


def same_texts(left: Texts, right: Texts) -> bool:
    """Whether two answers have the same text in every field."""
    return left.keys() == right.keys() and all(abridged(left[name]) == abridged(right[name]) for name in left)


def proved_equal(question: Question, left: Texts, right: Texts) -> bool:
    """Whether two answers are proved equal, field by field and both ways, gaps included.

    Fields that cannot be read need the same text, as do answers in words but for what their types let differ, and
    answers that must have a form or a unit. False where it is not proved, whatever the reason.
    """
    if not left or left.keys() != right.keys():
        return False
    if not left.keys() <= question.fields.keys():
        return all(says_none(text) for text in (*left.values(), *right.values()))
    differing = [name for name in left if abridged(left[name]) != abridged(right[name])]
    if question.kind.by_person or question.forms or question.unit is not None:
        return not differing
    if question.kind.reads != "value":
        return all(_same_words(question, left[name], right[name]) for name in differing)
    return _proved(question, {name: (left[name], right[name]) for name in differing})


def _same_words(question: Question, left: str, right: str) -> bool:
    if question.kind.reads in {"words", "steps"}:
        return bare(left) == bare(right) if question.text_test is not None else words(left) == words(right)
    if question.kind.reads == "code":
        return marking.ways.code.is_same_code(question, left, right)
    try:
        return read_choice(question, left) == read_choice(question, right)
    except AnswerError:
        return False


def _proved(question: Question, differing: Mapping[str, tuple[str, str]]) -> bool:
    """Whether the fields whose texts differ are proved equal, in each way that they can be read."""
    try:
        pairs = {name: _read(question, name, *texts) for name, texts in differing.items()}
    except AnswerError:
        return False
    ways = [list(product(*sides)) for sides in pairs.values()]
    if any(len(several) > MAX_READINGS for several in ways):
        return False
    return all(_is_proved(question, left.tree, right.tree) for several in ways for left, right in several)


def _read(question: Question, name: str, left: str, right: str) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    field = question.fields[name]
    return read_value(question, field, left), read_value(question, field, right)


def _is_proved(question: Question, left: Node, right: Node) -> bool:
    left, right = expand(left, question.define), expand(right, question.define)
    used = symbols(left) | symbols(right)
    both_ways = AllOf((Equal(left, right, same_domain=True), Equal(right, left, same_domain=True)))
    claim = Claim("same", "the answers are equal", both_ways, setting_of(question, used))
    limits = replace(LIMITS, **question.limits)
    budget = Budget(replace(limits, max_steps=min(limits.max_steps, STEPS)))
    return isinstance(decide(claim, budget), Proof)
