"""What says that an answer follows, `So we get …`, is taken away: the rest means what it means by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import course
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import unreadable
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.words import phrases
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import FieldResult, Outcome, Verdict
from grader.wording import unreadable_answers

DECIDED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
_MINUS = re.compile(r"\A([\s$]*[-−])\s+(?=[\w\\(.])")  # behind a frame it is no dash of a list: `The answer is - 5`
_NUMBER = r"[-−]?\d{1,9}"
_NUMBERS = re.compile(rf"[\s$(\[]*+{_NUMBER}(?:\s*+(?:[,;]|and|und|et|y|e|en)\s++{_NUMBER}){{0,9}}[\s$)\]]*+")
_DIGITS = re.compile(r"\d+")
_END = re.compile(r"(?<!\.)\.{1,2}\s*\Z")  # the end of the sentence; three dots go on
_EQUALS = re.compile(r"[\s$]*=(?!=)\s*")


def as_by_itself(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return a verdict that the rest of an answer comes to by itself as well; an open one where it does not.

    A piece of a sentence decides nothing that the sentence without its frame leaves open.
    """
    if question.kind.reads == "words":
        return _accepted_by_itself(question, answer, verdict, mark)
    is_said = question.kind.reads == "value" or (question.kind.reads == "choice" and bool(question.options))
    if verdict.outcome not in DECIDED or not is_said:
        return verdict
    fields = {name: _without_frame(question, one) for name, one in answer.fields.items()}
    whole = None if answer.whole is None else _without_frame(question, answer.whole)
    rest = replace(answer, fields=fields, whole=whole)
    if rest == answer or _keeps_all(rest, verdict):
        return verdict
    alone = mark(question, rest)
    if (alone.outcome, alone.score_range) == (verdict.outcome, verdict.score_range):
        return verdict
    written = {name: FieldResult(one.text) for name, one in answer.fields.items()}
    if alone.outcome not in DECIDED:
        shown = {name: replace(one, text=written[name].text) for name, one in alone.fields.items() if name in written}
        return replace(alone, fields={**alone.fields, **shown})
    return unreadable(question, unreadable_answers.OTHERWISE_BY_ITSELF, written)


def _accepted_by_itself(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return a verdict on words that name no accepted text, right where their rest without the frame is one."""
    if verdict.outcome is Outcome.CORRECT or question.kind.by_person or not question.accepted_texts:
        return verdict
    rest = replace(answer, fields={name: _without_frame(question, one) for name, one in answer.fields.items()})
    alone = verdict if rest == answer else mark(question, rest)
    if alone.outcome is not Outcome.CORRECT:
        return verdict
    fields = {name: replace(one, text=answer.fields[name].text) for name, one in alone.fields.items()}
    return replace(alone, fields=fields)


def _keeps_all(rest: Answer, verdict: Verdict) -> bool:
    """Whether a right answer has nothing but numbers behind its frame, parted by signs, and each was read."""
    if verdict.outcome is not Outcome.CORRECT or rest.whole is not None:
        return False
    for name, one in rest.fields.items():
        found = verdict.fields.get(name)
        read = None if found is None else found.read
        if read is None or _NUMBERS.fullmatch(one.text) is None or _DIGITS.findall(one.text) != _DIGITS.findall(read):
            return False
    return True


def _without_frame(question: Question, one: FieldAnswer) -> FieldAnswer:
    """Return a text without what says that it is the answer; as it is where nothing else stands there."""
    if one.error is not None or one.candidates is not None or len(one.text) > BLOCK_CHARACTERS:
        return one
    text = one.text
    frame = _EQUALS.match(text) or phrases.frame().match(text.casefold() if len(text.casefold()) == len(text) else text)
    rest = _END.sub("", _MINUS.sub(r"\1", text[frame.end() :])) if frame is not None else ""
    if frame is not None and frame.group().count("$") % 2:
        rest = f"${rest}"
    rest = rest.replace("**", "")  # emphasis says nothing
    return replace(one, text=course.stated.with_unit_beside(question, rest)) if rest.strip(" .$*_") else one
