r"""The last look at a set by a condition on another letter of the prompt: `{z : |z| > 2}` where `r = |z|` is asked for.

Its letter is bound, and read as the declared one it is about something else. Where the prompt says what the declared
letter stands for and that stands in the condition, it is decided with the letter; what is right so is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_BUILT = re.compile(
    r"[\s$]*(?:\\left\s*)?\\?\{\s*\\?(?P<letter>[^\W\d_])\s*(?:(?:∈|\\in(?![A-Za-z]))[^:|]{1,20})?"
    r"(?::|\||\\mid(?![A-Za-z])|\\colon(?![A-Za-z]))(?P<condition>.+?)(?:\\right\s*)?\\?\}[\s$.]*"
)
_BARS = re.compile(r"\\[lr]?vert(?![A-Za-z])|\\(?:left|right)(?![A-Za-z])")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a set that is refuted, open where it is right with the declared letter in its condition."""
    if len(answer.fields) > 1 or not question.kind.is_set:
        return verdict
    ((name, field),) = answer.fields.items()
    built = _BUILT.fullmatch(field.text)
    if built is None or built["letter"] in question.names.symbols:
        return verdict
    return between_right(question, (name, field), _conditions(question, built["condition"]), verdict, mark)


def _conditions(question: Question, condition: str) -> Iterator[str]:
    """Yield a condition with each declared letter for what the prompt says that it stands for."""
    plain = _plain(condition)
    for letter in (one.name for one in question.for_all):
        for said in re.findall(rf"(?<![\w\\]){re.escape(letter)}\s*:?=\s*([^=$,;.]{{1,40}}?)\s*\$", question.prompt):
            if _plain(said) in plain:
                yield plain.replace(_plain(said), f" {letter} ")


def _plain(text: str) -> str:
    """Return a text with strokes for the bars of an absolute value, without blanks around them."""
    return re.sub(r"\s*\|\s*", "|", _BARS.sub(lambda bar: "|" if "vert" in bar[0] else "", text)).strip()
