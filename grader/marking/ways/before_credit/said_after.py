r"""A right value behind which another one is said: `O(n^2)⏎No, O(n)`, `D = 12 => hmm, 7`, `{1, 2} or {1}`.

The last answer counts, and of two that an `or` parts nobody can tell which is meant. Where one alone is right and the
other is refuted, it is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.claims.chains import depths
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.sentences.said_last import MAX_CHARACTERS, said_last
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

Mark = Callable[[Question, Answer], Verdict]
_OR = re.compile(r"(?<![\w\\])(?:or|oder|ou|o|of)(?!\w)|\\lor(?![A-Za-z])|∨")
_STEP = re.compile(r"[⇒⇔→⟹⟺]|[=-]>|\\(?:implies|iff|[A-Za-z]*arrow|to)(?![A-Za-z])")
_NUMBERED = re.compile(r"[\s$]*\d{1,2}\.\s+(?P<rest>\S(?:(?!\n\s*\d{1,2}\.\s).)*)", re.DOTALL)  # lines may be counted


def why_open(question: Question, answer: Answer, typed: Answer, mark: Mark) -> str:
    """Return why a credited answer is none: something else is said behind or beside it; empty where it is not.

    `typed` is the answer of which it is a piece, or the answer itself.
    """
    if len(answer.fields) != 1 or answer.whole is not None:
        return ""
    ((name, one),) = answer.fields.items()
    several = (typed.fields.get(name), one)
    texts = [each.text for each in several if each is not None and each.candidates is None]  # of one text by itself
    texts.append(one.said)
    for text in dict.fromkeys(texts):
        if text and len(text) <= MAX_CHARACTERS and (other := _other(question, name, text, one.text, mark)):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=other)
    return ""


def _other(question: Question, name: str, text: str, taken: str, mark: Mark) -> str:
    """Return what is said behind or beside a right value and is refuted by itself; empty where nothing is."""

    def outcome(part: str) -> Outcome:
        return mark(question, Answer({name: FieldAnswer(part)})).outcome

    last = said_last(text)
    if last is not None and last.replaces(question.prompt) and taken.strip() not in last.formula:
        is_right = taken.strip() in last.before or outcome(last.before) is Outcome.CORRECT
        if is_right and outcome(last.formula) is Outcome.INCORRECT:
            return last.formula
    numbered = _NUMBERED.fullmatch(text)
    if numbered is not None and outcome(numbered["rest"]) is Outcome.INCORRECT:
        return numbered["rest"]
    return _either(text, outcome) if question.kind.is_solutions or question.kind.is_set else ""


def _either(text: str, outcome: Callable[[str], Outcome]) -> str:
    """Return what an `or` parts from a part that is right by itself, where it is refuted."""
    depth = depths(text)
    ends = [one for one in _OR.finditer(text) if not depth[one.start()]]
    if len(ends) != 1 or _STEP.search(text) is not None:
        return ""
    parts = [text[: ends[0].start()].strip(" ,$"), text[ends[0].end() :].strip(" ,$.")]
    found = [outcome(one) for one in parts if one]
    if len(found) < 2 or {*found} != {Outcome.CORRECT, Outcome.INCORRECT}:
        return ""
    return parts[found.index(Outcome.INCORRECT)]
