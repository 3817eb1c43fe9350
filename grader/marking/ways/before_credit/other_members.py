"""A statement beside a right set that gives its letter a value outside of it, `x = 5 <=> x = ±2`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader import marking
from grader.claims.chains import chain
from grader.language.printing import show
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

MAX_STATEMENTS = 12  # that are looked at; more are for a person
Mark = Callable[[Question, Answer], Verdict]
_END = re.compile(
    r"[,;\n]|<?=+>|->|[→⇒⇔⟹⟺]|\\\\|\\(?:text|to|implies|iff|q?quad|[A-Za-z]*arrow|land|lor|vee)(?![A-Za-z])|[.!?](?=\s|\Z)"
    r"|(?<![\w\\])[^\W\d_]{2,}(?!\w)"
)


def why_open(question: Question, typed: Answer, mark: Mark) -> str:
    """Return why a credited set is open: a statement of its letter gives a number that is no member."""
    if not question.kind.is_set or len(typed.fields) != 1 or not question.accepted:
        return ""
    ((name, field),) = typed.fields.items()
    values = list(_values(field.text)) if "=" in field.text else []
    said = unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED
    if len(values) > MAX_STATEMENTS:
        return said.format(shown=values[-1])
    for value in dict.fromkeys(values):
        whole = _with(question, value)
        if mark(question, Answer({name: FieldAnswer(whole)})).outcome is Outcome.INCORRECT:
            return said.format(shown=value)
    return ""


def _with(question: Question, value: str) -> str:
    """Return the expected set with another member."""
    tree = question.accepted[0]
    if is_condition(tree) and question.for_all:
        return f"({show(tree)}) or {question.for_all[0].name} = {value}"
    return f"{show(tree)} union {{{value}}}"


def _values(text: str) -> Iterator[str]:
    """Yield the values that a text states of the letter of its last statement."""
    plain = text.replace("$", " ")
    places = marking.texts.chains.statements_beside.statements(plain)
    if not places or (len(places) == 1 and _END.search(plain, places[0].end()) is None):
        return
    ends = [*(one.start() for one in places[1:]), len(plain)]
    for one, stop in zip(places, ends, strict=True):
        value = _END.split(plain[one.end() : stop], maxsplit=1)[0]
        last = chain(value).members[-1].strip()
        if last and one[0].rstrip().endswith("="):
            yield last
