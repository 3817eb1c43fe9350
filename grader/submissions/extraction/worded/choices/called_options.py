"""Options at the end of a sentence that calls them the answer: `…, so the answer is (B).`, `new answer: queue`."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import Sentence, is_against
from grader.submissions.extraction.worded.choices.options import named_in
from grader.submissions.extraction.words import phrases

_KEY_AT_END = re.compile(r"(?<![\w(\[*])[(\[*_]*+(?P<key>[^\W_])[)\]*_]*+[\s.!]*+$")
_CALLED = re.compile(r"\A[^:=]{1,40}[:=]\s*(?P<rest>[^\s:=][^:=]{0,60})\Z")


def key_called(question: Question, one: Sentence) -> str:
    """Return the key at the end of a sentence that is called the answer there."""
    match = _KEY_AT_END.search(one.text)
    if match is None or match["key"] not in question.options or named_in(question, one) - {match["key"]}:
        return ""
    before = one.low[: match.start("key")].rstrip(" ([*_")
    return match["key"] if phrases.label_at_end().search(before) and not is_against(before) else ""


def option_called(question: Question, one: Sentence) -> str:
    """Return what stands behind words that call it the answer where it names an option."""
    match = _CALLED.search(one.text) if question.options else None
    rest = "" if match is None else match["rest"]
    if match is None or not named_in(question, replace(one, text=rest)) or is_against(one.low[: match.start("rest")]):
        return ""
    return rest if phrases.label_at_end().search(one.low[: match.start("rest")].rstrip()) else ""
