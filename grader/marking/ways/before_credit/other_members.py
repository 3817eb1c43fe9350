"""A statement from which a right set is concluded, and that says otherwise: `x = 5 <=> x = ±2`, `x = 5: {2, -2}`."""

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
    r"(?P<concludes><?=+>|->|[→⇒⇔⟹⟺]|:(?!=)|\\(?:to|implies|iff|[A-Za-z]*arrow)(?![A-Za-z]))"
    r"|[,;\n]|\\\\|\\(?:text|q?quad|land|lor|vee)(?![A-Za-z])|[.!?](?=\s|\Z)|(?<![\w\\])[^\W\d_]{2,}(?!\w)"
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
    """Yield the values that a text states of a letter before a sign of a conclusion."""
    beside = marking.texts.chains.statements_beside
    plain = beside.undollared(text)
    for one in beside.statements(plain):
        end = _END.search(plain, one.end())
        if end is not None and end["concludes"] is not None and beside.is_equation(one):
            last = chain(plain[one.end() : end.start()]).members[-1].strip()
            yield from (last,) if last else ()
