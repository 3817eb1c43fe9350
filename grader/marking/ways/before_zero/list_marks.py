"""The last look at marks of a list before an answer, or a part of it: `• x = 30°, x = 150°`, `1. x = 4, 2. x = -2`.

A bullet, a number, a tick or an arrow says nothing, and a dash may be a bullet. The text without them is decided, and
where it is refuted, too, the other last looks are cast on it. What is right so is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader import marking
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts, is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_COUNTED = 9  # parts that marks count
_ONE = r"(?:[-–—+*•‣◦▪·>✓✔✅]|[-=]>|[⇒→∴]|\\Rightarrow(?![A-Za-z])|\(?\d{1,2}[.)])(?:[^\S\n]+|(?=\())"
_MARKS = re.compile(rf"(?P<before>\A\s*(?:[^\W\d_][^\d\n:=]{{0,30}}:\s*)?|\n\s*|[,;]\s*)(?:{_ONE}){{1,3}}")
_LINES = re.compile(r"\s*\n\s*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a text that is refuted, open where it is right without the marks of a list in it."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    typed = (field.said or field.text).strip()
    if len(typed) > MAX_CHARACTERS:
        return verdict
    for text in dict.fromkeys(_texts(typed)):
        other = replace(field, text=text, written=typed, said="", candidates=None)
        alone = Answer({name: other})
        found = mark(question, alone)
        is_right = found.outcome is Outcome.CORRECT or is_right_once(found)
        if found.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}:
            found = marking.ways.before_zero.last_look.before_zero(question, alone, found, mark)
            is_right = found.outcome.is_open
        if is_right:
            return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _texts(text: str) -> Iterator[str]:
    """Yield a text without the mark before it, without all of them, and its lines parted by commas."""
    yield from _counted(text)
    first = _MARKS.match(text)
    if first is None:
        return
    ways = [text[first.end() :], _MARKS.sub(_kept, text)]
    for one in (*ways, *(_LINES.sub(", ", way) for way in ways)):
        if one.strip() and _MARKS.match(one) is None:
            yield one


def _counted(text: str) -> Iterator[str]:
    """Yield the parts of a text that marks count from one, whatever parts them: `1. (1, 0) and 2. (-1, 0)`."""
    marks: list[re.Match[str]] = []
    for one in _COUNTED.finditer(text):
        expected = {str(len(marks) + 1), chr(ord("a") + len(marks))}
        marks += [one] if (one["number"] or one["one"] or one["letter"]) in expected else []
    if len(marks) < 2 or marks[0].start() or len(marks) > MAX_COUNTED:
        return
    stops = [*(one.start() for one in marks[1:]), len(text)]
    parts = [_JOINT.sub("", text[one.end() : stop].strip()).strip() for one, stop in zip(marks, stops, strict=True)]
    if all(parts):
        yield from (", ".join(parts), " or ".join(parts), " union ".join(parts))


_COUNTED = re.compile(
    r"(?:\A|(?<=[\s,;]))(?:\(?(?P<number>\d)(?:[.)]|\s?[-–])|\[(?P<one>\d)\]|\(?(?P<letter>[a-i])[.)])(?:\s+|(?=\())"
)
_JOINT = re.compile(r"(?:[,;./]|\s(?:and|or|und|oder|et|ou|y|o))+\Z")


def _kept(found: re.Match[str]) -> str:
    """Return what stays of a place with marks: the sign that parts it from what stands before."""
    return "" if found.start() == 0 else found["before"]
