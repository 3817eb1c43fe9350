"""A right value with a word or a unit beside it that makes it something else than is asked for is for a person."""

from __future__ import annotations

import re

from grader import marking
from grader.marking.answer import MAX_SHORT, Answer
from grader.problems.question import Question
from grader.verdict import Verdict
from grader.wording import unreadable_answers

_SEVERAL = re.compile(r"\S\s*\n\s*\S|[^\W\d_]{3,}[.;]\s+[^\W\d_]")  # lines, or sentences
_WORD = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{2,}|\d\s*\$?\s*[^\W\d_]|[€£¥%]|\A\s*[A-Z]\s*:")


def why_open(question: Question, answer: Answer, verdict: Verdict, typed: Answer) -> str:
    """Return why the words of a credited answer may say something else of its value; empty where they do not.

    `typed` is the answer of which it is a piece, or the answer itself.
    """
    if len(answer.fields) != 1:
        return ""
    ((name, one),) = answer.fields.items()
    said = typed.fields[name].text if name in typed.fields else ""
    if question.forms and marking.asked.beside.fractions_asked.is_no_fraction(question, one.text):
        return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=one.text.strip())
    if question.kind.is_set and (letter := marking.texts.sets.ranges_said.other_parameter(question, one.text)):
        return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=letter)
    if question.kind.is_set and (value := marking.texts.sets.doubtful_sets.infinite_value(one.text)):
        return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=value)
    texts = [text for text in (one.text, one.said, said) if _may_be_another(text)]
    if not texts:
        return ""
    found = verdict.fields.get(name)
    read = (found.read or "") if found is not None else ""
    plain = [marking.texts.numbers.multiplied.multiplied(question, text) for text in texts]
    for text in dict.fromkeys(plain):
        if other := _other(question, text, read):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=other)
    return ""


def _other(question: Question, text: str, read: str) -> str:
    """Return the name, word or unit that makes another thing of a value; empty where none is known to."""
    beside, contrary = marking.asked.beside, marking.texts.beside.contrary
    name = beside.contradictions.contradicted(question, text, read)
    name = name or beside.reversed_ratios.reversed_ratio(question, text)
    if name or _WORD.search(text) is None:
        return name
    return beside.another_beside.another_beside(question, text, read) or contrary.other_said(question, text)


def _may_be_another(text: str) -> bool:
    """Whether a word, a unit or a name stands in a text; of any other nothing is to be said, and no table is loaded."""
    is_one = len(text) <= MAX_SHORT and _SEVERAL.search(text) is None
    return is_one and ("=" in text or _WORD.search(text) is not None)
